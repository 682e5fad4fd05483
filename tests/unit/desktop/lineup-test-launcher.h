/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-launcher.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_TEST_LAUNCHER (lineup_test_launcher_get_type ())
G_DECLARE_FINAL_TYPE (LineupTestLauncher, lineup_test_launcher, LINEUP, TEST_LAUNCHER, GObject)

/**
 * LineupTestLauncher:
 *
 * A player that only says what it has been told.
 */

/**
 * lineup_test_launcher_new:
 *
 * Returns: (transfer full): a player that was told nothing
 */
LineupTestLauncher *lineup_test_launcher_new (void);

/**
 * lineup_test_launcher_take_told:
 *
 * Returns: (transfer full): what it has been told since this was asked last: `open URI TOKEN` or
 *   `search TEXT TOKEN`, one a line
 */
char *lineup_test_launcher_take_told (LineupTestLauncher *self);

/**
 * lineup_test_launcher_fail:
 * @self: a player
 * @error: (transfer full): why it can't be told
 */
void lineup_test_launcher_fail (LineupTestLauncher *self, GError *error);

G_END_DECLS
