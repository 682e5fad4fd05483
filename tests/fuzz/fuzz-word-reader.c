/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sort-key.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A word is folded to itself, and so is a key. */
static void
check_same (LineupWordReader *reader, const char *text, gsize length)
{
  g_autoptr (GString) same = g_string_new (NULL);

  g_assert_true (g_utf8_validate (text, (gssize)length, NULL));
  lineup_word_reader_make_key (reader, text, length, same);
  g_assert_cmpmem (text, length, same->str, same->len);
}

/* What names are sorted by tells them apart. */
static void
check_sort_key (const GString *key)
{
  g_autoptr (GString) sort_key = g_string_new (NULL);
  g_autoptr (GString) same = g_string_new (NULL);

  lineup_sort_key_make (key->str, sort_key);
  g_assert_cmpuint (sort_key->len, <=, LINEUP_SORT_KEY_MAX_BYTES);
  lineup_sort_key_to_name_key (sort_key->str, same);
  g_assert_cmpstr (same->str, ==, key->str);
}

/* Whatever the bytes, words are valid and in order. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = (const char *)data;
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();
  g_autoptr (LineupWordReader) checker = lineup_word_reader_new ();
  g_autoptr (GString) key = g_string_new (NULL);
  LineupWord word = { 0 };
  gsize start = 0;
  gsize end = 0;

  lineup_word_reader_begin (reader, text, size);
  while (lineup_word_reader_next (reader, &word))
    {
      g_assert_cmpuint (word.length, >, 0);
      g_assert_cmpuint (word.length, <=, LINEUP_WORD_MAX_BYTES);
      check_same (checker, word.text, word.length);
      g_assert_cmpuint (word.start, >=, start);
      g_assert_cmpuint (word.start, <, word.end);
      g_assert_cmpuint (word.end, >=, end);
      g_assert_cmpuint (word.end, <=, size);
      start = word.start;
      end = word.end;
    }

  lineup_word_reader_make_key (reader, text, size, key);
  g_assert_cmpuint (key->len, <=, LINEUP_NAME_KEY_MAX_BYTES);
  check_same (checker, key->str, key->len);
  check_sort_key (key);
  return 0;
}
