/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-setting.h"

#include "lineup-ctl-error.h"

#include <glib/gi18n.h>

#define YES_OR_NO N_ ("true or false")

static const LineupCtlSetting settings[] = {
  { "enabled", "b", "Enabled", TRUE, YES_OR_NO },
  { "auto-sync", "b", "AutoSync", TRUE, YES_OR_NO },
  { "sync-interval", "u", "SyncInterval", TRUE, N_ ("minutes, from 360 to 525600") },
  { "unmetered-only", "b", "UnmeteredOnly", TRUE, YES_OR_NO },
  { "notify", "b", "Notify", TRUE, YES_OR_NO },
  { "live-format", "s", "LiveFormat", TRUE, N_ ("ts, m3u8, or empty for what the panel offers") },
  { "name", "s", "Name", FALSE, N_ ("any text") },
  { "url", "s", "Server", FALSE, N_ ("an address without credentials, or - to be asked for it") },
  { "username", "s", NULL, FALSE, N_ ("a user name") },
  { "password", "s", NULL, FALSE, N_ ("no argument: it is asked for") },
  { "user-agent", "s", "UserAgent", FALSE, N_ ("any text; empty for the usual one") },
  { "accept-certificate",
    "s",
    "AcceptCertificate",
    FALSE,
    N_ ("a SHA-256 fingerprint; empty for none") },
  { NULL },
};

const LineupCtlSetting *
lineup_ctl_setting_list (void)
{
  return settings;
}

const LineupCtlSetting *
lineup_ctl_setting_find (const char *key, GError **error)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (const LineupCtlSetting *setting = settings; setting->key != NULL; setting++)
    {
      if (g_str_equal (setting->key, key))
        return setting;
      g_string_append_printf (keys, "%s%s", keys->len > 0 ? ", " : "", setting->key);
    }
  g_set_error (error,
               LINEUP_CTL_ERROR,
               LINEUP_CTL_ERROR_USAGE,
               _ ("There is no setting %s. There are: %s"),
               key,
               keys->str);
  return NULL;
}

static GVariant *
parse_flag (const char *text)
{
  const char *const yes[] = { "true", "yes", "on", "1", NULL };
  const char *const no[] = { "false", "no", "off", "0", NULL };

  if (g_strv_contains (yes, text))
    return g_variant_new_boolean (TRUE);
  return g_strv_contains (no, text) ? g_variant_new_boolean (FALSE) : NULL;
}

static GVariant *
parse_number (const char *text)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL))
    return NULL;
  return g_variant_new_uint32 ((guint32)number);
}

GVariant *
lineup_ctl_setting_parse (const LineupCtlSetting *self, const char *text, GError **error)
{
  GVariant *value = NULL;

  if (self->type[0] == 's')
    value = g_variant_new_string (text);
  else
    value = self->type[0] == 'b' ? parse_flag (text) : parse_number (text);
  if (value != NULL)
    return g_variant_ref_sink (value);
  g_set_error (error,
               LINEUP_CTL_ERROR,
               LINEUP_CTL_ERROR_USAGE,
               _ ("%s takes %s"),
               self->key,
               _ (self->values));
  return NULL;
}
