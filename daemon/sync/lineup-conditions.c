/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-conditions.h"

G_DEFINE_INTERFACE (LineupConditions, lineup_conditions, G_TYPE_OBJECT)

static void
add_property (LineupConditionsInterface *iface, const char *name)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  g_object_interface_install_property (iface,
                                       g_param_spec_boolean (name, NULL, NULL, FALSE, flags));
}

static void
lineup_conditions_default_init (LineupConditionsInterface *iface)
{
  add_property (iface, "network-available");
  add_property (iface, "metered");
  add_property (iface, "power-saver");
}

static gboolean
get (LineupConditions *self, const char *name)
{
  gboolean holds = FALSE;

  g_object_get (self, name, &holds, NULL);
  return holds;
}

gboolean
lineup_conditions_get_network_available (LineupConditions *self)
{
  g_return_val_if_fail (LINEUP_IS_CONDITIONS (self), FALSE);

  return get (self, "network-available");
}

gboolean
lineup_conditions_get_metered (LineupConditions *self)
{
  g_return_val_if_fail (LINEUP_IS_CONDITIONS (self), FALSE);

  return get (self, "metered");
}

gboolean
lineup_conditions_get_power_saver (LineupConditions *self)
{
  g_return_val_if_fail (LINEUP_IS_CONDITIONS (self), FALSE);

  return get (self, "power-saver");
}
