/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "catalogue/lineup-import-context.h"

G_BEGIN_DECLS

/**
 * lineup_category_import_run:
 * @context: what to import
 * @report: what was done; with `quarantined` set, nothing was written
 * @dirty: (out): whether anything was written
 * @error: the source's error, or as lineup_database_run()
 *
 * Imports a list of categories, which is short. A category counts as changed when it is called
 * otherwise, has another parent, or has moved among those that stay; the places of all the others
 * may shift without being news. One that is not listed any more stays as long as items name it.
 */
gboolean lineup_category_import_run (const LineupImportContext *context,
                                     LineupImportReport *report,
                                     gboolean *dirty,
                                     GError **error);

G_END_DECLS
