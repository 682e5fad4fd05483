/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-category-set.h"
#include "lineup-database.h"
#include "lineup-item-keys.h"

G_BEGIN_DECLS

/**
 * LineupPlaceWriter:
 *
 * Keeps items of one kind at their places, in every order and in every category that they are in.
 */
typedef struct _LineupPlaceWriter LineupPlaceWriter;

/**
 * lineup_place_writer_new:
 * @database: a connection that writes
 * @kind: of the items
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): a writer
 */
LineupPlaceWriter *
lineup_place_writer_new (LineupDatabase *database, LineupKind kind, GError **error);

/**
 * lineup_place_writer_free:
 * @self: (transfer full): a writer
 */
void lineup_place_writer_free (LineupPlaceWriter *self);

/**
 * LineupPlaced:
 * @keys: the item's keys
 * @categories: its categories
 * @name: what its name is sorted by
 *
 * What the places of an item follow from.
 */
typedef struct
{
  const LineupItemKeys *keys;          /* (unowned) */
  const LineupCategorySet *categories; /* (unowned) */
  const char *name;                    /* (unowned) */
} LineupPlaced;

/**
 * lineup_place_writer_move:
 * @self: a writer
 * @from: (nullable): the item as it is, %NULL for one that is new
 * @to: (nullable): what becomes of it, %NULL if it goes
 * @error: as lineup_database_run()
 *
 * Only notes what changes, see lineup_place_writer_store().
 */
gboolean lineup_place_writer_move (LineupPlaceWriter *self,
                                   const LineupPlaced *from,
                                   const LineupPlaced *to,
                                   GError **error);

/**
 * lineup_place_writer_store:
 * @self: a writer
 * @error: as lineup_database_run()
 *
 * Writes all places that have changed. To be called before the commit.
 */
gboolean lineup_place_writer_store (LineupPlaceWriter *self, GError **error);

/**
 * lineup_place_writer_rebuild:
 * @database: a connection that writes, in a transaction
 * @kind: whose items get their places, of which there are none
 * @error: as lineup_database_run()
 */
gboolean lineup_place_writer_rebuild (LineupDatabase *database, LineupKind kind, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlaceWriter, lineup_place_writer_free)

G_END_DECLS
