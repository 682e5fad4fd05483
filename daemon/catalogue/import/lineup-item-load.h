/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-importer.h"

G_BEGIN_DECLS

/**
 * lineup_item_load_get_importer:
 *
 * Imports a kind's first list: nothing of its kind is stored. Everything is written in the order of
 * arrival, without asking what is there, and what needs another order is made afterwards by
 * sorting: this takes half the time of putting each item in its place at once, and no memory that
 * grows with the list.
 *
 * Returns: (transfer none): how
 */
const LineupImporter *lineup_item_load_get_importer (void);

G_END_DECLS
