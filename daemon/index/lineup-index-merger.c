/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-merger.h"

#include "lineup-index-segments.h"
#include "lineup-index.h"
#include "lineup-posting-merge.h"
#include "lineup-segment.h"

struct _LineupIndexMerger
{
  LineupDatabase *database; /* (unowned) */
  guint set;
  guint32 segment;             /* number of the new one */
  GArray *merged;              /* (owned) (element-type guint32): numbers of the others */
  LineupPostingSource *source; /* (owned): what they have */
  LineupSegmentWriter *leaves; /* (owned): of the new one */
};

/* Returns how many of the newest ones are merged: so many that each is smaller than all after it
 * together; the larger ones before them are left alone. */
static guint
choose (GArray *ready)
{
  guint64 n_leaves = 0;
  guint n = 0;

  for (guint i = ready->len; i > 0; i--)
    {
      const LineupIndexSegment *segment = &g_array_index (ready, LineupIndexSegment, i - 1);

      if (segment->n_leaves < n_leaves)
        n = ready->len - i + 1;
      n_leaves += segment->n_leaves;
    }
  return n;
}

static GArray *
list_ready (LineupIndex *index)
{
  GArray *segments = lineup_index_get_segments (index);
  GArray *ready = g_array_new (FALSE, FALSE, sizeof (LineupIndexSegment));

  for (guint i = 0; i < segments->len; i++)
    {
      const LineupIndexSegment segment = g_array_index (segments, LineupIndexSegment, i);

      if (segment.state == LINEUP_INDEX_READY)
        g_array_append_val (ready, segment);
    }
  return ready;
}

static void
free_source (gpointer source)
{
  lineup_posting_source_free (source);
}

static gboolean
open_sources (LineupIndexMerger *self, LineupIndex *index, GArray *ready, guint n, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (free_source);

  for (guint i = ready->len - n; i < ready->len; i++)
    {
      const LineupIndexSegment *segment = &g_array_index (ready, LineupIndexSegment, i);
      LineupPostingSource *source = lineup_index_open_segment (index, segment, error);

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (sources, source);
      g_array_append_val (self->merged, segment->number);
    }
  self->source = lineup_posting_merge_new (g_steal_pointer (&sources), self->database, self->set);
  return TRUE;
}

gboolean
lineup_index_merger_begin (LineupDatabase *database,
                           guint set,
                           LineupIndexMerger **self,
                           GError **error)
{
  g_autoptr (LineupIndex) index = lineup_index_open (database, set, error);
  g_autoptr (GArray) ready = NULL;
  g_autoptr (LineupIndexMerger) merger = NULL;
  guint n = 0;

  *self = NULL;
  if (index == NULL)
    return FALSE;
  ready = list_ready (index);
  n = choose (ready);
  if (n == 0)
    return TRUE;

  merger = g_new0 (LineupIndexMerger, 1);
  merger->database = database;
  merger->set = set;
  merger->merged = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!open_sources (merger, index, ready, n, error)
      || !lineup_index_segments_add (database, set, &merger->segment, error))
    return FALSE;
  merger->leaves = lineup_segment_writer_new (database, set, merger->segment);
  *self = g_steal_pointer (&merger);
  return TRUE;
}

void
lineup_index_merger_free (LineupIndexMerger *self)
{
  g_array_unref (self->merged);
  g_clear_pointer (&self->source, lineup_posting_source_free);
  g_clear_pointer (&self->leaves, lineup_segment_writer_free);
  g_free (self);
}

static gboolean
end (LineupIndexMerger *self, GError **error)
{
  for (guint i = 0; i < self->merged->len; i++)
    {
      if (!lineup_index_segments_set_dead (
              self->database, self->set, g_array_index (self->merged, guint32, i), error))
        return FALSE;
    }
  return lineup_index_segments_set_ready (self->database,
                                          self->set,
                                          self->segment,
                                          lineup_segment_writer_get_n_leaves (self->leaves),
                                          error);
}

gboolean
lineup_index_merger_go_on (LineupIndexMerger *self,
                           guint32 n_leaves,
                           gboolean *is_done,
                           GError **error)
{
  return lineup_segment_writer_copy (self->leaves, self->source, n_leaves, is_done, error)
         && (!*is_done || end (self, error));
}

gboolean
lineup_index_merger_run (LineupDatabase *database, guint set, GError **error)
{
  g_autoptr (LineupIndexMerger) self = NULL;
  gboolean is_done = FALSE;

  if (!lineup_index_merger_begin (database, set, &self, error))
    return FALSE;
  while (self != NULL && !is_done)
    {
      if (!lineup_database_give_way (database, error)
          || !lineup_index_merger_go_on (self, LINEUP_SEGMENT_PIECE, &is_done, error))
        return FALSE;
    }
  is_done = FALSE;
  while (!is_done)
    {
      if (!lineup_database_give_way (database, error)
          || !lineup_index_segments_tidy (database, set, LINEUP_SEGMENT_PIECE, &is_done, error))
        return FALSE;
    }
  return TRUE;
}
