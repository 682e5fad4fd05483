/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-load-index.h"

#include "lineup-index-due.h"
#include "lineup-indexed-item.h"

struct _LineupLoadIndex
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  LineupIndexWriter *writer; /* (owned) (nullable): until the end */
  LineupIndexedItem *item;   /* (owned): at hand */
};

LineupLoadIndex *
lineup_load_index_new (LineupDatabase *database, LineupKind kind, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (lineup_database_get_path (database));
  g_autoptr (LineupLoadIndex) self = g_new0 (LineupLoadIndex, 1);

  self->database = database;
  self->kind = kind;
  self->item = lineup_indexed_item_new ();
  if (!lineup_database_run (database, "index-drop-all", kind, error))
    return NULL;
  self->writer = lineup_index_writer_begin (database, kind, folder, error);
  if (self->writer == NULL)
    return NULL;
  lineup_index_writer_cut_aside (self->writer);
  return g_steal_pointer (&self);
}

void
lineup_load_index_free (LineupLoadIndex *self)
{
  g_clear_pointer (&self->writer, lineup_index_writer_free);
  lineup_indexed_item_free (self->item);
  g_free (self);
}

gboolean
lineup_load_index_add (LineupLoadIndex *self,
                       const LineupItemKeys *keys,
                       const LineupItem *item,
                       GError **error)
{
  return lineup_index_writer_add (
      self->writer, lineup_indexed_item_set (self->item, keys, item, TRUE), error);
}

LineupIndexBuild *
lineup_load_index_end (LineupLoadIndex *owned_self, GError **error)
{
  g_autoptr (LineupLoadIndex) self = owned_self;

  /* The thread has little left, and others may go first before the build goes on. */
  if (!lineup_index_due_set (self->database, self->kind, error)
      || !lineup_index_writer_end_aside (self->writer, error)
      || !lineup_index_writer_pause (self->writer, error))
    return NULL;
  return lineup_index_build_new_of_writer (
      self->database, self->kind, g_steal_pointer (&self->writer), error);
}
