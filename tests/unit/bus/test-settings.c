/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-arguments.h"
#include "lineup-setting.h"

/* Each row of the table of settings, as callers give it. */

static gboolean
has_use (const LineupSetting *setting, LineupSettingUse use)
{
  return (setting->use & use) != 0;
}

/* A value that is not the default. */
static GVariant *
make_value (const LineupSetting *setting)
{
  switch (setting->type)
    {
    case LINEUP_SETTING_TYPE_SWITCH:
      return g_variant_ref_sink (g_variant_new_boolean (setting->default_number == 0));
    case LINEUP_SETTING_TYPE_NUMBER:
      return g_variant_ref_sink (g_variant_new_uint32 (setting->max));
    case LINEUP_SETTING_TYPE_LIST:
      return g_variant_ref_sink (g_variant_new_strv (&setting->name, 1));
    case LINEUP_SETTING_TYPE_TEXT:
    default:
      return g_variant_ref_sink (g_variant_new_string (setting->name));
    }
}

static LineupAccountChange *
parse (const char *name, GVariant *value, GError **error)
{
  g_autoptr (GVariant) settings = g_variant_ref_sink (
      g_variant_new_parsed ("{%s: %v}", name, value));

  return lineup_arguments_parse_settings (settings, NULL, error);
}

/* Nothing but this setting is given, if it is to be, and with this value. */
static void
assert_given (LineupAccountChange *change,
              const LineupSetting *setting,
              gboolean is_given,
              GVariant *expected)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GVariant) variant = NULL;

  for (const LineupSetting *other = lineup_setting_list (); other->name != NULL; other++)
    g_assert_cmpint (
        lineup_setting_is_given (other, change), ==, other == setting ? is_given : FALSE);
  if (!is_given)
    return;
  g_value_init (&value, lineup_setting_get_value_type (setting));
  lineup_setting_get_value (setting, change, &value);
  variant = g_dbus_gvalue_to_gvariant (&value, g_variant_get_type (expected));
  g_assert_cmpvariant (variant, expected);
}

static void
test_calls (void)
{
  g_autoptr (GVariant) wrong = g_variant_ref_sink (g_variant_new_parsed ("@y 1"));

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      const gboolean is_taken = has_use (setting, LINEUP_SETTING_USE_CALL);
      g_autoptr (GVariant) value = make_value (setting);
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupAccountChange) change = parse (setting->name, value, &error);
      g_autoptr (LineupAccountChange) none = NULL;

      g_test_message ("%s", setting->name);
      g_assert_no_error (error);
      assert_given (change, setting, is_taken, value);
      /* What is not taken is not looked at. */
      none = parse (setting->name, wrong, &error);
      g_assert_cmpint (none == NULL, ==, is_taken);
      if (is_taken)
        g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS);
    }
}

static void
test_properties (void)
{
  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      g_autoptr (GVariant) value = make_value (setting);
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupAccountChange) change = NULL;

      g_test_message ("%s", setting->name);
      if (setting->key == NULL)
        continue;
      change = lineup_arguments_parse_property (setting->key, value, &error);
      g_assert_no_error (error);
      assert_given (change, setting, has_use (setting, LINEUP_SETTING_USE_HABIT), value);
    }
}

/* Of 0 nobody could tell that it was given. */
static void
test_zero (void)
{
  g_autoptr (GVariant) zero = g_variant_ref_sink (g_variant_new_uint32 (0));

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      g_autoptr (GError) error = NULL;

      if (setting->type != LINEUP_SETTING_TYPE_NUMBER)
        continue;
      g_test_message ("%s", setting->name);
      g_assert_null (parse (setting->name, zero, &error));
      g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS);
      g_assert_cmpstr (error->message, ==, setting->refusal);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/settings/calls", test_calls);
  g_test_add_func ("/settings/properties", test_properties);
  g_test_add_func ("/settings/zero", test_zero);

  return g_test_run ();
}
