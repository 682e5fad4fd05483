/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-filter.h"
#include "lineup-marks.h"
#include "lineup-picked-rows.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupMarkedCache:
 *
 * Rows of which a person has said something, as they were found last: marks go by ids, lists by
 * rows. For any thread.
 */
typedef struct _LineupMarkedCache LineupMarkedCache;

/**
 * lineup_marked_cache_new:
 *
 * Returns: (transfer full): a cache with nothing in it
 */
LineupMarkedCache *lineup_marked_cache_new (void);

void lineup_marked_cache_free (LineupMarkedCache *self);

/**
 * LineupMarkFilter:
 *
 * Tells which rows pass, as far as a person's marks say. For the reader's thread, and no longer
 * than the reader.
 */
typedef struct _LineupMarkFilter LineupMarkFilter;

/**
 * lineup_mark_filter_new:
 * @reader: has the marks, and the state to read
 * @kind: of the items
 * @filter: which of them
 * @mark_filter: (out) (transfer full) (nullable): the filter, %NULL if all pass
 * @error: as lineup_database_run()
 *
 * Where nothing is hidden, and nothing is asked for that goes by marks, all pass and nothing is
 * looked up.
 */
gboolean lineup_mark_filter_new (LineupReader *reader,
                                 LineupKind kind,
                                 const LineupFilter *filter,
                                 LineupMarkFilter **mark_filter,
                                 GError **error);

/**
 * lineup_mark_filter_free:
 * @self: (transfer full): a filter
 */
void lineup_mark_filter_free (LineupMarkFilter *self);

/**
 * lineup_mark_filter_takes:
 * @self: (nullable): a filter
 * @row: of an item
 *
 * Returns: whether the row passes
 */
gboolean lineup_mark_filter_takes (const LineupMarkFilter *self, gint64 row);

/**
 * lineup_mark_filter_get_rows:
 * @self: (nullable): a filter
 *
 * Returns: (transfer none) (nullable): rows of which none but those may pass, %NULL if any may
 */
const LineupPickedRows *lineup_mark_filter_get_rows (const LineupMarkFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupMarkedCache, lineup_marked_cache_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupMarkFilter, lineup_mark_filter_free)

G_END_DECLS
