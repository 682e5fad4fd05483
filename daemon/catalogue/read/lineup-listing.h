/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-query.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupPageFunc:
 * @item: an item, as of #LineupItemFunc
 * @user_data: what was given with it
 *
 * Returns: whether the page has room for another one
 */
typedef gboolean (*LineupPageFunc) (const LineupItem *item, gpointer user_data);

/**
 * lineup_listing_read:
 * @reader: a reader
 * @query: what to list
 * @func: called for each item
 * @user_data: for @func
 * @next: (out) (transfer full): cursor of the next page, the empty string at the end
 * @error: %G_IO_ERROR_INVALID_ARGUMENT for a cursor that was not given for this listing, or as
 *   lineup_query_check(); %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 *
 * Reads a page of a listing, by keyset: it begins where the one before has ended, not at a number.
 * A listing goes on in the order in which it began, see #LineupPlaceWalk: an item that is there all
 * along comes exactly once, also if it moves meanwhile.
 *
 * A listing may also begin at a number: what the offset leaves out is passed over by its places.
 *
 * Only its items are read, along an index, unless a filter passes few: a page that has something
 * ends early then, and the next one goes on from there, as after a page that has no more room. A
 * category that is not there has no items.
 */
gboolean lineup_listing_read (LineupReader *reader,
                              const LineupQuery *query,
                              LineupPageFunc func,
                              gpointer user_data,
                              char **next,
                              GError **error);

G_END_DECLS
