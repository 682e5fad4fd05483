/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-launcher.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_PLAYER_LAUNCHER (lineup_player_launcher_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupPlayerLauncher, lineup_player_launcher, LINEUP, PLAYER_LAUNCHER, GObject)

/**
 * LineupPlayerLauncher:
 *
 * The desktop's player, by its name on the bus, which starts it when needed: outside of the
 * daemon's sandbox, and told of an item, never of its address. It has org.freedesktop.Application,
 * as the Desktop Entry Specification describes it.
 */

/**
 * lineup_player_launcher_new:
 * @connection: the session's bus
 *
 * Returns: (transfer full): the way to the player
 */
LineupLauncher *lineup_player_launcher_new (GDBusConnection *connection);

G_END_DECLS
