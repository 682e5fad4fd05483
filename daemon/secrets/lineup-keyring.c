/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-keyring.h"

G_DEFINE_INTERFACE (LineupKeyring, lineup_keyring, G_TYPE_OBJECT)

static void
lineup_keyring_default_init (LineupKeyringInterface *iface)
{
  g_object_interface_install_property (
      iface,
      g_param_spec_uint ("state",
                         NULL,
                         NULL,
                         LINEUP_KEYRING_STATE_UNKNOWN,
                         LINEUP_KEYRING_STATE_OPEN,
                         LINEUP_KEYRING_STATE_UNKNOWN,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
}

LineupKeyringState
lineup_keyring_get_state (LineupKeyring *self)
{
  guint state = LINEUP_KEYRING_STATE_UNKNOWN;

  g_return_val_if_fail (LINEUP_IS_KEYRING (self), LINEUP_KEYRING_STATE_UNKNOWN);

  g_object_get (self, "state", &state, NULL);
  return state;
}

void
lineup_keyring_prepare_async (LineupKeyring *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_KEYRING (self));

  LINEUP_KEYRING_GET_IFACE (self)->prepare_async (self, cancellable, callback, user_data);
}

gboolean
lineup_keyring_prepare_finish (LineupKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_keyring_unlock_async (LineupKeyring *self,
                             gint64 patience,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_KEYRING (self));

  LINEUP_KEYRING_GET_IFACE (self)->unlock_async (self, patience, cancellable, callback, user_data);
}

gboolean
lineup_keyring_unlock_finish (LineupKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_keyring_lookup_async (LineupKeyring *self,
                             const char *name,
                             const char *mark,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_KEYRING (self));

  LINEUP_KEYRING_GET_IFACE (self)->lookup_async (
      self, name, mark, cancellable, callback, user_data);
}

LineupCredentials *
lineup_keyring_lookup_finish (LineupKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lineup_keyring_store_async (LineupKeyring *self,
                            const char *name,
                            const char *mark,
                            LineupCredentials *credentials,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_KEYRING (self));

  LINEUP_KEYRING_GET_IFACE (self)->store_async (
      self, name, mark, credentials, cancellable, callback, user_data);
}

gboolean
lineup_keyring_store_finish (LineupKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_keyring_forget_async (LineupKeyring *self,
                             const char *name,
                             const char *mark,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_KEYRING (self));

  LINEUP_KEYRING_GET_IFACE (self)->forget_async (
      self, name, mark, cancellable, callback, user_data);
}

gboolean
lineup_keyring_forget_finish (LineupKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
