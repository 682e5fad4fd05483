/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-table.h"

static LineupStatement *
get_for_row (
    LineupDatabase *database, const char *name, LineupKind kind, gint64 row, GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (database, name, kind, error);

  if (statement != NULL)
    lineup_statement_bind_int (statement, 1, row);
  return statement;
}

/* Writing */

static void
bind_text (LineupStatement *statement, int *parameter, const char *text)
{
  lineup_statement_bind_text (statement, (*parameter)++, text);
}

static void
bind_number (LineupStatement *statement, int *parameter, gint64 number, gint64 unknown)
{
  if (number == unknown)
    lineup_statement_bind_null (statement, (*parameter)++);
  else
    lineup_statement_bind_int (statement, (*parameter)++, number);
}

static gboolean
write_item (LineupDatabase *database,
            LineupKind kind,
            gint64 row,
            const LineupDetails *details,
            GError **error)
{
  LineupStatement *put = get_for_row (database, "details-put", kind, row, error);
  const LineupItem *item = &details->item;
  int parameter = 2;

  if (put == NULL)
    return FALSE;
  lineup_statement_bind_int (put, parameter++, details->fetched);
  bind_text (put, &parameter, item->icon);
  bind_number (put, &parameter, item->year, 0);
  if (item->rating > 0)
    lineup_statement_bind_double (put, parameter++, item->rating);
  else
    lineup_statement_bind_null (put, parameter++);
  bind_text (put, &parameter, item->genre);
  bind_text (put, &parameter, item->plot);
  bind_text (put, &parameter, item->cast);
  bind_text (put, &parameter, item->director);
  bind_text (put, &parameter, item->release_date);
  bind_number (put, &parameter, item->duration, 0);
  bind_text (put, &parameter, item->extension);
  bind_text (put, &parameter, item->trailer);
  bind_text (put, &parameter, item->tmdb_id);
  lineup_statement_bind_int (put, parameter++, (gint64)details->version);
  bind_text (put, &parameter, item->name);
  bind_number (put, &parameter, details->asked, 0);
  lineup_statement_bind_int (put, parameter, (gint64)details->asked_version);
  return lineup_statement_execute (put, error);
}

static gboolean
write_seasons (
    LineupDatabase *database, LineupKind kind, gint64 row, const GArray *seasons, GError **error)
{
  LineupStatement *clear = get_for_row (database, "seasons-delete", kind, row, error);

  if (clear == NULL || !lineup_statement_execute (clear, error))
    return FALSE;
  for (guint i = 0; i < seasons->len; i++)
    {
      const LineupSeason *season = &g_array_index (seasons, LineupSeason, i);
      LineupStatement *insert = get_for_row (database, "season-insert", kind, row, error);
      int parameter = 2;

      if (insert == NULL)
        return FALSE;
      lineup_statement_bind_int (insert, parameter++, season->number);
      bind_text (insert, &parameter, season->name);
      bind_number (insert, &parameter, season->episode_count, 0);
      bind_text (insert, &parameter, season->cover);
      bind_text (insert, &parameter, season->air_date);
      bind_text (insert, &parameter, season->overview);
      if (!lineup_statement_execute (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_episodes (
    LineupDatabase *database, LineupKind kind, gint64 row, const GArray *episodes, GError **error)
{
  LineupStatement *clear = get_for_row (database, "episodes-delete", kind, row, error);

  if (clear == NULL || !lineup_statement_execute (clear, error))
    return FALSE;
  for (guint i = 0; i < episodes->len; i++)
    {
      const LineupEpisode *episode = &g_array_index (episodes, LineupEpisode, i);
      LineupStatement *insert = get_for_row (database, "episode-insert", kind, row, error);
      int parameter = 2;

      if (insert == NULL)
        return FALSE;
      lineup_statement_bind_int (insert, parameter++, i);
      lineup_statement_bind_int (insert, parameter++, episode->id);
      lineup_statement_bind_int (insert, parameter++, episode->season);
      bind_number (insert, &parameter, episode->number, -1);
      bind_text (insert, &parameter, episode->title);
      bind_number (insert, &parameter, episode->duration, 0);
      bind_text (insert, &parameter, episode->plot);
      bind_text (insert, &parameter, episode->extension);
      bind_text (insert, &parameter, episode->icon);
      bind_number (insert, &parameter, episode->added, 0);
      if (!lineup_statement_execute (insert, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_details_table_write (LineupDatabase *database,
                            LineupKind kind,
                            gint64 id,
                            const LineupDetails *details,
                            gboolean *written,
                            GError **error)
{
  LineupStatement *find = lineup_database_get_statement (database, "keys-find", kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (find);
  gint64 row = 0;

  if (find == NULL)
    return FALSE;
  lineup_statement_bind_int (find, 1, id);
  if (!lineup_rows_next (&rows, written, error))
    return FALSE;
  if (!*written)
    return TRUE;
  row = lineup_rows_get_int (&rows, 0);
  return write_item (database, kind, row, details, error)
         && write_seasons (database, kind, row, details->seasons, error)
         && write_episodes (database, kind, row, details->episodes, error);
}

/* Reading */

static const char *
read_text (LineupDetails *details, const LineupRows *rows, int *column)
{
  return lineup_details_keep (details, lineup_rows_get_text (rows, (*column)++));
}

static gint64
read_number (const LineupRows *rows, int *column, gint64 unknown)
{
  const int number = (*column)++;

  if (lineup_rows_is_null (rows, number))
    return unknown;
  return lineup_rows_get_int (rows, number);
}

/* Reads the item at the statement's row, from after its own row. */
static LineupDetails *
read_item (const LineupRows *rows)
{
  LineupDetails *details = lineup_details_new ();
  LineupItem *item = &details->item;
  int column = 1;

  details->fetched = read_number (rows, &column, 0);
  item->icon = read_text (details, rows, &column);
  item->year = (guint)read_number (rows, &column, 0);
  item->rating = lineup_rows_get_double (rows, column++);
  item->genre = read_text (details, rows, &column);
  item->plot = read_text (details, rows, &column);
  item->cast = read_text (details, rows, &column);
  item->director = read_text (details, rows, &column);
  item->release_date = read_text (details, rows, &column);
  item->duration = read_number (rows, &column, 0);
  item->extension = read_text (details, rows, &column);
  item->trailer = read_text (details, rows, &column);
  item->tmdb_id = read_text (details, rows, &column);
  details->version = (guint64)read_number (rows, &column, 0);
  item->name = read_text (details, rows, &column);
  if (item->name == NULL)
    item->name = "";
  details->asked = read_number (rows, &column, 0);
  details->asked_version = (guint64)read_number (rows, &column, 0);
  return details;
}

static gboolean
read_seasons (
    LineupDatabase *database, LineupKind kind, gint64 row, LineupDetails *details, GError **error)
{
  LineupStatement *get = get_for_row (database, "seasons-get", kind, row, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = TRUE;

  if (get == NULL)
    return FALSE;
  while (TRUE)
    {
      LineupSeason season;
      int column = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      season.number = (guint)read_number (&rows, &column, 0);
      season.name = read_text (details, &rows, &column);
      season.episode_count = (guint)read_number (&rows, &column, 0);
      season.cover = read_text (details, &rows, &column);
      season.air_date = read_text (details, &rows, &column);
      season.overview = read_text (details, &rows, &column);
      g_array_append_val (details->seasons, season);
    }
}

static gboolean
read_episodes (
    LineupDatabase *database, LineupKind kind, gint64 row, LineupDetails *details, GError **error)
{
  LineupStatement *get = get_for_row (database, "episodes-get", kind, row, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = TRUE;

  if (get == NULL)
    return FALSE;
  while (TRUE)
    {
      LineupEpisode episode;
      int column = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      episode.id = read_number (&rows, &column, 0);
      episode.season = (guint)read_number (&rows, &column, 0);
      episode.number = read_number (&rows, &column, -1);
      episode.title = read_text (details, &rows, &column);
      episode.duration = read_number (&rows, &column, 0);
      episode.plot = read_text (details, &rows, &column);
      episode.extension = read_text (details, &rows, &column);
      episode.icon = read_text (details, &rows, &column);
      episode.added = read_number (&rows, &column, 0);
      g_array_append_val (details->episodes, episode);
    }
}

gboolean
lineup_details_table_read (
    LineupDatabase *database, LineupKind kind, gint64 id, LineupDetails **details, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (database, "details-get", kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  g_autoptr (LineupDetails) found = NULL;
  gboolean has_row = FALSE;
  gint64 row = 0;

  *details = NULL;
  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, 1, id);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  row = lineup_rows_get_int (&rows, 0);
  found = read_item (&rows);
  if (!read_seasons (database, kind, row, found, error)
      || !read_episodes (database, kind, row, found, error))
    return FALSE;
  *details = g_steal_pointer (&found);
  return TRUE;
}

gboolean
lineup_details_table_find_episode (LineupDatabase *database,
                                   gint64 id,
                                   gboolean *found,
                                   LineupEpisodeFunc func,
                                   gpointer user_data,
                                   GError **error)
{
  LineupStatement *find = lineup_database_get_statement (
      database, "episode-find", LINEUP_KIND_SERIES, error);
  g_auto (LineupRows) rows = lineup_statement_query (find);
  LineupEpisode episode = { .id = id };
  int column = 0;

  if (find == NULL)
    return FALSE;
  lineup_statement_bind_int (find, 1, id);
  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  episode.season = (guint)read_number (&rows, &column, 0);
  episode.number = read_number (&rows, &column, -1);
  episode.title = lineup_rows_get_text (&rows, column++);
  episode.extension = lineup_rows_get_text (&rows, column++);
  func (&episode, lineup_rows_get_text (&rows, column++), user_data);
  return TRUE;
}
