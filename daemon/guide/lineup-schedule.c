/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-schedule.h"

#include <string.h>

#define ELLIPSIS "…"

/* Bytes of text that are taken at once. */
#define CHUNK (4 * 1024)

LineupSchedule *
lineup_schedule_new (void)
{
  LineupSchedule *self = g_atomic_rc_box_new0 (LineupSchedule);

  self->channels = g_array_new (FALSE, FALSE, sizeof (LineupScheduleChannel));
  self->programmes = g_array_new (FALSE, FALSE, sizeof (LineupProgramme));
  self->missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->strings = g_string_chunk_new (CHUNK);
  self->arrays = g_ptr_array_new_with_free_func (g_free);
  self->max_text = G_MAXSIZE;
  return self;
}

LineupSchedule *
lineup_schedule_ref (LineupSchedule *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LineupSchedule *self = data;

  g_array_unref (self->channels);
  g_array_unref (self->programmes);
  g_array_unref (self->missing);
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->arrays);
}

void
lineup_schedule_unref (LineupSchedule *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static const char *
keep_part (LineupSchedule *self, const char *text)
{
  const gsize max_length = self->max_text - strlen (ELLIPSIS);
  const char *end = g_utf8_find_prev_char (text, text + max_length + 1);
  g_autofree char *part = g_strdup_printf (
      "%.*s" ELLIPSIS, end != NULL ? (int)(end - text) : 0, text);

  self->n_bytes += strlen (part);
  return g_string_chunk_insert (self->strings, part);
}

const char *
lineup_schedule_keep (LineupSchedule *self, const char *text)
{
  gsize length = 0;

  if (text == NULL)
    return NULL;
  length = strlen (text);
  if (length > self->max_text)
    return keep_part (self, text);
  self->n_bytes += length;
  return g_string_chunk_insert_len (self->strings, text, (gssize)length);
}

const char *
lineup_schedule_keep_whole (LineupSchedule *self, const char *text)
{
  return text == NULL || strlen (text) > self->max_text ? NULL : lineup_schedule_keep (self, text);
}

void
lineup_schedule_drop_programmes (LineupSchedule *self, guint n_programmes)
{
  g_array_set_size (self->programmes, n_programmes);
}

const LineupProgrammeText *
lineup_schedule_keep_text (LineupSchedule *self, const char *text, const char *language)
{
  LineupProgrammeText *kept = NULL;

  if (text == NULL)
    return NULL;
  kept = g_new0 (LineupProgrammeText, 1);
  kept->text = lineup_schedule_keep (self, text);
  /* There are few languages. */
  if (language != NULL)
    kept->language = g_string_chunk_insert_const (self->strings, language);
  g_ptr_array_add (self->arrays, kept);
  return kept;
}

const char *const *
lineup_schedule_keep_lines (LineupSchedule *self, const char *text, gsize *n_lines)
{
  g_auto (GStrv) lines = NULL;
  const char **kept = NULL;

  *n_lines = 0;
  if (text == NULL || strlen (text) > self->max_text)
    return NULL;
  self->n_bytes += strlen (text);
  lines = g_strsplit (text, "\n", -1);
  kept = g_new0 (const char *, g_strv_length (lines) + 1);
  for (gsize i = 0; lines[i] != NULL; i++)
    kept[(*n_lines)++] = g_string_chunk_insert_const (self->strings, lines[i]);
  g_ptr_array_add (self->arrays, kept);
  return kept;
}
