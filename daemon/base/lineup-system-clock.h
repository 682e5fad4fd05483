/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SYSTEM_CLOCK (lineup_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (LineupSystemClock, lineup_system_clock, LINEUP, SYSTEM_CLOCK, GObject)

/**
 * lineup_system_clock_new:
 *
 * Returns: (transfer full): the machine's clock
 */
LineupClock *lineup_system_clock_new (void);

G_END_DECLS
