/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-decoder.h"
#include "lineup-error.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_item (const LineupItem *item)
{
  check_text (item->icon);
  check_text (item->genre);
  check_text (item->plot);
  check_text (item->cast);
  check_text (item->director);
  check_text (item->release_date);
  check_text (item->extension);
  check_text (item->trailer);
  check_text (item->tmdb_id);
  g_assert_cmpint (item->duration, >=, 0);
  g_assert_true (item->rating >= 0 && item->rating <= 10);
}

/* All have a season, which comes before none of them and is there once. */
static void
check_order (const LineupDetails *details)
{
  guint season = 0;

  for (guint i = 0; i < details->seasons->len; i++)
    {
      const LineupSeason *next = &g_array_index (details->seasons, LineupSeason, i);

      g_assert_true (i == 0 || next->number > season);
      season = next->number;
      check_text (next->name);
      check_text (next->cover);
      check_text (next->air_date);
      check_text (next->overview);
    }

  season = 0;
  for (guint i = 0; i < details->episodes->len; i++)
    {
      const LineupEpisode *next = &g_array_index (details->episodes, LineupEpisode, i);

      g_assert_cmpuint (next->season, >=, season);
      season = next->season;
      g_assert_cmpint (next->id, >=, 0);
      g_assert_cmpint (next->duration, >=, 0);
      g_assert_cmpint (next->added, >=, 0);
      check_text (next->title);
      check_text (next->plot);
      check_text (next->extension);
      check_text (next->icon);
    }
  g_assert_true (details->episodes->len == 0 || details->seasons->len > 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  const LineupKind kinds[] = { LINEUP_KIND_MOVIES, LINEUP_KIND_SERIES };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupDetails) details = lineup_details_decode (kinds[i], body, &error);

      g_assert_cmpint (details == NULL, ==, error != NULL);
      if (details == NULL)
        {
          g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
          continue;
        }
      check_item (&details->item);
      check_order (details);
    }
  return 0;
}
