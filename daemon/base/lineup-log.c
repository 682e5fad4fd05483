/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-log.h"

#include "lineup-error.h"
#include "lineup-names.h"

#include <unistd.h>

/* Fields of an entry, at most. */
#define MAX_FIELDS 10

/* The domain of the whole, which begins the domain of each room. */
#define DOMAIN "lineupd"

static const char *
find_domain (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
      return fields[i].value;
  return "";
}

/* GLib itself looks for the name of the room alone. */
static gboolean
is_wanted (const GLogField *fields, gsize n_fields)
{
  const char *wanted = g_getenv ("G_MESSAGES_DEBUG");
  g_auto (GStrv) domains = NULL;

  if (wanted == NULL || !g_str_has_prefix (find_domain (fields, n_fields), DOMAIN "-"))
    return FALSE;
  domains = g_strsplit (wanted, " ", -1);
  return g_strv_contains ((const char *const *)domains, DOMAIN);
}

static GLogWriterOutput
write_entry (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (!(level & (G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG)) || !is_wanted (fields, n_fields))
    return g_log_writer_default (level, fields, n_fields, user_data);
  if (g_log_writer_is_journald (STDERR_FILENO)
      && g_log_writer_journald (level, fields, n_fields, user_data) == G_LOG_WRITER_HANDLED)
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_standard_streams (level, fields, n_fields, user_data);
}

void
lineup_log_set_up (void)
{
  g_log_writer_default_set_use_stderr (TRUE);
  g_log_set_writer_func (write_entry, NULL, NULL);
}

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
lineup_log_standard (const char *domain,
                     GLogLevelFlags level,
                     const char *file,
                     const char *line,
                     const char *function,
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
  add_field (fields, &n_fields, "GLIB_DOMAIN", domain);
  add_field (fields, &n_fields, "CODE_FILE", file);
  add_field (fields, &n_fields, "CODE_LINE", line);
  add_field (fields, &n_fields, "CODE_FUNC", function);
  add_field (fields, &n_fields, LINEUP_LOG_ACCOUNT, context->account);
  add_field (fields, &n_fields, LINEUP_LOG_JOB, job);
  add_field (fields, &n_fields, LINEUP_LOG_STEP, context->step);
  add_field (fields, &n_fields, LINEUP_LOG_ERROR, error_name);
  g_log_structured_array (level, fields, n_fields);
}
