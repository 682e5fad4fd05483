/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/* Where the details of single items are stored. They go when their item goes: the database sees to
 * that. */

/**
 * lineup_details_table_write:
 * @database: a connection for writing, in a transaction
 * @kind: of the item
 * @id: of the item
 * @details: what is known of it, in place of what was
 * @written: (out): whether there is such an item; if not, there is nothing to write
 * @error: as lineup_database_run()
 */
gboolean lineup_details_table_write (LineupDatabase *database,
                                     LineupKind kind,
                                     gint64 id,
                                     const LineupDetails *details,
                                     gboolean *written,
                                     GError **error);

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
 * lineup_details_table_find_episode:
 * @database: a connection
 * @id: of the episode
 * @found: (out): whether it is known
 * @func: called once if it is
 * @user_data: for @func
 * @error: as lineup_database_run()
 */
gboolean lineup_details_table_find_episode (LineupDatabase *database,
                                            gint64 id,
                                            gboolean *found,
                                            LineupEpisodeFunc func,
                                            gpointer user_data,
                                            GError **error);

G_END_DECLS
