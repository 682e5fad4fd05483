/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-term-reader.h"
#include "lineup-typed.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What a text has, as somebody who types it means it. */
static void
check_typed (LineupTermReader *reader, const char *text)
{
  g_autoptr (LineupTyped) typed = lineup_typed_new (text);
  guint n_words = 0;
  LineupTerm term;

  lineup_term_reader_begin (reader, text, strlen (text));
  g_assert_cmpint (typed != NULL, ==, lineup_term_reader_next (reader, &term));
  if (typed == NULL)
    return;

  lineup_term_reader_begin (reader, text, strlen (text));
  while (lineup_term_reader_next (reader, &term) && term.place < LINEUP_TYPED_MAX_WORDS)
    {
      if (term.kind != LINEUP_TERM_WORD && term.kind != LINEUP_TERM_GRAM)
        continue;
      g_assert_cmpuint (n_words, <, typed->by_words.n_terms);
      g_assert_cmpmem (term.text,
                       term.length,
                       typed->by_words.terms[n_words]->text,
                       typed->by_words.terms[n_words]->length);
      n_words++;
    }
  g_assert_cmpuint (n_words, ==, typed->by_words.n_terms);
}

/* Whatever the bytes, terms are valid, in order, and each counts where it is. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = (const char *)data;
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();
  g_autofree char *bytes = g_strndup (text, size);
  g_autofree char *typed = g_utf8_make_valid (bytes, -1);
  LineupTerm term = { 0 };
  gsize end = 0;
  guint n_words = 0;

  lineup_term_reader_begin (reader, text, size);
  while (lineup_term_reader_next (reader, &term))
    {
      const gboolean counts = term.kind == LINEUP_TERM_WORD || term.kind == LINEUP_TERM_GRAM;

      g_assert_cmpuint (term.length, >, 0);
      g_assert_cmpuint (term.length, <=, LINEUP_WORD_MAX_BYTES);
      g_assert_true (g_utf8_validate (term.text, (gssize)term.length, NULL));
      g_assert_cmpuint (term.start, <, term.end);
      g_assert_cmpuint (term.end, >=, end);
      g_assert_cmpuint (term.end, <=, size);
      g_assert_cmpuint (term.chunk, <=, term.place);
      g_assert_cmpuint (term.place + term.n_words, ==, n_words + (counts ? 1 : 0));
      end = term.end;
      n_words = term.place + term.n_words;
    }
  check_typed (reader, typed);
  return 0;
}
