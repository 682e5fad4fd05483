/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SOURCE_PROVIDER (lineup_source_provider_get_type ())
G_DECLARE_INTERFACE (LineupSourceProvider, lineup_source_provider, LINEUP, SOURCE_PROVIDER, GObject)

/**
 * LineupSourceProvider:
 *
 * Who has an account's source. A sync asks when it begins: what a source needs, a secret above all,
 * may have to be waited for.
 */
struct _LineupSourceProviderInterface
{
  GTypeInterface parent_iface;

  const char *(*get_host) (LineupSourceProvider *self);
  void (*get_source_async) (LineupSourceProvider *self,
                            gint64 patience,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  LineupSource *(*get_source_finish) (LineupSourceProvider *self,
                                      GAsyncResult *result,
                                      GError **error);
};

/**
 * lineup_source_provider_get_host:
 *
 * Returns: what a panel's patience is counted by: its host and port
 */
const char *lineup_source_provider_get_host (LineupSourceProvider *self);

/**
 * lineup_source_provider_get_source_async:
 * @self: a provider
 * @patience: microseconds that a person has to unlock the keyring, if it has to be; 0 to ask nobody
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is there
 * @user_data: for @callback
 */
void lineup_source_provider_get_source_async (LineupSourceProvider *self,
                                              gint64 patience,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

/**
 * lineup_source_provider_get_source_finish:
 * @error: %LINEUP_ERROR_AUTH_FAILED if there are no credentials, %LINEUP_ERROR_KEYRING_LOCKED,
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the source, or %NULL with an error
 */
LineupSource *lineup_source_provider_get_source_finish (LineupSourceProvider *self,
                                                        GAsyncResult *result,
                                                        GError **error);

G_END_DECLS
