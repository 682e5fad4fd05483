/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source.h"

G_DEFINE_INTERFACE (LineupPanel, lineup_panel, G_TYPE_OBJECT)

static void
lineup_panel_default_init (LineupPanelInterface *iface)
{
}

void
lineup_panel_fetch_account_async (LineupPanel *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_PANEL (self));

  LINEUP_PANEL_GET_IFACE (self)->fetch_account_async (self, cancellable, callback, user_data);
}

LineupAccountInfo *
lineup_panel_fetch_account_finish (LineupPanel *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_PANEL (self), NULL);

  return LINEUP_PANEL_GET_IFACE (self)->fetch_account_finish (self, result, error);
}

void
lineup_panel_open_list_async (LineupPanel *self,
                              LineupList list,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_PANEL (self));

  LINEUP_PANEL_GET_IFACE (self)->open_list_async (self, list, cancellable, callback, user_data);
}

LineupSourceList *
lineup_panel_open_list_finish (LineupPanel *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_PANEL (self), NULL);

  return LINEUP_PANEL_GET_IFACE (self)->open_list_finish (self, result, error);
}

void
lineup_panel_fetch_details_async (LineupPanel *self,
                                  LineupKind kind,
                                  gint64 id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_PANEL (self));

  LINEUP_PANEL_GET_IFACE (self)->fetch_details_async (
      self, kind, id, cancellable, callback, user_data);
}

LineupDetails *
lineup_panel_fetch_details_finish (LineupPanel *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_PANEL (self), NULL);

  return LINEUP_PANEL_GET_IFACE (self)->fetch_details_finish (self, result, error);
}
