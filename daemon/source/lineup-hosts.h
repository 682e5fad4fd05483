/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-kept-connections.h"
#include "lineup-token-bucket.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_HOST_BUCKETS (lineup_host_buckets_get_type ())
G_DECLARE_FINAL_TYPE (LineupHostBuckets, lineup_host_buckets, LINEUP, HOST_BUCKETS, GObject)

/**
 * LineupHostBuckets:
 *
 * The #LineupTokenBucket of each host that was asked lately: one for all accounts there, as it is
 * the host that counts our requests. Beside them, the connections to all hosts that are kept.
 */

/**
 * lineup_host_buckets_new:
 * @clock: measures the pace
 *
 * Returns: (transfer full): no host was asked yet
 */
LineupHostBuckets *lineup_host_buckets_new (LineupClock *clock);

/**
 * lineup_host_buckets_get:
 * @self: the buckets
 * @host: host and port, in lower case
 *
 * Returns: (transfer none): the host's bucket, to be used at once: full ones are forgotten
 */
LineupTokenBucket *lineup_host_buckets_get (LineupHostBuckets *self, const char *host);

/**
 * lineup_host_buckets_get_size:
 *
 * Returns: how many hosts are remembered
 */
guint lineup_host_buckets_get_size (LineupHostBuckets *self);

/**
 * lineup_host_buckets_get_kept_connections:
 *
 * Returns: (transfer none): the connections to all hosts that are kept
 */
LineupKeptConnections *lineup_host_buckets_get_kept_connections (LineupHostBuckets *self);

G_END_DECLS
