/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_PANEL_PROVIDER (lineup_panel_provider_get_type ())
G_DECLARE_INTERFACE (LineupPanelProvider, lineup_panel_provider, LINEUP, PANEL_PROVIDER, GObject)

/**
 * LineupPanelProvider:
 *
 * Who has an account's panel. A sync asks when it begins: what the panel needs, a secret above all,
 * may have to be waited for.
 */
struct _LineupPanelProviderInterface
{
  GTypeInterface parent_iface;

  const char *(*get_host) (LineupPanelProvider *self);
  void (*get_panel_async) (LineupPanelProvider *self,
                           gint64 patience,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  LineupPanel *(*get_panel_finish) (LineupPanelProvider *self,
                                    GAsyncResult *result,
                                    GError **error);
};

/**
 * lineup_panel_provider_get_host:
 *
 * Returns: what a panel's patience is counted by: its host and port
 */
const char *lineup_panel_provider_get_host (LineupPanelProvider *self);

/**
 * lineup_panel_provider_get_panel_async:
 * @self: a provider
 * @patience: microseconds that a person has to unlock the keyring, if it has to be; 0 to ask nobody
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is there
 * @user_data: for @callback
 */
void lineup_panel_provider_get_panel_async (LineupPanelProvider *self,
                                            gint64 patience,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

/**
 * lineup_panel_provider_get_panel_finish:
 * @error: %LINEUP_ERROR_AUTH_FAILED if there are no credentials, %LINEUP_ERROR_KEYRING_LOCKED,
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the panel, or %NULL with an error
 */
LineupPanel *lineup_panel_provider_get_panel_finish (LineupPanelProvider *self,
                                                     GAsyncResult *result,
                                                     GError **error);

G_END_DECLS
