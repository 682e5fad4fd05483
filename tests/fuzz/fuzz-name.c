/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-name.h"
#include "lineup-term-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
is_parted (const LineupTerm *term, gsize border)
{
  return term->end <= border || term->start >= border;
}

/* Whatever the bytes, parts are in order, no term is in two of them, and the name itself has words
 * where there are any. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *name = (const char *)data;
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();
  gboolean has_word = FALSE;
  gboolean has_core = FALSE;
  LineupNameParts parts;
  LineupTerm term;

  lineup_name_split (name, size, &parts);
  g_assert_cmpuint (parts.core_start, <=, parts.core_end);
  g_assert_cmpuint (parts.core_end, <=, parts.year_start);
  g_assert_cmpuint (parts.year_start, <=, parts.year_end);
  g_assert_cmpuint (parts.year_end, <=, size);
  g_assert_cmpint (parts.year != 0, ==, parts.year_start < parts.year_end);

  lineup_term_reader_begin (reader, name, size);
  while (lineup_term_reader_next (reader, &term))
    {
      g_assert_true (is_parted (&term, parts.core_start));
      g_assert_true (is_parted (&term, parts.core_end));
      g_assert_true (is_parted (&term, parts.year_start));
      g_assert_true (is_parted (&term, parts.year_end));
      has_word = TRUE;
      has_core = has_core || (term.start >= parts.core_start && term.end <= parts.core_end);
    }
  g_assert_cmpint (has_core, ==, has_word);
  return 0;
}
