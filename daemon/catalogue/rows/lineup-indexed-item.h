/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index-writer.h"
#include "lineup-item-keys.h"
#include "lineup-item.h"

G_BEGIN_DECLS

/**
 * LineupIndexedItem:
 *
 * An item as the search index is told of it. For one thread at a time.
 */
typedef struct _LineupIndexedItem LineupIndexedItem;

/**
 * LINEUP_INDEXED_ITEM_TAG_BYTES:
 *
 * Bytes: of a tag with its NUL.
 */
#define LINEUP_INDEXED_ITEM_TAG_BYTES 24

/**
 * lineup_indexed_item_tag_category:
 * @category: key of a category
 * @tag: (out caller-allocates) (array fixed-size=LINEUP_INDEXED_ITEM_TAG_BYTES): what items that
 * are in it are picked by
 */
void lineup_indexed_item_tag_category (guint32 category, char *tag);

/**
 * lineup_indexed_item_tag_genre:
 * @key: of a genre, as of lineup_word_reader_make_key()
 * @tag: (out caller-allocates) (array fixed-size=LINEUP_INDEXED_ITEM_TAG_BYTES): what items of it
 * are picked by
 */
void lineup_indexed_item_tag_genre (const char *key, char *tag);

/**
 * lineup_indexed_item_pack_figures:
 * @figures: an item's
 * @extra: (out) (array fixed-size=LINEUP_INDEX_EXTRA_BYTES): what the index keeps of them
 */
void lineup_indexed_item_pack_figures (const LineupFigures *figures, guint8 *extra);

/**
 * lineup_indexed_item_unpack_figures:
 * @extra: (array fixed-size=LINEUP_INDEX_EXTRA_BYTES): what the index keeps
 * @figures: (out): what a filter looks at; whether an item is adult by itself or by its categories
 *   is not told apart, and its position is not known
 */
void lineup_indexed_item_unpack_figures (const guint8 *extra, LineupFigures *figures);

/**
 * lineup_indexed_item_new:
 *
 * Returns: (transfer full): no item yet
 */
LineupIndexedItem *lineup_indexed_item_new (void);

/**
 * lineup_indexed_item_free:
 * @self: (transfer full): an item
 */
void lineup_indexed_item_free (LineupIndexedItem *self);

/**
 * lineup_indexed_item_set:
 * @self: becomes an item
 * @keys: the item's: its row, its id, its figures, and its categories
 * @item: (transfer none): the item, which has to stay
 * @is_new: whether the index has nothing of its row yet
 *
 * Returns: (transfer none): what the index is told, until this is another item
 */
const LineupIndexRow *lineup_indexed_item_set (LineupIndexedItem *self,
                                               const LineupItemKeys *keys,
                                               const LineupItem *item,
                                               gboolean is_new);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupIndexedItem, lineup_indexed_item_free)

G_END_DECLS
