/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-list-import.h"

#include "lineup-catalogue-meta.h"
#include "lineup-category-import.h"
#include "lineup-item-import.h"
#include "lineup-item-load.h"
#include "lineup-transaction.h"

/* Microseconds that a piece takes at most, but for what is done at a list's end: others wait for
 * it. */
#define PIECE_TIME (20 * G_TIME_SPAN_MILLISECOND)

/* Elements between two looks at the time. */
#define ELEMENTS_PER_LOOK 64

struct _LineupListImport
{
  LineupListImportPlan plan;
  LineupImportContext context; /* (owned): its changes and quarantine */
  LineupTransaction transaction;
  const LineupImporter *functions; /* (unowned) */
  gpointer importer;               /* (owned) (nullable): once it has begun */
  LineupImportReport report;
  guint64 count;
  gboolean is_committed;
};

/* A kind's first list is loaded, others are compared with what is stored. */
static const LineupImporter *
choose_importer (const LineupListImportPlan *plan)
{
  if (lineup_list_has_categories (plan->list))
    return lineup_category_import_get_importer ();
  return plan->n_stored > 0 ? lineup_item_import_get_importer () : lineup_item_load_get_importer ();
}

LineupListImport *
lineup_list_import_new (LineupDatabase *database, const LineupListImportPlan *plan)
{
  LineupListImport *self = g_new0 (LineupListImport, 1);
  LineupImportContext *context = &self->context;

  self->plan = *plan;
  self->functions = choose_importer (plan);
  self->count = plan->n_stored;
  self->report.generation = plan->generation;
  context->database = database;
  context->kind = lineup_list_get_kind (plan->list);
  context->changes = lineup_change_log_new (database, context->kind, plan->generation);
  context->quarantine = lineup_quarantine_new (database, plan->list, plan->now);
  context->source = plan->source;
  context->flags = plan->flags;
  context->n_stored = plan->n_stored;
  return self;
}

void
lineup_list_import_free (LineupListImport *self)
{
  if (self->importer != NULL)
    self->functions->free (self->importer);
  lineup_transaction_clear (&self->transaction);
  lineup_database_set_cancellable (self->context.database, NULL);
  g_clear_pointer (&self->context.changes, lineup_change_log_free);
  g_clear_pointer (&self->context.quarantine, lineup_quarantine_free);
  g_strfreev (self->report.categories);
  g_free (self);
}

static gboolean
run (LineupListImport *self, const char *statement, GError **error)
{
  return lineup_database_run (self->context.database, statement, LINEUP_SCHEMA_ANY_SET, error);
}

static char *
get_version_name (LineupListImport *self)
{
  return g_strconcat (LINEUP_META_VERSION, lineup_list_to_string (self->plan.list), NULL);
}

/* What is known was stored by whoever read it then: an older daemon may have understood less. */
static gboolean
look_at_version (LineupListImport *self, GError **error)
{
  g_autofree char *name = get_version_name (self);
  guint64 version = 0;

  if (!lineup_meta_get (self->context.database, name, &version, error))
    return FALSE;
  self->context.other_version = version != lineup_item_source_get_version (self->plan.source);
  return TRUE;
}

static gboolean
remember_version (LineupListImport *self, GError **error)
{
  g_autofree char *name = get_version_name (self);

  return lineup_meta_set (
      self->context.database, name, lineup_item_source_get_version (self->plan.source), error);
}

static gboolean
begin (LineupListImport *self, GError **error)
{
  LineupDatabase *database = self->context.database;

  lineup_database_set_cancellable (database, self->plan.cancellable);
  if (!run (self, "schema-temp", error)
      || !run (self, self->plan.n_stored > 0 ? "import-setup" : "load-setup", error)
      || !lineup_transaction_begin_write (&self->transaction, database, error)
      || !look_at_version (self, error))
    return FALSE;
  self->importer = self->functions->begin (&self->context, &self->report, error);
  return self->importer != NULL;
}

/* Categories are counted, but only the changes of items are listed. */
static guint64
count_unlisted (LineupListImport *self)
{
  const LineupImportReport *report = &self->report;

  return lineup_list_has_categories (self->plan.list)
             ? report->added + report->changed + report->removed
             : 0;
}

static gboolean
commit (LineupListImport *self, GError **error)
{
  const guint64 count = self->plan.n_stored + self->report.added - self->report.removed;
  const char *list = lineup_list_to_string (self->plan.list);
  guint64 generation = 0;

  if (!lineup_change_log_close (
          self->context.changes, count_unlisted (self), self->plan.now, &generation, error)
      || !lineup_meta_set (self->context.database, list, count, error)
      || (self->context.other_version && !remember_version (self, error))
      || !lineup_transaction_commit (&self->transaction, error))
    return FALSE;
  self->report.generation = generation;
  self->count = count;
  self->is_committed = TRUE;
  return TRUE;
}

/* In a transaction of its own: of that of the import nothing stays. */
static gboolean
remember_quarantine (LineupListImport *self, GError **error)
{
  lineup_transaction_clear (&self->transaction);
  return lineup_transaction_begin_write (&self->transaction, self->context.database, error)
         && lineup_quarantine_remember (self->context.quarantine, error)
         && lineup_transaction_commit (&self->transaction, error);
}

/* The list has arrived whole. */
static gboolean
end (LineupListImport *self, GError **error)
{
  gboolean dirty = FALSE;

  if (!self->functions->end (self->importer, &dirty, error))
    return FALSE;
  /* What has been done is kept, although it was cancelled a moment later. */
  lineup_database_set_cancellable (self->context.database, NULL);
  if (self->report.quarantined)
    return remember_quarantine (self, error);
  return (!dirty && !self->context.other_version) || commit (self, error);
}

/* Does what can be done now. */
static gboolean
go_on (LineupListImport *self, LineupWriterProgress *progress, GError **error)
{
  const gint64 end_of_piece = g_get_monotonic_time () + PIECE_TIME;
  LineupElement element;

  for (guint i = 1;; i++)
    {
      if (g_cancellable_set_error_if_cancelled (self->plan.cancellable, error))
        return FALSE;
      lineup_database_yield (self->context.database);
      switch (lineup_item_source_next (self->plan.source, &element, error))
        {
        case LINEUP_ITEM_SOURCE_ELEMENT:
          if (!self->functions->take (self->importer, &element, error))
            return FALSE;
          break;
        case LINEUP_ITEM_SOURCE_WAIT:
          *progress = LINEUP_WRITER_WAIT;
          return TRUE;
        case LINEUP_ITEM_SOURCE_END:
          return end (self, error);
        case LINEUP_ITEM_SOURCE_ERROR:
        default:
          return FALSE;
        }
      if (i % ELEMENTS_PER_LOOK == 0 && g_get_monotonic_time () >= end_of_piece)
        {
          *progress = LINEUP_WRITER_AGAIN;
          return TRUE;
        }
    }
}

static void
clear_report (LineupListImport *self)
{
  self->report.added = self->report.changed = self->report.removed = 0;
  self->report.items_changed = 0;
  g_clear_pointer (&self->report.categories, g_strfreev);
}

LineupWriterProgress
lineup_list_import_go_on (LineupListImport *self, GError **error)
{
  LineupWriterProgress progress = LINEUP_WRITER_DONE;
  const gboolean fine = (self->importer != NULL || begin (self, error))
                        && go_on (self, &progress, error);

  if (progress != LINEUP_WRITER_DONE)
    return progress;
  if (!fine || self->report.quarantined)
    clear_report (self);
  self->report.rejected = lineup_item_source_get_rejected (self->plan.source);
  return progress;
}

const LineupImportReport *
lineup_list_import_get_report (LineupListImport *self)
{
  return &self->report;
}

void
lineup_list_import_steal_report (LineupListImport *self, LineupImportReport *report)
{
  *report = self->report;
  self->report.categories = NULL;
}

gboolean
lineup_list_import_is_committed (LineupListImport *self)
{
  return self->is_committed;
}

void
lineup_list_import_undo (LineupListImport *self)
{
  clear_report (self);
  self->report.generation = self->plan.generation;
  self->count = self->plan.n_stored;
  self->is_committed = FALSE;
}

/* Without a commit there is nothing to go on with. */
LineupIndexBuild *
lineup_list_import_steal_build (LineupListImport *self)
{
  if (!self->is_committed || self->functions->steal_build == NULL)
    return NULL;
  return self->functions->steal_build (self->importer);
}

guint64
lineup_list_import_get_count (LineupListImport *self)
{
  return self->count;
}
