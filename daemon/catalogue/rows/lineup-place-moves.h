/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-place.h"

G_BEGIN_DECLS

/* Moves that are kept for each sort, and looked at for a page, at most. */
#define LINEUP_PLACE_MOVES_MAX 100000

/**
 * LineupPlaceMoves:
 *
 * Where items were at some generation that have moved since. A listing that began then takes them
 * for where they were, and so meets each of them exactly once.
 */
typedef struct _LineupPlaceMoves LineupPlaceMoves;

/**
 * lineup_place_moves_load:
 * @database: a connection for reading
 * @kind: of the items
 * @sort: how they are sorted
 * @generation: when the listing began
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): the moves since then, as far as they are known
 */
LineupPlaceMoves *lineup_place_moves_load (
    LineupDatabase *database, LineupKind kind, LineupSort sort, guint64 generation, GError **error);

/**
 * lineup_place_moves_free:
 * @self: (transfer full): moves
 */
void lineup_place_moves_free (LineupPlaceMoves *self);

/**
 * lineup_place_moves_find:
 *
 * Returns: (transfer none) (nullable): where the item of a row was, %NULL if it has not moved
 */
const LineupPlace *lineup_place_moves_find (LineupPlaceMoves *self, gint64 row);

/**
 * lineup_place_moves_begin:
 * @self: moves
 * @start: a place that they were behind
 * @backward: as of lineup_place_comes_before()
 *
 * Goes to the first of the places where items were.
 */
void lineup_place_moves_begin (LineupPlaceMoves *self, const LineupPlace *start, gboolean backward);

/**
 * lineup_place_moves_peek:
 *
 * Returns: (transfer none) (nullable): where the next item was, %NULL at the end
 */
const LineupPlace *lineup_place_moves_peek (LineupPlaceMoves *self);

/**
 * lineup_place_moves_skip:
 *
 * Goes on to the next one.
 */
void lineup_place_moves_skip (LineupPlaceMoves *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlaceMoves, lineup_place_moves_free)

G_END_DECLS
