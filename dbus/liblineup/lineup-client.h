/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

G_BEGIN_DECLS

/**
 * LineupClientState:
 * @LINEUP_CLIENT_STATE_STARTING: lineupd is being started, or its accounts are being asked for
 * @LINEUP_CLIENT_STATE_READY: all is there
 * @LINEUP_CLIENT_STATE_AWAY: lineupd has ended or can't be started; what was known stays, and it is
 *   started again by itself
 *
 * How a client stands with lineupd.
 */
typedef enum
{
  LINEUP_CLIENT_STATE_STARTING,
  LINEUP_CLIENT_STATE_READY,
  LINEUP_CLIENT_STATE_AWAY,
} LineupClientState;

#define LINEUP_TYPE_CLIENT (lineup_client_get_type ())
LINEUP_PUBLIC
G_DECLARE_FINAL_TYPE (LineupClient, lineup_client, LINEUP, CLIENT, GObject)

/**
 * LineupClient:
 *
 * A player's side of lineupd, from which all else comes. It starts the daemon, and starts it again
 * when it ends; what was read, and the leases of what plays, outlive that.
 *
 * A client belongs to the thread-default main context that it was made in, as does all that it
 * hands out. Nothing of it blocks. A player keeps it as long as it uses anything of it: without it,
 * nothing follows the daemon any more, and calls end in `LINEUP_ERROR_UNAVAILABLE`.
 */

/**
 * lineup_client_new:
 *
 * Makes a client on the session bus. Its accounts come as soon as the main context runs;
 * lineup_client_prepare_async() tells when they are there.
 *
 * Returns: (transfer full): a client
 */
LINEUP_PUBLIC
LineupClient *lineup_client_new (void);

/**
 * lineup_client_new_for_connection:
 * @connection: a message bus
 *
 * Makes a client on a bus of the caller's choice, as tests have one.
 *
 * Returns: (transfer full): a client
 */
LINEUP_PUBLIC
LineupClient *lineup_client_new_for_connection (GDBusConnection *connection);

/**
 * lineup_client_prepare_async:
 * @self: a client
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called once @self is ready
 * @user_data: for @callback
 *
 * Waits until all accounts are there. Fails with `LINEUP_ERROR_UNAVAILABLE` when lineupd can't be
 * started.
 */
LINEUP_PUBLIC
void lineup_client_prepare_async (LineupClient *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_client_prepare_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether the accounts are there
 */
LINEUP_PUBLIC
gboolean lineup_client_prepare_finish (LineupClient *self, GAsyncResult *result, GError **error);

/**
 * lineup_client_get_state:
 * @self: a client
 *
 * Returns: how @self stands with lineupd
 */
LINEUP_PUBLIC
LineupClientState lineup_client_get_state (LineupClient *self);

/**
 * lineup_client_get_accounts:
 * @self: a client
 *
 * Gets all accounts, sorted by their ids. Only RemoveAccount takes one away: a daemon that ends
 * does not.
 *
 * Returns: (transfer none): a list of #LineupAccount
 */
LINEUP_PUBLIC
GListModel *lineup_client_get_accounts (LineupClient *self);

/**
 * lineup_client_find_account:
 * @self: a client
 * @id: an account's id
 *
 * Returns: (transfer none) (nullable): the account, or %NULL if there is none
 */
LINEUP_PUBLIC
LineupAccount *lineup_client_find_account (LineupClient *self, const char *id);

/**
 * lineup_client_has_feature:
 * @self: a client
 * @feature: such as `guide`
 *
 * Returns: whether the daemon that runs has it
 */
LINEUP_PUBLIC
gboolean lineup_client_has_feature (LineupClient *self, const char *feature);

/**
 * lineup_client_add_account_async:
 * @self: a client
 * @id: an id that is free, of `[a-z0-9_]`
 * @settings: an `a{sv}`, see AddAccount of the bus: `url`, `username`, `password` and what else
 * there is
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called with the outcome
 * @user_data: for @callback
 *
 * Adds an account. If @settings is floating, it is consumed.
 */
LINEUP_PUBLIC
void lineup_client_add_account_async (LineupClient *self,
                                      const char *id,
                                      GVariant *settings,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_client_add_account_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the account, or %NULL with an error
 */
LINEUP_PUBLIC
LineupAccount *
lineup_client_add_account_finish (LineupClient *self, GAsyncResult *result, GError **error);

/**
 * lineup_client_call_async:
 * @self: a client
 * @account: (nullable): id of the account whose object is called, %NULL for the manager
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
void lineup_client_call_async (LineupClient *self,
                               const char *account,
                               const char *interface,
                               const char *method,
                               GVariant *parameters,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * lineup_client_call_finish:
 * @self: a client
 * @result: what the callback got
 * @fds: (out) (optional) (nullable) (transfer full): descriptors of the reply
 * @error: return location for an error
 *
 * Returns: (transfer full): the reply, a tuple, or %NULL with an error
 */
LINEUP_PUBLIC
GVariant *lineup_client_call_finish (LineupClient *self,
                                     GAsyncResult *result,
                                     GUnixFDList **fds,
                                     GError **error);

G_END_DECLS
