/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-segments.h"

#include "lineup-posting.h"
#include "lineup-segment.h"
#include "lineup-word-list.h"

/* Number: of the last segment, so that those of its leaves fit in as many bits as SQLite has. */
#define MAX_SEGMENT (G_MAXINT32 - 1)

static gboolean
read_segment (LineupDatabase *database,
              guint set,
              const LineupRows *rows,
              LineupIndexSegment *segment,
              GError **error)
{
  const gint64 number = lineup_rows_get_int (rows, "segment");
  const gint64 state = lineup_rows_get_int (rows, "state");
  const gint64 n_leaves = lineup_rows_get_int (rows, "leaves");

  if (number <= LINEUP_INDEX_NO_SEGMENT || number > MAX_SEGMENT || state < LINEUP_INDEX_READY
      || state > LINEUP_INDEX_DEAD || n_leaves < 0 || n_leaves > G_MAXUINT32)
    return lineup_database_fail_set_damaged (database, set, error);
  segment->number = (guint32)number;
  segment->state = (LineupIndexState)state;
  segment->n_leaves = (guint32)n_leaves;
  return TRUE;
}

GArray *
lineup_index_segments_list (LineupDatabase *database, guint set, GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (
      database, "index-segments-list", set, error);
  g_auto (LineupRows) rows = lineup_statement_query (statement);
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (LineupIndexSegment));
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  while (lineup_rows_next (&rows, &has_row, error))
    {
      LineupIndexSegment segment;

      if (!has_row)
        return g_steal_pointer (&segments);
      if (!read_segment (database, set, &rows, &segment, error))
        return NULL;
      g_array_append_val (segments, segment);
    }
  return NULL;
}

static gboolean
put (LineupDatabase *database, guint set, const LineupIndexSegment *segment, GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (
      database, "index-segment-put", set, error);

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, "segment", segment->number);
  lineup_statement_bind_int (statement, "state", segment->state);
  lineup_statement_bind_int (statement, "leaves", segment->n_leaves);
  return lineup_statement_execute (statement, error);
}

static gboolean
run_of_segment (
    LineupDatabase *database, guint set, const char *name, guint32 segment, GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (database, name, set, error);

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, "segment", segment);
  return lineup_statement_execute (statement, error);
}

gboolean
lineup_index_segments_add (LineupDatabase *database, guint set, guint32 *segment, GError **error)
{
  g_autoptr (GArray) segments = lineup_index_segments_list (database, set, error);
  LineupIndexSegment added = { .number = 1, .state = LINEUP_INDEX_BUILDING };

  if (segments == NULL)
    return FALSE;
  if (segments->len > 0)
    added.number = g_array_index (segments, LineupIndexSegment, segments->len - 1).number + 1;
  *segment = added.number;
  return put (database, set, &added, error);
}

gboolean
lineup_index_segments_set_ready (
    LineupDatabase *database, guint set, guint32 segment, guint32 n_leaves, GError **error)
{
  const LineupIndexSegment ready = { segment, LINEUP_INDEX_READY, n_leaves };

  if (n_leaves == 0)
    return lineup_index_segments_set_dead (database, set, segment, error);
  return put (database, set, &ready, error);
}

gboolean
lineup_index_segments_set_dead (LineupDatabase *database,
                                guint set,
                                guint32 segment,
                                GError **error)
{
  const LineupIndexSegment dead = { segment, LINEUP_INDEX_DEAD, 0 };

  return run_of_segment (database, set, "index-stale-delete", segment, error)
         && run_of_segment (database, set, "index-firsts-delete", segment, error)
         && lineup_word_list_delete (database, set, segment, error)
         && put (database, set, &dead, error);
}

/* Adds what of a window's rows is already known not to count. */
static gboolean
load_stale (LineupDatabase *database,
            guint set,
            guint32 segment,
            guint window,
            guint64 *bits,
            GError **error)
{
  LineupStatement *get = lineup_database_get_statement (database, "index-stale-get", set, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  LineupPosting posting = { .window = window };
  gboolean has_row = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "segment", segment);
  lineup_statement_bind_int (get, "window", window);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  posting.rows = lineup_rows_get_blob (&rows, "rows", &posting.n_rows);
  if (lineup_posting_unpack (&posting, bits))
    return TRUE;
  return lineup_database_fail_set_damaged (database, set, error);
}

static gboolean
save_stale (LineupDatabase *database,
            guint set,
            guint32 segment,
            guint window,
            const guint64 *bits,
            GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (
      database, "index-stale-put", set, error);
  g_autoptr (GByteArray) packed = g_byte_array_new ();

  if (statement == NULL)
    return FALSE;
  lineup_posting_pack_bits (bits, packed);
  lineup_statement_bind_int (statement, "segment", segment);
  lineup_statement_bind_int (statement, "window", window);
  lineup_statement_bind_blob (statement, "rows", packed->data, packed->len);
  return lineup_statement_execute (statement, error);
}

/* Says it of the rows of one window. */
static gboolean
add_stale (LineupDatabase *database,
           guint set,
           guint32 segment,
           const guint32 *rows,
           gsize n_rows,
           GError **error)
{
  const guint window = rows[0] / LINEUP_ROW_SET_WINDOW;
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };

  if (!load_stale (database, set, segment, window, bits, error))
    return FALSE;
  for (gsize i = 0; i < n_rows; i++)
    {
      const guint place = rows[i] % LINEUP_ROW_SET_WINDOW;

      bits[place / 64] |= G_GUINT64_CONSTANT (1) << place % 64;
    }
  return save_stale (database, set, segment, window, bits, error);
}

static gboolean
add_all_stale (LineupDatabase *database,
               guint set,
               guint32 segment,
               const guint32 *rows,
               gsize n_rows,
               GError **error)
{
  gsize n = 0;

  for (gsize i = 0; i < n_rows; i += n)
    {
      const guint window = rows[i] / LINEUP_ROW_SET_WINDOW;

      for (n = 1; i + n < n_rows && rows[i + n] / LINEUP_ROW_SET_WINDOW == window; n++)
        continue;
      if (!add_stale (database, set, segment, rows + i, n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_index_segments_add_stale (LineupDatabase *database,
                                 guint set,
                                 guint32 newest,
                                 const guint32 *rows,
                                 gsize n_rows,
                                 GError **error)
{
  g_autoptr (GArray) segments = lineup_index_segments_list (database, set, error);

  if (segments == NULL)
    return FALSE;
  for (guint i = 0; i < segments->len; i++)
    {
      const LineupIndexSegment *segment = &g_array_index (segments, LineupIndexSegment, i);

      if (segment->number != newest && segment->state != LINEUP_INDEX_DEAD
          && !add_all_stale (database, set, segment->number, rows, n_rows, error))
        return FALSE;
    }
  return TRUE;
}

/* Returns how many leaves a segment has, as far as was written. */
static gboolean
count_leaves (
    LineupDatabase *database, guint set, guint32 segment, guint32 *n_leaves, GError **error)
{
  LineupStatement *last = lineup_database_get_statement (database, "index-leaf-last", set, error);
  g_auto (LineupRows) rows = lineup_statement_query (last);
  gboolean has_row = FALSE;

  if (last == NULL)
    return FALSE;
  lineup_statement_bind_int (last, "first", (gint64)segment << 32);
  lineup_statement_bind_int (last, "beyond", (gint64)(segment + 1) << 32);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *n_leaves = lineup_rows_is_null (&rows, "leaf")
                  ? 0
                  : (guint32)lineup_rows_get_int (&rows, "leaf") + 1;
  return TRUE;
}

/* The last leaves go first, so that those that are left can be counted. */
static gboolean
tidy_segment (LineupDatabase *database, guint set, guint32 segment, guint32 *n_left, GError **error)
{
  guint32 n_leaves = 0;
  guint32 n = 0;

  if (!count_leaves (database, set, segment, &n_leaves, error))
    return FALSE;
  n = MIN (n_leaves, *n_left);
  *n_left -= n;
  return lineup_segment_delete (database, set, segment, n_leaves - n, n_leaves, error)
         && (n < n_leaves
             || run_of_segment (database, set, "index-segment-delete", segment, error));
}

gboolean
lineup_index_segments_tidy (
    LineupDatabase *database, guint set, guint32 n_leaves, gboolean *is_done, GError **error)
{
  g_autoptr (GArray) segments = lineup_index_segments_list (database, set, error);

  if (segments == NULL)
    return FALSE;
  for (guint i = 0; i < segments->len && n_leaves > 0; i++)
    {
      const LineupIndexSegment *segment = &g_array_index (segments, LineupIndexSegment, i);

      if (segment->state == LINEUP_INDEX_DEAD
          && !tidy_segment (database, set, segment->number, &n_leaves, error))
        return FALSE;
    }
  *is_done = n_leaves > 0;
  return TRUE;
}

gboolean
lineup_index_segments_recover (LineupDatabase *database, guint set, GError **error)
{
  g_autoptr (GArray) segments = lineup_index_segments_list (database, set, error);

  if (segments == NULL)
    return FALSE;
  for (guint i = 0; i < segments->len; i++)
    {
      const LineupIndexSegment *segment = &g_array_index (segments, LineupIndexSegment, i);

      if (segment->state == LINEUP_INDEX_BUILDING
          && !lineup_index_segments_set_dead (database, set, segment->number, error))
        return FALSE;
    }
  return TRUE;
}
