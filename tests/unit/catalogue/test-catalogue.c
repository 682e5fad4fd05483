/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-fixture.h"
#include "lineup-error.h"

#include <glib/gstdio.h>

/* What imports make of what is there. */

static const LineupDummyItem MOVIES[] = {
  { 1, "One", "a", 100 },
  { 2, "Two", "b,a", 300 },
  { 3, "Three", NULL, 200 },
  { 4, "Four", "b", 0 },
};

static void
assert_list (LineupCatalogueFixture *fixture,
             LineupKind kind,
             const char *category,
             const char *expected)
{
  g_autofree char *items = lineup_catalogue_fixture_list (fixture, kind, category, 2);

  g_assert_cmpstr (items, ==, expected);
}

static void
assert_categories (LineupCatalogueFixture *fixture, LineupKind kind, const char *expected)
{
  g_autofree char *categories = lineup_catalogue_fixture_list_categories (fixture, kind);

  g_assert_cmpstr (categories, ==, expected);
}

static LineupCatalogueFixture *
new_with_movies (void)
{
  LineupCatalogueFixture *fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, MOVIES);
  return fixture;
}

static void
test_first_import (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_movies ();

  lineup_catalogue_fixture_assert_report (fixture, 4, 4, 0, 0);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, 4);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, 4);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->changed_list, ==, LINEUP_LIST_MOVIES);
  g_assert_cmpuint (lineup_catalogue_get_size (fixture->catalogue), >, 0);

  assert_list (fixture,
               LINEUP_KIND_MOVIES,
               NULL,
               "2 Two [b,a] 300\n3 Three [uncategorized] 200\n1 One [a] 100\n4 Four [b] 0\n");
  assert_list (fixture, LINEUP_KIND_MOVIES, "a", "2 Two [b,a] 300\n1 One [a] 100\n");
  assert_list (fixture, LINEUP_KIND_MOVIES, "b", "2 Two [b,a] 300\n4 Four [b] 0\n");
  assert_list (fixture, LINEUP_KIND_MOVIES, "uncategorized", "3 Three [uncategorized] 200\n");
  assert_list (fixture, LINEUP_KIND_MOVIES, "c", "");
  assert_list (fixture, LINEUP_KIND_SERIES, NULL, "");
  assert_categories (fixture,
                     LINEUP_KIND_MOVIES,
                     "a Category a - 2\nb Category b - 2\nuncategorized Uncategorized - 1\n");
  lineup_catalogue_fixture_check (fixture);
}

/* Whether @items change nothing at all, not even a byte on the disk. */
static void
assert_writes_nothing (LineupCatalogueFixture *fixture,
                       const LineupDummyItem *items,
                       gsize n_items,
                       guint n_decoded)
{
  g_autofree char *before = lineup_catalogue_fixture_checksum (fixture);
  g_autofree char *after = NULL;
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (items, n_items);
  const guint64 generation = lineup_catalogue_get_generation (fixture->catalogue);
  const guint n_changed = fixture->n_changed;

  g_assert_true (lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, NULL));
  after = lineup_catalogue_fixture_checksum (fixture);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (lineup_dummy_item_source_get_n_decoded (source), ==, n_decoded);
  g_assert_cmpuint (fixture->report.added, ==, 0);
  g_assert_cmpuint (fixture->report.changed, ==, 0);
  g_assert_cmpuint (fixture->report.removed, ==, 0);
  g_assert_cmpuint (fixture->report.generation, ==, generation);
  g_assert_cmpuint (fixture->n_changed, ==, n_changed);
}

static void
test_unchanged (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_movies ();
  LineupDummyItem movies[G_N_ELEMENTS (MOVIES)];

  assert_writes_nothing (fixture, MOVIES, G_N_ELEMENTS (MOVIES), 0);
  g_assert_cmpuint (fixture->report.seen, ==, 4);

  /* Other words for the same. */
  memcpy (movies, MOVIES, sizeof movies);
  movies[1].wording = 7;
  movies[3].wording = 8;
  assert_writes_nothing (fixture, movies, G_N_ELEMENTS (movies), 2);
  assert_writes_nothing (fixture, movies, G_N_ELEMENTS (movies), 2);

  /* Another order. */
  movies[0] = MOVIES[3];
  movies[1] = MOVIES[2];
  movies[2] = MOVIES[1];
  movies[3] = MOVIES[0];
  assert_writes_nothing (fixture, movies, G_N_ELEMENTS (movies), 0);
}

/* Elements that come again to a daemon that makes something else of one of them, and nothing of
 * another: it reads all of them once more, and only once. */
static void
test_other_version (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_movies ();
  LineupDummyItem meanings[G_N_ELEMENTS (MOVIES)];

  memcpy (meanings, MOVIES, sizeof meanings);
  meanings[1].name = "Better";
  meanings[3].id = 0;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (
          MOVIES, G_N_ELEMENTS (MOVIES));

      lineup_dummy_item_source_set_version (source, 1, meanings);
      g_assert_true (lineup_catalogue_fixture_run (
          fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, NULL));
      g_assert_cmpuint (lineup_dummy_item_source_get_n_decoded (source), ==, i == 0 ? 4 : 1);
      lineup_catalogue_fixture_assert_report (fixture, 3, 0, i == 0 ? 1 : 0, i == 0 ? 1 : 0);
    }
  lineup_catalogue_fixture_check (fixture);
}

/* A version that makes the same of everything leaves a note of itself, and no change. */
static void
test_same_to_other_version (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_movies ();
  const guint64 generation = lineup_catalogue_get_generation (fixture->catalogue);
  const guint n_changed = fixture->n_changed;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (
          MOVIES, G_N_ELEMENTS (MOVIES));

      lineup_dummy_item_source_set_version (source, 1, MOVIES);
      g_assert_true (lineup_catalogue_fixture_run (
          fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, NULL));
      g_assert_cmpuint (lineup_dummy_item_source_get_n_decoded (source), ==, i == 0 ? 4 : 0);
      lineup_catalogue_fixture_assert_report (fixture, 4, 0, 0, 0);
    }
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, generation);
  g_assert_cmpuint (fixture->n_changed, ==, n_changed);
  lineup_catalogue_fixture_check (fixture);
}

static void
test_added_changed_removed (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_movies ();
  const LineupDummyItem movies[] = {
    { 5, "Five", "c", 500 },     /* added */
    { 1, "One", "a", 100 },      /* as it was */
    { 2, "Two again", "a", 50 }, /* all of it changed; 3 is removed */
    { 4, "Four", "b,c", 0 },     /* one more category */
  };
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (movies,
                                                                           G_N_ELEMENTS (movies));

  g_assert_true (lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, NULL));
  lineup_catalogue_fixture_assert_report (fixture, 4, 1, 2, 1);
  g_assert_cmpuint (lineup_dummy_item_source_get_n_decoded (source), ==, 3);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, 8);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  assert_list (fixture,
               LINEUP_KIND_MOVIES,
               NULL,
               "5 Five [c] 500\n1 One [a] 100\n2 Two again [a] 50\n4 Four [b,c] 0\n");
  assert_list (fixture, LINEUP_KIND_MOVIES, "c", "5 Five [c] 500\n4 Four [b,c] 0\n");
  assert_categories (
      fixture, LINEUP_KIND_MOVIES, "a Category a - 2\nb Category b - 1\nc Category c - 2\n");
  lineup_catalogue_fixture_check (fixture);
  assert_writes_nothing (fixture, movies, G_N_ELEMENTS (movies), 0);
}

/* The order of an item's categories is the panel's, and a change of it is a change. */
static void
test_order_of_categories (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_movies ();
  LineupDummyItem movies[G_N_ELEMENTS (MOVIES)];

  memcpy (movies, MOVIES, sizeof movies);
  movies[1].categories = "a,b";
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  lineup_catalogue_fixture_assert_report (fixture, 4, 0, 1, 0);
  assert_list (fixture, LINEUP_KIND_MOVIES, "b", "2 Two [a,b] 300\n4 Four [b] 0\n");
  lineup_catalogue_fixture_check (fixture);
}

static void
test_rejected (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyItem movies[] = { { 0 }, { 1, "One", "a", 1 }, { 0, "Nothing" } };

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  lineup_catalogue_fixture_assert_report (fixture, 1, 1, 0, 0);
  g_assert_cmpuint (fixture->report.rejected, ==, 2);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  lineup_catalogue_fixture_assert_report (fixture, 1, 0, 0, 0);
  g_assert_cmpuint (fixture->report.rejected, ==, 2);
}

/* Each of these lists says the same: first fields, all categories. */
static void
check_repeated (LineupCatalogueFixture *fixture)
{
  const LineupDummyItem more[] = {
    { 9, "Nine", "x", 9 }, { 1, "One", "a", 5 },     { 1, "Uno", "b", 6 },
    { 1, "Eins", "c", 7 }, { 9, "Nine", "x", 9, 1 }, { 1, "Uno", "b", 6 },
  };
  const LineupDummyItem fewer[]
      = { { 9, "Nine", "x", 9 }, { 1, "Uno", "b", 6 }, { 1, "Eins", "c", 7 } };
  const LineupDummyItem one[] = { { 9, "Nine", "x", 9 }, { 1, "Uno", "b", 6 } };
  const char *const merged = "9 Nine [x] 9\n1 One [a,b,c] 5\n";

  assert_list (fixture, LINEUP_KIND_MOVIES, NULL, merged);
  lineup_catalogue_fixture_check (fixture);

  assert_writes_nothing (fixture, more, G_N_ELEMENTS (more), 10);
  g_assert_cmpuint (fixture->report.seen, ==, 2);

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, fewer);
  lineup_catalogue_fixture_assert_report (fixture, 2, 0, 1, 0);
  assert_list (fixture, LINEUP_KIND_MOVIES, NULL, "9 Nine [x] 9\n1 Uno [b,c] 6\n");
  lineup_catalogue_fixture_check (fixture);

  /* Alone, it is known by its element again. */
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, one);
  lineup_catalogue_fixture_assert_report (fixture, 2, 0, 1, 0);
  assert_list (fixture, LINEUP_KIND_MOVIES, NULL, "9 Nine [x] 9\n1 Uno [b] 6\n");
  assert_writes_nothing (fixture, one, G_N_ELEMENTS (one), 0);
  lineup_catalogue_fixture_check (fixture);

  /* And gone. */
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, fewer);
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, one, 1);
  lineup_catalogue_fixture_assert_report (fixture, 1, 0, 0, 1);
  assert_list (fixture, LINEUP_KIND_MOVIES, NULL, "9 Nine [x] 9\n");
  lineup_catalogue_fixture_check (fixture);
}

static void
test_repeated_at_first (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyItem movies[] = {
    { 9, "Nine", "x", 9 }, { 1, "One", "a", 5 },     { 1, "Uno", "b", 6 },
    { 1, "Eins", "c", 7 }, { 9, "Nine", "x", 9, 1 }, { 1, "One", "a", 5 },
  };

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  lineup_catalogue_fixture_assert_report (fixture, 2, 2, 0, 0);
  check_repeated (fixture);
}

static void
test_repeated_later (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyItem single[] = { { 9, "Nine", "x", 9 }, { 1, "Uno", "b", 6 } };
  const LineupDummyItem movies[] = {
    { 9, "Nine", "x", 9 }, { 1, "One", "a", 5 }, { 1, "Uno", "b", 6 }, { 1, "Eins", "c", 7 }
  };

  /* The element that was stored comes after the one that replaces it. */
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, single);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  lineup_catalogue_fixture_assert_report (fixture, 2, 0, 1, 0);
  check_repeated (fixture);
}

static void
test_repeated_when_added (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyItem single[] = { { 9, "Nine", "x", 9 } };
  const LineupDummyItem movies[] = {
    { 1, "One", "a", 5 }, { 9, "Nine", "x", 9 }, { 1, "Uno", "b", 6 }, { 1, "Eins", "c", 7 }
  };

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, single);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  lineup_catalogue_fixture_assert_report (fixture, 2, 1, 0, 0);
  check_repeated (fixture);
}

static void
test_repeated_after_known (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyItem single[] = { { 9, "Nine", "x", 9 }, { 1, "One", "a", 5 } };
  const LineupDummyItem movies[] = {
    { 1, "One", "a", 5 }, { 9, "Nine", "x", 9 }, { 1, "Uno", "b", 6 }, { 1, "Eins", "c", 7 }
  };

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, single);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  lineup_catalogue_fixture_assert_report (fixture, 2, 0, 1, 0);
  check_repeated (fixture);
}

/* An element without a category adds none, and does not take one away. */
static void
test_repeated_uncategorized (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyItem movies[] = {
    { 1, "One", NULL, 5 }, { 1, "One", "a", 5 }, { 2, "Two", NULL, 4 }, { 2, "Two", NULL, 4, 1 }
  };

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_list (fixture, LINEUP_KIND_MOVIES, NULL, "1 One [a] 5\n2 Two [uncategorized] 4\n");
  lineup_catalogue_fixture_check (fixture);
  assert_writes_nothing (fixture, movies, G_N_ELEMENTS (movies), 6);
}

static void
test_channels_shift (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyItem channels[] = { { 7, "B", "s", 1 }, { 8, "C", "s", 2 }, { 9, "D", "s", 0 } };
  const LineupDummyItem shifted[]
      = { { 6, "A", "s", 1 }, { 7, "B", "s", 2 }, { 8, "C", "s", 3 }, { 9, "D", "s", 0 } };

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_CHANNELS, channels);
  assert_list (fixture, LINEUP_KIND_CHANNELS, NULL, "7 B [s] 1\n8 C [s] 2\n9 D [s] -1\n");
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_CHANNELS, shifted);
  lineup_catalogue_fixture_assert_report (fixture, 4, 1, 2, 0);
  assert_list (fixture, LINEUP_KIND_CHANNELS, "s", "6 A [s] 1\n7 B [s] 2\n8 C [s] 3\n9 D [s] -1\n");
  lineup_catalogue_fixture_check (fixture);
}

static void
test_kinds_are_apart (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyItem channel[] = { { 1, "Channel", "a", 1 } };
  const LineupDummyItem movie[] = { { 1, "Movie", "a", 1 } };
  const LineupDummyItem series[] = { { 1, "Series", "a", 1 } };

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_CHANNELS, channel);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movie);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_SERIES, series);
  assert_list (fixture, LINEUP_KIND_CHANNELS, "a", "1 Channel [a] 1\n");
  assert_list (fixture, LINEUP_KIND_MOVIES, "a", "1 Movie [a] 1\n");
  assert_list (fixture, LINEUP_KIND_SERIES, "a", "1 Series [a] 1\n");
  lineup_catalogue_fixture_check (fixture);
}

static void
test_force (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_movies ();
  const LineupDummyItem movies[] = {
    { 1, "One", "a", 100 },    { 2, "Two", "b,a", 300 }, { 1, "One", "a", 100 },
    { 3, "Three", NULL, 200 }, { 5, "Five", "b", 0 },    { 5, "Five", "b", 0 },
  };
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (movies,
                                                                           G_N_ELEMENTS (movies));

  g_assert_true (lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_FORCE, NULL, NULL));
  lineup_catalogue_fixture_assert_report (fixture, 4, 1, 3, 1);
  assert_list (fixture,
               LINEUP_KIND_MOVIES,
               NULL,
               "2 Two [b,a] 300\n3 Three [uncategorized] 200\n1 One [a] 100\n5 Five [b] 0\n");
  lineup_catalogue_fixture_check (fixture);
}

/* Categories */

static void
test_categories (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_movies ();
  const LineupDummyCategory first[] = {
    { "b", "Bees", NULL },
    { NULL },
    { "z", "Zed", "b" },
    { "b", "Bees again", NULL },
  };
  const LineupDummyCategory second[] = {
    { "y", "Why", NULL },
    { "b", "Bees", NULL },
    { "a", "Ays", NULL },
    { "z", "Zett", "b" },
  };
  const LineupDummyCategory third[] = { { "z", "Zett", "b" }, { "y", "Why", NULL } };

  lineup_catalogue_fixture_import_categories (
      fixture, LINEUP_LIST_MOVIE_CATEGORIES, first, G_N_ELEMENTS (first));
  lineup_catalogue_fixture_assert_report (fixture, 2, 2, 0, 0);
  g_assert_cmpuint (fixture->report.rejected, ==, 1);
  g_assert_cmpuint (
      lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIE_CATEGORIES), ==, 2);
  assert_categories (fixture,
                     LINEUP_KIND_MOVIES,
                     "b Bees - 2\nz Zed b 0\na Category a - 2\nuncategorized Uncategorized - 1\n");

  /* Categories that stay are where they were, whatever comes between them. */
  lineup_catalogue_fixture_import_categories (
      fixture, LINEUP_LIST_MOVIE_CATEGORIES, second, G_N_ELEMENTS (second));
  lineup_catalogue_fixture_assert_report (fixture, 4, 2, 1, 0);
  assert_categories (
      fixture,
      LINEUP_KIND_MOVIES,
      "y Why - 0\nb Bees - 2\na Ays - 2\nz Zett b 0\nuncategorized Uncategorized - 1\n");

  /* Two have changed places; the others are not listed any more, but named by items. */
  lineup_catalogue_fixture_import_categories (
      fixture, LINEUP_LIST_MOVIE_CATEGORIES, third, G_N_ELEMENTS (third));
  lineup_catalogue_fixture_assert_report (fixture, 2, 0, 2, 2);
  g_assert_cmpuint (
      lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIE_CATEGORIES), ==, 2);
  assert_categories (
      fixture,
      LINEUP_KIND_MOVIES,
      "z Zett b 0\ny Why - 0\na Ays - 2\nb Bees - 2\nuncategorized Uncategorized - 1\n");
  lineup_catalogue_fixture_check (fixture);
}

static void
test_categories_unchanged (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyCategory categories[] = { { "b", "Bees", NULL }, { "z", "Zed", "b" } };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lineup_catalogue_fixture_import_categories (
      fixture, LINEUP_LIST_SERIES_CATEGORIES, categories, 2);
  before = lineup_catalogue_fixture_checksum (fixture);
  lineup_catalogue_fixture_import_categories (
      fixture, LINEUP_LIST_SERIES_CATEGORIES, categories, 2);
  lineup_catalogue_fixture_assert_report (fixture, 2, 0, 0, 0);
  after = lineup_catalogue_fixture_checksum (fixture);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

/* A category that nobody lists lives as long as items name it. */
static void
test_unlisted_category (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_movies ();
  LineupDummyItem movies[G_N_ELEMENTS (MOVIES)];

  memcpy (movies, MOVIES, sizeof movies);
  movies[0].categories = "q";
  movies[1].categories = "q";
  movies[2].categories = "b";
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_categories (fixture, LINEUP_KIND_MOVIES, "b Category b - 2\nq Category q - 2\n");
  assert_list (fixture, LINEUP_KIND_MOVIES, "a", "");
  lineup_catalogue_fixture_check (fixture);
}

/* Quarantine */

static void
run_n_movies (LineupCatalogueFixture *fixture,
              gint64 first,
              guint n_movies,
              LineupImportFlags flags)
{
  g_autofree LineupDummyItem *movies = g_new0 (LineupDummyItem, n_movies + 1);
  g_autoptr (LineupDummyItemSource) source = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_movies; i++)
    movies[i] = (LineupDummyItem){ first + i, "Movie", "a", 1 + i };
  source = lineup_dummy_item_source_new (movies, n_movies);
  lineup_catalogue_fixture_run (fixture, LINEUP_LIST_MOVIES, source, flags, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_quarantine (gint64 first, guint n_movies, guint n_stored, gboolean expected)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run_n_movies (fixture, 1, n_stored, LINEUP_IMPORT_NONE);
  before = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 100);
  run_n_movies (fixture, first, n_movies, LINEUP_IMPORT_NONE);
  g_assert_cmpint (fixture->report.quarantined, ==, expected);
  g_assert_cmpuint (fixture->report.seen, ==, n_movies);
  if (!expected)
    return;

  g_assert_cmpuint (fixture->report.added, ==, 0);
  g_assert_cmpuint (fixture->report.removed, ==, 0);
  g_assert_cmpuint (fixture->n_changed, ==, n_stored > 0);
  after = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 100);
  g_assert_cmpstr (before, ==, after);

  run_n_movies (fixture, first, n_movies, LINEUP_IMPORT_ACCEPT_SHRINK);
  g_assert_false (fixture->report.quarantined);
  g_assert_cmpuint (
      lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, n_movies);
  lineup_catalogue_fixture_check (fixture);
}

static void
test_quarantine (void)
{
  assert_quarantine (1, 0, 0, FALSE);
  assert_quarantine (1, 0, 1, TRUE);
  assert_quarantine (1, 0, 30, TRUE);
  assert_quarantine (1, 1, 19, FALSE);
  assert_quarantine (1, 9, 20, TRUE);
  assert_quarantine (1, 10, 20, FALSE);
  assert_quarantine (1, 10, 21, TRUE);
  /* As many, but others. */
  assert_quarantine (100, 20, 20, TRUE);
  assert_quarantine (11, 20, 20, FALSE);
}

static void
test_quarantine_categories (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyCategory categories[] = { { "b", "Bees", NULL } };
  g_autoptr (LineupDummyItemSource) nothing = lineup_dummy_item_source_new (NULL, 0);

  lineup_catalogue_fixture_import_categories (
      fixture, LINEUP_LIST_CHANNEL_CATEGORIES, categories, 1);
  lineup_catalogue_fixture_import_categories (fixture, LINEUP_LIST_CHANNEL_CATEGORIES, NULL, 0);
  g_assert_true (fixture->report.quarantined);
  assert_categories (fixture, LINEUP_KIND_CHANNELS, "b Bees - 0\n");
  g_assert_true (lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_CHANNEL_CATEGORIES, nothing, LINEUP_IMPORT_ACCEPT_SHRINK, NULL, NULL));
  lineup_catalogue_fixture_assert_report (fixture, 0, 0, 0, 1);
  assert_categories (fixture, LINEUP_KIND_CHANNELS, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/first-import", test_first_import);
  g_test_add_func ("/catalogue/unchanged", test_unchanged);
  g_test_add_func ("/catalogue/other-version", test_other_version);
  g_test_add_func ("/catalogue/same-to-other-version", test_same_to_other_version);
  g_test_add_func ("/catalogue/added-changed-removed", test_added_changed_removed);
  g_test_add_func ("/catalogue/order-of-categories", test_order_of_categories);
  g_test_add_func ("/catalogue/rejected", test_rejected);
  g_test_add_func ("/catalogue/repeated/at-first", test_repeated_at_first);
  g_test_add_func ("/catalogue/repeated/later", test_repeated_later);
  g_test_add_func ("/catalogue/repeated/when-added", test_repeated_when_added);
  g_test_add_func ("/catalogue/repeated/after-known", test_repeated_after_known);
  g_test_add_func ("/catalogue/repeated/uncategorized", test_repeated_uncategorized);
  g_test_add_func ("/catalogue/channels-shift", test_channels_shift);
  g_test_add_func ("/catalogue/kinds-are-apart", test_kinds_are_apart);
  g_test_add_func ("/catalogue/force", test_force);
  g_test_add_func ("/catalogue/categories/list", test_categories);
  g_test_add_func ("/catalogue/categories/unchanged", test_categories_unchanged);
  g_test_add_func ("/catalogue/categories/unlisted", test_unlisted_category);
  g_test_add_func ("/catalogue/quarantine/items", test_quarantine);
  g_test_add_func ("/catalogue/quarantine/categories", test_quarantine_categories);

  return g_test_run ();
}
