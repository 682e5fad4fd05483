/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DUMMY_ITEM_SOURCE (lineup_dummy_item_source_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupDummyItemSource, lineup_dummy_item_source, LINEUP, DUMMY_ITEM_SOURCE, GObject)

/**
 * LineupDummyItem:
 * @id: id of the item; 0 for an element that is none
 * @name: (nullable): its name
 * @categories: (nullable): ids of its categories, with commas between them
 * @order: what it is sorted by: position, added and modified in one
 * @wording: elements that differ in this only mean the same item
 *
 * One element of a made-up list of items.
 */
typedef struct
{
  gint64 id;
  const char *name;
  const char *categories;
  gint64 order;
  guint wording;
} LineupDummyItem;

/**
 * LineupDummyCategory:
 * @id: (nullable): id of the category; %NULL for an element that is none
 * @name: its name
 * @parent: (nullable): id of its parent
 * @adult: whether it is for adults
 *
 * One element of a made-up list of categories.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *parent;
  gboolean adult;
} LineupDummyCategory;

/**
 * lineup_dummy_item_source_new:
 * @items: (nullable): its elements, copied but for their strings
 * @n_items: how many
 *
 * Returns: (transfer full): a source that gives @items
 */
LineupDummyItemSource *lineup_dummy_item_source_new (const LineupDummyItem *items, gsize n_items);

/**
 * lineup_dummy_item_source_new_categories:
 * @categories: (nullable): its elements, copied but for their strings
 * @n_categories: how many
 *
 * Returns: (transfer full): a source that gives @categories
 */
LineupDummyItemSource *
lineup_dummy_item_source_new_categories (const LineupDummyCategory *categories, gsize n_categories);

/**
 * lineup_dummy_item_source_fail_at:
 * @self: a source
 * @place: number of the element that does not come; an error comes instead
 */
void lineup_dummy_item_source_fail_at (LineupDummyItemSource *self, gsize place);

/**
 * lineup_dummy_item_source_block_at:
 * @self: a source
 * @place: number of the element before which it waits until it is released or cancelled
 */
void lineup_dummy_item_source_block_at (LineupDummyItemSource *self, gsize place);

/**
 * lineup_dummy_item_source_block_after:
 * @self: a source
 *
 * Has the writer wait, when the list is committed and nobody has been told, until it is released.
 */
void lineup_dummy_item_source_block_after (LineupDummyItemSource *self);

/**
 * lineup_dummy_item_source_is_blocked:
 *
 * Returns: whether it waits
 */
gboolean lineup_dummy_item_source_is_blocked (LineupDummyItemSource *self);

/**
 * lineup_dummy_item_source_release:
 *
 * Lets it go on.
 */
void lineup_dummy_item_source_release (LineupDummyItemSource *self);

/**
 * lineup_dummy_item_source_cancel_at_end:
 * @self: a source
 * @cancellable: cancelled just before the list's end is told
 */
void
lineup_dummy_item_source_cancel_at_end (LineupDummyItemSource *self, GCancellable *cancellable);

/**
 * lineup_dummy_item_source_set_items:
 * @self: a source
 * @items: what its elements are decoded to, as many as there are; they have to outlive @self
 */
void lineup_dummy_item_source_set_items (LineupDummyItemSource *self, const LineupItem *items);

/**
 * lineup_dummy_item_source_set_version:
 * @self: a source of items
 * @version: its version, 0 at first
 * @meanings: what this version makes of its elements, as many as there are, whatever they mean to
 *   others; they have to outlive @self
 */
void lineup_dummy_item_source_set_version (LineupDummyItemSource *self,
                                           guint64 version,
                                           const LineupDummyItem *meanings);

/**
 * lineup_dummy_item_source_get_n_decoded:
 *
 * Returns: how many elements have been decoded
 */
guint lineup_dummy_item_source_get_n_decoded (LineupDummyItemSource *self);

G_END_DECLS
