/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupCtlTable:
 *
 * Rows whose columns stand below each other. Where a terminal is too narrow, the widest columns
 * give way to the others: their cells are cut, or go on in further lines of their column. Where a
 * table that is not cut has no room for that, its widest column stands below the others. Elsewhere
 * than on a terminal each row is one line.
 */
typedef struct _LineupCtlTable LineupCtlTable;

/**
 * lineup_ctl_table_new:
 * @indent: columns to leave free at the left
 * @wraps: whether cells are not to be cut
 *
 * Returns: (transfer full): an empty table
 */
LineupCtlTable *lineup_ctl_table_new (guint indent, gboolean wraps);

/**
 * lineup_ctl_table_free:
 * @self: (transfer full): a table
 */
void lineup_ctl_table_free (LineupCtlTable *self);

/**
 * lineup_ctl_table_reserve:
 * @self: a table
 * @index: number of a column, which is the next one if there is none yet
 * @width: how wide it is at least
 *
 * Keeps columns below each other in tables that are printed one by one.
 */
void lineup_ctl_table_reserve (LineupCtlTable *self, guint index, guint width);

/**
 * lineup_ctl_table_add:
 * @self: a table
 * @first: the first cell, which may be any text
 * @...: the other cells, and %NULL
 *
 * Adds a row.
 */
void lineup_ctl_table_add (LineupCtlTable *self, const char *first, ...) G_GNUC_NULL_TERMINATED;

/**
 * lineup_ctl_table_print:
 *
 * Prints the rows and forgets them. Columns stay as wide as they were, so that a long list can be
 * printed in parts.
 */
void lineup_ctl_table_print (LineupCtlTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCtlTable, lineup_ctl_table_free)

G_END_DECLS
