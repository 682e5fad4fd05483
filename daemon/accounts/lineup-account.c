/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account.h"

#include "lineup-key-file.h"
#include "lineup-setting.h"

#include <string.h>

#define GROUP "Account"

/* Characters of an id, at most. */
#define MAX_ID_LENGTH 64

struct _LineupAccount
{
  GObject parent_instance;

  char *id;                      /* (owned) */
  char *secrets[2];              /* (owned): names of both */
  char *guide_secret;            /* (owned): name of that of its guides */
  LineupAccountChange *settings; /* (owned): all that there are, but for secrets */
};

/* The settings' properties come after the id's, in the order of their table. */
enum
{
  PROP_ID = 1,
  PROP_FIRST_SETTING,
};

G_DEFINE_FINAL_TYPE (LineupAccount, lineup_account, G_TYPE_OBJECT)

static const LineupSetting *
get_setting (guint property_id)
{
  return lineup_setting_list () + (property_id - PROP_FIRST_SETTING);
}

static void
lineup_account_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  LineupAccount *self = LINEUP_ACCOUNT (object);

  if (property_id == PROP_ID)
    g_value_set_string (value, self->id);
  else
    lineup_setting_get_value (get_setting (property_id), self->settings, value);
}

static void
set_id (LineupAccount *self, const GValue *value)
{
  self->id = g_value_dup_string (value);
  self->secrets[0] = g_strdup (self->id);
  /* Never the name of another account's: ids have no hyphen. */
  self->secrets[1] = g_strconcat (self->id, "-2", NULL);
  self->guide_secret = g_strconcat (self->id, "-guide", NULL);
}

/* GObject tells lists apart by where they are. */
static gboolean
is_same (GParamSpec *pspec, const GValue *a, const GValue *b)
{
  if (!G_VALUE_HOLDS (a, G_TYPE_STRV))
    return g_param_values_cmp (pspec, a, b) == 0;
  return g_value_get_boxed (a) != NULL && g_value_get_boxed (b) != NULL
         && g_strv_equal (g_value_get_boxed (a), g_value_get_boxed (b));
}

static void
lineup_account_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  LineupAccount *self = LINEUP_ACCOUNT (object);
  g_auto (GValue) present = G_VALUE_INIT;

  g_value_init (&present, pspec->value_type);
  lineup_account_get_property (object, property_id, &present, pspec);
  if (is_same (pspec, &present, value))
    return;

  if (property_id == PROP_ID)
    set_id (self, value);
  else
    lineup_setting_set_value (get_setting (property_id), self->settings, value);
  g_object_notify_by_pspec (object, pspec);
}

static void
lineup_account_finalize (GObject *object)
{
  LineupAccount *self = LINEUP_ACCOUNT (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->secrets[0], g_free);
  g_clear_pointer (&self->secrets[1], g_free);
  g_clear_pointer (&self->guide_secret, g_free);
  g_clear_pointer (&self->settings, lineup_account_change_free);

  G_OBJECT_CLASS (lineup_account_parent_class)->finalize (object);
}

static GParamSpec *
make_spec (const LineupSetting *setting, GParamFlags flags)
{
  switch (setting->type)
    {
    case LINEUP_SETTING_TYPE_SWITCH:
      return g_param_spec_boolean (setting->name, NULL, NULL, setting->default_number != 0, flags);
    case LINEUP_SETTING_TYPE_NUMBER:
      return g_param_spec_uint (
          setting->name, NULL, NULL, setting->min, setting->max, setting->default_number, flags);
    case LINEUP_SETTING_TYPE_LIST:
      return g_param_spec_boxed (setting->name, NULL, NULL, G_TYPE_STRV, flags);
    case LINEUP_SETTING_TYPE_TEXT:
    default:
      return g_param_spec_string (setting->name, NULL, NULL, setting->default_text, flags);
    }
}

static gboolean
is_secret (const LineupSetting *setting)
{
  return (setting->use & LINEUP_SETTING_USE_SECRET) != 0;
}

static void
lineup_account_class_init (LineupAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const LineupSetting *settings = lineup_setting_list ();

  object_class->get_property = lineup_account_get_property;
  object_class->set_property = lineup_account_set_property;
  object_class->finalize = lineup_account_finalize;

  g_object_class_install_property (
      object_class,
      PROP_ID,
      g_param_spec_string ("id", NULL, NULL, NULL, flags | G_PARAM_CONSTRUCT_ONLY));
  for (guint i = 0; settings[i].name != NULL; i++)
    {
      if (!is_secret (&settings[i]))
        g_object_class_install_property (
            object_class, PROP_FIRST_SETTING + i, make_spec (&settings[i], flags));
    }
}

static void
lineup_account_init (LineupAccount *self)
{
  self->settings = lineup_account_change_new ();
  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if (!is_secret (setting))
        lineup_setting_set_default (setting, self->settings);
    }
}

gboolean
lineup_account_is_valid_id (const char *id)
{
  const size_t length = strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789_");

  return id[length] == '\0' && length >= 1 && length <= MAX_ID_LENGTH;
}

LineupAccount *
lineup_account_new (const char *id, const char *url)
{
  g_return_val_if_fail (lineup_account_is_valid_id (id), NULL);

  return g_object_new (LINEUP_TYPE_ACCOUNT, "id", id, "url", url, NULL);
}

const char *
lineup_account_get_id (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->id;
}

LineupSourceType
lineup_account_get_source_type (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), LINEUP_SOURCE_TYPE_PANEL);

  return lineup_source_type_from_string (self->settings->type);
}

const char *
lineup_account_get_url (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->settings->url;
}

const char *const *
lineup_account_get_fallback_urls (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return (const char *const *)self->settings->fallback_urls;
}

const char *
lineup_account_get_user_agent (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->settings->user_agent;
}

const char *
lineup_account_get_accept_certificate (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->settings->accept_certificate;
}

gboolean
lineup_account_get_enabled (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), FALSE);

  return self->settings->enabled == LINEUP_SWITCH_ON;
}

gboolean
lineup_account_get_auto_sync (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), FALSE);

  return self->settings->auto_sync == LINEUP_SWITCH_ON;
}

gboolean
lineup_account_get_guide (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), FALSE);

  return self->settings->guide == LINEUP_SWITCH_ON;
}

const char *
lineup_account_get_live_format (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return *self->settings->live_format != '\0' ? self->settings->live_format : NULL;
}

const char *
lineup_account_get_encoding (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return *self->settings->encoding != '\0' ? self->settings->encoding : NULL;
}

static gboolean
has_second_secret (LineupAccount *self)
{
  return self->settings->second_secret == LINEUP_SWITCH_ON;
}

const char *
lineup_account_get_secret (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->secrets[has_second_secret (self) ? 1 : 0];
}

const char *
lineup_account_get_other_secret (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->secrets[has_second_secret (self) ? 0 : 1];
}

const char *
lineup_account_get_guide_secret (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->guide_secret;
}

void
lineup_account_swap_secrets (LineupAccount *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));

  g_object_set (self, "second-secret", !has_second_secret (self), NULL);
}

const char *
lineup_account_get_catalogue_url (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->settings->catalogue_url;
}

static void
copy_value (LineupAccount *self, const LineupSetting *setting, const LineupAccountChange *from)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, lineup_setting_get_value_type (setting));
  lineup_setting_get_value (setting, from, &value);
  g_object_set_property (G_OBJECT (self), setting->name, &value);
}

void
lineup_account_assign (LineupAccount *self, LineupAccount *source)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));

  g_object_freeze_notify (G_OBJECT (self));
  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if (!is_secret (setting))
        copy_value (self, setting, source->settings);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

LineupAccount *
lineup_account_copy (LineupAccount *self)
{
  LineupAccount *copy = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  copy = lineup_account_new (self->id, NULL);
  lineup_account_assign (copy, self);
  return copy;
}

/* Empty text takes back what was there, where none is set at first. */
static gboolean
takes_back (const LineupSetting *setting, const LineupAccountChange *change)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (setting->type != LINEUP_SETTING_TYPE_TEXT || setting->default_text != NULL)
    return FALSE;
  g_value_init (&value, G_TYPE_STRING);
  lineup_setting_get_value (setting, change, &value);
  return *g_value_get_string (&value) == '\0';
}

void
lineup_account_apply (LineupAccount *self, const LineupAccountChange *change)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if ((setting->use & LINEUP_SETTING_USE_PROPERTY) == 0
          || !lineup_setting_is_given (setting, change))
        continue;
      if (takes_back (setting, change))
        g_object_set (self, setting->name, NULL, NULL);
      else
        copy_value (self, setting, change);
    }
}

LineupAccountChange *
lineup_account_get_default_change (void)
{
  LineupAccountChange *change = lineup_account_change_new ();

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if ((setting->use & LINEUP_SETTING_USE_HABIT) != 0)
        lineup_setting_set_default (setting, change);
    }
  return change;
}

static void
tell_value (LineupAccount *self, const LineupSetting *setting, LineupAccountChange *change)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, lineup_setting_get_value_type (setting));
  lineup_setting_get_value (setting, self->settings, &value);
  /* Text that takes back what is there, if there is none. */
  if (G_VALUE_HOLDS_STRING (&value) && g_value_get_string (&value) == NULL)
    g_value_set_static_string (&value, "");
  lineup_setting_set_value (setting, change, &value);
}

LineupAccountChange *
lineup_account_get_change (LineupAccount *self, LineupAccount *target)
{
  LineupAccountChange *change = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  change = lineup_account_change_new ();
  change->is_written = TRUE;
  if (!g_str_equal (target->settings->url, self->settings->url))
    change->url = g_strdup (target->settings->url);
  if (!g_str_equal (target->settings->type, self->settings->type))
    change->type = g_strdup (target->settings->type);
  if (!g_strv_equal (lineup_account_get_fallback_urls (target),
                     lineup_account_get_fallback_urls (self)))
    change->fallback_urls = g_strdupv (target->settings->fallback_urls);
  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if ((setting->use & LINEUP_SETTING_USE_PROPERTY) != 0
          && (setting->use & LINEUP_SETTING_USE_CATALOGUE) == 0)
        tell_value (target, setting, change);
    }
  return change;
}

static void
save_list (GKeyFile *file, const char *key, const char *const *list)
{
  if (*list != NULL)
    g_key_file_set_string_list (file, GROUP, key, list, g_strv_length ((GStrv)list));
  else
    g_key_file_remove_key (file, GROUP, key, NULL);
}

static void
save_setting (LineupAccount *self, const LineupSetting *setting, GKeyFile *file)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, lineup_setting_get_value_type (setting));
  lineup_setting_get_value (setting, self->settings, &value);
  if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_key_file_set_boolean (
        file, GROUP, lineup_setting_get_file_key (setting), g_value_get_boolean (&value));
  else if (G_VALUE_HOLDS_UINT (&value))
    g_key_file_set_integer (
        file, GROUP, lineup_setting_get_file_key (setting), (int)g_value_get_uint (&value));
  else if (G_VALUE_HOLDS (&value, G_TYPE_STRV))
    save_list (file, setting->key, g_value_get_boxed (&value));
  else if (g_value_get_string (&value) != NULL)
    g_key_file_set_string (
        file, GROUP, lineup_setting_get_file_key (setting), g_value_get_string (&value));
  else
    g_key_file_remove_key (file, GROUP, lineup_setting_get_file_key (setting), NULL);
}

void
lineup_account_save (LineupAccount *self, GKeyFile *file)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if (!is_secret (setting))
        save_setting (self, setting, file);
    }
}

/* GLib's words repeat the value, and with an address there may be a password in it. */
static void
set_load_error (GError **error, const GError *reason, const char *key)
{
  const char *what = "has a value that it can't have";

  if (g_error_matches (reason, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND)
      || g_error_matches (reason, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND))
    what = "is not there";
  g_set_error (error, reason->domain, reason->code, "%s %s", key, what);
}

static void
read_value (const LineupSetting *setting, GKeyFile *file, GValue *value, GError **error)
{
  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (
        value, g_key_file_get_boolean (file, GROUP, lineup_setting_get_file_key (setting), error));
  else if (G_VALUE_HOLDS_UINT (value))
    g_value_set_uint (
        value,
        (guint)lineup_key_file_get_number (
            file, GROUP, lineup_setting_get_file_key (setting), setting->min, setting->max, error));
  else if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    g_value_take_boxed (value, g_key_file_get_string_list (file, GROUP, setting->key, NULL, error));
  else
    g_value_take_string (
        value, g_key_file_get_string (file, GROUP, lineup_setting_get_file_key (setting), error));
}

static gboolean
load_setting (LineupAccount *self, const LineupSetting *setting, GKeyFile *file, GError **error)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) local_error = NULL;

  g_value_init (&value, lineup_setting_get_value_type (setting));
  read_value (setting, file, &value, &local_error);
  if (local_error == NULL && !lineup_setting_check (setting, &value, NULL))
    g_set_error_literal (
        &local_error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, setting->refusal);
  if (local_error == NULL)
    {
      g_object_set_property (G_OBJECT (self), setting->name, &value);
      return TRUE;
    }
  if (g_error_matches (local_error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND)
      && (setting->use & LINEUP_SETTING_USE_REQUIRED) == 0)
    return TRUE;
  set_load_error (error, local_error, lineup_setting_get_file_key (setting));
  return FALSE;
}

LineupAccount *
lineup_account_load (const char *id, GKeyFile *file, GError **error)
{
  g_autoptr (LineupAccount) self = lineup_account_new (id, NULL);

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if (!is_secret (setting) && !load_setting (self, setting, file, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}
