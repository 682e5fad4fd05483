/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account.h"
#include "lineup-secret-store.h"

G_BEGIN_DECLS

/**
 * lineup_stale_secret_drop_async:
 * @account: whose credentials
 * @secrets: has them
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when only those are left that are the account's
 * @user_data: for @callback
 *
 * Deletes the credentials that a change has left which was ended by a power cut: new ones that
 * never came into force, or old ones that nobody could delete any more. If the account's own ones
 * are not there, nothing is deleted. To be called while nobody changes the account.
 */
void lineup_stale_secret_drop_async (LineupAccount *account,
                                     LineupSecretStore *secrets,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_stale_secret_drop_finish:
 *
 * What can't be deleted is reported in the log.
 *
 * Returns: whether it is known that nothing of the kind is left; %FALSE while a keyring is locked
 *   or away, or a file can't be deleted
 */
gboolean lineup_stale_secret_drop_finish (GAsyncResult *result);

G_END_DECLS
