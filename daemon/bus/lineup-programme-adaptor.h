/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_programme_adaptor_attach:
 * @interface: a `Guide` interface
 * @subscription: whose guide it reads from
 * @clock: tells what is on now
 *
 * Has the interface's methods that list programmes answered.
 */
void lineup_programme_adaptor_attach (LineupDBusGuide *interface,
                                      LineupSubscription *subscription,
                                      LineupClock *clock);

G_END_DECLS
