/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_guide_source_adaptor_attach:
 * @interface: the `Guide` interface
 * @subscription: whose guide's sources are listed and changed
 * @clock: tells what is past
 *
 * Answers what is asked of sources, as long as the interface is there.
 */
void lineup_guide_source_adaptor_attach (LineupDBusGuide *interface,
                                         LineupSubscription *subscription,
                                         LineupClock *clock);

G_END_DECLS
