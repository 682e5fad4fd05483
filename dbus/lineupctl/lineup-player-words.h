/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupPlayerWords:
 *
 * What a player says while it runs, to be told if it ends with an error. It is a file in memory: a
 * pipe would end players that outlive us.
 */
typedef struct _LineupPlayerWords LineupPlayerWords;

/**
 * lineup_player_words_new:
 * @url: (nullable): what is played, which nobody is told
 *
 * Returns: (transfer full) (nullable): a place for what it says
 */
LineupPlayerWords *lineup_player_words_new (const char *url);

/**
 * lineup_player_words_free:
 * @self: (transfer full): what a player says
 */
void lineup_player_words_free (LineupPlayerWords *self);

/**
 * lineup_player_words_take_errors:
 * @self: what a player says
 * @launcher: what starts it
 *
 * Has a program's standard error come here.
 */
void lineup_player_words_take_errors (LineupPlayerWords *self, GSubprocessLauncher *launcher);

/**
 * lineup_player_words_take_log:
 * @self: what a player says
 * @launcher: what starts mpv
 *
 * Has mpv's log come here.
 *
 * Returns: (transfer full): the argument that tells mpv so
 */
char *lineup_player_words_take_log (LineupPlayerWords *self, GSubprocessLauncher *launcher);

/**
 * lineup_player_words_explain:
 * @self: (nullable): what a player has said
 * @process: the player, which has ended
 *
 * Returns: (transfer full) (nullable): why it has ended so, with the last that it said, without
 *   addresses; %NULL if all went well, or a person has ended it
 */
char *lineup_player_words_explain (LineupPlayerWords *self, GSubprocess *process);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlayerWords, lineup_player_words_free)

G_END_DECLS
