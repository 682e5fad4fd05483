/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-edit.h"
#include "lineup-account-file.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_account_commit_run_async:
 * @edit: an edit that is prepared, and not stale
 * @subscription: the account
 * @file: where its settings are kept
 * @is_saved: whether they are there already, written by somebody else
 * @cancellable: (nullable): ends the wait for a person to unlock a keyring; what comes then is not
 *   to be ended
 * @callback: called when the account is what it is to be, and that is on the disk
 * @user_data: for @callback
 *
 * Changes an account, as a whole or not at all. Two of the same account must not run at once.
 *
 * New credentials are first put beside the old ones, where nobody uses them. Then the catalogue of
 * another server or user goes, while nobody can talk to either panel. Then the settings are saved:
 * that one write makes both the address and the place of the credentials valid, so that neither a
 * failure nor a power cut ever sends a password to a server that it is not for.
 */
void lineup_account_commit_run_async (LineupAccountEdit *edit,
                                      LineupSubscription *subscription,
                                      LineupAccountFile *file,
                                      gboolean is_saved,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_account_commit_run_finish:
 * @edit: the edit
 * @result: what the callback got
 * @error: an error of lineup_secret_store_store_finish(), lineup_subscription_forget_finish() or
 *   lineup_account_file_save_finish(), or %G_IO_ERROR_CANCELLED: the account is what it was, but
 * its catalogue may be empty
 *
 * Returns: whether it has changed
 */
gboolean
lineup_account_commit_run_finish (LineupAccountEdit *edit, GAsyncResult *result, GError **error);

G_END_DECLS
