/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account.h"
#include "lineup-secret-store.h"

G_BEGIN_DECLS

/* Microseconds that whoever waits for the reply of a call has. */
#define LINEUP_CREDENTIALS_LOOKUP_PATIENCE (20 * G_TIME_SPAN_SECOND)

/**
 * lineup_credentials_lookup_async:
 * @account: whose credentials
 * @secrets: has them
 * @patience: microseconds that a person has to unlock the keyring, if it has to be; 0 to ask nobody
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Looks up the credentials of an account as it is when @callback is called: they are for the
 * address that it has then, and for no other. As lineup_typed_text_clean() has them, also where a
 * person wrote them down.
 */
void lineup_credentials_lookup_async (LineupAccount *account,
                                      LineupSecretStore *secrets,
                                      gint64 patience,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_credentials_lookup_guides_async:
 * @account: whose guides
 * @secrets: has their addresses
 * @patience: microseconds that a person has to unlock the keyring, if it has to be; 0 to ask nobody
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Looks up the addresses of an account's guides. Where there are none, that is no error.
 */
void lineup_credentials_lookup_guides_async (LineupAccount *account,
                                             LineupSecretStore *secrets,
                                             gint64 patience,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

/**
 * lineup_credentials_lookup_finish:
 * @result: what the callback got
 * @error: as of lineup_secret_store_lookup_finish()
 *
 * Returns: (transfer full): the credentials, or %NULL with an error
 */
LineupCredentials *lineup_credentials_lookup_finish (GAsyncResult *result, GError **error);

G_END_DECLS
