/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-reference.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_PLAYER (lineup_player_get_type ())
G_DECLARE_FINAL_TYPE (LineupPlayer, lineup_player, LINEUP, PLAYER, GObject)

/**
 * LineupPlayer:
 *
 * Plays items with a program. While it plays, scheduled syncs of the account wait: a panel counts
 * connections. The stream's address has a password in it. It reaches mpv by a pipe,
 * and other programs in a playlist, see #LineupPlaylist, of which nothing is left when the program
 * ends. The first thing that a new
 * player does is to sweep up after those that were killed.
 */

/**
 * lineup_player_new:
 * @connection: the bus that the daemon is on
 * @command: (nullable): what to play with, see lineup_player_program_find()
 * @is_alone: whether nobody is at a terminal
 *
 * Returns: (transfer full): a player
 */
LineupPlayer *
lineup_player_new (GDBusConnection *connection, const char *command, gboolean is_alone);

/**
 * lineup_player_set_token:
 * @self: a player
 * @token: (nullable): what the desktop gives out for a window to come to the front
 */
void lineup_player_set_token (LineupPlayer *self, const char *token);

/**
 * lineup_player_play_async:
 * @self: a player
 * @what: what to play; it names its account
 * @options: options of `GetStream`
 * @cancellable: (nullable): ends the program
 * @callback: called when the program has ended
 * @user_data: for @callback
 *
 * Plays an item; of a series, shows its episodes to choose from. Any number of them can play at
 * once.
 */
void lineup_player_play_async (LineupPlayer *self,
                               const LineupCtlReference *what,
                               GVariant *options,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * lineup_player_browse_async:
 * @self: a player
 * @text: (nullable): what to search for; without it the menu begins at its top
 * @cancellable: (nullable): ends the program
 * @callback: called when the program has ended
 * @user_data: for @callback
 *
 * Shows a menu of what there is, from which a person chooses what to play.
 */
void lineup_player_browse_async (LineupPlayer *self,
                                 const char *text,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_player_play_finish:
 * @self: a player
 * @result: what the callback of one of the two before got
 * @error: why not
 *
 * Returns: whether the program did what it was started for, and ended well
 */
gboolean lineup_player_play_finish (LineupPlayer *self, GAsyncResult *result, GError **error);

G_END_DECLS
