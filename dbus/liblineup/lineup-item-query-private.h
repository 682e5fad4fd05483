/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-id-index-private.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ITEM_QUERY (lineup_item_query_get_type ())
G_DECLARE_FINAL_TYPE (LineupItemQuery, lineup_item_query, LINEUP, ITEM_QUERY, GObject)

/**
 * LineupItemQuery:
 *
 * One question for a list's items: it is asked once, and what it finds out comes as an index, for a
 * long list first one of its beginning. It is over when it is disposed of.
 *
 * Signals: `found` (index, items): a #LineupIdIndex as a pointer, and an `aa{sv}` or %NULL, of
 * items whose fields are here already; `failed` (GError).
 */

/**
 * lineup_item_query_new:
 * @filter: an `a{sv}`, as ListItems or Search of the bus has it
 * @search: (nullable): a text to search for
 * @fields: (nullable): names of those that are wanted; %NULL is all
 * @first: whether the beginning is wanted before all, since nothing is shown yet
 *
 * Returns: (transfer full): a question
 */
LineupItemQuery *lineup_item_query_new (LineupAccount *account,
                                        LineupKind kind,
                                        GVariant *filter,
                                        const char *search,
                                        const char *const *fields,
                                        gboolean first);

/**
 * lineup_item_query_ask:
 *
 * Asks it.
 */
void lineup_item_query_ask (LineupItemQuery *self);

/**
 * lineup_item_query_is_first:
 *
 * Returns: whether the beginning is wanted before all
 */
gboolean lineup_item_query_is_first (LineupItemQuery *self);

/**
 * lineup_item_query_is_whole:
 *
 * Returns: whether all has been found
 */
gboolean lineup_item_query_is_whole (LineupItemQuery *self);

G_END_DECLS
