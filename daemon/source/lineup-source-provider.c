/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source-provider.h"

G_DEFINE_INTERFACE (LineupSourceProvider, lineup_source_provider, G_TYPE_OBJECT)

static void
lineup_source_provider_default_init (LineupSourceProviderInterface *iface)
{
}

const char *
lineup_source_provider_get_host (LineupSourceProvider *self)
{
  g_return_val_if_fail (LINEUP_IS_SOURCE_PROVIDER (self), NULL);

  return LINEUP_SOURCE_PROVIDER_GET_IFACE (self)->get_host (self);
}

void
lineup_source_provider_get_source_async (LineupSourceProvider *self,
                                         gint64 patience,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_SOURCE_PROVIDER (self));

  LINEUP_SOURCE_PROVIDER_GET_IFACE (self)->get_source_async (
      self, patience, cancellable, callback, user_data);
}

LineupSource *
lineup_source_provider_get_source_finish (LineupSourceProvider *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SOURCE_PROVIDER (self), NULL);

  return LINEUP_SOURCE_PROVIDER_GET_IFACE (self)->get_source_finish (self, result, error);
}
