/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-posting-merge.h"
#include "lineup-posting-runs.h"
#include "lineup-posting-stream.h"
#include "lineup-test-files.h"

#include <string.h>

/* Postings come back as they were packed, streamed and merged; what is no posting is told. */

static gsize
make_rows (guint16 *rows, int one_in)
{
  gsize n_rows = 0;

  while (n_rows == 0)
    {
      for (guint row = 0; row < LINEUP_ROW_SET_WINDOW; row++)
        {
          if (g_test_rand_int_range (0, one_in) == 0)
            rows[n_rows++] = (guint16)row;
        }
    }
  return n_rows;
}

static void
assert_bits (const guint64 *bits, const guint16 *rows, gsize n_rows)
{
  gsize n = 0;

  for (guint row = 0; row < LINEUP_ROW_SET_WINDOW; row++)
    {
      const gboolean expected = n < n_rows && rows[n] == row;

      g_assert_cmpint (bits[row / 64] >> row % 64 & 1, ==, expected);
      n += expected;
    }
  g_assert_cmpuint (n, ==, n_rows);
}

static void
test_pack (void)
{
  static const int densities[] = { 1, 2, 7, 8, 9, 200, 8192 };
  guint16 rows[LINEUP_ROW_SET_WINDOW];

  for (guint i = 0; i < 10 * G_N_ELEMENTS (densities); i++)
    {
      const gsize n_rows = make_rows (rows, densities[i % G_N_ELEMENTS (densities)]);
      g_autoptr (GByteArray) packed = g_byte_array_new ();
      g_autoptr (GByteArray) again = g_byte_array_new ();
      guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };
      LineupPosting posting = { .n_rows = 0 };

      lineup_posting_pack (rows, n_rows, packed);
      posting.rows = packed->data;
      posting.n_rows = packed->len;
      g_assert_cmpuint (packed->len, <=, LINEUP_ROW_SET_WINDOW / 8);
      g_assert_true (lineup_posting_unpack (&posting, bits));
      assert_bits (bits, rows, n_rows);
      lineup_posting_pack_bits (bits, again);
      g_assert_cmpmem (again->data, again->len, packed->data, packed->len);
    }
}

static void
test_no_posting (void)
{
  static const guint8 beyond[] = { 0xff, 0x3f, 0x00 };
  static const guint8 cut[] = { 0x05, 0x80 };
  static const guint8 endless[] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };

  g_assert_false (
      lineup_posting_unpack (&(LineupPosting){ .rows = beyond, .n_rows = sizeof beyond }, bits));
  g_assert_false (
      lineup_posting_unpack (&(LineupPosting){ .rows = cut, .n_rows = sizeof cut }, bits));
  g_assert_false (
      lineup_posting_unpack (&(LineupPosting){ .rows = endless, .n_rows = sizeof endless }, bits));
}

/* Text of a posting, to be compared. */
static void
describe (GString *text, const LineupPosting *posting)
{
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };

  g_assert_true (lineup_posting_unpack (posting, bits));
  g_string_append_len (text, (const char *)posting->key, (gssize)posting->n_key);
  g_string_append_printf (text, "@%u:", posting->window);
  for (guint row = 0; row < LINEUP_ROW_SET_WINDOW; row++)
    {
      if ((bits[row / 64] >> row % 64 & 1) != 0)
        g_string_append_printf (text, "%u,", row);
    }
  g_string_append_c (text, '\n');
}

static LineupPosting
make_posting (const char *key, guint window, const char *rows)
{
  return (LineupPosting){
    .key = (const guint8 *)key,
    .n_key = strlen (key),
    .window = window,
    .rows = (const guint8 *)rows,
    .n_rows = 1,
  };
}

static void
test_stream (void)
{
  static const char longest[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  const LineupPosting postings[] = {
    make_posting (longest, 0, "\1"),
    make_posting ("ab", 0, "\2"),
    make_posting ("ab", 1, "\3"),
    make_posting ("ab", 4000000000U, "\4"),
    make_posting ("abc", 4000000000U, "\5"),
    make_posting ("b", 2, "\6"),
  };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  LineupPostingStream writer = { .n_key = 0 };
  LineupPostingStream reader = { .n_key = 0 };
  LineupPosting posting;
  const guint8 *at = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (postings); i++)
    {
      lineup_posting_stream_write (&writer, &postings[i], bytes);
      describe (expected, &postings[i]);
    }
  for (at = bytes->data; at < bytes->data + bytes->len;)
    {
      g_assert_true (lineup_posting_stream_read (&reader, &at, bytes->data + bytes->len, &posting));
      describe (text, &posting);
    }
  g_assert_cmpstr (text->str, ==, expected->str);

  /* Cut anywhere it reads what is there and no further. */
  for (guint n = 0; n < bytes->len; n++)
    {
      g_autofree guint8 *cut = g_memdup2 (bytes->data, MAX (n, 1));

      reader = (LineupPostingStream){ .n_key = 0 };
      at = cut;
      while (lineup_posting_stream_read (&reader, &at, cut + n, &posting))
        g_assert_true (at <= cut + n);
    }
}

/* Many runs, more than fit in memory, of which some say the same. */
static void
test_runs (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lineup-runs-XXXXXX", NULL);
  g_autoptr (LineupPostingRuns) runs = lineup_posting_runs_new (folder);
  g_autoptr (LineupPostingSource) source = NULL;
  g_autoptr (GError) error = NULL;
  guint64 whole[LINEUP_ROW_SET_WINDOW_WORDS];
  g_autoptr (GByteArray) bits = g_byte_array_new ();
  LineupPosting posting;
  gboolean has_posting = TRUE;

  memset (whole, 0xff, sizeof whole);
  lineup_posting_pack_bits (whole, bits);
  for (guint run = 0; run < 40; run++)
    {
      for (guint term = 0; term < 100; term++)
        {
          g_autofree char *key = g_strdup_printf ("\1term %04u", term);
          const guint8 row = (guint8)(run % 2);
          LineupPosting added = make_posting (key, run / 2, (const char *)&row);

          if (term % 2 == 0)
            {
              added.rows = bits->data;
              added.n_rows = bits->len;
            }
          lineup_posting_runs_add (runs, &added);
        }
      lineup_posting_runs_end_run (runs, &error);
      g_assert_no_error (error);
    }

  source = lineup_posting_runs_open (runs);
  for (guint term = 0; term < 100; term++)
    {
      g_autofree char *key = g_strdup_printf ("\1term %04u", term);

      for (guint window = 0; window < 20; window++)
        {
          lineup_posting_source_next (source, &posting, &has_posting, &error);
          g_assert_no_error (error);
          g_assert_true (has_posting);
          g_assert_cmpmem (posting.key, posting.n_key, key, strlen (key));
          g_assert_cmpuint (posting.window, ==, window);
          if (term % 2 == 0)
            g_assert_cmpmem (posting.rows, posting.n_rows, bits->data, bits->len);
          else
            g_assert_cmpmem (posting.rows, posting.n_rows, "\0\0", 2);
        }
    }
  lineup_posting_source_next (source, &posting, &has_posting, &error);
  g_assert_no_error (error);
  g_assert_false (has_posting);
  lineup_test_files_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/posting/pack", test_pack);
  g_test_add_func ("/posting/no-posting", test_no_posting);
  g_test_add_func ("/posting/stream", test_stream);
  g_test_add_func ("/posting/runs", test_runs);
  return g_test_run ();
}
