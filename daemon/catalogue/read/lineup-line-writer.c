/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-line-writer.h"

#include "lineup-error.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Bytes that are written at once. */
#define BUFFER_SIZE (64 * 1024)

struct _LineupLineWriter
{
  int fd;          /* (unowned) */
  GString *buffer; /* (owned) */
  gboolean is_in_line;
};

LineupLineWriter *
lineup_line_writer_new (int fd)
{
  LineupLineWriter *self = g_new0 (LineupLineWriter, 1);

  self->fd = fd;
  self->buffer = g_string_sized_new (BUFFER_SIZE + BUFFER_SIZE / 4);
  return self;
}

void
lineup_line_writer_free (LineupLineWriter *self)
{
  g_string_free (self->buffer, TRUE);
  g_free (self);
}

static void
append_key (LineupLineWriter *self, const char *key)
{
  g_string_append (self->buffer, self->is_in_line ? ",\"" : "{\"");
  g_string_append (self->buffer, key);
  g_string_append (self->buffer, "\":");
  self->is_in_line = TRUE;
}

static gboolean
needs_escape (guchar character)
{
  return character < 0x20 || character == '"' || character == '\\';
}

static void
append_escape (GString *buffer, guchar character)
{
  if (character == '"' || character == '\\')
    {
      g_string_append_c (buffer, '\\');
      g_string_append_c (buffer, (char)character);
    }
  else
    g_string_append_printf (buffer, "\\u%04x", (guint)character);
}

/* Runs of plain characters are copied whole: hardly any text has one to escape. */
static void
append_text (GString *buffer, const char *text)
{
  g_string_append_c (buffer, '"');
  while (*text != '\0')
    {
      const char *end = text;

      while (!needs_escape ((guchar)*end))
        end++;
      g_string_append_len (buffer, text, end - text);
      text = end;
      if (*text != '\0')
        append_escape (buffer, (guchar)*text++);
    }
  g_string_append_c (buffer, '"');
}

void
lineup_line_writer_add_string (LineupLineWriter *self, const char *key, const char *value)
{
  if (value == NULL)
    return;
  append_key (self, key);
  append_text (self->buffer, value);
}

void
lineup_line_writer_add_strings (LineupLineWriter *self,
                                const char *key,
                                const char *const *values,
                                gsize n_values)
{
  append_key (self, key);
  g_string_append_c (self->buffer, '[');
  for (gsize i = 0; i < n_values; i++)
    {
      if (i > 0)
        g_string_append_c (self->buffer, ',');
      append_text (self->buffer, values[i]);
    }
  g_string_append_c (self->buffer, ']');
}

void
lineup_line_writer_add_integer (LineupLineWriter *self, const char *key, gint64 value)
{
  append_key (self, key);
  g_string_append_printf (self->buffer, "%" G_GINT64_FORMAT, value);
}

void
lineup_line_writer_add_double (LineupLineWriter *self, const char *key, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  append_key (self, key);
  g_string_append (self->buffer, g_ascii_dtostr (number, sizeof number, value));
}

void
lineup_line_writer_add_boolean (LineupLineWriter *self, const char *key, gboolean value)
{
  append_key (self, key);
  g_string_append (self->buffer, value ? "true" : "false");
}

gboolean
lineup_line_writer_end_line (LineupLineWriter *self, GError **error)
{
  g_string_append (self->buffer, "}\n");
  self->is_in_line = FALSE;
  return self->buffer->len < BUFFER_SIZE || lineup_line_writer_flush (self, error);
}

gboolean
lineup_line_writer_flush (LineupLineWriter *self, GError **error)
{
  const char *rest = self->buffer->str;
  const char *end = rest + self->buffer->len;

  while (rest < end)
    {
      const gssize n_written = write (self->fd, rest, (gsize)(end - rest));
      const int code = errno;

      if (n_written >= 0)
        rest += n_written;
      else if (code != EINTR)
        {
          lineup_error_set_errno (
              error, LINEUP_ERROR_DATABASE, code, "A snapshot can't be written");
          return FALSE;
        }
    }
  g_string_truncate (self->buffer, 0);
  return TRUE;
}
