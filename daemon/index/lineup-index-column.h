/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-row-set.h"

G_BEGIN_DECLS

/**
 * LINEUP_INDEX_EXTRA_BYTES:
 *
 * Bytes: of what an index keeps of a row for whoever searches it, to tell at once what is wanted.
 */
#define LINEUP_INDEX_EXTRA_BYTES 16

/**
 * LineupIndexColumn:
 * @LINEUP_INDEX_MERITS: 16 bits, the higher the better; 0 where there is none
 * @LINEUP_INDEX_LENGTHS: 32 bits, of a row's name, see lineup_index_text_add_name()
 * @LINEUP_INDEX_IDS: 64 bits, 0 where there is none
 * @LINEUP_INDEX_EXTRAS: %LINEUP_INDEX_EXTRA_BYTES, whose order of bytes is their user's
 *
 * What an index knows of each row beside its words, in windows of rows.
 */
typedef enum
{
  LINEUP_INDEX_MERITS,
  LINEUP_INDEX_LENGTHS,
  LINEUP_INDEX_IDS,
  LINEUP_INDEX_EXTRAS,
} LineupIndexColumn;

#define LINEUP_INDEX_N_COLUMNS (LINEUP_INDEX_EXTRAS + 1)

/**
 * lineup_index_column_get_width:
 * @self: a column
 *
 * Returns: bytes of a row
 */
gsize lineup_index_column_get_width (LineupIndexColumn self);

/**
 * lineup_index_column_load:
 * @self: a column
 * @database: a connection
 * @set: number of the set of tables whose index it is of
 * @window: number of a window
 * @values: (out caller-allocates): takes those of all of its rows, zeroes if there are none
 * @error: as lineup_database_run()
 */
gboolean lineup_index_column_load (LineupIndexColumn self,
                                   LineupDatabase *database,
                                   guint set,
                                   guint window,
                                   void *values,
                                   GError **error);

/**
 * lineup_index_column_save:
 * @self: a column
 * @database: a connection that writes
 * @set: number of the set of tables whose index it is of
 * @window: number of a window
 * @values: those of all of its rows
 * @error: as lineup_database_run()
 */
gboolean lineup_index_column_save (LineupIndexColumn self,
                                   LineupDatabase *database,
                                   guint set,
                                   guint window,
                                   const void *values,
                                   GError **error);

/**
 * lineup_index_column_count:
 * @database: a connection
 * @set: number of the set of tables whose index it is of
 * @n_windows: (out): how many windows there are, from the first
 * @error: as lineup_database_run()
 */
gboolean
lineup_index_column_count (LineupDatabase *database, guint set, guint *n_windows, GError **error);

G_END_DECLS
