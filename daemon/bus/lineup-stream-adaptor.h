/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-lease-holders.h"
#include "lineup-skeletons.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_stream_adaptor_attach:
 * @interface: a `Catalog` interface
 * @subscription: whose streams it has
 * @holders: who holds leases of the account
 * @clock: tells what is past
 *
 * Has the interface's methods that carry credentials answered.
 */
void lineup_stream_adaptor_attach (LineupDBusCatalog *interface,
                                   LineupSubscription *subscription,
                                   LineupLeaseHolders *holders,
                                   LineupClock *clock);

G_END_DECLS
