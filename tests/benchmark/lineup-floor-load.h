/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item-keys.h"
#include "lineup-item.h"

G_BEGIN_DECLS

/**
 * LineupFloorLoad:
 *
 * A first load of movies by SQLite and as little else as possible: the catalogue's schema, its SQL
 * and its order of doing things, without its checks, its counts and its hashing.
 */
typedef struct _LineupFloorLoad LineupFloorLoad;

/**
 * lineup_floor_load_new:
 * @path: of a database that is not there yet
 *
 * Returns: (transfer full): a load that has begun
 */
LineupFloorLoad *lineup_floor_load_new (const char *path);

/**
 * lineup_floor_load_free:
 * @self: (transfer full): a load
 */
void lineup_floor_load_free (LineupFloorLoad *self);

/**
 * lineup_floor_load_prepare:
 * @self: a load
 * @item: the next item
 * @keys: (inout): becomes all that is stored of it beside what is in @item
 */
void
lineup_floor_load_prepare (LineupFloorLoad *self, const LineupItem *item, LineupItemKeys *keys);

/**
 * lineup_floor_load_add:
 * @self: a load
 * @item: the next item
 * @keys: what belongs to it
 */
void
lineup_floor_load_add (LineupFloorLoad *self, const LineupItem *item, const LineupItemKeys *keys);

/**
 * lineup_floor_load_commit:
 *
 * Makes the indices and the search index, and commits.
 */
void lineup_floor_load_commit (LineupFloorLoad *self);

/**
 * lineup_floor_load_tidy_up:
 *
 * Moves the write-ahead log into the database.
 */
void lineup_floor_load_tidy_up (LineupFloorLoad *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFloorLoad, lineup_floor_load_free)

G_END_DECLS
