/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-setting.h"

#include "lineup-source-type.h"

/* Bits of a row's use, by short names. */
#define CALL      LINEUP_SETTING_USE_CALL
#define PROPERTY  LINEUP_SETTING_USE_PROPERTY
#define HABIT     (LINEUP_SETTING_USE_PROPERTY | LINEUP_SETTING_USE_HABIT)
#define SECRET    LINEUP_SETTING_USE_SECRET
#define REQUIRED  LINEUP_SETTING_USE_REQUIRED
#define CATALOGUE LINEUP_SETTING_USE_CATALOGUE
#define SOURCE    LINEUP_SETTING_USE_SOURCE
#define OWN       0

#define SETTING(name, key, member, type, use)                                                      \
  name, key, LINEUP_SETTING_TYPE_##type, use, G_STRUCT_OFFSET (LineupAccountChange, member)

static const char *const source_types[]
    = { LINEUP_SOURCE_TYPE_TOKEN_PANEL, LINEUP_SOURCE_TYPE_TOKEN_PLAYLIST, NULL };

static const char *const live_formats[] = { "", "ts", "m3u8", NULL };

/* What is no UTF-8 is put into it from this. */
static gboolean
is_encoding (const char *name)
{
  const GIConv converter = *name != '\0' ? g_iconv_open ("UTF-8", name) : (GIConv)-1;

  if (*name == '\0')
    return TRUE;
  if (converter == (GIConv)-1)
    return FALSE;
  g_iconv_close (converter);
  return TRUE;
}

static const LineupSetting settings[] = {
  { SETTING ("type", "Type", type, TEXT, CALL | PROPERTY | CATALOGUE),
    .default_text = LINEUP_SOURCE_TYPE_TOKEN_PANEL,
    .choices = source_types,
    .refusal = "A type is " LINEUP_SOURCE_TYPE_WORDS },
  { SETTING ("url", "Url", url, TEXT, CALL | REQUIRED | CATALOGUE) },
  { SETTING ("fallback-urls", "FallbackUrls", fallback_urls, LIST, CALL | SOURCE) },
  { SETTING ("username", NULL, username, TEXT, CALL | SECRET | CATALOGUE) },
  { SETTING ("password", NULL, password, TEXT, CALL | SECRET | CATALOGUE) },
  { SETTING ("name", "Name", name, TEXT, CALL | PROPERTY), .default_text = "" },
  { SETTING ("user-agent", "UserAgent", user_agent, TEXT, CALL | PROPERTY | SOURCE) },
  { SETTING ("accept-certificate",
             "AcceptCertificate",
             accept_certificate,
             TEXT,
             CALL | PROPERTY | SOURCE) },
  { SETTING ("enabled", "Enabled", enabled, SWITCH, HABIT), .default_number = TRUE },
  { SETTING ("auto-sync", "AutoSync", auto_sync, SWITCH, CALL | HABIT), .default_number = TRUE },
  { SETTING ("sync-interval", "SyncInterval", sync_interval, NUMBER, CALL | HABIT),
    .default_number = 1440,
    .min = 360,
    .max = 525600,
    .refusal = "A sync interval is 360 to 525600 minutes" },
  { SETTING ("unmetered-only", "UnmeteredOnly", unmetered_only, SWITCH, CALL | HABIT),
    .default_number = TRUE },
  { SETTING ("notify", "Notify", notify, SWITCH, CALL | HABIT), .default_number = FALSE },
  { SETTING ("guide", "Guide", guide, SWITCH, CALL | HABIT), .default_number = TRUE },
  { SETTING ("live-format", "LiveFormat", live_format, TEXT, CALL | HABIT),
    .default_text = "",
    .choices = live_formats,
    .refusal = "A live format is “ts”, “m3u8”, or empty for what the panel offers" },
  /* GLib takes a key `Encoding` for the file's own. */
  { SETTING ("encoding", "Encoding", encoding, TEXT, CALL | HABIT | SOURCE),
    .file_key = "ListEncoding",
    .default_text = "",
    .check = is_encoding,
    .refusal = "An encoding is one that iconv knows, such as “windows-1251”, or empty" },
  { SETTING ("second-secret", "SecondSecret", second_secret, SWITCH, OWN | SOURCE),
    .default_number = FALSE },
  { SETTING ("catalogue-url", "CatalogueUrl", catalogue_url, TEXT, OWN) },
  { NULL },
};

const LineupSetting *
lineup_setting_list (void)
{
  return settings;
}

const LineupSetting *
lineup_setting_find (const char *name)
{
  for (const LineupSetting *setting = settings; setting->name != NULL; setting++)
    {
      if (g_str_equal (setting->name, name))
        return setting;
    }
  return NULL;
}

const char *
lineup_setting_get_file_key (const LineupSetting *self)
{
  return self->file_key != NULL ? self->file_key : self->key;
}

GType
lineup_setting_get_value_type (const LineupSetting *self)
{
  static const GType types[] = {
    [LINEUP_SETTING_TYPE_TEXT] = G_TYPE_STRING,
    [LINEUP_SETTING_TYPE_SWITCH] = G_TYPE_BOOLEAN,
    [LINEUP_SETTING_TYPE_NUMBER] = G_TYPE_UINT,
  };

  /* Known at run time only. */
  if (self->type == LINEUP_SETTING_TYPE_LIST)
    return G_TYPE_STRV;
  return types[self->type];
}

gboolean
lineup_setting_is_given (const LineupSetting *self, const LineupAccountChange *change)
{
  switch (self->type)
    {
    case LINEUP_SETTING_TYPE_SWITCH:
      return G_STRUCT_MEMBER (LineupSwitch, change, self->offset) != LINEUP_SWITCH_UNSET;
    case LINEUP_SETTING_TYPE_NUMBER:
      return G_STRUCT_MEMBER (guint, change, self->offset) != 0;
    case LINEUP_SETTING_TYPE_LIST:
      return G_STRUCT_MEMBER (GStrv, change, self->offset) != NULL;
    case LINEUP_SETTING_TYPE_TEXT:
    default:
      return G_STRUCT_MEMBER (char *, change, self->offset) != NULL;
    }
}

void
lineup_setting_get_value (const LineupSetting *self,
                          const LineupAccountChange *change,
                          GValue *value)
{
  switch (self->type)
    {
    case LINEUP_SETTING_TYPE_SWITCH:
      g_value_set_boolean (
          value, G_STRUCT_MEMBER (LineupSwitch, change, self->offset) == LINEUP_SWITCH_ON);
      break;
    case LINEUP_SETTING_TYPE_NUMBER:
      g_value_set_uint (value, G_STRUCT_MEMBER (guint, change, self->offset));
      break;
    case LINEUP_SETTING_TYPE_LIST:
      g_value_set_boxed (value, G_STRUCT_MEMBER (GStrv, change, self->offset));
      break;
    case LINEUP_SETTING_TYPE_TEXT:
    default:
      g_value_set_string (value, G_STRUCT_MEMBER (char *, change, self->offset));
    }
}

static void
replace_text (char **text, const GValue *value)
{
  g_free (*text);
  *text = g_value_dup_string (value);
}

static void
replace_list (GStrv *list, const GValue *value)
{
  g_strfreev (*list);
  *list = g_value_dup_boxed (value);
}

void
lineup_setting_set_value (const LineupSetting *self,
                          LineupAccountChange *change,
                          const GValue *value)
{
  switch (self->type)
    {
    case LINEUP_SETTING_TYPE_SWITCH:
      G_STRUCT_MEMBER (LineupSwitch, change, self->offset) = g_value_get_boolean (value)
                                                                 ? LINEUP_SWITCH_ON
                                                                 : LINEUP_SWITCH_OFF;
      break;
    case LINEUP_SETTING_TYPE_NUMBER:
      G_STRUCT_MEMBER (guint, change, self->offset) = g_value_get_uint (value);
      break;
    case LINEUP_SETTING_TYPE_LIST:
      replace_list (&G_STRUCT_MEMBER (GStrv, change, self->offset), value);
      break;
    case LINEUP_SETTING_TYPE_TEXT:
    default:
      replace_text (&G_STRUCT_MEMBER (char *, change, self->offset), value);
    }
}

void
lineup_setting_set_default (const LineupSetting *self, LineupAccountChange *change)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, lineup_setting_get_value_type (self));
  if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_value_set_boolean (&value, self->default_number != 0);
  else if (G_VALUE_HOLDS_UINT (&value))
    g_value_set_uint (&value, self->default_number);
  else if (G_VALUE_HOLDS (&value, G_TYPE_STRV))
    g_value_take_boxed (&value, g_new0 (char *, 1));
  else
    g_value_set_static_string (&value, self->default_text);
  lineup_setting_set_value (self, change, &value);
}

static gboolean
is_allowed (const LineupSetting *self, const GValue *value)
{
  if (self->check != NULL)
    return g_value_get_string (value) == NULL || self->check (g_value_get_string (value));
  if (self->type == LINEUP_SETTING_TYPE_NUMBER)
    return g_value_get_uint (value) >= self->min && g_value_get_uint (value) <= self->max;
  if (self->type == LINEUP_SETTING_TYPE_LIST)
    return TRUE;
  return self->choices == NULL || g_value_get_string (value) == NULL
         || g_strv_contains (self->choices, g_value_get_string (value));
}

gboolean
lineup_setting_check (const LineupSetting *self, const GValue *value, GError **error)
{
  if (is_allowed (self, value))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, self->refusal);
  return FALSE;
}
