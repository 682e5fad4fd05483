/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source.h"

G_DEFINE_INTERFACE (LineupSource, lineup_source, G_TYPE_OBJECT)

static void
lineup_source_default_init (LineupSourceInterface *iface)
{
}

gboolean
lineup_source_can (LineupSource *self, LineupSourceCapabilities capability)
{
  g_return_val_if_fail (LINEUP_IS_SOURCE (self), FALSE);

  return (LINEUP_SOURCE_GET_IFACE (self)->get_capabilities (self) & capability) != 0;
}

void
lineup_source_fetch_account_async (LineupSource *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SOURCE (self));

  LINEUP_SOURCE_GET_IFACE (self)->fetch_account_async (self, cancellable, callback, user_data);
}

LineupAccountInfo *
lineup_source_fetch_account_finish (LineupSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SOURCE (self), NULL);

  return LINEUP_SOURCE_GET_IFACE (self)->fetch_account_finish (self, result, error);
}

void
lineup_source_look_for_playlist_async (LineupSource *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SOURCE (self));

  LINEUP_SOURCE_GET_IFACE (self)->look_for_playlist_async (self, cancellable, callback, user_data);
}

gboolean
lineup_source_look_for_playlist_finish (LineupSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SOURCE (self), FALSE);

  return LINEUP_SOURCE_GET_IFACE (self)->look_for_playlist_finish (self, result, error);
}

void
lineup_source_open_list_async (LineupSource *self,
                               LineupList list,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SOURCE (self));

  LINEUP_SOURCE_GET_IFACE (self)->open_list_async (self, list, cancellable, callback, user_data);
}

LineupSourceList *
lineup_source_open_list_finish (LineupSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SOURCE (self), NULL);

  return LINEUP_SOURCE_GET_IFACE (self)->open_list_finish (self, result, error);
}

void
lineup_source_fetch_details_async (LineupSource *self,
                                   LineupKind kind,
                                   gint64 id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SOURCE (self));

  LINEUP_SOURCE_GET_IFACE (self)->fetch_details_async (
      self, kind, id, cancellable, callback, user_data);
}

LineupDetails *
lineup_source_fetch_details_finish (LineupSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SOURCE (self), NULL);

  return LINEUP_SOURCE_GET_IFACE (self)->fetch_details_finish (self, result, error);
}

void
lineup_source_open_guide_async (LineupSource *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SOURCE (self));

  LINEUP_SOURCE_GET_IFACE (self)->open_guide_async (self, cancellable, callback, user_data);
}

LineupByteStream *
lineup_source_open_guide_finish (LineupSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SOURCE (self), NULL);

  return LINEUP_SOURCE_GET_IFACE (self)->open_guide_finish (self, result, error);
}

void
lineup_source_fetch_short_guide_async (LineupSource *self,
                                       gint64 channel,
                                       const char *panel_zone,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SOURCE (self));

  LINEUP_SOURCE_GET_IFACE (self)->fetch_short_guide_async (
      self, channel, panel_zone, cancellable, callback, user_data);
}

LineupShortGuide *
lineup_source_fetch_short_guide_finish (LineupSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SOURCE (self), NULL);

  return LINEUP_SOURCE_GET_IFACE (self)->fetch_short_guide_finish (self, result, error);
}

LineupStreamAddress *
lineup_source_get_stream_address (LineupSource *self, const LineupStream *stream, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SOURCE (self), NULL);

  return LINEUP_SOURCE_GET_IFACE (self)->get_stream_address (self, stream, error);
}
