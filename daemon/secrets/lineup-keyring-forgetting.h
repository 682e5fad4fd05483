/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-keyring-mark.h"
#include "lineup-keyring.h"

G_BEGIN_DECLS

/**
 * lineup_keyring_forgetting_run_async:
 * @keyring: a keyring
 * @mark: of @name, which was read
 * @name: of credentials
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when the keyring has deleted them, or will not
 * @user_data: for @callback
 *
 * Has a keyring forget credentials, if it is open: no item any more, and then no mark. A keyring
 * that is not, or does not, leaves a mark by which it is tidied up the next time.
 */
void lineup_keyring_forgetting_run_async (LineupKeyring *keyring,
                                          LineupKeyringMark *mark,
                                          const char *name,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/**
 * lineup_keyring_forgetting_run_finish:
 * @keyring: the keyring
 * @result: what the callback got
 * @is_gone: (out): whether the keyring has nothing any more
 * @error: as of lineup_keyring_mark_finish(); nothing that the keyring says is one
 *
 * Returns: whether the mark is what it has to be
 */
gboolean lineup_keyring_forgetting_run_finish (LineupKeyring *keyring,
                                               GAsyncResult *result,
                                               gboolean *is_gone,
                                               GError **error);

G_END_DECLS
