/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-category-set.h"
#include "lineup-database.h"
#include "lineup-item.h"

G_BEGIN_DECLS

/* Categories that are named one by one: whoever shows more of them reads them all. */
#define LINEUP_CATEGORY_MAP_FEW 100

/**
 * LineupCategoryMap:
 *
 * All categories of one kind during an import of its items, with how many items each has. A
 * category that only items name is made when the first one comes, and goes when the last one has
 * gone; it is called by its id, or by what is in it where that is radio.
 *
 * It lives as long as a transaction, whose end decides about it too.
 */
typedef struct _LineupCategoryMap LineupCategoryMap;

/**
 * lineup_category_map_load:
 * @database: a connection that writes
 * @kind: whose categories
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): what is stored
 */
LineupCategoryMap *
lineup_category_map_load (LineupDatabase *database, LineupKind kind, GError **error);

/**
 * lineup_category_map_free:
 * @self: (transfer full): a map
 */
void lineup_category_map_free (LineupCategoryMap *self);

/**
 * lineup_category_map_resolve:
 * @self: a map
 * @item: an item
 * @keys: (element-type guint32): becomes the keys of the item's categories, in their order; an item
 *   without a category is in %LINEUP_UNCATEGORIZED
 * @error: as lineup_database_run()
 */
gboolean lineup_category_map_resolve (LineupCategoryMap *self,
                                      const LineupItem *item,
                                      GArray *keys,
                                      GError **error);

/**
 * lineup_category_map_copy:
 * @self: a map
 * @keys: (element-type guint32): becomes the categories of an item
 * @set: those that all of its elements give it
 *
 * An item that is in a category in one element is not uncategorized, whatever another one says.
 */
void lineup_category_map_copy (LineupCategoryMap *self, GArray *keys, const LineupCategorySet *set);

/**
 * lineup_category_map_hash:
 * @self: a map
 * @keys: (element-type guint32): categories of an item
 *
 * Returns: what lineup_item_hash_categories() gives for them
 */
guint64 lineup_category_map_hash (LineupCategoryMap *self, const GArray *keys);

/**
 * lineup_category_map_has_adult:
 * @self: a map
 * @keys: (element-type guint32): categories of an item
 *
 * Returns: whether the panel marks any of them as for adults
 */
gboolean lineup_category_map_has_adult (LineupCategoryMap *self, const GArray *keys);

/**
 * lineup_category_map_count:
 * @self: a map
 * @key: of a category
 * @difference: how many items it has more than before
 */
void lineup_category_map_count (LineupCategoryMap *self, guint32 key, int difference);

/**
 * lineup_category_map_list_changed:
 * @self: a map
 *
 * Returns: (transfer full) (nullable): ids of the categories with another number of items than what
 *   is stored, none of them if they are more than %LINEUP_CATEGORY_MAP_FEW; %NULL if there are none
 */
char **lineup_category_map_list_changed (LineupCategoryMap *self);

/**
 * lineup_category_map_store:
 * @self: a map
 * @error: as lineup_database_run()
 *
 * Writes the counts that have changed, and removes categories that nobody names any more.
 */
gboolean lineup_category_map_store (LineupCategoryMap *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCategoryMap, lineup_category_map_free)

G_END_DECLS
