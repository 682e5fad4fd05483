/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-row-set.h"

G_BEGIN_DECLS

/**
 * LineupIndexRanks:
 * @merits: of each row, the higher the better; 0 where there is none
 * @lengths: of each row's name, see lineup_index_text_add_name()
 * @ids: of each row, 0 where there is none
 *
 * What tells which rows of one window come first, whatever they are found by.
 */
typedef struct
{
  guint16 merits[LINEUP_ROW_SET_WINDOW];
  guint16 lengths[LINEUP_ROW_SET_WINDOW];
  gint64 ids[LINEUP_ROW_SET_WINDOW];
} LineupIndexRanks;

/**
 * lineup_index_ranks_load:
 * @self: (out caller-allocates): a window, all of it zeroes if there is nothing of it
 * @database: a connection
 * @set: number of the set of tables whose index it is of
 * @window: number of the window
 * @error: as lineup_database_run()
 */
gboolean lineup_index_ranks_load (
    LineupIndexRanks *self, LineupDatabase *database, guint set, guint window, GError **error);

/**
 * lineup_index_ranks_save:
 * @self: a window
 * @database: a connection that writes
 * @set: number of the set of tables whose index it is of
 * @window: number of the window
 * @error: as lineup_database_run()
 */
gboolean lineup_index_ranks_save (const LineupIndexRanks *self,
                                  LineupDatabase *database,
                                  guint set,
                                  guint window,
                                  GError **error);

/**
 * lineup_index_ranks_count:
 * @database: a connection
 * @set: number of the set of tables whose index it is of
 * @n_windows: (out): how many windows there are, from the first
 * @error: as lineup_database_run()
 */
gboolean
lineup_index_ranks_count (LineupDatabase *database, guint set, guint *n_windows, GError **error);

G_END_DECLS
