/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-conditions.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SYSTEM_CONDITIONS (lineup_system_conditions_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupSystemConditions, lineup_system_conditions, LINEUP, SYSTEM_CONDITIONS, GObject)

/**
 * LineupSystemConditions:
 *
 * The conditions of this machine, as GIO knows them: of NetworkManager or the kernel, and of the
 * power profiles service. Where nobody knows, nothing is metered and no power is to be saved.
 */

/**
 * lineup_system_conditions_new:
 *
 * Begins to ask. Until there is an answer, a moment later, no network counts as available.
 *
 * Returns: (transfer full): the conditions
 */
LineupConditions *lineup_system_conditions_new (void);

G_END_DECLS
