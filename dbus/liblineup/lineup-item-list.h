/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

G_BEGIN_DECLS

/**
 * LineupItemOrder:
 * @LINEUP_ITEM_ORDER_DEFAULT: falling for ratings, years and times, else rising
 * @LINEUP_ITEM_ORDER_ASCENDING: rising
 * @LINEUP_ITEM_ORDER_DESCENDING: falling
 *
 * Which way a list is sorted. What is unknown comes last either way.
 */
typedef enum
{
  LINEUP_ITEM_ORDER_DEFAULT,
  LINEUP_ITEM_ORDER_ASCENDING,
  LINEUP_ITEM_ORDER_DESCENDING,
} LineupItemOrder;

#define LINEUP_TYPE_ITEM_LIST (lineup_item_list_get_type ())
LINEUP_PUBLIC
G_DECLARE_FINAL_TYPE (LineupItemList, lineup_item_list, LINEUP, ITEM_LIST, GObject)

/**
 * LineupItemList:
 *
 * Items of one kind of an account, all of them, those of a filter, or what a search finds: a
 * #GListModel of #LineupItem for lists of any size. How many there are is true from the first
 * `items-changed` on; what stands where is read when it is asked for, and is a placeholder until
 * then. Items in memory are bounded, and one item is one object as long as anybody holds it.
 *
 * What changes in the catalogue is told of exactly, so that a selection and a place in a scrolled
 * window stay where they are. Properties can be set at any time; the list is loaded anew at the end
 * of that turn of the main loop, and a search that is under way then is replaced.
 */

/**
 * lineup_item_list_new:
 * @account: (nullable): whose items; %NULL to set it later
 * @kind: channels, movies or series
 *
 * Returns: (transfer full): a list, which begins to load
 */
LINEUP_PUBLIC
LineupItemList *lineup_item_list_new (LineupAccount *account, LineupKind kind);

/**
 * lineup_item_list_get_account:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): whose items they are
 */
LINEUP_PUBLIC
LineupAccount *lineup_item_list_get_account (LineupItemList *self);

/**
 * lineup_item_list_set_search:
 * @self: a list
 * @text: (nullable): whatever was typed; empty or %NULL for all items
 *
 * Searches, as one types.
 */
LINEUP_PUBLIC
void lineup_item_list_set_search (LineupItemList *self, const char *text);

/**
 * lineup_item_list_set_category:
 * @self: a list
 * @category: (nullable): a category's id, %NULL for all
 */
LINEUP_PUBLIC
void lineup_item_list_set_category (LineupItemList *self, const char *category);

/**
 * lineup_item_list_set_filter:
 * @self: a list
 * @filter: (nullable): an `a{sv}`, as ListItems of the bus has it, such as `year` and `favourite`
 *
 * Filters, beside #LineupItemList:category. If @filter is floating, it is consumed.
 */
LINEUP_PUBLIC
void lineup_item_list_set_filter (LineupItemList *self, GVariant *filter);

/**
 * lineup_item_list_is_loading:
 * @self: a list
 *
 * Returns: whether it is not yet known what stands where
 */
LINEUP_PUBLIC
gboolean lineup_item_list_is_loading (LineupItemList *self);

/**
 * lineup_item_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the list could not be loaded the last time
 */
LINEUP_PUBLIC
const GError *lineup_item_list_get_error (LineupItemList *self);

/**
 * lineup_item_list_load_async:
 * @self: a list
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called once the list is whole
 * @user_data: for @callback
 *
 * Waits until it is known what stands where. A list for a widget needs none of it.
 */
LINEUP_PUBLIC
void lineup_item_list_load_async (LineupItemList *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_item_list_load_finish:
 * @self: a list
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it is whole
 */
LINEUP_PUBLIC
gboolean lineup_item_list_load_finish (LineupItemList *self, GAsyncResult *result, GError **error);

/**
 * lineup_item_list_read_async:
 * @self: a list
 * @position: of the first item
 * @n_items: how many, up to 1,000; beyond the end there are fewer
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called once they are loaded
 * @user_data: for @callback
 *
 * Waits until a part of the list is more than placeholders. A list for a widget needs none of it.
 */
LINEUP_PUBLIC
void lineup_item_list_read_async (LineupItemList *self,
                                  guint position,
                                  guint n_items,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_item_list_read_finish:
 * @self: a list
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type LineupItem): the items, or %NULL with an error. The
 * array has a function that frees them.
 */
LINEUP_PUBLIC
GPtrArray *
lineup_item_list_read_finish (LineupItemList *self, GAsyncResult *result, GError **error);

G_END_DECLS
