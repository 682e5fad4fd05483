/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details.h"

/* What details say of an item, beside its list. */

static LineupDetails *
new_details (guint64 version, const char *name, guint year, const char *tmdb_id)
{
  LineupDetails *details = lineup_details_new ();

  details->version = version;
  details->item.name = lineup_details_keep (details, name);
  details->item.year = year;
  details->item.tmdb_id = lineup_details_keep (details, tmdb_id);
  details->item.plot = "Details";
  details->item.extension = "mkv";
  details->item.genre = "Genre";
  return details;
}

/* Details win as long as the item is the one that was asked for, and the list from then on. */
static void
test_apply (void)
{
  g_autoptr (LineupDetails) details = new_details (7, "Film", 2020, NULL);
  LineupItem item = LINEUP_ITEM_INIT;

  item.name = "Film";
  item.plot = "List";
  item.extension = "mp4";
  item.rating = 5;
  item.version = 7;
  lineup_details_apply (details, &item);
  g_assert_cmpstr (item.plot, ==, "Details");
  g_assert_cmpstr (item.extension, ==, "mkv");
  g_assert_cmpstr (item.genre, ==, "Genre");
  g_assert_cmpuint (item.year, ==, 2020);
  g_assert_cmpfloat_with_epsilon (item.rating, 5, 0.001);

  item.plot = "List";
  item.extension = "mp4";
  item.genre = NULL;
  item.year = 2021;
  item.version = 8;
  lineup_details_apply (details, &item);
  g_assert_cmpstr (item.plot, ==, "List");
  g_assert_cmpstr (item.extension, ==, "mp4");
  g_assert_cmpstr (item.genre, ==, "Genre");
  g_assert_cmpuint (item.year, ==, 2021);

  item.name = "Another";
  item.plot = NULL;
  item.extension = NULL;
  item.genre = NULL;
  lineup_details_apply (details, &item);
  g_assert_null (item.plot);
  g_assert_null (item.extension);
  g_assert_null (item.genre);
}

/* Whether it is still the same film. */
static void
test_tell_of (void)
{
  static const struct
  {
    const char *name;
    guint year;
    const char *tmdb_id;
    const char *other_name;
    guint other_year;
    const char *other_tmdb_id;
    gboolean expected;
  } cases[] = {
    { "Film", 0, NULL, "Film", 0, NULL, TRUE },
    { "Film", 0, NULL, "EN - FILM (2020) 4K", 0, NULL, TRUE },
    { "|FR| Film HD", 0, NULL, "Film", 0, NULL, TRUE },
    { "Film", 0, NULL, "Other", 0, NULL, FALSE },
    { "The Film", 0, NULL, "The Other", 0, NULL, FALSE },
    { "Film", 2020, NULL, "Film", 2021, NULL, TRUE },
    { "Film", 1984, NULL, "Film", 2021, NULL, FALSE },
    { "Film", 1984, NULL, "Film", 0, NULL, TRUE },
    { "Film (1984)", 0, NULL, "Film (2021)", 0, NULL, FALSE },
    { "Film", 0, "550", "Fight", 0, "550", TRUE },
    { "Film", 0, "550", "Film", 0, "551", FALSE },
    { "Film", 0, "550", "Film", 0, NULL, TRUE },
    { "", 0, NULL, "Film", 0, NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LineupDetails) details = new_details (
          1, cases[i].name, cases[i].year, cases[i].tmdb_id);
      LineupItem item = LINEUP_ITEM_INIT;

      item.name = cases[i].other_name;
      item.year = cases[i].other_year;
      item.tmdb_id = cases[i].other_tmdb_id;
      item.version = 2;
      g_test_message ("%s, %s", cases[i].name, cases[i].other_name);
      g_assert_cmpint (lineup_details_tell_of (details, &item), ==, cases[i].expected);
      item.version = 1;
      g_assert_true (lineup_details_tell_of (details, &item));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/item-details/apply", test_apply);
  g_test_add_func ("/item-details/tell-of", test_tell_of);

  return g_test_run ();
}
