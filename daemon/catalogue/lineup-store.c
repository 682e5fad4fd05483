/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-store.h"

#include "lineup-catalogue-schema.h"
#include "lineup-change-log.h"
#include "lineup-details-table.h"
#include "lineup-error.h"
#include "lineup-file.h"
#include "lineup-log.h"
#include "lineup-meta.h"
#include "lineup-migration.h"
#include "lineup-transaction.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <malloc.h>

/* Most reads are shorter. The next import is not to wait for the others. */
#define CHECKPOINT_PATIENCE (200 * G_TIME_SPAN_MILLISECOND)

struct _LineupStore
{
  char *directory;           /* (owned) */
  char *name;                /* (owned) */
  char *path;                /* (owned) */
  LineupClock *clock;        /* (owned) */
  LineupReaderPool *readers; /* (unowned) */
  LineupDatabase *database;  /* (owned) (nullable) */
  guint64 generation;
  guint64 counts[LINEUP_N_LISTS];
  GCancellable *hurry;         /* (owned): cancelled when there is no time for tidying up */
  LineupIdleFiles *idle_files; /* (owned) */
  gboolean pausing;            /* open, with nothing to do */
  gboolean resting;            /* closed, with nothing to do */
  gboolean damaged;            /* as found before it was closed or is replaced */
  gboolean deleted;
};

LineupStore *
lineup_store_new (const char *directory,
                  const char *name,
                  guint64 generation,
                  LineupClock *clock,
                  LineupReaderPool *readers)
{
  LineupStore *self = g_new0 (LineupStore, 1);

  self->directory = g_strdup (directory);
  self->name = g_strdup (name);
  self->path = lineup_store_get_path (directory, name);
  self->clock = g_object_ref (clock);
  self->readers = readers;
  self->idle_files = lineup_idle_files_ref (lineup_reader_pool_get_idle_files (readers));
  self->generation = generation;
  self->hurry = g_cancellable_new ();
  return self;
}

static void
end_pause (LineupStore *self)
{
  if (self->pausing)
    lineup_idle_files_drop (self->idle_files);
  self->pausing = FALSE;
}

void
lineup_store_free (LineupStore *self)
{
  end_pause (self);
  lineup_idle_files_unref (self->idle_files);
  g_clear_pointer (&self->database, lineup_database_close);
  g_clear_object (&self->hurry);
  g_clear_object (&self->clock);
  g_free (self->path);
  g_free (self->name);
  g_free (self->directory);
  g_free (self);
}

char *
lineup_store_get_path (const char *directory, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".db", NULL);

  return g_build_filename (directory, file, NULL);
}

static gboolean
set_system_error (int code, const char *what, GError **error)
{
  lineup_error_set_errno (error, LINEUP_ERROR_DATABASE, code, "%s", what);
  return FALSE;
}

/* Files */

static gboolean
delete_file (const char *path, const char *suffix, GError **error)
{
  g_autofree char *whole_path = g_strconcat (path, suffix, NULL);

  if (g_unlink (whole_path) == 0 || errno == ENOENT)
    return TRUE;
  return set_system_error (errno, "The catalogue's database can't be deleted", error);
}

/* What SQLite keeps beside the database, and before it has a log, too: all of it goes, and the
 * first error is told. */
static gboolean
delete_logs (LineupStore *self, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };
  gboolean deleted = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (!delete_file (self->path, suffixes[i], deleted ? error : NULL))
        deleted = FALSE;
    }
  return deleted;
}

/* A database that stays keeps its log, without which it might be broken. */
static gboolean
delete_files (LineupStore *self, GError **error)
{
  return delete_file (self->path, "", error) && delete_logs (self, error);
}

/* Databases that were set aside are for a person to look at: the last one is enough. */
static gboolean
delete_broken (LineupStore *self, GError **error)
{
  gboolean deleted = TRUE;
  g_autoptr (GDir) directory = g_dir_open (self->directory, 0, NULL);
  g_autofree char *prefix = g_strconcat (self->name, ".db.broken-", NULL);
  const char *file = NULL;

  while (directory != NULL && (file = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, file, NULL);

      if (g_str_has_prefix (file, prefix) && !delete_file (path, "", deleted ? error : NULL))
        deleted = FALSE;
    }
  return deleted;
}

static gboolean
set_aside (LineupStore *self, const GError *reason, GError **error)
{
  const LineupLogContext context = { .account = self->name };
  g_autofree char *path = g_strdup_printf (
      "%s.broken-%" G_GINT64_FORMAT, self->path, g_get_real_time () / G_USEC_PER_SEC);

  lineup_log (G_LOG_LEVEL_WARNING,
              &context,
              reason,
              "The catalogue is set aside and begun anew, as it can't be used");
  delete_broken (self, NULL);
  if (g_rename (self->path, path) != 0 && errno != ENOENT)
    return set_system_error (errno, "The catalogue's database can't be set aside", error);
  return delete_files (self, error);
}

/* Opening */

static gboolean
load_counts (LineupStore *self, LineupDatabase *database, GError **error)
{
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const char *name = lineup_list_to_string ((LineupList)list);

      if (!lineup_meta_get (database, name, &self->counts[list], error))
        return FALSE;
    }
  return TRUE;
}

/* A database that is behind what was known is not the one that was: it is new, or an old copy, or
 * has lost its last commits with the power. No number is given out twice, so it goes on from a
 * larger one, although the last ones may not be known: whoever killed us may have done so between
 * a commit and the note of it. Numbers of microseconds since 1970 are larger than all that were
 * counted from an earlier one, as nobody makes a million changes a second. */
static gboolean
load_generation (LineupStore *self, LineupDatabase *database, GError **error)
{
  const guint64 now = (guint64)lineup_clock_get_real_time (self->clock);
  guint64 generation = 0;

  if (!lineup_meta_get (database, LINEUP_META_GENERATION, &generation, error))
    return FALSE;
  if (generation < self->generation)
    {
      generation = MAX (self->generation + 1, now);
      if (!lineup_change_log_begin_anew (database, generation, error))
        return FALSE;
    }
  self->generation = generation;
  return TRUE;
}

static gboolean
open_file (LineupStore *self, gboolean *usable, GError **error)
{
  g_autoptr (LineupDatabase) database = lineup_database_open (
      lineup_catalogue_schema_get (), self->path, LINEUP_DATABASE_WRITER, error);

  *usable = TRUE;
  if (database == NULL)
    return FALSE;
  if (!lineup_migration_run (database, usable, error) || !load_counts (self, database, error)
      || !load_generation (self, database, error))
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
open_or_begin_anew (LineupStore *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean usable = TRUE;

  if (g_mkdir_with_parents (self->directory, 0700) != 0)
    return set_system_error (errno, "The catalogue's folder can't be made", error);
  if (open_file (self, &usable, &reason))
    return TRUE;
  if (usable)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  return set_aside (self, reason, error) && open_file (self, &usable, error);
}

static gboolean
has_anything (LineupStore *self)
{
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      if (self->counts[list] > 0)
        return TRUE;
    }
  return FALSE;
}

/* What was there is gone, which is a change. */
static void
forget (LineupStore *self)
{
  if (has_anything (self))
    self->generation++;
  memset (self->counts, 0, sizeof self->counts);
}

/* What rests in its file has not been lost, unless somebody has taken the file away. */
static gboolean
open_again (LineupStore *self)
{
  gboolean usable = TRUE;

  self->resting = FALSE;
  return g_file_test (self->path, G_FILE_TEST_EXISTS) && open_file (self, &usable, NULL);
}

static gboolean
is_deleted (LineupStore *self, GError **error)
{
  if (self->deleted)
    g_set_error_literal (
        error, LINEUP_ERROR, LINEUP_ERROR_DATABASE, "The catalogue has been deleted");
  return self->deleted;
}

static gboolean
replace_lost (gpointer store, GError **error)
{
  LineupStore *self = store;
  const gboolean damaged = self->damaged;

  self->resting = FALSE;
  self->damaged = FALSE;
  g_clear_pointer (&self->database, lineup_database_close);
  forget (self);
  return (!damaged || set_aside (self, NULL, error)) && open_or_begin_anew (self, error);
}

gboolean
lineup_store_open (LineupStore *self, GError **error)
{
  end_pause (self);
  if (is_deleted (self, error))
    return FALSE;
  self->damaged = self->damaged || lineup_reader_pool_is_damaged (self->readers)
                  || (self->database != NULL && lineup_database_is_damaged (self->database));
  if (self->database != NULL && !self->damaged && !lineup_database_has_moved (self->database))
    return TRUE;
  if (self->resting && !self->damaged && open_again (self))
    return TRUE;
  return lineup_reader_pool_replace (self->readers, replace_lost, self, error);
}

/* Writing */

LineupListImport *
lineup_store_begin_import (LineupStore *self,
                           LineupList list,
                           LineupItemSource *source,
                           LineupImportFlags flags,
                           GCancellable *cancellable,
                           GError **error)
{
  LineupListImportPlan plan = { 0 };

  if (!lineup_store_open (self, error))
    return NULL;
  plan.list = list;
  plan.source = source;
  plan.flags = flags;
  plan.cancellable = cancellable;
  plan.n_stored = self->counts[list];
  plan.generation = self->generation;
  plan.now = lineup_clock_get_real_time (self->clock) / G_USEC_PER_SEC;
  return lineup_list_import_new (self->database, &plan);
}

void
lineup_store_end_import (LineupStore *self, LineupList list, LineupListImport *import)
{
  self->counts[list] = lineup_list_import_get_count (import);
  self->generation = lineup_list_import_get_report (import)->generation;
}

gboolean
lineup_store_put_details (
    LineupStore *self, LineupKind kind, gint64 id, const LineupDetails *details, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };
  gboolean written = FALSE;

  return lineup_store_open (self, error)
         && lineup_transaction_begin_write (&transaction, self->database, error)
         && lineup_details_table_write (self->database, kind, id, details, &written, error)
         && lineup_transaction_commit (&transaction, error);
}

void
lineup_store_hurry (LineupStore *self)
{
  g_cancellable_cancel (self->hurry);
}

static void
on_hurry (GCancellable *hurry, gpointer user_data)
{
  lineup_database_interrupt (user_data);
}

/* An import frees much in small pieces, which the C library would keep for another one. */
static void
return_memory (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

static void
close_database (LineupStore *self)
{
  if (self->database == NULL)
    return;
  self->resting = TRUE;
  self->damaged = lineup_database_is_damaged (self->database);
  /* To tidy up is not for now, or was tried already. */
  lineup_database_interrupt (self->database);
  g_clear_pointer (&self->database, lineup_database_close);
}

void
lineup_store_pause (LineupStore *self)
{
  if (self->database == NULL || self->pausing)
    return;
  self->pausing = lineup_idle_files_keep (self->idle_files);
  if (!self->pausing)
    close_database (self);
}

void
lineup_store_close (LineupStore *self)
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
lineup_store_rest (LineupStore *self)
{
  g_autoptr (GError) error = NULL;
  gulong handler = 0;

  if (self->database == NULL)
    return;
  /* What can't be done now is done after the next import, or the next time the file is opened. */
  handler = g_cancellable_connect (self->hurry, G_CALLBACK (on_hurry), self->database, NULL);
  lineup_database_set_patience (self->database, CHECKPOINT_PATIENCE);
  if (!g_cancellable_is_cancelled (self->hurry)
      && (!run (self->database, "checkpoint", &error)
          || !run (self->database, "writer-rest", &error)))
    g_debug ("The catalogue was not tidied up: %s", error->message);
  lineup_database_set_patience (self->database, -1);
  g_cancellable_disconnect (self->hurry, handler);
  return_memory ();
}

/* Ending */

static gboolean
replace_cleared (gpointer store, GError **error)
{
  LineupStore *self = store;
  gboolean cleared = FALSE;

  g_clear_pointer (&self->database, lineup_database_close);
  forget (self);
  cleared = delete_files (self, error) && open_or_begin_anew (self, error);
  return delete_broken (self, cleared ? error : NULL) && cleared;
}

gboolean
lineup_store_clear (LineupStore *self, GError **error)
{
  end_pause (self);
  return !is_deleted (self, error)
         && lineup_reader_pool_replace (self->readers, replace_cleared, self, error);
}

static gboolean
replace_deleted (gpointer store, GError **error)
{
  LineupStore *self = store;
  gboolean deleted = FALSE;

  g_clear_pointer (&self->database, lineup_database_close);
  self->deleted = TRUE;
  memset (self->counts, 0, sizeof self->counts);
  /* Nobody reads it any more: what can't be deleted keeps nothing else from going. */
  deleted = delete_file (self->path, "", error);
  deleted = delete_logs (self, deleted ? error : NULL) && deleted;
  deleted = delete_broken (self, deleted ? error : NULL) && deleted;
  lineup_file_sync_folder (self->path);
  return deleted;
}

gboolean
lineup_store_delete (LineupStore *self, GError **error)
{
  end_pause (self);
  return lineup_reader_pool_replace (self->readers, replace_deleted, self, error);
}

/* The database with all that SQLite keeps beside it, and what was set aside. */
static guint64
get_size (LineupStore *self)
{
  g_autoptr (GDir) directory = g_dir_open (self->directory, 0, NULL);
  g_autofree char *prefix = g_strconcat (self->name, ".db", NULL);
  const char *file = NULL;
  guint64 size = 0;

  while (directory != NULL && (file = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, file, NULL);
      GStatBuf buffer;

      if (g_str_has_prefix (file, prefix) && g_stat (path, &buffer) == 0)
        size += (guint64)buffer.st_size;
    }
  return size;
}

void
lineup_store_get_state (LineupStore *self, LineupStoreState *state)
{
  state->generation = self->generation;
  memcpy (state->counts, self->counts, sizeof state->counts);
  state->size = get_size (self);
}
