/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_PLAYER_SERVICE (lineup_player_service_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupPlayerService, lineup_player_service, LINEUP, PLAYER_SERVICE, GApplication)

/**
 * LineupPlayerService:
 *
 * Plays what the desktop is asked to open: `org.freedesktop.Application.Open` with addresses such
 * as `lineup://ACCOUNT/movies/123`. Tells on the desktop what can't be played. Ends some seconds
 * after the last player.
 */

/**
 * lineup_player_service_new:
 *
 * Returns: (transfer full): a service, for g_application_run()
 */
GApplication *lineup_player_service_new (void);

G_END_DECLS
