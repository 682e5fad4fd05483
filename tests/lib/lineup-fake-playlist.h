/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-fake-catalogue.h"
#include "lineup-request.h"

G_BEGIN_DECLS

/* Episodes that each series of a playlist has. */
#define LINEUP_FAKE_PLAYLIST_EPISODES 2

/**
 * lineup_fake_playlist_write:
 * @catalogue: what is in it
 * @request: for `get.php`: with `type=m3u_plus` entries have attributes, else titles alone; with
 *   `output` channels have that extension; addresses are of the host that was asked, with the user
 *   name and the password that were given
 * @stream: where to; may block
 * @error: of @stream
 *
 * Writes a catalogue as panels write playlists: channels, movies, then episodes.
 *
 * Returns: whether all was written
 */
gboolean lineup_fake_playlist_write (LineupFakeCatalogue *catalogue,
                                     const LineupRequest *request,
                                     GOutputStream *stream,
                                     GError **error);

G_END_DECLS
