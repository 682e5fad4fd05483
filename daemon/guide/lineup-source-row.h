/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/* Times that a guide in quarantine has to arrive with the same channels to be taken for the truth,
 * and seconds that have to be between the first time and the last. */
#define LINEUP_SOURCE_ROW_TIMES 3
#define LINEUP_SOURCE_ROW_TIME  (24 * 60 * 60)

/**
 * LineupSourceRow:
 * @source: its row
 * @setup: hash of what the guide was read by, and for whom
 * @first: Unix seconds when its first programme begins, 0 if there is none
 * @last: Unix seconds when its last one ends
 * @programmes: that are there
 * @channels: that it had programmes of
 * @suspect_ids: hash of the channels of one that was not believed
 * @suspect_times: how often that has come
 * @suspect_since: Unix seconds since when
 *
 * What is remembered of the guide of a source.
 */
typedef struct
{
  gint64 source;
  guint64 setup;
  gint64 first;
  gint64 last;
  gint64 programmes;
  gint64 channels;
  guint64 suspect_ids;
  gint64 suspect_times;
  gint64 suspect_since;
} LineupSourceRow;

/**
 * lineup_source_row_open:
 * @self: (out caller-allocates): what is remembered
 * @database: a connection that writes, in a transaction
 * @name: of the source, which is added if it is new
 * @error: as lineup_database_run()
 */
gboolean lineup_source_row_open (LineupSourceRow *self,
                                 LineupDatabase *database,
                                 const char *name,
                                 GError **error);

/**
 * lineup_source_row_list:
 * @database: a connection
 * @user_data: nothing
 * @generation: (out): number of the last change
 * @error: as lineup_database_run()
 *
 * A #LineupGuideReadFunc.
 *
 * Returns: (transfer full): a #GHashTable (element-type utf8 LineupSourceRow): what is remembered
 * of the guides of all sources, by their names; or %NULL with an error
 */
gpointer lineup_source_row_list (LineupDatabase *database,
                                 gpointer user_data,
                                 guint64 *generation,
                                 GError **error);

/**
 * lineup_source_row_store:
 * @self: what is to be remembered of a guide that was believed
 * @database: a connection that writes, in a transaction
 * @error: as lineup_database_run()
 */
gboolean
lineup_source_row_store (const LineupSourceRow *self, LineupDatabase *database, GError **error);

/**
 * lineup_source_row_suspect:
 * @self: what is remembered
 * @ids: hash of the channels of a guide that is too short to be true
 * @now: Unix seconds
 *
 * Counts it.
 *
 * Returns: whether it has come often enough, for long enough
 */
gboolean lineup_source_row_suspect (LineupSourceRow *self, guint64 ids, gint64 now);

/**
 * lineup_source_row_store_suspicion:
 * @self: what is to be remembered of a guide that was not believed
 * @database: a connection that writes, in a transaction
 * @error: as lineup_database_run()
 */
gboolean lineup_source_row_store_suspicion (const LineupSourceRow *self,
                                            LineupDatabase *database,
                                            GError **error);

G_END_DECLS
