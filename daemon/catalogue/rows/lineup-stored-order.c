/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-stored-order.h"

LineupStatement *
lineup_stored_order_get_statement (const LineupStoredOrder *self, const char *name, GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (
      self->database, name, self->kind, error);

  if (statement == NULL)
    return NULL;
  lineup_statement_bind_int (statement, "sort", self->sort);
  lineup_statement_bind_int (statement, "category", self->category);
  return statement;
}

void
lineup_stored_order_bind_place (LineupStatement *statement,
                                const char *parameter,
                                const LineupPackedPlace *place)
{
  if (place->n_bytes > 0)
    lineup_statement_bind_blob (statement, parameter, place->bytes, place->n_bytes);
  else
    lineup_statement_bind_empty_blob (statement, parameter);
}

gboolean
lineup_stored_order_read_first (const LineupStoredOrder *self,
                                const LineupRows *rows,
                                LineupPackedPlace *first,
                                GError **error)
{
  const void *bytes = lineup_rows_get_blob (rows, "first", &first->n_bytes);

  if (first->n_bytes > sizeof first->bytes)
    return lineup_database_fail_damaged (self->database, error);
  if (first->n_bytes > 0)
    memcpy (first->bytes, bytes, first->n_bytes);
  return TRUE;
}

gboolean
lineup_stored_order_read_stretch (const LineupStoredOrder *self,
                                  gint64 number,
                                  LineupStretch *stretch,
                                  GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "stretch-get", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;
  gsize n_bytes = 0;
  const void *bytes = NULL;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "stretch", number);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (has_row)
    bytes = lineup_rows_get_blob (&rows, "places", &n_bytes);
  lineup_stretch_clear (stretch);
  return (n_bytes > 0 && lineup_stretch_read (stretch, bytes, n_bytes))
         || lineup_database_fail_damaged (self->database, error);
}

gboolean
lineup_stored_order_find (const LineupStoredOrder *self,
                          const char *name,
                          const LineupPackedPlace *place,
                          LineupPackedPlace *first,
                          gint64 *number,
                          gboolean *found,
                          GError **error)
{
  LineupStatement *find = lineup_stored_order_get_statement (self, name, error);
  g_auto (LineupRows) rows = lineup_statement_query (find);

  if (find == NULL)
    return FALSE;
  lineup_stored_order_bind_place (find, "place", place);
  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  *number = lineup_rows_get_int (&rows, "stretch");
  return lineup_stored_order_read_first (self, &rows, first, error);
}
