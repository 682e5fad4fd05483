/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-filter.h"

G_BEGIN_DECLS

/**
 * LineupItemKeys:
 * @row: of the item
 * @fingerprint: of the element that it came in, 0 if it came in several
 * @hash: of what is stored
 * @id: of the item
 * @figures: what it is sorted and filtered by
 * @categories: (element-type guint32): keys of its categories, in the panel's order
 *
 * What the database knows an item by, beside what players are told of it.
 */
typedef struct
{
  gint64 row;
  guint64 fingerprint;
  guint64 hash;
  gint64 id;
  LineupFigures figures;
  GArray *categories; /* (owned) */
} LineupItemKeys;

/**
 * lineup_item_keys_init:
 * @self: (out caller-allocates): becomes empty
 */
void lineup_item_keys_init (LineupItemKeys *self);

/**
 * lineup_item_keys_clear:
 * @self: keys; what they own is freed
 */
void lineup_item_keys_clear (LineupItemKeys *self);

/**
 * lineup_item_keys_copy:
 * @self: keys
 * @source: what they become
 */
void lineup_item_keys_copy (LineupItemKeys *self, const LineupItemKeys *source);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LineupItemKeys, lineup_item_keys_clear)

G_END_DECLS
