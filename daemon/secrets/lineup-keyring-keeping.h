/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-keyring-mark.h"
#include "lineup-keyring.h"
#include "lineup-secret-store.h"

G_BEGIN_DECLS

/**
 * lineup_keyring_keeping_run_async:
 * @keyring: a keyring that is open
 * @files: where credentials may be in a file
 * @mark: of @name, which was read
 * @name: of credentials
 * @credentials: what to keep
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when they are kept
 * @user_data: for @callback
 *
 * Has a keyring keep credentials: a mark to forget, what is to be kept, the same read back, a mark
 * to keep, and then no file any more. A crash at any moment leaves a file, which counts, or a mark
 * by which the keyring is tidied up.
 */
void lineup_keyring_keeping_run_async (LineupKeyring *keyring,
                                       LineupSecretStore *files,
                                       LineupKeyringMark *mark,
                                       const char *name,
                                       LineupCredentials *credentials,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_keyring_keeping_run_finish:
 * @keyring: the keyring
 * @result: what the callback got
 * @error: as of lineup_keyring_store_finish(), lineup_keyring_mark_finish() and
 *   lineup_secret_store_store_finish()
 *
 * Returns: whether they are kept
 */
gboolean
lineup_keyring_keeping_run_finish (LineupKeyring *keyring, GAsyncResult *result, GError **error);

G_END_DECLS
