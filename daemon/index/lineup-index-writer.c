/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-writer.h"

#include "lineup-cutter-thread.h"
#include "lineup-index-cutter.h"
#include "lineup-index-segments.h"
#include "lineup-index-window.h"
#include "lineup-segment.h"

/* Years: the first that there are films of, less one. */
#define FIRST_YEAR 1887

/* Years: what a merit has room for. */
#define N_YEARS 512

struct _LineupIndexWriter
{
  LineupDatabase *database; /* (unowned) */
  guint set;
  guint32 segment;
  LineupIndexCutter *cutter;   /* (owned) */
  LineupCutterThread *thread;  /* (owned) (nullable): where the cutter is, if not here */
  gint64 aside;                /* the window whose rows it gets, or does not; -1 for none */
  gboolean is_left;            /* whether that window is left out */
  GArray *left;                /* (owned) (element-type guint32): windows that are left out */
  LineupIndexWindow *columns;  /* (owned): of @known */
  gint64 known;                /* a window, -1 for none: others may write it between transactions */
  GArray *gone;                /* (owned) (element-type guint32): rows */
  GArray *stale;               /* (owned) (element-type guint32): rows of which older segments
                                  have what no longer counts */
  LineupPostingSource *source; /* (owned) (nullable): what is being written */
  LineupSegmentWriter *leaves; /* (owned) */
};

guint16
lineup_index_make_merit (double rating, gint64 year)
{
  const guint tenths = rating > 0 ? (guint)(MIN (rating, 10) * 10 + 0.5) : 0;
  const gint64 years = year > 0 ? CLAMP (year - FIRST_YEAR, 1, N_YEARS - 1) : 0;

  return (guint16)(tenths * N_YEARS + (guint)years);
}

LineupIndexWriter *
lineup_index_writer_begin (LineupDatabase *database, guint set, const char *folder, GError **error)
{
  g_autoptr (LineupIndexWriter) self = g_new0 (LineupIndexWriter, 1);

  self->database = database;
  self->set = set;
  self->cutter = lineup_index_cutter_new (folder);
  self->columns = lineup_index_window_new (database, set);
  self->known = -1;
  self->aside = -1;
  self->left = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->gone = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->stale = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!lineup_index_segments_add (database, set, &self->segment, error))
    return NULL;
  self->leaves = lineup_segment_writer_new (database, set, self->segment);
  return g_steal_pointer (&self);
}

void
lineup_index_writer_free (LineupIndexWriter *self)
{
  g_clear_pointer (&self->source, lineup_posting_source_free);
  g_clear_pointer (&self->leaves, lineup_segment_writer_free);
  g_clear_pointer (&self->thread, lineup_cutter_thread_free);
  lineup_index_cutter_free (self->cutter);
  lineup_index_window_free (self->columns);
  g_array_unref (self->left);
  g_array_unref (self->gone);
  g_array_unref (self->stale);
  g_free (self);
}

void
lineup_index_writer_cut_aside (LineupIndexWriter *self)
{
  g_return_if_fail (self->thread == NULL);

  self->thread = lineup_cutter_thread_new (self->cutter);
}

static gboolean
go_to_columns (LineupIndexWriter *self, gint64 window, GError **error)
{
  if (self->known == window)
    return TRUE;
  if (!lineup_index_window_write (self->columns, error))
    return FALSE;
  self->known = window;
  lineup_index_window_go_to (self->columns, (guint)window);
  return TRUE;
}

/* Sets what is known of a row at once. */
static gboolean
set_columns (LineupIndexWriter *self, const LineupIndexRow *row, GError **error)
{
  const guint place = row->row % LINEUP_ROW_SET_WINDOW;

  return go_to_columns (self, row->row / LINEUP_ROW_SET_WINDOW, error)
         && lineup_index_window_set (self->columns, LINEUP_INDEX_MERITS, place, &row->merit, error)
         && lineup_index_window_set (self->columns, LINEUP_INDEX_IDS, place, &row->id, error)
         && lineup_index_window_set (self->columns, LINEUP_INDEX_EXTRAS, place, row->extra, error);
}

/* Sets what is known once a row's words have been cut. */
static gboolean
set_lengths (LineupIndexWriter *self, guint32 row, guint32 lengths, GError **error)
{
  return go_to_columns (self, row / LINEUP_ROW_SET_WINDOW, error)
         && lineup_index_window_set (
             self->columns, LINEUP_INDEX_LENGTHS, row % LINEUP_ROW_SET_WINDOW, &lengths, error);
}

/* Writes what the thread has found out. It has all rows of the windows. */
static gboolean
write_lengths (LineupIndexWriter *self, GError **error)
{
  gboolean written = TRUE;

  while (written)
    {
      g_autofree LineupWindowLengths *lengths = lineup_cutter_thread_take_lengths (self->thread);

      if (lengths == NULL)
        return TRUE;
      written = lineup_index_column_save (
          LINEUP_INDEX_LENGTHS, self->database, self->set, lengths->window, lengths->values, error);
    }
  return FALSE;
}

static gboolean
cut_aside (LineupIndexWriter *self, const LineupIndexRow *row, GError **error)
{
  const guint32 window = row->row / LINEUP_ROW_SET_WINDOW;

  if (window != self->aside)
    {
      self->aside = window;
      self->is_left = lineup_cutter_thread_is_behind (self->thread);
      if (self->is_left)
        g_array_append_val (self->left, window);
    }
  return self->is_left
         || (lineup_cutter_thread_add (self->thread, row, error) && write_lengths (self, error));
}

static gboolean
cut (LineupIndexWriter *self, const LineupIndexRow *row, GError **error)
{
  guint32 lengths = 0;

  if (self->thread != NULL)
    return cut_aside (self, row, error);
  return lineup_index_cutter_add (self->cutter, row, &lengths, error)
         && set_lengths (self, row->row, lengths, error);
}

gboolean
lineup_index_writer_add (LineupIndexWriter *self, const LineupIndexRow *row, GError **error)
{
  g_return_val_if_fail (row->is_new || self->thread == NULL, FALSE);

  if (!row->is_new)
    g_array_append_val (self->stale, row->row);
  return cut (self, row, error) && set_columns (self, row, error);
}

void
lineup_index_writer_remove (LineupIndexWriter *self, guint32 row)
{
  g_array_append_val (self->gone, row);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const guint32 row = *(const guint32 *)a;
  const guint32 other = *(const guint32 *)b;

  return row < other ? -1 : row > other;
}

/* Of rows that are gone nothing is known. */
static gboolean
forget_gone (LineupIndexWriter *self, GError **error)
{
  g_array_sort (self->gone, compare_rows);
  for (guint i = 0; i < self->gone->len; i++)
    {
      const LineupIndexRow nothing = { .row = g_array_index (self->gone, guint32, i) };

      if (!set_columns (self, &nothing, error) || !set_lengths (self, nothing.row, 0, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_index_writer_pause (LineupIndexWriter *self, GError **error)
{
  const gboolean written = lineup_index_window_write (self->columns, error);

  self->known = -1;
  return written;
}

gboolean
lineup_index_writer_end_aside (LineupIndexWriter *self, GError **error)
{
  if (self->thread == NULL)
    return TRUE;
  if (!lineup_cutter_thread_end (self->thread, error) || !write_lengths (self, error))
    return FALSE;
  g_clear_pointer (&self->thread, lineup_cutter_thread_free);
  return TRUE;
}

gboolean
lineup_index_writer_take_left (LineupIndexWriter *self, guint *window)
{
  if (self->left->len == 0)
    return FALSE;
  *window = g_array_index (self->left, guint32, 0);
  g_array_remove_index (self->left, 0);
  return TRUE;
}

static gboolean
open_source (LineupIndexWriter *self, GError **error)
{
  if (!lineup_index_writer_end_aside (self, error) || !forget_gone (self, error)
      || !lineup_index_writer_pause (self, error))
    return FALSE;
  self->source = lineup_index_cutter_end (self->cutter, error);
  return self->source != NULL;
}

gboolean
lineup_index_writer_write (LineupIndexWriter *self,
                           guint32 n_leaves,
                           gboolean *is_done,
                           GError **error)
{
  if (self->source == NULL && !open_source (self, error))
    return FALSE;
  return lineup_segment_writer_copy (self->leaves, self->source, n_leaves, is_done, error);
}

static gboolean
add_stale (LineupIndexWriter *self, GArray *rows, guint32 newest, GError **error)
{
  g_array_sort (rows, compare_rows);
  return lineup_index_segments_add_stale (
      self->database, self->set, newest, (const guint32 *)(gpointer)rows->data, rows->len, error);
}

/* Rows that have changed are in this segment anew; those that are gone may be in it, too. */
gboolean
lineup_index_writer_end (LineupIndexWriter *self, GError **error)
{
  return lineup_index_segments_set_ready (self->database,
                                          self->set,
                                          self->segment,
                                          lineup_segment_writer_get_n_leaves (self->leaves),
                                          error)
         && add_stale (self, self->stale, self->segment, error)
         && add_stale (self, self->gone, LINEUP_INDEX_NO_SEGMENT, error);
}

gboolean
lineup_index_writer_finish (LineupIndexWriter *self, GError **error)
{
  gboolean is_done = FALSE;

  while (!is_done)
    {
      if (!lineup_database_give_way (self->database, error)
          || !lineup_index_writer_write (self, LINEUP_SEGMENT_PIECE, &is_done, error))
        return FALSE;
    }
  return lineup_index_writer_end (self, error);
}
