/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-schedule-writer.h"

/* Bytes that a programme takes beside its texts, roughly. */
#define PROGRAMME_SIZE 64

/* Seconds of a day. */
#define DAY (24 * 60 * 60)

gboolean
lineup_schedule_writer_is_archived (const LineupSlot *slot, gint64 archive_days, gint64 now)
{
  return slot->stop <= now && slot->start >= now - archive_days * DAY;
}

static void
read_texts (LineupSchedule *schedule, const LineupRows *rows, LineupProgramme *programme)
{
  const char *language = lineup_rows_get_text (rows, "lang");

  programme->subtitles = lineup_schedule_keep_text (
      schedule, lineup_rows_get_text (rows, "subtitle"), language);
  programme->n_subtitles = programme->subtitles != NULL;
  programme->descriptions = lineup_schedule_keep_text (
      schedule, lineup_rows_get_text (rows, "description"), language);
  programme->n_descriptions = programme->descriptions != NULL;
  programme->categories = lineup_schedule_keep_lines (
      schedule, lineup_rows_get_text (rows, "categories"), &programme->n_categories);
  programme->episode_text = lineup_schedule_keep (schedule,
                                                  lineup_rows_get_text (rows, "episode_text"));
  programme->icon = lineup_schedule_keep_whole (schedule, lineup_rows_get_text (rows, "icon"));
  programme->age_rating = lineup_schedule_keep (schedule,
                                                lineup_rows_get_text (rows, "age_rating"));
  programme->cast = lineup_schedule_keep (schedule, lineup_rows_get_text (rows, "cast"));
  programme->director = lineup_schedule_keep (schedule, lineup_rows_get_text (rows, "director"));
}

static void
read_figures (const LineupRows *rows, LineupProgramme *programme)
{
  programme->season = lineup_rows_get_int_or (rows, "season", -1);
  programme->episode = lineup_rows_get_int_or (rows, "episode", -1);
  programme->year = (guint)lineup_rows_get_int (rows, "year");
  programme->rating = lineup_rows_get_double (rows, "rating");
  programme->flags = (LineupProgrammeFlags)lineup_rows_get_int (rows, "flags");
}

static gboolean
read_text (LineupSchedule *schedule,
           LineupDatabase *database,
           gint64 text,
           gboolean whole,
           LineupProgramme *programme,
           GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      database, whole ? "text-get" : "text-title", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "text", text);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    return lineup_database_fail_damaged (database, error);
  programme->titles = lineup_schedule_keep_text (
      schedule, lineup_rows_get_text (&rows, "title"), lineup_rows_get_text (&rows, "lang"));
  programme->n_titles = programme->titles != NULL;
  if (whole)
    {
      read_texts (schedule, &rows, programme);
      read_figures (&rows, programme);
    }
  return TRUE;
}

gboolean
lineup_schedule_writer_add (LineupSchedule *schedule,
                            LineupDatabase *database,
                            gint64 item,
                            const LineupSlot *slot,
                            gint64 archive_days,
                            gint64 now,
                            gboolean whole,
                            GError **error)
{
  LineupProgramme programme = LINEUP_PROGRAMME_INIT;

  programme.id = lineup_programme_make_id (item, slot->start);
  programme.channel = item;
  programme.start = slot->start;
  programme.stop = slot->stop;
  programme.stop_is_guessed = slot->is_guessed;
  programme.archived = lineup_schedule_writer_is_archived (slot, archive_days, now);
  if (!read_text (schedule, database, slot->text, whole, &programme, error))
    return FALSE;
  schedule->n_bytes += PROGRAMME_SIZE;
  g_array_append_val (schedule->programmes, programme);
  return TRUE;
}
