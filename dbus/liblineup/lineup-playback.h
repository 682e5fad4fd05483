/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_PLAYBACK (lineup_playback_get_type ())
LINEUP_PUBLIC
G_DECLARE_FINAL_TYPE (LineupPlayback, lineup_playback, LINEUP, PLAYBACK, GObject)

/**
 * LineupPlayback:
 *
 * Something that plays. It has the address with what goes with it, holds a lease so that no
 * scheduled sync competes for the panel's connection, also over a crash of the daemon, and tells
 * the library how far one got.
 *
 * The address carries credentials: it goes to whatever plays, and to no log, title or history.
 */

/**
 * lineup_playback_open_async:
 * @item: a channel, a film or an episode
 * @who: the player's name, which the lease tells
 * @options: (nullable): an `a{sv}` as GetStream of the bus has it: `format`; for what was on,
 * `programme`, or `start` and `end`
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called with the playback
 * @user_data: for @callback
 *
 * Asks for what a player needs. If @options is floating, it is consumed.
 */
LINEUP_PUBLIC
void lineup_playback_open_async (LineupItem *item,
                                 const char *who,
                                 GVariant *options,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_playback_open_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the playback, or %NULL with an error
 */
LINEUP_PUBLIC
LineupPlayback *lineup_playback_open_finish (GAsyncResult *result, GError **error);

/**
 * lineup_playback_get_item:
 * @self: a playback
 *
 * Returns: (transfer none): what plays
 */
LINEUP_PUBLIC
LineupItem *lineup_playback_get_item (LineupPlayback *self);

/**
 * lineup_playback_get_uri:
 * @self: a playback
 *
 * Returns: where it is, with credentials
 */
LINEUP_PUBLIC
const char *lineup_playback_get_uri (LineupPlayback *self);

/**
 * lineup_playback_get_title:
 * @self: a playback
 *
 * Returns: what to call it, whatever the file says
 */
LINEUP_PUBLIC
const char *lineup_playback_get_title (LineupPlayback *self);

/**
 * lineup_playback_get_header:
 * @self: a playback
 * @name: of an HTTP header, such as `User-Agent`; capitals don't count
 *
 * Returns: (nullable): what to send in it, %NULL if that is up to the player
 */
LINEUP_PUBLIC
const char *lineup_playback_get_header (LineupPlayback *self, const char *name);

/**
 * lineup_playback_list_headers:
 * @self: a playback
 *
 * Returns: (transfer full): headers to send, each as `Name: value`
 */
LINEUP_PUBLIC
char **lineup_playback_list_headers (LineupPlayback *self);

/**
 * lineup_playback_get_stream:
 * @self: a playback
 *
 * Returns: (transfer none): all that GetStream of the bus said, an `a{sv}`, with credentials
 */
LINEUP_PUBLIC
GVariant *lineup_playback_get_stream (LineupPlayback *self);

/**
 * lineup_playback_get_resume:
 * @self: a playback
 *
 * Returns: seconds after which to go on, 0 for the beginning
 */
LINEUP_PUBLIC
guint64 lineup_playback_get_resume (LineupPlayback *self);

/**
 * lineup_playback_try_next:
 * @self: a playback
 *
 * Takes the next of several addresses, as the last did not play.
 *
 * Returns: whether there was another
 */
LINEUP_PUBLIC
gboolean lineup_playback_try_next (LineupPlayback *self);

/**
 * lineup_playback_make_playlist:
 * @self: a playback
 *
 * Makes an extended M3U for players that take no headers otherwise. It is a secret as the address
 * is.
 *
 * Returns: (transfer full): the playlist
 */
LINEUP_PUBLIC
char *lineup_playback_make_playlist (LineupPlayback *self);

/**
 * lineup_playback_report:
 * @self: a playback
 * @position: where it is, in seconds
 * @length: how long the whole is, in seconds; 0 if that is unknown
 *
 * Tells how far it got, as often as the player likes: some seconds later the last that was said is
 * stored. What is live has nothing to go on from.
 */
LINEUP_PUBLIC
void lineup_playback_report (LineupPlayback *self, guint64 position, guint64 length);

/**
 * lineup_playback_end_async:
 * @self: a playback
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called once all is told
 * @user_data: for @callback
 *
 * Stores the last report and gives the lease back. A playback that is only forgotten does so by
 * itself.
 */
LINEUP_PUBLIC
void lineup_playback_end_async (LineupPlayback *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * lineup_playback_end_finish:
 * @self: a playback
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether all was told
 */
LINEUP_PUBLIC
gboolean lineup_playback_end_finish (LineupPlayback *self, GAsyncResult *result, GError **error);

G_END_DECLS
