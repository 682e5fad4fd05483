/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index.h"

#include "lineup-posting-mask.h"
#include "lineup-segment.h"

#include <string.h>

/* Letters: of beginnings that have postings of their own. */
#define SHORT 2

struct _LineupIndex
{
  LineupDatabase *database; /* (unowned) */
  guint set;
  guint n_windows;
  GArray *segments; /* (owned) (element-type LineupIndexSegment) */
  GPtrArray *stale; /* (owned) (element-type LineupRowSet): of each segment, NULL for none */
};

static void
free_stale (gpointer stale)
{
  g_clear_pointer ((LineupRowSet **)&stale, lineup_row_set_free);
}

void
lineup_index_free (LineupIndex *self)
{
  g_clear_pointer (&self->segments, g_array_unref);
  g_ptr_array_unref (self->stale);
  g_free (self);
}

/* Returns rows of a segment that no longer count, NULL also if there are none. */
static gboolean
load_stale (LineupIndex *self, guint32 segment, LineupRowSet **stale, GError **error)
{
  LineupStatement *list = lineup_database_get_statement (
      self->database, "index-stale-list", self->set, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  *stale = NULL;
  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "segment", segment);
  while (lineup_rows_next (&rows, &has_row, error))
    {
      LineupPosting posting = { .n_rows = 0 };
      gint64 window = 0;

      if (!has_row)
        return TRUE;
      if (*stale == NULL)
        *stale = lineup_row_set_new (self->n_windows);
      window = lineup_rows_get_int (&rows, "window");
      posting.rows = lineup_rows_get_blob (&rows, "rows", &posting.n_rows);
      if (window < 0 || window >= self->n_windows
          || !lineup_posting_unpack (&posting, lineup_row_set_get_window (*stale, (guint)window)))
        return lineup_database_fail_set_damaged (self->database, self->set, error);
    }
  return FALSE;
}

LineupIndex *
lineup_index_open (LineupDatabase *database, guint set, GError **error)
{
  g_autoptr (LineupIndex) self = g_new0 (LineupIndex, 1);

  self->database = database;
  self->set = set;
  self->stale = g_ptr_array_new_with_free_func (free_stale);
  if (!lineup_index_column_count (database, set, &self->n_windows, error))
    return NULL;
  self->segments = lineup_index_segments_list (database, set, error);
  if (self->segments == NULL)
    return NULL;
  for (guint i = 0; i < self->segments->len; i++)
    {
      LineupRowSet *stale = NULL;
      const gboolean loaded = load_stale (
          self, g_array_index (self->segments, LineupIndexSegment, i).number, &stale, error);

      g_ptr_array_add (self->stale, stale);
      if (!loaded)
        return NULL;
    }
  return g_steal_pointer (&self);
}

GArray *
lineup_index_get_segments (LineupIndex *self)
{
  return self->segments;
}

guint
lineup_index_get_n_windows (LineupIndex *self)
{
  return self->n_windows;
}

/* A search of one segment. */
typedef struct
{
  LineupDatabase *database; /* (unowned) */
  guint set;
  const LineupRowSet *stale; /* (unowned) (nullable) */
  guint n_windows;
} Segment;

/* Adds the rows of a posting that still count. */
static gboolean
take_rows (const Segment *segment, const LineupPosting *posting, LineupRowSet *rows, GError **error)
{
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };
  const guint64 *stale = NULL;
  guint64 *to = NULL;

  if (posting->window >= segment->n_windows)
    return lineup_database_fail_set_damaged (segment->database, segment->set, error);
  to = lineup_row_set_get_window (rows, posting->window);
  if (segment->stale == NULL)
    return lineup_posting_unpack (posting, to)
           || lineup_database_fail_set_damaged (segment->database, segment->set, error);

  if (!lineup_posting_unpack (posting, bits))
    return lineup_database_fail_set_damaged (segment->database, segment->set, error);
  stale = lineup_row_set_get_window ((LineupRowSet *)segment->stale, posting->window);
  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    to[i] |= bits[i] & ~stale[i];
  return TRUE;
}

static gboolean
is_found (const LineupPosting *posting, const guint8 *key, gsize n_key, gboolean is_beginning)
{
  return (is_beginning ? posting->n_key >= n_key : posting->n_key == n_key)
         && memcmp (posting->key, key, n_key) == 0;
}

/* Whether a beginning has postings of its own. */
static gboolean
is_short (const char *term, gsize n_bytes)
{
  return g_utf8_strlen (term, (gssize)n_bytes) <= SHORT;
}

static gboolean
find_in_segment (LineupPostingSource *source,
                 const Segment *segment,
                 const guint8 *key,
                 gsize n_key,
                 gboolean is_beginning,
                 LineupRowSet *rows,
                 GError **error)
{
  LineupPosting posting;
  gboolean has_posting = FALSE;

  while (lineup_posting_source_next (source, &posting, &has_posting, error))
    {
      if (!has_posting || !is_found (&posting, key, n_key, is_beginning))
        return TRUE;
      if (!take_rows (segment, &posting, rows, error))
        return FALSE;
    }
  return FALSE;
}

static LineupPostingSource *
open_from (LineupIndex *self, guint i, const guint8 *key, gsize n_key)
{
  const LineupIndexSegment *segment = &g_array_index (self->segments, LineupIndexSegment, i);

  return lineup_segment_open (
      self->database, self->set, segment->number, segment->n_leaves, key, n_key);
}

static gboolean
is_ready (LineupIndex *self, guint i)
{
  return g_array_index (self->segments, LineupIndexSegment, i).state == LINEUP_INDEX_READY;
}

gboolean
lineup_index_find (LineupIndex *self,
                   LineupIndexArea area,
                   const char *term,
                   gsize n_bytes,
                   gboolean is_beginning,
                   LineupRowSet *rows,
                   GError **error)
{
  guint8 key[LINEUP_POSTING_MAX_KEY];
  const gboolean short_beginning = is_beginning && is_short (term, n_bytes);

  g_return_val_if_fail (n_bytes < sizeof key, FALSE);

  key[0] = (guint8)(short_beginning ? area | LINEUP_INDEX_SHORT : area);
  memcpy (key + 1, term, n_bytes);
  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment segment
          = { self->database, self->set, g_ptr_array_index (self->stale, i), self->n_windows };
      g_autoptr (LineupPostingSource) source = NULL;

      if (!is_ready (self, i))
        continue;
      source = open_from (self, i, key, n_bytes + 1);
      if (!find_in_segment (
              source, &segment, key, n_bytes + 1, is_beginning && !short_beginning, rows, error))
        return FALSE;
    }
  return TRUE;
}

/* A term is asked about once: it has a posting in each window that has it. */
static gboolean
find_near_in_segment (LineupPostingSource *source,
                      const Segment *segment,
                      LineupIndexNearFunc func,
                      gpointer user_data,
                      LineupRowSet *const *sets,
                      GError **error)
{
  guint8 term[LINEUP_POSTING_MAX_KEY];
  gsize n_term = 0;
  guint64 bits = 0;
  LineupPosting posting;
  gboolean has_posting = FALSE;

  while (lineup_posting_source_next (source, &posting, &has_posting, error))
    {
      if (!has_posting || posting.key[0] != LINEUP_INDEX_NAME)
        return TRUE;
      if (posting.n_key != n_term || memcmp (posting.key, term, n_term) != 0)
        {
          n_term = posting.n_key;
          memcpy (term, posting.key, n_term);
          bits = func ((const char *)term + 1, n_term - 1, user_data);
        }
      for (guint64 left = bits; left != 0; left &= left - 1)
        {
          if (!take_rows (segment, &posting, sets[__builtin_ctzll (left)], error))
            return FALSE;
        }
    }
  return FALSE;
}

gboolean
lineup_index_find_near (LineupIndex *self,
                        LineupIndexNearFunc func,
                        gpointer user_data,
                        LineupRowSet *const *sets,
                        GError **error)
{
  const guint8 key[] = { LINEUP_INDEX_NAME };

  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment segment
          = { self->database, self->set, g_ptr_array_index (self->stale, i), self->n_windows };
      g_autoptr (LineupPostingSource) source = NULL;

      if (!is_ready (self, i))
        continue;
      source = open_from (self, i, key, sizeof key);
      if (!find_near_in_segment (source, &segment, func, user_data, sets, error))
        return FALSE;
    }
  return TRUE;
}

LineupIndexWindow *
lineup_index_open_window (LineupIndex *self)
{
  return lineup_index_window_new (self->database, self->set);
}

LineupPostingSource *
lineup_index_open_segment (LineupIndex *self, const LineupIndexSegment *segment, GError **error)
{
  LineupPostingSource *source = lineup_segment_open (
      self->database, self->set, segment->number, segment->n_leaves, NULL, 0);
  LineupRowSet *stale = NULL;

  if (!load_stale (self, segment->number, &stale, error))
    {
      lineup_posting_source_free (source);
      return NULL;
    }
  return stale != NULL ? lineup_posting_mask_new (source, stale, self->database, self->set)
                       : source;
}
