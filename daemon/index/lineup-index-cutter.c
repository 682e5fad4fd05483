/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-cutter.h"

#include "lineup-index-text.h"
#include "lineup-posting-runs.h"
#include "lineup-row-set.h"

#include <string.h>

struct _LineupIndexCutter
{
  LineupTermReader *reader; /* (owned) */
  LineupTermTable *table;   /* (owned) (nullable): of the window at hand, until the end */
  LineupPostingRuns *runs;  /* (owned) */
  gint64 window;            /* at hand, -1 for none */
};

LineupIndexCutter *
lineup_index_cutter_new (const char *folder)
{
  LineupIndexCutter *self = g_new0 (LineupIndexCutter, 1);

  self->reader = lineup_term_reader_new ();
  self->table = lineup_term_table_new ();
  self->runs = lineup_posting_runs_new (folder);
  self->window = -1;
  return self;
}

void
lineup_index_cutter_free (LineupIndexCutter *self)
{
  lineup_term_reader_free (self->reader);
  g_clear_pointer (&self->table, lineup_term_table_free);
  lineup_posting_runs_free (self->runs);
  g_free (self);
}

static void
keep_posting (const LineupPosting *posting, gpointer user_data)
{
  LineupIndexCutter *self = user_data;

  lineup_posting_runs_add (self->runs, posting);
}

static gboolean
end_run (LineupIndexCutter *self, GError **error)
{
  lineup_term_table_end (self->table, keep_posting, self);
  return lineup_posting_runs_end_run (self->runs, error);
}

static gboolean
go_to_window (LineupIndexCutter *self, gint64 window, GError **error)
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
lineup_index_cutter_add (LineupIndexCutter *self,
                         const LineupIndexRow *row,
                         guint32 *lengths,
                         GError **error)
{
  if (!go_to_window (self, row->row / LINEUP_ROW_SET_WINDOW, error)
      || (lineup_term_table_is_full (self->table) && !end_run (self, error)))
    return FALSE;
  lineup_term_table_begin (self->table, row->row);
  *lengths = lineup_index_text_add_name (
      self->table, self->reader, row->name, get_length (row->name));
  for (guint i = 0; i < row->n_texts; i++)
    lineup_index_text_add (self->table, self->reader, row->texts[i], get_length (row->texts[i]));
  for (guint i = 0; i < row->n_tags; i++)
    lineup_term_table_add (self->table, LINEUP_INDEX_TAG, row->tags[i], get_length (row->tags[i]));
  return TRUE;
}

/* The table is not needed any more while the words are written, which may take its time. */
LineupPostingSource *
lineup_index_cutter_end (LineupIndexCutter *self, GError **error)
{
  if (!end_run (self, error))
    return NULL;
  g_clear_pointer (&self->table, lineup_term_table_free);
  return lineup_posting_runs_open (self->runs);
}
