/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-database-file.h"

#include "lineup-error.h"
#include "lineup-file.h"
#include "lineup-log.h"
#include "lineup-migration.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <malloc.h>

/* Microseconds: most reads are shorter, and the next job is not to wait for the others. */
#define CHECKPOINT_PATIENCE (200 * G_TIME_SPAN_MILLISECOND)

/* Bytes: what is cheaper to copy than to write a list's first load to a log and from there. */
#define MAX_COPY (8 * 1024 * 1024)

/* Ends the name of a copy that is being loaded. */
#define LOAD_SUFFIX "-load"

struct _LineupDatabaseFile
{
  const LineupSchema *schema;                   /* (unowned) */
  char *directory;                              /* (owned) */
  char *name;                                   /* (owned) */
  char *path;                                   /* (owned) */
  const LineupDatabaseFileFunctions *functions; /* (unowned) */
  gpointer user_data;                           /* (unowned): for the functions */
  LineupReaderPool *readers;                    /* (unowned) */
  LineupDatabase *database;                     /* (owned) (nullable) */
  GCancellable *hurry;         /* (owned): cancelled when there is no time for tidying up */
  LineupIdleFiles *idle_files; /* (owned) */
  gboolean loading;            /* the database is a copy beside the file */
  GStatBuf copied;             /* the file that is copied */
  gboolean pausing;            /* open, with nothing to do */
  gboolean resting;            /* closed, with nothing to do */
  gboolean damaged;            /* as found before it was closed or is replaced */
  gboolean deleted;
};

LineupDatabaseFile *
lineup_database_file_new (const LineupSchema *schema,
                          const char *directory,
                          const char *name,
                          const LineupDatabaseFileFunctions *functions,
                          gpointer user_data,
                          LineupReaderPool *readers)
{
  LineupDatabaseFile *self = g_new0 (LineupDatabaseFile, 1);

  self->schema = schema;
  self->directory = g_strdup (directory);
  self->name = g_strdup (name);
  self->path = lineup_database_file_get_path (schema, directory, name);
  self->functions = functions;
  self->user_data = user_data;
  self->readers = readers;
  self->idle_files = lineup_idle_files_ref (lineup_reader_pool_get_idle_files (readers));
  self->hurry = g_cancellable_new ();
  return self;
}

static void
forget_load (LineupDatabaseFile *self)
{
  g_autofree char *path = g_strconcat (self->path, LOAD_SUFFIX, NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  g_unlink (path);
  g_unlink (journal);
}

static void
end_pause (LineupDatabaseFile *self)
{
  if (self->pausing)
    lineup_idle_files_drop (self->idle_files);
  self->pausing = FALSE;
}

void
lineup_database_file_free (LineupDatabaseFile *self)
{
  end_pause (self);
  lineup_idle_files_unref (self->idle_files);
  g_clear_pointer (&self->database, lineup_database_close);
  if (self->loading)
    forget_load (self);
  g_clear_object (&self->hurry);
  g_free (self->path);
  g_free (self->name);
  g_free (self->directory);
  g_free (self);
}

char *
lineup_database_file_get_path (const LineupSchema *schema, const char *directory, const char *name)
{
  g_autofree char *file = g_strconcat (name, schema->extension, NULL);

  return g_build_filename (directory, file, NULL);
}

static gboolean
set_system_error (LineupDatabaseFile *self, int code, const char *what, GError **error)
{
  lineup_error_set_errno (
      error, LINEUP_ERROR_DATABASE, code, "%s can't be %s", self->schema->title, what);
  return FALSE;
}

/* Files */

static gboolean
delete_file (LineupDatabaseFile *self, const char *path, const char *suffix, GError **error)
{
  g_autofree char *whole_path = g_strconcat (path, suffix, NULL);

  if (g_unlink (whole_path) == 0 || errno == ENOENT)
    return TRUE;
  return set_system_error (self, errno, "deleted", error);
}

/* What SQLite keeps beside the database, and before it has a log, too: all of it goes, and the
 * first error is told. */
static gboolean
delete_logs (LineupDatabaseFile *self, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal", LOAD_SUFFIX };
  gboolean deleted = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (!delete_file (self, self->path, suffixes[i], deleted ? error : NULL))
        deleted = FALSE;
    }
  return deleted;
}

/* A database that stays keeps its log, without which it might be broken. */
static gboolean
delete_files (LineupDatabaseFile *self, GError **error)
{
  return delete_file (self, self->path, "", error) && delete_logs (self, error);
}

/* Databases that were set aside are for a person to look at: the last one is enough. */
static gboolean
delete_broken (LineupDatabaseFile *self, GError **error)
{
  gboolean deleted = TRUE;
  g_autoptr (GDir) directory = g_dir_open (self->directory, 0, NULL);
  g_autofree char *prefix = g_strconcat (self->name, self->schema->extension, ".broken-", NULL);
  const char *file = NULL;

  while (directory != NULL && (file = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, file, NULL);

      if (g_str_has_prefix (file, prefix) && !delete_file (self, path, "", deleted ? error : NULL))
        deleted = FALSE;
    }
  return deleted;
}

static gboolean
move (LineupDatabaseFile *self, const char *suffix, const char *to, GError **error)
{
  g_autofree char *from = g_strconcat (self->path, suffix, NULL);
  g_autofree char *path = g_strconcat (to, suffix, NULL);

  if (g_rename (from, path) == 0 || errno == ENOENT)
    return TRUE;
  return set_system_error (self, errno, "set aside", error);
}

/* The log may have what the database lacks. It goes first: one without a database is nothing, a
 * database without its log may be taken for a whole one. None of what was set aside before is
 * replaced. */
static gboolean
move_all (LineupDatabaseFile *self, const char *to, GError **error)
{
  g_autofree char *free_path = g_strdup (to);

  for (guint i = 1; g_file_test (free_path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (free_path);
      free_path = g_strdup_printf ("%s-%u", to, i);
    }
  if (!move (self, "-wal", free_path, error) || !move (self, "", free_path, error))
    return FALSE;
  lineup_file_sync_folder (self->path);
  return TRUE;
}

static gboolean
set_aside (LineupDatabaseFile *self, const GError *reason, GError **error)
{
  const LineupLogContext context = { .account = self->name };
  g_autofree char *path = g_strdup_printf (
      "%s.broken-%" G_GINT64_FORMAT, self->path, g_get_real_time () / G_USEC_PER_SEC);

  lineup_log (G_LOG_LEVEL_WARNING,
              &context,
              reason,
              "%s is set aside and begun anew, as it can't be used",
              self->schema->title);
  if (self->schema->is_irreplaceable)
    return move_all (self, path, error) && delete_files (self, error);
  delete_broken (self, NULL);
  return move (self, "", path, error) && delete_files (self, error);
}

/* Opening */

static void
close_database (LineupDatabaseFile *self)
{
  if (self->database == NULL)
    return;
  self->resting = TRUE;
  self->damaged = lineup_database_is_damaged (self->database);
  /* To tidy up is not for now, or was tried already. */
  lineup_database_interrupt (self->database);
  g_clear_pointer (&self->database, lineup_database_close);
}

static gboolean
load (LineupDatabaseFile *self, LineupDatabase *database, GError **error)
{
  return self->functions->load == NULL || self->functions->load (database, self->user_data, error);
}

static gboolean
open_file (LineupDatabaseFile *self, gboolean *usable, GError **error)
{
  g_autoptr (LineupDatabase) database = lineup_database_open (
      self->schema, self->path, LINEUP_DATABASE_WRITER, error);

  *usable = TRUE;
  if (database == NULL)
    return FALSE;
  if (!lineup_migration_run (database, usable, error) || !load (self, database, error))
    {
      /* A full disk or a lock says nothing against the file. */
      *usable = *usable && !lineup_database_is_damaged (database)
                && !lineup_database_is_misfit (database);
      return FALSE;
    }
  lineup_database_set_right_of_way (database, lineup_reader_pool_get_right_of_way (self->readers));
  self->database = g_steal_pointer (&database);
  return TRUE;
}

static gboolean
open_or_begin_anew (LineupDatabaseFile *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean usable = TRUE;

  if (g_mkdir_with_parents (self->directory, 0700) != 0)
    return set_system_error (self, errno, "made", error);
  /* Whoever made one was killed. */
  forget_load (self);
  if (open_file (self, &usable, &reason))
    return TRUE;
  if (usable)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  return set_aside (self, reason, error) && open_file (self, &usable, error);
}

/* What was there is gone. */
static void
forget (LineupDatabaseFile *self)
{
  if (self->functions->forget != NULL)
    self->functions->forget (self->user_data);
}

/* What rests in its file has not been lost, unless somebody has taken the file away. */
static gboolean
open_again (LineupDatabaseFile *self)
{
  gboolean usable = TRUE;

  self->resting = FALSE;
  return lineup_database_file_exists (self) && open_file (self, &usable, NULL);
}

static gboolean
is_deleted (LineupDatabaseFile *self, GError **error)
{
  if (self->deleted)
    g_set_error (
        error, LINEUP_ERROR, LINEUP_ERROR_DATABASE, "%s has been deleted", self->schema->title);
  return self->deleted;
}

static gboolean
replace_lost (gpointer file, GError **error)
{
  LineupDatabaseFile *self = file;
  const gboolean damaged = self->damaged;

  self->resting = FALSE;
  self->damaged = FALSE;
  g_clear_pointer (&self->database, lineup_database_close);
  forget (self);
  return (!damaged || set_aside (self, NULL, error)) && open_or_begin_anew (self, error);
}

/* Whether what is open, or can be opened again, is what was there. */
static gboolean
has_file (LineupDatabaseFile *self)
{
  /* What has lost its file when a load ended is opened like what rests. */
  if (self->database != NULL && !lineup_database_is_connected (self->database))
    close_database (self);
  self->damaged = self->damaged || lineup_reader_pool_is_damaged (self->readers)
                  || (self->database != NULL && lineup_database_is_damaged (self->database));
  if (self->damaged)
    return FALSE;
  if (self->database != NULL && !lineup_database_has_moved (self->database))
    return TRUE;
  return self->resting && open_again (self);
}

LineupDatabase *
lineup_database_file_open (LineupDatabaseFile *self, GError **error)
{
  end_pause (self);
  if (is_deleted (self, error))
    return NULL;
  if (!has_file (self) && !lineup_reader_pool_replace (self->readers, replace_lost, self, error))
    return NULL;
  return self->database;
}

gboolean
lineup_database_file_exists (LineupDatabaseFile *self)
{
  return g_file_test (self->path, G_FILE_TEST_EXISTS);
}

/* Loading */

static guint64
measure_one (LineupDatabaseFile *self, const char *suffix)
{
  g_autofree char *path = g_strconcat (self->path, suffix, NULL);
  GStatBuf buffer;

  return g_stat (path, &buffer) == 0 ? (guint64)buffer.st_size : 0;
}

/* What is in the log has to be in the file: it goes without its log in the end. */
static gboolean
may_be_copied (LineupDatabaseFile *self)
{
  gboolean checkpointed = FALSE;

  lineup_database_set_patience (self->database, CHECKPOINT_PATIENCE);
  checkpointed = lineup_database_run (self->database, "checkpoint", LINEUP_SCHEMA_ANY_SET, NULL);
  lineup_database_set_patience (self->database, -1);
  /* A link would become a file. */
  return checkpointed && measure_one (self, "-wal") == 0 && g_lstat (self->path, &self->copied) == 0
         && S_ISREG (self->copied.st_mode) && self->copied.st_size <= MAX_COPY;
}

static gboolean
make_copy (LineupDatabaseFile *self, const char *path, GError **error)
{
  LineupStatement *copy = lineup_database_get_statement (
      self->database, "copy", LINEUP_SCHEMA_ANY_SET, error);
  LineupDatabase *empty = NULL;

  /* What a load before this one has left would be taken for what a file has lost. */
  forget_load (self);
  if (copy == NULL)
    return FALSE;
  empty = lineup_database_open (self->schema, path, LINEUP_DATABASE_LOADER, error);
  if (empty == NULL)
    return FALSE;
  lineup_database_close (empty);
  lineup_statement_bind_text (copy, "path", path);
  return lineup_statement_execute (copy, error);
}

/* Whether the file is the one that was copied, and has no log: nobody but its writer writes to it.
 */
static gboolean
has_stayed (LineupDatabaseFile *self, GError **error)
{
  GStatBuf now;

  if (g_lstat (self->path, &now) == 0 && now.st_dev == self->copied.st_dev
      && now.st_ino == self->copied.st_ino && measure_one (self, "-wal") == 0)
    return TRUE;
  g_set_error (error,
               LINEUP_ERROR,
               LINEUP_ERROR_DATABASE,
               "%s was deleted while it was written",
               self->schema->title);
  return FALSE;
}

static gboolean
connect_again (LineupDatabaseFile *self, GError **error)
{
  gboolean usable = TRUE;

  return lineup_database_connect (self->database, self->path, LINEUP_DATABASE_WRITER, error)
         && lineup_migration_run (self->database, &usable, error);
}

gboolean
lineup_database_file_begin_load (LineupDatabaseFile *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, LOAD_SUFFIX, NULL);

  g_return_val_if_fail (self->database != NULL && !self->loading, FALSE);

  if (!may_be_copied (self))
    return TRUE;
  if (!make_copy (self, path, error))
    {
      forget_load (self);
      return FALSE;
    }
  self->loading = TRUE;
  lineup_database_disconnect (self->database);
  if (lineup_database_connect (self->database, path, LINEUP_DATABASE_LOADER, error)
      && lineup_database_run (self->database, "loader-setup", LINEUP_SCHEMA_ANY_SET, error))
    return TRUE;
  lineup_database_file_end_load (self, FALSE, NULL);
  return FALSE;
}

/* Nobody opens the file meanwhile, and its log is empty. */
static gboolean
put_load (gpointer file, GError **error)
{
  LineupDatabaseFile *self = file;
  g_autofree char *path = g_strconcat (self->path, LOAD_SUFFIX, NULL);

  if (!delete_file (self, self->path, "-wal", error)
      || !delete_file (self, self->path, "-shm", error))
    return FALSE;
  if (g_rename (path, self->path) != 0)
    return set_system_error (self, errno, "replaced", error);
  forget_load (self);
  lineup_file_sync_folder (self->path);
  return TRUE;
}

gboolean
lineup_database_file_end_load (LineupDatabaseFile *self, gboolean is_whole, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, LOAD_SUFFIX, NULL);
  gboolean has_file = FALSE;
  gboolean is_put = FALSE;

  if (!self->loading)
    return TRUE;
  self->loading = FALSE;
  lineup_database_set_cancellable (self->database, NULL);
  lineup_database_disconnect (self->database);
  /* Without its file the connection stays closed until the next one is opened, as after any loss.
   */
  has_file = has_stayed (self, error);
  is_put = has_file && is_whole && lineup_file_sync (path, error)
           && lineup_reader_pool_replace (self->readers, put_load, self, error);
  if (!is_put)
    forget_load (self);
  if (!has_file)
    return FALSE;
  if (!is_whole || is_put)
    return connect_again (self, error);
  connect_again (self, NULL);
  return FALSE;
}

/* Resting */

void
lineup_database_file_hurry (LineupDatabaseFile *self)
{
  g_cancellable_cancel (self->hurry);
}

static void
on_hurry (GCancellable *hurry, gpointer user_data)
{
  lineup_database_interrupt (user_data);
}

/* A job frees much in small pieces, which the C library would keep for another one. */
static void
return_memory (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

void
lineup_database_file_pause (LineupDatabaseFile *self)
{
  if (self->database == NULL || self->pausing)
    return;
  self->pausing = lineup_idle_files_keep (self->idle_files);
  if (!self->pausing)
    close_database (self);
}

void
lineup_database_file_close (LineupDatabaseFile *self)
{
  end_pause (self);
  close_database (self);
  lineup_reader_pool_close_idle (self->readers);
}

static gboolean
run (LineupDatabase *database, const char *name, GError **error)
{
  return lineup_database_run (database, name, LINEUP_SCHEMA_ANY_SET, error);
}

void
lineup_database_file_rest (LineupDatabaseFile *self)
{
  g_autoptr (GError) error = NULL;
  gulong handler = 0;

  if (self->database == NULL || !lineup_database_is_connected (self->database))
    return;
  /* What can't be done now is done after the next job, or the next time the file is opened. */
  handler = g_cancellable_connect (self->hurry, G_CALLBACK (on_hurry), self->database, NULL);
  lineup_database_set_patience (self->database, CHECKPOINT_PATIENCE);
  if (!g_cancellable_is_cancelled (self->hurry)
      && (!run (self->database, "checkpoint", &error)
          || !run (self->database, "writer-rest", &error)))
    g_debug ("%s was not tidied up: %s", self->schema->title, error->message);
  lineup_database_set_patience (self->database, -1);
  g_cancellable_disconnect (self->hurry, handler);
  return_memory ();
}

/* Ending */

typedef struct
{
  LineupDatabaseFile *file; /* (unowned) */
  gboolean begins_anew;
} Clearing;

static gboolean
replace_cleared (gpointer clearing, GError **error)
{
  LineupDatabaseFile *self = ((Clearing *)clearing)->file;
  gboolean cleared = FALSE;

  g_clear_pointer (&self->database, lineup_database_close);
  forget (self);
  cleared = delete_files (self, error)
            && (!((Clearing *)clearing)->begins_anew || open_or_begin_anew (self, error));
  return delete_broken (self, cleared ? error : NULL) && cleared;
}

gboolean
lineup_database_file_clear (LineupDatabaseFile *self, gboolean begins_anew, GError **error)
{
  Clearing clearing = { self, begins_anew };

  end_pause (self);
  return !is_deleted (self, error)
         && lineup_reader_pool_replace (self->readers, replace_cleared, &clearing, error);
}

static gboolean
replace_deleted (gpointer file, GError **error)
{
  LineupDatabaseFile *self = file;
  gboolean deleted = FALSE;

  g_clear_pointer (&self->database, lineup_database_close);
  self->deleted = TRUE;
  /* Nobody reads it any more: what can't be deleted keeps nothing else from going. */
  deleted = delete_file (self, self->path, "", error);
  deleted = delete_logs (self, deleted ? error : NULL) && deleted;
  deleted = delete_broken (self, deleted ? error : NULL) && deleted;
  lineup_file_sync_folder (self->path);
  return deleted;
}

gboolean
lineup_database_file_delete (LineupDatabaseFile *self, GError **error)
{
  end_pause (self);
  return lineup_reader_pool_replace (self->readers, replace_deleted, self, error);
}

guint64
lineup_database_file_get_size (LineupDatabaseFile *self)
{
  return lineup_database_file_measure (self->schema, self->directory, self->name);
}

guint64
lineup_database_file_measure (const LineupSchema *schema, const char *directory, const char *name)
{
  g_autoptr (GDir) folder = g_dir_open (directory, 0, NULL);
  g_autofree char *prefix = g_strconcat (name, schema->extension, NULL);
  const char *file = NULL;
  guint64 size = 0;

  while (folder != NULL && (file = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, file, NULL);
      GStatBuf buffer;

      if (g_str_has_prefix (file, prefix) && g_stat (path, &buffer) == 0)
        size += (guint64)buffer.st_size;
    }
  return size;
}
