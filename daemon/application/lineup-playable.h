/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupPlayable:
 * @url: what to play; a secret
 * @title: (nullable): what people call it
 * @format: (nullable): what the URL ends in, such as `ts`; %NULL if that is not known
 * @headers: (element-type utf8 utf8): by name, what to send along, as of #LineupStreamAddress
 * @properties: (element-type utf8 utf8): by name, what a player is told that knows them
 * @alternatives: (nullable) (element-type LineupPlayable): to be tried next, in this order
 * @live: whether it has neither beginning nor end
 * @start: of catch-up: Unix seconds, else 0
 * @end: of catch-up: Unix seconds, else 0
 *
 * What a player needs to play.
 */
typedef struct
{
  char *url;               /* (owned) */
  char *title;             /* (owned) (nullable) */
  char *format;            /* (owned) (nullable) */
  GHashTable *headers;     /* (owned) */
  GHashTable *properties;  /* (owned) */
  GPtrArray *alternatives; /* (owned) (nullable) */
  gboolean live;
  guint64 start;
  guint64 end;
} LineupPlayable;

/**
 * lineup_playable_free:
 * @self: (transfer full): what was to be played
 */
void lineup_playable_free (LineupPlayable *self);

/**
 * lineup_playable_get_mime_type:
 * @self: what is to be played
 *
 * Returns: (nullable): the MIME type of its format, if the format is one that we know
 */
const char *lineup_playable_get_mime_type (const LineupPlayable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlayable, lineup_playable_free)

G_END_DECLS
