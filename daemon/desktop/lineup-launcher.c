/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-launcher.h"

G_DEFINE_INTERFACE (LineupLauncher, lineup_launcher, G_TYPE_OBJECT)

static void
lineup_launcher_default_init (LineupLauncherInterface *iface)
{
}

void
lineup_launcher_open_async (LineupLauncher *self,
                            const char *uri,
                            const char *token,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_LAUNCHER (self));

  LINEUP_LAUNCHER_GET_IFACE (self)->open_async (self, uri, token, cancellable, callback, user_data);
}

void
lineup_launcher_search_async (LineupLauncher *self,
                              const char *text,
                              const char *token,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_LAUNCHER (self));

  LINEUP_LAUNCHER_GET_IFACE (self)->search_async (
      self, text, token, cancellable, callback, user_data);
}

gboolean
lineup_launcher_launch_finish (LineupLauncher *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_LAUNCHER (self), FALSE);

  return LINEUP_LAUNCHER_GET_IFACE (self)->launch_finish (self, result, error);
}
