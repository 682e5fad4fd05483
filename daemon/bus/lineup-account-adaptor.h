/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_account_adaptor_new:
 * @subscription: what the interface acts on
 *
 * Returns: (transfer full): the `Account` interface, to be exported
 */
LineupDBusAccount *lineup_account_adaptor_new (LineupSubscription *subscription);

G_END_DECLS
