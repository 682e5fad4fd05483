/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-keyring.h"
#include "lineup-secret-lock.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SECRET_CONNECTION (lineup_secret_connection_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupSecretConnection, lineup_secret_connection, LINEUP, SECRET_CONNECTION, GObject)

/**
 * LineupSecretConnection:
 *
 * The way to the default collection of the Secret Service, and what is known of both: it finds them
 * when somebody needs them, and watches whether they come, go, or are locked. For the main thread.
 *
 * Property, read-only: `state`, a #LineupKeyringState as a guint. It notifies when it changes.
 */

/**
 * lineup_secret_connection_new:
 * @connection: the session bus
 * @clock: for all limits
 *
 * Returns: (transfer full): a connection, which has looked for nothing yet
 */
LineupSecretConnection *
lineup_secret_connection_new (GDBusConnection *connection, LineupClock *clock);

/**
 * lineup_secret_connection_get_state:
 *
 * Returns: as far as is known
 */
LineupKeyringState lineup_secret_connection_get_state (LineupSecretConnection *self);

/**
 * lineup_secret_connection_get_service:
 *
 * Returns: (transfer none) (nullable): the service, while it is known
 */
SecretService *lineup_secret_connection_get_service (LineupSecretConnection *self);

/**
 * lineup_secret_connection_get_collection:
 *
 * Returns: (transfer none) (nullable): its default collection, while it is known
 */
SecretCollection *lineup_secret_connection_get_collection (LineupSecretConnection *self);

/**
 * lineup_secret_connection_get_sealed:
 *
 * Returns: (transfer none) (element-type SecretItem): items that were found locked in an open
 *   collection; whoever finds more adds them
 */
GPtrArray *lineup_secret_connection_get_sealed (LineupSecretConnection *self);

/**
 * lineup_secret_connection_take_lock:
 * @self: a connection
 * @lock: what somebody else has read of its collection
 */
void lineup_secret_connection_take_lock (LineupSecretConnection *self, LineupSecretLock lock);

/**
 * lineup_secret_connection_suspect:
 *
 * Has it look in a moment, as what is known may not be true any more.
 */
void lineup_secret_connection_suspect (LineupSecretConnection *self);

/**
 * lineup_secret_connection_distrust:
 *
 * Has the next look open another session, as there is something wrong with this one.
 */
void lineup_secret_connection_distrust (LineupSecretConnection *self);

/**
 * lineup_secret_connection_look_async:
 * @self: a connection
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when the state is known
 * @user_data: for @callback
 *
 * Looks anew; nobody is asked for anything.
 */
void lineup_secret_connection_look_async (LineupSecretConnection *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/**
 * lineup_secret_connection_prepare_async:
 *
 * As lineup_secret_connection_look_async(), but takes a collection that is known to be open for
 * open.
 */
void lineup_secret_connection_prepare_async (LineupSecretConnection *self,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

/**
 * lineup_secret_connection_look_finish:
 * @error: as of lineup_keyring_prepare_finish()
 *
 * Ends both of them.
 *
 * Returns: whether it is open
 */
gboolean lineup_secret_connection_look_finish (LineupSecretConnection *self,
                                               GAsyncResult *result,
                                               GError **error);

G_END_DECLS
