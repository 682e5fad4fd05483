/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-test-conditions.h"

enum
{
  PROP_NETWORK_AVAILABLE = 1,
  PROP_METERED,
  PROP_POWER_SAVER,
  N_PROPERTIES,
};

struct _LineupTestConditions
{
  GObject parent_instance;

  gboolean holds[N_PROPERTIES];
};

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupTestConditions,
                               lineup_test_conditions,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_CONDITIONS, NULL))

static void
lineup_test_conditions_get_property (GObject *object,
                                     guint property_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  g_value_set_boolean (value, LINEUP_TEST_CONDITIONS (object)->holds[property_id]);
}

static void
lineup_test_conditions_set_property (GObject *object,
                                     guint property_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  LineupTestConditions *self = LINEUP_TEST_CONDITIONS (object);

  if (self->holds[property_id] == g_value_get_boolean (value))
    return;
  self->holds[property_id] = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
add_property (GObjectClass *object_class, guint property_id, const char *name)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  g_object_class_install_property (
      object_class, property_id, g_param_spec_boolean (name, NULL, NULL, FALSE, flags));
}

static void
lineup_test_conditions_class_init (LineupTestConditionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_test_conditions_get_property;
  object_class->set_property = lineup_test_conditions_set_property;
  add_property (object_class, PROP_NETWORK_AVAILABLE, "network-available");
  add_property (object_class, PROP_METERED, "metered");
  add_property (object_class, PROP_POWER_SAVER, "power-saver");
}

static void
lineup_test_conditions_init (LineupTestConditions *self)
{
  self->holds[PROP_NETWORK_AVAILABLE] = TRUE;
}

LineupTestConditions *
lineup_test_conditions_new (void)
{
  return g_object_new (LINEUP_TYPE_TEST_CONDITIONS, NULL);
}
