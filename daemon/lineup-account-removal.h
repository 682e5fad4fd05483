/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "accounts/lineup-account-file.h"
#include "lineup-account-editor.h"
#include "lineup-roster.h"

G_BEGIN_DECLS

/**
 * lineup_account_removal_run_async:
 * @editor: of an account that was withdrawn from @roster
 * @roster: is to forget it
 * @file: where its settings are kept
 * @callback: called when nothing is left of it
 * @user_data: for @callback
 *
 * Removes an account: what is being changed ends, its syncs are cancelled, and then its settings
 * go, its catalogue, and its credentials, in this order, so that after a power cut an account never
 * comes back without its credentials.
 */
void lineup_account_removal_run_async (LineupAccountEditor *editor,
                                       LineupRoster *roster,
                                       LineupAccountFile *file,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_account_removal_run_finish:
 * @editor: the account's editor
 * @result: what the callback got
 * @error: %LINEUP_ERROR_DATABASE, an error of lineup_subscription_delete_finish() or
 *   lineup_secret_store_store_finish()
 *
 * Returns: whether nothing is left of it
 */
gboolean lineup_account_removal_run_finish (LineupAccountEditor *editor,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
