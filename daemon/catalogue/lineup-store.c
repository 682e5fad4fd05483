/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-store.h"

#include "lineup-catalogue-meta.h"
#include "lineup-catalogue-schema.h"
#include "lineup-change-log.h"
#include "lineup-details-schema.h"
#include "lineup-index-build.h"
#include "lineup-index-due.h"
#include "lineup-log.h"
#include "lineup-transaction.h"

/* Microseconds that a piece of an index takes: whoever wants to write waits for it. */
#define PIECE_TIME (50 * G_TIME_SPAN_MILLISECOND)

struct _LineupStore
{
  LineupDatabaseFile *file;  /* (owned) */
  LineupReaderPool *readers; /* (unowned) */
  char *directory;           /* (owned) */
  char *name;                /* (owned) */
  LineupClock *clock;        /* (owned) */
  guint64 generation;
  guint64 counts[LINEUP_N_LISTS];
  guint due;                                /* bits of kinds, see lineup_index_due_get() */
  LineupIndexBuild *builds[LINEUP_N_KINDS]; /* (owned) (nullable): what has begun of these */
  LineupDatabase *importing;                /* (unowned): what an import has been begun with */
};

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
load_due (LineupStore *self, LineupDatabase *database, GError **error)
{
  guint due = 0;

  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      guint64 number = 0;

      if (!lineup_index_due_get (database, (LineupKind)kind, &number, error))
        return FALSE;
      if (lineup_index_due_is_odd (number))
        due |= 1U << kind;
    }
  self->due = due;
  return TRUE;
}

static void
clear_builds (LineupStore *self)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    g_clear_pointer (&self->builds[kind], lineup_index_build_free);
}

/* What was being built was so by another connection, if by any. */
static gboolean
load (LineupDatabase *database, gpointer store, GError **error)
{
  LineupStore *self = store;

  clear_builds (self);
  return load_counts (self, database, error) && load_generation (self, database, error)
         && load_due (self, database, error);
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
forget (gpointer store)
{
  LineupStore *self = store;

  if (has_anything (self))
    self->generation++;
  memset (self->counts, 0, sizeof self->counts);
  self->due = 0;
  clear_builds (self);
}

LineupStore *
lineup_store_new (const char *directory,
                  const char *name,
                  guint64 generation,
                  LineupClock *clock,
                  LineupReaderPool *readers)
{
  static const LineupDatabaseFileFunctions functions = { load, forget };
  LineupStore *self = g_new0 (LineupStore, 1);

  self->file = lineup_database_file_new (
      lineup_catalogue_schema_get (), directory, name, &functions, self, readers);
  self->readers = readers;
  self->directory = g_strdup (directory);
  self->name = g_strdup (name);
  self->clock = g_object_ref (clock);
  self->generation = generation;
  return self;
}

void
lineup_store_free (LineupStore *self)
{
  clear_builds (self);
  g_clear_pointer (&self->file, lineup_database_file_free);
  g_clear_object (&self->clock);
  g_free (self->directory);
  g_free (self->name);
  g_free (self);
}

LineupDatabaseFile *
lineup_store_get_file (LineupStore *self)
{
  return self->file;
}

/* Opening */

/* The rows are what an index is made of: to lose it is to lose time. */
static gboolean
set_due (LineupStore *self, LineupDatabase *database, guint kinds, GError **error)
{
  const LineupLogContext context = { .account = self->name };

  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      if ((kinds & 1U << kind) == 0)
        continue;
      lineup_log (G_LOG_LEVEL_WARNING,
                  &context,
                  NULL,
                  "The search index of %s is damaged, and made anew",
                  lineup_kind_to_string ((LineupKind)kind));
      if (!lineup_index_due_set (database, (LineupKind)kind, error))
        return FALSE;
    }
  return load_due (self, database, error);
}

LineupDatabase *
lineup_store_open (LineupStore *self, GError **error)
{
  LineupDatabase *database = lineup_database_file_open (self->file, error);
  guint damaged = 0;

  if (database == NULL)
    return NULL;
  damaged = lineup_database_take_damaged_sets (database)
            | lineup_reader_pool_take_damaged_sets (self->readers);
  return damaged == 0 || set_due (self, database, damaged, error) ? database : NULL;
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
  LineupDatabase *database = lineup_store_open (self, error);
  LineupListImportPlan plan = { 0 };

  if (database == NULL)
    return NULL;
  if (self->counts[list] == 0 && !lineup_list_has_categories (list)
      && !lineup_database_file_begin_load (self->file, error))
    return NULL;
  self->importing = database;
  plan.list = list;
  plan.source = source;
  plan.flags = flags;
  plan.cancellable = cancellable;
  plan.n_stored = self->counts[list];
  plan.generation = self->generation;
  plan.now = lineup_clock_get_seconds (self->clock);
  return lineup_list_import_new (database, &plan);
}

static void
keep_build (LineupStore *self, LineupIndexBuild *owned_build)
{
  LineupIndexBuild **build = NULL;

  if (owned_build == NULL)
    return;
  build = &self->builds[lineup_index_build_get_kind (owned_build)];
  g_clear_pointer (build, lineup_index_build_free);
  *build = owned_build;
}

gboolean
lineup_store_end_import (LineupStore *self,
                         LineupList list,
                         LineupListImport *import,
                         GError **error)
{
  const gboolean stays = lineup_database_file_end_load (
      self->file, lineup_list_import_is_committed (import), error);

  if (!stays)
    lineup_list_import_undo (import);
  self->counts[list] = lineup_list_import_get_count (import);
  self->generation = lineup_list_import_get_report (import)->generation;
  keep_build (self, lineup_list_import_steal_build (import));
  /* What can't be told now is when the file is opened the next time. */
  if (lineup_database_is_connected (self->importing))
    load_due (self, self->importing, NULL);
  return stays;
}

/* Indexing */

static gboolean
do_piece (LineupIndexBuild *build, LineupDatabase *database, gboolean *is_whole, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };

  return lineup_transaction_begin_write (&transaction, database, error)
         && lineup_index_build_go_on (build, PIECE_TIME, is_whole, error)
         && lineup_transaction_commit (&transaction, error);
}

/* Begins or goes on with the index of a kind that is due. */
static LineupIndexBuild **
choose_build (LineupStore *self, LineupDatabase *database)
{
  const LineupKind kind = (LineupKind)g_bit_nth_lsf (self->due, -1);

  if (self->builds[kind] == NULL)
    self->builds[kind] = lineup_index_build_new (database, kind);
  return &self->builds[kind];
}

gboolean
lineup_store_go_on_indexing (LineupStore *self,
                             GCancellable *cancellable,
                             gboolean *is_done,
                             GError **error)
{
  LineupDatabase *database = lineup_store_open (self, error);
  LineupIndexBuild **build = NULL;
  gboolean is_whole = FALSE;
  gboolean is_fine = FALSE;

  *is_done = database != NULL && self->due == 0;
  if (database == NULL || *is_done)
    return database != NULL;
  build = choose_build (self, database);
  lineup_database_set_cancellable (database, cancellable);
  is_fine = do_piece (*build, database, &is_whole, error);
  lineup_database_set_cancellable (database, NULL);
  if (is_fine && !is_whole)
    return TRUE;
  g_clear_pointer (build, lineup_index_build_free);
  if (!is_fine || !load_due (self, database, error))
    return FALSE;
  *is_done = self->due == 0;
  return TRUE;
}

/* Ending */

gboolean
lineup_store_delete (LineupStore *self, GError **error)
{
  forget (self);
  return lineup_database_file_delete (self->file, error);
}

void
lineup_store_get_state (LineupStore *self, LineupStoreState *state)
{
  state->generation = self->generation;
  memcpy (state->counts, self->counts, sizeof state->counts);
  state->size = lineup_database_file_get_size (self->file);
  state->due = self->due;
  state->details_size = lineup_database_file_measure (
      lineup_details_schema_get (), self->directory, self->name);
}
