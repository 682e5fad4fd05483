/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bus/lineup-arguments.h"

#include "lineup-error.h"

#define MAX_LIMIT 1000

/* Looks a key up. FALSE only if it is there and has the wrong type. */
static gboolean
lookup (GVariant *dictionary,
        const char *key,
        const GVariantType *type,
        GVariant **value,
        GError **error)
{
  g_autoptr (GVariant) found = g_variant_lookup_value (dictionary, key, NULL);

  *value = NULL;
  if (found != NULL && !g_variant_is_of_type (found, type))
    {
      g_set_error (error,
                   G_DBUS_ERROR,
                   G_DBUS_ERROR_INVALID_ARGS,
                   "“%s” is to be of type “%.*s”",
                   key,
                   (int)g_variant_type_get_string_length (type),
                   g_variant_type_peek_string (type));
      return FALSE;
    }
  *value = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
lookup_string (GVariant *dictionary, const char *key, char **string, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lookup (dictionary, key, G_VARIANT_TYPE_STRING, &value, error))
    return FALSE;
  if (value != NULL)
    *string = g_variant_dup_string (value, NULL);
  return TRUE;
}

static gboolean
lookup_boolean (GVariant *dictionary, const char *key, gboolean *boolean, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lookup (dictionary, key, G_VARIANT_TYPE_BOOLEAN, &value, error))
    return FALSE;
  if (value != NULL)
    *boolean = g_variant_get_boolean (value);
  return TRUE;
}

static gboolean
lookup_switch (GVariant *dictionary, const char *key, LineupSwitch *result, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lookup (dictionary, key, G_VARIANT_TYPE_BOOLEAN, &value, error))
    return FALSE;
  if (value != NULL)
    *result = g_variant_get_boolean (value) ? LINEUP_SWITCH_ON : LINEUP_SWITCH_OFF;
  return TRUE;
}

gboolean
lineup_arguments_parse_kind (const char *token, LineupKind *kind, GError **error)
{
  if (lineup_kind_from_string (token, kind))
    return TRUE;
  g_set_error (
      error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "A kind is “channels”, “movies” or “series”");
  return FALSE;
}

static gboolean
lookup_sync_interval (GVariant *settings, guint *interval, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lookup (settings, "sync-interval", G_VARIANT_TYPE_UINT32, &value, error))
    return FALSE;
  if (value == NULL)
    return TRUE;

  *interval = g_variant_get_uint32 (value);
  if (*interval != 0)
    return TRUE;
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "“sync-interval” is out of range");
  return FALSE;
}

LineupAccountChange *
lineup_arguments_parse_settings (GVariant *settings, GError **error)
{
  g_autoptr (LineupAccountChange) change = lineup_account_change_new ();

  if (!lookup_string (settings, "url", &change->url, error)
      || !lookup_string (settings, "username", &change->username, error)
      || !lookup_string (settings, "password", &change->password, error)
      || !lookup_string (settings, "name", &change->name, error)
      || !lookup_string (settings, "user-agent", &change->user_agent, error)
      || !lookup_string (settings, "accept-certificate", &change->accept_certificate, error)
      || !lookup_switch (settings, "auto-sync", &change->auto_sync, error)
      || !lookup_sync_interval (settings, &change->sync_interval, error)
      || !lookup_switch (settings, "unmetered-only", &change->unmetered_only, error)
      || !lookup_switch (settings, "notify", &change->notify, error)
      || !lookup_boolean (settings, "validate", &change->validate, error))
    return NULL;
  return g_steal_pointer (&change);
}

static gboolean
parse_steps (GVariant *value, guint *steps, GError **error)
{
  g_autofree const char **tokens = g_variant_get_strv (value, NULL);

  *steps = 0;
  for (gsize i = 0; tokens[i] != NULL; i++)
    {
      LineupList list = LINEUP_LIST_CHANNEL_CATEGORIES;

      if (!lineup_list_from_string (tokens[i], &list))
        {
          g_set_error (
              error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "“steps” names a step that is none");
          return FALSE;
        }
      *steps |= 1U << list;
    }
  if (*steps != 0)
    return TRUE;
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "“steps” is empty");
  return FALSE;
}

gboolean
lineup_arguments_parse_sync_options (GVariant *options,
                                     LineupSyncOptions *sync_options,
                                     GError **error)
{
  g_autoptr (GVariant) steps = NULL;
  gboolean force = FALSE;
  gboolean accept_shrink = FALSE;

  *sync_options = (LineupSyncOptions){ .steps = LINEUP_SYNC_ALL_STEPS };
  if (!lookup (options, "steps", G_VARIANT_TYPE_STRING_ARRAY, &steps, error)
      || !lookup_boolean (options, "force", &force, error)
      || !lookup_boolean (options, "accept-shrink", &accept_shrink, error))
    return FALSE;
  if (steps != NULL && !parse_steps (steps, &sync_options->steps, error))
    return FALSE;

  if (force)
    sync_options->flags |= LINEUP_IMPORT_FORCE;
  if (accept_shrink)
    sync_options->flags |= LINEUP_IMPORT_ACCEPT_SHRINK;
  return TRUE;
}

gboolean
lineup_arguments_parse_filter (GVariant *filter, LineupQuery *query, GError **error)
{
  g_autoptr (GVariant) category = NULL;

  if (!lookup (filter, "category", G_VARIANT_TYPE_STRING, &category, error))
    return FALSE;
  if (category != NULL)
    g_variant_lookup (filter, "category", "&s", &query->category);
  return TRUE;
}

static gboolean
lookup_format (GVariant *options, const char **format, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lookup (options, "format", G_VARIANT_TYPE_STRING, &value, error))
    return FALSE;
  if (value == NULL)
    return TRUE;

  g_variant_lookup (options, "format", "&s", format);
  if (g_str_equal (*format, "ts") || g_str_equal (*format, "m3u8"))
    return TRUE;
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "A format is “ts” or “m3u8”");
  return FALSE;
}

gboolean
lineup_arguments_parse_stream_options (GVariant *options,
                                       LineupStreamRequest *request,
                                       GError **error)
{
  g_autoptr (GVariant) start = NULL;
  g_autoptr (GVariant) duration = NULL;

  if (!lookup_format (options, &request->format, error)
      || !lookup (options, "start", G_VARIANT_TYPE_UINT64, &start, error)
      || !lookup (options, "duration", G_VARIANT_TYPE_UINT32, &duration, error))
    return FALSE;
  if (start == NULL && duration == NULL)
    return TRUE;

  request->start = start != NULL ? g_variant_get_uint64 (start) : 0;
  request->duration = duration != NULL ? g_variant_get_uint32 (duration) : 0;
  if (request->start != 0 && request->duration != 0)
    return TRUE;
  g_set_error (error,
               G_DBUS_ERROR,
               G_DBUS_ERROR_INVALID_ARGS,
               "Catch-up needs both “start” and “duration”, neither of them 0");
  return FALSE;
}

gboolean
lineup_arguments_check_limit (guint limit, GError **error)
{
  if (limit >= 1 && limit <= MAX_LIMIT)
    return TRUE;
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "A limit is 1 to %d", MAX_LIMIT);
  return FALSE;
}

void
lineup_arguments_return_error (GDBusMethodInvocation *invocation, GError *error)
{
  g_autoptr (GError) owned_error = error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    g_dbus_method_invocation_return_error_literal (
        invocation, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, error->message);
  else if (lineup_error_is_cancelled (error))
    g_dbus_method_invocation_return_error_literal (
        invocation, LINEUP_ERROR, LINEUP_ERROR_CANCELLED, error->message);
  else
    g_dbus_method_invocation_return_gerror (invocation, error);
}
