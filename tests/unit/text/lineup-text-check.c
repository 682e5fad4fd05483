/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-text-check.h"

#include "lineup-name.h"

void
lineup_text_check_examples (LineupTextDescribeFunc describe,
                            gpointer reader,
                            const LineupTextExample *examples,
                            gsize n_examples)
{
  static const GNormalizeMode modes[] = { G_NORMALIZE_DEFAULT, G_NORMALIZE_DEFAULT_COMPOSE };

  for (gsize i = 0; i < n_examples; i++)
    {
      g_autofree char *found = describe (reader, examples[i].text);
      g_autofree char *expected = g_utf8_normalize (examples[i].expected, -1, G_NORMALIZE_DEFAULT);

      g_assert_cmpstr (found, ==, expected);
      for (gsize j = 0; j < G_N_ELEMENTS (modes); j++)
        {
          g_autofree char *normal = g_utf8_normalize (examples[i].text, -1, modes[j]);
          g_autofree char *same = describe (reader, normal);

          g_assert_cmpstr (same, ==, expected);
        }
    }
}

static gboolean
is_parted (const LineupTerm *term, gsize border)
{
  return term->end <= border || term->start >= border;
}

void
lineup_text_check_name (LineupTermReader *reader, const char *name, gsize length)
{
  gboolean has_word = FALSE;
  gboolean has_core = FALSE;
  LineupNameParts parts;
  LineupTerm term;

  lineup_name_split (name, length, &parts);
  g_assert_cmpuint (parts.core_start, <=, parts.core_end);
  g_assert_cmpuint (parts.core_end, <=, parts.year_start);
  g_assert_cmpuint (parts.year_start, <=, parts.year_end);
  g_assert_cmpuint (parts.year_end, <=, length);
  g_assert_cmpint (parts.year != 0, ==, parts.year_start < parts.year_end);

  lineup_term_reader_begin (reader, name, length);
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
}
