/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-row.h"

#include "lineup-item-columns.h"

void
lineup_row_bind (LineupStatement *statement, gint64 row, const LineupItem *item)
{
  lineup_statement_bind_int (statement, "row", row);
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (field->column != NULL)
        lineup_item_columns_bind (field, statement, item);
    }
}

gboolean
lineup_row_has_words (const LineupRows *rows, const LineupItem *item)
{
  return g_strcmp0 (lineup_rows_get_text (rows, "name"), item->name) == 0
         && g_strcmp0 (lineup_rows_get_text (rows, "genre"), item->genre) == 0
         && g_strcmp0 (lineup_rows_get_text (rows, "plot"), item->plot) == 0
         && g_strcmp0 (lineup_rows_get_text (rows, "cast"), item->cast) == 0
         && g_strcmp0 (lineup_rows_get_text (rows, "director"), item->director) == 0;
}

void
lineup_row_read (const LineupRows *rows, LineupItem *item)
{
  lineup_row_read_some (rows, LINEUP_ITEM_COLUMNS_ALL, item);
}

void
lineup_row_read_some (const LineupRows *rows, guint64 wanted, LineupItem *item)
{
  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->id = lineup_rows_get_int (rows, "id");
  item->version = (guint64)lineup_rows_get_int (rows, "hash");
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (field->column != NULL && (wanted & 1) != 0)
        lineup_item_columns_read (field, rows, item);
      wanted >>= 1;
    }
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

  lineup_statement_bind_int (statement, "row", keys->row);
  lineup_statement_bind_int (statement, "fingerprint", (gint64)keys->fingerprint);
  lineup_statement_bind_int (statement, "hash", (gint64)keys->hash);
  lineup_statement_bind_int (statement, "id", keys->id);
  lineup_statement_bind_int_or_null (
      statement, "position", figures->position, LINEUP_FIGURE_UNKNOWN);
  lineup_statement_bind_int_or_null (statement, "rating", figures->rating, LINEUP_FIGURE_UNKNOWN);
  lineup_statement_bind_int_or_null (statement, "year", figures->year, LINEUP_FIGURE_UNKNOWN);
  lineup_statement_bind_int_or_null (statement, "time", figures->time, LINEUP_FIGURE_UNKNOWN);
  lineup_statement_bind_int_or_null (statement, "adult", figures->adult, LINEUP_ADULT_UNKNOWN);
  lineup_statement_bind_int_or_null (statement, "in_adult", figures->in_adult, FALSE);
  lineup_statement_bind_int_or_null (statement, "radio", figures->radio, FALSE);
  swap_categories (keys->categories);
  lineup_statement_bind_blob_copy (statement, "categories", keys->categories->data, n_bytes);
  swap_categories (keys->categories);
}

void
lineup_row_bind_in_adult (LineupStatement *statement, const LineupItemKeys *keys)
{
  lineup_statement_bind_int (statement, "row", keys->row);
  lineup_statement_bind_int_or_null (statement, "in_adult", keys->figures.in_adult, FALSE);
}

void
lineup_row_bind_filter (LineupStatement *statement, const LineupFilter *filter)
{
  LineupFigures lowest;
  LineupFigures highest;

  lineup_filter_get_ranges (filter, &lowest, &highest);
  lineup_statement_bind_int (statement, "year_min", lowest.year);
  lineup_statement_bind_int (statement, "year_max", highest.year);
  lineup_statement_bind_int (statement, "rating_min", lowest.rating);
  lineup_statement_bind_int (statement, "time_min", lowest.time);
  lineup_statement_bind_null (statement, "adult");
  if (filter->adult != LINEUP_ADULT_UNKNOWN)
    lineup_statement_bind_int (statement, "adult", filter->adult == LINEUP_ADULT_YES);
  lineup_statement_bind_null (statement, "radio");
  if (filter->radio != LINEUP_RADIO_ANY)
    lineup_statement_bind_int (statement, "radio", filter->radio == LINEUP_RADIO_ONLY);
}

void
lineup_row_read_categories (const LineupRows *rows, GArray *categories)
{
  gsize length = 0;
  const void *bytes = lineup_rows_get_blob (rows, "categories", &length);
  const guint n_keys = (guint)(length / sizeof (guint32));

  g_array_set_size (categories, 0);
  if (n_keys > 0)
    g_array_append_vals (categories, bytes, n_keys);
  swap_categories (categories);
}

void
lineup_row_read_figures (const LineupRows *rows, LineupFigures *figures)
{
  figures->position = lineup_rows_get_int_or (rows, "position", LINEUP_FIGURE_UNKNOWN);
  figures->rating = lineup_rows_get_int_or (rows, "rating", LINEUP_FIGURE_UNKNOWN);
  figures->year = lineup_rows_get_int_or (rows, "year", LINEUP_FIGURE_UNKNOWN);
  figures->time = lineup_rows_get_int_or (rows, "time", LINEUP_FIGURE_UNKNOWN);
  figures->adult = (LineupAdult)lineup_rows_get_int_or (rows, "adult", LINEUP_ADULT_UNKNOWN);
  figures->in_adult = lineup_rows_get_int_or (rows, "in_adult", FALSE) != FALSE;
  figures->radio = lineup_rows_get_int_or (rows, "radio", FALSE) != FALSE;
}

void
lineup_row_read_keys (const LineupRows *rows, LineupItemKeys *keys)
{
  keys->row = lineup_rows_get_int (rows, "row");
  keys->fingerprint = (guint64)lineup_rows_get_int (rows, "fingerprint");
  keys->hash = (guint64)lineup_rows_get_int (rows, "hash");
  keys->id = lineup_rows_get_int (rows, "id");
  lineup_row_read_figures (rows, &keys->figures);
  lineup_row_read_categories (rows, keys->categories);
}

gboolean
lineup_row_get_keys (LineupDatabase *database,
                     LineupKind kind,
                     gint64 row,
                     LineupItemKeys *keys,
                     gboolean *found,
                     GError **error)
{
  LineupStatement *get = lineup_database_get_statement (database, "keys-get", kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (*found)
    lineup_row_read_keys (&rows, keys);
  return TRUE;
}

gboolean
lineup_row_exists (
    LineupDatabase *database, LineupKind kind, gint64 id, gboolean *exists, GError **error)
{
  LineupStatement *find = lineup_database_get_statement (database, "keys-find", kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (find);

  if (find == NULL)
    return FALSE;
  lineup_statement_bind_int (find, "id", id);
  return lineup_rows_next (&rows, exists, error);
}
