/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-picked-rows.h"
#include "lineup-place-moves.h"
#include "lineup-query.h"

G_BEGIN_DECLS

/**
 * LineupShortList:
 *
 * The rest of a listing whose filter passes few items, in its order. Years, ratings and times have
 * an order of their own, and with it an index: where that has few items in the wanted range, they
 * are read and sorted here, and all others never looked at.
 */
typedef struct _LineupShortList LineupShortList;

/**
 * lineup_short_list_make:
 * @database: a connection for reading
 * @query: the listing
 * @category: key of its category, %LINEUP_PLACE_WHOLE_KIND for all
 * @marked: (nullable): rows of which none but those pass
 * @start: a place that all are behind
 * @moves: (nullable): what has moved since the listing began, if it goes on
 * @list: (out) (nullable) (transfer full): a list, %NULL if no range of the filter has few items,
 *   nor @marked
 * @error: as lineup_database_run()
 */
gboolean lineup_short_list_make (LineupDatabase *database,
                                 const LineupQuery *query,
                                 gint64 category,
                                 const LineupPickedRows *marked,
                                 const LineupPlace *start,
                                 LineupPlaceMoves *moves,
                                 LineupShortList **list,
                                 GError **error);

/**
 * lineup_short_list_free:
 * @self: (transfer full): a list
 */
void lineup_short_list_free (LineupShortList *self);

/**
 * lineup_short_list_next:
 * @self: a list
 * @place: (out caller-allocates): the next place
 *
 * Returns: whether there is one
 */
gboolean lineup_short_list_next (LineupShortList *self, LineupPlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupShortList, lineup_short_list_free)

G_END_DECLS
