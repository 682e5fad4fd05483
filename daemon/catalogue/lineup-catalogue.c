/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue.h"

#include "lineup-catalogue-schema.h"
#include "lineup-read.h"
#include "lineup-rest-timer.h"
#include "lineup-store-job.h"

/* Until a file is closed. */
#define IDLE_TIME G_TIME_SPAN_MINUTE

/* Of those that are this catalogue's alone. */
#define READ_THREAD_IDLE_TIME (1 * G_TIME_SPAN_SECOND)

struct _LineupCatalogue
{
  GObject parent_instance;

  LineupWriter *writer;       /* (owned) */
  LineupStore *store;         /* (owned): used by the writer's jobs */
  LineupReaderPool *readers;  /* (owned): used by reads on the threads for that */
  LineupReadThreads *threads; /* (owned) */
  LineupStoreState state;     /* as last committed */
  gboolean has_state;         /* the file has been looked at */
  gboolean is_open;
  gboolean is_opening;         /* for the reads that wait */
  GQueue waiting_reads;        /* (element-type GTask) (owned): until the database is open */
  guint n_reads;               /* on threads */
  GTask *closing;              /* (owned) (nullable): waits for the last read */
  LineupRestTimer *rest_timer; /* (owned): until the file is closed that nothing is written to */
};

enum
{
  PROP_GENERATION = 1,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static guint changed_signal;

G_DEFINE_FINAL_TYPE (LineupCatalogue, lineup_catalogue, G_TYPE_OBJECT)

static void
lineup_catalogue_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LineupCatalogue *self = LINEUP_CATALOGUE (object);

  switch (id)
    {
    case PROP_GENERATION:
      g_value_set_uint64 (value, self->state.generation);
      break;
    case PROP_SIZE:
      g_value_set_uint64 (value, self->state.size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lineup_catalogue_finalize (GObject *object)
{
  LineupCatalogue *self = LINEUP_CATALOGUE (object);

  /* Jobs and reads hold a reference, so there are none. */
  lineup_rest_timer_free (self->rest_timer);
  lineup_writer_unref (self->writer);
  lineup_store_free (self->store);
  lineup_reader_pool_free (self->readers);
  lineup_read_threads_unref (self->threads);

  G_OBJECT_CLASS (lineup_catalogue_parent_class)->finalize (object);
}

static void
lineup_catalogue_class_init (LineupCatalogueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lineup_catalogue_get_property;
  object_class->finalize = lineup_catalogue_finalize;

  props[PROP_GENERATION] = g_param_spec_uint64 ("generation", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  props[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  changed_signal = g_signal_new ("changed",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_UINT,
                                 G_TYPE_POINTER);
}

/* Jobs */

static void
set_state (LineupCatalogue *self, const LineupStoreState *state)
{
  const LineupStoreState before = self->state;

  self->state = *state;
  if (before.generation != state->generation)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GENERATION]);
  if (before.size != state->size)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIZE]);
}

/* Main thread: nor is there anything to tidy up any more. */
static void
on_tidied (GTask *task, const LineupStoreJob *job)
{
  set_state (g_task_get_source_object (task), &job->tidied_state);
}

/* What the job has not done itself has happened to the file, which was lost and begun anew, or was
 * out of reach and is there again. */
static void
tell_of_file (LineupCatalogue *self, const guint64 *before, const LineupStoreJob *job)
{
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const LineupImportReport *report = &job->reports[list];
      const guint64 expected = before[list] + report->added - report->removed;
      const guint64 count = job->state.counts[list];
      LineupImportReport found = { .generation = job->state.generation };

      if (count < expected)
        found.removed = expected - count;
      else
        found.added = count - expected;
      if (count != expected)
        g_signal_emit (self, changed_signal, 0, list, &found);
    }
}

/* What a list of categories says may change items. */
static void
tell_of_items (LineupCatalogue *self, LineupList categories, const LineupImportReport *report)
{
  const LineupKind kind = lineup_list_get_kind (categories);
  LineupImportReport items = { .changed = report->items_changed, .generation = report->generation };

  g_signal_emit (self, changed_signal, 0, lineup_list_of_items (kind), &items);
}

static void ensure_open (LineupCatalogue *self);
static void run_waiting_reads (LineupCatalogue *self);

/* Main thread: there is nothing to tell. */
static void
on_rested (GTask *task, const LineupStoreJob *job, GError *error)
{
  g_task_return_boolean (task, TRUE);
}

/* Nobody may ask for anything for days. */
static void
rest (gpointer object)
{
  LineupCatalogue *self = object;
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

  g_task_set_source_tag (task, rest);
  lineup_store_job_push (
      lineup_store_job_new_pause (TRUE), task, self->writer, on_rested, on_tidied);
}

/* Main thread: the job has been done. */
static void
on_job_done (GTask *task, const LineupStoreJob *job, GError *error)
{
  LineupCatalogue *self = g_task_get_source_object (task);
  const LineupStoreState before = self->state;

  lineup_rest_timer_start (self->rest_timer);
  set_state (self, &job->state);
  if (self->has_state && job->opens)
    tell_of_file (self, before.counts, job);
  self->has_state = TRUE;
  /* A clearing may empty the catalogue and then fail to begin a new one. */
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const LineupImportReport *report = &job->reports[list];

      if (report->added + report->changed + report->removed > 0)
        g_signal_emit (self, changed_signal, 0, list, report);
      if (report->items_changed > 0)
        tell_of_items (self, (LineupList)list, report);
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->is_open = job->opens;
  if (self->is_open)
    run_waiting_reads (self);
  g_task_return_boolean (task, TRUE);
}

static void
start_job (LineupCatalogue *self,
           LineupStoreJob *job,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data,
           gpointer tag)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  lineup_store_job_push (job, task, self->writer, on_job_done, on_tidied);
}

LineupCatalogue *
lineup_catalogue_new (const char *directory,
                      const char *name,
                      guint64 generation,
                      LineupClock *clock,
                      LineupWriterPool *writers)
{
  LineupCatalogue *self = g_object_new (LINEUP_TYPE_CATALOGUE, NULL);
  const LineupSchema *schema = lineup_catalogue_schema_get ();
  g_autofree char *path = lineup_database_file_get_path (schema, directory, name);

  self->state.generation = generation;
  self->readers = lineup_reader_pool_new (
      schema, path, lineup_writer_pool_get_idle_files (writers));
  self->store = lineup_store_new (directory, name, generation, clock, self->readers);
  self->writer = lineup_writer_new (writers, lineup_writer_job_run, self->store);
  self->rest_timer = lineup_rest_timer_new (clock, IDLE_TIME, G_OBJECT (self), rest);
  self->threads = lineup_read_threads_new (READ_THREAD_IDLE_TIME);
  return self;
}

void
lineup_catalogue_set_read_threads (LineupCatalogue *self, LineupReadThreads *threads)
{
  g_return_if_fail (LINEUP_IS_CATALOGUE (self));

  lineup_read_threads_ref (threads);
  lineup_read_threads_unref (self->threads);
  self->threads = threads;
}

static void
lineup_catalogue_init (LineupCatalogue *self)
{
  g_queue_init (&self->waiting_reads);
}

/* Opening */

void
lineup_catalogue_open_async (LineupCatalogue *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_CATALOGUE (self));

  start_job (self,
             lineup_store_job_new_open (),
             cancellable,
             callback,
             user_data,
             lineup_catalogue_open_async);
}

gboolean
lineup_catalogue_open_finish (LineupCatalogue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Importing */

void
lineup_catalogue_import_async (LineupCatalogue *self,
                               LineupList list,
                               LineupItemSource *source,
                               LineupImportFlags flags,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_CATALOGUE (self));
  g_return_if_fail (LINEUP_IS_ITEM_SOURCE (source));

  /* Reads wait until it is open, but not until this import is done. */
  ensure_open (self);

  start_job (self,
             lineup_store_job_new_import (list, source, flags),
             cancellable,
             callback,
             user_data,
             lineup_catalogue_import_async);
}

gboolean
lineup_catalogue_import_finish (LineupCatalogue *self,
                                GAsyncResult *result,
                                LineupImportReport *report,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *report = *lineup_store_job_get_import_report (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Details */

void
lineup_catalogue_put_details_async (LineupCatalogue *self,
                                    LineupKind kind,
                                    gint64 id,
                                    LineupDetails *details,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_CATALOGUE (self));

  start_job (self,
             lineup_store_job_new_put_details (kind, id, details),
             cancellable,
             callback,
             user_data,
             lineup_catalogue_put_details_async);
}

gboolean
lineup_catalogue_put_details_finish (LineupCatalogue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Reading */

static void wait_for_open (LineupCatalogue *self, GTask *task);
static void end_closing (LineupCatalogue *self);

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  LineupCatalogue *self = LINEUP_CATALOGUE (object);
  g_autoptr (GTask) task = user_data;
  LineupRead *read = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_reads--;
  end_closing (self);
  if (error == NULL)
    g_task_return_pointer (task, value, read->result_free);
  else if (read->trouble != LINEUP_READER_FINE && !read->is_second_try)
    {
      /* Somebody has deleted the database, or it has gone bad: it is begun anew. */
      read->is_second_try = TRUE;
      self->is_open = FALSE;
      wait_for_open (self, g_steal_pointer (&task));
    }
  else if (read->open_error != NULL)
    g_task_return_error (task, g_steal_pointer (&read->open_error));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
start_read (LineupCatalogue *self, GTask *task)
{
  g_autoptr (GTask) try = g_task_new (
      self, g_task_get_cancellable (task), on_read, g_object_ref (task));

  g_task_set_source_tag (try, start_read);
  g_task_set_task_data (try, g_task_get_task_data (task), NULL);
  self->n_reads++;
  lineup_rest_timer_start (self->rest_timer);
  lineup_read_threads_push (self->threads, try, lineup_read_run);
}

static void
run_waiting_reads (LineupCatalogue *self)
{
  while (!g_queue_is_empty (&self->waiting_reads))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting_reads);

      start_read (self, task);
    }
}

static void
on_opened_for_reads (GObject *object, GAsyncResult *result, gpointer user_data)
{
  LineupCatalogue *self = LINEUP_CATALOGUE (object);
  g_autoptr (GError) error = NULL;

  /* Where it could be opened, they run already. Else they may do without what a writer needs. */
  self->is_opening = FALSE;
  if (lineup_catalogue_open_finish (self, result, &error))
    return;
  while (!g_queue_is_empty (&self->waiting_reads))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting_reads);
      LineupRead *read = g_task_get_task_data (task);

      g_clear_error (&read->open_error);
      read->open_error = g_error_copy (error);
      read->is_second_try = TRUE;
      start_read (self, task);
    }
}

static void
ensure_open (LineupCatalogue *self)
{
  if (self->is_open || self->is_opening)
    return;
  self->is_opening = TRUE;
  lineup_catalogue_open_async (self, NULL, on_opened_for_reads, NULL);
}

/* Takes the reference to the task. */
static void
wait_for_open (LineupCatalogue *self, GTask *task)
{
  g_queue_push_tail (&self->waiting_reads, task);
  ensure_open (self);
}

void
lineup_catalogue_read_async (LineupCatalogue *self,
                             LineupReadFunc func,
                             gpointer user_data,
                             GDestroyNotify user_data_free,
                             GDestroyNotify result_free,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer callback_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_CATALOGUE (self));

  task = g_task_new (self, cancellable, callback, callback_data);
  g_task_set_source_tag (task, lineup_catalogue_read_async);
  g_task_set_task_data (
      task,
      lineup_read_new (self->readers, func, user_data, user_data_free, result_free),
      lineup_read_free);

  if (self->is_open)
    start_read (self, task);
  else
    wait_for_open (self, g_steal_pointer (&task));
}

gpointer
lineup_catalogue_read_finish (LineupCatalogue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Ending */

void
lineup_catalogue_clear_async (LineupCatalogue *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_CATALOGUE (self));

  start_job (self,
             lineup_store_job_new_clear (),
             cancellable,
             callback,
             user_data,
             lineup_catalogue_clear_async);
}

gboolean
lineup_catalogue_clear_finish (LineupCatalogue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
end_closing (LineupCatalogue *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->closing == NULL || self->n_reads > 0)
    return;
  task = g_steal_pointer (&self->closing);
  g_task_return_boolean (task, TRUE);
}

static void
on_writer_idle (GObject *object, GAsyncResult *result, gpointer user_data)
{
  LineupCatalogue *self = LINEUP_CATALOGUE (object);

  self->closing = user_data;
  end_closing (self);
}

void
lineup_catalogue_close_async (LineupCatalogue *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_CATALOGUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_catalogue_close_async);
  lineup_rest_timer_stop (self->rest_timer);
  lineup_database_file_hurry (lineup_store_get_file (self->store));
  lineup_reader_pool_hurry (self->readers);
  /* The last of the writer's jobs: there is nothing left to do. */
  start_job (self,
             lineup_store_job_new_pause (FALSE),
             NULL,
             on_writer_idle,
             task,
             lineup_catalogue_close_async);
}

gboolean
lineup_catalogue_close_finish (LineupCatalogue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_catalogue_delete_async (LineupCatalogue *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_CATALOGUE (self));

  start_job (self,
             lineup_store_job_new_delete (),
             cancellable,
             callback,
             user_data,
             lineup_catalogue_delete_async);
}

gboolean
lineup_catalogue_delete_finish (LineupCatalogue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

guint64
lineup_catalogue_get_generation (LineupCatalogue *self)
{
  g_return_val_if_fail (LINEUP_IS_CATALOGUE (self), 0);

  return self->state.generation;
}

guint64
lineup_catalogue_get_count (LineupCatalogue *self, LineupList list)
{
  g_return_val_if_fail (LINEUP_IS_CATALOGUE (self), 0);
  g_return_val_if_fail (list < LINEUP_N_LISTS, 0);

  return self->state.counts[list];
}

guint64
lineup_catalogue_get_size (LineupCatalogue *self)
{
  g_return_val_if_fail (LINEUP_IS_CATALOGUE (self), 0);

  return self->state.size;
}
