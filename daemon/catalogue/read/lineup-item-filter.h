/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-filter.h"
#include "lineup-index-window.h"
#include "lineup-index.h"

G_BEGIN_DECLS

/**
 * LineupItemFilter:
 *
 * A filter, as the search index tells what passes: no item is read for it. For the connection's
 * thread, and no longer than the index.
 */
typedef struct _LineupItemFilter LineupItemFilter;

/**
 * lineup_item_filter_new:
 * @filter: (transfer none): which items are wanted; outlives it
 * @category: key of a category that they are in, -1 for any
 * @index: of their kind
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): the filter
 */
LineupItemFilter *lineup_item_filter_new (const LineupFilter *filter,
                                          gint64 category,
                                          LineupIndex *index,
                                          GError **error);

/**
 * lineup_item_filter_free:
 * @self: (transfer full): a filter
 */
void lineup_item_filter_free (LineupItemFilter *self);

/**
 * lineup_item_filter_apply:
 * @self: a filter
 * @columns: what is known of the rows of a window
 * @window: its number
 * @bits: (inout): rows, of which those go that do not pass
 * @error: as lineup_database_run()
 */
gboolean lineup_item_filter_apply (LineupItemFilter *self,
                                   LineupIndexWindow *columns,
                                   guint window,
                                   guint64 *bits,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupItemFilter, lineup_item_filter_free)

G_END_DECLS
