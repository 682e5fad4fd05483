/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_guide_sync_adaptor_attach:
 * @interface: the `Guide` interface, not exported yet
 * @subscription: whose guide it syncs
 *
 * Has the interface start and cancel the guide's syncs, and tell of them.
 */
void
lineup_guide_sync_adaptor_attach (LineupDBusGuide *interface, LineupSubscription *subscription);

G_END_DECLS
