/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"

G_BEGIN_DECLS

/* Microseconds for which connections are kept after the last request: longer than the pace at which
 * the requests of one sync follow one another. */
#define LINEUP_KEPT_CONNECTIONS_TIME (3 * G_TIME_SPAN_SECOND)

/* Owners whose connections are kept, each of which has two of a host at most. */
#define LINEUP_KEPT_CONNECTIONS_MAX 16

#define LINEUP_TYPE_KEPT_CONNECTIONS (lineup_kept_connections_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupKeptConnections, lineup_kept_connections, LINEUP, KEPT_CONNECTIONS, GObject)

/**
 * LineupKeptConnections:
 *
 * Who has connections that nothing uses. They are kept for the next request, for a moment, and only
 * so many: with hundreds of panels, all of them would be more than a process may have.
 */

/**
 * LineupKeptConnectionsFunc:
 * @owner: whose connections are kept no longer
 *
 * Has to close them.
 */
typedef void (*LineupKeptConnectionsFunc) (gpointer owner);

/**
 * lineup_kept_connections_new:
 * @clock: measures the moment
 *
 * Returns: (transfer full): without a connection
 */
LineupKeptConnections *lineup_kept_connections_new (LineupClock *clock);

/**
 * lineup_kept_connections_add:
 * @self: the connections
 * @owner: (unowned): whose connections nothing uses from now on; it takes them back before it ends
 * @close: called for it after %LINEUP_KEPT_CONNECTIONS_TIME, or as soon as there are more than
 *   %LINEUP_KEPT_CONNECTIONS_MAX owners and the other ones came later
 */
void lineup_kept_connections_add (LineupKeptConnections *self,
                                  gpointer owner,
                                  LineupKeptConnectionsFunc close);

/**
 * lineup_kept_connections_take:
 * @self: the connections
 * @owner: who is to be forgotten, if it is known
 */
void lineup_kept_connections_take (LineupKeptConnections *self, gpointer owner);

G_END_DECLS
