/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-stream.h"

G_BEGIN_DECLS

/**
 * LineupPlaylist:
 *
 * A playlist with one address, which has a password in it. Nobody but its owner can read it, and it
 * goes with us, however we end. By itself it has no name at all, and players open the descriptor
 * that we hold. For those that go by a file's name it has one in the user's runtime folder, and is
 * locked as long as we hold it: one that is left behind without a lock is nobody's.
 */
typedef struct _LineupPlaylist LineupPlaylist;

/**
 * lineup_playlist_new:
 * @stream: what it plays
 * @is_for_vlc: whether only VLC is to read it, which takes names apart
 * @is_named: whether it is to have a name
 * @error: why it can't be written
 *
 * Returns: (transfer full): a playlist, or %NULL with an error
 */
LineupPlaylist *lineup_playlist_new (const LineupCtlStream *stream,
                                     gboolean is_for_vlc,
                                     gboolean is_named,
                                     GError **error);

/**
 * lineup_playlist_free:
 * @self: (transfer full): a playlist, which nobody can open any more
 */
void lineup_playlist_free (LineupPlaylist *self);

/**
 * lineup_playlist_get_path:
 * @self: a playlist
 *
 * Returns: where programs of this user can open it
 */
const char *lineup_playlist_get_path (LineupPlaylist *self);

/**
 * lineup_playlist_dup_fd:
 * @self: a playlist
 *
 * Returns: a descriptor of its own, at the playlist's beginning; -1 if there are too many
 */
int lineup_playlist_dup_fd (LineupPlaylist *self);

/**
 * lineup_playlist_sweep:
 *
 * Deletes the named ones whose holder was killed.
 */
void lineup_playlist_sweep (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlaylist, lineup_playlist_free)

G_END_DECLS
