/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide.h"

#include "lineup-guide-schema.h"
#include "lineup-rest-timer.h"

#include <string.h>

/* Microseconds until the file is closed. */
#define IDLE_TIME G_TIME_SPAN_MINUTE

struct _LineupGuide
{
  GObject parent_instance;

  LineupReaderPool *readers;   /* (owned) */
  LineupReadThreads *threads;  /* (owned) */
  LineupGuideStore *store;     /* (owned): used by the writer's jobs */
  LineupWriter *writer;        /* (owned) */
  LineupGuideTotals totals;    /* as they were told last */
  gboolean has_totals;         /* whether they were told at all */
  guint n_jobs;                /* that have not ended */
  GQueue early_reads;          /* (element-type GTask): of what was not told yet */
  LineupRestTimer *rest_timer; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupGuide, lineup_guide, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_MEASURED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Tasks hold it, so there is nothing to do any more. */
static void
lineup_guide_finalize (GObject *object)
{
  LineupGuide *self = LINEUP_GUIDE (object);

  g_clear_pointer (&self->rest_timer, lineup_rest_timer_free);
  g_clear_pointer (&self->writer, lineup_writer_unref);
  g_clear_pointer (&self->store, lineup_guide_store_free);
  g_clear_pointer (&self->readers, lineup_reader_pool_free);
  g_clear_pointer (&self->threads, lineup_read_threads_unref);

  G_OBJECT_CLASS (lineup_guide_parent_class)->finalize (object);
}

static void
lineup_guide_class_init (LineupGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_guide_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_UINT64,
                                          G_TYPE_POINTER);
  signals[SIGNAL_MEASURED] = g_signal_new ("measured",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           0);
}

static void rest (gpointer object);

static void
lineup_guide_init (LineupGuide *self)
{
  g_queue_init (&self->early_reads);
}

LineupGuide *
lineup_guide_new (const char *directory,
                  const char *name,
                  LineupClock *clock,
                  LineupWriterPool *writers,
                  LineupReadThreads *threads)
{
  const LineupSchema *schema = lineup_guide_schema_get ();
  g_autofree char *path = lineup_database_file_get_path (schema, directory, name);
  LineupGuide *self = g_object_new (LINEUP_TYPE_GUIDE, NULL);

  self->readers = lineup_reader_pool_new (
      schema, path, lineup_writer_pool_get_idle_files (writers));
  if (threads != NULL)
    self->threads = lineup_read_threads_ref (threads);
  self->store = lineup_guide_store_new (directory, name, self->readers);
  self->writer = lineup_writer_new (writers, lineup_writer_job_run, self->store);
  self->rest_timer = lineup_rest_timer_new (clock, IDLE_TIME, G_OBJECT (self), rest);
  return self;
}

const LineupGuideTotals *
lineup_guide_get_totals (LineupGuide *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE (self), NULL);

  return &self->totals;
}

typedef struct
{
  LineupGuideReadFunc func;
  gpointer user_data; /* (owned) (nullable) */
  GDestroyNotify user_data_free;
  GDestroyNotify result_free;
  LineupReaderPool *readers; /* (unowned) */
  LineupReaderTrouble trouble;
  gboolean is_second_try;
  guint64 generation; /* of the state that was read */
  gpointer result;    /* (owned) (nullable): what was read, while it is early */
} Read;

/* Early reads. A commit can be read a moment before the main thread hears of it: whoever reads a
 * state is told of it first. */

static gboolean
is_early (LineupGuide *self, const Read *read)
{
  return self->has_totals && self->n_jobs > 0 && read->generation > self->totals.generation;
}

static void
answer_early_reads (LineupGuide *self)
{
  for (guint n_early = g_queue_get_length (&self->early_reads); n_early > 0; n_early--)
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->early_reads);
      Read *read = g_task_get_task_data (task);

      if (is_early (self, read))
        g_queue_push_tail (&self->early_reads, g_steal_pointer (&task));
      else
        g_task_return_pointer (task, g_steal_pointer (&read->result), read->result_free);
    }
}

/* Jobs */

static void
set_totals (LineupGuide *self, const LineupGuideTotals *totals)
{
  const gboolean is_same = memcmp (&self->totals, totals, sizeof *totals) == 0;

  self->totals = *totals;
  self->has_totals = TRUE;
  if (!is_same)
    g_signal_emit (self, signals[SIGNAL_MEASURED], 0);
}

static void
on_done (GTask *task, const LineupGuideJob *job, GError *owned_error)
{
  LineupGuide *self = g_task_get_source_object (task);

  if (!job->closes)
    lineup_rest_timer_start (self->rest_timer);
  set_totals (self, &job->totals);
  if (job->generation != 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, job->generation, &job->extent);
  answer_early_reads (self);
  if (owned_error != NULL)
    g_task_return_error (task, owned_error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Only the size is another one by that: whatever has come since is known better. */
static void
on_tidied (GTask *task, guint64 size)
{
  LineupGuide *self = g_task_get_source_object (task);
  LineupGuideTotals totals = self->totals;

  totals.size = size;
  set_totals (self, &totals);
}

/* A job was done, or given up before it had begun. */
static void
on_job_ended (GTask *task, GParamSpec *pspec, LineupGuide *self)
{
  self->n_jobs--;
  answer_early_reads (self);
}

static void
start_job (LineupGuide *self,
           LineupGuideJob *job,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, start_job);
  self->n_jobs++;
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (on_job_ended), self, 0);
  lineup_guide_job_push (job, task, self->writer, on_done, on_tidied);
}

/* Nobody may ask for anything for days. A rest is nobody's, who could give it up. */
static void
rest (gpointer object)
{
  start_job (object, lineup_guide_job_new_pause (TRUE), NULL, NULL, NULL);
}

void
lineup_guide_open_async (LineupGuide *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE (self));

  start_job (self, lineup_guide_job_new_look (), cancellable, callback, user_data);
}

void
lineup_guide_import_async (LineupGuide *self,
                           const LineupGuideImportPlan *plan,
                           LineupMatchPlan *matches,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE (self));

  start_job (self, lineup_guide_job_new_import (plan, matches), cancellable, callback, user_data);
}

gboolean
lineup_guide_import_finish (LineupGuide *self,
                            GAsyncResult *result,
                            LineupGuideImportReport *report,
                            GError **error)
{
  const LineupGuideJob *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  job = lineup_writer_job_get_data (G_TASK (result));
  *report = job->report;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_guide_match_async (LineupGuide *self,
                          LineupMatchPlan *plan,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE (self));

  start_job (self, lineup_guide_job_new_match (plan), cancellable, callback, user_data);
}

void
lineup_guide_expire_async (LineupGuide *self,
                           gint64 now,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE (self));

  start_job (self, lineup_guide_job_new_expire (now), cancellable, callback, user_data);
}

void
lineup_guide_remove_source_async (LineupGuide *self,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE (self));

  start_job (self, lineup_guide_job_new_remove_source (name), cancellable, callback, user_data);
}

void
lineup_guide_clear_async (LineupGuide *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE (self));

  start_job (self, lineup_guide_job_new_clear (), cancellable, callback, user_data);
}

void
lineup_guide_delete_async (LineupGuide *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE (self));

  start_job (self, lineup_guide_job_new_delete (), cancellable, callback, user_data);
}

void
lineup_guide_close_async (LineupGuide *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE (self));

  lineup_rest_timer_stop (self->rest_timer);
  lineup_database_file_hurry (self->store->file);
  lineup_reader_pool_hurry (self->readers);
  start_job (self, lineup_guide_job_new_pause (TRUE), cancellable, callback, user_data);
}

gboolean
lineup_guide_job_finish (LineupGuide *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Reads */

static void
read_free (gpointer data)
{
  Read *self = data;

  if (self->result != NULL)
    self->result_free (self->result);
  if (self->user_data_free != NULL)
    self->user_data_free (self->user_data);
  g_free (self);
}

static gpointer
read_with (LineupDatabase *database, gpointer user_data, GError **error)
{
  Read *self = user_data;

  return self->func (database, self->user_data, &self->generation, error);
}

static void
run_read (GTask *try, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Read *self = task_data;
  GError *error = NULL;
  gpointer result = NULL;

  if (g_task_return_error_if_cancelled (try))
    return;
  result = lineup_reader_pool_read (
      self->readers, read_with, self, cancellable, &self->trouble, &error);
  if (error != NULL)
    g_task_return_error (try, error);
  else
    g_task_return_pointer (try, result, self->result_free);
}

static void try_read (LineupGuide *self, GTask *task);

/* A read is tried again in any case: what can be read can be, though nobody can write. */
static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!lineup_guide_job_finish (LINEUP_GUIDE (object), result, &error))
    g_debug ("The guide can't be opened: %s", error->message);
  try_read (LINEUP_GUIDE (object), task);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  LineupGuide *guide = LINEUP_GUIDE (object);
  g_autoptr (GTask) task = user_data;
  Read *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->result = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->result != NULL)
    {
      g_queue_push_tail (&guide->early_reads, g_steal_pointer (&task));
      answer_early_reads (guide);
    }
  else if (self->trouble != LINEUP_READER_FINE && !self->is_second_try)
    {
      /* There is no file, or a bad one: one is begun anew. That is nobody's to give up. */
      g_clear_error (&error);
      self->is_second_try = TRUE;
      start_job (guide, lineup_guide_job_new_open (), NULL, on_opened, g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, error);
}

static void
try_read (LineupGuide *self, GTask *task)
{
  g_autoptr (GTask) try = g_task_new (
      self, g_task_get_cancellable (task), on_read, g_object_ref (task));

  g_task_set_source_tag (try, try_read);
  g_task_set_task_data (try, g_task_get_task_data (task), NULL);
  lineup_rest_timer_start (self->rest_timer);
  lineup_read_threads_push (self->threads, try, run_read);
}

void
lineup_guide_read_async (LineupGuide *self,
                         LineupGuideReadFunc func,
                         gpointer user_data,
                         GDestroyNotify user_data_free,
                         GDestroyNotify result_free,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer callback_data)
{
  g_autoptr (GTask) task = NULL;
  Read *read = NULL;

  g_return_if_fail (LINEUP_IS_GUIDE (self));

  task = g_task_new (self, cancellable, callback, callback_data);
  read = g_new0 (Read, 1);
  g_task_set_source_tag (task, lineup_guide_read_async);
  g_task_set_task_data (task, read, read_free);
  read->func = func;
  read->user_data = user_data;
  read->user_data_free = user_data_free;
  read->result_free = result_free;
  read->readers = self->readers;
  try_read (self, task);
}

gpointer
lineup_guide_read_finish (LineupGuide *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* One programme */

typedef struct
{
  gint64 item;
  gint64 id;
  gint64 now;
} Programme;

static void
schedule_free (gpointer data)
{
  lineup_schedule_unref (data);
}

static gpointer
read_programme (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Programme *self = user_data;
  LineupSchedule *schedule = lineup_guide_read_programme (
      database, self->item, self->id, self->now, error);

  if (schedule != NULL)
    *generation = schedule->generation;
  return schedule;
}

void
lineup_guide_get_programme_async (LineupGuide *self,
                                  gint64 item,
                                  gint64 id,
                                  gint64 now,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  const Programme programme = { item, id, now };

  lineup_guide_read_async (self,
                           read_programme,
                           g_memdup2 (&programme, sizeof programme),
                           g_free,
                           schedule_free,
                           cancellable,
                           callback,
                           user_data);
}

LineupSchedule *
lineup_guide_get_programme_finish (LineupGuide *self, GAsyncResult *result, GError **error)
{
  return lineup_guide_read_finish (self, result, error);
}
