/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-application.h"
#include "lineup-desktop-search.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_BUS_SERVICE (lineup_bus_service_get_type ())
G_DECLARE_FINAL_TYPE (LineupBusService, lineup_bus_service, LINEUP, BUS_SERVICE, GObject)

/**
 * LineupBusService:
 *
 * The application's objects on the bus: the manager, one for each account as it comes and goes, and
 * those that desktops search with.
 */

/**
 * lineup_bus_service_new:
 * @application: what to show
 * @preferences: what a person has set for all accounts
 * @search: what desktops search with
 * @clock: says for how long calls wait
 *
 * Returns: (transfer full): a service that is on no bus yet
 */
LineupBusService *lineup_bus_service_new (LineupApplication *application,
                                          LineupPreferences *preferences,
                                          LineupDesktopSearch *search,
                                          LineupClock *clock);

/**
 * lineup_bus_service_export:
 * @self: a service
 * @connection: the bus
 * @error: an error of %G_IO_ERROR
 *
 * Exports all objects. To be called before the name is owned, so that nobody finds a name without
 * them.
 */
gboolean
lineup_bus_service_export (LineupBusService *self, GDBusConnection *connection, GError **error);

/**
 * lineup_bus_service_cancel_calls:
 * @self: a service
 *
 * Ends what callers wait for, with `Cancelled`, so that the process can end.
 */
void lineup_bus_service_cancel_calls (LineupBusService *self);

G_END_DECLS
