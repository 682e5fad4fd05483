/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-credentials.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_SECRET_STORE (lineup_secret_store_get_type ())
G_DECLARE_INTERFACE (LineupSecretStore, lineup_secret_store, LINEUP, SECRET_STORE, GObject)

/**
 * LineupSecretStore:
 *
 * Where the accounts' credentials are kept, by names that the accounts give them: an account's id,
 * or that and `-2`, see lineup_account_get_secret(), or that and `-guide`, see
 * lineup_account_get_guide_secret(). What is asked for one name is done in the order in which it
 * was asked for. For the main thread.
 *
 * Property, read-only: `locked`, whether a person has to unlock the store before all that it keeps
 * can be looked up. It notifies when it changes, for any of them. Only
 * lineup_secret_store_unlock_async(), and to store credentials, which nobody does but a person, may
 * bring a person a question.
 */
struct _LineupSecretStoreInterface
{
  GTypeInterface parent_iface;

  void (*lookup_async) (LineupSecretStore *self,
                        const char *account,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  LineupCredentials *(*lookup_finish) (LineupSecretStore *self,
                                       GAsyncResult *result,
                                       GError **error);
  void (*store_async) (LineupSecretStore *self,
                       const char *account,
                       LineupCredentials *credentials,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*store_finish) (LineupSecretStore *self, GAsyncResult *result, GError **error);
  void (*unlock_async) (LineupSecretStore *self,
                        gint64 patience,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*unlock_finish) (LineupSecretStore *self, GAsyncResult *result, GError **error);
  gboolean (*is_locked) (LineupSecretStore *self, const char *account);
};

/**
 * lineup_secret_store_get_locked:
 *
 * Returns: whether a person has to unlock it
 */
gboolean lineup_secret_store_get_locked (LineupSecretStore *self);

/**
 * lineup_secret_store_is_locked:
 * @self: a store
 * @account: name of credentials
 *
 * Returns: whether a person has to unlock it before these can be looked up
 */
gboolean lineup_secret_store_is_locked (LineupSecretStore *self, const char *account);

/**
 * lineup_secret_store_lookup_async:
 * @self: a store
 * @account: name of the credentials
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 */
void lineup_secret_store_lookup_async (LineupSecretStore *self,
                                       const char *account,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_secret_store_lookup_finish:
 * @error: %LINEUP_ERROR_AUTH_FAILED if there are none, %LINEUP_ERROR_STORAGE if they can't be read,
 *   %LINEUP_ERROR_KEYRING_LOCKED, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the credentials, or %NULL with an error
 */
LineupCredentials *
lineup_secret_store_lookup_finish (LineupSecretStore *self, GAsyncResult *result, GError **error);

/**
 * lineup_secret_store_store_async:
 * @self: a store
 * @account: name of the credentials
 * @credentials: (nullable): what to keep; %NULL to forget what is kept
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are safe, or gone
 * @user_data: for @callback
 */
void lineup_secret_store_store_async (LineupSecretStore *self,
                                      const char *account,
                                      LineupCredentials *credentials,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_secret_store_store_finish:
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_STORAGE, %LINEUP_ERROR_KEYRING_LOCKED
 */
gboolean
lineup_secret_store_store_finish (LineupSecretStore *self, GAsyncResult *result, GError **error);

/**
 * lineup_secret_store_unlock_async:
 * @self: a store
 * @patience: microseconds that a person has
 * @cancellable: (nullable): takes the question away
 * @callback: called when it is unlocked, or will not be
 * @user_data: for @callback
 */
void lineup_secret_store_unlock_async (LineupSecretStore *self,
                                       gint64 patience,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_secret_store_unlock_finish:
 * @error: %LINEUP_ERROR_KEYRING_LOCKED, %G_IO_ERROR_CANCELLED
 */
gboolean
lineup_secret_store_unlock_finish (LineupSecretStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
