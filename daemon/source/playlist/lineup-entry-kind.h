/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-entry-path.h"
#include "lineup-episode-mark.h"
#include "lineup-m3u-decoder.h"

G_BEGIN_DECLS

/**
 * LineupEntryKind:
 * @LINEUP_ENTRY_CHANNEL: a channel
 * @LINEUP_ENTRY_MOVIE: a movie
 * @LINEUP_ENTRY_EPISODE: an episode, of which with others a series is made
 *
 * What an entry of a playlist is.
 */
typedef enum
{
  LINEUP_ENTRY_CHANNEL,
  LINEUP_ENTRY_MOVIE,
  LINEUP_ENTRY_EPISODE,
} LineupEntryKind;

/**
 * lineup_entry_kind_find:
 * @entry: an entry
 * @path: of its address
 * @mark: (out): of an episode, what it is of which series; a title without a mark is the name of
 *   one, with that one episode
 *
 * Tells what an entry is: by the path of its address, else by its `tvg-type`, else by what the
 * address ends in, else it is a channel. What its group is called tells nothing: there are groups
 * of channels that are called `VOD`.
 *
 * Facts: m3u-wire-format, section 4.
 *
 * Returns: what it is
 */
LineupEntryKind lineup_entry_kind_find (const LineupM3uEntry *entry,
                                        const LineupEntryPath *path,
                                        LineupEpisodeMark *mark);

G_END_DECLS
