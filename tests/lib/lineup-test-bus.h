/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_TEST_BUS (lineup_test_bus_get_type ())
G_DECLARE_FINAL_TYPE (LineupTestBus, lineup_test_bus, LINEUP, TEST_BUS, GObject)

/**
 * LineupTestBus:
 *
 * A message bus on which nobody is but those who are told its address. It needs nothing of the
 * environment, changes nothing in it, and never outlives the test. Ends when it is let go.
 */

/**
 * lineup_test_bus_new:
 * @directory: a folder for its socket and what it prints
 *
 * Returns: (transfer full): a bus that runs
 */
LineupTestBus *lineup_test_bus_new (const char *directory);

/**
 * lineup_test_bus_get_address:
 *
 * Returns: where it is
 */
const char *lineup_test_bus_get_address (LineupTestBus *self);

/**
 * lineup_test_bus_connect:
 *
 * Returns: (transfer full): a connection of its own
 */
GDBusConnection *lineup_test_bus_connect (LineupTestBus *self);

G_END_DECLS
