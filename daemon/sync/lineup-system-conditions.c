/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-system-conditions.h"

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

  GNetworkMonitor *network;    /* (owned) (nullable): until it is found */
  GPowerProfileMonitor *power; /* (owned) (nullable): until it is found */
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
}

/* The monitors also tell of what concerns nobody here, and of what is as before. All is up to date
 * before anybody learns of any of it: a network that is there may be one that costs. */
static void
update (LineupSystemConditions *self)
{
  const gboolean holds[N_PROPERTIES] = {
    [PROP_NETWORK_AVAILABLE] = g_network_monitor_get_network_available (self->network),
    [PROP_METERED] = g_network_monitor_get_network_metered (self->network),
    [PROP_POWER_SAVER] = g_power_profile_monitor_get_power_saver_enabled (self->power),
  };

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_NETWORK_AVAILABLE; i < N_PROPERTIES; i++)
    {
      if (self->holds[i] == holds[i])
        continue;
      self->holds[i] = holds[i];
      g_object_notify (G_OBJECT (self), names[i]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSystemConditions *self = LINEUP_SYSTEM_CONDITIONS (source);

  g_task_propagate_boolean (G_TASK (result), NULL);
  g_signal_connect_object (self->network, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->power, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/* Whoever asks GIO for its monitors first waits for the system bus and for NetworkManager. They
 * tell of changes in the main loop all the same, as this thread has no main context of its own. */
static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LineupSystemConditions *self = source;

  /* Nobody else looks at these before the task has ended. */
  self->network = g_object_ref (g_network_monitor_get_default ());
  self->power = g_power_profile_monitor_dup_default ();
  g_task_return_boolean (task, TRUE);
}

LineupConditions *
lineup_system_conditions_new (void)
{
  LineupSystemConditions *self = g_object_new (LINEUP_TYPE_SYSTEM_CONDITIONS, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_found, NULL);

  g_task_set_source_tag (task, lineup_system_conditions_new);
  g_task_run_in_thread (task, find_in_thread);
  return LINEUP_CONDITIONS (self);
}
