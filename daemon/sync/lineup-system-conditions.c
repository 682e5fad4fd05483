/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sync/lineup-system-conditions.h"

#include <gio/gio.h>

enum
{
  PROP_NETWORK_AVAILABLE = 1,
  PROP_METERED,
  PROP_POWER_SAVER,
  N_PROPERTIES,
};

struct _LineupSystemConditions
{
  GObject parent_instance;

  GNetworkMonitor *network;    /* (owned) */
  GPowerProfileMonitor *power; /* (owned) */
  gboolean holds[N_PROPERTIES];
};

static const char *const names[N_PROPERTIES] = {
  [PROP_NETWORK_AVAILABLE] = "network-available",
  [PROP_METERED] = "metered",
  [PROP_POWER_SAVER] = "power-saver",
};

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupSystemConditions,
                               lineup_system_conditions,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_CONDITIONS, NULL))

/* Monitors notify of more than of changes. */
static void
set (LineupSystemConditions *self, guint property, gboolean holds)
{
  if (self->holds[property] == holds)
    return;
  self->holds[property] = holds;
  g_object_notify (G_OBJECT (self), names[property]);
}

static void
update (LineupSystemConditions *self)
{
  set (self, PROP_NETWORK_AVAILABLE, g_network_monitor_get_network_available (self->network));
  set (self, PROP_METERED, g_network_monitor_get_network_metered (self->network));
  set (self, PROP_POWER_SAVER, g_power_profile_monitor_get_power_saver_enabled (self->power));
}

static void
lineup_system_conditions_get_property (GObject *object,
                                       guint property_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  g_value_set_boolean (value, LINEUP_SYSTEM_CONDITIONS (object)->holds[property_id]);
}

static void
lineup_system_conditions_finalize (GObject *object)
{
  LineupSystemConditions *self = LINEUP_SYSTEM_CONDITIONS (object);

  g_clear_object (&self->network);
  g_clear_object (&self->power);

  G_OBJECT_CLASS (lineup_system_conditions_parent_class)->finalize (object);
}

static void
lineup_system_conditions_class_init (LineupSystemConditionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_system_conditions_get_property;
  object_class->finalize = lineup_system_conditions_finalize;
  for (guint i = PROP_NETWORK_AVAILABLE; i < N_PROPERTIES; i++)
    g_object_class_override_property (object_class, i, names[i]);
}

static void
lineup_system_conditions_init (LineupSystemConditions *self)
{
  self->network = g_object_ref (g_network_monitor_get_default ());
  self->power = g_power_profile_monitor_dup_default ();
  g_signal_connect_object (self->network, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->power, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

LineupConditions *
lineup_system_conditions_new (void)
{
  return g_object_new (LINEUP_TYPE_SYSTEM_CONDITIONS, NULL);
}
