/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-server-url.h"
#include "lineup-stream.h"

G_BEGIN_DECLS

/**
 * lineup_stream_url_build:
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
char *lineup_stream_url_build (LineupServerUrl *server,
                               const char *username,
                               const char *password,
                               const LineupStream *stream);

G_END_DECLS
