/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * LineupGuideExpiry:
 * @after: row of the channel that was looked at last, 0 before the first
 * @now: Unix seconds
 * @n_expired: programmes that are gone
 *
 * How far what is past for too long was taken away.
 */
typedef struct
{
  gint64 after;
  gint64 now;
  guint64 n_expired;
} LineupGuideExpiry;

/**
 * lineup_guide_expiry_go_on:
 * @self: (inout): how far it has come
 * @database: a connection that writes, without a transaction
 * @is_done: (out): whether that was all
 * @error: as lineup_database_run()
 *
 * Takes away a piece of what is past for longer than its channel's archive, in one transaction.
 */
gboolean lineup_guide_expiry_go_on (LineupGuideExpiry *self,
                                    LineupDatabase *database,
                                    gboolean *is_done,
                                    GError **error);

G_END_DECLS
