/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupCtlStream:
 * @url: what to play; a secret
 * @title: what it is called, in one line
 * @user_agent: (nullable): what the player is to call itself
 * @referrer: (nullable): where the player is to say that it comes from
 * @headers: the other headers that the player is to send, such as `X-Name: value`
 *
 * What lineupd says that a player needs to play. Nothing in it goes on in another line, whatever
 * the answer had.
 */
typedef struct
{
  char *url;        /* (owned) */
  char *title;      /* (owned) */
  char *user_agent; /* (owned) (nullable) */
  char *referrer;   /* (owned) (nullable) */
  char **headers;   /* (owned) (array zero-terminated=1) */
} LineupCtlStream;

/**
 * lineup_ctl_stream_new:
 * @reply: an `a{sv}`, from `GetStream`
 * @name: what to call it if the reply does not say
 *
 * Returns: (transfer full) (nullable): what to play, %NULL if the reply has no address to play
 */
LineupCtlStream *lineup_ctl_stream_new (GVariant *reply, const char *name);

/**
 * lineup_ctl_stream_free:
 * @self: (transfer full): what was to be played
 */
void lineup_ctl_stream_free (LineupCtlStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCtlStream, lineup_ctl_stream_free)

G_END_DECLS
