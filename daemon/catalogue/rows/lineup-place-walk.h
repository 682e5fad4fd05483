/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-place-moves.h"
#include "lineup-query.h"

G_BEGIN_DECLS

/**
 * LineupPlaceWalk:
 *
 * Goes from place to place through a listing, in either direction, along the order that has
 * it. A listing that goes on keeps the order in which it began: what has moved since is met
 * where it was, as long as that is known (the last %LINEUP_PLACE_MOVES_MAX moves, and somewhat
 * more).
 */
typedef struct _LineupPlaceWalk LineupPlaceWalk;

/**
 * lineup_place_walk_new:
 * @database: a connection for reading
 * @query: the listing
 * @category: key of its category, %LINEUP_PLACE_WHOLE_KIND for all
 * @start: (nullable): a place that all are behind, %NULL for the listing's beginning
 * @moves: (nullable): what has moved since the listing began, if it goes on; it has to outlive the
 *   walk
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): a walk
 */
LineupPlaceWalk *lineup_place_walk_new (LineupDatabase *database,
                                        const LineupQuery *query,
                                        gint64 category,
                                        const LineupPlace *start,
                                        LineupPlaceMoves *moves,
                                        GError **error);

/**
 * lineup_place_walk_free:
 * @self: (transfer full): a walk
 */
void lineup_place_walk_free (LineupPlaceWalk *self);

/**
 * lineup_place_walk_next:
 * @self: a walk
 * @place: (out caller-allocates): the next place
 * @has_place: (out): whether there is one
 * @error: as lineup_database_run()
 */
gboolean lineup_place_walk_next (LineupPlaceWalk *self,
                                 LineupPlace *place,
                                 gboolean *has_place,
                                 GError **error);

/**
 * lineup_place_walk_next_row:
 * @self: a walk without moves
 * @row: (out): of the item at the next place
 * @has_row: (out): whether there is one
 * @error: as lineup_database_run()
 *
 * As lineup_place_walk_next(), for those who want nothing else of most places.
 */
gboolean
lineup_place_walk_next_row (LineupPlaceWalk *self, gint64 *row, gboolean *has_row, GError **error);

/**
 * lineup_place_walk_skip:
 * @self: a walk without moves, before its first place
 * @n_places: how many places to go on, at least one
 * @has_place: (out): whether there are so many; the last of them is at hand then
 * @error: as lineup_database_run()
 *
 * Goes there at once, however many these are.
 */
gboolean
lineup_place_walk_skip (LineupPlaceWalk *self, guint n_places, gboolean *has_place, GError **error);

/**
 * lineup_place_walk_read:
 * @self: a walk at the place of a row
 * @place: (out caller-allocates): that place
 * @error: as lineup_database_run()
 */
gboolean lineup_place_walk_read (LineupPlaceWalk *self, LineupPlace *place, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlaceWalk, lineup_place_walk_free)

G_END_DECLS
