/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-notifications.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_TEST_NOTIFICATIONS (lineup_test_notifications_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupTestNotifications, lineup_test_notifications, LINEUP, TEST_NOTIFICATIONS, GObject)

/**
 * LineupTestNotifications:
 *
 * A person who remembers what was told.
 */

LineupTestNotifications *lineup_test_notifications_new (void);

/**
 * lineup_test_notifications_set_deaf:
 * @self: a person
 * @deaf: whether nobody can be told anything
 */
void lineup_test_notifications_set_deaf (LineupTestNotifications *self, gboolean deaf);

/**
 * lineup_test_notifications_take:
 *
 * Returns: (transfer full): what was told since the last time, the bodies one a line
 */
char *lineup_test_notifications_take (LineupTestNotifications *self);

G_END_DECLS
