/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-store.h"

#include "lineup-catalogue-schema.h"
#include "lineup-change-log.h"
#include "lineup-details-schema.h"
#include "lineup-meta.h"

struct _LineupStore
{
  LineupDatabaseFile *file; /* (owned) */
  char *directory;          /* (owned) */
  char *name;               /* (owned) */
  LineupClock *clock;       /* (owned) */
  guint64 generation;
  guint64 counts[LINEUP_N_LISTS];
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
load (LineupDatabase *database, gpointer store, GError **error)
{
  return load_counts (store, database, error) && load_generation (store, database, error);
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
  self->directory = g_strdup (directory);
  self->name = g_strdup (name);
  self->clock = g_object_ref (clock);
  self->generation = generation;
  return self;
}

void
lineup_store_free (LineupStore *self)
{
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

/* Writing */

LineupListImport *
lineup_store_begin_import (LineupStore *self,
                           LineupList list,
                           LineupItemSource *source,
                           LineupImportFlags flags,
                           GCancellable *cancellable,
                           GError **error)
{
  LineupDatabase *database = lineup_database_file_open (self->file, error);
  LineupListImportPlan plan = { 0 };

  if (database == NULL)
    return NULL;
  plan.list = list;
  plan.source = source;
  plan.flags = flags;
  plan.cancellable = cancellable;
  plan.n_stored = self->counts[list];
  plan.generation = self->generation;
  plan.now = lineup_clock_get_seconds (self->clock);
  return lineup_list_import_new (database, &plan);
}

void
lineup_store_end_import (LineupStore *self, LineupList list, LineupListImport *import)
{
  self->counts[list] = lineup_list_import_get_count (import);
  self->generation = lineup_list_import_get_report (import)->generation;
}

gboolean
lineup_store_delete (LineupStore *self, GError **error)
{
  memset (self->counts, 0, sizeof self->counts);
  return lineup_database_file_delete (self->file, error);
}

void
lineup_store_get_state (LineupStore *self, LineupStoreState *state)
{
  state->generation = self->generation;
  memcpy (state->counts, self->counts, sizeof state->counts);
  state->size = lineup_database_file_get_size (self->file);
  state->details_size = lineup_database_file_measure (
      lineup_details_schema_get (), self->directory, self->name);
}
