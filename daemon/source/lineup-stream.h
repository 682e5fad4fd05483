/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Unix seconds of the last start of a catch-up stream that has a date with four digits in every
 * time zone. */
#define LINEUP_STREAM_MAX_START G_GINT64_CONSTANT (253402214400)

/**
 * LineupStreamType:
 * @LINEUP_STREAM_TYPE_LIVE: what a channel shows now
 * @LINEUP_STREAM_TYPE_CATCH_UP: what a channel has shown
 * @LINEUP_STREAM_TYPE_MOVIE: a movie
 * @LINEUP_STREAM_TYPE_EPISODE: an episode of a series
 *
 * What sources have different addresses for.
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
 * @id: the source's id of the channel, movie or episode
 * @extension: what the URL ends in, such as `ts`
 * @start: for catch-up: Unix seconds, 0 to %LINEUP_STREAM_MAX_START
 * @duration: for catch-up: minutes
 * @timezone: (nullable): for catch-up: the time zone of the source, as #LineupAccountInfo has it;
 *   UTC stands in for one that is unknown here
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

/* The header in which a program says what it is. */
#define LINEUP_STREAM_USER_AGENT "User-Agent"

/* The header in which it says from where it comes. */
#define LINEUP_STREAM_REFERRER "Referer"

/**
 * LineupStreamAddress:
 * @url: where the stream is; a secret
 * @headers: (element-type utf8 utf8): by name, such as %LINEUP_STREAM_USER_AGENT, what a player has
 *   to send with its requests
 * @properties: (element-type utf8 utf8): by name, what a player is told that knows them; may be
 *   secrets, such as keys
 *
 * Where a stream is, and how to ask for it.
 */
typedef struct
{
  char *url;              /* (owned) */
  GHashTable *headers;    /* (owned) */
  GHashTable *properties; /* (owned) */
} LineupStreamAddress;

/**
 * lineup_stream_address_new:
 * @url: (transfer full): where the stream is
 *
 * Returns: (transfer full): the address, without headers and properties
 */
LineupStreamAddress *lineup_stream_address_new (char *url);

/**
 * lineup_stream_address_add_header:
 * @self: an address
 * @name: of the header
 * @value: (transfer full): of the header
 */
void lineup_stream_address_add_header (LineupStreamAddress *self, const char *name, char *value);

/**
 * lineup_stream_address_get_header:
 *
 * Returns: (transfer none) (nullable): the value of a header
 */
const char *lineup_stream_address_get_header (const LineupStreamAddress *self, const char *name);

/**
 * lineup_stream_address_add_property:
 * @self: an address
 * @name: of the property
 * @value: (transfer full): of the property
 */
void lineup_stream_address_add_property (LineupStreamAddress *self, const char *name, char *value);

/**
 * lineup_stream_address_free:
 * @self: (transfer full): an address
 */
void lineup_stream_address_free (LineupStreamAddress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupStreamAddress, lineup_stream_address_free)

G_END_DECLS
