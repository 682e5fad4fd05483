/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "accounts/lineup-account.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_STORE (lineup_account_store_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccountStore, lineup_account_store, LINEUP, ACCOUNT_STORE, GObject)

/**
 * LineupAccountStore:
 *
 * Keeps accounts in key files, `<id>.conf` in one folder, 0600, replaced atomically. A file that it
 * can't read is left as it is.
 */

/**
 * lineup_account_store_new:
 * @directory: the folder, made when needed (0700)
 *
 * Returns: (transfer full): a store
 */
LineupAccountStore *lineup_account_store_new (const char *directory);

/**
 * lineup_account_store_load:
 * @self: a store
 *
 * Reads all accounts, and reports in the log what it has to skip. Blocks: for start-up.
 *
 * Returns: (transfer full) (element-type LineupAccount): the accounts, by id
 */
GPtrArray *lineup_account_store_load (LineupAccountStore *self);

/**
 * lineup_account_store_has:
 * @self: a store
 * @id: account id
 *
 * Returns: whether there is a file for @id, readable or not
 */
gboolean lineup_account_store_has (LineupAccountStore *self, const char *id);

/**
 * lineup_account_store_save_async:
 * @self: a store
 * @account: what to keep, as it is now
 * @callback: called when it is on the disk
 * @user_data: for @callback
 */
void lineup_account_store_save_async (LineupAccountStore *self,
                                      LineupAccount *account,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_account_store_is_saving:
 *
 * Returns: whether the account is being written
 */
gboolean lineup_account_store_is_saving (LineupAccountStore *self, const char *id);

/**
 * lineup_account_store_count_saves:
 *
 * Returns: how often the account was written so far, or began to be
 */
guint64 lineup_account_store_count_saves (LineupAccountStore *self, const char *id);

/**
 * lineup_account_store_remove_async:
 * @self: a store
 * @id: account id
 * @callback: called when it is gone
 * @user_data: for @callback
 */
void lineup_account_store_remove_async (LineupAccountStore *self,
                                        const char *id,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_account_store_write_finish:
 * @error: %LINEUP_ERROR_DISK_FULL or %LINEUP_ERROR_DATABASE
 *
 * Ends lineup_account_store_save_async() and lineup_account_store_remove_async().
 */
gboolean
lineup_account_store_write_finish (LineupAccountStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
