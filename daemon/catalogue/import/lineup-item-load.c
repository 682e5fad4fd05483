/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-load.h"

#include "lineup-error.h"
#include "lineup-item-writer.h"

typedef struct
{
  const LineupImportContext *context; /* (unowned) */
  LineupImportReport *report;         /* (unowned) */
  LineupCategoryMap *categories;      /* (owned) */
  LineupItemWriter *writer;           /* (owned) */

  /* The item whose rows are being merged, there being several. */
  LineupItemKeys first;
  LineupItemKeys other;   /* of the row at hand */
  LineupCategorySet *all; /* (owned): categories of all of its rows */
  gboolean has_item;
  gboolean differs; /* whether any row says something else than the first */
} Load;

static void
load_free (gpointer data)
{
  Load *self = data;

  g_clear_pointer (&self->writer, lineup_item_writer_free);
  g_clear_pointer (&self->categories, lineup_category_map_free);
  lineup_item_keys_clear (&self->first);
  lineup_item_keys_clear (&self->other);
  lineup_category_set_free (self->all);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static gpointer
begin (const LineupImportContext *context, LineupImportReport *report, GError **error)
{
  g_autoptr (Load) self = g_new0 (Load, 1);
  LineupDatabase *database = context->database;
  const LineupKind kind = context->kind;

  self->context = context;
  self->report = report;
  lineup_item_keys_init (&self->first);
  lineup_item_keys_init (&self->other);
  self->all = lineup_category_set_new ();
  self->categories = lineup_category_map_load (database, kind, error);
  if (self->categories == NULL || !lineup_database_run (database, "by-id-drop", kind, error))
    return NULL;
  self->writer = lineup_item_writer_new (database, kind, self->categories, TRUE, error);
  return self->writer != NULL ? g_steal_pointer (&self) : NULL;
}

static gboolean
take (gpointer importer, const LineupElement *element, GError **error)
{
  Load *self = importer;
  LineupItem item;

  if (!lineup_item_source_decode_item (self->context->source, element, &item))
    return TRUE;
  self->report->seen++;
  self->report->added++;
  return lineup_item_writer_insert (self->writer, &item, element->fingerprint, error);
}

/* All rows of an item have been read. One that is told of in several ways has no fingerprint, so
 * that it is merged again from all of its elements the next time. */
static gboolean
end_item (Load *self, GError **error)
{
  gboolean changed = FALSE;

  return !self->has_item || !self->differs
         || lineup_item_writer_join (self->writer, &self->first, self->all, 0, &changed, error);
}

static void
begin_item (Load *self)
{
  lineup_item_keys_copy (&self->first, &self->other);
  lineup_category_set_assign (self->all, self->first.categories);
  self->has_item = TRUE;
  self->differs = FALSE;
}

/* An identical repeat says nothing. */
static gboolean
merge_other (Load *self, GError **error)
{
  if (self->other.hash != self->first.hash)
    {
      self->differs = TRUE;
      lineup_category_set_add (self->all, self->other.categories);
    }
  self->report->seen--;
  self->report->added--;
  return lineup_item_writer_remove (self->writer, self->other.row, error);
}

static gboolean
merge_row (Load *self, gint64 row, GError **error)
{
  if (!lineup_item_writer_get (self->writer, row, &self->other, error))
    return FALSE;
  if (self->has_item && self->other.id == self->first.id)
    return merge_other (self, error);
  if (!end_item (self, error))
    return FALSE;
  begin_item (self);
  return TRUE;
}

/* Makes one of all rows with the same id: the first one, in the categories of all. */
static gboolean
merge_repeated (Load *self, GError **error)
{
  LineupStatement *repeated = lineup_database_get_statement (
      self->context->database, "keys-repeated", self->context->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (repeated);
  gboolean has_row = TRUE;

  if (repeated == NULL)
    return FALSE;
  while (TRUE)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return end_item (self, error);
      if (!merge_row (self, lineup_rows_get_int (&rows, "row"), error))
        return FALSE;
    }
}

static gboolean
make_index (Load *self, GError **error)
{
  LineupDatabase *database = self->context->database;
  const LineupKind kind = self->context->kind;
  g_autoptr (GError) index_error = NULL;

  if (lineup_database_run (database, "by-id-make", kind, &index_error))
    return TRUE;
  if (!lineup_database_is_unique_violation (database))
    {
      g_propagate_error (error, g_steal_pointer (&index_error));
      return FALSE;
    }
  return merge_repeated (self, error) && lineup_database_run (database, "by-id-make", kind, error);
}

/* Repeated items are merged while they have neither words nor places. */
static gboolean
end (gpointer importer, gboolean *dirty, GError **error)
{
  Load *self = importer;

  *dirty = self->report->seen > 0;
  if (!make_index (self, error) || !lineup_item_writer_end_load (self->writer, error)
      || !lineup_change_log_add_all (self->context->changes, error)
      || !lineup_category_map_store (self->categories, error))
    return FALSE;
  self->report->categories = lineup_category_map_list_changed (self->categories);
  return TRUE;
}

static LineupIndexBuild *
steal_build (gpointer importer)
{
  Load *self = importer;

  return lineup_item_writer_steal_build (self->writer);
}

const LineupImporter *
lineup_item_load_get_importer (void)
{
  static const LineupImporter importer = { begin, take, end, steal_build, load_free };

  return &importer;
}
