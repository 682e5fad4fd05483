/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-short-guide-decoder.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupShortGuide) guide = lineup_short_guide_decode (body, 1, "Europe/Paris", &error);
  LineupGuideElement element;

  g_assert_cmpint (guide == NULL, ==, error != NULL);
  if (guide == NULL)
    return 0;

  while (lineup_guide_source_next (LINEUP_GUIDE_SOURCE (guide), &element, &error)
         == LINEUP_ITEM_SOURCE_ELEMENT)
    {
      LineupProgramme programme;

      g_assert_true (
          lineup_guide_source_decode_programme (LINEUP_GUIDE_SOURCE (guide), &element, &programme));
      g_assert_cmpint (programme.start, >=, LINEUP_PROGRAMME_MIN_START);
      g_assert_cmpint (programme.start, <=, LINEUP_PROGRAMME_MAX_START);
      g_assert_true (programme.stop == 0 || programme.stop > programme.start);
      g_assert_true (g_utf8_validate (programme.titles[0].text, -1, NULL));
      g_assert_true (programme.n_descriptions == 0
                     || g_utf8_validate (programme.descriptions[0].text, -1, NULL));
    }
  return 0;
}
