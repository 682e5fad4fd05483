/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-writer.h"

#include "lineup-index-segments.h"
#include "lineup-index-text.h"
#include "lineup-index-window.h"
#include "lineup-posting-runs.h"
#include "lineup-segment.h"

#include <string.h>

/* Years: the first that there are films of, less one. */
#define FIRST_YEAR 1887

/* Years: what a merit has room for. */
#define N_YEARS 512

struct _LineupIndexWriter
{
  LineupDatabase *database; /* (unowned) */
  guint set;
  guint32 segment;
  LineupTermReader *reader;    /* (owned) */
  LineupTermTable *table;      /* (owned): of the window at hand */
  LineupPostingRuns *runs;     /* (owned) */
  gint64 window;               /* at hand, -1 for none */
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
  self->reader = lineup_term_reader_new ();
  self->table = lineup_term_table_new ();
  self->runs = lineup_posting_runs_new (folder);
  self->columns = lineup_index_window_new (database, set);
  self->window = -1;
  self->known = -1;
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
  lineup_term_reader_free (self->reader);
  lineup_term_table_free (self->table);
  lineup_posting_runs_free (self->runs);
  lineup_index_window_free (self->columns);
  g_array_unref (self->gone);
  g_array_unref (self->stale);
  g_free (self);
}

static void
keep_posting (const LineupPosting *posting, gpointer user_data)
{
  LineupIndexWriter *self = user_data;

  lineup_posting_runs_add (self->runs, posting);
}

static gboolean
end_run (LineupIndexWriter *self, GError **error)
{
  lineup_term_table_end (self->table, keep_posting, self);
  return lineup_posting_runs_end_run (self->runs, error);
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

static gboolean
set_columns (LineupIndexWriter *self, const LineupIndexRow *row, guint32 lengths, GError **error)
{
  const guint place = row->row % LINEUP_ROW_SET_WINDOW;

  return go_to_columns (self, row->row / LINEUP_ROW_SET_WINDOW, error)
         && lineup_index_window_set (self->columns, LINEUP_INDEX_MERITS, place, &row->merit, error)
         && lineup_index_window_set (self->columns, LINEUP_INDEX_LENGTHS, place, &lengths, error)
         && lineup_index_window_set (self->columns, LINEUP_INDEX_IDS, place, &row->id, error)
         && lineup_index_window_set (self->columns, LINEUP_INDEX_EXTRAS, place, row->extra, error);
}

static gboolean
go_to_window (LineupIndexWriter *self, gint64 window, GError **error)
{
  if (self->window != window && !end_run (self, error))
    return FALSE;
  self->window = window;
  return TRUE;
}

static gsize
get_length (const char *text)
{
  return text != NULL ? strlen (text) : 0;
}

gboolean
lineup_index_writer_add (LineupIndexWriter *self, const LineupIndexRow *row, GError **error)
{
  guint32 lengths = 0;

  if (!go_to_window (self, row->row / LINEUP_ROW_SET_WINDOW, error)
      || (lineup_term_table_is_full (self->table) && !end_run (self, error)))
    return FALSE;
  lineup_term_table_begin (self->table, row->row);
  lengths = lineup_index_text_add_name (
      self->table, self->reader, row->name, get_length (row->name));
  for (guint i = 0; i < row->n_texts; i++)
    lineup_index_text_add (self->table, self->reader, row->texts[i], get_length (row->texts[i]));
  for (guint i = 0; i < row->n_tags; i++)
    lineup_term_table_add (self->table, LINEUP_INDEX_TAG, row->tags[i], get_length (row->tags[i]));
  if (!row->is_new)
    g_array_append_val (self->stale, row->row);
  return set_columns (self, row, lengths, error);
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

      if (!set_columns (self, &nothing, 0, error))
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

static gboolean
open_source (LineupIndexWriter *self, GError **error)
{
  if (!end_run (self, error) || !forget_gone (self, error)
      || !lineup_index_writer_pause (self, error))
    return FALSE;
  self->source = lineup_posting_runs_open (self->runs);
  return TRUE;
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
