/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LINEUP_ROW_SET_WINDOW:
 *
 * Rows of a window. What an index keeps of a word is in pieces of so many rows each, which as bits
 * are a kilobyte.
 */
#define LINEUP_ROW_SET_WINDOW 8192U

/**
 * LINEUP_ROW_SET_WINDOW_WORDS:
 *
 * Words of 64 bits of a window.
 */
#define LINEUP_ROW_SET_WINDOW_WORDS (LINEUP_ROW_SET_WINDOW / 64)

/**
 * LineupRowSet:
 *
 * A set of rows, as one bit for each row that there can be. For one thread at a time.
 */
typedef struct _LineupRowSet LineupRowSet;

/**
 * lineup_row_set_new:
 * @n_windows: windows of rows that can be in it, from row 0
 *
 * Returns: (transfer full): a set without a row
 */
LineupRowSet *lineup_row_set_new (guint n_windows);

/**
 * lineup_row_set_copy:
 * @self: a set
 *
 * Returns: (transfer full): another one with the same rows
 */
LineupRowSet *lineup_row_set_copy (const LineupRowSet *self);

/**
 * lineup_row_set_free:
 * @self: (transfer full): a set
 */
void lineup_row_set_free (LineupRowSet *self);

/**
 * lineup_row_set_get_n_windows:
 * @self: a set
 *
 * Returns: windows of rows that can be in it
 */
guint lineup_row_set_get_n_windows (const LineupRowSet *self);

/**
 * lineup_row_set_get_window:
 * @self: a set
 * @window: number of a window that can be in it
 *
 * Returns: (transfer none) (array fixed-size=LINEUP_ROW_SET_WINDOW_WORDS): a window's bits, the
 *   lowest of the first word for its first row; they may be changed
 */
guint64 *lineup_row_set_get_window (LineupRowSet *self, guint window);

/**
 * lineup_row_set_add:
 * @self: a set
 * @row: a row that can be in it
 */
void lineup_row_set_add (LineupRowSet *self, guint32 row);

/**
 * lineup_row_set_contains:
 * @self: a set
 * @row: any row
 *
 * Returns: whether it is in it
 */
gboolean lineup_row_set_contains (const LineupRowSet *self, guint32 row);

/**
 * lineup_row_set_unite:
 * @self: a set
 * @other: a set of as many windows
 *
 * Adds all rows of the other one.
 */
void lineup_row_set_unite (LineupRowSet *self, const LineupRowSet *other);

/**
 * lineup_row_set_intersect:
 * @self: a set
 * @other: a set of as many windows
 *
 * Drops all rows that are not in the other one.
 */
void lineup_row_set_intersect (LineupRowSet *self, const LineupRowSet *other);

/**
 * lineup_row_set_subtract:
 * @self: a set
 * @other: a set of as many windows
 *
 * Drops all rows that are in the other one.
 */
void lineup_row_set_subtract (LineupRowSet *self, const LineupRowSet *other);

/**
 * lineup_row_set_is_empty:
 * @self: a set
 *
 * Returns: whether no row is in it
 */
gboolean lineup_row_set_is_empty (const LineupRowSet *self);

/**
 * lineup_row_set_count:
 * @self: a set
 *
 * Returns: how many rows are in it
 */
guint lineup_row_set_count (const LineupRowSet *self);

/**
 * lineup_row_set_next:
 * @self: a set
 * @row: (inout): the first row that is looked at, and then what was found
 *
 * Goes through the rows in their order: what was found plus one is where to look on.
 *
 * Returns: whether there is one
 */
gboolean lineup_row_set_next (const LineupRowSet *self, guint32 *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupRowSet, lineup_row_set_free)

G_END_DECLS
