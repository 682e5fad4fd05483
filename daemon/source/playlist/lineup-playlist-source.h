/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-hosts.h"
#include "lineup-source.h"
#include "lineup-transport.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_PLAYLIST_SOURCE (lineup_playlist_source_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupPlaylistSource, lineup_playlist_source, LINEUP, PLAYLIST_SOURCE, GObject)

/**
 * LineupPlaylistSource:
 *
 * An M3U playlist as a #LineupSource. One download is all six lists: the first that is asked for
 * carries it, and the others are served from what has come. Details of series and addresses of
 * streams are read from there, and nobody is asked for them; where the list never came, there are
 * none.
 */

/**
 * LineupPlaylistAccess:
 * @url: (nullable): http or https address of the list, a secret; %NULL for a file
 * @base: (nullable): http or https address of the account, if not @url: what of an address is a
 *   secret is told by it, wherever the list is fetched from
 * @path: (nullable): absolute path of the list, %NULL for an address
 * @store: (nullable): absolute path of the file in which what has come is kept, in a folder that is
 *   there; %NULL for a source that is to tell no more than whether there is a playlist: each list
 *   ends with its first entry, without giving it out
 * @encoding: (nullable): as of lineup_m3u_decoder_new()
 * @user_agent: (nullable): what to call ourselves for streams of which the list says nothing
 *
 * Where a playlist is.
 */
typedef struct
{
  const char *url;        /* (unowned) (nullable) */
  const char *base;       /* (unowned) (nullable) */
  const char *path;       /* (unowned) (nullable) */
  const char *store;      /* (unowned) (nullable) */
  const char *encoding;   /* (unowned) (nullable) */
  const char *user_agent; /* (unowned) (nullable) */
} LineupPlaylistAccess;

/**
 * lineup_playlist_source_new:
 * @access: where it is; not needed after this returns
 * @transport: (transfer none): carries requests
 * @hosts: tells whom it may ask when
 *
 * Returns: (transfer full): a source that has asked for nothing yet
 */
LineupSource *lineup_playlist_source_new (const LineupPlaylistAccess *access,
                                          LineupTransport *transport,
                                          LineupHosts *hosts);

G_END_DECLS
