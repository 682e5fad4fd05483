/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-packed-place.h"
#include "lineup-picked-rows.h"

G_BEGIN_DECLS

/**
 * LineupPackedOrder:
 *
 * All places of a category, or of a whole kind, in an order, as it lies in stretches: any of them
 * is found by itself or by its number, and from there on it goes either way. It is always between
 * two places, at the beginning or at the end. For the connection's thread, within one transaction.
 */
typedef struct _LineupPackedOrder LineupPackedOrder;

/**
 * lineup_packed_order_new:
 * @database: (transfer none): a connection; outlives the order
 * @kind: of the items
 * @sort: how they are sorted
 * @category: key of their category, %LINEUP_PLACE_WHOLE_KIND for all
 *
 * Returns: (transfer full): an order at its beginning
 */
LineupPackedOrder *lineup_packed_order_new (LineupDatabase *database,
                                            LineupKind kind,
                                            LineupSort sort,
                                            gint64 category);

/**
 * lineup_packed_order_free:
 * @self: (transfer full): an order
 */
void lineup_packed_order_free (LineupPackedOrder *self);

/**
 * lineup_packed_order_count:
 * @self: an order
 * @n_places: (out): how many places it has
 * @error: as lineup_database_run()
 */
gboolean lineup_packed_order_count (LineupPackedOrder *self, guint *n_places, GError **error);

/**
 * lineup_packed_order_seek:
 * @self: an order
 * @place: any place
 * @error: as lineup_database_run()
 *
 * Goes between what comes before the place, and the place and what is behind it.
 */
gboolean
lineup_packed_order_seek (LineupPackedOrder *self, const LineupPackedPlace *place, GError **error);

/**
 * lineup_packed_order_go_to:
 * @self: an order
 * @n_before: how many places come before where it goes to; at the end if there are not so many
 * @error: as lineup_database_run()
 */
gboolean lineup_packed_order_go_to (LineupPackedOrder *self, guint n_before, GError **error);

/**
 * lineup_packed_order_get_number:
 * @self: an order
 * @place: any place
 * @n_before: (out): how many places come before it
 * @error: as lineup_database_run()
 */
gboolean lineup_packed_order_get_number (LineupPackedOrder *self,
                                         const LineupPackedPlace *place,
                                         guint *n_before,
                                         GError **error);

/**
 * lineup_packed_order_next:
 * @self: an order
 * @place: (out) (transfer none) (nullable) (array length=n_bytes): the place behind, until the
 * order is moved again; %NULL at the end
 * @n_bytes: (out): bytes of it
 * @error: as lineup_database_run()
 *
 * Goes over a place.
 */
gboolean lineup_packed_order_next (LineupPackedOrder *self,
                                   const guint8 **place,
                                   gsize *n_bytes,
                                   GError **error);

/**
 * lineup_packed_order_previous:
 * @self: an order
 * @place: (out) (transfer none) (nullable) (array length=n_bytes): the place before, until the
 * order is moved again; %NULL at the beginning
 * @n_bytes: (out): bytes of it
 * @error: as lineup_database_run()
 *
 * Goes back over a place.
 */
gboolean lineup_packed_order_previous (LineupPackedOrder *self,
                                       const guint8 **place,
                                       gsize *n_bytes,
                                       GError **error);

/**
 * lineup_packed_order_pick:
 * @self: an order
 * @rows: takes the rows of all items that are behind
 * @error: as lineup_database_run()
 */
gboolean lineup_packed_order_pick (LineupPackedOrder *self, LineupPickedRows *rows, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPackedOrder, lineup_packed_order_free)

G_END_DECLS
