/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-credentials.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_KEYRING (lineup_keyring_get_type ())
G_DECLARE_INTERFACE (LineupKeyring, lineup_keyring, LINEUP, KEYRING, GObject)

/**
 * LineupKeyringState:
 * @LINEUP_KEYRING_STATE_UNKNOWN: nobody has asked yet, or what was there is gone
 * @LINEUP_KEYRING_STATE_ABSENT: the session has none
 * @LINEUP_KEYRING_STATE_LOCKED: a person has to open it, or it does not answer
 * @LINEUP_KEYRING_STATE_FAILING: it is there, but says that it does not work
 * @LINEUP_KEYRING_STATE_OPEN: it gives and takes
 */
typedef enum
{
  LINEUP_KEYRING_STATE_UNKNOWN,
  LINEUP_KEYRING_STATE_ABSENT,
  LINEUP_KEYRING_STATE_LOCKED,
  LINEUP_KEYRING_STATE_FAILING,
  LINEUP_KEYRING_STATE_OPEN,
} LineupKeyringState;

/**
 * LineupKeyringInterface:
 *
 * The keyring of the session, as a seam. Nothing that is asked of it waits for ever, and nothing
 * but lineup_keyring_unlock_async() makes it ask a person. For the main thread.
 *
 * Property, read-only: `state`, a #LineupKeyringState as a guint. It notifies when it changes.
 */
struct _LineupKeyringInterface
{
  GTypeInterface parent_iface;

  void (*prepare_async) (LineupKeyring *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  void (*unlock_async) (LineupKeyring *self,
                        gint64 patience,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  void (*lookup_async) (LineupKeyring *self,
                        const char *name,
                        const char *mark,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  void (*store_async) (LineupKeyring *self,
                       const char *name,
                       const char *mark,
                       LineupCredentials *credentials,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  void (*forget_async) (LineupKeyring *self,
                        const char *name,
                        const char *mark,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
};

/**
 * lineup_keyring_get_state:
 *
 * Returns: as far as is known
 */
LineupKeyringState lineup_keyring_get_state (LineupKeyring *self);

/**
 * lineup_keyring_prepare_async:
 * @self: a keyring
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when its state is known
 * @user_data: for @callback
 */
void lineup_keyring_prepare_async (LineupKeyring *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * lineup_keyring_prepare_finish:
 * @error: %G_IO_ERROR_NOT_FOUND if there is none, %LINEUP_ERROR_KEYRING_LOCKED,
 *   %LINEUP_ERROR_STORAGE with what the keyring says of why it does not work
 *
 * Returns: whether it is open
 */
gboolean lineup_keyring_prepare_finish (LineupKeyring *self, GAsyncResult *result, GError **error);

/**
 * lineup_keyring_unlock_async:
 * @self: a keyring
 * @patience: microseconds that a person has
 * @cancellable: (nullable): takes the question away, too
 * @callback: called when it is open, or will not be
 * @user_data: for @callback
 *
 * Has it ask a person for its password, if it is locked; one question at a time, however many wait
 * for the answer.
 */
void lineup_keyring_unlock_async (LineupKeyring *self,
                                  gint64 patience,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_keyring_unlock_finish:
 * @error: as of lineup_keyring_prepare_finish(); %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is open
 */
gboolean lineup_keyring_unlock_finish (LineupKeyring *self, GAsyncResult *result, GError **error);

/**
 * lineup_keyring_lookup_async:
 * @self: a keyring
 * @name: of credentials
 * @mark: (nullable): what tells them from those of the same name that somebody else keeps there;
 *   %NULL for such as were kept before there were marks
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 */
void lineup_keyring_lookup_async (LineupKeyring *self,
                                  const char *name,
                                  const char *mark,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_keyring_lookup_finish:
 * @error: as of lineup_keyring_unlock_finish(); %LINEUP_ERROR_AUTH_FAILED if it has none
 *
 * Returns: (transfer full): the credentials, or %NULL with an error
 */
LineupCredentials *
lineup_keyring_lookup_finish (LineupKeyring *self, GAsyncResult *result, GError **error);

/**
 * lineup_keyring_store_async:
 * @self: a keyring
 * @name: of credentials
 * @mark: of credentials
 * @credentials: what to keep
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when they are kept
 * @user_data: for @callback
 */
void lineup_keyring_store_async (LineupKeyring *self,
                                 const char *name,
                                 const char *mark,
                                 LineupCredentials *credentials,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_keyring_store_finish:
 * @error: as of lineup_keyring_unlock_finish()
 *
 * Returns: whether they are kept
 */
gboolean lineup_keyring_store_finish (LineupKeyring *self, GAsyncResult *result, GError **error);

/**
 * lineup_keyring_forget_async:
 * @self: a keyring
 * @name: of credentials
 * @mark: (nullable): as of lineup_keyring_lookup_async()
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when they are gone, as also when there were none
 * @user_data: for @callback
 */
void lineup_keyring_forget_async (LineupKeyring *self,
                                  const char *name,
                                  const char *mark,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_keyring_forget_finish:
 * @error: as of lineup_keyring_unlock_finish()
 *
 * Returns: whether they are gone
 */
gboolean lineup_keyring_forget_finish (LineupKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
