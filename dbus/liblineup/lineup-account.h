/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT (lineup_account_get_type ())
LINEUP_PUBLIC
G_DECLARE_FINAL_TYPE (LineupAccount, lineup_account, LINEUP, ACCOUNT, GObject)

/**
 * LineupAccount:
 *
 * One account. Its properties follow the daemon's; those that can be written are settings, which
 * can be bound to a switch in both directions: what is refused snaps back, and `setting-failed`
 * tells why.
 */

/**
 * lineup_account_get_id:
 * @self: an account
 *
 * Returns: its id
 */
LINEUP_PUBLIC
const char *lineup_account_get_id (LineupAccount *self);

/**
 * lineup_account_get_name:
 * @self: an account
 *
 * Returns: what to call it; the id where it has no name
 */
LINEUP_PUBLIC
const char *lineup_account_get_name (LineupAccount *self);

/**
 * lineup_account_get_status:
 * @self: an account
 *
 * Returns: `pending`, `syncing`, `completed`, `partial` or `failed`
 */
LINEUP_PUBLIC
const char *lineup_account_get_status (LineupAccount *self);

/**
 * lineup_account_get_count:
 * @self: an account
 * @list: a kind, or a list of categories such as `movie-categories`
 *
 * Returns: how many it has of them
 */
LINEUP_PUBLIC
guint64 lineup_account_get_count (LineupAccount *self, const char *list);

/**
 * lineup_account_is_removed:
 * @self: an account
 *
 * Returns: whether it is no more
 */
LINEUP_PUBLIC
gboolean lineup_account_is_removed (LineupAccount *self);

/**
 * lineup_account_get_catalogue_job:
 * @self: an account
 *
 * Returns: (transfer none): what syncs the catalogue
 */
LINEUP_PUBLIC
LineupJobTracker *lineup_account_get_catalogue_job (LineupAccount *self);

/**
 * lineup_account_get_guide_job:
 * @self: an account
 *
 * Returns: (transfer none): what syncs the guide
 */
LINEUP_PUBLIC
LineupJobTracker *lineup_account_get_guide_job (LineupAccount *self);

/**
 * lineup_account_call_async:
 * @self: an account
 * @interface: the interface's last word, such as `Catalog`
 * @method: a method of it
 * @parameters: (nullable): a tuple
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called with the reply
 * @user_data: for @callback
 *
 * Calls what this library has no function for. If @parameters is floating, it is consumed. What
 * only reads is called once more when the daemon ended in the middle of it.
 */
LINEUP_PUBLIC
void lineup_account_call_async (LineupAccount *self,
                                const char *interface,
                                const char *method,
                                GVariant *parameters,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * lineup_account_call_finish:
 * @self: an account
 * @result: what the callback got
 * @fds: (out) (optional) (nullable) (transfer full): descriptors of the reply
 * @error: return location for an error
 *
 * Returns: (transfer full): the reply, a tuple, or %NULL with an error
 */
LINEUP_PUBLIC
GVariant *lineup_account_call_finish (LineupAccount *self,
                                      GAsyncResult *result,
                                      GUnixFDList **fds,
                                      GError **error);

/**
 * lineup_account_list_items_async:
 * @self: an account
 * @kind: channels, movies or series
 * @filter: (nullable): an `a{sv}`, as ListItems of the bus has it: `category`, `sort`, `fields` and
 * more
 * @offset: items to leave out
 * @limit: at most so many, up to 1,000
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called with the items
 * @user_data: for @callback
 *
 * Reads a part of a list, for whoever wants no model of it. If @filter is floating, it is consumed.
 */
LINEUP_PUBLIC
void lineup_account_list_items_async (LineupAccount *self,
                                      LineupKind kind,
                                      GVariant *filter,
                                      guint offset,
                                      guint limit,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_account_list_items_finish:
 * @self: an account
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): a list of #LineupItem, or %NULL with an error
 */
LINEUP_PUBLIC
GListModel *
lineup_account_list_items_finish (LineupAccount *self, GAsyncResult *result, GError **error);

/**
 * lineup_account_search_async:
 * @self: an account
 * @text: whatever was typed
 * @options: (nullable): an `a{sv}`, as Search of the bus has it: `kinds`, `limit`, `fields`,
 * `replaces` and more
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called with the hits
 * @user_data: for @callback
 *
 * Searches once, for whoever wants no model of it. If @options is floating, it is consumed.
 */
LINEUP_PUBLIC
void lineup_account_search_async (LineupAccount *self,
                                  const char *text,
                                  GVariant *options,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_account_search_finish:
 * @self: an account
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): a list of #LineupItem, best first, or %NULL with an error
 */
LINEUP_PUBLIC
GListModel *
lineup_account_search_finish (LineupAccount *self, GAsyncResult *result, GError **error);

/**
 * lineup_account_get_item_async:
 * @self: an account
 * @kind: of the item
 * @id: of the item
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called with the item
 * @user_data: for @callback
 *
 * Reads one item. Ends in `LINEUP_ERROR_NOT_FOUND` where there is none.
 */
LINEUP_PUBLIC
void lineup_account_get_item_async (LineupAccount *self,
                                    LineupKind kind,
                                    gint64 id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_account_get_item_finish:
 * @self: an account
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the item, or %NULL with an error
 */
LINEUP_PUBLIC
LineupItem *
lineup_account_get_item_finish (LineupAccount *self, GAsyncResult *result, GError **error);

/**
 * lineup_account_update_async:
 * @self: an account
 * @settings: an `a{sv}`, see UpdateAccount of the bus
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called with the outcome
 * @user_data: for @callback
 *
 * Changes settings, credentials too. If @settings is floating, it is consumed.
 */
LINEUP_PUBLIC
void lineup_account_update_async (LineupAccount *self,
                                  GVariant *settings,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_account_update_finish:
 * @self: an account
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether they were taken
 */
LINEUP_PUBLIC
gboolean lineup_account_update_finish (LineupAccount *self, GAsyncResult *result, GError **error);

/**
 * lineup_account_remove_async:
 * @self: an account
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called with the outcome
 * @user_data: for @callback
 *
 * Removes the account with all that is stored of it.
 */
LINEUP_PUBLIC
void lineup_account_remove_async (LineupAccount *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_account_remove_finish:
 * @self: an account
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it is gone
 */
LINEUP_PUBLIC
gboolean lineup_account_remove_finish (LineupAccount *self, GAsyncResult *result, GError **error);

G_END_DECLS
