/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ITEM (lineup_item_get_type ())
LINEUP_PUBLIC
G_DECLARE_FINAL_TYPE (LineupItem, lineup_item, LINEUP, ITEM, GObject)

/**
 * LineupItem:
 *
 * A channel, a film, a series or an episode. Its properties can be bound to a row of a list; those
 * of a placeholder are empty, and fill once it is loaded.
 */

/**
 * lineup_item_get_account:
 * @self: an item
 *
 * Returns: (transfer none): whose it is
 */
LINEUP_PUBLIC
LineupAccount *lineup_item_get_account (LineupItem *self);

/**
 * lineup_item_get_kind:
 * @self: an item
 *
 * Returns: what it is
 */
LINEUP_PUBLIC
LineupKind lineup_item_get_kind (LineupItem *self);

/**
 * lineup_item_get_id:
 * @self: an item
 *
 * Returns: its id, one of its account and kind; 0 while not even that is known
 */
LINEUP_PUBLIC
gint64 lineup_item_get_id (LineupItem *self);

/**
 * lineup_item_is_loaded:
 * @self: an item
 *
 * Returns: whether it is more than a placeholder
 */
LINEUP_PUBLIC
gboolean lineup_item_is_loaded (LineupItem *self);

/**
 * lineup_item_get_name:
 * @self: an item
 *
 * Returns: its name; an episode's is its title
 */
LINEUP_PUBLIC
const char *lineup_item_get_name (LineupItem *self);

/**
 * lineup_item_get_field:
 * @self: an item
 * @key: a field's name on the bus, such as `tmdb-id`
 *
 * Returns: (transfer full) (nullable): its value, or %NULL where it is unknown
 */
LINEUP_PUBLIC
GVariant *lineup_item_get_field (LineupItem *self, const char *key);

/**
 * lineup_item_get_episodes:
 * @self: a series
 *
 * Gets a series' episodes, which are there once lineup_item_load_details_async() has ended.
 *
 * Returns: (transfer none): a list of #LineupItem, in their order; that of others is empty
 */
LINEUP_PUBLIC
GListModel *lineup_item_get_episodes (LineupItem *self);

/**
 * lineup_item_load_details_async:
 * @self: a film or a series
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called once they are there
 * @user_data: for @callback
 *
 * Loads all that the panel tells of it, which becomes its properties and #LineupItem:episodes.
 * Takes up to 20 s when nobody has asked for it in the last day.
 */
LINEUP_PUBLIC
void lineup_item_load_details_async (LineupItem *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_item_load_details_finish:
 * @self: an item
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether they are there
 */
LINEUP_PUBLIC
gboolean lineup_item_load_details_finish (LineupItem *self, GAsyncResult *result, GError **error);

/**
 * LineupItemMark:
 * @LINEUP_ITEM_MARK_FAVOURITE: a favourite
 * @LINEUP_ITEM_MARK_WATCHED: watched; of a series, all its episodes
 * @LINEUP_ITEM_MARK_HIDDEN: hidden, so that no list or search shows it
 *
 * What a person says of an item, in all players at once.
 */
typedef enum
{
  LINEUP_ITEM_MARK_FAVOURITE,
  LINEUP_ITEM_MARK_WATCHED,
  LINEUP_ITEM_MARK_HIDDEN,
} LineupItemMark;

/**
 * lineup_item_set_mark_async:
 * @self: an item
 * @mark: what is said of it
 * @on: whether it is so from now on
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called once it is stored
 * @user_data: for @callback
 *
 * Says something of an item. Its property follows, as do those of the same item elsewhere.
 */
LINEUP_PUBLIC
void lineup_item_set_mark_async (LineupItem *self,
                                 LineupItemMark mark,
                                 gboolean on,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_item_set_mark_finish:
 * @self: an item
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
LINEUP_PUBLIC
gboolean lineup_item_set_mark_finish (LineupItem *self, GAsyncResult *result, GError **error);

/**
 * lineup_item_forget_async:
 * @self: an item
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called once it is forgotten
 * @user_data: for @callback
 *
 * Forgets all that a person has said of it, and where it was stopped.
 */
LINEUP_PUBLIC
void lineup_item_forget_async (LineupItem *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * lineup_item_forget_finish:
 * @self: an item
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it is forgotten
 */
LINEUP_PUBLIC
gboolean lineup_item_forget_finish (LineupItem *self, GAsyncResult *result, GError **error);

G_END_DECLS
