/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-m3u-splitter.h"

G_BEGIN_DECLS

/* Number of parts of a path that are looked at. */
#define LINEUP_ENTRY_PATH_MAX_SEGMENTS 16

/**
 * LineupEntryPath:
 * @address: the whole, without the options that may follow it
 * @options: what follows behind a `|`, as `name=value&name=value`; empty if nothing does
 * @scheme: such as `http`; empty for an address that is relative
 * @host: with its port, without who we are there; empty for an address that is relative
 * @segments: (array length=n_segments): parts of the path, without slashes, none of them empty
 * @n_segments: how many they are
 * @query: behind the question mark, without it; empty if there is none
 *
 * The parts of an entry's address, as they were written. A view.
 */
typedef struct
{
  LineupM3uText address;
  LineupM3uText options;
  LineupM3uText scheme;
  LineupM3uText host;
  LineupM3uText segments[LINEUP_ENTRY_PATH_MAX_SEGMENTS];
  gsize n_segments;
  LineupM3uText query;
} LineupEntryPath;

/**
 * lineup_entry_path_parse:
 * @self: (out caller-allocates): the parts
 * @address: of an entry; has to outlive them
 */
void lineup_entry_path_parse (LineupEntryPath *self, LineupM3uText address);

/**
 * lineup_entry_path_get_extension:
 *
 * Returns: what the last part of the path ends in, without a point; empty if that is no extension
 *   of a file
 */
LineupM3uText lineup_entry_path_get_extension (const LineupEntryPath *self);

/**
 * lineup_entry_path_get_stream:
 *
 * Returns: the number by which a panel knows the stream, where the path is that of one: `/live`,
 *   `/movie` or `/series`, or none of these, then a user, a password and the number, with or
 *   without an extension; empty for any other path
 */
LineupM3uText lineup_entry_path_get_stream (const LineupEntryPath *self);

/**
 * lineup_m3u_text_is:
 * @text: a text
 * @word: in ASCII
 *
 * Returns: whether the text is the word, in any case
 */
gboolean lineup_m3u_text_is (LineupM3uText text, const char *word);

G_END_DECLS
