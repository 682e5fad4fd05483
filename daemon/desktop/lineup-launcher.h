/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_LAUNCHER (lineup_launcher_get_type ())
G_DECLARE_INTERFACE (LineupLauncher, lineup_launcher, LINEUP, LAUNCHER, GObject)

/**
 * LineupLauncherInterface:
 * @open_async: see lineup_launcher_open_async()
 * @search_async: see lineup_launcher_search_async()
 * @launch_finish: see lineup_launcher_launch_finish()
 *
 * The way to a player, as a seam. For the main thread.
 */
struct _LineupLauncherInterface
{
  GTypeInterface parent_iface;

  void (*open_async) (LineupLauncher *self,
                      const char *uri,
                      const char *token,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  void (*search_async) (LineupLauncher *self,
                        const char *text,
                        const char *token,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*launch_finish) (LineupLauncher *self, GAsyncResult *result, GError **error);
};

/**
 * lineup_launcher_open_async:
 * @self: the way
 * @uri: `lineup://ACCOUNT/KIND/ID`, which has no secret in it
 * @token: (nullable): lets a window come to the front
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when a player has been told, or can't be
 * @user_data: for @callback
 *
 * Has an item played, or the episodes of a series shown.
 */
void lineup_launcher_open_async (LineupLauncher *self,
                                 const char *uri,
                                 const char *token,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_launcher_search_async:
 * @self: the way
 * @text: what to look for
 * @token: (nullable): lets a window come to the front
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when a player has been told, or can't be
 * @user_data: for @callback
 *
 * Has all that is found shown.
 */
void lineup_launcher_search_async (LineupLauncher *self,
                                   const char *text,
                                   const char *token,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * lineup_launcher_launch_finish:
 * @error: %LINEUP_ERROR_NOT_FOUND if there is no player; why it can't be told
 *
 * Returns: whether a player has been told
 */
gboolean lineup_launcher_launch_finish (LineupLauncher *self, GAsyncResult *result, GError **error);

G_END_DECLS
