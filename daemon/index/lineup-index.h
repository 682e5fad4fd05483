/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-index-area.h"
#include "lineup-index-segments.h"
#include "lineup-index-window.h"
#include "lineup-posting-source.h"

G_BEGIN_DECLS

/**
 * LineupIndex:
 *
 * The words of one set of tables as they are at one moment: which rows have which. What an index
 * has lies in segments; of a row the newest that has it counts. For the connection's thread, within
 * a transaction.
 */
typedef struct _LineupIndex LineupIndex;

/**
 * LineupIndexNearFunc:
 * @term: (array length=n_bytes): a word of a name
 * @n_bytes: its bytes
 * @user_data: data of who asked
 *
 * Returns: a bit for each set that takes the rows whose names have the word
 */
typedef guint64 (*LineupIndexNearFunc) (const char *term, gsize n_bytes, gpointer user_data);

/**
 * lineup_index_open:
 * @database: (transfer none): a connection in a transaction; outlives it
 * @set: number of the set of tables
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): the index as it is
 */
LineupIndex *lineup_index_open (LineupDatabase *database, guint set, GError **error);

/**
 * lineup_index_free:
 * @self: (transfer full): an index
 */
void lineup_index_free (LineupIndex *self);

/**
 * lineup_index_get_segments:
 * @self: an index
 *
 * Returns: (transfer none) (element-type LineupIndexSegment): all segments, the oldest first
 */
GArray *lineup_index_get_segments (LineupIndex *self);

/**
 * lineup_index_get_n_windows:
 * @self: an index
 *
 * Returns: how many windows of rows there are
 */
guint lineup_index_get_n_windows (LineupIndex *self);

/**
 * lineup_index_find:
 * @self: an index
 * @area: where the term is to be
 * @term: (array length=n_bytes): a folded word
 * @n_bytes: its bytes
 * @is_beginning: whether terms that begin with it are meant, too
 * @rows: (inout): takes the rows that have it
 * @error: as lineup_database_run()
 */
gboolean lineup_index_find (LineupIndex *self,
                            LineupIndexArea area,
                            const char *term,
                            gsize n_bytes,
                            gboolean is_beginning,
                            LineupRowSet *rows,
                            GError **error);

/**
 * lineup_index_find_near:
 * @self: an index
 * @func: (scope call): is asked of each word of names
 * @user_data: data for it
 * @sets: (array): take the rows whose names have a word, as the function says
 * @error: as lineup_database_run()
 */
gboolean lineup_index_find_near (LineupIndex *self,
                                 LineupIndexNearFunc func,
                                 gpointer user_data,
                                 LineupRowSet *const *sets,
                                 GError **error);

/**
 * lineup_index_open_window:
 * @self: an index
 *
 * Returns: (transfer full): what is known of rows beside their words; no longer than the index
 */
LineupIndexWindow *lineup_index_open_window (LineupIndex *self);

/**
 * lineup_index_open_segment:
 * @self: an index
 * @segment: one of its segments
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): a source with what it has of rows that still count
 */
LineupPostingSource *
lineup_index_open_segment (LineupIndex *self, const LineupIndexSegment *segment, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupIndex, lineup_index_free)

G_END_DECLS
