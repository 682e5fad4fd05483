/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-index.h"

#include "lineup-index-build.h"
#include "lineup-index-due.h"
#include "lineup-index-merger.h"
#include "lineup-index-window.h"
#include "lineup-index-writer.h"
#include "lineup-indexed-item.h"
#include "lineup-row.h"

/* Rows: likewise. */
#define ROWS_PER_LOOK 256

/* What has become of an item, what tells more before what tells less. */
typedef enum
{
  ADDED,
  CHANGED,
  OTHER_FIGURES,
} Change;

typedef struct
{
  guint32 row;
  Change change;
} Entry;

struct _LineupItemIndex
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  LineupIndexedItem *item; /* (owned): at hand */
  GArray *entries;         /* (owned) (element-type Entry) */
  GArray *gone;            /* (owned) (element-type guint32): rows */
};

LineupItemIndex *
lineup_item_index_new (LineupDatabase *database, LineupKind kind)
{
  LineupItemIndex *self = g_new0 (LineupItemIndex, 1);

  self->database = database;
  self->kind = kind;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->gone = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->item = lineup_indexed_item_new ();
  return self;
}

void
lineup_item_index_free (LineupItemIndex *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->gone);
  lineup_indexed_item_free (self->item);
  g_free (self);
}

static void
add_entry (LineupItemIndex *self, gint64 row, Change change)
{
  const Entry entry = { (guint32)row, change };

  g_array_append_val (self->entries, entry);
}

void
lineup_item_index_add (LineupItemIndex *self, gint64 row)
{
  add_entry (self, row, ADDED);
}

void
lineup_item_index_change (LineupItemIndex *self, gint64 row)
{
  add_entry (self, row, CHANGED);
}

void
lineup_item_index_change_figures (LineupItemIndex *self, gint64 row)
{
  add_entry (self, row, OTHER_FIGURES);
}

void
lineup_item_index_remove (LineupItemIndex *self, gint64 row)
{
  const guint32 gone = (guint32)row;

  g_array_append_val (self->gone, gone);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *entry = a;
  const Entry *other = b;

  if (entry->row != other->row)
    return entry->row < other->row ? -1 : 1;
  return (int)entry->change - (int)other->change;
}

/* Reads an item as it is now. Returns whether that could be done; it may be gone again. */
typedef struct
{
  LineupItemKeys keys;
  LineupRows rows; /* of the item: its texts last as long */
  LineupItem item;
} Stored;

static void
stored_clear (Stored *self)
{
  lineup_item_keys_clear (&self->keys);
  lineup_rows_clear (&self->rows);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stored, stored_clear)

static gboolean
read_item (LineupItemIndex *self, guint32 row, Stored *stored, gboolean *found, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "item-at", self->kind, error);

  if (get == NULL)
    return FALSE;
  stored->rows = lineup_statement_query (get);
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&stored->rows, found, error))
    return FALSE;
  if (*found)
    lineup_row_read (&stored->rows, &stored->item);
  return TRUE;
}

static gboolean
write_entry (LineupItemIndex *self, LineupIndexWriter *writer, const Entry *entry, GError **error)
{
  g_auto (Stored) stored = { .rows = { NULL } };
  gboolean found = FALSE;

  lineup_item_keys_init (&stored.keys);
  if (!lineup_row_get_keys (self->database, self->kind, entry->row, &stored.keys, &found, error))
    return FALSE;
  if (found && !read_item (self, entry->row, &stored, &found, error))
    return FALSE;
  return !found
         || lineup_index_writer_add (
             writer,
             lineup_indexed_item_set (
                 self->item, &stored.keys, &stored.item, entry->change == ADDED),
             error);
}

static gboolean
write_entries (LineupItemIndex *self, LineupIndexWriter *writer, GError **error)
{
  gint64 last_row = -1;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (i % ROWS_PER_LOOK == 0 && !lineup_database_give_way (self->database, error))
        return FALSE;
      if (entry->change != OTHER_FIGURES && entry->row != last_row
          && !write_entry (self, writer, entry, error))
        return FALSE;
      last_row = entry->row;
    }
  return TRUE;
}

static gboolean
write_figures (LineupItemIndex *self, LineupIndexWindow *window, guint32 row, GError **error)
{
  g_auto (LineupItemKeys) keys = { 0 };
  guint8 extra[LINEUP_INDEX_EXTRA_BYTES];
  gboolean found = FALSE;

  lineup_item_keys_init (&keys);
  if (!lineup_row_get_keys (self->database, self->kind, row, &keys, &found, error))
    return FALSE;
  lineup_indexed_item_pack_figures (&keys.figures, extra);
  return !found
         || lineup_index_window_set (
             window, LINEUP_INDEX_EXTRAS, row % LINEUP_ROW_SET_WINDOW, extra, error);
}

static gboolean
write_all_figures (LineupItemIndex *self, GError **error)
{
  g_autoptr (LineupIndexWindow) window = lineup_index_window_new (self->database, self->kind);
  gint64 number = -1;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->change != OTHER_FIGURES)
        continue;
      if (entry->row / LINEUP_ROW_SET_WINDOW != number)
        {
          if (!lineup_index_window_write (window, error)
              || !lineup_database_give_way (self->database, error))
            return FALSE;
          number = entry->row / LINEUP_ROW_SET_WINDOW;
          lineup_index_window_go_to (window, (guint)number);
        }
      if (!write_figures (self, window, entry->row, error))
        return FALSE;
    }
  return lineup_index_window_write (window, error);
}

static gboolean
has_words (LineupItemIndex *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      if (g_array_index (self->entries, Entry, i).change != OTHER_FIGURES)
        return TRUE;
    }
  return self->gone->len > 0;
}

static gboolean
write_changes (LineupItemIndex *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (lineup_database_get_path (self->database));
  g_autoptr (LineupIndexWriter) writer = NULL;

  if (!has_words (self))
    return TRUE;
  writer = lineup_index_writer_begin (self->database, self->kind, folder, error);
  if (writer == NULL || !write_entries (self, writer, error))
    return FALSE;
  for (guint i = 0; i < self->gone->len; i++)
    lineup_index_writer_remove (writer, g_array_index (self->gone, guint32, i));
  return lineup_index_writer_finish (writer, error);
}

static gboolean
write_all (LineupItemIndex *self, GError **error)
{
  g_array_sort (self->entries, compare_entries);
  return write_changes (self, error) && write_all_figures (self, error)
         && lineup_index_merger_run (self->database, self->kind, error);
}

/* An index that has turned out to be damaged is no reason to lose what has arrived. What has been
 * written of it goes when it is made anew. */
static gboolean
write_or_set_due (LineupItemIndex *self, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (write_all (self, &reason))
    return TRUE;
  if (lineup_database_is_set_damaged (self->database, self->kind))
    return lineup_index_due_set (self->database, self->kind, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

gboolean
lineup_item_index_end (LineupItemIndex *self, GError **error)
{
  guint64 number = 0;

  if (self->entries->len == 0 && self->gone->len == 0)
    return TRUE;
  if (!lineup_index_due_get (self->database, self->kind, &number, error)
      || !(lineup_index_due_is_odd (number)
               ? lineup_index_due_set (self->database, self->kind, error)
               : write_or_set_due (self, error)))
    return FALSE;
  g_array_set_size (self->entries, 0);
  g_array_set_size (self->gone, 0);
  return TRUE;
}

gboolean
lineup_item_index_rebuild (LineupDatabase *database, LineupKind kind, GError **error)
{
  g_autoptr (LineupIndexBuild) build = lineup_index_build_new (database, kind);
  gboolean is_done = FALSE;

  return lineup_index_build_go_on (build, G_MAXINT64 / 2, &is_done, error);
}
