/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-playlist-file.h"

G_BEGIN_DECLS

/**
 * LineupPlaylistReading:
 *
 * Reads a playlist as it arrives, and makes a #LineupPlaylistFile of it when it is whole: what
 * each entry is, of which series, with which id. Memory does not grow with the list, but for a few
 * bytes for each group and each series; at its end, for some more for each entry. A list that
 * arrives as it was writes nothing. Blocks as files do; for one thread at a time.
 */
typedef struct _LineupPlaylistReading LineupPlaylistReading;

/**
 * LineupPlaylistPlan:
 * @path: of the file that is to be written, in a folder that is there
 * @known: (nullable): what is in that file
 * @encoding: (nullable): as of lineup_m3u_decoder_new()
 * @base: (nullable): address of the account, which tells what is a secret; %NULL for a file
 * @url: (nullable): where the list was asked for, if not there
 * @place: (nullable): where it comes from, in the end, if not from there
 */
typedef struct
{
  const char *path;          /* (unowned) */
  LineupPlaylistFile *known; /* (unowned) (nullable) */
  const char *encoding;      /* (unowned) (nullable) */
  const char *base;          /* (unowned) (nullable) */
  const char *url;           /* (unowned) (nullable) */
  const char *place;         /* (unowned) (nullable) */
} LineupPlaylistPlan;

/**
 * lineup_playlist_reading_new:
 * @plan: what is to be done; not needed after this returns
 *
 * Returns: (transfer full): a reading that has not begun
 */
LineupPlaylistReading *lineup_playlist_reading_new (const LineupPlaylistPlan *plan);

/**
 * lineup_playlist_reading_free:
 * @self: (transfer full): a reading; nothing of one that is not finished remains
 */
void lineup_playlist_reading_free (LineupPlaylistReading *self);

/**
 * lineup_playlist_reading_push:
 * @self: a reading
 * @data: (array length=length): the next bytes of the list, without compression
 * @length: how many there are
 * @error: %LINEUP_ERROR_MALFORMED_DATA: this is no playlist; %LINEUP_ERROR_DISK_FULL,
 *   %LINEUP_ERROR_DATABASE
 *
 * Returns: %FALSE with an error
 */
gboolean lineup_playlist_reading_push (LineupPlaylistReading *self,
                                       const char *data,
                                       gsize length,
                                       GError **error);

/**
 * lineup_playlist_reading_finish:
 * @self: a reading, which is of no other use then
 * @error: as of lineup_playlist_reading_push()
 *
 * The list has arrived whole.
 *
 * Returns: (transfer full): what is in it now; or %NULL with an error, and what there was is still
 *   there
 */
LineupPlaylistFile *lineup_playlist_reading_finish (LineupPlaylistReading *self, GError **error);

/**
 * lineup_playlist_reading_get_entries:
 *
 * Returns: how many entries have come so far
 */
guint64 lineup_playlist_reading_get_entries (LineupPlaylistReading *self);

/**
 * lineup_playlist_reading_get_rejected:
 *
 * Returns: how many are none, or can't be played by anybody
 */
guint64 lineup_playlist_reading_get_rejected (LineupPlaylistReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlaylistReading, lineup_playlist_reading_free)

G_END_DECLS
