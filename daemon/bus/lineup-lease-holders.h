/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-leases.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_LEASE_HOLDERS (lineup_lease_holders_get_type ())
G_DECLARE_FINAL_TYPE (LineupLeaseHolders, lineup_lease_holders, LINEUP, LEASE_HOLDERS, GObject)

/**
 * LineupLeaseHolders:
 *
 * Watches who holds leases: they lapse when their holder leaves the bus.
 */

/**
 * lineup_lease_holders_new:
 * @leases: what is held
 *
 * Returns: (transfer full): nobody yet
 */
LineupLeaseHolders *lineup_lease_holders_new (LineupLeases *leases);

/**
 * lineup_lease_holders_get_leases:
 *
 * Returns: (transfer none): what is held
 */
LineupLeases *lineup_lease_holders_get_leases (LineupLeaseHolders *self);

/**
 * lineup_lease_holders_update:
 * @self: the holders
 * @connection: to the bus
 * @name: who has taken or released a lease
 *
 * Begins or ends to watch somebody.
 */
void lineup_lease_holders_update (LineupLeaseHolders *self,
                                  GDBusConnection *connection,
                                  const char *name);

G_END_DECLS
