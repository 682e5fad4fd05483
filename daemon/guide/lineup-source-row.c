/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source-row.h"

#include "lineup-guide-meta.h"
#include "lineup-transaction.h"

static LineupStatement *
get_statement (LineupDatabase *database, const char *name, GError **error)
{
  return lineup_database_get_statement (database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static void
read_row (LineupSourceRow *self, const LineupRows *rows)
{
  self->source = lineup_rows_get_int (rows, "source");
  self->setup = (guint64)lineup_rows_get_int (rows, "setup");
  self->first = lineup_rows_get_int (rows, "first");
  self->last = lineup_rows_get_int (rows, "last");
  self->programmes = lineup_rows_get_int (rows, "programmes");
  self->channels = lineup_rows_get_int (rows, "channels");
  self->suspect_ids = (guint64)lineup_rows_get_int (rows, "suspect_ids");
  self->suspect_times = lineup_rows_get_int (rows, "suspect_times");
  self->suspect_since = lineup_rows_get_int (rows, "suspect_since");
}

static gboolean
load (LineupSourceRow *self,
      LineupDatabase *database,
      const char *name,
      gboolean *found,
      GError **error)
{
  LineupStatement *get = get_statement (database, "source-get", error);
  g_auto (LineupRows) rows = lineup_statement_query (get);

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_text (get, "name", name);
  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (*found)
    read_row (self, &rows);
  return TRUE;
}

static gboolean
list (LineupDatabase *database, GHashTable *found, GError **error)
{
  LineupStatement *list_all = get_statement (database, "sources-list", error);
  g_auto (LineupRows) rows = lineup_statement_query (list_all);
  gboolean has_row = FALSE;

  if (list_all == NULL)
    return FALSE;
  while (TRUE)
    {
      LineupSourceRow *row = NULL;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      row = g_new0 (LineupSourceRow, 1);
      read_row (row, &rows);
      g_hash_table_insert (found, g_strdup (lineup_rows_get_text (&rows, "name")), row);
    }
}

gpointer
lineup_source_row_list (LineupDatabase *database,
                        gpointer user_data,
                        guint64 *generation,
                        GError **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (LineupTransaction) transaction = { NULL };

  if (!lineup_transaction_begin_read (&transaction, database, error)
      || !lineup_meta_get (database, LINEUP_GUIDE_META_GENERATION, generation, error)
      || !list (database, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

gboolean
lineup_source_row_open (LineupSourceRow *self,
                        LineupDatabase *database,
                        const char *name,
                        GError **error)
{
  LineupStatement *add = NULL;
  gboolean found = FALSE;

  *self = (LineupSourceRow){ 0 };
  if (!load (self, database, name, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  add = get_statement (database, "source-add", error);
  if (add == NULL)
    return FALSE;
  lineup_statement_bind_text (add, "name", name);
  if (!lineup_statement_execute (add, error))
    return FALSE;
  self->source = lineup_database_get_last_row (database);
  return TRUE;
}

gboolean
lineup_source_row_store (const LineupSourceRow *self, LineupDatabase *database, GError **error)
{
  LineupStatement *set = get_statement (database, "source-set", error);

  if (set == NULL)
    return FALSE;
  lineup_statement_bind_int (set, "source", self->source);
  lineup_statement_bind_int (set, "setup", (gint64)self->setup);
  lineup_statement_bind_int (set, "first", self->first);
  lineup_statement_bind_int (set, "last", self->last);
  lineup_statement_bind_int (set, "programmes", self->programmes);
  lineup_statement_bind_int (set, "channels", self->channels);
  return lineup_statement_execute (set, error);
}

/* What was not believed before says something of this one only if it has the same channels, and the
 * clock was not set back. */
gboolean
lineup_source_row_suspect (LineupSourceRow *self, guint64 ids, gint64 now)
{
  if (self->suspect_ids != ids || self->suspect_since > now)
    self->suspect_times = 0;
  if (self->suspect_times == 0)
    self->suspect_since = now;
  self->suspect_ids = ids;
  self->suspect_times++;
  return self->suspect_times >= LINEUP_SOURCE_ROW_TIMES
         && now - self->suspect_since >= LINEUP_SOURCE_ROW_TIME;
}

gboolean
lineup_source_row_store_suspicion (const LineupSourceRow *self,
                                   LineupDatabase *database,
                                   GError **error)
{
  LineupStatement *set = get_statement (database, "source-suspect", error);

  if (set == NULL)
    return FALSE;
  lineup_statement_bind_int (set, "source", self->source);
  lineup_statement_bind_int (set, "ids", (gint64)self->suspect_ids);
  lineup_statement_bind_int (set, "times", self->suspect_times);
  lineup_statement_bind_int (set, "since", self->suspect_since);
  return lineup_statement_execute (set, error);
}
