/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-credentials.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * lineup_secret_items_find_async:
 * @collection: where to look
 * @name: of credentials
 * @mark: (nullable): of credentials, %NULL for such as were kept before there were marks
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Finds the items of a name and a mark. The collection is searched, and nothing else: to search the
 * service as a whole makes some of them ask a person for a password, and wait for the answer.
 */
void lineup_secret_items_find_async (SecretCollection *collection,
                                     const char *name,
                                     const char *mark,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_secret_items_find_finish:
 * @collection: the collection
 * @result: what the callback got
 * @error: of the service
 *
 * Returns: (transfer full) (element-type SecretItem): the items, which have their secrets where
 *   they are not locked; %NULL with an error
 */
GPtrArray *lineup_secret_items_find_finish (SecretCollection *collection,
                                            GAsyncResult *result,
                                            GError **error);

/**
 * lineup_secret_items_has_secret:
 * @item: an item that was found
 *
 * Returns: whether it has come with its secret
 */
gboolean lineup_secret_items_has_secret (SecretItem *item);

/**
 * lineup_secret_items_read:
 * @item: an item
 *
 * Returns: (transfer full) (nullable): the credentials that it holds
 */
LineupCredentials *lineup_secret_items_read (SecretItem *item);

/**
 * lineup_secret_items_create_async:
 * @collection: where to keep it
 * @name: of credentials
 * @mark: of credentials
 * @credentials: what to keep
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Makes an item, in place of one of the same name and mark.
 */
void lineup_secret_items_create_async (SecretCollection *collection,
                                       const char *name,
                                       const char *mark,
                                       const LineupCredentials *credentials,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_secret_items_create_finish:
 * @error: of the service
 *
 * Returns: whether it is there
 */
gboolean lineup_secret_items_create_finish (GAsyncResult *result, GError **error);

G_END_DECLS
