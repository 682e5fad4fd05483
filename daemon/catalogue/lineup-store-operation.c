/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-store-operation.h"

static LineupStoreOperation *
operation_new (LineupStoreOperationFunc func, gpointer data, GDestroyNotify data_free)
{
  LineupStoreOperation *self = g_new0 (LineupStoreOperation, 1);

  self->func = func;
  self->data = data;
  self->data_free = data_free;
  self->length = LINEUP_WRITER_SHORT;
  return self;
}

static void
job_free (gpointer data)
{
  LineupStoreOperation *self = data;

  if (self->data_free != NULL)
    self->data_free (self->data);
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    g_strfreev (self->reports[list].categories);
  g_free (self);
}

/* Opening */

static LineupWriterProgress
open_store (LineupWriterJob *job, LineupStore *store, LineupStoreOperation *self, GError **error)
{
  lineup_store_open (store, error);
  return LINEUP_WRITER_DONE;
}

LineupStoreOperation *
lineup_store_operation_new_open (void)
{
  LineupStoreOperation *self = operation_new (open_store, NULL, NULL);

  self->opens = TRUE;
  return self;
}

/* Importing */

typedef struct
{
  LineupList list;
  LineupItemSource *source; /* (owned) */
  LineupImportFlags flags;
  LineupListImport *import; /* (owned) (nullable): what has begun of it */
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_clear_pointer (&self->import, lineup_list_import_free);
  g_object_unref (self->source);
  g_free (self);
}

static void
wait_for_source (gpointer source, LineupWriterJobReadyFunc ready, gpointer user_data)
{
  lineup_item_source_wait (source, ready, user_data);
}

static gboolean
begin_import (Import *self, LineupWriterJob *job, LineupStore *store, GError **error)
{
  if (self->import == NULL)
    self->import = lineup_store_begin_import (store,
                                              self->list,
                                              self->source,
                                              self->flags,
                                              lineup_writer_job_get_cancellable (job),
                                              error);
  return self->import != NULL;
}

static LineupWriterProgress
import_list (LineupWriterJob *job, LineupStore *store, LineupStoreOperation *self, GError **error)
{
  Import *import = self->data;
  LineupWriterProgress progress = LINEUP_WRITER_DONE;

  if (!begin_import (import, job, store, error))
    return LINEUP_WRITER_DONE;
  progress = lineup_list_import_go_on (import->import, error);
  if (progress == LINEUP_WRITER_WAIT)
    return lineup_writer_job_wait (job, wait_for_source, import->source);
  if (progress == LINEUP_WRITER_DONE)
    {
      /* Of what has failed already the first error is told. */
      lineup_store_end_import (store, import->list, import->import, *error == NULL ? error : NULL);
      lineup_list_import_steal_report (import->import, &self->reports[import->list]);
      g_clear_pointer (&import->import, lineup_list_import_free);
    }
  return progress;
}

LineupStoreOperation *
lineup_store_operation_new_import (LineupList list,
                                   LineupItemSource *source,
                                   LineupImportFlags flags)
{
  Import *import = g_new0 (Import, 1);
  LineupStoreOperation *self = operation_new (import_list, import, import_free);

  import->list = list;
  import->source = g_object_ref (source);
  import->flags = flags;
  self->length = LINEUP_WRITER_LONG;
  self->opens = TRUE;
  return self;
}

const LineupImportReport *
lineup_store_operation_get_import_report (GTask *task)
{
  const LineupStoreOperation *self = lineup_writer_job_get_data (task);
  const Import *import = self->data;

  return &self->reports[import->list];
}

LineupList
lineup_store_operation_get_import_list (const LineupStoreOperation *self)
{
  const Import *import = self->data;

  return import->list;
}

/* Indexing */

/* The one who waits goes first: whoever has pushed this pushes another one behind. */
static LineupWriterProgress
make_indices (LineupWriterJob *job, LineupStore *store, LineupStoreOperation *self, GError **error)
{
  gboolean is_done = FALSE;

  if (!lineup_store_go_on_indexing (
          store, lineup_writer_job_get_cancellable (job), &is_done, error))
    return LINEUP_WRITER_DONE;
  return is_done || !lineup_writer_job_is_last (job) ? LINEUP_WRITER_DONE : LINEUP_WRITER_AGAIN;
}

LineupStoreOperation *
lineup_store_operation_new_index (void)
{
  LineupStoreOperation *self = operation_new (make_indices, NULL, NULL);

  self->length = LINEUP_WRITER_LONG;
  self->opens = TRUE;
  return self;
}

/* Ending */

static LineupWriterProgress
clear_store (LineupWriterJob *job, LineupStore *store, LineupStoreOperation *self, GError **error)
{
  LineupDatabaseFile *file = lineup_store_get_file (store);
  g_autoptr (GError) open_error = NULL;
  LineupStoreState before;
  LineupStoreState after;

  /* What is not open has not been counted. What can't be opened can be cleared all the same. */
  if (lineup_database_file_open (file, &open_error) == NULL)
    g_debug ("The catalogue is cleared unseen: %s", open_error->message);
  lineup_store_get_state (store, &before);
  lineup_database_file_clear (file, TRUE, error);
  lineup_store_get_state (store, &after);
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      self->reports[list].removed = before.counts[list];
      if (!lineup_list_has_categories ((LineupList)list))
        self->reports[list].categories = g_new0 (char *, 1);
      self->reports[list].generation = after.generation;
    }
  return LINEUP_WRITER_DONE;
}

LineupStoreOperation *
lineup_store_operation_new_clear (void)
{
  LineupStoreOperation *self = operation_new (clear_store, NULL, NULL);

  self->opens = TRUE;
  return self;
}

static LineupWriterProgress
delete_store (LineupWriterJob *job, LineupStore *store, LineupStoreOperation *self, GError **error)
{
  lineup_store_delete (store, error);
  return LINEUP_WRITER_DONE;
}

LineupStoreOperation *
lineup_store_operation_new_delete (void)
{
  return operation_new (delete_store, NULL, NULL);
}

static LineupWriterProgress
do_nothing (LineupWriterJob *job, LineupStore *store, LineupStoreOperation *self, GError **error)
{
  return LINEUP_WRITER_DONE;
}

LineupStoreOperation *
lineup_store_operation_new_pause (gboolean closes)
{
  LineupStoreOperation *self = operation_new (do_nothing, NULL, NULL);

  self->closes = closes;
  return self;
}

/* For the writer */

static LineupWriterProgress
run (LineupWriterJob *job, gpointer store, gpointer data, GError **error)
{
  LineupStoreOperation *self = data;

  return self->func (job, store, self, error);
}

static void
end (gpointer store, gpointer data)
{
  LineupStoreOperation *self = data;

  lineup_store_get_state (store, &self->state);
}

static void
done (GTask *task, gpointer data, GError *error)
{
  const LineupStoreOperation *self = data;

  self->done (task, self, error);
}

static gboolean
tidy (LineupWriterJob *job, gpointer store, gpointer data)
{
  LineupDatabaseFile *file = lineup_store_get_file (store);
  LineupStoreOperation *self = data;

  if (self->opens)
    {
      lineup_database_file_rest (file);
      lineup_store_get_state (store, &self->tidied_state);
    }
  if (lineup_writer_job_is_last (job))
    {
      if (self->closes)
        lineup_database_file_close (file);
      else
        lineup_database_file_pause (file);
    }
  return self->opens;
}

static void
tidied (GTask *task, gpointer data)
{
  const LineupStoreOperation *self = data;

  self->tidied (task, self);
}

void
lineup_store_operation_push (LineupStoreOperation *self,
                             GTask *task,
                             LineupWriter *writer,
                             LineupStoreOperationDoneFunc done_func,
                             LineupStoreOperationTidiedFunc tidied_func)
{
  static const LineupWriterJobFunctions functions = { run, end, done, tidy, tidied };

  self->done = done_func;
  self->tidied = tidied_func;
  lineup_writer_job_push (&functions, self, job_free, task, self->length, writer);
}
