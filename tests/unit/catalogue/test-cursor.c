/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-cursor.h"

static const LineupCursor PLACES[] = {
  { 0, 0 },
  { 17, 4711 },
  { -1, 1 },
  { -1760000000, 1000000 },
  { G_MAXINT64, G_MAXINT64 },
  { G_MININT64, G_MININT64 },
};

static void
test_round_trip (void)
{
  const char *const categories[] = { NULL, "12", "", "Ünïcode, with blanks" };

  for (gsize i = 0; i < G_N_ELEMENTS (PLACES); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (categories); j++)
        {
          LineupQuery query = { .kind = LINEUP_KIND_MOVIES, .category = categories[j] };
          g_autofree char *text = lineup_cursor_to_string (&PLACES[i], &query);
          LineupCursor place;
          GError *error = NULL;

          query.cursor = text;
          lineup_cursor_parse (&place, &query, &error);
          g_assert_no_error (error);
          g_assert_cmpint (place.rank, ==, PLACES[i].rank);
          g_assert_cmpint (place.row, ==, PLACES[i].row);
        }
    }
}

static void
test_start (void)
{
  const char *const starts[] = { NULL, "" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const LineupQuery query = { .kind = LINEUP_KIND_SERIES, .cursor = starts[i] };
      LineupCursor place;

      g_assert_true (lineup_cursor_parse (&place, &query, NULL));
      g_assert_cmpint (place.rank, ==, G_MININT64);
    }
}

static void
assert_refused (LineupKind kind, const char *category, const char *cursor)
{
  const LineupQuery query = { .kind = kind, .category = category, .cursor = cursor };
  LineupCursor place;
  g_autoptr (GError) error = NULL;

  g_assert_false (lineup_cursor_parse (&place, &query, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_other_listing (void)
{
  const LineupQuery query = { .kind = LINEUP_KIND_MOVIES, .category = "12" };
  g_autofree char *text = lineup_cursor_to_string (&PLACES[1], &query);

  assert_refused (LINEUP_KIND_SERIES, "12", text);
  assert_refused (LINEUP_KIND_MOVIES, "13", text);
  assert_refused (LINEUP_KIND_MOVIES, "", text);
  assert_refused (LINEUP_KIND_MOVIES, NULL, text);
}

/* Every change of one character is found, and so is every other length. */
static void
test_garbage (void)
{
  const LineupQuery query = { .kind = LINEUP_KIND_CHANNELS };
  g_autofree char *text = lineup_cursor_to_string (&PLACES[1], &query);
  g_autofree char *longer = g_strconcat (text, "A", NULL);
  const char *const garbage[] = { "1",
                                  " ",
                                  "next",
                                  "' OR 1=1 --",
                                  "\xff\xfe",
                                  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                  "================================" };

  for (gsize i = 0; text[i] != '\0'; i++)
    {
      g_autofree char *shorter = g_strndup (text, i);

      for (int c = 1; c < 256; c++)
        {
          g_autofree char *other = g_strdup (text);

          if (other[i] == (char)c)
            continue;
          other[i] = (char)c;
          assert_refused (LINEUP_KIND_CHANNELS, NULL, other);
        }
      if (i > 0)
        assert_refused (LINEUP_KIND_CHANNELS, NULL, shorter);
    }
  assert_refused (LINEUP_KIND_CHANNELS, NULL, longer);
  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++)
    assert_refused (LINEUP_KIND_CHANNELS, NULL, garbage[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cursor/round-trip", test_round_trip);
  g_test_add_func ("/cursor/start", test_start);
  g_test_add_func ("/cursor/other-listing", test_other_listing);
  g_test_add_func ("/cursor/garbage", test_garbage);

  return g_test_run ();
}
