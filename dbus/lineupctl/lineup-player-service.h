/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_player_service_run:
 *
 * Plays what the desktop is asked to open: `org.freedesktop.Application.Open` with addresses such
 * as `lineup://ACCOUNT/movies/123`. Ends some seconds after the last player.
 *
 * Returns: an exit status
 */
int lineup_player_service_run (void);

G_END_DECLS
