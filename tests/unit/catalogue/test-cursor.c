/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-cursor.h"

#include <gio/gio.h>

static const LineupCursor CURSORS[] = {
  { { SQLITE_INTEGER, 0, "", 0 }, 0 },
  { { SQLITE_INTEGER, 17, "", 4711 }, 1 },
  { { SQLITE_INTEGER, -1760000000, "", 1000000 }, 200000 },
  { { SQLITE_INTEGER, G_MAXINT64, "", G_MAXINT64 }, G_MAXUINT64 },
  { { SQLITE_INTEGER, G_MININT64, "", G_MININT64 }, 5 },
  { { SQLITE_TEXT, 0, "a", 1 }, 5 },
  { { SQLITE_TEXT, 0, "the blob \xe6\x97\xa5", 1 }, 5 },
  { { SQLITE_TEXT,
      0,
      "012345678901234567890123456789012345678901234567"
      "012345678901234567890123456789012345678901234567",
      1 },
    5 },
  { { SQLITE_BLOB, 0, "", 17 }, 5 },
};

static void
test_round_trip (void)
{
  const char *const categories[] = { NULL, "12", "", "Ünïcode, with blanks" };

  for (gsize i = 0; i < G_N_ELEMENTS (CURSORS); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (categories); j++)
        {
          const LineupCursor *given = &CURSORS[i];
          LineupQuery query;
          g_autofree char *text = NULL;
          LineupCursor cursor;
          GError *error = NULL;

          lineup_query_init (&query, LINEUP_KIND_MOVIES, 1);
          query.filter.category = categories[j];
          text = lineup_cursor_to_string (given, &query);
          query.cursor = text;
          lineup_cursor_parse (&cursor, &query, &error);
          g_assert_no_error (error);
          g_assert_cmpint (lineup_place_compare (&cursor.place, &given->place), ==, 0);
          g_assert_cmpuint (cursor.generation, ==, given->generation);
        }
    }
}

static void
assert_refused (const LineupQuery *query, const char *text)
{
  LineupQuery other = *query;
  LineupCursor cursor;
  g_autoptr (GError) error = NULL;

  other.cursor = text;
  g_assert_false (lineup_cursor_parse (&cursor, &other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* Whatever makes another listing of it. */
static void
test_other_listing (void)
{
  LineupQuery query;
  LineupQuery others[14];
  g_autofree char *text = NULL;

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 1);
  query.filter.category = "12";
  text = lineup_cursor_to_string (&CURSORS[1], &query);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = query;
  others[0].kind = LINEUP_KIND_SERIES;
  others[1].filter.category = "13";
  others[2].filter.category = "";
  others[3].filter.category = NULL;
  others[4].sort = LINEUP_SORT_NAME;
  others[5].descending = FALSE;
  others[6].filter.genre = "Drama";
  others[7].filter.year_min = 12;
  others[8].filter.year_max = 12;
  others[9].filter.min_rating = 1.5;
  others[10].filter.added_since = 12;
  others[11].filter.adult = LINEUP_ADULT_NO;
  others[12].catalogue = 1;
  others[13].filter.radio = LINEUP_RADIO_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    assert_refused (&others[i], text);
}

/* Every change of one character is found, and so is every other length. */
static void
test_garbage (void)
{
  g_autofree char *huge = g_strnfill (100000, 'A');
  const char *const garbage[] = { "1",
                                  " ",
                                  "next",
                                  "' OR 1=1 --",
                                  "\xff\xfe",
                                  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                  "================================",
                                  huge };
  LineupQuery query;

  lineup_query_init (&query, LINEUP_KIND_CHANNELS, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (CURSORS); i++)
    {
      g_autofree char *text = lineup_cursor_to_string (&CURSORS[i], &query);
      g_autofree char *longer = g_strconcat (text, "A", NULL);

      for (gsize j = 0; text[j] != '\0'; j++)
        {
          g_autofree char *shorter = g_strndup (text, j);

          for (int c = 1; c < 256; c++)
            {
              g_autofree char *other = g_strdup (text);

              if (other[j] == (char)c)
                continue;
              other[j] = (char)c;
              assert_refused (&query, other);
            }
          assert_refused (&query, shorter);
        }
      assert_refused (&query, longer);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++)
    assert_refused (&query, garbage[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cursor/round-trip", test_round_trip);
  g_test_add_func ("/cursor/other-listing", test_other_listing);
  g_test_add_func ("/cursor/garbage", test_garbage);

  return g_test_run ();
}
