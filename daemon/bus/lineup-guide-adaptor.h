/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_guide_adaptor_new:
 * @subscription: whose guide the interface reads from
 * @clock: tells what is on now
 *
 * Returns: (transfer full): the `Guide` interface, to be exported; its syncs and its sources are
 *   others' to answer for
 */
LineupDBusGuide *lineup_guide_adaptor_new (LineupSubscription *subscription, LineupClock *clock);

G_END_DECLS
