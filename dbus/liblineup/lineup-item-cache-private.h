/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-id-index-private.h"
#include "lineup-item.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ITEM_CACHE (lineup_item_cache_get_type ())
G_DECLARE_FINAL_TYPE (LineupItemCache, lineup_item_cache, LINEUP, ITEM_CACHE, GObject)

/**
 * LineupItemCache:
 *
 * The items of a list that are in memory. There is one object an item, as long as anybody holds it;
 * a bounded number of pages, those used last, is held here. What is new is a placeholder until it
 * has been read.
 *
 * Signals: `failed` (GError), and `idle` () once nothing is left to be read.
 */

/**
 * lineup_item_cache_new:
 *
 * Returns: (transfer full): a cache
 */
LineupItemCache *lineup_item_cache_new (LineupAccount *account);

/**
 * lineup_item_cache_set_fields:
 * @fields: (nullable): names of those that are wanted; %NULL is all
 *
 * Says what is to be read from now on.
 */
void lineup_item_cache_set_fields (LineupItemCache *self, const char *const *fields);

/**
 * lineup_item_cache_get:
 * @index: of the list
 * @position: one that @index knows
 *
 * Gets the item that stands somewhere. Those around it are read along with it.
 *
 * Returns: (transfer full): the item
 */
LineupItem *
lineup_item_cache_get (LineupItemCache *self, const LineupIdIndex *index, guint position);

/**
 * lineup_item_cache_take:
 * @fields: an `a{sv}` with `kind` and `id`
 *
 * Learns of an item without asking, as a search tells of it.
 */
void lineup_item_cache_take (LineupItemCache *self, GVariant *fields);

/**
 * lineup_item_cache_take_state:
 * @state: as LibraryChanged of the bus has it
 *
 * Learns what a person has said of an item, if it is there.
 */
void
lineup_item_cache_take_state (LineupItemCache *self, LineupKind kind, gint64 id, GVariant *state);

/**
 * lineup_item_cache_refresh:
 *
 * Reads all anew that is in memory, since it may have changed.
 */
void lineup_item_cache_refresh (LineupItemCache *self);

/**
 * lineup_item_cache_is_idle:
 *
 * Returns: whether nothing is left to be read
 */
gboolean lineup_item_cache_is_idle (LineupItemCache *self);

/**
 * lineup_item_cache_get_n_items:
 *
 * Returns: how many items are in memory
 */
guint lineup_item_cache_get_n_items (LineupItemCache *self);

G_END_DECLS
