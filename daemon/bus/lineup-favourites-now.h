/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-roster.h"
#include "lineup-skeletons.h"

G_BEGIN_DECLS

/**
 * lineup_favourites_now_attach:
 * @interface: the `Manager` interface
 * @roster: the accounts
 * @clock: tells what is on now
 *
 * Has the interface tell what is on at the favourite channels of all accounts: the library knows
 * which those are, the catalogue which are there and are not hidden, the guide what is on.
 */
void lineup_favourites_now_attach (LineupDBusManager *interface,
                                   LineupRoster *roster,
                                   LineupClock *clock);

G_END_DECLS
