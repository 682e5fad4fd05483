/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-roster.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_APPLICATION (lineup_application_get_type ())
G_DECLARE_FINAL_TYPE (LineupApplication, lineup_application, LINEUP, APPLICATION, GObject)

/**
 * LineupApplication:
 *
 * Adds, changes and removes accounts, and ends them in order. For the main thread.
 */

/**
 * lineup_application_new:
 * @config_directory: folder of the settings, made when needed
 * @cache_directory: folder of the catalogues and guides, made when needed
 * @data_directory: folder of what persons have said of accounts, made when needed
 * @secrets: keeps the credentials
 * @conditions: of the machine, for scheduled syncs
 * @clock: for all times
 *
 * Returns: (transfer full): an application without accounts
 */
LineupApplication *lineup_application_new (const char *config_directory,
                                           const char *cache_directory,
                                           const char *data_directory,
                                           LineupSecretStore *secrets,
                                           LineupConditions *conditions,
                                           LineupClock *clock);

/**
 * lineup_application_get_roster:
 *
 * Returns: (transfer none): the accounts that are there
 */
LineupRoster *lineup_application_get_roster (LineupApplication *self);

/**
 * lineup_application_load_async:
 * @self: a new application
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when all accounts are listed and their catalogues can be read
 * @user_data: for @callback
 *
 * Finishes what an earlier process has noted and not come to the end with: what it was removing is
 * removed, and what it was adding is undone. Then reads the accounts, at once, which blocks and is
 * for start-up, and opens their catalogues.
 */
void lineup_application_load_async (LineupApplication *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_application_load_finish:
 *
 * What can't be deleted, read or opened is reported in the log, and fails on its own.
 */
void lineup_application_load_finish (LineupApplication *self, GAsyncResult *result);

/**
 * lineup_application_add_account_async:
 * @self: an application
 * @id: what to call the account
 * @change: (transfer full): what it is to be
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is there, and its first sync has begun if it is to
 * @user_data: for @callback
 */
void lineup_application_add_account_async (LineupApplication *self,
                                           const char *id,
                                           LineupAccountChange *change,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

/**
 * lineup_application_add_account_finish:
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT, %LINEUP_ERROR_ACCOUNT_EXISTS,
 *   %G_IO_ERROR_INVALID_ARGUMENT for a setting out of range, what the panel answered,
 *   %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_STORAGE, %LINEUP_ERROR_DATABASE,
 *   %LINEUP_ERROR_SHUTTING_DOWN
 *
 * Returns: whether it was added; if not, nothing was stored
 */
gboolean lineup_application_add_account_finish (LineupApplication *self,
                                                GAsyncResult *result,
                                                GError **error);

/**
 * lineup_application_update_account_async:
 * @self: an application
 * @id: an account's id
 * @change: (transfer full): what is to be different
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is
 * @user_data: for @callback
 */
void lineup_application_update_account_async (LineupApplication *self,
                                              const char *id,
                                              LineupAccountChange *change,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

/**
 * lineup_application_update_account_finish:
 * @error: %LINEUP_ERROR_UNKNOWN_ACCOUNT, otherwise as of lineup_application_add_account_finish()
 */
gboolean lineup_application_update_account_finish (LineupApplication *self,
                                                   GAsyncResult *result,
                                                   GError **error);

/**
 * lineup_application_remove_account_async:
 * @self: an application
 * @id: an account's id
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when nothing of it is left that can be deleted
 * @user_data: for @callback
 *
 * Removes an account, or what is left of one that could not be removed, or added, as a whole.
 */
void lineup_application_remove_account_async (LineupApplication *self,
                                              const char *id,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

/**
 * lineup_application_remove_account_finish:
 * @error: %LINEUP_ERROR_UNKNOWN_ACCOUNT, %LINEUP_ERROR_SHUTTING_DOWN;
 *   otherwise of lineup_account_eraser_erase_finish(): the account is gone, but not all that was
 *   kept of it, which can be removed again
 */
gboolean lineup_application_remove_account_finish (LineupApplication *self,
                                                   GAsyncResult *result,
                                                   GError **error);

/**
 * lineup_application_shut_down_async:
 * @self: an application
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when no sync runs and all is on the disk
 * @user_data: for @callback
 *
 * To be called once. What is being added or removed comes to its end if that takes a moment, else
 * the next start finishes it.
 */
void lineup_application_shut_down_async (LineupApplication *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

gboolean
lineup_application_shut_down_finish (LineupApplication *self, GAsyncResult *result, GError **error);

G_END_DECLS
