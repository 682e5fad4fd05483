/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "catalogue/lineup-import-context.h"

G_BEGIN_DECLS

/**
 * lineup_item_import_run:
 * @context: what to import
 * @report: what was done; with `quarantined` set, nothing of it may be kept
 * @dirty: (out): whether anything was written that has to be kept
 * @error: the source's error, or as lineup_database_run()
 *
 * Imports a list of items over the one that is stored, and writes only what differs.
 *
 * An element whose fingerprint is stored needs no decoding; another one is decoded, and compared
 * with what is stored by its hash. Panels may send an item several times, once for each of its
 * categories: it then has the fields of the first element and the categories of all. Such an item
 * has no fingerprint, as no single element tells whether it has changed: its elements are put aside
 * and merged at the list's end.
 */
gboolean lineup_item_import_run (const LineupImportContext *context,
                                 LineupImportReport *report,
                                 gboolean *dirty,
                                 GError **error);

G_END_DECLS
