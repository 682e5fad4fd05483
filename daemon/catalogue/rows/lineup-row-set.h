/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupRowSet:
 *
 * Rows of a table, a bit for each: a million of them take an eighth of a megabyte.
 */
typedef struct _LineupRowSet LineupRowSet;

/**
 * lineup_row_set_new:
 *
 * Returns: (transfer full): an empty set
 */
LineupRowSet *lineup_row_set_new (void);

/**
 * lineup_row_set_free:
 * @self: (transfer full): a set
 */
void lineup_row_set_free (LineupRowSet *self);

/**
 * lineup_row_set_add:
 * @self: a set
 * @row: a row that it does not have yet; one that no table has, as in a damaged file, is left out
 */
void lineup_row_set_add (LineupRowSet *self, gint64 row);

/**
 * lineup_row_set_has:
 *
 * Returns: whether a row is in it
 */
gboolean lineup_row_set_has (const LineupRowSet *self, gint64 row);

/**
 * lineup_row_set_get_size:
 *
 * Returns: how many rows are in it
 */
guint lineup_row_set_get_size (const LineupRowSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupRowSet, lineup_row_set_free)

G_END_DECLS
