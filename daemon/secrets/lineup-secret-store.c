/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-secret-store.h"

G_DEFINE_INTERFACE (LineupSecretStore, lineup_secret_store, G_TYPE_OBJECT)

static void
lineup_secret_store_default_init (LineupSecretStoreInterface *iface)
{
  g_object_interface_install_property (
      iface,
      g_param_spec_boolean ("locked",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
}

gboolean
lineup_secret_store_get_locked (LineupSecretStore *self)
{
  gboolean locked = FALSE;

  g_return_val_if_fail (LINEUP_IS_SECRET_STORE (self), FALSE);

  g_object_get (self, "locked", &locked, NULL);
  return locked;
}

gboolean
lineup_secret_store_is_locked (LineupSecretStore *self, const char *account)
{
  g_return_val_if_fail (LINEUP_IS_SECRET_STORE (self), FALSE);

  return LINEUP_SECRET_STORE_GET_IFACE (self)->is_locked (self, account);
}

void
lineup_secret_store_lookup_async (LineupSecretStore *self,
                                  const char *account,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SECRET_STORE (self));

  LINEUP_SECRET_STORE_GET_IFACE (self)->lookup_async (
      self, account, cancellable, callback, user_data);
}

LineupCredentials *
lineup_secret_store_lookup_finish (LineupSecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SECRET_STORE (self), NULL);

  return LINEUP_SECRET_STORE_GET_IFACE (self)->lookup_finish (self, result, error);
}

void
lineup_secret_store_store_async (LineupSecretStore *self,
                                 const char *account,
                                 LineupCredentials *credentials,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SECRET_STORE (self));

  LINEUP_SECRET_STORE_GET_IFACE (self)->store_async (
      self, account, credentials, cancellable, callback, user_data);
}

gboolean
lineup_secret_store_store_finish (LineupSecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SECRET_STORE (self), FALSE);

  return LINEUP_SECRET_STORE_GET_IFACE (self)->store_finish (self, result, error);
}

void
lineup_secret_store_unlock_async (LineupSecretStore *self,
                                  gint64 patience,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SECRET_STORE (self));

  LINEUP_SECRET_STORE_GET_IFACE (self)->unlock_async (
      self, patience, cancellable, callback, user_data);
}

gboolean
lineup_secret_store_unlock_finish (LineupSecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SECRET_STORE (self), FALSE);

  return LINEUP_SECRET_STORE_GET_IFACE (self)->unlock_finish (self, result, error);
}
