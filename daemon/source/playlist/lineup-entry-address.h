/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-entry-path.h"
#include "lineup-m3u-decoder.h"
#include "lineup-stream.h"

G_BEGIN_DECLS

/**
 * lineup_entry_address_is_allowed:
 * @path: of an address
 * @has_base: whether it is known to others where the list was
 *
 * Tells whether a player may be given an address: it is of a scheme that is about streams alone, by
 * a list of what is allowed. `file:`, `pipe:` and the like would have a player open what is
 * nobody's business.
 *
 * Returns: whether it may
 */
gboolean lineup_entry_address_is_allowed (const LineupEntryPath *path, gboolean has_base);

/**
 * lineup_entry_address_resolve:
 * @path: of an address
 * @base: (nullable): where the list was in the end, %NULL if that is nowhere that others can be
 *   told
 *
 * Returns: (transfer full) (nullable): the whole address, without blanks in it; %NULL if it is not
 *   allowed
 */
char *lineup_entry_address_resolve (const LineupEntryPath *path, const char *base);

/**
 * lineup_entry_address_make:
 * @entry: an entry
 * @path: of its address
 * @url: (transfer full): where what is to be played is
 *
 * Adds what the entry says of how to ask for it: headers, of which those behind the address count
 * most, and properties. What no header can be is left out.
 *
 * Returns: (transfer full): the address
 */
LineupStreamAddress *
lineup_entry_address_make (const LineupM3uEntry *entry, const LineupEntryPath *path, char *url);

G_END_DECLS
