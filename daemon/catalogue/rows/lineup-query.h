/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-filter.h"
#include "lineup-sort.h"

G_BEGIN_DECLS

/* Items that are given at once, at most. */
#define LINEUP_QUERY_MAX_LIMIT 1000

/* Items before the filter is looked at again: a few milliseconds. */
#define LINEUP_QUERY_PATIENCE 4096

/**
 * LineupQuery:
 * @kind: what to list
 * @filter: which of them
 * @sort: in which order; what is unknown comes last in either direction
 * @descending: from the highest to the lowest
 * @catalogue: identity of the one that is listed; lineup_listing_read() finds it out
 * @cursor: (nullable): where the page before this one ended
 * @offset: how many items the first page leaves out; not with a cursor
 * @limit: at most so many items, 1 to %LINEUP_QUERY_MAX_LIMIT
 * @patience: places that a page looks at before it asks whether the filter passes few
 *
 * One page of a listing.
 */
typedef struct
{
  LineupKind kind;
  LineupFilter filter;
  LineupSort sort;
  gboolean descending;
  guint64 catalogue;
  const char *cursor; /* (unowned) (nullable) */
  guint offset;
  guint limit;
  guint patience;
} LineupQuery;

/**
 * lineup_query_init:
 * @self: (out caller-allocates): becomes the first page of all items in their default order
 * @kind: what to list
 * @limit: of the page
 */
void lineup_query_init (LineupQuery *self, LineupKind kind, guint limit);

/**
 * lineup_query_is_backward:
 *
 * Returns: whether the direction is not the natural one
 */
gboolean lineup_query_is_backward (const LineupQuery *self);

/**
 * lineup_query_has_cursor:
 *
 * Returns: whether the listing goes on; an empty cursor is that of the first page
 */
gboolean lineup_query_has_cursor (const LineupQuery *self);

/**
 * lineup_query_check:
 * @self: a query
 * @error: %G_IO_ERROR_INVALID_ARGUMENT if the limit is out of range, there is an offset beside a
 *   cursor, or items of the kind can't be sorted so
 */
gboolean lineup_query_check (const LineupQuery *self, GError **error);

/**
 * lineup_query_hash:
 *
 * Returns: a hash of which items are listed and in which order, the same for all pages
 */
guint64 lineup_query_hash (const LineupQuery *self);

G_END_DECLS
