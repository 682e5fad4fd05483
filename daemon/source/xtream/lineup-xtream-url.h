/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-server-url.h"
#include "lineup-stream.h"

G_BEGIN_DECLS

/**
 * lineup_xtream_url_build_request:
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
char *lineup_xtream_url_build_request (LineupServerUrl *server,
                                       const char *username,
                                       const char *password,
                                       const char *action);

/**
 * lineup_xtream_url_build_guide:
 * @server: where the panel is
 * @username: user name
 * @password: password
 *
 * Builds an `xmltv.php` request, escaped likewise. The result is a secret.
 *
 * Returns: (transfer full): the URL
 */
char *
lineup_xtream_url_build_guide (LineupServerUrl *server, const char *username, const char *password);

/**
 * lineup_xtream_url_build_playlist:
 * @server: where the panel is
 * @username: user name
 * @password: password
 *
 * Builds a `get.php` request, escaped likewise. The result is a secret.
 *
 * Returns: (transfer full): the URL
 */
char *lineup_xtream_url_build_playlist (LineupServerUrl *server,
                                        const char *username,
                                        const char *password);

/**
 * lineup_xtream_url_build_stream:
 * @server: where the panel is
 * @username: user name
 * @password: password
 * @stream: what to play
 *
 * Builds the URL of a stream (xtream-wire-format, section 4). What RFC 3986 lets stand in a path
 * segment stands for itself, all else is percent-encoded. The result is a secret.
 *
 * Returns: (transfer full): the URL
 */
char *lineup_xtream_url_build_stream (LineupServerUrl *server,
                                      const char *username,
                                      const char *password,
                                      const LineupStream *stream);

G_END_DECLS
