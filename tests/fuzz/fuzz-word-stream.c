/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-word-stream.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static int
compare (const LineupWordStream *self, const LineupWordStream *other)
{
  const int order = memcmp (self->word, other->word, MIN (self->n_word, other->n_word));

  return order != 0 ? order : (int)self->n_word - (int)other->n_word;
}

/* Whatever the bytes, words are within them and in their order, and are written as they were read.
 */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  LineupWordStream reader = { .n_word = 0 };
  LineupWordStream writer = { .n_word = 0 };
  LineupWordStream checker = { .n_word = 0 };
  LineupWordStream last = { .n_word = 0 };
  g_autoptr (GByteArray) written = g_byte_array_new ();
  const guint8 *at = data;

  while (at < data + size && lineup_word_stream_read (&reader, &at, data + size))
    {
      const guint8 *same_at = NULL;

      g_assert_true (at <= data + size);
      g_assert_cmpuint (reader.n_word, >, 0);
      g_assert_cmpuint (reader.n_word, <, LINEUP_POSTING_MAX_KEY);
      g_assert_cmpuint (reader.leaf, >=, last.leaf);
      g_assert_cmpint (compare (&last, &reader), <, 0);

      g_byte_array_set_size (written, 0);
      lineup_word_stream_write (&writer, reader.word, reader.n_word, reader.leaf, written);
      g_assert_cmpuint (written->len, <=, LINEUP_WORD_STREAM_MAX_BYTES);
      same_at = written->data;
      g_assert_true (lineup_word_stream_read (&checker, &same_at, written->data + written->len));
      g_assert_true (same_at == written->data + written->len);
      g_assert_cmpuint (checker.leaf, ==, reader.leaf);
      g_assert_cmpmem (checker.word, checker.n_word, reader.word, reader.n_word);
      last = reader;
    }
  return 0;
}
