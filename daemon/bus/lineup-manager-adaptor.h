/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-application.h"
#include "lineup-preferences.h"
#include "lineup-skeletons.h"

G_BEGIN_DECLS

/**
 * lineup_manager_adaptor_new:
 * @application: what the interface acts on
 * @preferences: what a person has set for all accounts
 * @clock: tells what is past
 *
 * Returns: (transfer full): the `Manager` interface, to be exported
 */
LineupDBusManager *lineup_manager_adaptor_new (LineupApplication *application,
                                               LineupPreferences *preferences,
                                               LineupClock *clock);

G_END_DECLS
