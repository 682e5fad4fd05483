/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-conditions.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_TEST_CONDITIONS (lineup_test_conditions_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupTestConditions, lineup_test_conditions, LINEUP, TEST_CONDITIONS, GObject)

/**
 * LineupTestConditions:
 *
 * Conditions as a test sets them: the properties of #LineupConditions can be written. At first all
 * is well.
 */

/**
 * lineup_test_conditions_new:
 *
 * Returns: (transfer full): conditions under which nothing waits
 */
LineupTestConditions *lineup_test_conditions_new (void);

G_END_DECLS
