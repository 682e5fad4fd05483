/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source-provider.h"

G_DEFINE_INTERFACE (LineupPanelProvider, lineup_panel_provider, G_TYPE_OBJECT)

static void
lineup_panel_provider_default_init (LineupPanelProviderInterface *iface)
{
}

const char *
lineup_panel_provider_get_host (LineupPanelProvider *self)
{
  g_return_val_if_fail (LINEUP_IS_PANEL_PROVIDER (self), NULL);

  return LINEUP_PANEL_PROVIDER_GET_IFACE (self)->get_host (self);
}

void
lineup_panel_provider_get_panel_async (LineupPanelProvider *self,
                                       gint64 patience,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_PANEL_PROVIDER (self));

  LINEUP_PANEL_PROVIDER_GET_IFACE (self)->get_panel_async (
      self, patience, cancellable, callback, user_data);
}

LineupPanel *
lineup_panel_provider_get_panel_finish (LineupPanelProvider *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (LINEUP_IS_PANEL_PROVIDER (self), NULL);

  return LINEUP_PANEL_PROVIDER_GET_IFACE (self)->get_panel_finish (self, result, error);
}
