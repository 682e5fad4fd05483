/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index.h"

#include "lineup-posting-mask.h"
#include "lineup-segment.h"
#include "lineup-word-list.h"

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

/* A search of one segment for words that are near. */
typedef struct
{
  Segment segment;
  guint32 number;
  guint32 n_leaves;
  LineupIndexNearFunc func;
  gpointer user_data;
  LineupRowSet *const *sets;   /* (unowned) */
  LineupPostingSource *source; /* (owned) (nullable): from @leaf on */
  guint32 leaf;
  LineupPosting posting; /* that it gave last */
  gboolean has_posting;
} Near;

static void
near_clear (Near *self)
{
  g_clear_pointer (&self->source, lineup_posting_source_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Near, near_clear)

static gboolean
next_posting (Near *self, GError **error)
{
  return lineup_posting_source_next (self->source, &self->posting, &self->has_posting, error);
}

static gboolean
go_to_leaf (Near *self, guint32 leaf, GError **error)
{
  if (self->source != NULL && self->leaf == leaf)
    return TRUE;
  near_clear (self);
  self->source = lineup_segment_open_leaf (
      self->segment.database, self->segment.set, self->number, self->n_leaves, leaf);
  self->leaf = leaf;
  return next_posting (self, error);
}

static gboolean
is_of_key (const Near *self, const LineupPosting *wanted)
{
  return self->has_posting && self->posting.n_key == wanted->n_key
         && memcmp (self->posting.key, wanted->key, wanted->n_key) == 0;
}

/* Goes to the first posting of a key, which there is. */
static gboolean
go_to_key (Near *self, const LineupPosting *wanted, guint32 leaf, GError **error)
{
  if (!go_to_leaf (self, leaf, error))
    return FALSE;
  while (self->has_posting && lineup_posting_compare (&self->posting, wanted) < 0)
    {
      if (!next_posting (self, error))
        return FALSE;
    }
  return is_of_key (self, wanted)
         || lineup_database_fail_set_damaged (self->segment.database, self->segment.set, error);
}

static gboolean
take_near_rows (Near *self, guint64 sets, GError **error)
{
  for (; sets != 0; sets &= sets - 1)
    {
      if (!take_rows (&self->segment, &self->posting, self->sets[__builtin_ctzll (sets)], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_near_word (const char *word, gsize n_bytes, guint32 leaf, gpointer user_data, GError **error)
{
  Near *self = user_data;
  const guint64 sets = self->func (word, n_bytes, self->user_data);
  guint8 key[LINEUP_POSTING_MAX_KEY] = { LINEUP_INDEX_NAME };
  const LineupPosting wanted = { .key = key, .n_key = n_bytes + 1 };

  if (sets == 0)
    return TRUE;
  memcpy (key + 1, word, n_bytes);
  if (!go_to_key (self, &wanted, leaf, error))
    return FALSE;
  do
    {
      if (!take_near_rows (self, sets, error) || !next_posting (self, error))
        return FALSE;
    }
  while (is_of_key (self, &wanted));
  return TRUE;
}

gboolean
lineup_index_find_near (LineupIndex *self,
                        LineupIndexNearFunc func,
                        gpointer user_data,
                        LineupRowSet *const *sets,
                        GError **error)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      const LineupIndexSegment *segment = &g_array_index (self->segments, LineupIndexSegment, i);
      g_auto (Near) near = { .number = segment->number, .n_leaves = segment->n_leaves };

      if (!is_ready (self, i))
        continue;
      near.segment = (Segment){
        self->database, self->set, g_ptr_array_index (self->stale, i), self->n_windows
      };
      near.func = func;
      near.user_data = user_data;
      near.sets = sets;
      if (!lineup_word_list_foreach (
              self->database, self->set, segment->number, take_near_word, &near, error))
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
