/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account.h"

#include "lineup-key-file.h"

#include <string.h>

#define GROUP         "Account"
#define MAX_ID_LENGTH 64

struct _LineupAccount
{
  GObject parent_instance;

  char *id;                 /* (owned) */
  char *secrets[2];         /* (owned): names of both */
  char *url;                /* (owned) */
  char *name;               /* (owned) */
  char *user_agent;         /* (owned) (nullable) */
  char *accept_certificate; /* (owned) (nullable) */
  gboolean enabled;
  gboolean auto_sync;
  guint sync_interval; /* minutes */
  gboolean unmetered_only;
  gboolean notify;
  char *live_format; /* (owned) */
  gboolean second_secret;
  char *catalogue_url; /* (owned) (nullable) */
};

enum
{
  PROP_ID = 1,
  PROP_URL,
  PROP_NAME,
  PROP_USER_AGENT,
  PROP_ACCEPT_CERTIFICATE,
  PROP_ENABLED,
  PROP_AUTO_SYNC,
  PROP_SYNC_INTERVAL,
  PROP_UNMETERED_ONLY,
  PROP_NOTIFY,
  PROP_LIVE_FORMAT,
  PROP_SECOND_SECRET,
  PROP_CATALOGUE_URL,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* Every property but the id is also a key of the file. */
static const char *const keys[N_PROPERTIES] = {
  [PROP_URL] = "Url",
  [PROP_NAME] = "Name",
  [PROP_USER_AGENT] = "UserAgent",
  [PROP_ACCEPT_CERTIFICATE] = "AcceptCertificate",
  [PROP_ENABLED] = "Enabled",
  [PROP_AUTO_SYNC] = "AutoSync",
  [PROP_SYNC_INTERVAL] = "SyncInterval",
  [PROP_UNMETERED_ONLY] = "UnmeteredOnly",
  [PROP_NOTIFY] = "Notify",
  [PROP_LIVE_FORMAT] = "LiveFormat",
  [PROP_SECOND_SECRET] = "SecondSecret",
  [PROP_CATALOGUE_URL] = "CatalogueUrl",
};

G_DEFINE_FINAL_TYPE (LineupAccount, lineup_account, G_TYPE_OBJECT)

static void
lineup_account_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  LineupAccount *self = LINEUP_ACCOUNT (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_USER_AGENT:
      g_value_set_string (value, self->user_agent);
      break;
    case PROP_ACCEPT_CERTIFICATE:
      g_value_set_string (value, self->accept_certificate);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_AUTO_SYNC:
      g_value_set_boolean (value, self->auto_sync);
      break;
    case PROP_SYNC_INTERVAL:
      g_value_set_uint (value, self->sync_interval);
      break;
    case PROP_UNMETERED_ONLY:
      g_value_set_boolean (value, self->unmetered_only);
      break;
    case PROP_NOTIFY:
      g_value_set_boolean (value, self->notify);
      break;
    case PROP_LIVE_FORMAT:
      g_value_set_string (value, self->live_format);
      break;
    case PROP_SECOND_SECRET:
      g_value_set_boolean (value, self->second_secret);
      break;
    case PROP_CATALOGUE_URL:
      g_value_set_string (value, self->catalogue_url);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
replace_string (char **field, const GValue *value)
{
  g_free (*field);
  *field = g_value_dup_string (value);
}

static void
set_id (LineupAccount *self, const GValue *value)
{
  replace_string (&self->id, value);
  self->secrets[0] = g_strdup (self->id);
  /* Never the name of another account's: ids have no hyphen. */
  self->secrets[1] = g_strconcat (self->id, "-2", NULL);
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
  if (g_param_values_cmp (pspec, &present, value) == 0)
    return;

  switch (property_id)
    {
    case PROP_ID:
      set_id (self, value);
      break;
    case PROP_URL:
      replace_string (&self->url, value);
      break;
    case PROP_NAME:
      replace_string (&self->name, value);
      break;
    case PROP_USER_AGENT:
      replace_string (&self->user_agent, value);
      break;
    case PROP_ACCEPT_CERTIFICATE:
      replace_string (&self->accept_certificate, value);
      break;
    case PROP_ENABLED:
      self->enabled = g_value_get_boolean (value);
      break;
    case PROP_AUTO_SYNC:
      self->auto_sync = g_value_get_boolean (value);
      break;
    case PROP_SYNC_INTERVAL:
      self->sync_interval = g_value_get_uint (value);
      break;
    case PROP_UNMETERED_ONLY:
      self->unmetered_only = g_value_get_boolean (value);
      break;
    case PROP_NOTIFY:
      self->notify = g_value_get_boolean (value);
      break;
    case PROP_LIVE_FORMAT:
      replace_string (&self->live_format, value);
      break;
    case PROP_SECOND_SECRET:
      self->second_secret = g_value_get_boolean (value);
      break;
    case PROP_CATALOGUE_URL:
      replace_string (&self->catalogue_url, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
lineup_account_finalize (GObject *object)
{
  LineupAccount *self = LINEUP_ACCOUNT (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->secrets[0], g_free);
  g_clear_pointer (&self->secrets[1], g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->user_agent, g_free);
  g_clear_pointer (&self->accept_certificate, g_free);
  g_clear_pointer (&self->live_format, g_free);
  g_clear_pointer (&self->catalogue_url, g_free);

  G_OBJECT_CLASS (lineup_account_parent_class)->finalize (object);
}

static void
lineup_account_class_init (LineupAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags construct = flags | G_PARAM_CONSTRUCT;

  object_class->get_property = lineup_account_get_property;
  object_class->set_property = lineup_account_set_property;
  object_class->finalize = lineup_account_finalize;

  properties[PROP_ID] = g_param_spec_string (
      "id", NULL, NULL, NULL, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", construct);
  properties[PROP_USER_AGENT] = g_param_spec_string ("user-agent", NULL, NULL, NULL, flags);
  properties[PROP_ACCEPT_CERTIFICATE] = g_param_spec_string (
      "accept-certificate", NULL, NULL, NULL, flags);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE, construct);
  properties[PROP_AUTO_SYNC] = g_param_spec_boolean ("auto-sync", NULL, NULL, TRUE, construct);
  properties[PROP_SYNC_INTERVAL] = g_param_spec_uint ("sync-interval",
                                                      NULL,
                                                      NULL,
                                                      LINEUP_ACCOUNT_MIN_SYNC_INTERVAL,
                                                      LINEUP_ACCOUNT_MAX_SYNC_INTERVAL,
                                                      LINEUP_ACCOUNT_DEFAULT_SYNC_INTERVAL,
                                                      construct);
  properties[PROP_UNMETERED_ONLY] = g_param_spec_boolean (
      "unmetered-only", NULL, NULL, TRUE, construct);
  properties[PROP_NOTIFY] = g_param_spec_boolean ("notify", NULL, NULL, FALSE, construct);
  properties[PROP_LIVE_FORMAT] = g_param_spec_string ("live-format", NULL, NULL, "", construct);
  properties[PROP_SECOND_SECRET] = g_param_spec_boolean ("second-secret", NULL, NULL, FALSE, flags);
  properties[PROP_CATALOGUE_URL] = g_param_spec_string ("catalogue-url", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
lineup_account_init (LineupAccount *self)
{
}

gboolean
lineup_account_is_valid_id (const char *id)
{
  const size_t length = strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789_");

  return id[length] == '\0' && length >= 1 && length <= MAX_ID_LENGTH;
}

gboolean
lineup_account_is_valid_live_format (const char *format)
{
  static const char *const formats[] = { "", "ts", "m3u8", NULL };

  return g_strv_contains (formats, format);
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

const char *
lineup_account_get_url (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->url;
}

const char *
lineup_account_get_user_agent (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->user_agent;
}

const char *
lineup_account_get_accept_certificate (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->accept_certificate;
}

gboolean
lineup_account_get_enabled (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), FALSE);

  return self->enabled;
}

gboolean
lineup_account_get_auto_sync (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), FALSE);

  return self->auto_sync;
}

const char *
lineup_account_get_live_format (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return *self->live_format != '\0' ? self->live_format : NULL;
}

const char *
lineup_account_get_secret (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->secrets[self->second_secret ? 1 : 0];
}

const char *
lineup_account_get_other_secret (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->secrets[self->second_secret ? 0 : 1];
}

void
lineup_account_swap_secrets (LineupAccount *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));

  g_object_set (self, "second-secret", !self->second_secret, NULL);
}

const char *
lineup_account_get_catalogue_url (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->catalogue_url;
}

void
lineup_account_assign (LineupAccount *self, LineupAccount *source)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_URL; i < N_PROPERTIES; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, properties[i]->value_type);
      g_object_get_property (G_OBJECT (source), properties[i]->name, &value);
      g_object_set_property (G_OBJECT (self), properties[i]->name, &value);
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

static void
apply_string (LineupAccount *self, guint property, const char *value)
{
  if (value != NULL)
    g_object_set (self, properties[property]->name, *value != '\0' ? value : NULL, NULL);
}

static void
apply_switch (LineupAccount *self, guint property, LineupSwitch value)
{
  if (value != LINEUP_SWITCH_UNSET)
    g_object_set (self, properties[property]->name, value == LINEUP_SWITCH_ON, NULL);
}

void
lineup_account_apply (LineupAccount *self, const LineupAccountChange *change)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));

  if (change->name != NULL)
    g_object_set (self, "name", change->name, NULL);
  apply_string (self, PROP_USER_AGENT, change->user_agent);
  apply_string (self, PROP_ACCEPT_CERTIFICATE, change->accept_certificate);
  apply_switch (self, PROP_ENABLED, change->enabled);
  apply_switch (self, PROP_AUTO_SYNC, change->auto_sync);
  apply_switch (self, PROP_UNMETERED_ONLY, change->unmetered_only);
  apply_switch (self, PROP_NOTIFY, change->notify);
  if (change->sync_interval != 0)
    g_object_set (self, "sync-interval", change->sync_interval, NULL);
  if (change->live_format != NULL)
    g_object_set (self, "live-format", change->live_format, NULL);
}

/* Text that takes back what is there, if there is none. */
static char *
dup_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static LineupSwitch
to_switch (gboolean value)
{
  return value ? LINEUP_SWITCH_ON : LINEUP_SWITCH_OFF;
}

/* Returns a change of all that has a default: how to sync, and to play. */
static LineupAccountChange *
describe_habits (LineupAccount *self)
{
  LineupAccountChange *change = lineup_account_change_new ();

  change->enabled = to_switch (self->enabled);
  change->auto_sync = to_switch (self->auto_sync);
  change->sync_interval = self->sync_interval;
  change->unmetered_only = to_switch (self->unmetered_only);
  change->notify = to_switch (self->notify);
  change->live_format = g_strdup (self->live_format);
  return change;
}

LineupAccountChange *
lineup_account_get_default_change (void)
{
  g_autoptr (LineupAccount) fresh = lineup_account_new ("default", NULL);

  return describe_habits (fresh);
}

LineupAccountChange *
lineup_account_get_change (LineupAccount *self, LineupAccount *target)
{
  LineupAccountChange *change = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  change = describe_habits (target);
  if (!g_str_equal (target->url, self->url))
    change->url = g_strdup (target->url);
  change->name = g_strdup (target->name);
  change->user_agent = dup_or_empty (target->user_agent);
  change->accept_certificate = dup_or_empty (target->accept_certificate);
  return change;
}

void
lineup_account_save (LineupAccount *self, GKeyFile *file)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));

  for (guint i = PROP_URL; i < N_PROPERTIES; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, properties[i]->value_type);
      g_object_get_property (G_OBJECT (self), properties[i]->name, &value);
      if (G_VALUE_HOLDS_BOOLEAN (&value))
        g_key_file_set_boolean (file, GROUP, keys[i], g_value_get_boolean (&value));
      else if (G_VALUE_HOLDS_UINT (&value))
        g_key_file_set_integer (file, GROUP, keys[i], (int)g_value_get_uint (&value));
      else if (g_value_get_string (&value) != NULL)
        g_key_file_set_string (file, GROUP, keys[i], g_value_get_string (&value));
      else
        g_key_file_remove_key (file, GROUP, keys[i], NULL);
    }
}

static guint
get_uint (GKeyFile *file, GParamSpec *pspec, const char *key, GError **error)
{
  const GParamSpecUInt *range = G_PARAM_SPEC_UINT (pspec);

  return (guint)lineup_key_file_get_number (
      file, GROUP, key, range->minimum, range->maximum, error);
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

static gboolean
load_property (LineupAccount *self, guint property, GKeyFile *file, GError **error)
{
  GParamSpec *pspec = properties[property];
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) local_error = NULL;

  g_value_init (&value, pspec->value_type);
  if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_value_set_boolean (&value,
                         g_key_file_get_boolean (file, GROUP, keys[property], &local_error));
  else if (G_VALUE_HOLDS_UINT (&value))
    g_value_set_uint (&value, get_uint (file, pspec, keys[property], &local_error));
  else
    g_value_take_string (&value, g_key_file_get_string (file, GROUP, keys[property], &local_error));

  if (local_error == NULL && property == PROP_LIVE_FORMAT
      && !lineup_account_is_valid_live_format (g_value_get_string (&value)))
    g_set_error_literal (
        &local_error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, "There is no such format");
  if (local_error == NULL)
    {
      g_object_set_property (G_OBJECT (self), pspec->name, &value);
      return TRUE;
    }
  if (g_error_matches (local_error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND)
      && property != PROP_URL)
    return TRUE;
  set_load_error (error, local_error, keys[property]);
  return FALSE;
}

LineupAccount *
lineup_account_load (const char *id, GKeyFile *file, GError **error)
{
  g_autoptr (LineupAccount) self = lineup_account_new (id, NULL);

  for (guint i = PROP_URL; i < N_PROPERTIES; i++)
    {
      if (!load_property (self, i, file, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}
