/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupCategorySet:
 *
 * Keys of categories in the order in which they were added, each once. To ask for one, or to add
 * one, takes the same time however many there are: a panel may put an item into thousands.
 */
typedef struct _LineupCategorySet LineupCategorySet;

/**
 * lineup_category_set_new:
 *
 * Returns: (transfer full): an empty set
 */
LineupCategorySet *lineup_category_set_new (void);

/**
 * lineup_category_set_free:
 * @self: (transfer full): a set
 */
void lineup_category_set_free (LineupCategorySet *self);

/**
 * lineup_category_set_assign:
 * @self: a set
 * @keys: (element-type guint32): what it becomes
 */
void lineup_category_set_assign (LineupCategorySet *self, const GArray *keys);

/**
 * lineup_category_set_add:
 * @self: a set
 * @keys: (element-type guint32): added but for those that are there
 */
void lineup_category_set_add (LineupCategorySet *self, const GArray *keys);

/**
 * lineup_category_set_has:
 *
 * Returns: whether @key is in the set
 */
gboolean lineup_category_set_has (const LineupCategorySet *self, guint32 key);

/**
 * lineup_category_set_get_keys:
 *
 * Returns: (transfer none) (element-type guint32): all keys, until the set changes
 */
const GArray *lineup_category_set_get_keys (const LineupCategorySet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCategorySet, lineup_category_set_free)

G_END_DECLS
