/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-job.h"

#include "lineup-guide-expiry.h"
#include "lineup-guide-meta.h"
#include "lineup-guide-schema.h"
#include "lineup-match-writer.h"
#include "lineup-source-removal.h"

/* The store */

static gboolean
read_totals (LineupDatabase *database, LineupGuideTotals *totals, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      database, "totals", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  totals->programmes = (guint64)lineup_rows_get_int (&rows, "programmes");
  totals->first = lineup_rows_get_int (&rows, "first");
  totals->last = lineup_rows_get_int (&rows, "last");
  return lineup_meta_get (database, LINEUP_GUIDE_META_GENERATION, &totals->generation, error);
}

static gboolean
load (LineupDatabase *database, gpointer store, GError **error)
{
  LineupGuideStore *self = store;

  return read_totals (database, &self->totals, error);
}

/* What was there is gone, which is a change. */
static void
forget (gpointer store)
{
  LineupGuideStore *self = store;
  const guint64 generation = self->totals.generation;

  self->totals = (LineupGuideTotals){ .generation = generation };
}

LineupGuideStore *
lineup_guide_store_new (const char *directory, const char *name, LineupReaderPool *readers)
{
  static const LineupDatabaseFileFunctions functions = { load, forget };
  LineupGuideStore *self = g_new0 (LineupGuideStore, 1);

  self->file = lineup_database_file_new (
      lineup_guide_schema_get (), directory, name, &functions, self, readers);
  return self;
}

void
lineup_guide_store_free (LineupGuideStore *self)
{
  lineup_database_file_free (self->file);
  g_free (self);
}

/* What a job has changed. */
static void
take_note (LineupGuideJob *self, LineupGuideStore *store, LineupDatabase *database)
{
  g_autoptr (GError) error = NULL;

  if (!read_totals (database, &store->totals, &error)
      || (self->generation != 0
          && !lineup_guide_extent_read (&self->extent, database, self->generation, &error)))
    g_debug ("What the guide has is not known: %s", error->message);
}

/* Jobs */

static LineupGuideJob *
job_new (LineupWriterProgress (*func) (
             LineupGuideJob *self, LineupWriterJob *job, LineupGuideStore *store, GError **error),
         gpointer data,
         GDestroyNotify data_free)
{
  LineupGuideJob *self = g_new0 (LineupGuideJob, 1);

  self->func = func;
  self->data = data;
  self->data_free = data_free;
  self->length = LINEUP_WRITER_SHORT;
  self->writes = TRUE;
  self->opens = TRUE;
  lineup_guide_extent_init (&self->extent);
  return self;
}

static void
job_free (gpointer data)
{
  LineupGuideJob *self = data;

  if (self->data_free != NULL)
    self->data_free (self->data);
  lineup_guide_extent_clear (&self->extent);
  g_free (self);
}

static LineupWriterProgress
open_file (LineupGuideJob *self, LineupWriterJob *job, LineupGuideStore *store, GError **error)
{
  lineup_database_file_open (store->file, error);
  return LINEUP_WRITER_DONE;
}

LineupGuideJob *
lineup_guide_job_new_open (void)
{
  return job_new (open_file, NULL, NULL);
}

static LineupWriterProgress
look (LineupGuideJob *self, LineupWriterJob *job, LineupGuideStore *store, GError **error)
{
  if (lineup_database_file_exists (store->file))
    lineup_database_file_open (store->file, error);
  return LINEUP_WRITER_DONE;
}

LineupGuideJob *
lineup_guide_job_new_look (void)
{
  LineupGuideJob *self = job_new (look, NULL, NULL);

  self->opens = FALSE;
  self->writes = FALSE;
  return self;
}

/* Importing */

typedef struct
{
  LineupGuideImportPlan plan;
  char *name;                   /* (owned) */
  LineupGuideSource *source;    /* (owned) */
  char **languages;             /* (owned) (nullable) */
  LineupMatchPlan *matches;     /* (owned) */
  LineupWantedChannels *wanted; /* (owned) (nullable): once it has begun */
  LineupGuideImport *import;    /* (owned) (nullable): likewise */
  LineupDatabase *database;     /* (unowned) (nullable): likewise */
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_clear_pointer (&self->import, lineup_guide_import_free);
  g_clear_pointer (&self->wanted, lineup_wanted_channels_unref);
  lineup_match_plan_unref (self->matches);
  g_strfreev (self->languages);
  g_object_unref (self->source);
  g_free (self->name);
  g_free (self);
}

static gboolean
begin_import (Import *self, LineupWriterJob *job, LineupGuideStore *store, GError **error)
{
  if (self->import != NULL)
    return TRUE;
  self->database = lineup_database_file_open (store->file, error);
  if (self->database == NULL)
    return FALSE;
  self->wanted = lineup_match_plan_make_wanted (self->matches);
  self->plan.wanted = self->wanted;
  self->plan.cancellable = lineup_writer_job_get_cancellable (job);
  self->import = lineup_guide_import_new (self->database, &self->plan);
  return TRUE;
}

static void
wait_for_source (gpointer source, LineupWriterJobReadyFunc ready, gpointer user_data)
{
  lineup_guide_source_wait (source, ready, user_data);
}

static LineupWriterProgress
import_guide (LineupGuideJob *self, LineupWriterJob *job, LineupGuideStore *store, GError **error)
{
  Import *import = self->data;
  LineupWriterProgress progress = LINEUP_WRITER_DONE;

  if (!begin_import (import, job, store, error))
    return LINEUP_WRITER_DONE;
  progress = lineup_guide_import_go_on (import->import, error);
  if (progress == LINEUP_WRITER_WAIT)
    return lineup_writer_job_wait (job, wait_for_source, import->source);
  if (progress == LINEUP_WRITER_DONE)
    {
      self->report = *lineup_guide_import_get_report (import->import);
      self->generation = self->report.generation;
      g_clear_pointer (&import->import, lineup_guide_import_free);
      take_note (self, store, import->database);
    }
  return progress;
}

LineupGuideJob *
lineup_guide_job_new_import (const LineupGuideImportPlan *plan, LineupMatchPlan *matches)
{
  Import *import = g_new0 (Import, 1);
  LineupGuideJob *self = job_new (import_guide, import, import_free);

  import->plan = *plan;
  import->plan.name = import->name = g_strdup (plan->name);
  import->source = g_object_ref (plan->source);
  import->languages = g_strdupv ((char **)(gpointer)plan->languages);
  import->plan.languages = (const char *const *)import->languages;
  import->matches = lineup_match_plan_ref (matches);
  self->length = LINEUP_WRITER_LONG;
  return self;
}

/* Matching */

static void
plan_free (gpointer data)
{
  lineup_match_plan_unref (data);
}

static LineupWriterProgress
match (LineupGuideJob *self, LineupWriterJob *job, LineupGuideStore *store, GError **error)
{
  LineupDatabase *database = lineup_database_file_open (store->file, error);

  if (database == NULL)
    return LINEUP_WRITER_DONE;
  lineup_database_set_cancellable (database, lineup_writer_job_get_cancellable (job));
  if (!lineup_match_writer_run (database, self->data, &self->generation, error))
    self->generation = 0;
  lineup_database_set_cancellable (database, NULL);
  take_note (self, store, database);
  return LINEUP_WRITER_DONE;
}

LineupGuideJob *
lineup_guide_job_new_match (LineupMatchPlan *plan)
{
  return job_new (match, lineup_match_plan_ref (plan), plan_free);
}

/* Expiring */

static LineupWriterProgress
expire (LineupGuideJob *self, LineupWriterJob *job, LineupGuideStore *store, GError **error)
{
  LineupDatabase *database = NULL;
  gboolean is_done = TRUE;
  gboolean fine = FALSE;

  if (!lineup_database_file_exists (store->file))
    return LINEUP_WRITER_DONE;
  database = lineup_database_file_open (store->file, error);
  if (database == NULL)
    return LINEUP_WRITER_DONE;
  lineup_database_set_cancellable (database, lineup_writer_job_get_cancellable (job));
  fine = lineup_guide_expiry_go_on (self->data, database, &is_done, error);
  lineup_database_set_cancellable (database, NULL);
  if (fine && !is_done)
    return LINEUP_WRITER_AGAIN;
  take_note (self, store, database);
  return LINEUP_WRITER_DONE;
}

LineupGuideJob *
lineup_guide_job_new_expire (gint64 now)
{
  LineupGuideExpiry *expiry = g_new0 (LineupGuideExpiry, 1);
  LineupGuideJob *self = job_new (expire, expiry, g_free);

  expiry->now = now;
  self->opens = FALSE;
  return self;
}

static void
source_removal_free (gpointer data)
{
  LineupSourceRemoval *self = data;

  g_free (self->name);
  g_free (self);
}

static LineupWriterProgress
remove_source (LineupGuideJob *self, LineupWriterJob *job, LineupGuideStore *store, GError **error)
{
  LineupSourceRemoval *removal = self->data;
  LineupDatabase *database = NULL;
  gboolean is_done = TRUE;

  if (!lineup_database_file_exists (store->file))
    return LINEUP_WRITER_DONE;
  database = lineup_database_file_open (store->file, error);
  if (database == NULL)
    return LINEUP_WRITER_DONE;
  if (lineup_source_removal_go_on (removal, database, &is_done, error) && !is_done)
    return LINEUP_WRITER_AGAIN;
  self->generation = removal->generation;
  take_note (self, store, database);
  /* The last of several changes is only a part. */
  if (removal->n_changes > 1)
    {
      lineup_guide_extent_clear (&self->extent);
      lineup_guide_extent_init (&self->extent);
    }
  return LINEUP_WRITER_DONE;
}

LineupGuideJob *
lineup_guide_job_new_remove_source (const char *name)
{
  LineupSourceRemoval *removal = g_new0 (LineupSourceRemoval, 1);
  LineupGuideJob *self = job_new (remove_source, removal, source_removal_free);

  removal->name = g_strdup (name);
  self->opens = FALSE;
  return self;
}

/* Ending */

static LineupWriterProgress
clear_file (LineupGuideJob *self, LineupWriterJob *job, LineupGuideStore *store, GError **error)
{
  /* None is made to be empty. */
  self->opens = lineup_database_file_exists (store->file);
  if (!self->opens)
    return LINEUP_WRITER_DONE;
  lineup_database_file_clear (store->file, TRUE, error);
  self->generation = store->totals.generation;
  return LINEUP_WRITER_DONE;
}

LineupGuideJob *
lineup_guide_job_new_clear (void)
{
  return job_new (clear_file, NULL, NULL);
}

static LineupWriterProgress
delete_file (LineupGuideJob *self, LineupWriterJob *job, LineupGuideStore *store, GError **error)
{
  lineup_database_file_delete (store->file, error);
  forget (store);
  return LINEUP_WRITER_DONE;
}

LineupGuideJob *
lineup_guide_job_new_delete (void)
{
  LineupGuideJob *self = job_new (delete_file, NULL, NULL);

  self->opens = FALSE;
  self->writes = FALSE;
  return self;
}

static LineupWriterProgress
do_nothing (LineupGuideJob *self, LineupWriterJob *job, LineupGuideStore *store, GError **error)
{
  return LINEUP_WRITER_DONE;
}

LineupGuideJob *
lineup_guide_job_new_pause (gboolean closes)
{
  LineupGuideJob *self = job_new (do_nothing, NULL, NULL);

  self->closes = closes;
  self->opens = FALSE;
  self->writes = FALSE;
  return self;
}

/* For the writer */

static LineupWriterProgress
run (LineupWriterJob *job, gpointer store, gpointer data, GError **error)
{
  LineupGuideJob *self = data;

  return self->func (self, job, store, error);
}

static void
end (gpointer target, gpointer data)
{
  LineupGuideStore *store = target;
  LineupGuideJob *self = data;

  store->totals.size = lineup_database_file_get_size (store->file);
  self->totals = store->totals;
}

static void
done (GTask *task, gpointer data, GError *error)
{
  const LineupGuideJob *self = data;

  self->done (task, self, error);
}

static gboolean
tidy (LineupWriterJob *job, gpointer target, gpointer data)
{
  const LineupGuideStore *store = target;
  LineupGuideJob *self = data;

  if (self->writes)
    {
      lineup_database_file_rest (store->file);
      self->tidied_size = lineup_database_file_get_size (store->file);
    }
  if (lineup_writer_job_is_last (job))
    {
      if (self->closes)
        lineup_database_file_close (store->file);
      else
        lineup_database_file_pause (store->file);
    }
  return self->writes;
}

static void
tidied (GTask *task, gpointer data)
{
  const LineupGuideJob *self = data;

  self->tidied (task, self->tidied_size);
}

void
lineup_guide_job_push (LineupGuideJob *self,
                       GTask *task,
                       LineupWriter *writer,
                       LineupGuideJobDoneFunc done_func,
                       LineupGuideJobTidiedFunc tidied_func)
{
  static const LineupWriterJobFunctions functions = { run, end, done, tidy, tidied };

  self->done = done_func;
  self->tidied = tidied_func;
  lineup_writer_job_push (&functions, self, job_free, task, self->length, writer);
}
