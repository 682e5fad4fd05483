/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * LineupSecretLock:
 * @LINEUP_SECRET_LOCK_OPEN: nothing is locked
 * @LINEUP_SECRET_LOCK_COLLECTION: a person has to unlock the collection
 * @LINEUP_SECRET_LOCK_ITEMS: the collection is open, but a person has to let us have the items
 *
 * What of a collection is locked.
 */
typedef enum
{
  LINEUP_SECRET_LOCK_OPEN,
  LINEUP_SECRET_LOCK_COLLECTION,
  LINEUP_SECRET_LOCK_ITEMS,
} LineupSecretLock;

/**
 * lineup_secret_lock_read_async:
 * @collection: a collection
 * @sealed: (element-type SecretItem): items of it that were found locked
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Reads anew what is locked: what a proxy remembers is true of services only that tell of each
 * change by a property, and KWallet says "locked" of an open wallet until somebody has called
 * Unlock. So does this, where something is locked, but takes no for an answer: the prompt is thrown
 * away, unless it is one of KWallet's for a wallet that is open, which nobody sees. Nobody is asked
 * for anything.
 */
void lineup_secret_lock_read_async (SecretCollection *collection,
                                    GPtrArray *sealed,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_secret_lock_read_finish:
 * @collection: the collection
 * @result: what the callback got
 * @lock: (out): what is locked
 * @error: of the service
 *
 * Returns: whether it is known
 */
gboolean lineup_secret_lock_read_finish (SecretCollection *collection,
                                         GAsyncResult *result,
                                         LineupSecretLock *lock,
                                         GError **error);

G_END_DECLS
