/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-place.h"
#include "lineup-query.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupOrder:
 *
 * The items of a listing in their order, by their rows alone: what is counted, skipped or handed
 * out by number need not be read. All that knows how an order is stored is in here and in
 * #LineupPlaceWalk.
 */
typedef struct _LineupOrder LineupOrder;

/**
 * lineup_order_new:
 * @reader: of the state to read
 * @query: the listing, from its beginning; stays as long as the order
 * @error: %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): an order before its first item
 */
LineupOrder *lineup_order_new (LineupReader *reader, const LineupQuery *query, GError **error);

/**
 * lineup_order_free:
 * @self: (transfer full): an order
 */
void lineup_order_free (LineupOrder *self);

/**
 * lineup_order_count:
 * @self: an order
 * @n_items: (out): how many items it has
 * @error: as of lineup_order_new()
 */
gboolean lineup_order_count (LineupOrder *self, guint *n_items, GError **error);

/**
 * lineup_order_next:
 * @self: an order
 * @row: (out): of the next item
 * @has_row: (out): whether there is one
 * @error: as of lineup_order_new()
 */
gboolean lineup_order_next (LineupOrder *self, gint64 *row, gboolean *has_row, GError **error);

/**
 * lineup_order_skip:
 * @self: an order before its first item
 * @n_items: how many of the first items to skip, at least one
 * @last: (out caller-allocates): place of the last one that was skipped
 * @is_there: (out): whether there are so many
 * @error: as of lineup_order_new()
 */
gboolean lineup_order_skip (
    LineupOrder *self, guint n_items, LineupPlace *last, gboolean *is_there, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupOrder, lineup_order_free)

G_END_DECLS
