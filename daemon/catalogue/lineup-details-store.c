/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-store.h"

#include "lineup-database-file.h"
#include "lineup-details-schema.h"
#include "lineup-details-table.h"
#include "lineup-row.h"
#include "lineup-transaction.h"
#include "lineup-writer-job.h"

/* Items that are looked for in one piece of a sweep. */
#define SWEEP_PIECE 500

struct _LineupDetailsStore
{
  LineupReaderPool *items;   /* (unowned): of the catalogue */
  LineupReaderPool *readers; /* (owned) */
  LineupDatabaseFile *file;  /* (owned): used by the writer's jobs */
  LineupWriter *writer;      /* (owned) */
  LineupDetailsSizeFunc tell_size;
};

LineupDetailsStore *
lineup_details_store_new (const char *directory,
                          const char *name,
                          LineupReaderPool *items,
                          LineupWriterPool *writers,
                          LineupDetailsSizeFunc tell_size)
{
  static const LineupDatabaseFileFunctions functions = { NULL, NULL };
  const LineupSchema *schema = lineup_details_schema_get ();
  g_autofree char *path = lineup_database_file_get_path (schema, directory, name);
  LineupDetailsStore *self = g_new0 (LineupDetailsStore, 1);

  self->items = items;
  self->readers = lineup_reader_pool_new (
      schema, path, lineup_writer_pool_get_idle_files (writers));
  self->file = lineup_database_file_new (schema, directory, name, &functions, NULL, self->readers);
  self->writer = lineup_writer_new (writers, lineup_writer_job_run, self);
  self->tell_size = tell_size;
  return self;
}

void
lineup_details_store_free (LineupDetailsStore *self)
{
  lineup_writer_unref (self->writer);
  lineup_database_file_free (self->file);
  lineup_reader_pool_free (self->readers);
  g_free (self);
}

LineupReaderPool *
lineup_details_store_get_readers (LineupDetailsStore *self)
{
  return self->readers;
}

void
lineup_details_store_hurry (LineupDetailsStore *self)
{
  lineup_database_file_hurry (self->file);
  lineup_reader_pool_hurry (self->readers);
}

/* Jobs */

typedef LineupWriterProgress (*JobFunc) (LineupDetailsStore *self, gpointer data, GError **error);

typedef struct
{
  LineupDetailsStore *store; /* (unowned) */
  JobFunc func;
  gpointer data;            /* (owned) (nullable): what it works with */
  GDestroyNotify data_free; /* (nullable) */
  gboolean pauses;          /* there is nothing to tidy up after it */
  gboolean closes;          /* the file, if there is nothing else to do */
  guint64 size;             /* when it has been done */
  guint64 tidied_size;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->data_free != NULL)
    job->data_free (job->data);
  g_free (job);
}

static LineupWriterProgress
run (LineupWriterJob *writer_job, gpointer store, gpointer data, GError **error)
{
  const Job *job = data;

  return job->func (store, job->data, error);
}

static void
end (gpointer store, gpointer data)
{
  const LineupDetailsStore *self = store;
  Job *job = data;

  job->size = lineup_database_file_get_size (self->file);
}

static void
done (GTask *task, gpointer data, GError *error)
{
  const Job *job = data;

  job->store->tell_size (g_task_get_source_object (task), job->size);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
tidy (LineupWriterJob *writer_job, gpointer store, gpointer data)
{
  const LineupDetailsStore *self = store;
  Job *job = data;

  if (!job->pauses)
    {
      lineup_database_file_rest (self->file);
      job->tidied_size = lineup_database_file_get_size (self->file);
    }
  if (lineup_writer_job_is_last (writer_job))
    {
      if (job->closes)
        lineup_database_file_close (self->file);
      else
        lineup_database_file_pause (self->file);
    }
  return !job->pauses;
}

static void
tidied (GTask *task, gpointer data)
{
  const Job *job = data;

  job->store->tell_size (g_task_get_source_object (task), job->tidied_size);
}

static Job *
job_new (JobFunc func, gpointer data, GDestroyNotify data_free)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->data_free = data_free;
  return job;
}

static void
push (LineupDetailsStore *self,
      Job *job,
      GObject *source,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  static const LineupWriterJobFunctions functions = { run, end, done, tidy, tidied };
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, push);
  job->store = self;
  lineup_writer_job_push (&functions, job, job_free, task, LINEUP_WRITER_SHORT, self->writer);
}

/* Which items there are. */

typedef struct
{
  LineupKind kind;
  GArray *ids; /* (unowned) (element-type gint64) */
} Items;

/* Leaves those that are not in the catalogue. */
static gpointer
find_missing (LineupDatabase *catalogue, gpointer user_data, GError **error)
{
  const Items *items = user_data;
  guint n_missing = 0;

  for (guint i = 0; i < items->ids->len; i++)
    {
      const gint64 id = g_array_index (items->ids, gint64, i);
      gboolean exists = FALSE;

      if (!lineup_row_exists (catalogue, items->kind, id, &exists, error))
        return NULL;
      if (!exists)
        g_array_index (items->ids, gint64, n_missing++) = id;
    }
  g_array_set_size (items->ids, n_missing);
  return user_data;
}

/* Without a catalogue there are none. */
static gboolean
leave_missing (LineupDetailsStore *self, LineupKind kind, GArray *ids, GError **error)
{
  Items items = { kind, ids };
  LineupReaderTrouble trouble = LINEUP_READER_FINE;
  g_autoptr (GError) reason = NULL;

  if (lineup_reader_pool_read (self->items, find_missing, &items, NULL, &trouble, &reason) != NULL
      || trouble == LINEUP_READER_GONE)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* Opening */

static LineupWriterProgress
open_file (LineupDetailsStore *self, gpointer data, GError **error)
{
  lineup_database_file_open (self->file, error);
  return LINEUP_WRITER_DONE;
}

void
lineup_details_store_open_async (LineupDetailsStore *self,
                                 GObject *source,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  push (self, job_new (open_file, NULL, NULL), source, cancellable, callback, user_data);
}

/* Storing */

typedef struct
{
  LineupKind kind;
  gint64 id;
  LineupDetails *details; /* (owned) */
} Put;

static void
put_free (gpointer data)
{
  Put *put = data;

  lineup_details_unref (put->details);
  g_free (put);
}

static gboolean
write_details (LineupDetailsStore *self, const Put *put, GError **error)
{
  LineupDatabase *database = lineup_database_file_open (self->file, error);
  g_auto (LineupTransaction) transaction = { NULL };

  return database != NULL && lineup_transaction_begin_write (&transaction, database, error)
         && lineup_details_table_write (database, put->kind, put->id, put->details, error)
         && lineup_transaction_commit (&transaction, error);
}

static LineupWriterProgress
put_details (LineupDetailsStore *self, gpointer data, GError **error)
{
  const Put *put = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof put->id);

  g_array_append_val (ids, put->id);
  if (leave_missing (self, put->kind, ids, error) && ids->len == 0)
    write_details (self, put, error);
  return LINEUP_WRITER_DONE;
}

void
lineup_details_store_put_async (LineupDetailsStore *self,
                                LineupKind kind,
                                gint64 id,
                                LineupDetails *details,
                                GObject *source,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Put *put = g_new0 (Put, 1);

  put->kind = kind;
  put->id = id;
  put->details = lineup_details_ref (details);
  push (self, job_new (put_details, put, put_free), source, cancellable, callback, user_data);
}

/* Sweeping */

typedef struct
{
  LineupKind kind;
  gint64 after; /* id of the last item that was looked for */
} Sweep;

/* Returns whether there is more, or %FALSE with an error. */
static gboolean
sweep_piece (LineupDetailsStore *self, LineupDatabase *database, Sweep *sweep, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_last = FALSE;

  if (!lineup_transaction_begin_write (&transaction, database, error)
      || !lineup_details_table_list (database, sweep->kind, sweep->after, SWEEP_PIECE, ids, error))
    return FALSE;
  is_last = ids->len < SWEEP_PIECE;
  if (ids->len > 0)
    sweep->after = g_array_index (ids, gint64, ids->len - 1);
  if (!leave_missing (self, sweep->kind, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!lineup_details_table_delete (
              database, sweep->kind, g_array_index (ids, gint64, i), error))
        return FALSE;
    }
  return lineup_transaction_commit (&transaction, error) && !is_last;
}

static LineupWriterProgress
sweep_kind (LineupDetailsStore *self, gpointer data, GError **error)
{
  LineupDatabase *database = NULL;

  if (!lineup_database_file_exists (self->file))
    return LINEUP_WRITER_DONE;
  database = lineup_database_file_open (self->file, error);
  return database != NULL && sweep_piece (self, database, data, error) ? LINEUP_WRITER_AGAIN
                                                                       : LINEUP_WRITER_DONE;
}

void
lineup_details_store_sweep_async (LineupDetailsStore *self,
                                  LineupKind kind,
                                  GObject *source,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Sweep *sweep = g_new0 (Sweep, 1);

  sweep->kind = kind;
  sweep->after = G_MININT64;
  push (self, job_new (sweep_kind, sweep, g_free), source, cancellable, callback, user_data);
}

/* Ending */

static LineupWriterProgress
clear_file (LineupDetailsStore *self, gpointer data, GError **error)
{
  lineup_database_file_clear (self->file, FALSE, error);
  return LINEUP_WRITER_DONE;
}

void
lineup_details_store_clear_async (LineupDetailsStore *self,
                                  GObject *source,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  push (self, job_new (clear_file, NULL, NULL), source, cancellable, callback, user_data);
}

static LineupWriterProgress
delete_file (LineupDetailsStore *self, gpointer data, GError **error)
{
  lineup_database_file_delete (self->file, error);
  return LINEUP_WRITER_DONE;
}

void
lineup_details_store_delete_async (LineupDetailsStore *self,
                                   GObject *source,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  push (self, job_new (delete_file, NULL, NULL), source, cancellable, callback, user_data);
}

static LineupWriterProgress
do_nothing (LineupDetailsStore *self, gpointer data, GError **error)
{
  return LINEUP_WRITER_DONE;
}

void
lineup_details_store_pause_async (LineupDetailsStore *self,
                                  gboolean closes,
                                  GObject *source,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Job *job = job_new (do_nothing, NULL, NULL);

  job->pauses = TRUE;
  job->closes = closes;
  push (self, job, source, cancellable, callback, user_data);
}

gboolean
lineup_details_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
