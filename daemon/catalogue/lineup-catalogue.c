/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-private.h"
#include "lineup-catalogue-schema.h"
#include "lineup-read-threads.h"
#include "lineup-read.h"
#include "lineup-reader.h"
#include "lineup-rest-timer.h"
#include "lineup-writer-pool.h"

/* Microseconds until a file is closed. */
#define IDLE_TIME G_TIME_SPAN_MINUTE

/* Microseconds until a thread ends that is this catalogue's alone. */
#define READ_THREAD_IDLE_TIME (1 * G_TIME_SPAN_SECOND)

enum
{
  PROP_GENERATION = 1,
  PROP_SIZE,
  PROP_SEARCH_COMPLETE,
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
      g_value_set_uint64 (value, lineup_catalogue_get_size (self));
      break;
    case PROP_SEARCH_COMPLETE:
      g_value_set_boolean (value, lineup_catalogue_is_search_complete (self));
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
  g_object_unref (self->indexing);
  lineup_writer_unref (self->writer);
  lineup_store_free (self->store);
  lineup_details_store_free (self->details);
  lineup_reader_pool_free (self->readers);
  lineup_read_threads_unref (self->threads);
  lineup_marked_cache_free (self->marked);
  g_clear_pointer (&self->marks, lineup_marks_unref);

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
  props[PROP_SEARCH_COMPLETE] = g_param_spec_boolean ("search-complete", NULL, NULL, TRUE, flags);
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
  const guint64 size = lineup_catalogue_get_size (self);
  const guint64 generation = self->state.generation;
  const gboolean is_complete = lineup_catalogue_is_search_complete (self);

  self->state = *state;
  if (generation != state->generation)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GENERATION]);
  if (size != lineup_catalogue_get_size (self))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIZE]);
  if (is_complete != lineup_catalogue_is_search_complete (self))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEARCH_COMPLETE]);
}

/* From the first operation of its own on, the details' writer knows better. */
static void
set_details_size (gpointer object, guint64 details_size)
{
  LineupCatalogue *self = object;
  const guint64 size = lineup_catalogue_get_size (self);

  self->details_size = details_size;
  self->has_details_size = TRUE;
  if (size != lineup_catalogue_get_size (self))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIZE]);
}

/* Main thread: nor is there anything to tidy up any more. */
static void
on_tidied (GTask *task, const LineupStoreOperation *operation)
{
  set_state (g_task_get_source_object (task), &operation->tidied_state);
}

/* What the operation has not done itself has happened to the file, which was lost and begun anew,
 * or was out of reach and is there again. */
static void
tell_of_file (LineupCatalogue *self, const guint64 *before, const LineupStoreOperation *operation)
{
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const LineupImportReport *report = &operation->reports[list];
      const guint64 expected = before[list] + report->added - report->removed;
      const guint64 count = operation->state.counts[list];
      LineupImportReport found = { .generation = operation->state.generation };
      char *many[] = { NULL };

      if (!lineup_list_has_categories ((LineupList)list))
        found.categories = many;
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

/* Main thread: there is nothing to tell. */
static void
on_rested (GTask *task, const LineupStoreOperation *operation, GError *error)
{
  g_task_return_boolean (task, TRUE);
}

/* A job was done, or given up before it had begun. */
static void
on_job_ended (GTask *task, GParamSpec *pspec, LineupCatalogue *self)
{
  self->n_jobs--;
  lineup_catalogue_answer_early_reads (self);
}

void
lineup_catalogue_push_job (LineupCatalogue *self,
                           LineupStoreOperation *operation,
                           GTask *task,
                           LineupStoreOperationDoneFunc on_done)
{
  self->n_jobs++;
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (on_job_ended), self, 0);
  lineup_store_operation_push (operation, task, self->writer, on_done, on_tidied);
}

/* Nobody may ask for anything for days. */
static void
rest (gpointer object)
{
  LineupCatalogue *self = object;
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

  /* A rest is nobody's, who could give it up. */
  lineup_details_store_pause_async (self->details, TRUE, G_OBJECT (self), NULL, NULL, NULL);
  g_task_set_source_tag (task, rest);
  lineup_catalogue_push_job (self, lineup_store_operation_new_pause (TRUE), task, on_rested);
}

void
lineup_catalogue_take_note (LineupCatalogue *self,
                            const LineupStoreOperation *operation,
                            gboolean succeeded)
{
  const LineupStoreState before = self->state;

  lineup_rest_timer_start (self->rest_timer);
  set_state (self, &operation->state);
  if (self->has_state && operation->opens)
    tell_of_file (self, before.counts, operation);
  self->has_state = TRUE;
  /* A clearing may empty the catalogue and then fail to begin a new one. */
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const LineupImportReport *report = &operation->reports[list];

      if (report->added + report->changed + report->removed > 0)
        g_signal_emit (self, changed_signal, 0, list, report);
      if (report->items_changed > 0)
        tell_of_items (self, (LineupList)list, report);
    }
  lineup_catalogue_answer_early_reads (self);
  if (!succeeded)
    return;
  self->is_open = operation->opens;
  if (!self->is_open)
    return;
  lineup_catalogue_run_waiting_reads (self);
  lineup_catalogue_ensure_indexed (self);
}

static void
return_task (GTask *task, GError *owned_error)
{
  if (owned_error != NULL)
    g_task_return_error (task, owned_error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_operation_done (GTask *task, const LineupStoreOperation *operation, GError *error)
{
  lineup_catalogue_take_note (g_task_get_source_object (task), operation, error == NULL);
  return_task (task, error);
}

static void
start_job (LineupCatalogue *self,
           LineupStoreOperation *operation,
           LineupStoreOperationDoneFunc done,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data,
           gpointer tag)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  lineup_catalogue_push_job (self, operation, task, done);
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
  self->details = lineup_details_store_new (
      directory, name, self->readers, writers, set_details_size);
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

void
lineup_catalogue_set_marks (LineupCatalogue *self, LineupMarks *marks)
{
  g_return_if_fail (LINEUP_IS_CATALOGUE (self));

  lineup_marks_ref (marks);
  g_clear_pointer (&self->marks, lineup_marks_unref);
  self->marks = marks;
}

static void
lineup_catalogue_init (LineupCatalogue *self)
{
  g_queue_init (&self->waiting_reads);
  g_queue_init (&self->early_reads);
  self->indexing = g_cancellable_new ();
  self->marked = lineup_marked_cache_new ();
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
             lineup_store_operation_new_open (),
             on_operation_done,
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

static void
on_swept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* What stays is seen by nobody, and swept the next time. */
  if (!lineup_details_store_finish (result, &error))
    g_info ("The details of items that have gone stay: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/* Main thread: items that have gone take their details along. */
static void
on_imported (GTask *task, const LineupStoreOperation *operation, GError *error)
{
  LineupCatalogue *self = g_task_get_source_object (task);
  const LineupList list = lineup_store_operation_get_import_list (operation);
  const LineupKind kind = lineup_list_get_kind (list);

  lineup_catalogue_take_note (self, operation, error == NULL);
  if (error != NULL || list != lineup_list_of_items (kind) || operation->reports[list].removed == 0)
    return_task (task, error);
  else
    /* Items that are gone are gone, whoever has lost interest. */
    lineup_details_store_sweep_async (
        self->details, kind, G_OBJECT (self), NULL, on_swept, g_object_ref (task));
}

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
  lineup_catalogue_ensure_open (self);

  start_job (self,
             lineup_store_operation_new_import (list, source, flags),
             on_imported,
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

  *report = *lineup_store_operation_get_import_report (G_TASK (result));
  /* The task has them. */
  report->categories = NULL;
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

  lineup_rest_timer_start (self->rest_timer);
  lineup_details_store_put_async (
      self->details, kind, id, details, G_OBJECT (self), cancellable, callback, user_data);
}

gboolean
lineup_catalogue_put_details_finish (LineupCatalogue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return lineup_details_store_finish (result, error);
}

/* Ending */

/* What becomes of one file becomes of the other, too, whatever has come of the first. */
typedef struct
{
  GTask *task;   /* (owned) */
  GError *error; /* (owned) (nullable): the first one */
} Ending;

static void
on_details_ended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;

  lineup_details_store_finish (result, ending->error == NULL ? &ending->error : NULL);
  return_task (ending->task, ending->error);
  g_object_unref (ending->task);
  g_free (ending);
}

static Ending *
ending_new (GTask *task, GError *owned_error)
{
  Ending *ending = g_new0 (Ending, 1);

  ending->task = g_object_ref (task);
  ending->error = owned_error;
  return ending;
}

static void
on_cleared (GTask *task, const LineupStoreOperation *operation, GError *error)
{
  LineupCatalogue *self = g_task_get_source_object (task);

  lineup_catalogue_take_note (self, operation, error == NULL);
  /* The catalogue is cleared: its details follow in any case. */
  lineup_details_store_clear_async (
      self->details, G_OBJECT (self), NULL, on_details_ended, ending_new (task, error));
}

static void
on_deleted (GTask *task, const LineupStoreOperation *operation, GError *error)
{
  LineupCatalogue *self = g_task_get_source_object (task);

  lineup_catalogue_take_note (self, operation, error == NULL);
  /* The catalogue is deleted: its details follow in any case. */
  lineup_details_store_delete_async (
      self->details, G_OBJECT (self), NULL, on_details_ended, ending_new (task, error));
}

void
lineup_catalogue_clear_async (LineupCatalogue *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_CATALOGUE (self));

  start_job (self,
             lineup_store_operation_new_clear (),
             on_cleared,
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

void
lineup_catalogue_end_closing (LineupCatalogue *self)
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
  lineup_catalogue_end_closing (self);
}

static void
on_details_idle (GObject *object, GAsyncResult *result, gpointer user_data)
{
  /* The last of the writer's jobs: there is nothing left to do. */
  start_job (LINEUP_CATALOGUE (object),
             lineup_store_operation_new_pause (FALSE),
             on_operation_done,
             NULL,
             on_writer_idle,
             user_data,
             on_details_idle);
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
  g_cancellable_cancel (self->indexing);
  lineup_database_file_hurry (lineup_store_get_file (self->store));
  lineup_reader_pool_hurry (self->readers);
  lineup_details_store_hurry (self->details);
  /* What is closed is not opened again. */
  lineup_details_store_pause_async (
      self->details, FALSE, G_OBJECT (self), NULL, on_details_idle, task);
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

  g_cancellable_cancel (self->indexing);
  start_job (self,
             lineup_store_operation_new_delete (),
             on_deleted,
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

  return self->state.size
         + (self->has_details_size ? self->details_size : self->state.details_size);
}

gboolean
lineup_catalogue_is_search_complete (LineupCatalogue *self)
{
  g_return_val_if_fail (LINEUP_IS_CATALOGUE (self), FALSE);

  return self->state.due == 0;
}
