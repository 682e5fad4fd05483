/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-item-load.h"

#include "catalogue/lineup-item-writer.h"
#include "lineup-error.h"

typedef struct
{
  const LineupImportContext *context; /* (unowned) */
  LineupImportReport *report;         /* (unowned) */
  LineupItemWriter *noting;           /* (unowned): notes places down */
  LineupItemWriter *writer;           /* (unowned): keeps places in order */
} Load;

static gboolean
take_elements (const Load *self, GError **error)
{
  const LineupImportContext *context = self->context;
  gboolean has_element = TRUE;
  LineupElement element;
  LineupItem item;

  while (TRUE)
    {
      if (!lineup_import_context_next (context, &element, &has_element, error))
        return FALSE;
      if (!has_element)
        return TRUE;
      if (!lineup_item_source_decode_item (context->source, &element, &item))
        continue;
      if (!lineup_item_writer_insert (self->noting, &item, element.fingerprint, error))
        return FALSE;
      self->report->seen++;
      self->report->added++;
    }
}

/* Makes one of two rows with the same id: @first gets what @other adds to it. */
static gboolean
merge_row (const Load *self, LineupItemKeys *first, LineupItemKeys *other, GError **error)
{
  gboolean changed = FALSE;

  /* An identical repeat says nothing. Anything else makes the item one that is to be merged again
   * from all of its elements the next time. */
  if (other->hash != first->hash)
    {
      first->fingerprint = 0;
      if (!lineup_item_writer_set_fingerprint (self->writer, first->row, 0, error)
          || !lineup_item_writer_join (self->writer, first, other->categories, &changed, error))
        return FALSE;
    }
  self->report->seen--;
  self->report->added--;
  return lineup_item_writer_remove (self->writer, other->row, error);
}

static gboolean
merge_repeated (const Load *self, GError **error)
{
  LineupDatabase *database = self->context->database;
  LineupStatement *repeated = lineup_database_get_statement (
      database, "keys-repeated", self->context->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (repeated);
  g_auto (LineupItemKeys) first = { 0 };
  g_auto (LineupItemKeys) other = { 0 };
  gboolean has_row = TRUE;
  gboolean has_first = FALSE;

  if (repeated == NULL)
    return FALSE;
  lineup_item_keys_init (&first);
  lineup_item_keys_init (&other);
  while (TRUE)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!lineup_item_writer_get (self->writer, lineup_rows_get_int (&rows, 0), &other, error))
        return FALSE;
      if (!has_first || other.id != first.id)
        lineup_item_keys_copy (&first, &other);
      else if (!merge_row (self, &first, &other, error))
        return FALSE;
      has_first = TRUE;
    }
}

static gboolean
make_index (const Load *self, GError **error)
{
  LineupDatabase *database = self->context->database;
  const LineupKind kind = self->context->kind;
  g_autoptr (GError) index_error = NULL;

  if (lineup_database_run (database, "index-make", kind, &index_error))
    return TRUE;
  if (!lineup_database_is_unique_violation (database))
    {
      g_propagate_error (error, g_steal_pointer (&index_error));
      return FALSE;
    }
  return merge_repeated (self, error) && lineup_database_run (database, "index-make", kind, error);
}

gboolean
lineup_item_load_run (const LineupImportContext *context,
                      LineupImportReport *report,
                      GError **error)
{
  LineupDatabase *database = context->database;
  const LineupKind kind = context->kind;
  g_autoptr (LineupCategoryMap) categories = lineup_category_map_load (database, kind, error);
  g_autoptr (LineupItemWriter) noting = NULL;
  g_autoptr (LineupItemWriter) writer = NULL;
  Load self = { context, report, NULL, NULL };

  if (categories == NULL || !lineup_database_run (database, "index-drop", kind, error))
    return FALSE;
  self.noting = noting = lineup_item_writer_new (database, kind, categories, TRUE, error);
  self.writer = writer = lineup_item_writer_new (database, kind, categories, FALSE, error);
  return noting != NULL && writer != NULL && take_elements (&self, error)
         && lineup_item_writer_end_load (noting, error) && make_index (&self, error)
         && lineup_item_writer_end (writer, error)
         && lineup_change_log_add_all (context->changes, error)
         && lineup_category_map_store (categories, error);
}
