/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account.h"
#include "lineup-ctl-setting.h"
#include "lineup-setting.h"
#include "lineup-skeletons.h"

#include <string.h>

/* Types as of D-Bus. */
static const char *const types[] = {
  [LINEUP_SETTING_TYPE_TEXT] = "s",
  [LINEUP_SETTING_TYPE_SWITCH] = "b",
  [LINEUP_SETTING_TYPE_NUMBER] = "u",
  [LINEUP_SETTING_TYPE_LIST] = "as",
};

static gboolean
has_use (const LineupSetting *setting, LineupSettingUse use)
{
  return (setting->use & use) != 0;
}

/* Callers and people know of it. */
static gboolean
is_public (const LineupSetting *setting)
{
  return has_use (setting,
                  LINEUP_SETTING_USE_CALL | LINEUP_SETTING_USE_PROPERTY | LINEUP_SETTING_USE_HABIT);
}

static gboolean
has_word (const char *text, guint number)
{
  g_autofree char *pattern = g_strdup_printf ("\\b%u\\b", number);

  return g_regex_match_simple (pattern, text, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
}

/* Whether a value is taken, or refused in words that say why. */
static gboolean
is_taken (const LineupSetting *setting, const GValue *value)
{
  g_autoptr (GError) error = NULL;

  if (lineup_setting_check (setting, value, &error))
    return TRUE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (error->message, ==, setting->refusal);
  return FALSE;
}

static gboolean
takes_number (const LineupSetting *setting, guint number)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_UINT);
  g_value_set_uint (&value, number);
  return is_taken (setting, &value);
}

static gboolean
takes_text (const LineupSetting *setting, const char *text)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text);
  return is_taken (setting, &value);
}

static void
check_number (const LineupSetting *setting)
{
  /* 0 stands for not given. */
  g_assert_cmpuint (setting->min, >, 0);
  g_assert_cmpuint (setting->max, <=, G_MAXINT);
  g_assert_true (takes_number (setting, setting->default_number));
  g_assert_true (takes_number (setting, setting->min));
  g_assert_true (takes_number (setting, setting->max));
  g_assert_false (takes_number (setting, setting->min - 1));
  g_assert_false (takes_number (setting, setting->max + 1));
  g_assert_true (has_word (setting->refusal, setting->min));
  g_assert_true (has_word (setting->refusal, setting->max));
}

static void
check_choices (const LineupSetting *setting)
{
  g_assert_true (takes_text (setting, setting->default_text));
  g_assert_false (takes_text (setting, "none such"));
  for (guint i = 0; setting->choices[i] != NULL; i++)
    {
      g_autofree char *quoted = g_strdup_printf ("“%s”", setting->choices[i]);

      g_assert_true (takes_text (setting, setting->choices[i]));
      g_assert_true (*setting->choices[i] == '\0' || strstr (setting->refusal, quoted) != NULL);
    }
}

static void
test_table (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) offsets = g_hash_table_new (NULL, NULL);

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      g_test_message ("%s", setting->name);
      g_assert_true (lineup_setting_find (setting->name) == setting);
      g_assert_true (g_hash_table_add (names, (gpointer)setting->name));
      g_assert_true (g_hash_table_add (offsets, GSIZE_TO_POINTER (setting->offset)));
      g_assert_cmpint (has_use (setting, LINEUP_SETTING_USE_SECRET), ==, setting->key == NULL);
      g_assert_false (has_use (setting, LINEUP_SETTING_USE_SECRET)
                      && has_use (setting, LINEUP_SETTING_USE_PROPERTY));
      if (setting->type == LINEUP_SETTING_TYPE_NUMBER)
        check_number (setting);
      if (setting->choices != NULL)
        check_choices (setting);
    }
  g_assert_null (lineup_setting_find ("none such"));
}

/* A value that is not the default. */
static void
init_other_value (const LineupSetting *setting, GValue *value)
{
  g_value_init (value, lineup_setting_get_value_type (setting));
  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, setting->default_number == 0);
  else if (G_VALUE_HOLDS_UINT (value))
    g_value_set_uint (value, setting->max);
  else if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    g_value_take_boxed (value, g_strsplit ("http://a.example;http://b.example/x", ";", -1));
  else
    g_value_set_string (value,
                        setting->choices != NULL ? setting->choices[1]
                        : setting->check != NULL ? "koi8-r"
                                                 : setting->name);
}

static void
init_default_value (const LineupSetting *setting, GValue *value)
{
  g_autoptr (LineupAccountChange) change = lineup_account_change_new ();

  lineup_setting_set_default (setting, change);
  g_value_init (value, lineup_setting_get_value_type (setting));
  lineup_setting_get_value (setting, change, value);
}

/* Each by itself: a member that another one stood for would be given, too. */
static void
test_members (void)
{
  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      g_autoptr (LineupAccountChange) change = lineup_account_change_new ();
      g_auto (GValue) other_value = G_VALUE_INIT;
      g_auto (GValue) value = G_VALUE_INIT;

      g_test_message ("%s", setting->name);
      init_other_value (setting, &other_value);
      lineup_setting_set_value (setting, change, &other_value);
      for (const LineupSetting *other = lineup_setting_list (); other->name != NULL; other++)
        g_assert_cmpint (lineup_setting_is_given (other, change), ==, other == setting);
      init_default_value (setting, &value);
      if (G_VALUE_HOLDS_STRING (&value))
        g_assert_cmpstr (g_value_get_string (&value), ==, setting->default_text);
      else if (G_VALUE_HOLDS (&value, G_TYPE_STRV))
        g_assert_cmpuint (g_strv_length (g_value_get_boxed (&value)), ==, 0);
      else if (G_VALUE_HOLDS_UINT (&value))
        g_assert_cmpuint (g_value_get_uint (&value), ==, setting->default_number);
      else
        g_assert_cmpint (g_value_get_boolean (&value), ==, setting->default_number != 0);
    }
}

static void
assert_value (LineupAccount *account, const LineupSetting *setting, const GValue *expected)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (account), setting->name);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_nonnull (pspec);
  g_object_get_property (G_OBJECT (account), setting->name, &value);
  if (G_VALUE_HOLDS (&value, G_TYPE_STRV))
    g_assert_true (g_strv_equal (g_value_get_boxed (&value), g_value_get_boxed (expected)));
  else
    g_assert_cmpint (g_param_values_cmp (pspec, &value, expected), ==, 0);
}

static void
check_file (LineupAccount *account, const LineupSetting *setting, const GValue *expected)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (LineupAccount) loaded = NULL;
  g_autoptr (GError) error = NULL;

  lineup_account_save (account, file);
  g_assert_true (g_key_file_has_key (file, "Account", lineup_setting_get_file_key (setting), NULL));
  loaded = lineup_account_load ("home", file, &error);
  g_assert_no_error (error);
  assert_value (loaded, setting, expected);
}

/* What is a property comes with a change, and what is a habit can be taken back. */
static void
check_change (LineupAccount *account, const LineupSetting *setting, const GValue *expected)
{
  g_autoptr (LineupAccount) fresh = lineup_account_new ("home", lineup_account_get_url (account));
  g_autoptr (LineupAccountChange) change = lineup_account_get_change (fresh, account);
  g_autoptr (LineupAccountChange) back = lineup_account_get_default_change ();
  g_auto (GValue) by_default = G_VALUE_INIT;

  init_default_value (setting, &by_default);
  assert_value (fresh, setting, &by_default);
  lineup_account_apply (fresh, change);
  assert_value (fresh, setting, expected);
  g_assert_cmpint (
      lineup_setting_is_given (setting, back), ==, has_use (setting, LINEUP_SETTING_USE_HABIT));
  lineup_account_apply (fresh, back);
  assert_value (
      fresh, setting, has_use (setting, LINEUP_SETTING_USE_HABIT) ? &by_default : expected);
}

/* All that has a row is kept, copied and changed; secrets are not so much as a property. */
static void
test_account (void)
{
  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      g_autoptr (LineupAccount) account = lineup_account_new ("home", "http://panel.example");
      g_autoptr (LineupAccount) copy = NULL;
      g_auto (GValue) value = G_VALUE_INIT;

      g_test_message ("%s", setting->name);
      if (has_use (setting, LINEUP_SETTING_USE_SECRET))
        {
          g_assert_null (
              g_object_class_find_property (G_OBJECT_GET_CLASS (account), setting->name));
          continue;
        }
      init_other_value (setting, &value);
      g_object_set_property (G_OBJECT (account), setting->name, &value);
      check_file (account, setting, &value);
      copy = lineup_account_copy (account);
      assert_value (copy, setting, &value);
      if (has_use (setting, LINEUP_SETTING_USE_PROPERTY))
        check_change (account, setting, &value);
    }
}

/* What the interface says of a property can be read, or be set as well. */
static void
test_interface (void)
{
  GDBusInterfaceInfo *interface = lineup_dbus_account_interface_info ();
  guint n_writable = 0;

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      GDBusPropertyInfo *property = setting->key != NULL ? g_dbus_interface_info_lookup_property (
                                        interface, setting->key)
                                                         : NULL;
      const gboolean writable = has_use (setting, LINEUP_SETTING_USE_HABIT);

      g_test_message ("%s", setting->name);
      g_assert_cmpint (property != NULL, ==, has_use (setting, LINEUP_SETTING_USE_PROPERTY));
      if (property == NULL)
        continue;
      g_assert_cmpstr (property->signature, ==, types[setting->type]);
      g_assert_cmpuint (property->flags,
                        ==,
                        G_DBUS_PROPERTY_INFO_FLAGS_READABLE
                            | (writable ? G_DBUS_PROPERTY_INFO_FLAGS_WRITABLE : 0));
      n_writable += writable ? 1 : 0;
    }
  /* Nothing else can be set. */
  for (guint i = 0; interface->properties[i] != NULL; i++)
    {
      if ((interface->properties[i]->flags & G_DBUS_PROPERTY_INFO_FLAGS_WRITABLE) != 0)
        n_writable--;
    }
  g_assert_cmpuint (n_writable, ==, 0);
}

static const LineupCtlSetting *
find_in_lineupctl (const char *name)
{
  g_autoptr (GError) error = NULL;
  const LineupCtlSetting *setting = lineup_ctl_setting_find (name, &error);

  g_assert_cmpint (setting == NULL, ==, error != NULL);
  return setting;
}

static void
check_values (const LineupSetting *setting, const LineupCtlSetting *told)
{
  g_autofree char *choices = setting->choices != NULL ? g_strjoinv (" ", (char **)setting->choices)
                                                      : NULL;

  g_assert_cmpstr (told->type, ==, types[setting->type]);
  g_assert_cmpuint (told->min, ==, setting->min);
  g_assert_cmpuint (told->max, ==, setting->max);
  /* The empty text, which comes first where there is one, has no word. */
  g_assert_cmpstr (told->choices, ==, choices != NULL ? choices + strspn (choices, " ") : NULL);
}

/* Addresses are told as servers, without their paths. */
static const char *
get_property (const LineupSetting *setting)
{
  if (g_str_equal (setting->name, "url"))
    return "Server";
  if (g_str_equal (setting->name, "fallback-urls"))
    return "FallbackServers";
  return has_use (setting, LINEUP_SETTING_USE_PROPERTY) ? setting->key : NULL;
}

static void
test_lineupctl (void)
{
  guint n_public = 0;

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      const LineupCtlSetting *told = find_in_lineupctl (setting->name);

      g_test_message ("%s", setting->name);
      g_assert_cmpint (told != NULL, ==, is_public (setting));
      if (told == NULL)
        continue;
      n_public++;
      check_values (setting, told);
      g_assert_cmpstr (told->property, ==, get_property (setting));
      g_assert_cmpint (told->writable, ==, has_use (setting, LINEUP_SETTING_USE_HABIT));
    }
  /* There are no more, but for a file that is handed over, of which its address is kept. */
  for (const LineupCtlSetting *told = lineup_ctl_setting_list (); told->key != NULL; told++)
    n_public -= !g_str_equal (told->key, "file");
  g_assert_cmpuint (n_public, ==, 0);
}

static const LineupCtlOption *
find_option (const char *name)
{
  for (const LineupCtlOption *option = lineup_ctl_setting_options; option->name != NULL; option++)
    {
      if (g_str_equal (option->name, name))
        return option;
    }
  return NULL;
}

/* An option says what is not so by itself. */
static void
check_option (const LineupSetting *setting)
{
  const gboolean is_on = setting->type == LINEUP_SETTING_TYPE_SWITCH
                         && setting->default_number != 0;
  g_autofree char *negated = g_strconcat ("no-", setting->name, NULL);
  const LineupCtlOption *option = find_option (is_on ? negated : setting->name);

  g_assert_nonnull (option);
  g_assert_null (find_option (is_on ? setting->name : negated));
  g_assert_cmpstr (option->type, ==, types[setting->type]);
  g_assert_cmpstr (option->choices, ==, find_in_lineupctl (setting->name)->choices);
  if (setting->type == LINEUP_SETTING_TYPE_NUMBER)
    g_assert_true (has_word (option->summary, setting->min));
}

static void
test_options (void)
{
  guint n_options = 0;

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      g_test_message ("%s", setting->name);
      /* A password is no argument, which all users of a machine can read. */
      if (!has_use (setting, LINEUP_SETTING_USE_CALL) || g_str_equal (setting->name, "password"))
        {
          g_assert_null (find_option (setting->name));
          continue;
        }
      check_option (setting);
      n_options++;
    }
  /* There are no more, but for a file, and whether to try the credentials out. */
  g_assert_nonnull (find_option ("file"));
  g_assert_nonnull (find_option ("no-validate"));
  for (const LineupCtlOption *option = lineup_ctl_setting_options; option->name != NULL; option++)
    n_options--;
  g_assert_cmpuint (n_options + 2, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/setting/table", test_table);
  g_test_add_func ("/setting/members", test_members);
  g_test_add_func ("/setting/account", test_account);
  g_test_add_func ("/setting/interface", test_interface);
  g_test_add_func ("/setting/lineupctl", test_lineupctl);
  g_test_add_func ("/setting/options", test_options);

  return g_test_run ();
}
