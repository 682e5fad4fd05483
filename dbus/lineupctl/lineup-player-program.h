/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-player-words.h"
#include "lineup-playlist.h"

G_BEGIN_DECLS

/**
 * LineupPlayerProgram:
 *
 * A program that plays, and how it is told what: mpv by a pipe, others by a playlist, none by an
 * argument, as every user of the machine can read those.
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
 * lineup_player_program_reads_file:
 * @self: a program
 *
 * Returns: whether it opens a playlist, rather than being told by a pipe
 */
gboolean lineup_player_program_reads_file (LineupPlayerProgram *self);

/**
 * lineup_player_program_is_vlc:
 * @self: a program
 *
 * Returns: whether it is VLC, as far as its command line tells
 */
gboolean lineup_player_program_is_vlc (LineupPlayerProgram *self);

/**
 * lineup_player_program_needs_name:
 * @self: a program
 *
 * Returns: whether the playlist has to have a name for it: what it makes of one without is not
 * known
 */
gboolean lineup_player_program_needs_name (LineupPlayerProgram *self);

/**
 * lineup_player_program_start:
 * @self: a program
 * @stream: what to play
 * @playlist: (nullable): the same, for a program that reads it; kept until the program has ended
 * @words: (nullable): where what it says of errors goes; else, it goes where ours does
 * @options: (nullable) (array zero-terminated=1): of the script in mpv, where that is installed
 * @is_alone: whether nobody is at a terminal: it gets a process group of its own, and its output,
 *   which may have the address in it, goes nowhere else
 * @token: (nullable): lets its window come to the front
 * @error: why it does not start
 *
 * Returns: (transfer full): the player, or %NULL with an error
 */
GSubprocess *lineup_player_program_start (LineupPlayerProgram *self,
                                          const LineupCtlStream *stream,
                                          LineupPlaylist *playlist,
                                          LineupPlayerWords *words,
                                          const char *const *options,
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
