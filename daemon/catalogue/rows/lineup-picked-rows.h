/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupPickedRows:
 *
 * Rows of a table, a bit for each: a million of them take an eighth of a megabyte.
 */
typedef struct _LineupPickedRows LineupPickedRows;

/**
 * lineup_picked_rows_new:
 *
 * Returns: (transfer full): an empty set
 */
LineupPickedRows *lineup_picked_rows_new (void);

/**
 * lineup_picked_rows_free:
 * @self: (transfer full): a set
 */
void lineup_picked_rows_free (LineupPickedRows *self);

/**
 * lineup_picked_rows_add:
 * @self: a set
 * @row: a row that it does not have yet; one that no table has, as in a damaged file, is left out
 */
void lineup_picked_rows_add (LineupPickedRows *self, gint64 row);

/**
 * lineup_picked_rows_has:
 *
 * Returns: whether a row is in it
 */
gboolean lineup_picked_rows_has (const LineupPickedRows *self, gint64 row);

/**
 * lineup_picked_rows_get_size:
 *
 * Returns: how many rows are in it
 */
guint lineup_picked_rows_get_size (const LineupPickedRows *self);

/**
 * lineup_picked_rows_next:
 * @self: a set
 * @row: (inout): the first row that is looked at, and then what was found
 *
 * Goes through the rows in their order: what was found plus one is where to look on.
 *
 * Returns: whether there is one
 */
gboolean lineup_picked_rows_next (const LineupPickedRows *self, gint64 *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPickedRows, lineup_picked_rows_free)

G_END_DECLS
