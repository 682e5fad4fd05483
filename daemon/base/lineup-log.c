/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-log.h"

#include "lineup-error.h"
#include "lineup-names.h"

#define MAX_FIELDS 7

static void
add_field (GLogField *fields, gsize *n_fields, const char *key, const char *value)
{
  if (value != NULL)
    fields[(*n_fields)++] = (GLogField){ .key = key, .value = value, .length = -1 };
}

static const char *
get_priority (GLogLevelFlags level)
{
  if (level & G_LOG_LEVEL_CRITICAL)
    return "4";
  if (level & G_LOG_LEVEL_WARNING)
    return "4";
  if (level & G_LOG_LEVEL_MESSAGE)
    return "5";
  if (level & G_LOG_LEVEL_INFO)
    return "6";
  return "7";
}

void
lineup_log (GLogLevelFlags level,
            const LineupLogContext *context,
            const GError *error,
            const char *format,
            ...)
{
  g_autoptr (GString) message = g_string_new (NULL);
  g_autofree char *job = context->job != 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, context->job)
                                           : NULL;
  g_autofree char *error_name = error != NULL ? lineup_error_get_dbus_name (error) : NULL;
  GLogField fields[MAX_FIELDS];
  gsize n_fields = 0;
  va_list args;

  /* Where there is no journal, the message alone has to say what it is about. */
  if (context->account != NULL)
    g_string_append_printf (message, "%s: ", context->account);
  if (context->step != NULL)
    g_string_append_printf (message, "%s: ", context->step);
  va_start (args, format);
  g_string_append_vprintf (message, format, args);
  va_end (args);
  if (error != NULL)
    g_string_append_printf (message, ": %s", error->message);

  add_field (fields, &n_fields, "MESSAGE", message->str);
  add_field (fields, &n_fields, "PRIORITY", get_priority (level));
  add_field (fields, &n_fields, "GLIB_DOMAIN", G_LOG_DOMAIN);
  add_field (fields, &n_fields, LINEUP_LOG_ACCOUNT, context->account);
  add_field (fields, &n_fields, LINEUP_LOG_JOB, job);
  add_field (fields, &n_fields, LINEUP_LOG_STEP, context->step);
  add_field (fields, &n_fields, LINEUP_LOG_ERROR, error_name);
  g_log_structured_array (level, fields, n_fields);
}
