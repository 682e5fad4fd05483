/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-packed-place.h"

G_BEGIN_DECLS

/**
 * LineupPlaceChange:
 * @sort: which order
 * @category: key of the category, %LINEUP_PLACE_WHOLE_KIND for the whole kind
 * @place: the place
 * @comes: whether an item comes to it, or leaves it
 *
 * What becomes of a place in one of the orders.
 */
typedef struct
{
  LineupSort sort;
  guint32 category;
  LineupPackedPlace place;
  gboolean comes;
} LineupPlaceChange;

/**
 * LineupPlaceSorter:
 *
 * Sorts changes of places: as much as fits into memory at once, and the rest in a file without a
 * name, from which runs are merged. Memory hardly grows with the number of changes. For one thread
 * at a time.
 */
typedef struct _LineupPlaceSorter LineupPlaceSorter;

/**
 * lineup_place_sorter_new:
 * @beside: path of a file, in whose folder there may be another
 *
 * Returns: (transfer full): a sorter without a change
 */
LineupPlaceSorter *lineup_place_sorter_new (const char *beside);

/**
 * lineup_place_sorter_free:
 * @self: (transfer full): a sorter
 */
void lineup_place_sorter_free (LineupPlaceSorter *self);

/**
 * lineup_place_sorter_set_memory:
 * @self: a sorter without a change
 * @n_bytes: memory that changes take before they go into a file
 */
void lineup_place_sorter_set_memory (LineupPlaceSorter *self, gsize n_bytes);

/**
 * lineup_place_sorter_is_empty:
 * @self: a sorter
 *
 * Returns: whether there is nothing to be given
 */
gboolean lineup_place_sorter_is_empty (const LineupPlaceSorter *self);

/**
 * lineup_place_sorter_add:
 * @self: a sorter that has not given a change
 * @change: one more
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE
 */
gboolean
lineup_place_sorter_add (LineupPlaceSorter *self, const LineupPlaceChange *change, GError **error);

/**
 * lineup_place_sorter_next:
 * @self: a sorter
 * @change: (out caller-allocates): the next change, by its order, its category and its place; the
 *   last word about a place is the only one
 * @has_change: (out): whether there is one; if not, the sorter is as it was when it was new
 * @error: %LINEUP_ERROR_DATABASE
 */
gboolean lineup_place_sorter_next (LineupPlaceSorter *self,
                                   LineupPlaceChange *change,
                                   gboolean *has_change,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlaceSorter, lineup_place_sorter_free)

G_END_DECLS
