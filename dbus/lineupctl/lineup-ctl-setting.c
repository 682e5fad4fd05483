/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-setting.h"

#include "lineup-ctl-error.h"

#include <glib/gi18n.h>

#define YES_OR_NO    N_ ("true or false")
#define LIVE_FORMATS "ts m3u8"
#define TYPES        "xtream playlist"

static const LineupCtlSetting settings[] = {
  { "enabled", "b", "Enabled", TRUE, YES_OR_NO },
  { "auto-sync", "b", "AutoSync", TRUE, YES_OR_NO },
  { "sync-interval", "u", "SyncInterval", TRUE, N_ ("minutes"), .min = 360, .max = 525600 },
  { "unmetered-only", "b", "UnmeteredOnly", TRUE, YES_OR_NO },
  { "notify", "b", "Notify", TRUE, YES_OR_NO },
  { "guide", "b", "Guide", TRUE, YES_OR_NO },
  { "live-format",
    "s",
    "LiveFormat",
    TRUE,
    N_ ("ts, m3u8, or empty for what the panel offers"),
    .choices = LIVE_FORMATS },
  { "encoding",
    "s",
    "Encoding",
    TRUE,
    N_ ("what a playlist is written in that is not UTF-8; empty for nothing") },
  { "name", "s", "Name", FALSE, N_ ("any text") },
  { "type", "s", "Type", FALSE, N_ ("xtream or playlist"), .choices = TYPES },
  { "url", "s", "Server", FALSE, N_ ("an address without credentials, or - to be asked for it") },
  { "file", "s", NULL, FALSE, N_ ("the path of a playlist") },
  { "fallback-urls",
    "as",
    "FallbackServers",
    FALSE,
    N_ ("addresses with blanks between them, without credentials; empty for none") },
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

const LineupCtlOption lineup_ctl_setting_options[] = {
  { "type", 0, "s", "xtream|playlist", N_ ("what it is of (default: a panel's login)"), TYPES },
  { "url", 0, "s", "URL", N_ ("the address, without credentials"), NULL },
  { "file", 0, "s", "FILE", N_ ("a playlist that is a file"), NULL },
  { "fallback-urls", 0, "as", "URL", N_ ("another of the same; may be repeated"), NULL },
  { "username", 0, "s", "NAME", N_ ("the user name"), NULL },
  { "name", 0, "s", "TEXT", N_ ("what to call it, for people"), NULL },
  { "user-agent", 0, "s", "TEXT", N_ ("what to call ourselves"), NULL },
  { "no-auto-sync", 0, "b", NULL, N_ ("do not sync it by itself"), NULL },
  { "sync-interval", 0, "u", "MINUTES", N_ ("time between syncs, from 360"), NULL },
  { "no-unmetered-only", 0, "b", NULL, N_ ("sync over metered networks, too"), NULL },
  { "notify", 0, "b", NULL, N_ ("tell on the desktop of each sync"), NULL },
  { "no-guide", 0, "b", NULL, N_ ("do not read what is on by itself"), NULL },
  { "live-format",
    0,
    "s",
    "ts|m3u8",
    N_ ("what channels come in (default: what there is)"),
    LIVE_FORMATS },
  { "encoding", 0, "s", "NAME", N_ ("what a playlist is in that is not UTF-8"), NULL },
  { "accept-certificate",
    0,
    "s",
    "SHA256",
    N_ ("trust the certificate of this fingerprint"),
    NULL },
  { "no-validate", 0, "b", NULL, N_ ("do not try it out first"), NULL },
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

char *
lineup_ctl_setting_describe (const LineupCtlSetting *self)
{
  if (self->max == 0)
    return g_strdup (_ (self->values));
  /* Translators: a unit, and the least and most of it. */
  return g_strdup_printf (_ ("%s, from %u to %u"), _ (self->values), self->min, self->max);
}

char *
lineup_ctl_setting_describe_keys (void)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (const LineupCtlSetting *setting = settings; setting->key != NULL; setting++)
    {
      g_auto (GStrv) words = g_strsplit (setting->choices != NULL ? setting->choices : "", " ", -1);
      g_autofree char *choices = g_strjoinv (", ", words);
      const char *hint = setting->max != 0 ? _ (setting->values) : choices;

      g_string_append_printf (keys, "%s%s", keys->len > 0 ? ", " : "", setting->key);
      if (*hint != '\0')
        g_string_append_printf (keys, " (%s)", hint);
    }
  return g_string_free (g_steal_pointer (&keys), FALSE);
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
  g_autofree char *values = NULL;

  if (self->type[0] == 's')
    value = g_variant_new_string (text);
  else
    value = self->type[0] == 'b' ? parse_flag (text) : parse_number (text);
  if (value != NULL)
    return g_variant_ref_sink (value);
  values = lineup_ctl_setting_describe (self);
  g_set_error (
      error, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_USAGE, _ ("%s takes %s"), self->key, values);
  return NULL;
}
