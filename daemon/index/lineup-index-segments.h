/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/* The list of an index's segments, as whoever writes sees to it. */

/**
 * LINEUP_INDEX_NO_SEGMENT:
 *
 * Number that no segment has.
 */
#define LINEUP_INDEX_NO_SEGMENT 0

/**
 * LineupIndexState:
 * @LINEUP_INDEX_READY: is searched
 * @LINEUP_INDEX_BUILDING: is being written, and not yet whole
 * @LINEUP_INDEX_DEAD: is being dropped
 *
 * What a segment is.
 */
typedef enum
{
  LINEUP_INDEX_READY,
  LINEUP_INDEX_BUILDING,
  LINEUP_INDEX_DEAD,
} LineupIndexState;

/**
 * LineupIndexSegment:
 * @number: from 1, higher in newer ones
 * @state: what it is
 * @n_leaves: how many leaves it has
 *
 * A segment.
 */
typedef struct
{
  guint32 number;
  LineupIndexState state;
  guint32 n_leaves;
} LineupIndexSegment;

/**
 * lineup_index_segments_list:
 * @database: a connection, in a transaction
 * @set: number of the set of tables
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full) (element-type LineupIndexSegment): all segments, the oldest first
 */
GArray *lineup_index_segments_list (LineupDatabase *database, guint set, GError **error);

/**
 * lineup_index_segments_add:
 * @database: a connection that writes, in a transaction
 * @set: number of the set of tables
 * @segment: (out): number of a new one, which is being built
 * @error: as lineup_database_run()
 */
gboolean
lineup_index_segments_add (LineupDatabase *database, guint set, guint32 *segment, GError **error);

/**
 * lineup_index_segments_set_ready:
 * @database: a connection that writes, in a transaction
 * @set: number of the set of tables
 * @segment: number of one that is whole
 * @n_leaves: how many leaves it has; one without any is dropped
 * @error: as lineup_database_run()
 */
gboolean lineup_index_segments_set_ready (
    LineupDatabase *database, guint set, guint32 segment, guint32 n_leaves, GError **error);

/**
 * lineup_index_segments_set_dead:
 * @database: a connection that writes, in a transaction
 * @set: number of the set of tables
 * @segment: number of one that is no longer needed
 * @error: as lineup_database_run()
 */
gboolean lineup_index_segments_set_dead (LineupDatabase *database,
                                         guint set,
                                         guint32 segment,
                                         GError **error);

/**
 * lineup_index_segments_add_stale:
 * @database: a connection that writes, in a transaction
 * @set: number of the set of tables
 * @newest: number of a segment that has these rows anew, %LINEUP_INDEX_NO_SEGMENT for rows that are
 * gone
 * @rows: (array length=n_rows): in their order, rows may be there twice
 * @n_rows: how many these are
 * @error: as lineup_database_run()
 *
 * Says of rows that they no longer count in any other segment.
 */
gboolean lineup_index_segments_add_stale (LineupDatabase *database,
                                          guint set,
                                          guint32 newest,
                                          const guint32 *rows,
                                          gsize n_rows,
                                          GError **error);

/**
 * lineup_index_segments_tidy:
 * @database: a connection that writes, in a transaction
 * @set: number of the set of tables
 * @n_leaves: how many leaves are dropped at most
 * @is_done: (out): whether nothing is left to be dropped
 * @error: as lineup_database_run()
 *
 * Drops what segments that are no longer needed have, or a piece of it.
 */
gboolean lineup_index_segments_tidy (
    LineupDatabase *database, guint set, guint32 n_leaves, gboolean *is_done, GError **error);

/**
 * lineup_index_segments_recover:
 * @database: a connection that writes, in a transaction
 * @set: number of the set of tables
 * @error: as lineup_database_run()
 *
 * At the start: what was being built no longer is.
 */
gboolean lineup_index_segments_recover (LineupDatabase *database, guint set, GError **error);

G_END_DECLS
