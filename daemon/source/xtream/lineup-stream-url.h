/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-server-url.h"

G_BEGIN_DECLS

/* The last start of a catch-up stream that has a date with four digits in every time zone. */
#define LINEUP_STREAM_URL_MAX_START G_GINT64_CONSTANT (253402214400)

/**
 * LineupStreamType:
 * @LINEUP_STREAM_TYPE_LIVE: what a channel shows now
 * @LINEUP_STREAM_TYPE_CATCH_UP: what a channel has shown
 * @LINEUP_STREAM_TYPE_MOVIE: a movie
 * @LINEUP_STREAM_TYPE_EPISODE: an episode of a series
 *
 * What panels have different addresses for.
 */
typedef enum
{
  LINEUP_STREAM_TYPE_LIVE,
  LINEUP_STREAM_TYPE_CATCH_UP,
  LINEUP_STREAM_TYPE_MOVIE,
  LINEUP_STREAM_TYPE_EPISODE,
} LineupStreamType;

/**
 * LineupStream:
 * @type: what it is
 * @id: the panel's id of the channel, movie or episode
 * @extension: what the URL ends in, such as `ts`
 * @start: for catch-up: Unix seconds, 0 to %LINEUP_STREAM_URL_MAX_START
 * @duration: for catch-up: minutes
 * @timezone: (nullable): for catch-up: the panel's time zone, see lineup_panel_zone_find(); UTC
 *   stands in for one that is unknown here
 *
 * What a player is to play.
 */
typedef struct
{
  LineupStreamType type;
  gint64 id;
  const char *extension; /* (unowned) */
  gint64 start;
  guint duration;
  const char *timezone; /* (unowned) (nullable) */
} LineupStream;

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
