/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-circuits.h"
#include "lineup-host-queue.h"
#include "lineup-kept-connections.h"
#include "lineup-token-bucket.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_HOSTS (lineup_hosts_get_type ())
G_DECLARE_FINAL_TYPE (LineupHosts, lineup_hosts, LINEUP, HOSTS, GObject)

/**
 * LineupHosts:
 *
 * Knows which host we may ask when. One for all accounts, as it is the host that counts our
 * requests: the pace of each that was asked lately, whose turn it is, which ones are left alone,
 * whose connections are kept, and the clock by which all of that is measured. For the main thread.
 */

/**
 * lineup_hosts_new:
 * @clock: for all times
 *
 * Returns: (transfer full): no host was asked yet
 */
LineupHosts *lineup_hosts_new (LineupClock *clock);

/**
 * lineup_hosts_get_bucket:
 * @self: the hosts
 * @host: host and port, in lower case
 *
 * Returns: (transfer none): the host's bucket, to be used at once: full ones are forgotten
 */
LineupTokenBucket *lineup_hosts_get_bucket (LineupHosts *self, const char *host);

/**
 * lineup_hosts_get_size:
 *
 * Returns: how many hosts are remembered
 */
guint lineup_hosts_get_size (LineupHosts *self);

/**
 * lineup_hosts_get_kept_connections:
 *
 * Returns: (transfer none): the connections to all hosts that are kept
 */
LineupKeptConnections *lineup_hosts_get_kept_connections (LineupHosts *self);

/**
 * lineup_hosts_get_syncs:
 *
 * Returns: (transfer none): in which whole syncs wait for one another
 */
LineupHostQueue *lineup_hosts_get_syncs (LineupHosts *self);

/**
 * lineup_hosts_get_requests:
 *
 * Returns: (transfer none): in which small requests wait for one another
 */
LineupHostQueue *lineup_hosts_get_requests (LineupHosts *self);

/**
 * lineup_hosts_get_guides:
 *
 * Returns: (transfer none): in which guides wait for one another that are at another host than
 *   whoever fetches them has the turn of
 */
LineupHostQueue *lineup_hosts_get_guides (LineupHosts *self);

/**
 * lineup_hosts_get_circuits:
 *
 * Returns: (transfer none): which hosts are left alone for a while
 */
LineupCircuits *lineup_hosts_get_circuits (LineupHosts *self);

/**
 * lineup_hosts_get_clock:
 *
 * Returns: (transfer none): by which they are asked
 */
LineupClock *lineup_hosts_get_clock (LineupHosts *self);

G_END_DECLS
