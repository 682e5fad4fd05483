/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of an entry with all its lines. A longer one is left out, so that no list takes more
 * memory than that. */
#define LINEUP_M3U_MAX_ENTRY (256 * 1024)

/* Bytes of what a list says before its first entry: lists name hundreds of guides. */
#define LINEUP_M3U_MAX_HEADER (64 * 1024)

/**
 * LineupM3uText:
 * @data: (nullable): not terminated; %NULL for what is not there, which is not the same as empty
 * @length: its bytes
 *
 * Part of a list. A view: it belongs to whoever gave it, who says for how long it stays.
 */
typedef struct
{
  const char *data; /* (unowned) (nullable) */
  gsize length;
} LineupM3uText;

/**
 * LineupM3uElement:
 * @text: all lines of the entry, up to the end of its address
 * @info: what stands in its `#EXTINF` line, behind that word; %NULL if there is none
 * @address: its address
 * @has_options: whether there are other lines that may tell something of it
 *
 * One entry of a list that is not decoded yet: all lines that follow the address of the one before
 * it, or the last of these that can belong to it. Valid until the splitter is asked for the next.
 */
typedef struct
{
  LineupM3uText text;
  LineupM3uText info;
  LineupM3uText address;
  gboolean has_options;
} LineupM3uElement;

/**
 * LineupM3uSplitter:
 *
 * Parts an M3U list into entries, in chunks of any size, whatever its lines end in. Looks at the
 * beginnings of lines alone; what it gives out is not copied unless a chunk ends in it.
 *
 * Facts: m3u-wire-format, section 2.
 */
typedef struct _LineupM3uSplitter LineupM3uSplitter;

/**
 * LineupM3uState:
 * @LINEUP_M3U_ELEMENT: there is an entry
 * @LINEUP_M3U_MORE: the splitter needs more bytes
 * @LINEUP_M3U_END: there are no more entries
 * @LINEUP_M3U_STREAM: this is no list of streams, but a stream itself, in HLS: the address that it
 *   came from is to be played
 * @LINEUP_M3U_ERROR: this is no list
 *
 * What a splitter has.
 */
typedef enum
{
  LINEUP_M3U_ELEMENT,
  LINEUP_M3U_MORE,
  LINEUP_M3U_END,
  LINEUP_M3U_STREAM,
  LINEUP_M3U_ERROR,
} LineupM3uState;

/**
 * lineup_m3u_splitter_new:
 *
 * Returns: (transfer full): a splitter at the beginning of a list
 */
LineupM3uSplitter *lineup_m3u_splitter_new (void);

/**
 * lineup_m3u_splitter_free:
 * @self: (transfer full): a splitter
 */
void lineup_m3u_splitter_free (LineupM3uSplitter *self);

/**
 * lineup_m3u_splitter_push:
 * @self: a splitter that needs more
 * @data: (array length=length): the next bytes of the list, which have to stay until it needs more
 *   again
 * @length: how many there are
 */
void lineup_m3u_splitter_push (LineupM3uSplitter *self, const char *data, gsize length);

/**
 * lineup_m3u_splitter_end:
 * @self: a splitter that needs more
 *
 * There are no more bytes.
 */
void lineup_m3u_splitter_end (LineupM3uSplitter *self);

/**
 * lineup_m3u_splitter_next:
 * @self: a splitter
 * @element: (out caller-allocates): the next entry, if there is one
 * @error: %LINEUP_ERROR_MALFORMED_DATA, which says nothing of what came instead of a list
 *
 * Returns: what there is; the last three of them for ever
 */
LineupM3uState
lineup_m3u_splitter_next (LineupM3uSplitter *self, LineupM3uElement *element, GError **error);

/**
 * lineup_m3u_splitter_get_header:
 *
 * Returns: the lines before the first entry that tell of the list, or of all entries: that of
 *   `#EXTM3U`, and options of a player; complete with the first entry, stays as long as the
 *   splitter
 */
LineupM3uText lineup_m3u_splitter_get_header (LineupM3uSplitter *self);

/**
 * lineup_m3u_splitter_get_rejected:
 *
 * Returns: how many entries have no address, are too long, or are none
 */
guint64 lineup_m3u_splitter_get_rejected (LineupM3uSplitter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupM3uSplitter, lineup_m3u_splitter_free)

G_END_DECLS
