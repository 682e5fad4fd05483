/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-roster.h"
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

/**
 * lineup_programme_search_adaptor_attach_all:
 * @interface: a `Manager` interface
 * @roster: has the accounts
 * @clock: tells what is past
 *
 * Has the interface's search answered, out of the guides of all accounts.
 */
void lineup_programme_search_adaptor_attach_all (LineupDBusManager *interface,
                                                 LineupRoster *roster,
                                                 LineupClock *clock);

G_END_DECLS
