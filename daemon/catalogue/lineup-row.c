/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-row.h"

static void
bind_text (sqlite3_stmt *statement, int *parameter, const char *text)
{
  sqlite3_bind_text (statement, (*parameter)++, text, -1, SQLITE_STATIC);
}

static void
bind_number (sqlite3_stmt *statement, int *parameter, gint64 number, gint64 unknown)
{
  if (number == unknown)
    sqlite3_bind_null (statement, (*parameter)++);
  else
    sqlite3_bind_int64 (statement, (*parameter)++, number);
}

void
lineup_row_bind (sqlite3_stmt *statement, gint64 row, const LineupItem *item)
{
  int parameter = 1;

  sqlite3_bind_int64 (statement, parameter++, row);
  bind_text (statement, &parameter, item->name);
  bind_number (statement, &parameter, item->position, -1);
  bind_text (statement, &parameter, item->icon);
  bind_number (statement, &parameter, item->year, 0);
  if (item->rating > 0)
    sqlite3_bind_double (statement, parameter++, item->rating);
  else
    sqlite3_bind_null (statement, parameter++);
  bind_text (statement, &parameter, item->genre);
  bind_text (statement, &parameter, item->plot);
  bind_text (statement, &parameter, item->cast);
  bind_text (statement, &parameter, item->director);
  bind_text (statement, &parameter, item->release_date);
  bind_number (statement, &parameter, item->added, 0);
  bind_number (statement, &parameter, item->modified, 0);
  bind_number (statement, &parameter, item->duration, 0);
  bind_text (statement, &parameter, item->extension);
  bind_text (statement, &parameter, item->epg_id);
  bind_number (statement, &parameter, item->archive_days, 0);
  bind_number (statement, &parameter, item->adult, LINEUP_ADULT_UNKNOWN);
  bind_text (statement, &parameter, item->trailer);
  bind_text (statement, &parameter, item->tmdb_id);
}

void
lineup_row_bind_words (sqlite3_stmt *statement, gint64 row, const LineupItem *item)
{
  int parameter = 1;

  sqlite3_bind_int64 (statement, parameter++, row);
  bind_text (statement, &parameter, item->name);
  bind_text (statement, &parameter, item->genre);
  bind_text (statement, &parameter, item->plot);
  bind_text (statement, &parameter, item->cast);
  bind_text (statement, &parameter, item->director);
}

static const char *
read_text (sqlite3_stmt *statement, int *column)
{
  return (const char *)sqlite3_column_text (statement, (*column)++);
}

gboolean
lineup_row_has_words (sqlite3_stmt *words, const LineupItem *item)
{
  int column = 0;

  return g_strcmp0 (read_text (words, &column), item->name) == 0
         && g_strcmp0 (read_text (words, &column), item->genre) == 0
         && g_strcmp0 (read_text (words, &column), item->plot) == 0
         && g_strcmp0 (read_text (words, &column), item->cast) == 0
         && g_strcmp0 (read_text (words, &column), item->director) == 0;
}

void
lineup_row_copy_words (sqlite3_stmt *words, sqlite3_stmt *statement, gint64 row)
{
  sqlite3_bind_int64 (statement, 1, row);
  for (int column = 0; column < sqlite3_column_count (words); column++)
    sqlite3_bind_value (statement, column + 2, sqlite3_column_value (words, column));
}

static gint64
read_number (sqlite3_stmt *statement, int *column, gint64 unknown)
{
  const int number = (*column)++;

  if (sqlite3_column_type (statement, number) == SQLITE_NULL)
    return unknown;
  return sqlite3_column_int64 (statement, number);
}

void
lineup_row_read (sqlite3_stmt *statement, LineupItem *item)
{
  int column = LINEUP_ROW_NAME;

  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->id = sqlite3_column_int64 (statement, LINEUP_ROW_ID);
  item->name = read_text (statement, &column);
  item->position = read_number (statement, &column, -1);
  item->icon = read_text (statement, &column);
  item->year = (guint)read_number (statement, &column, 0);
  item->rating = sqlite3_column_double (statement, column++);
  item->genre = read_text (statement, &column);
  item->plot = read_text (statement, &column);
  item->cast = read_text (statement, &column);
  item->director = read_text (statement, &column);
  item->release_date = read_text (statement, &column);
  item->added = read_number (statement, &column, 0);
  item->modified = read_number (statement, &column, 0);
  item->duration = read_number (statement, &column, 0);
  item->extension = read_text (statement, &column);
  item->epg_id = read_text (statement, &column);
  item->archive_days = (guint)read_number (statement, &column, 0);
  item->adult = (LineupAdult)read_number (statement, &column, LINEUP_ADULT_UNKNOWN);
  item->trailer = read_text (statement, &column);
  item->tmdb_id = read_text (statement, &column);
}

/* Categories are stored as they are in memory on a little-endian machine. */
static void
swap_categories (GArray *categories)
{
  for (guint i = 0; i < categories->len; i++)
    {
      guint32 *key = &g_array_index (categories, guint32, i);

      *key = GUINT32_TO_LE (*key);
    }
}

void
lineup_row_bind_keys (sqlite3_stmt *statement, const LineupItemKeys *keys)
{
  const int n_bytes = (int)(keys->categories->len * sizeof (guint32));
  const LineupFigures *figures = &keys->figures;
  int parameter = 1;

  sqlite3_bind_int64 (statement, parameter++, keys->row);
  sqlite3_bind_int64 (statement, parameter++, (gint64)keys->fingerprint);
  sqlite3_bind_int64 (statement, parameter++, (gint64)keys->hash);
  sqlite3_bind_int64 (statement, parameter++, keys->id);
  bind_number (statement, &parameter, figures->position, LINEUP_FIGURE_UNKNOWN);
  bind_number (statement, &parameter, figures->rating, LINEUP_FIGURE_UNKNOWN);
  bind_number (statement, &parameter, figures->year, LINEUP_FIGURE_UNKNOWN);
  bind_number (statement, &parameter, figures->time, LINEUP_FIGURE_UNKNOWN);
  bind_number (statement, &parameter, figures->adult, LINEUP_ADULT_UNKNOWN);
  swap_categories (keys->categories);
  sqlite3_bind_blob (statement, parameter, keys->categories->data, n_bytes, SQLITE_TRANSIENT);
  swap_categories (keys->categories);
}

void
lineup_row_read_categories (sqlite3_stmt *statement, int column, GArray *categories)
{
  const void *bytes = sqlite3_column_blob (statement, column);
  const guint n_keys = (guint)sqlite3_column_bytes (statement, column) / sizeof (guint32);

  g_array_set_size (categories, 0);
  if (n_keys > 0)
    g_array_append_vals (categories, bytes, n_keys);
  swap_categories (categories);
}

void
lineup_row_read_figures (sqlite3_stmt *statement, int column, LineupFigures *figures)
{
  figures->position = read_number (statement, &column, LINEUP_FIGURE_UNKNOWN);
  figures->rating = read_number (statement, &column, LINEUP_FIGURE_UNKNOWN);
  figures->year = read_number (statement, &column, LINEUP_FIGURE_UNKNOWN);
  figures->time = read_number (statement, &column, LINEUP_FIGURE_UNKNOWN);
  figures->adult = (LineupAdult)read_number (statement, &column, LINEUP_ADULT_UNKNOWN);
}

void
lineup_row_read_keys (sqlite3_stmt *statement, LineupItemKeys *keys)
{
  int column = 0;

  keys->row = sqlite3_column_int64 (statement, column++);
  keys->fingerprint = (guint64)sqlite3_column_int64 (statement, column++);
  keys->hash = (guint64)sqlite3_column_int64 (statement, column++);
  keys->id = sqlite3_column_int64 (statement, column++);
  lineup_row_read_figures (statement, column, &keys->figures);
  lineup_row_read_categories (statement, column + LINEUP_FIGURES_CATEGORIES, keys->categories);
}
