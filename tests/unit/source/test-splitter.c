/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-splitter.h"

#include <string.h>

/* Documents at random, each of which is split in every way. */
#define N_DOCUMENTS 4000

/* Bytes of a document: some blocks of any processor, and some more. */
#define MAX_LENGTH 700

/* Returns where the value that @text begins with ends in it, 0 if it does not, read in one way, in
 * pieces that are cut at random, each in memory of its own size, so that a sanitizer sees a step
 * too far. */
static gsize
find_end (LineupSplitterWay way, const GString *text, GRand *rand, gsize max_piece)
{
  LineupSplitter splitter = { .way = way };
  gsize offset = 0;

  lineup_splitter_begin (&splitter);
  while (offset < text->len)
    {
      const gsize piece = (gsize)g_rand_int_range (rand, 0, (gint32)max_piece + 1);
      const gsize length = MIN (piece, text->len - offset);
      g_autofree char *copy = g_malloc (length + 1);
      char *data = copy + 1; /* on no boundary */
      const char *end = NULL;

      memcpy (data, text->str + offset, length);
      end = lineup_splitter_find_end (&splitter, data, data + length);
      if (end != NULL)
        return offset + (gsize)(end - data);
      offset += length;
    }
  return 0;
}

static void
assert_same (const GString *text, GRand *rand)
{
  const gsize expected = find_end (LINEUP_SPLITTER_PLAIN, text, rand, 1);

  for (guint way = 0; way < LINEUP_N_SPLITTER_WAYS; way++)
    {
      if (!lineup_splitter_has_way ((LineupSplitterWay)way))
        continue;
      g_assert_cmpuint (find_end ((LineupSplitterWay)way, text, rand, MAX_LENGTH), ==, expected);
      g_assert_cmpuint (find_end ((LineupSplitterWay)way, text, rand, 150), ==, expected);
      g_assert_cmpuint (find_end ((LineupSplitterWay)way, text, rand, 3), ==, expected);
    }
}

/* Says where the value ends by a second rule: character by character, without any state but what is
 * open. */
static gsize
count_end (const GString *text)
{
  gsize depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < text->len; i++)
    {
      const char c = text->str[i];

      if (in_string && c == '\\')
        {
          i++;
          continue;
        }
      if (c == '"')
        in_string = !in_string;
      else if (!in_string && (c == '{' || c == '['))
        depth++;
      else if (!in_string && (c == '}' || c == ']'))
        depth--;
      if (depth == 0 && !in_string)
        return i + 1;
    }
  return 0;
}

static void
append_at_random (GString *text, GRand *rand, const char *pieces[], gint32 n_pieces)
{
  while (text->len < MAX_LENGTH)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, n_pieces)]);
}

/* Mostly what lists hold, so that values are long. */
static void
test_objects (void)
{
  static const char *pieces[] = {
    "\"name\":\"The \\\"Film\\\" \\u00e9\\\\\"",
    "\"url\":\"http:\\/\\/host\\/{a}[b].png\"",
    ",",
    "\"plot\":\"It was a dark and stormy night, and a long one. Then, nothing more was heard.\"",
    "\"category_ids\":[1,2,3]",
    "{\"a\":{}}",
    ":12.5",
    " ",
    "\"\"",
    "[",
    "{",
    "}",
    "]",
    "}",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint n_found = 0;

  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (GString) text = g_string_new (i % 2 == 0 ? "{" : "[[");

      append_at_random (text, rand, pieces, G_N_ELEMENTS (pieces));
      assert_same (text, rand);
      g_assert_cmpuint (
          find_end (LINEUP_SPLITTER_PLAIN, text, rand, MAX_LENGTH), ==, count_end (text));
      n_found += count_end (text) > 64 ? 1 : 0;
    }
  /* Both are there: what ends and what does not. */
  g_assert_cmpuint (n_found, >, N_DOCUMENTS / 20);
  g_assert_cmpuint (n_found, <, N_DOCUMENTS);
}

/* Nothing but what matters, in any order: also backslashes outside strings, and long runs of them.
 */
static void
test_marks (void)
{
  static const char *pieces[] = { "\"", "\"", "\\", "\\\\\\\\\\", "{", "[", "}", "]", "x" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (GString) text = g_string_new (i % 3 == 0 ? "\"" : "{{{{{{{{{{{{{{{{");

      append_at_random (text, rand, pieces, G_N_ELEMENTS (pieces));
      assert_same (text, rand);
      g_assert_cmpuint (find_end (LINEUP_SPLITTER_PLAIN, text, rand, 5), ==, count_end (text));
    }
}

/* A run of backslashes of every length, at every place of a block and across its end. */
static void
test_backslashes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (gsize place = 0; place < 140; place++)
    {
      for (gsize n = 0; n < 140; n++)
        {
          g_autoptr (GString) text = g_string_new ("{\"");

          for (gsize i = 0; i < place; i++)
            g_string_append_c (text, '.');
          for (gsize i = 0; i < n; i++)
            g_string_append_c (text, '\\');
          g_string_append (text, "\"}");
          /* An odd run lets the string go on. */
          g_string_append (text, n % 2 == 0 ? "" : "\"}");
          for (guint way = 0; way < LINEUP_N_SPLITTER_WAYS; way++)
            {
              if (lineup_splitter_has_way ((LineupSplitterWay)way))
                g_assert_cmpuint (
                    find_end ((LineupSplitterWay)way, text, rand, 1000), ==, text->len);
            }
        }
    }
}

/* All 256 bytes, in and out of strings: no other byte is taken for one that matters. */
static void
test_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint byte = 0; byte < 256; byte++)
    {
      g_autoptr (GString) text = g_string_new ("{");

      for (guint i = 0; i < 100; i++)
        g_string_append_c (text, (char)byte);
      g_string_append (text, "\"]\"}}}");
      assert_same (text, rand);
      g_assert_cmpuint (find_end (LINEUP_SPLITTER_PLAIN, text, rand, 9), ==, count_end (text));
    }
}

static void
test_fastest (void)
{
  const LineupSplitterWay fastest = lineup_splitter_get_fastest ();

  g_assert_true (lineup_splitter_has_way (LINEUP_SPLITTER_PLAIN));
  g_assert_true (lineup_splitter_has_way (fastest));
#if defined __x86_64__ || defined __aarch64__
  g_assert_cmpint (fastest, !=, LINEUP_SPLITTER_PLAIN);
#endif
  for (guint way = 0; way < LINEUP_N_SPLITTER_WAYS; way++)
    g_test_message ("%u: %d", way, lineup_splitter_has_way ((LineupSplitterWay)way));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/splitter/objects", test_objects);
  g_test_add_func ("/splitter/marks", test_marks);
  g_test_add_func ("/splitter/backslashes", test_backslashes);
  g_test_add_func ("/splitter/bytes", test_bytes);
  g_test_add_func ("/splitter/fastest", test_fastest);
  return g_test_run ();
}
