/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-byte-stream.h"
#include "lineup-clock.h"
#include "lineup-playlist-shelf.h"
#include "lineup-source-list.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_PLAYLIST_LIST (lineup_playlist_list_get_type ())
G_DECLARE_FINAL_TYPE (LineupPlaylistList, lineup_playlist_list, LINEUP, PLAYLIST_LIST, GObject)

/**
 * LineupPlaylistList:
 *
 * One of the six lists that a playlist is made of: the first that is asked for reads the whole
 * download before it gives anything out, so that none of them is ever half a list.
 */

/**
 * lineup_playlist_list_new_download:
 * @shelf: (transfer none): where what arrives is to be
 * @stream: (transfer none): the playlist, which may be compressed
 * @list: what is served when it has arrived
 * @url: (nullable): where it was asked for, %NULL for a file
 * @place: (nullable): where it comes from, in the end
 * @clock: tells when that was
 *
 * Returns: (transfer full): the list, whose download begins
 */
LineupSourceList *lineup_playlist_list_new_download (LineupPlaylistShelf *shelf,
                                                     LineupByteStream *stream,
                                                     LineupList list,
                                                     const char *url,
                                                     const char *place,
                                                     LineupClock *clock);

/**
 * lineup_playlist_list_new_stored:
 * @shelf: (transfer none): where it is from
 * @file: (transfer none): what has arrived
 * @list: what is served
 *
 * Returns: (transfer full): the list, which is there
 */
LineupSourceList *lineup_playlist_list_new_stored (LineupPlaylistShelf *shelf,
                                                   LineupPlaylistFile *file,
                                                   LineupList list);

G_END_DECLS
