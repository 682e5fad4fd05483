/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "accounts/lineup-account-store.h"

G_BEGIN_DECLS

/**
 * lineup_settings_edit_async:
 * @account: whose settings
 * @store: keeps them
 * @values: (transfer floating) (type a{sv}): properties of #LineupAccount and what they are to be
 * @callback: called when they are on the disk
 * @user_data: for @callback
 *
 * Changes settings. All know of the new ones at once; if they can't be kept, of the old ones again.
 */
void lineup_settings_edit_async (LineupAccount *account,
                                 LineupAccountStore *store,
                                 GVariant *values,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_settings_edit_finish:
 * @error: %G_IO_ERROR_INVALID_ARGUMENT for a value out of range, %LINEUP_ERROR_DISK_FULL,
 *   %LINEUP_ERROR_DATABASE
 *
 * Returns: whether all was changed; if not, nothing was
 */
gboolean lineup_settings_edit_finish (LineupAccount *account, GAsyncResult *result, GError **error);

/**
 * lineup_settings_edit_get_defaults:
 *
 * Returns: (transfer floating): what the settings of an account's syncs are at first, as values
 */
GVariant *lineup_settings_edit_get_defaults (void);

G_END_DECLS
