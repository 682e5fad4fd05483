/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-names.h"
#include "lineup-ctl-place.h"
#include "lineup-ctl-secret.h"
#include "lineup-ctl-setting.h"
#include "lineup-ctl-table.h"
#include "lineup-ctl-terminal.h"

#include <glib/gi18n.h>

static GVariant *
read_setting (LineupDBusObject *object, const LineupCtlSetting *setting)
{
  GDBusProxy *proxy = G_DBUS_PROXY (lineup_dbus_object_peek_account (object));

  return setting->property != NULL ? g_dbus_proxy_get_cached_property (proxy, setting->property)
                                   : NULL;
}

static char *
to_text (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **words = g_variant_get_strv (value, NULL);

      return words[0] != NULL ? g_strjoinv (" ", (char **)words) : g_strdup (_ ("(not set)"));
    }
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_print (value, FALSE);
  if (g_variant_get_string (value, NULL)[0] == '\0')
    return g_strdup (_ ("(not set)"));
  return g_variant_dup_string (value, NULL);
}

static void
show_all (LineupCtlCall *call, LineupDBusObject *object)
{
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, TRUE);
  g_auto (GVariantDict) all = G_VARIANT_DICT_INIT (NULL);

  for (const LineupCtlSetting *setting = lineup_ctl_setting_list (); setting->key != NULL;
       setting++)
    {
      g_autoptr (GVariant) value = read_setting (object, setting);
      g_autofree char *text = value != NULL ? to_text (value) : NULL;

      if (value != NULL)
        g_variant_dict_insert_value (&all, setting->key, value);
      lineup_ctl_table_add (table, setting->key, text != NULL ? text : _ ("(not shown)"), NULL);
    }
  if (call->json)
    lineup_ctl_json_print (g_variant_dict_end (&all));
  else
    lineup_ctl_table_print (table);
}

static gboolean
show_one (LineupCtlCall *call,
          LineupDBusObject *object,
          const LineupCtlSetting *setting,
          GError **error)
{
  g_autoptr (GVariant) value = read_setting (object, setting);
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, TRUE);
  g_autofree char *text = NULL;

  if (value == NULL)
    {
      g_autofree char *values = lineup_ctl_setting_describe (setting);

      g_set_error (error,
                   LINEUP_CTL_ERROR,
                   LINEUP_CTL_ERROR_USAGE,
                   _ ("%s can be set, but not be read. It takes %s"),
                   setting->key,
                   values);
      return FALSE;
    }
  if (call->json)
    {
      lineup_ctl_json_print (g_variant_new_parsed ("{%s: %v}", setting->key, value));
      return TRUE;
    }
  text = to_text (value);
  lineup_ctl_table_add (table, text, NULL);
  lineup_ctl_table_print (table);
  return TRUE;
}

static gboolean
set_property (LineupDBusObject *object, const char *name, GVariant *value, GError **error)
{
  GDBusProxy *proxy = G_DBUS_PROXY (lineup_dbus_object_peek_account (object));
  g_autoptr (GVariant) reply = g_dbus_proxy_call_sync (
      proxy,
      "org.freedesktop.DBus.Properties.Set",
      g_variant_new ("(ssv)", LINEUP_CTL_ACCOUNT, name, value),
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      NULL,
      error);

  return reply != NULL;
}

/* The text of a setting that is not a property. Credentials are only ever asked for. */
static char *
get_text (const LineupCtlSetting *setting, const char *given, GError **error)
{
  if (g_str_equal (setting->key, "password"))
    {
      if (given == NULL)
        return lineup_ctl_terminal_ask (_ ("Password"), TRUE, error);
      lineup_ctl_secret_refuse (error);
      return NULL;
    }
  if (g_str_equal (setting->key, "url"))
    {
      if (g_str_equal (given, "-"))
        return lineup_ctl_terminal_ask (_ ("Address"), FALSE, error);
      return lineup_ctl_secret_check_url (given, error) ? g_strdup (given) : NULL;
    }
  return g_strdup (given);
}

/* Each is an argument, which every user of the machine can read. */
static gboolean
add_addresses (GVariantDict *changes, const char *key, const char *given, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (given, " \t\n", -1);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        continue;
      if (!lineup_ctl_secret_check_url (words[i], error))
        return FALSE;
      g_ptr_array_add (addresses, words[i]);
    }
  g_variant_dict_insert_value (
      changes,
      key,
      g_variant_new_strv ((const char *const *)addresses->pdata, (gssize)addresses->len));
  return TRUE;
}

static gboolean
add_change (GVariantDict *changes,
            const LineupCtlSetting *setting,
            const char *given,
            GUnixFDList *files,
            GError **error)
{
  g_autofree char *text = NULL;

  /* Another user has another password. */
  if (g_str_equal (setting->key, "username"))
    {
      if (given != NULL)
        g_variant_dict_insert (changes, "username", "s", given);
      return lineup_ctl_secret_ask_credentials (changes, error);
    }

  if (g_str_equal (setting->type, "as"))
    return add_addresses (changes, setting->key, given, error);
  text = get_text (setting, given, error);
  if (text == NULL)
    return FALSE;
  g_variant_dict_insert (changes, setting->key, "s", text);
  /* What is of another type is somewhere else. */
  return g_str_equal (setting->key, "type") ? lineup_ctl_place_complete (changes, files, error)
                                            : lineup_ctl_place_open (changes, files, error);
}

static gboolean
change (LineupCtlCall *call,
        LineupDBusObject *object,
        const LineupCtlSetting *setting,
        const char *text,
        GError **error)
{
  g_auto (GVariantDict) changes = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
  gboolean validate = TRUE;

  if (setting->writable)
    {
      g_autoptr (GVariant) value = lineup_ctl_setting_parse (setting, text, error);

      return value != NULL && set_property (object, setting->property, value, error);
    }

  if (!add_change (&changes, setting, text, files, error))
    return FALSE;
  if (g_variant_dict_lookup (&call->options, "validate", "b", &validate))
    g_variant_dict_insert (&changes, "validate", "b", validate);
  return lineup_ctl_place_send (call->session,
                                "UpdateAccount",
                                lineup_ctl_session_get_id (object),
                                g_variant_dict_end (&changes),
                                files,
                                error);
}

static gboolean
run_settings (LineupCtlCall *call, LineupDBusObject *object, GError **error)
{
  const LineupCtlSetting *setting = NULL;
  gboolean is_credential = FALSE;

  if (lineup_ctl_call_has (call, "reset"))
    return lineup_dbus_account_call_reset_settings_sync (
        lineup_dbus_object_peek_account (object), NULL, error);
  if (call->n_words == 0)
    {
      show_all (call, object);
      return TRUE;
    }
  setting = lineup_ctl_setting_find (call->words[0], error);
  if (setting == NULL)
    return FALSE;
  is_credential = g_str_equal (setting->key, "username") || g_str_equal (setting->key, "password");
  if (call->n_words == 1 && !is_credential)
    return show_one (call, object, setting, error);
  return change (call, object, setting, call->words[1], error);
}

static LineupCtlExit
settings (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = lineup_ctl_session_find (call->session, call->account, error);

  if (object == NULL || !run_settings (call, object, error))
    return LINEUP_CTL_EXIT_FAILED;
  return LINEUP_CTL_EXIT_DONE;
}

static const LineupCtlOption options[] = {
  { "reset", 0, "b", NULL, N_ ("take back how to sync and to play"), NULL },
  { "no-validate", 0, "b", NULL, N_ ("do not try new credentials out first"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_settings = {
  .name = "settings",
  .arguments = "[KEY [VALUE]]",
  .max = 2,
  .choices = LINEUP_CTL_KEYS,
  .summary = N_ ("show or change an account's settings"),
  .description = N_ ("The password is asked for, or read from standard input, and so is an "
                     "address where VALUE is a -, or for another type."),
  .options = options,
  .daemon = TRUE,
  .run = settings,
};
