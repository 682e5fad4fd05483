/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupPlayerProgram:
 *
 * A program that plays, and how it is told what: by a playlist, never by an argument, as every user
 * of the machine can read those.
 */
typedef struct _LineupPlayerProgram LineupPlayerProgram;

/**
 * lineup_player_program_find:
 * @command: (nullable): a command line as of desktop files, in which `%u` is the playlist; %NULL
 * for mpv if it is there, or else what the desktop opens playlists with
 * @error: why there is none
 *
 * Returns: (transfer full): what to play with, or %NULL with an error
 */
LineupPlayerProgram *lineup_player_program_find (const char *command, GError **error);

/**
 * lineup_player_program_free:
 * @self: (transfer full): a program
 */
void lineup_player_program_free (LineupPlayerProgram *self);

/**
 * lineup_player_program_needs_file:
 *
 * Returns: whether it reads the playlist from a file, rather than from its standard input
 */
gboolean lineup_player_program_needs_file (LineupPlayerProgram *self);

/**
 * lineup_player_program_start:
 * @self: a program
 * @playlist: descriptor of the playlist, at its start; taken over
 * @path: (nullable): path of the playlist, if it needs a file
 * @is_alone: whether nobody is at a terminal: it gets a process group of its own, and its output,
 *   which may have the address in it, goes nowhere
 * @token: (nullable): lets its window come to the front
 * @error: why it does not start
 *
 * Returns: (transfer full): the player, or %NULL with an error
 */
GSubprocess *lineup_player_program_start (LineupPlayerProgram *self,
                                          int playlist,
                                          const char *path,
                                          gboolean is_alone,
                                          const char *token,
                                          GError **error);

/**
 * lineup_player_program_start_menu:
 * @self: a program
 * @option: of the script in mpv: what its menu shows first
 * @is_alone: as of lineup_player_program_start()
 * @token: (nullable): lets its window come to the front
 * @error: why it does not start, or that it has no menu
 *
 * Returns: (transfer full): the player, or %NULL with an error
 */
GSubprocess *lineup_player_program_start_menu (LineupPlayerProgram *self,
                                               const char *option,
                                               gboolean is_alone,
                                               const char *token,
                                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlayerProgram, lineup_player_program_free)

G_END_DECLS
