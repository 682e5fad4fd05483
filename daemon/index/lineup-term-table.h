/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index-area.h"
#include "lineup-posting.h"

G_BEGIN_DECLS

/**
 * LineupTermTable:
 *
 * The terms of a window of rows while these are indexed, and in which row each is. For one thread
 * at a time.
 */
typedef struct _LineupTermTable LineupTermTable;

/**
 * LineupTermTableFunc:
 * @posting: what was noted; until the function returns
 * @user_data: data of who asked
 */
typedef void (*LineupTermTableFunc) (const LineupPosting *posting, gpointer user_data);

/**
 * lineup_term_table_new:
 *
 * Returns: (transfer full): a table without a term
 */
LineupTermTable *lineup_term_table_new (void);

/**
 * lineup_term_table_free:
 * @self: (transfer full): a table
 */
void lineup_term_table_free (LineupTermTable *self);

/**
 * lineup_term_table_begin:
 * @self: a table
 * @row: a row; of the same window as those before, and above them
 *
 * Goes to the next row.
 */
void lineup_term_table_begin (LineupTermTable *self, guint32 row);

/**
 * lineup_term_table_add:
 * @self: a table
 * @area: where the term is
 * @term: (array length=n_bytes): a folded word in UTF-8, or a tag
 * @n_bytes: of @term, up to what fits in a posting's key
 *
 * Notes that a term is in the row, and so are a word's short beginnings. What is noted already is
 * not noted again.
 */
void lineup_term_table_add (LineupTermTable *self,
                            LineupIndexArea area,
                            const char *term,
                            gsize n_bytes);

/**
 * lineup_term_table_is_full:
 * @self: a table
 *
 * Returns: whether to end it before the next row, although its window has not ended: no row takes
 *   the room that is left
 */
gboolean lineup_term_table_is_full (const LineupTermTable *self);

/**
 * lineup_term_table_end:
 * @self: a table
 * @func: (scope call): is called for each posting, in their order
 * @user_data: data for it
 *
 * Gives what was noted, and goes on empty.
 */
void lineup_term_table_end (LineupTermTable *self, LineupTermTableFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupTermTable, lineup_term_table_free)

G_END_DECLS
