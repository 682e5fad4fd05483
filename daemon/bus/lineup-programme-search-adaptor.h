/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_programme_search_adaptor_attach:
 * @interface: a `Guide` interface
 * @subscription: whose guide it searches
 * @clock: tells what is past
 *
 * Has the interface's search answered.
 */
void lineup_programme_search_adaptor_attach (LineupDBusGuide *interface,
                                             LineupSubscription *subscription,
                                             LineupClock *clock);

G_END_DECLS
