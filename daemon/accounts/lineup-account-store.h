/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-file.h"

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
 * lineup_account_store_get_file:
 * @self: a store
 * @id: account id
 *
 * Returns: (transfer none): the file of this account, whether it is there or not
 */
LineupAccountFile *lineup_account_store_get_file (LineupAccountStore *self, const char *id);

/**
 * lineup_account_store_watch:
 * @self: a store
 * @error: why it can't
 *
 * Emits `touched` from now on. Makes the folder, if it is not there. Blocks: for start-up.
 *
 * Returns: whether it watches
 */
gboolean lineup_account_store_watch (LineupAccountStore *self, GError **error);

/**
 * LineupAccountStore::touched:
 * @self: the store
 * @id: of an account, or what looks like one, whose file was written or deleted, by whomever
 */

G_END_DECLS
