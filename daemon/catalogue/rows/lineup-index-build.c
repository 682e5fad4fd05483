/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-build.h"

#include "lineup-filter.h"
#include "lineup-index-due.h"
#include "lineup-index-writer.h"
#include "lineup-indexed-item.h"
#include "lineup-item.h"
#include "lineup-row.h"
#include "lineup-segment.h"

/* Rows between two looks at the time. */
#define ROWS_PER_LOOK 64

struct _LineupIndexBuild
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  guint64 number;            /* of the kind when this began, see lineup_index_due_get() */
  LineupIndexWriter *writer; /* (owned) (nullable): once it has begun */
  LineupIndexedItem *item;   /* (owned): at hand */
  LineupItemKeys keys;       /* of the item at hand */
  gint64 last_row;           /* that was read */
  gint64 beyond;             /* the first row that is not to be read after it, but may be later */
  gboolean is_read;          /* whether it was the last that there is */
};

LineupIndexBuild *
lineup_index_build_new (LineupDatabase *database, LineupKind kind)
{
  LineupIndexBuild *self = g_new0 (LineupIndexBuild, 1);

  self->database = database;
  self->kind = kind;
  self->item = lineup_indexed_item_new ();
  lineup_item_keys_init (&self->keys);
  return self;
}

LineupIndexBuild *
lineup_index_build_new_of_writer (LineupDatabase *database,
                                  LineupKind kind,
                                  LineupIndexWriter *owned_writer,
                                  GError **error)
{
  g_autoptr (LineupIndexBuild) self = lineup_index_build_new (database, kind);

  self->writer = owned_writer;
  return lineup_index_due_get (database, kind, &self->number, error) ? g_steal_pointer (&self)
                                                                     : NULL;
}

void
lineup_index_build_free (LineupIndexBuild *self)
{
  g_clear_pointer (&self->writer, lineup_index_writer_free);
  lineup_indexed_item_free (self->item);
  lineup_item_keys_clear (&self->keys);
  g_free (self);
}

LineupKind
lineup_index_build_get_kind (LineupIndexBuild *self)
{
  return self->kind;
}

static gboolean
begin (LineupIndexBuild *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (lineup_database_get_path (self->database));

  g_clear_pointer (&self->writer, lineup_index_writer_free);
  self->last_row = 0;
  self->beyond = G_MAXINT64;
  self->is_read = FALSE;
  if (!lineup_index_due_get (self->database, self->kind, &self->number, error)
      || !lineup_database_run (self->database, "index-drop-all", self->kind, error))
    return FALSE;
  self->writer = lineup_index_writer_begin (self->database, self->kind, folder, error);
  return self->writer != NULL;
}

/* Others may have written between two transactions. */
static gboolean
begin_or_go_on (LineupIndexBuild *self, GError **error)
{
  guint64 number = 0;

  if (self->writer == NULL)
    return begin (self, error);
  return lineup_index_due_get (self->database, self->kind, &number, error)
         && (number == self->number || begin (self, error));
}

static gboolean
add_row (LineupIndexBuild *self, const LineupRows *rows, GError **error)
{
  LineupItem item;

  lineup_row_read (rows, &item);
  self->keys.row = self->last_row = lineup_rows_get_int (rows, "row");
  self->keys.id = item.id;
  self->keys.figures = lineup_figures_from_item (self->kind, &item);
  self->keys.figures.in_adult = lineup_rows_get_int_or (rows, "in_adult", FALSE) != FALSE;
  lineup_row_read_categories (rows, self->keys.categories);
  return lineup_index_writer_add (
      self->writer, lineup_indexed_item_set (self->item, &self->keys, &item, TRUE), error);
}

/* Reads rows up to @beyond, unless its time ends before. */
static gboolean
read_some_rows (LineupIndexBuild *self, gint64 end, gboolean *is_over, GError **error)
{
  LineupStatement *from = lineup_database_get_statement (
      self->database, "items-index", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (from);
  gboolean has_row = TRUE;

  *is_over = FALSE;
  if (from == NULL)
    return FALSE;
  lineup_statement_bind_int (from, "last", self->last_row);
  for (guint i = 1; i % ROWS_PER_LOOK != 0 || g_get_monotonic_time () < end; i++)
    {
      if (i % ROWS_PER_LOOK == 0 && !lineup_database_give_way (self->database, error))
        return FALSE;
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      *is_over = !has_row || lineup_rows_get_int (&rows, "row") >= self->beyond;
      if (*is_over)
        return TRUE;
      if (!add_row (self, &rows, error))
        return FALSE;
    }
  return TRUE;
}

/* Goes to rows that are still to be read, unless there are none. */
static void
go_to_left (LineupIndexBuild *self)
{
  guint window = 0;

  self->is_read = !lineup_index_writer_take_left (self->writer, &window);
  self->last_row = (gint64)window * LINEUP_ROW_SET_WINDOW - 1;
  self->beyond = self->last_row + 1 + LINEUP_ROW_SET_WINDOW;
}

/* However short the time, it gets on. */
static gboolean
read_rows (LineupIndexBuild *self, gint64 end, GError **error)
{
  gboolean is_over = FALSE;

  do
    {
      if (!read_some_rows (self, end, &is_over, error))
        return FALSE;
      if (is_over)
        go_to_left (self);
    }
  while (is_over && !self->is_read && g_get_monotonic_time () < end);
  return TRUE;
}

static gboolean
write_leaves (LineupIndexBuild *self, gint64 end, gboolean *is_done, GError **error)
{
  do
    {
      if (!lineup_database_give_way (self->database, error)
          || !lineup_index_writer_write (self->writer, LINEUP_SEGMENT_PIECE, is_done, error))
        return FALSE;
    }
  while (!*is_done && g_get_monotonic_time () < end);
  return !*is_done
         || (lineup_index_writer_end (self->writer, error)
             && lineup_index_due_end (self->database, self->kind, error));
}

gboolean
lineup_index_build_go_on (LineupIndexBuild *self, gint64 time, gboolean *is_done, GError **error)
{
  const gint64 end = g_get_monotonic_time () + time;

  *is_done = FALSE;
  if (!begin_or_go_on (self, error) || (!self->is_read && !read_rows (self, end, error)))
    return FALSE;
  /* What the writer keeps of a window between two pieces nobody else writes: the index is due. */
  return !self->is_read || write_leaves (self, end, is_done, error);
}
