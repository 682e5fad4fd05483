/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

#define LINEUP_BUS_NAME            "io.github.lineupd.Lineup1"
#define LINEUP_OBJECT_PATH         "/io/github/lineupd/Lineup1"
#define LINEUP_ACCOUNT_PATH_PREFIX LINEUP_OBJECT_PATH "/accounts/"

#define LINEUP_TYPE_CONNECTION (lineup_connection_get_type ())
G_DECLARE_FINAL_TYPE (LineupConnection, lineup_connection, LINEUP, CONNECTION, GObject)

/**
 * LineupConnection:
 *
 * The daemon, as one process sees it: calls go to it, signals come from it, and it is started again
 * when it has ended.
 *
 * Signals: `appeared` (), `vanished` (), `received` (path, interface, member, parameters), `failed`
 * (GError).
 */

/**
 * lineup_connection_new:
 * @bus: (nullable): %NULL is the session bus
 *
 * Returns: (transfer full): a connection, which begins with the next turn of the main context
 */
LineupConnection *lineup_connection_new (GDBusConnection *bus);

/**
 * lineup_connection_call_async:
 * @path: of an object
 * @interface: with its prefix
 * @parameters: (nullable): consumed if it is floating
 *
 * Calls, once there is a bus. What only reads is called once more when the daemon ended in the
 * middle.
 */
void lineup_connection_call_async (LineupConnection *self,
                                   const char *path,
                                   const char *interface,
                                   const char *method,
                                   GVariant *parameters,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * lineup_connection_call_finish:
 * @fds: (out) (optional) (nullable) (transfer full): descriptors of the reply
 *
 * Returns: (transfer full): the reply
 */
GVariant *lineup_connection_call_finish (LineupConnection *self,
                                         GAsyncResult *result,
                                         GUnixFDList **fds,
                                         GError **error);

/**
 * lineup_relay_async:
 * @source: whose function it is
 *
 * Makes a call for another object, which its callback gets.
 */
void lineup_relay_async (gpointer source,
                         LineupConnection *connection,
                         const char *path,
                         const char *interface,
                         const char *method,
                         GVariant *parameters,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

/**
 * lineup_relay_finish:
 * @fds: (out) (optional) (nullable) (transfer full): descriptors of the reply
 *
 * Returns: (transfer full): the reply
 */
GVariant *lineup_relay_finish (GAsyncResult *result, GUnixFDList **fds, GError **error);

G_END_DECLS
