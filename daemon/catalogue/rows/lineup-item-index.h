/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index-column.h"
#include "lineup-item-keys.h"

G_BEGIN_DECLS

/* What the search index of a kind knows of its items. */

/**
 * LineupItemIndex:
 *
 * Tells the search index of a kind what becomes of its items, in the transaction that writes them:
 * all of it at the end, but for a first load's, which is told as it comes. For the connection's
 * thread.
 */
typedef struct _LineupItemIndex LineupItemIndex;

/**
 * LINEUP_ITEM_INDEX_TAG_BYTES:
 *
 * Bytes: of a tag with its NUL.
 */
#define LINEUP_ITEM_INDEX_TAG_BYTES 24

/**
 * lineup_item_index_tag_category:
 * @category: key of a category
 * @tag: (out caller-allocates) (array fixed-size=LINEUP_ITEM_INDEX_TAG_BYTES): what items that are
 *   in it are picked by
 */
void lineup_item_index_tag_category (guint32 category, char *tag);

/**
 * lineup_item_index_tag_genre:
 * @key: of a genre, as of lineup_word_reader_make_key()
 * @tag: (out caller-allocates) (array fixed-size=LINEUP_ITEM_INDEX_TAG_BYTES): what items of it are
 *   picked by
 */
void lineup_item_index_tag_genre (const char *key, char *tag);

/**
 * lineup_item_index_pack_figures:
 * @figures: an item's
 * @extra: (out) (array fixed-size=LINEUP_INDEX_EXTRA_BYTES): what the index keeps of them
 */
void lineup_item_index_pack_figures (const LineupFigures *figures, guint8 *extra);

/**
 * lineup_item_index_unpack_figures:
 * @extra: (array fixed-size=LINEUP_INDEX_EXTRA_BYTES): what the index keeps
 * @figures: (out): what a filter looks at; whether an item is adult by itself or by its categories
 *   is not told apart, and its position is not known
 */
void lineup_item_index_unpack_figures (const guint8 *extra, LineupFigures *figures);

/**
 * lineup_item_index_new:
 * @database: a connection that writes; outlives it
 * @kind: of the items
 *
 * Returns: (transfer full): an index that is told nothing yet
 */
LineupItemIndex *lineup_item_index_new (LineupDatabase *database, LineupKind kind);

/**
 * lineup_item_index_free:
 * @self: (transfer full): an index
 */
void lineup_item_index_free (LineupItemIndex *self);

/**
 * lineup_item_index_load:
 * @self: an index
 * @keys: of an item of a first load, above all rows so far
 * @item: the item
 * @error: as lineup_database_run()
 */
gboolean lineup_item_index_load (LineupItemIndex *self,
                                 const LineupItemKeys *keys,
                                 const LineupItem *item,
                                 GError **error);

/**
 * lineup_item_index_add:
 * @self: an index
 * @row: an item's, which is new
 */
void lineup_item_index_add (LineupItemIndex *self, gint64 row);

/**
 * lineup_item_index_change:
 * @self: an index
 * @row: an item's, of which words, categories, rating or year are others
 */
void lineup_item_index_change (LineupItemIndex *self, gint64 row);

/**
 * lineup_item_index_change_figures:
 * @self: an index
 * @row: an item's, of which nothing else is another
 */
void lineup_item_index_change_figures (LineupItemIndex *self, gint64 row);

/**
 * lineup_item_index_remove:
 * @self: an index
 * @row: an item's that goes
 */
void lineup_item_index_remove (LineupItemIndex *self, gint64 row);

/**
 * lineup_item_index_end:
 * @self: an index
 * @error: as lineup_database_run()
 *
 * Writes all that was told, once the items are written.
 */
gboolean lineup_item_index_end (LineupItemIndex *self, GError **error);

/**
 * lineup_item_index_rebuild:
 * @database: a connection that writes, in a transaction
 * @kind: of the items
 * @error: as lineup_database_run()
 *
 * Makes the index of all items that there are, in place of what there was.
 */
gboolean lineup_item_index_rebuild (LineupDatabase *database, LineupKind kind, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupItemIndex, lineup_item_index_free)

G_END_DECLS
