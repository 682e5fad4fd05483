/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_test_limit:
 * @microseconds: a limit that holds on a normal machine
 *
 * Stretches a limit for runs under valgrind or a sanitizer: the environment variable
 * `LINEUP_TEST_SLOWDOWN` is a factor (default 1).
 *
 * Returns: microseconds
 */
gint64 lineup_test_limit (gint64 microseconds);

/**
 * lineup_test_watchdog:
 *
 * For waits that always succeed in a working program, however slow the machine is: only a test that
 * has already failed reaches this.
 *
 * Returns: the monotonic time after which a wait is hopeless
 */
gint64 lineup_test_watchdog (void);

/**
 * lineup_test_shared:
 * @first: first element of a path below the folder of test data
 * @...: further elements, ended by %NULL
 *
 * Test data is not part of the project: it lies where the environment variable `LINEUP_SHARED`
 * says. A test that needs it skips when this is %NULL.
 *
 * Returns: (transfer full) (nullable): the path, if there is such a file or folder
 */
char *lineup_test_shared (const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
