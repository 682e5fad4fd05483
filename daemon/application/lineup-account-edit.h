/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-info.h"
#include "lineup-account.h"
#include "lineup-host-queue.h"
#include "lineup-hosts.h"
#include "lineup-secret-store.h"
#include "lineup-server-url.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_EDIT (lineup_account_edit_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccountEdit, lineup_account_edit, LINEUP, ACCOUNT_EDIT, GObject)

/**
 * LineupAccountEdit:
 *
 * What an account is to be: settings, and the address and the credentials, tried out at the panel.
 * It changes nothing itself.
 */

/**
 * lineup_account_edit_new:
 * @id: account id
 * @change: (transfer full): what the account is to be
 * @account: (nullable): what it is, %NULL if there is none yet
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT for an address that is none, %G_IO_ERROR_INVALID_ARGUMENT
 *   for a setting out of range
 *
 * Returns: (transfer full): an edit, or %NULL with an error
 */
LineupAccountEdit *lineup_account_edit_new (const char *id,
                                            LineupAccountChange *change,
                                            LineupAccount *account,
                                            GError **error);

/**
 * lineup_account_edit_prepare_async:
 * @self: an edit
 * @secrets: has the present credentials
 * @hosts: tells whom it may ask when
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the new credentials are good
 * @user_data: for @callback
 *
 * May be called again, for an edit that is stale.
 */
void lineup_account_edit_prepare_async (LineupAccountEdit *self,
                                        LineupSecretStore *secrets,
                                        LineupHosts *hosts,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_account_edit_prepare_finish:
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT if an address or credentials are missing, an error of
 *   lineup_validation_run_finish(), %G_IO_ERROR_CANCELLED
 */
gboolean
lineup_account_edit_prepare_finish (LineupAccountEdit *self, GAsyncResult *result, GError **error);

/**
 * lineup_account_edit_needs_credentials:
 *
 * Returns: whether it is about the address or the credentials, so that there is something to
 * prepare
 */
gboolean lineup_account_edit_needs_credentials (LineupAccountEdit *self);

/**
 * lineup_account_edit_is_stale:
 *
 * Returns: whether the account has got another address or other credentials since it was prepared,
 *   of which the edit knows nothing
 */
gboolean lineup_account_edit_is_stale (LineupAccountEdit *self);

/**
 * lineup_account_edit_get_id:
 *
 * Returns: account id
 */
const char *lineup_account_edit_get_id (LineupAccountEdit *self);

/**
 * lineup_account_edit_make_account:
 * @self: an edit that is prepared
 *
 * Returns: (transfer full): what the account is to be, as a copy of what it is now
 */
LineupAccount *lineup_account_edit_make_account (LineupAccountEdit *self);

/**
 * lineup_account_edit_get_credentials:
 *
 * Returns: (transfer none) (nullable): what is to be kept as the credentials of the account that
 *   lineup_account_edit_make_account() makes, %NULL if those that are kept are good
 */
LineupCredentials *lineup_account_edit_get_credentials (LineupAccountEdit *self);

/**
 * lineup_account_edit_get_info:
 *
 * Returns: (transfer none) (nullable): what the panel says of the account, if it was asked
 */
const LineupAccountInfo *lineup_account_edit_get_info (LineupAccountEdit *self);

/**
 * lineup_account_edit_get_address:
 *
 * Returns: number of the address at which the panel was asked: 0 for the first, or if it was not
 */
guint lineup_account_edit_get_address (LineupAccountEdit *self);

/**
 * lineup_account_edit_is_other_account:
 *
 * Returns: whether the address or the user name differ from what they were, once it is prepared
 */
gboolean lineup_account_edit_is_other_account (LineupAccountEdit *self);

G_END_DECLS
