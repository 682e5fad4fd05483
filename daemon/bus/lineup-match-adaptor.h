/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_match_adaptor_attach:
 * @interface: a `Guide` interface
 * @subscription: whose channels are matched
 *
 * Has the interface's methods answered that tell and say which channel is which.
 */
void lineup_match_adaptor_attach (LineupDBusGuide *interface, LineupSubscription *subscription);

G_END_DECLS
