/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-entry-reader.h"
#include "lineup-list-set.h"

G_BEGIN_DECLS

/**
 * LineupPlaylistShelf:
 *
 * Where a playlist's file is, and what is in it now: one list of all kinds, which came in one
 * download. Each of the six lists that it is made of is served from it once; who asks again wants
 * another download. One that has failed has failed for all of them. Has a reference count; any
 * thread.
 */
typedef struct _LineupPlaylistShelf LineupPlaylistShelf;

/* Seconds for which lists are served that came in one download: the steps of one sync, with pauses
 * between them. */
#define LINEUP_PLAYLIST_SHELF_TIME (30 * 60)

/**
 * lineup_playlist_shelf_new:
 * @path: (nullable): of the file; need not be there; %NULL for a shelf that nothing is put on
 * @encoding: (nullable): as of lineup_m3u_decoder_new()
 * @base: (nullable): as of lineup_entry_address_resolve()
 *
 * Returns: (transfer full): a shelf
 */
LineupPlaylistShelf *
lineup_playlist_shelf_new (const char *path, const char *encoding, const char *base);

LineupPlaylistShelf *lineup_playlist_shelf_ref (LineupPlaylistShelf *self);

void lineup_playlist_shelf_unref (LineupPlaylistShelf *self);

/**
 * lineup_playlist_shelf_get_path:
 *
 * Returns: (nullable): where the file is, or is to be
 */
const char *lineup_playlist_shelf_get_path (LineupPlaylistShelf *self);

/**
 * lineup_playlist_shelf_get_encoding:
 *
 * Returns: (nullable): the encoding of what is no UTF-8
 */
const char *lineup_playlist_shelf_get_encoding (LineupPlaylistShelf *self);

/**
 * lineup_playlist_shelf_get_base:
 *
 * Returns: (nullable): what addresses are resolved against
 */
const char *lineup_playlist_shelf_get_base (LineupPlaylistShelf *self);

/**
 * lineup_playlist_shelf_open:
 *
 * Opens the file if nobody has yet. Blocks as files do.
 *
 * Returns: (transfer full) (nullable): what is in it, %NULL if there is nothing
 */
LineupPlaylistFile *lineup_playlist_shelf_open (LineupPlaylistShelf *self);

/**
 * lineup_playlist_shelf_begin:
 * @self: a shelf
 * @list: a list
 * @now: Unix seconds
 * @error: why the last download has failed, which won't help to try again for this list
 *
 * Tells how a list is to be served, and takes note that it is.
 *
 * Returns: (transfer full) (nullable): what to serve it from; %NULL without an error if it takes a
 *   download, which ends in lineup_playlist_shelf_put() or lineup_playlist_shelf_fail()
 */
LineupPlaylistFile *lineup_playlist_shelf_begin (LineupPlaylistShelf *self,
                                                 LineupList list,
                                                 gint64 now,
                                                 GError **error);

/**
 * lineup_playlist_shelf_put:
 * @self: a shelf
 * @file: (transfer none): what has come
 * @list: the list that is served with it
 * @now: Unix seconds
 *
 * A download has arrived whole.
 */
void lineup_playlist_shelf_put (LineupPlaylistShelf *self,
                                LineupPlaylistFile *file,
                                LineupList list,
                                gint64 now);

/**
 * lineup_playlist_shelf_fail:
 * @self: a shelf
 * @error: why a download has not arrived whole
 * @list: the list that was to be served with it
 * @now: Unix seconds
 *
 * A download has failed; what there was before stays. One that was cancelled says nothing of
 * others.
 */
void lineup_playlist_shelf_fail (LineupPlaylistShelf *self,
                                 const GError *error,
                                 LineupList list,
                                 gint64 now);

/**
 * lineup_playlist_shelf_make_reader:
 *
 * Returns: (transfer full) (nullable): reads what is there now, %NULL if there is nothing; blocks
 * as files do
 */
LineupEntryReader *lineup_playlist_shelf_make_reader (LineupPlaylistShelf *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlaylistShelf, lineup_playlist_shelf_unref)

G_END_DECLS
