/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-roster.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SERVICE_NOTIFIER (lineup_service_notifier_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupServiceNotifier, lineup_service_notifier, LINEUP, SERVICE_NOTIFIER, GObject)

/**
 * LineupServiceNotifier:
 *
 * Tells the service manager how the daemon is, by the protocol of sd_notify(3): what it does
 * (`STATUS=`), that its main loop turns (`WATCHDOG=1`), that it ends (`STOPPING=1`). Does nothing
 * where nobody listens.
 */

/**
 * lineup_service_notifier_new:
 * @roster: the accounts that are told of
 * @clock: for the watchdog
 *
 * Reads `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` from the environment.
 *
 * Returns: (transfer full): a notifier
 */
LineupServiceNotifier *lineup_service_notifier_new (LineupRoster *roster, LineupClock *clock);

/**
 * lineup_service_notifier_stopping:
 *
 * Tells that the daemon ends.
 */
void lineup_service_notifier_stopping (LineupServiceNotifier *self);

G_END_DECLS
