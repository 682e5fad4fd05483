/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-hosts.h"

G_BEGIN_DECLS

/* Seconds for which the address that worked is asked first. */
#define LINEUP_FAILOVER_MEMORY (24 * 60 * 60)

#define LINEUP_TYPE_FAILOVER (lineup_failover_get_type ())
G_DECLARE_FINAL_TYPE (LineupFailover, lineup_failover, LINEUP, FAILOVER, GObject)

/**
 * LineupFailover:
 *
 * Which of an account's addresses is in use: the first that a person has named, until it can't be
 * reached; then the next that can. That one is asked first for a day from then on, after which the
 * first has another chance. Where none can be reached, all is as before: it may be our own network.
 *
 * An address is passed over while its host's circuit is open, if another's is closed: what has
 * happened to others at a host that is gone keeps nobody from one that is there. For the main
 * thread.
 *
 * Signal `changed`: another address is in use, or for longer.
 */

/**
 * lineup_failover_new:
 * @hosts: knows which host is left alone
 *
 * Returns: (transfer full): for an account without addresses
 */
LineupFailover *lineup_failover_new (LineupHosts *hosts);

/**
 * lineup_failover_set_addresses:
 * @self: a failover
 * @hosts: (array zero-terminated=1): of each address, in the order in which they are tried, what
 *   its patience is counted by; at least one, at most 32
 * @origins: (array zero-terminated=1): of each, scheme, host and port, for people
 *
 * Takes other addresses. The one that was in use stays it, if it is among them.
 */
void lineup_failover_set_addresses (LineupFailover *self,
                                    const char *const *hosts,
                                    const char *const *origins);

/**
 * lineup_failover_restore:
 * @self: a failover
 * @origin: (nullable): of the address that was in use, %NULL for the first
 * @until: until when it is to be asked first, Unix seconds
 *
 * Takes note of what was known before the daemon began. What is not among the addresses, or was too
 * long ago, is forgotten.
 */
void lineup_failover_restore (LineupFailover *self, const char *origin, gint64 until);

/**
 * lineup_failover_get_n_addresses:
 *
 * Returns: how many there are
 */
guint lineup_failover_get_n_addresses (LineupFailover *self);

/**
 * lineup_failover_get_current:
 *
 * Returns: the number of the address that is to be asked now
 */
guint lineup_failover_get_current (LineupFailover *self);

/**
 * lineup_failover_get_host:
 *
 * Returns: (transfer none): host and port of the address that is to be asked now
 */
const char *lineup_failover_get_host (LineupFailover *self);

/**
 * lineup_failover_get_origins:
 *
 * Returns: (transfer none) (array zero-terminated=1): scheme, host and port of each address
 */
const char *const *lineup_failover_get_origins (LineupFailover *self);

/**
 * lineup_failover_get_memory:
 * @self: a failover
 * @until: (out): until when it is to be asked first, Unix seconds
 *
 * Returns: (transfer none) (nullable): origin of the address that has worked instead of the first,
 *   for lineup_failover_restore()
 */
const char *lineup_failover_get_memory (LineupFailover *self, gint64 *until);

/**
 * lineup_failover_is_out_of_reach:
 * @error: (nullable): what came of a request
 *
 * Returns: whether nobody has answered it, so that another address may be asked: no route, no name,
 *   no connection, or a time limit; not a certificate, nor anything that was said
 */
gboolean lineup_failover_is_out_of_reach (const GError *error);

/**
 * lineup_failover_choose:
 * @self: a failover
 * @address: number of the address that has answered instead of those before it
 *
 * Has it asked first for a day.
 */
void lineup_failover_choose (LineupFailover *self, guint address);

/**
 * lineup_failover_succeed:
 * @self: a failover
 * @address: number of an address that has answered, whatever it said
 */
void lineup_failover_succeed (LineupFailover *self, guint address);

/**
 * lineup_failover_fail:
 * @self: a failover
 * @address: number of an address that was asked
 * @error: what came of it
 *
 * Takes note of an address that can't be reached. Anything else that @error may be says nothing of
 * other addresses.
 *
 * Returns: whether another one is to be asked now
 */
gboolean lineup_failover_fail (LineupFailover *self, guint address, const GError *error);

G_END_DECLS
