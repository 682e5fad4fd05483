/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-details.h"

G_BEGIN_DECLS

/* Where the details of single items are stored: in a file beside the catalogue, see
 * lineup_details_schema_get(). Whether there is such an item, the catalogue knows. */

/**
 * LineupDetailsEpisodeFunc:
 * @episode: an episode, valid for this call; without what only a list of episodes shows
 * @series: id of its series
 * @goes_on: (out): whether to look for the same id in other series
 * @user_data: what was given with it
 * @error: why it failed
 */
typedef gboolean (*LineupDetailsEpisodeFunc) (const LineupEpisode *episode,
                                              gint64 series,
                                              gboolean *goes_on,
                                              gpointer user_data,
                                              GError **error);

/**
 * lineup_details_table_write:
 * @database: a connection for writing, in a transaction
 * @kind: of the item
 * @id: of the item
 * @details: what is known of it, in place of what was
 * @error: as lineup_database_run()
 */
gboolean lineup_details_table_write (LineupDatabase *database,
                                     LineupKind kind,
                                     gint64 id,
                                     const LineupDetails *details,
                                     GError **error);

/**
 * lineup_details_table_delete:
 * @database: a connection for writing
 * @kind: of the item
 * @id: of the item
 * @error: as lineup_database_run()
 */
gboolean
lineup_details_table_delete (LineupDatabase *database, LineupKind kind, gint64 id, GError **error);

/**
 * lineup_details_table_read:
 * @database: a connection
 * @kind: of the item
 * @id: of the item
 * @details: (out) (transfer full) (nullable): what is known of it, %NULL if nothing was stored
 * @error: as lineup_database_run()
 */
gboolean lineup_details_table_read (
    LineupDatabase *database, LineupKind kind, gint64 id, LineupDetails **details, GError **error);

/**
 * lineup_details_table_list:
 * @database: a connection
 * @kind: of the items
 * @after: id of the one before the first
 * @count: how many at most
 * @ids: (element-type gint64) (inout): gets the ids of those that something is known of, in order
 * @error: as lineup_database_run()
 */
gboolean lineup_details_table_list (LineupDatabase *database,
                                    LineupKind kind,
                                    gint64 after,
                                    guint count,
                                    GArray *ids,
                                    GError **error);

/**
 * lineup_details_table_find_episode:
 * @database: a connection
 * @id: of the episode
 * @func: called for each series that has it, until it is content
 * @user_data: for @func
 * @error: as lineup_database_run()
 */
gboolean lineup_details_table_find_episode (LineupDatabase *database,
                                            gint64 id,
                                            LineupDetailsEpisodeFunc func,
                                            gpointer user_data,
                                            GError **error);

G_END_DECLS
