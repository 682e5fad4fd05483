/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-desktop-result.h"

#include <string.h>

/* Characters of a line. */
#define MAX_LENGTH 250

static const LineupRank rank = { 3, 42 };

static LineupItem
make_item (const char *name, guint year, const char *genre)
{
  LineupItem item = LINEUP_ITEM_INIT;

  item.id = 7;
  item.name = name;
  item.year = year;
  item.genre = genre;
  return item;
}

static LineupDesktopResult *
make_result (LineupKind kind, const LineupItem *item, const char *label)
{
  return lineup_desktop_result_new ("home", label, kind, item, &rank);
}

static void
test_result (void)
{
  const LineupItem item = make_item ("Film", 1999, "Drama");
  g_autoptr (LineupDesktopResult) result = make_result (LINEUP_KIND_MOVIES, &item, "Home");

  g_assert_cmpstr (result->reference, ==, "home/movies/7");
  g_assert_cmpint (result->kind, ==, LINEUP_KIND_MOVIES);
  g_assert_cmpstr (result->name, ==, "Film");
  g_assert_cmpstr (result->description, ==, "Movie · 1999 · Drama · Home");
  g_assert_cmpstr (result->dated_name, ==, "Film (1999)");
  g_assert_cmpstr (result->undated_description, ==, "Movie · Drama · Home");
  g_assert_cmpint (lineup_rank_compare (&result->rank, &rank), ==, 0);
}

/* What is unknown is left out, with what parts it from the rest. */
static void
test_unknown (void)
{
  static const struct
  {
    LineupKind kind;
    const char *reference;
    const char *description;
  } kinds[] = {
    { LINEUP_KIND_CHANNELS, "home/channels/7", "Channel" },
    { LINEUP_KIND_MOVIES, "home/movies/7", "Movie" },
    { LINEUP_KIND_SERIES, "home/series/7", "Series" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const LineupItem item = make_item ("Name", 0, " \n ");
      g_autoptr (LineupDesktopResult) result = make_result (kinds[i].kind, &item, "");

      g_assert_cmpstr (result->reference, ==, kinds[i].reference);
      g_assert_cmpstr (result->description, ==, kinds[i].description);
      g_assert_cmpstr (result->undated_description, ==, kinds[i].description);
      g_assert_cmpstr (result->dated_name, ==, "Name");
    }
}

/* Shells do without all of an answer if something in it has no name. */
static void
test_no_name (void)
{
  static const char *const names[] = { "", "  ", "\n\t\x01" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const LineupItem item = make_item (names[i], 0, NULL);
      g_autoptr (LineupDesktopResult) channel = make_result (LINEUP_KIND_CHANNELS, &item, NULL);
      g_autoptr (LineupDesktopResult) series = make_result (LINEUP_KIND_SERIES, &item, NULL);

      g_assert_cmpstr (channel->name, ==, "Channel 7");
      g_assert_cmpstr (series->name, ==, "Series 7");
      g_assert_cmpstr (series->dated_name, ==, "Series 7");
    }
}

/* Whatever a panel has written, it is one line, which ends. */
static void
test_lines (void)
{
  g_autofree char *longest = g_strnfill (MAX_LENGTH, 'x');
  g_autofree char *longer = g_strnfill (MAX_LENGTH + 1, 'x');
  g_autofree char *cut = g_strconcat (longest, "…", NULL);
  const LineupItem odd = make_item (" A\nB\tC ", 0, "Drama\nComedy");
  const LineupItem whole = make_item (longest, 0, longest);
  const LineupItem parted = make_item (longer, 0, longer);
  g_autoptr (LineupDesktopResult) odd_result = make_result (LINEUP_KIND_MOVIES, &odd, "My\nhome");
  g_autoptr (LineupDesktopResult) whole_result = make_result (LINEUP_KIND_MOVIES, &whole, NULL);
  g_autoptr (LineupDesktopResult) cut_result = make_result (LINEUP_KIND_MOVIES, &parted, longer);

  g_assert_cmpstr (odd_result->name, ==, "A B C");
  g_assert_cmpstr (odd_result->description, ==, "Movie · Drama Comedy · My home");
  g_assert_cmpstr (whole_result->name, ==, longest);
  g_assert_cmpstr (cut_result->name, ==, cut);
  g_assert_cmpuint (g_utf8_strlen (cut_result->description, -1),
                    ==,
                    (glong)strlen ("Movie") + 2 * (3 + MAX_LENGTH + 1));
}

/* The year is told once. A film that is called like a year says nothing of its own. */
static void
test_dated_names (void)
{
  static const struct
  {
    const char *name;
    guint year;
    const char *dated;
  } names[] = {
    { "Film", 0, "Film" },
    { "Film", 1999, "Film (1999)" },
    { "Film (1999)", 1999, "Film (1999)" },
    { "Film (1999) HD", 1999, "Film (1999) HD" },
    { "Film [1999]", 1999, "Film [1999]" },
    { "Film 1999", 1999, "Film 1999" },
    { "Film 1999 HD", 1999, "Film 1999 HD (1999)" },
    { "Film (1998)", 1999, "Film (1998) (1999)" },
    { "1984", 1984, "1984 (1984)" },
    { "2012", 2009, "2012 (2009)" },
    { "Film 11999", 1999, "Film 11999 (1999)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const LineupItem item = make_item (names[i].name, names[i].year, NULL);
      g_autoptr (LineupDesktopResult) result = make_result (LINEUP_KIND_MOVIES, &item, NULL);

      g_assert_cmpstr (result->dated_name, ==, names[i].dated);
      g_assert_cmpstr (result->name, ==, names[i].name);
    }
}

static void
test_missing (void)
{
  g_autoptr (LineupDesktopResult) result = lineup_desktop_result_new_missing ("what/ever");

  g_assert_cmpstr (result->reference, ==, "what/ever");
  g_assert_cmpstr (result->name, !=, "");
  g_assert_cmpstr (result->dated_name, ==, result->name);
  g_assert_cmpstr (result->description, ==, "");
  g_assert_cmpstr (result->undated_description, ==, "");
}

/* What a result goes by leads back to its item. */
static void
test_references (void)
{
  static const gint64 ids[] = { 0, 7, -7, G_MAXINT64, G_MININT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (ids) * LINEUP_N_KINDS; i++)
    {
      const LineupKind wanted = (LineupKind)(i % LINEUP_N_KINDS);
      LineupItem item = make_item ("Name", 0, NULL);
      g_autoptr (LineupDesktopResult) result = NULL;
      g_autofree char *account = NULL;
      LineupKind kind = LINEUP_KIND_CHANNELS;
      gint64 id = 1;

      item.id = ids[i / LINEUP_N_KINDS];
      result = make_result (wanted, &item, NULL);
      g_assert_true (
          lineup_desktop_result_parse_reference (result->reference, &account, &kind, &id));
      g_assert_cmpstr (account, ==, "home");
      g_assert_cmpint (kind, ==, wanted);
      g_assert_cmpint (id, ==, item.id);
    }
}

static void
test_other_texts (void)
{
  static const char *const texts[] = {
    "",
    "/",
    "//",
    "home",
    "home/movies",
    "home/movies/",
    "home/movies/x",
    "home/movies/7x",
    "home/movies/ 7",
    "home/movies/0x7",
    "home/movies/7.0",
    "home/movies/7/",
    "home/movies/7/8",
    "home/films/7",
    "home/Movies/7",
    "home//7",
    "home/movies/9223372036854775808",
    "lineup://home/movies/7",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *account = NULL;
      LineupKind kind = LINEUP_KIND_CHANNELS;
      gint64 id = 0;

      g_assert_false (lineup_desktop_result_parse_reference (texts[i], &account, &kind, &id));
      g_assert_null (account);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desktop/desktop-result/result", test_result);
  g_test_add_func ("/desktop/desktop-result/unknown", test_unknown);
  g_test_add_func ("/desktop/desktop-result/no-name", test_no_name);
  g_test_add_func ("/desktop/desktop-result/lines", test_lines);
  g_test_add_func ("/desktop/desktop-result/dated-names", test_dated_names);
  g_test_add_func ("/desktop/desktop-result/missing", test_missing);
  g_test_add_func ("/desktop/desktop-result/references", test_references);
  g_test_add_func ("/desktop/desktop-result/other-texts", test_other_texts);

  return g_test_run ();
}
