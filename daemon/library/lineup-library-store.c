/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-store.h"

#include "lineup-database-file.h"
#include "lineup-error.h"
#include "lineup-library-sql.h"
#include "lineup-meta.h"
#include "lineup-transaction.h"
#include "lineup-writer-job.h"

/* Name of the number that tells whether new categories are hidden. */
#define HIDE_NEW "hide-new-categories"

struct _LineupLibraryStore
{
  GObject parent_instance;

  LineupReaderPool *readers; /* (owned): of whom there are none, but a file has some */
  LineupDatabaseFile *file;  /* (owned): used by the writer's jobs */
  LineupWriter *writer;      /* (owned) */
  gboolean is_whole; /* what was written is in the file that is there; used by the writer's jobs */
};

G_DEFINE_FINAL_TYPE (LineupLibraryStore, lineup_library_store, G_TYPE_OBJECT)

/* Tasks hold it, so there is nothing to do any more. */
static void
lineup_library_store_finalize (GObject *object)
{
  LineupLibraryStore *self = LINEUP_LIBRARY_STORE (object);

  g_clear_pointer (&self->writer, lineup_writer_unref);
  g_clear_pointer (&self->file, lineup_database_file_free);
  g_clear_pointer (&self->readers, lineup_reader_pool_free);

  G_OBJECT_CLASS (lineup_library_store_parent_class)->finalize (object);
}

static void
lineup_library_store_class_init (LineupLibraryStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_library_store_finalize;
}

static void
lineup_library_store_init (LineupLibraryStore *self)
{
}

static const LineupSchema *
get_schema (void)
{
  static const LineupSchema schema = {
    .title = "The library's database",
    .extension = ".library.db",
    .get_resource = lineup_library_sql_get_resource,
    .folder = "/io/github/lineupd/Lineup1/library/sql/",
    .application_id = 0x4c6e756c,
    .version = 1,
    .is_irreplaceable = TRUE,
  };

  /* GLib registers what is linked in when first asked; a second thread would get nothing then. */
  lineup_library_sql_get_resource ();
  return &schema;
}

/* What was in the file is lost. */
static void
forget (gpointer store)
{
  LineupLibraryStore *self = store;

  self->is_whole = FALSE;
}

LineupLibraryStore *
lineup_library_store_new (const char *directory, const char *account, LineupWriterPool *writers)
{
  static const LineupDatabaseFileFunctions functions = { NULL, forget };
  LineupLibraryStore *self = g_object_new (LINEUP_TYPE_LIBRARY_STORE, NULL);
  const LineupSchema *schema = get_schema ();
  g_autofree char *path = lineup_database_file_get_path (schema, directory, account);

  self->readers = lineup_reader_pool_new (
      schema, path, lineup_writer_pool_get_idle_files (writers));
  self->file = lineup_database_file_new (
      schema, directory, account, &functions, self, self->readers);
  self->writer = lineup_writer_new (writers, lineup_writer_job_run, self);
  return self;
}

/* Jobs */

typedef struct
{
  void (*func) (LineupLibraryStore *store, gpointer job, GError **error);
  LineupLibraryBatch *batch; /* (owned) (nullable): what is written */
  LineupLibraryShelf *shelf; /* (owned) (nullable): what was read */
  gboolean needs_all;        /* nothing was written, as there is another file */
  gboolean closes;           /* the file */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->batch, lineup_library_batch_free);
  g_clear_pointer (&job->shelf, lineup_library_shelf_free);
  g_free (job);
}

/* Whoever calls knows of no database: settings, secrets and this are a person's own alike. */
static void
translate (GError **error)
{
  if (*error != NULL && g_error_matches (*error, LINEUP_ERROR, LINEUP_ERROR_DATABASE))
    (*error)->code = LINEUP_ERROR_STORAGE;
}

static LineupWriterProgress
run (LineupWriterJob *writer_job, gpointer store, gpointer data, GError **error)
{
  Job *job = data;
  GError *reason = NULL;

  job->func (store, job, &reason);
  translate (&reason);
  if (reason != NULL)
    g_propagate_error (error, reason);
  return LINEUP_WRITER_DONE;
}

static void
done (GTask *task, gpointer data, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
tidy (LineupWriterJob *writer_job, gpointer store, gpointer data)
{
  LineupLibraryStore *self = store;
  const Job *job = data;

  if (!lineup_writer_job_is_last (writer_job))
    return FALSE;
  if (job->closes)
    lineup_database_file_close (self->file);
  else
    {
      lineup_database_file_rest (self->file);
      lineup_database_file_pause (self->file);
    }
  return FALSE;
}

static Job *
job_new (void (*func) (LineupLibraryStore *store, gpointer job, GError **error))
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  return job;
}

static void
push (LineupLibraryStore *self,
      Job *owned_job,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  static const LineupWriterJobFunctions functions = { run, NULL, done, tidy, NULL };
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, push);
  lineup_writer_job_push (&functions, owned_job, job_free, task, LINEUP_WRITER_SHORT, self->writer);
}

static LineupStatement *
get_statement (LineupDatabase *database, const char *name, GError **error)
{
  return lineup_database_get_statement (database, name, LINEUP_SCHEMA_ANY_SET, error);
}

/* Loading */

static LineupLibraryEntry *
read_entry (const LineupRows *rows)
{
  LineupLibraryEntry *entry = lineup_library_entry_new ((guint)lineup_rows_get_int (rows, "kind"),
                                                        lineup_rows_get_int (rows, "id"),
                                                        lineup_rows_get_text (rows, "name"));

  entry->number = lineup_rows_get_int (rows, "number");
  entry->year = (guint)lineup_rows_get_int (rows, "year");
  entry->tmdb_id = g_strdup (lineup_rows_get_text (rows, "tmdb_id"));
  entry->series = lineup_rows_get_int (rows, "series");
  entry->season = lineup_rows_get_int (rows, "season");
  entry->episode = lineup_rows_get_int (rows, "episode");
  entry->gone = lineup_rows_get_int (rows, "gone");
  entry->place = lineup_rows_get_int (rows, "place");
  entry->favourite_when = lineup_rows_get_int (rows, "favourite_when");
  entry->hidden = lineup_rows_get_int (rows, "hidden") != 0;
  entry->hidden_when = lineup_rows_get_int (rows, "hidden_when");
  entry->watched = lineup_rows_get_int (rows, "watched") != 0;
  entry->resume = lineup_rows_get_int (rows, "resume");
  entry->length = lineup_rows_get_int (rows, "length");
  entry->programme = lineup_rows_get_int (rows, "programme");
  entry->played = lineup_rows_get_int (rows, "played");
  return entry;
}

static gboolean
load_entries (LineupDatabase *database, LineupLibraryShelf *shelf, GError **error)
{
  LineupStatement *list = get_statement (database, "entries-list", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  while (TRUE)
    {
      gint64 kind = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      kind = lineup_rows_get_int (&rows, "kind");
      if (kind < 0 || kind >= LINEUP_N_MARKED_KINDS || lineup_rows_get_int (&rows, "number") <= 0
          || lineup_rows_get_text (&rows, "name") == NULL)
        return lineup_database_fail_damaged (database, error);
      lineup_library_shelf_put (shelf, read_entry (&rows));
    }
}

static gboolean
load_categories (LineupDatabase *database, LineupLibraryShelf *shelf, GError **error)
{
  LineupStatement *list = get_statement (database, "categories-list", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  while (TRUE)
    {
      gint64 kind = 0;
      const char *id = NULL;
      const char *name = NULL;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      kind = lineup_rows_get_int (&rows, "kind");
      id = lineup_rows_get_text (&rows, "id");
      name = lineup_rows_get_text (&rows, "name");
      if (kind < 0 || kind >= LINEUP_N_KINDS || id == NULL || name == NULL)
        return lineup_database_fail_damaged (database, error);
      lineup_library_shelf_put_category (
          shelf,
          lineup_library_category_new ((LineupKind)kind,
                                       id,
                                       name,
                                       lineup_rows_get_int (&rows, "hidden") != 0,
                                       lineup_rows_get_int (&rows, "said")));
    }
}

static LineupLibraryShelf *
read_all (LineupDatabase *database, GError **error)
{
  g_autoptr (LineupLibraryShelf) shelf = lineup_library_shelf_new ();
  guint64 hide_new = 0;

  if (!load_entries (database, shelf, error) || !load_categories (database, shelf, error)
      || !lineup_meta_get (database, HIDE_NEW, &hide_new, error))
    return NULL;
  lineup_library_shelf_set_hide_new (shelf, hide_new != 0);
  lineup_library_shelf_commit (shelf);
  return g_steal_pointer (&shelf);
}

/* A file that turns out to be damaged while it is read is set aside when it is opened again. */
static void
load (LineupLibraryStore *self, gpointer data, GError **error)
{
  Job *job = data;
  LineupDatabase *database = NULL;
  g_autoptr (GError) reason = NULL;

  if (!lineup_database_file_exists (self->file))
    {
      job->shelf = lineup_library_shelf_new ();
      return;
    }
  database = lineup_database_file_open (self->file, error);
  if (database == NULL)
    return;
  job->shelf = read_all (database, &reason);
  if (job->shelf == NULL && lineup_database_is_damaged (database))
    {
      g_clear_error (&reason);
      database = lineup_database_file_open (self->file, error);
      if (database == NULL)
        return;
      job->shelf = read_all (database, &reason);
    }
  self->is_whole = job->shelf != NULL;
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
}

void
lineup_library_store_load_async (LineupLibraryStore *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_LIBRARY_STORE (self));

  push (self, job_new (load), cancellable, callback, user_data);
}

LineupLibraryShelf *
lineup_library_store_load_finish (LineupLibraryStore *self, GAsyncResult *result, GError **error)
{
  Job *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  job = lineup_writer_job_get_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_steal_pointer (&job->shelf);
}

/* Writing */

static gboolean
put_entry (LineupStatement *put, const LineupLibraryEntry *entry, GError **error)
{
  lineup_statement_bind_int (put, "number", entry->number);
  lineup_statement_bind_int (put, "kind", entry->kind);
  lineup_statement_bind_int (put, "id", entry->id);
  lineup_statement_bind_text (put, "name", entry->name);
  lineup_statement_bind_int (put, "year", entry->year);
  lineup_statement_bind_text (put, "tmdb_id", entry->tmdb_id);
  lineup_statement_bind_int (put, "series", entry->series);
  lineup_statement_bind_int (put, "season", entry->season);
  lineup_statement_bind_int (put, "episode", entry->episode);
  lineup_statement_bind_int (put, "gone", entry->gone);
  lineup_statement_bind_int (put, "place", entry->place);
  lineup_statement_bind_int (put, "favourite_when", entry->favourite_when);
  lineup_statement_bind_int (put, "hidden", entry->hidden);
  lineup_statement_bind_int (put, "hidden_when", entry->hidden_when);
  lineup_statement_bind_int (put, "watched", entry->watched);
  lineup_statement_bind_int (put, "resume", entry->resume);
  lineup_statement_bind_int (put, "length", entry->length);
  lineup_statement_bind_int (put, "programme", entry->programme);
  lineup_statement_bind_int (put, "played", entry->played);
  return lineup_statement_execute (put, error);
}

static gboolean
write_entries (LineupDatabase *database, const LineupLibraryBatch *batch, GError **error)
{
  LineupStatement *put = get_statement (database, "entry-put", error);
  LineupStatement *delete = get_statement (database, "entry-delete", error);

  if (put == NULL || delete == NULL)
    return FALSE;
  for (guint i = 0; i < batch->removed->len; i++)
    {
      lineup_statement_bind_int (delete, "number", g_array_index (batch->removed, gint64, i));
      if (!lineup_statement_execute (delete, error))
        return FALSE;
    }
  for (guint i = 0; i < batch->entries->len; i++)
    {
      if (!put_entry (put, batch->entries->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_category (LineupStatement *statement,
                const LineupLibraryCategory *category,
                gboolean is_there,
                GError **error)
{
  lineup_statement_bind_int (statement, "kind", category->kind);
  lineup_statement_bind_text (statement, "id", category->id);
  if (is_there)
    {
      lineup_statement_bind_text (statement, "name", category->name);
      lineup_statement_bind_int (statement, "hidden", category->hidden);
      lineup_statement_bind_int (statement, "said", category->when);
    }
  return lineup_statement_execute (statement, error);
}

static gboolean
write_categories (LineupDatabase *database, const LineupLibraryBatch *batch, GError **error)
{
  LineupStatement *put = get_statement (database, "category-put", error);
  LineupStatement *delete = get_statement (database, "category-delete", error);

  if (put == NULL || delete == NULL)
    return FALSE;
  for (guint i = 0; i < batch->removed_categories->len; i++)
    {
      if (!write_category (delete, batch->removed_categories->pdata[i], FALSE, error))
        return FALSE;
    }
  for (guint i = 0; i < batch->categories->len; i++)
    {
      if (!write_category (put, batch->categories->pdata[i], TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
empty (LineupDatabase *database, GError **error)
{
  return lineup_database_run (database, "entries-delete", LINEUP_SCHEMA_ANY_SET, error)
         && lineup_database_run (database, "categories-delete", LINEUP_SCHEMA_ANY_SET, error);
}

static gboolean
write_batch (LineupDatabase *database, const LineupLibraryBatch *batch, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };

  return lineup_transaction_begin_write (&transaction, database, error)
         && (!batch->is_all || empty (database, error)) && write_entries (database, batch, error)
         && write_categories (database, batch, error)
         && lineup_meta_set (database, HIDE_NEW, batch->hide_new, error)
         && lineup_transaction_commit (&transaction, error);
}

static void
write_job (LineupLibraryStore *self, gpointer data, GError **error)
{
  Job *job = data;
  LineupDatabase *database = lineup_database_file_open (self->file, error);

  if (database == NULL)
    return;
  job->needs_all = !self->is_whole && !job->batch->is_all;
  if (job->needs_all)
    return;
  if (write_batch (database, job->batch, error))
    self->is_whole = TRUE;
  else if (lineup_database_is_damaged (database))
    {
      /* All of it is known, and goes into another file. */
      g_clear_error (error);
      self->is_whole = FALSE;
      job->needs_all = TRUE;
    }
}

void
lineup_library_store_write_async (LineupLibraryStore *self,
                                  LineupLibraryBatch *owned_batch,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Job *job = NULL;

  g_return_if_fail (LINEUP_IS_LIBRARY_STORE (self));

  job = job_new (write_job);
  job->batch = owned_batch;
  push (self, job, cancellable, callback, user_data);
}

gboolean
lineup_library_store_write_finish (LineupLibraryStore *self,
                                   GAsyncResult *result,
                                   gboolean *needs_all,
                                   GError **error)
{
  const Job *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  job = lineup_writer_job_get_data (G_TASK (result));
  *needs_all = job->needs_all;
  return g_task_propagate_boolean (G_TASK (result), error) && !job->needs_all;
}

/* Ending */

static void
do_nothing (LineupLibraryStore *self, gpointer data, GError **error)
{
}

void
lineup_library_store_close_async (LineupLibraryStore *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Job *job = NULL;

  g_return_if_fail (LINEUP_IS_LIBRARY_STORE (self));

  /* What could be tidied up is left for the next time. */
  lineup_database_file_hurry (self->file);
  job = job_new (do_nothing);
  job->closes = TRUE;
  push (self, job, cancellable, callback, user_data);
}

void
lineup_library_store_rest (LineupLibraryStore *self)
{
  Job *job = NULL;

  g_return_if_fail (LINEUP_IS_LIBRARY_STORE (self));

  job = job_new (do_nothing);
  job->closes = TRUE;
  /* A rest is nobody's, who could give it up. */
  push (self, job, NULL, NULL, NULL);
}

static void
delete_files (LineupLibraryStore *self, gpointer data, GError **error)
{
  lineup_database_file_delete (self->file, error);
}

void
lineup_library_store_delete_async (LineupLibraryStore *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_LIBRARY_STORE (self));

  push (self, job_new (delete_files), cancellable, callback, user_data);
}

gboolean
lineup_library_store_end_finish (LineupLibraryStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
