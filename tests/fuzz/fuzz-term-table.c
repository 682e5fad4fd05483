/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-text.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Rows, at most: one a line. */
#define MAX_ROWS 200

typedef struct
{
  LineupTermReader *reader; /* (owned) */
  GHashTable *expected;     /* (owned) (element-type GArray): rows, by the key of a posting */
  guint8 last_key[LINEUP_POSTING_MAX_KEY];
  LineupPosting last; /* its key is @last_key */
} Check;

static GBytes *
make_key (guint area, const char *term, gsize length)
{
  g_autoptr (GByteArray) key = g_byte_array_new ();

  g_byte_array_append (key, (const guint8[]){ (guint8)area }, 1);
  g_byte_array_append (key, (const guint8 *)term, (guint)length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&key));
}

static void
expect (Check *self, guint area, const char *term, gsize length, guint16 row)
{
  g_autoptr (GBytes) key = make_key (area, term, length);
  GArray *rows = g_hash_table_lookup (self->expected, key);

  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof row);
      g_hash_table_insert (self->expected, g_steal_pointer (&key), rows);
    }
  if (rows->len == 0 || g_array_index (rows, guint16, rows->len - 1) != row)
    g_array_append_val (rows, row);
}

/* A text's words, and their beginnings of a letter and two. */
static void
expect_text (Check *self, const char *text, gsize length, guint16 row)
{
  LineupTerm term;

  lineup_term_reader_begin (self->reader, text, length);
  while (lineup_term_reader_next (self->reader, &term))
    {
      const char *end = term.text + term.length;
      const char *at = term.text;

      expect (self, LINEUP_INDEX_ELSEWHERE, term.text, term.length, row);
      for (guint i = 0; i < 2 && at < end; i++)
        {
          at = g_utf8_next_char (at);
          expect (self,
                  LINEUP_INDEX_ELSEWHERE | LINEUP_INDEX_SHORT,
                  term.text,
                  (gsize)(at - term.text),
                  row);
        }
    }
}

static void
check_posting (const LineupPosting *posting, gpointer user_data)
{
  Check *self = user_data;
  g_autoptr (GBytes) key = g_bytes_new (posting->key, posting->n_key);
  const GArray *rows = g_hash_table_lookup (self->expected, key);
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };
  guint64 wanted[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };

  g_assert_nonnull (rows);
  g_assert_cmpint (lineup_posting_compare (&self->last, posting), <, 0);
  g_assert_true (lineup_posting_unpack (posting, bits));
  for (guint i = 0; i < rows->len; i++)
    {
      const guint16 row = g_array_index (rows, guint16, i);

      wanted[row / 64] |= G_GUINT64_CONSTANT (1) << row % 64;
    }
  g_assert_cmpmem (bits, sizeof bits, wanted, sizeof wanted);
  g_hash_table_remove (self->expected, key);
  memcpy (self->last_key, posting->key, posting->n_key);
  self->last = (LineupPosting){ .key = self->last_key, .n_key = posting->n_key };
}

static void
free_rows (gpointer rows)
{
  g_array_unref (rows);
}

/* Whatever the texts, a line each, what is noted of them comes back: each term once, in order, with
 * its rows. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (LineupTermTable) table = lineup_term_table_new ();
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();
  const char *at = (const char *)data;
  const char *end = at + size;
  Check check = { .reader = reader };

  check.last.key = check.last_key;
  check.expected = g_hash_table_new_full (
      g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, free_rows);
  for (guint16 row = 0; at < end && row < MAX_ROWS; row++)
    {
      const char *line = memchr (at, '\n', (gsize)(end - at));
      const gsize length = (gsize)((line != NULL ? line : end) - at);

      lineup_term_table_begin (table, row * 37U);
      lineup_index_text_add (table, reader, at, length);
      expect_text (&check, at, length, row * 37U);
      at += MIN (length + 1, (gsize)(end - at));
    }
  lineup_term_table_end (table, check_posting, &check);
  g_assert_cmpuint (g_hash_table_size (check.expected), ==, 0);
  g_hash_table_unref (check.expected);
  return 0;
}
