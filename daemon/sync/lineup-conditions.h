/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_CONDITIONS (lineup_conditions_get_type ())
G_DECLARE_INTERFACE (LineupConditions, lineup_conditions, LINEUP, CONDITIONS, GObject)

/**
 * LineupConditionsInterface:
 *
 * What the machine allows, as a seam: scheduled syncs ask it whether the moment is good. For the
 * main thread.
 *
 * Properties, read-only: `network-available`, `metered` (what is transferred costs), `power-saver`
 * (the machine was asked to save power). Each notifies when it changes.
 */
struct _LineupConditionsInterface
{
  GTypeInterface parent_iface;
};

/**
 * lineup_conditions_get_network_available:
 *
 * Returns: whether panels can be reached, as far as one can tell without trying
 */
gboolean lineup_conditions_get_network_available (LineupConditions *self);

/**
 * lineup_conditions_get_metered:
 *
 * Returns: whether what is transferred costs
 */
gboolean lineup_conditions_get_metered (LineupConditions *self);

/**
 * lineup_conditions_get_power_saver:
 *
 * Returns: whether the machine was asked to save power
 */
gboolean lineup_conditions_get_power_saver (LineupConditions *self);

G_END_DECLS
