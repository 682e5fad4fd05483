/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-server-url.h"

G_BEGIN_DECLS

/**
 * lineup_api_url_build:
 * @server: where the panel is
 * @username: user name
 * @password: password
 * @action: (nullable): such as `get_vod_streams`; %NULL for the account request
 *
 * Builds a `player_api.php` request (xtream-wire-format, section 1), with everything in its query
 * escaped. The result is a secret.
 *
 * Returns: (transfer full): the URL
 */
char *lineup_api_url_build (LineupServerUrl *server,
                            const char *username,
                            const char *password,
                            const char *action);

G_END_DECLS
