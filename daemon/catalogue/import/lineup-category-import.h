/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-importer.h"

G_BEGIN_DECLS

/**
 * lineup_category_import_get_importer:
 *
 * Imports a list of categories, which is short. A category counts as changed when it is called
 * otherwise, has another parent, or has moved among those that stay; the places of all the others
 * may shift without being news. One that is not listed any more stays as long as items name it.
 *
 * Returns: (transfer none): how
 */
const LineupImporter *lineup_category_import_get_importer (void);

G_END_DECLS
