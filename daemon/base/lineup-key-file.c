/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-key-file.h"

#include "lineup-clock.h"

#include <errno.h>
#include <string.h>

/* Lines, as GKeyFile reads them. */

typedef enum
{
  LINE_OTHER, /* a comment, nothing, or what is none of these */
  LINE_GROUP,
  LINE_KEY,
} LineType;

typedef struct
{
  LineType type;
  const char *name; /* (unowned): of the group or key, not terminated */
  gsize length;     /* of @name */
} Line;

static const char *
find_end (const char *line)
{
  const char *end = strchr (line, '\n');

  return end != NULL ? end + 1 : line + strlen (line);
}

static Line
read_line (const char *start, const char *end)
{
  Line line = { LINE_OTHER, start, 0 };
  const char *closing = NULL;
  const char *sign = NULL;

  while (start < end && g_ascii_isspace (*start))
    start++;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  if (start == end || *start == '#')
    return line;

  closing = *start == '[' ? memchr (start, ']', (gsize)(end - start)) : NULL;
  sign = memchr (start, '=', (gsize)(end - start));
  if (closing == end - 1)
    line = (Line){ LINE_GROUP, start + 1, (gsize)(closing - start - 1) };
  else if (sign != NULL)
    {
      while (sign > start && g_ascii_isspace (sign[-1]))
        sign--;
      line = (Line){ LINE_KEY, start, (gsize)(sign - start) };
    }
  return line;
}

/* What a line says, by group and key; NULL for one that is to stay whatever there is. */
static char *
name_line (const Line *line, GString *group)
{
  if (line->type == LINE_GROUP)
    {
      g_string_truncate (group, 0);
      g_string_append_len (group, line->name, (gssize)line->length);
    }
  if (line->type != LINE_KEY)
    return NULL;
  return g_strdup_printf ("[%s]%.*s", group->str, (int)line->length, line->name);
}

/* Returns the last line of each name. */
static GHashTable *
find_last (const char *text)
{
  GHashTable *last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) group = g_string_new (NULL);
  const char *end = NULL;

  for (const char *start = text; *start != '\0'; start = end)
    {
      Line line;
      char *name = NULL;

      end = find_end (start);
      line = read_line (start, end);
      name = name_line (&line, group);
      if (name != NULL)
        g_hash_table_insert (last, name, (gpointer)start);
    }
  return last;
}

static char *
leave_out_repeated (const char *text)
{
  g_autoptr (GHashTable) last = find_last (text);
  g_autoptr (GString) group = g_string_new (NULL);
  GString *result = g_string_new (NULL);
  const char *end = NULL;

  for (const char *start = text; *start != '\0'; start = end)
    {
      Line line;
      g_autofree char *name = NULL;

      end = find_end (start);
      line = read_line (start, end);
      name = name_line (&line, group);
      if (name == NULL || g_hash_table_lookup (last, name) == start)
        g_string_append_len (result, start, end - start);
    }
  return g_string_free (result, FALSE);
}

GKeyFile *
lineup_key_file_parse (const char *text, GError **error)
{
  g_autofree char *plain = leave_out_repeated (text);
  g_autoptr (GKeyFile) self = g_key_file_new ();
  const GKeyFileFlags flags = G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS;
  g_autoptr (GError) local_error = NULL;

  if (g_key_file_load_from_data (self, plain, strlen (plain), flags, &local_error))
    return g_steal_pointer (&self);
  /* GLib repeats the line, and a secret may be in it. */
  g_set_error_literal (error, G_KEY_FILE_ERROR, local_error->code, "it is no key file");
  return NULL;
}

/* Numbers */

/* Whether there is a number, however large. What is less than 0 counts as 0 that is out of range.
 */
static gboolean
parse_number (const char *text, guint64 *number, gboolean *in_range)
{
  const gboolean is_negative = *text == '-';
  const char *digits = is_negative || *text == '+' ? text + 1 : text;
  char *end = NULL;

  *number = 0;
  if (!g_ascii_isdigit (*digits))
    return FALSE;
  errno = 0;
  *number = g_ascii_strtoull (digits, &end, 10);
  *in_range = errno == 0 && (!is_negative || *number == 0);
  if (is_negative)
    *number = 0;
  return *end == '\0';
}

guint64
lineup_key_file_get_number (
    GKeyFile *self, const char *group, const char *key, guint64 min, guint64 max, GError **error)
{
  g_autofree char *text = g_key_file_get_value (self, group, key, error);
  gboolean in_range = FALSE;
  guint64 number = 0;

  if (text == NULL)
    return min;
  if (!parse_number (g_strstrip (text), &number, &in_range))
    {
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, "%s is no number", key);
      return min;
    }
  if (!in_range || number < min || number > max)
    g_set_error (
        error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, "%s is out of range", key);
  return CLAMP (number, min, max);
}

guint64
lineup_key_file_get_count (GKeyFile *self, const char *group, const char *key)
{
  return lineup_key_file_get_number (self, group, key, 0, LINEUP_KEY_FILE_MAX_NUMBER, NULL);
}

guint64
lineup_key_file_get_time (GKeyFile *self, const char *group, const char *key)
{
  return lineup_key_file_get_number (self, group, key, 0, LINEUP_CLOCK_LAST_SECOND, NULL);
}
