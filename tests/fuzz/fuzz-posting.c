/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-posting-stream.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What rows are packed into is the shortest of its kind, and comes back as it was. */
static void
check_rows (const LineupPosting *posting)
{
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };
  guint64 again[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  LineupPosting other = *posting;

  if (!lineup_posting_unpack (posting, bits))
    return;
  lineup_posting_pack_bits (bits, packed);
  g_assert_cmpuint (packed->len, <=, LINEUP_ROW_SET_WINDOW / 8);
  other.rows = packed->data;
  other.n_rows = packed->len;
  g_assert_true (lineup_posting_unpack (&other, again));
  g_assert_cmpmem (again, sizeof again, bits, sizeof bits);
}

/* Whatever the bytes, postings are within them and in their order, and are written as they were
 * read. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  LineupPostingStream reader = { .n_key = 0 };
  LineupPostingStream writer = { .n_key = 0 };
  LineupPostingStream checker = { .n_key = 0 };
  g_autoptr (GByteArray) written = g_byte_array_new ();
  guint8 last_key[LINEUP_POSTING_MAX_KEY];
  LineupPosting last = { .key = last_key };
  const guint8 *at = data;
  LineupPosting posting;

  while (at < data + size && lineup_posting_stream_read (&reader, &at, data + size, &posting))
    {
      LineupPosting same;
      const guint8 *same_at = NULL;

      g_assert_true (at <= data + size);
      g_assert_cmpuint (posting.n_key, >, 0);
      g_assert_cmpuint (posting.n_key, <=, LINEUP_POSTING_MAX_KEY);
      g_assert_cmpint (lineup_posting_compare (&last, &posting), <, 0);
      check_rows (&posting);

      g_byte_array_set_size (written, 0);
      lineup_posting_stream_write (&writer, &posting, written);
      same_at = written->data;
      g_assert_true (
          lineup_posting_stream_read (&checker, &same_at, written->data + written->len, &same));
      g_assert_true (same_at == written->data + written->len);
      g_assert_cmpint (lineup_posting_compare (&same, &posting), ==, 0);
      g_assert_cmpmem (same.rows, same.n_rows, posting.rows, posting.n_rows);

      memcpy (last_key, posting.key, posting.n_key);
      last.n_key = posting.n_key;
      last.window = posting.window;
    }
  return 0;
}
