/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-row.h"

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

void
lineup_row_bind (LineupStatement *statement, gint64 row, const LineupItem *item)
{
  int parameter = 1;

  lineup_statement_bind_int (statement, parameter++, row);
  bind_text (statement, &parameter, item->name);
  bind_number (statement, &parameter, item->position, -1);
  bind_text (statement, &parameter, item->icon);
  bind_number (statement, &parameter, item->year, 0);
  if (item->rating > 0)
    lineup_statement_bind_double (statement, parameter++, item->rating);
  else
    lineup_statement_bind_null (statement, parameter++);
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
  bind_text (statement, &parameter, item->channel_number);
  bind_number (statement, &parameter, item->radio, FALSE);
}

void
lineup_row_bind_words (LineupStatement *statement, gint64 row, const LineupItem *item)
{
  int parameter = 1;

  lineup_statement_bind_int (statement, parameter++, row);
  bind_text (statement, &parameter, item->name);
  bind_text (statement, &parameter, item->genre);
  bind_text (statement, &parameter, item->plot);
  bind_text (statement, &parameter, item->cast);
  bind_text (statement, &parameter, item->director);
}

static const char *
read_text (const LineupRows *rows, int *column)
{
  return lineup_rows_get_text (rows, (*column)++);
}

gboolean
lineup_row_has_words (const LineupRows *rows, const LineupItem *item)
{
  int column = 0;

  return g_strcmp0 (read_text (rows, &column), item->name) == 0
         && g_strcmp0 (read_text (rows, &column), item->genre) == 0
         && g_strcmp0 (read_text (rows, &column), item->plot) == 0
         && g_strcmp0 (read_text (rows, &column), item->cast) == 0
         && g_strcmp0 (read_text (rows, &column), item->director) == 0;
}

void
lineup_row_copy_words (const LineupRows *words, LineupStatement *statement, gint64 row)
{
  lineup_statement_bind_int (statement, 1, row);
  for (int column = 0; column < lineup_rows_get_n_columns (words); column++)
    lineup_statement_bind_column (statement, column + 2, words, column);
}

static gint64
read_number (const LineupRows *rows, int *column, gint64 unknown)
{
  const int number = (*column)++;

  if (lineup_rows_is_null (rows, number))
    return unknown;
  return lineup_rows_get_int (rows, number);
}

void
lineup_row_read (const LineupRows *rows, LineupItem *item)
{
  int column = LINEUP_ROW_NAME;

  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->id = lineup_rows_get_int (rows, LINEUP_ROW_ID);
  item->version = (guint64)lineup_rows_get_int (rows, LINEUP_ROW_HASH);
  item->name = read_text (rows, &column);
  item->position = read_number (rows, &column, -1);
  item->icon = read_text (rows, &column);
  item->year = (guint)read_number (rows, &column, 0);
  item->rating = lineup_rows_get_double (rows, column++);
  item->genre = read_text (rows, &column);
  item->plot = read_text (rows, &column);
  item->cast = read_text (rows, &column);
  item->director = read_text (rows, &column);
  item->release_date = read_text (rows, &column);
  item->added = read_number (rows, &column, 0);
  item->modified = read_number (rows, &column, 0);
  item->duration = read_number (rows, &column, 0);
  item->extension = read_text (rows, &column);
  item->epg_id = read_text (rows, &column);
  item->archive_days = (guint)read_number (rows, &column, 0);
  item->adult = (LineupAdult)read_number (rows, &column, LINEUP_ADULT_UNKNOWN);
  item->trailer = read_text (rows, &column);
  item->tmdb_id = read_text (rows, &column);
  item->channel_number = read_text (rows, &column);
  item->radio = read_number (rows, &column, FALSE) != FALSE;
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
lineup_row_bind_keys (LineupStatement *statement, const LineupItemKeys *keys)
{
  const gsize n_bytes = keys->categories->len * sizeof (guint32);
  const LineupFigures *figures = &keys->figures;
  int parameter = 1;

  lineup_statement_bind_int (statement, parameter++, keys->row);
  lineup_statement_bind_int (statement, parameter++, (gint64)keys->fingerprint);
  lineup_statement_bind_int (statement, parameter++, (gint64)keys->hash);
  lineup_statement_bind_int (statement, parameter++, keys->id);
  bind_number (statement, &parameter, figures->position, LINEUP_FIGURE_UNKNOWN);
  bind_number (statement, &parameter, figures->rating, LINEUP_FIGURE_UNKNOWN);
  bind_number (statement, &parameter, figures->year, LINEUP_FIGURE_UNKNOWN);
  bind_number (statement, &parameter, figures->time, LINEUP_FIGURE_UNKNOWN);
  bind_number (statement, &parameter, figures->adult, LINEUP_ADULT_UNKNOWN);
  bind_number (statement, &parameter, figures->in_adult, FALSE);
  bind_number (statement, &parameter, figures->radio, FALSE);
  swap_categories (keys->categories);
  lineup_statement_bind_blob_copy (statement, parameter, keys->categories->data, n_bytes);
  swap_categories (keys->categories);
}

void
lineup_row_bind_in_adult (LineupStatement *statement, const LineupItemKeys *keys)
{
  int parameter = 1;

  lineup_statement_bind_int (statement, parameter++, keys->row);
  bind_number (statement, &parameter, keys->figures.in_adult, FALSE);
}

void
lineup_row_read_categories (const LineupRows *rows, int column, GArray *categories)
{
  gsize length = 0;
  const void *bytes = lineup_rows_get_blob (rows, column, &length);
  const guint n_keys = (guint)(length / sizeof (guint32));

  g_array_set_size (categories, 0);
  if (n_keys > 0)
    g_array_append_vals (categories, bytes, n_keys);
  swap_categories (categories);
}

void
lineup_row_read_figures (const LineupRows *rows, int column, LineupFigures *figures)
{
  figures->position = read_number (rows, &column, LINEUP_FIGURE_UNKNOWN);
  figures->rating = read_number (rows, &column, LINEUP_FIGURE_UNKNOWN);
  figures->year = read_number (rows, &column, LINEUP_FIGURE_UNKNOWN);
  figures->time = read_number (rows, &column, LINEUP_FIGURE_UNKNOWN);
  figures->adult = (LineupAdult)read_number (rows, &column, LINEUP_ADULT_UNKNOWN);
  figures->in_adult = read_number (rows, &column, FALSE) != FALSE;
  figures->radio = read_number (rows, &column, FALSE) != FALSE;
}

void
lineup_row_read_keys (const LineupRows *rows, LineupItemKeys *keys)
{
  int column = 0;

  keys->row = lineup_rows_get_int (rows, column++);
  keys->fingerprint = (guint64)lineup_rows_get_int (rows, column++);
  keys->hash = (guint64)lineup_rows_get_int (rows, column++);
  keys->id = lineup_rows_get_int (rows, column++);
  lineup_row_read_figures (rows, column, &keys->figures);
  lineup_row_read_categories (rows, column + LINEUP_FIGURES_CATEGORIES, keys->categories);
}
