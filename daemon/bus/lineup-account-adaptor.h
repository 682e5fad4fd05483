/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-application.h"
#include "lineup-lease-holders.h"
#include "lineup-skeletons.h"

G_BEGIN_DECLS

/**
 * lineup_account_adaptor_new:
 * @application: changes the account
 * @subscription: what the interface acts on
 * @holders: who holds its leases
 *
 * Returns: (transfer full): the `Account` interface, to be exported
 */
LineupDBusAccount *lineup_account_adaptor_new (LineupApplication *application,
                                               LineupSubscription *subscription,
                                               LineupLeaseHolders *holders);

G_END_DECLS
