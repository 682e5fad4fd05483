/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sync/lineup-conditions.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SYSTEM_CONDITIONS (lineup_system_conditions_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupSystemConditions, lineup_system_conditions, LINEUP, SYSTEM_CONDITIONS, GObject)

/**
 * lineup_system_conditions_new:
 *
 * Asks GLib, which asks NetworkManager or the kernel for the network, and power-profiles-daemon for
 * the power profile. Without them there is a network, nothing costs, and no power is saved. Blocks
 * for a moment: for start-up.
 *
 * Returns: (transfer full): the conditions of this machine
 */
LineupConditions *lineup_system_conditions_new (void);

G_END_DECLS
