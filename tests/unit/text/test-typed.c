/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-typed.h"

#include "lineup-term-reader.h"

#include <string.h>

/* A text, its chunks, and its two readings. Chunks have blanks between them, forms of one "|",
 * words
 * "+"; "*" is after what may be a beginning; "~" before a bare form, "^" before a gram. */
typedef struct
{
  const char *text;
  const char *chunks;
  const char *by_words;
  const char *by_chunks;
} Example;

static void
append_term (GString *text, const LineupTypedTerm *term)
{
  g_assert_cmpuint (term->length, ==, strlen (term->text));
  g_assert_cmpuint (term->n_characters, ==, g_utf8_strlen (term->text, -1));
  g_string_append_printf (
      text, "%s%s%s", term->is_gram ? "^" : "", term->text, term->is_beginning ? "*" : "");
}

static char *
describe_chunks (const LineupTyped *typed)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < typed->n_chunks; i++)
    {
      const LineupTypedChunk *chunk = &typed->chunks[i];

      g_string_append (text, i > 0 ? " " : "");
      g_assert_cmpuint (chunk->n_words, >, 0);
      for (guint k = 0; k < chunk->n_words; k++)
        {
          g_string_append (text, k > 0 ? "+" : "");
          append_term (text, &chunk->words[k]);
          g_assert_cmpint (chunk->words[k].is_gram, ==, chunk->is_run);
        }
      if (chunk->joined != NULL)
        append_term (g_string_append (text, "|"), chunk->joined);
      if (chunk->bare != NULL)
        append_term (g_string_append (text, "|~"), chunk->bare);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_reading (const LineupTypedReading *reading)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < reading->n_terms; i++)
    append_term (g_string_append (text, i > 0 ? " " : ""), reading->terms[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_examples (void)
{
  static const Example examples[] = {
    { "Heat", "heat", "heat", "" },
    { "the matrix", "the matrix", "the matrix", "" },
    { " Spider-Man: no", "spider+man|spiderman no", "spider man no", "spiderman no" },
    { "S.W.A.T.", "s+w+a+t|swat", "s w a t", "swat" },
    { "9-1-1", "9+1+1|911", "9 1 1", "911" },
    { "100%", "100", "100", "" },
    { "NOT \"x\" AND (y*", "not x and y", "not x and y", "" },
    { "الكتاب", "الكتاب|~كتاب", "الكتاب", "" },
    { "الكتاب-x", "الكتاب+x|الكتابx", "الكتاب x", "الكتابx" },
    { "映", "^映*", "^映*", "" },
    { "七人の侍", "^七人の+^人の侍*+^の侍*+^侍*", "^七人の ^人の侍* ^の侍* ^侍*", "" },
    /* Two runs are two chunks. */
    { "映 画x", "^映* ^画* x", "^映* ^画* x", "" },
    { "映a画", "^映* a ^画*", "^映* a ^画*", "" },
    { "x-y 映画", "x+y|xy ^映画*+^画*", "x y ^映画* ^画*", "xy ^映画* ^画*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autoptr (LineupTyped) typed = lineup_typed_new (examples[i].text);
      g_autofree char *chunks = describe_chunks (typed);
      g_autofree char *by_words = describe_reading (&typed->by_words);
      g_autofree char *by_chunks = describe_reading (&typed->by_chunks);

      g_assert_cmpstr (chunks, ==, examples[i].chunks);
      g_assert_cmpstr (by_words, ==, examples[i].by_words);
      g_assert_cmpstr (by_chunks, ==, examples[i].by_chunks);
    }
}

static void
test_nothing (void)
{
  g_assert_null (lineup_typed_new (""));
  g_assert_null (lineup_typed_new (" *** "));
}

static char *
repeat (const char *text, gsize n)
{
  GString *all = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

/* However much is typed, and of what, only so much is looked at. */
static void
test_long (void)
{
  static const char *const pieces[] = { "a ", "a.", "映", "한", "a-b ", "a映", "x-y 映画 " };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      for (gsize n = 1; n < 100; n++)
        {
          g_autofree char *text = repeat (pieces[i], n);
          g_autoptr (LineupTyped) typed = lineup_typed_new (text);
          guint n_words = 0;

          for (guint k = 0; k < typed->n_chunks; k++)
            n_words += typed->chunks[k].n_words;
          g_assert_cmpuint (n_words, <=, LINEUP_TYPED_MAX_WORDS);
          g_assert_true (n < LINEUP_TYPED_MAX_WORDS || n_words == LINEUP_TYPED_MAX_WORDS);
          g_assert_cmpuint (typed->by_words.n_terms, ==, n_words);
          g_assert_cmpuint (typed->by_chunks.n_terms, <=, n_words);
        }
    }
}

/* Words of a chunk that is too long for a joined form are read one by one alone. */
static void
test_long_chunk (void)
{
  g_autofree char *word = repeat ("x", LINEUP_WORD_MAX_BYTES);
  g_autofree char *text = g_strconcat ("a-b ", word, "-y", NULL);
  g_autoptr (LineupTyped) typed = lineup_typed_new (text);

  g_assert_cmpuint (typed->n_chunks, ==, 2);
  g_assert_nonnull (typed->chunks[0].joined);
  g_assert_null (typed->chunks[1].joined);
  g_assert_cmpuint (typed->by_words.n_terms, ==, 4);
  g_assert_cmpuint (typed->by_chunks.n_terms, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typed/examples", test_examples);
  g_test_add_func ("/typed/nothing", test_nothing);
  g_test_add_func ("/typed/long", test_long);
  g_test_add_func ("/typed/long-chunk", test_long_chunk);
  return g_test_run ();
}
