/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-table.h"

#include "lineup-item-columns.h"

static LineupStatement *
get_for_item (
    LineupDatabase *database, const char *name, LineupKind kind, gint64 id, GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (
      database, name, LINEUP_SCHEMA_ANY_SET, error);

  if (statement != NULL)
    {
      lineup_statement_bind_int (statement, "kind", kind);
      lineup_statement_bind_int (statement, "item", id);
    }
  return statement;
}

/* Writing */

static gboolean
write_item (LineupDatabase *database,
            LineupKind kind,
            gint64 id,
            const LineupDetails *details,
            GError **error)
{
  LineupStatement *put = get_for_item (database, "details-put", kind, id, error);
  const LineupItem *item = &details->item;

  if (put == NULL)
    return FALSE;
  lineup_statement_bind_int (put, "fetched", details->fetched);
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (lineup_item_field_is_detail (field))
        lineup_item_columns_bind (field, put, item);
    }
  lineup_statement_bind_int (put, "version", (gint64)details->version);
  lineup_statement_bind_text (put, "name", item->name);
  lineup_statement_bind_int_or_null (put, "asked", details->asked, 0);
  lineup_statement_bind_int (put, "asked_version", (gint64)details->asked_version);
  return lineup_statement_execute (put, error);
}

static gboolean
write_seasons (
    LineupDatabase *database, LineupKind kind, gint64 id, const GArray *seasons, GError **error)
{
  LineupStatement *clear = get_for_item (database, "seasons-delete", kind, id, error);

  if (clear == NULL || !lineup_statement_execute (clear, error))
    return FALSE;
  for (guint i = 0; i < seasons->len; i++)
    {
      const LineupSeason *season = &g_array_index (seasons, LineupSeason, i);
      LineupStatement *insert = get_for_item (database, "season-insert", kind, id, error);

      if (insert == NULL)
        return FALSE;
      lineup_statement_bind_int (insert, "number", season->number);
      lineup_statement_bind_text (insert, "name", season->name);
      lineup_statement_bind_int_or_null (insert, "episodes", season->episode_count, 0);
      lineup_statement_bind_text (insert, "cover", season->cover);
      lineup_statement_bind_text (insert, "air_date", season->air_date);
      lineup_statement_bind_text (insert, "overview", season->overview);
      if (!lineup_statement_execute (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_episodes (
    LineupDatabase *database, LineupKind kind, gint64 id, const GArray *episodes, GError **error)
{
  LineupStatement *clear = get_for_item (database, "episodes-delete", kind, id, error);

  if (clear == NULL || !lineup_statement_execute (clear, error))
    return FALSE;
  for (guint i = 0; i < episodes->len; i++)
    {
      const LineupEpisode *episode = &g_array_index (episodes, LineupEpisode, i);
      LineupStatement *insert = get_for_item (database, "episode-insert", kind, id, error);

      if (insert == NULL)
        return FALSE;
      lineup_statement_bind_int (insert, "place", i);
      lineup_statement_bind_int (insert, "id", episode->id);
      lineup_statement_bind_int (insert, "season", episode->season);
      lineup_statement_bind_int_or_null (insert, "number", episode->number, -1);
      lineup_statement_bind_text (insert, "title", episode->title);
      lineup_statement_bind_int_or_null (insert, "duration", episode->duration, 0);
      lineup_statement_bind_text (insert, "plot", episode->plot);
      lineup_statement_bind_text (insert, "extension", episode->extension);
      lineup_statement_bind_text (insert, "icon", episode->icon);
      lineup_statement_bind_int_or_null (insert, "added", episode->added, 0);
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
                            GError **error)
{
  return write_item (database, kind, id, details, error)
         && write_seasons (database, kind, id, details->seasons, error)
         && write_episodes (database, kind, id, details->episodes, error);
}

gboolean
lineup_details_table_delete (LineupDatabase *database, LineupKind kind, gint64 id, GError **error)
{
  LineupStatement *delete = get_for_item (database, "details-delete", kind, id, error);

  return delete != NULL && lineup_statement_execute (delete, error);
}

/* Reading */

static const char *
read_text (LineupDetails *details, const LineupRows *rows, const char *column)
{
  return lineup_details_keep (details, lineup_rows_get_text (rows, column));
}

/* Reads the item at the statement's row. */
static LineupDetails *
read_item (const LineupRows *rows)
{
  LineupDetails *details = lineup_details_new ();
  LineupItem *item = &details->item;

  details->fetched = lineup_rows_get_int_or (rows, "fetched", 0);
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (!lineup_item_field_is_detail (field))
        continue;
      lineup_item_columns_read (field, rows, item);
      lineup_details_keep_field (details, field, item);
    }
  details->version = (guint64)lineup_rows_get_int_or (rows, "version", 0);
  item->name = read_text (details, rows, "name");
  if (item->name == NULL)
    item->name = "";
  details->asked = lineup_rows_get_int_or (rows, "asked", 0);
  details->asked_version = (guint64)lineup_rows_get_int_or (rows, "asked_version", 0);
  return details;
}

static gboolean
read_seasons (
    LineupDatabase *database, LineupKind kind, gint64 id, LineupDetails *details, GError **error)
{
  LineupStatement *get = get_for_item (database, "seasons-get", kind, id, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = TRUE;

  if (get == NULL)
    return FALSE;
  while (TRUE)
    {
      LineupSeason season;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      season.number = (guint)lineup_rows_get_int_or (&rows, "number", 0);
      season.name = read_text (details, &rows, "name");
      season.episode_count = (guint)lineup_rows_get_int_or (&rows, "episodes", 0);
      season.cover = read_text (details, &rows, "cover");
      season.air_date = read_text (details, &rows, "air_date");
      season.overview = read_text (details, &rows, "overview");
      g_array_append_val (details->seasons, season);
    }
}

static gboolean
read_episodes (
    LineupDatabase *database, LineupKind kind, gint64 id, LineupDetails *details, GError **error)
{
  LineupStatement *get = get_for_item (database, "episodes-get", kind, id, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = TRUE;

  if (get == NULL)
    return FALSE;
  while (TRUE)
    {
      LineupEpisode episode;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      episode.id = lineup_rows_get_int_or (&rows, "id", 0);
      episode.season = (guint)lineup_rows_get_int_or (&rows, "season", 0);
      episode.number = lineup_rows_get_int_or (&rows, "number", -1);
      episode.title = read_text (details, &rows, "title");
      episode.duration = lineup_rows_get_int_or (&rows, "duration", 0);
      episode.plot = read_text (details, &rows, "plot");
      episode.extension = read_text (details, &rows, "extension");
      episode.icon = read_text (details, &rows, "icon");
      episode.added = lineup_rows_get_int_or (&rows, "added", 0);
      g_array_append_val (details->episodes, episode);
    }
}

gboolean
lineup_details_table_read (
    LineupDatabase *database, LineupKind kind, gint64 id, LineupDetails **details, GError **error)
{
  LineupStatement *get = get_for_item (database, "details-get", kind, id, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  g_autoptr (LineupDetails) found = NULL;
  gboolean has_row = FALSE;

  *details = NULL;
  if (get == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  found = read_item (&rows);
  if (!read_seasons (database, kind, id, found, error)
      || !read_episodes (database, kind, id, found, error))
    return FALSE;
  *details = g_steal_pointer (&found);
  return TRUE;
}

gboolean
lineup_details_table_list (LineupDatabase *database,
                           LineupKind kind,
                           gint64 after,
                           guint count,
                           GArray *ids,
                           GError **error)
{
  LineupStatement *list = lineup_database_get_statement (
      database, "details-items", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "kind", kind);
  lineup_statement_bind_int (list, "after", after);
  lineup_statement_bind_int (list, "count", count);
  while (TRUE)
    {
      gint64 id = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      id = lineup_rows_get_int (&rows, "item");
      g_array_append_val (ids, id);
    }
}

gboolean
lineup_details_table_find_episode (LineupDatabase *database,
                                   gint64 id,
                                   LineupDetailsEpisodeFunc func,
                                   gpointer user_data,
                                   GError **error)
{
  LineupStatement *find = lineup_database_get_statement (
      database, "episode-find", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (find);
  gboolean goes_on = TRUE;
  gboolean has_row = TRUE;

  if (find == NULL)
    return FALSE;
  lineup_statement_bind_int (find, "kind", LINEUP_KIND_SERIES);
  lineup_statement_bind_int (find, "id", id);
  while (goes_on)
    {
      LineupEpisode episode = { .id = id };

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      episode.season = (guint)lineup_rows_get_int_or (&rows, "season", 0);
      episode.number = lineup_rows_get_int_or (&rows, "number", -1);
      episode.title = lineup_rows_get_text (&rows, "title");
      episode.extension = lineup_rows_get_text (&rows, "extension");
      if (!func (&episode, lineup_rows_get_int (&rows, "item"), &goes_on, user_data, error))
        return FALSE;
    }
  return TRUE;
}
