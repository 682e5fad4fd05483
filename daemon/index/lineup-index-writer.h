/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-index-row.h"

G_BEGIN_DECLS

/**
 * LineupIndexWriter:
 *
 * Writes a segment of an index: a small one, of what a transaction has changed, at once; a large
 * one in pieces of which each is a transaction. Until it is ended nobody finds anything by it, and
 * rows that others change meanwhile are not taken from it. Memory does not grow with the number of
 * rows. For the connection's thread.
 */
typedef struct _LineupIndexWriter LineupIndexWriter;

/**
 * lineup_index_make_merit:
 * @rating: 0 to 10, below 0 or 0 for unknown
 * @year: 0 for unknown
 *
 * Returns: what rows are compared by: the rating to a tenth, and then the year
 */
guint16 lineup_index_make_merit (double rating, gint64 year);

/**
 * lineup_index_writer_begin:
 * @database: (transfer none): a connection that writes, in a transaction; outlives the writer
 * @set: number of the set of tables
 * @folder: for a file without a name, see #LineupPostingRuns
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): a writer with a new segment
 */
LineupIndexWriter *
lineup_index_writer_begin (LineupDatabase *database, guint set, const char *folder, GError **error);

/**
 * lineup_index_writer_free:
 * @self: (transfer full): a writer
 */
void lineup_index_writer_free (LineupIndexWriter *self);

/**
 * lineup_index_writer_add:
 * @self: a writer
 * @row: what is added, above all rows that were, or of a window that had been left out
 * @error: as lineup_database_run()
 */
gboolean
lineup_index_writer_add (LineupIndexWriter *self, const LineupIndexRow *row, GError **error);

/**
 * lineup_index_writer_cut_aside:
 * @self: a writer without a row
 *
 * Has words cut on a thread of their own, for who has other things to do between one row and the
 * next. All rows have to be new. Where the thread is behind, windows are left out, whose rows are
 * to be added again, see lineup_index_writer_take_left().
 */
void lineup_index_writer_cut_aside (LineupIndexWriter *self);

/**
 * lineup_index_writer_end_aside:
 * @self: a writer
 * @error: as lineup_database_run()
 *
 * Waits for that thread, if there is one: what is added from now on is cut at once.
 */
gboolean lineup_index_writer_end_aside (LineupIndexWriter *self, GError **error);

/**
 * lineup_index_writer_take_left:
 * @self: a writer
 * @window: (out): number of a window whose rows were left out, all of them
 *
 * Returns: whether there is such a window, which is taken for added from now on
 */
gboolean lineup_index_writer_take_left (LineupIndexWriter *self, guint *window);

/**
 * lineup_index_writer_remove:
 * @self: a writer
 * @row: a row that is gone
 *
 * Rows come in any order.
 */
void lineup_index_writer_remove (LineupIndexWriter *self, guint32 row);

/**
 * lineup_index_writer_pause:
 * @self: a writer
 * @error: as lineup_database_run()
 *
 * Writes what is to be in the transaction that is about to end.
 */
gboolean lineup_index_writer_pause (LineupIndexWriter *self, GError **error);

/**
 * lineup_index_writer_write:
 * @self: a writer to which nothing is added any more
 * @n_leaves: how many leaves, of 2,000 bytes, are written at most; %G_MAXUINT32 for all
 * @is_done: (out): whether that was all
 * @error: as lineup_database_run()
 *
 * Writes the segment, or the next piece of it.
 */
gboolean lineup_index_writer_write (LineupIndexWriter *self,
                                    guint32 n_leaves,
                                    gboolean *is_done,
                                    GError **error);

/**
 * lineup_index_writer_end:
 * @self: a writer that has written all
 * @error: as lineup_database_run()
 *
 * Has the segment searched from the transaction's end on.
 */
gboolean lineup_index_writer_end (LineupIndexWriter *self, GError **error);

/**
 * lineup_index_writer_finish:
 * @self: a writer to which nothing is added any more
 * @error: as lineup_database_run()
 *
 * Writes the whole segment, and gives way to others meanwhile, and ends.
 */
gboolean lineup_index_writer_finish (LineupIndexWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupIndexWriter, lineup_index_writer_free)

G_END_DECLS
