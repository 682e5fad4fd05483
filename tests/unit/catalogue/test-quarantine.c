/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-quarantine.h"

#include "lineup-catalogue-fixture.h"

/* A list that is too short to be true, and stays so. */

#define HOUR ((gint64)3600 * G_USEC_PER_SEC)

#define N_STORED 40

/* The catalogue is opened anew before each list, as after a restart. */
typedef struct
{
  LineupCatalogueFixture *fixture; /* (owned) */
  gint64 time;                     /* hours that have passed */
  gboolean renamed;
} Course;

static void
course_clear (Course *self)
{
  lineup_catalogue_fixture_free (self->fixture);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Course, course_clear)

static void
import (Course *self, gint64 first, guint n_movies)
{
  g_autofree LineupDummyItem *movies = g_new0 (LineupDummyItem, n_movies + 1);
  const guint64 salt = self->renamed ? 1000 : 0;
  g_autoptr (LineupDummyItemSource) source = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_movies; i++)
    movies[i] = (LineupDummyItem){
      first + i, self->renamed ? "Film" : "Movie", "a", salt + (guint64)first + i
    };
  source = lineup_dummy_item_source_new (movies, n_movies);
  lineup_catalogue_fixture_run (
      self->fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, &error);
  g_assert_no_error (error);
  lineup_catalogue_fixture_check (self->fixture);
}

static void
course_begin (Course *self)
{
  self->fixture = lineup_catalogue_fixture_new ();
  import (self, 1, N_STORED);
}

/* Some movies arrive at a time in hours. */
static gboolean
is_believed (Course *self, gint64 time, gint64 first, guint n_movies)
{
  g_assert_cmpint (time, >=, self->time);
  lineup_test_clock_advance (self->fixture->clock, (time - self->time) * HOUR);
  self->time = time;
  lineup_catalogue_fixture_reopen (self->fixture,
                                   lineup_catalogue_get_generation (self->fixture->catalogue));
  import (self, first, n_movies);
  if (!self->fixture->report.quarantined)
    {
      g_assert_cmpuint (
          lineup_catalogue_get_count (self->fixture->catalogue, LINEUP_LIST_MOVIES), ==, n_movies);
      return TRUE;
    }
  g_assert_cmpuint (
      lineup_catalogue_get_count (self->fixture->catalogue, LINEUP_LIST_MOVIES), ==, N_STORED);
  return FALSE;
}

static void
test_believed (void)
{
  g_auto (Course) course = { 0 };

  course_begin (&course);
  g_assert_false (is_believed (&course, 0, 1, 5));
  g_assert_false (is_believed (&course, 12, 1, 5));
  g_assert_true (is_believed (&course, 24, 1, 5));
  g_assert_cmpuint (course.fixture->report.removed, ==, N_STORED - 5);
}

static void
test_too_soon (void)
{
  g_auto (Course) course = { 0 };

  course_begin (&course);
  for (guint time = 0; time < 24; time += 4)
    g_assert_false (is_believed (&course, time, 1, 5));
  g_assert_true (is_believed (&course, 24, 1, 5));
}

static void
test_too_seldom (void)
{
  g_auto (Course) course = { 0 };

  course_begin (&course);
  g_assert_false (is_believed (&course, 0, 1, 5));
  g_assert_false (is_believed (&course, 100, 1, 5));
  g_assert_true (is_believed (&course, 101, 1, 5));
}

/* Ids count, also those that were not there before; what else is said of an item does not. */
static void
test_ids (void)
{
  g_auto (Course) course = { 0 };

  course_begin (&course);
  g_assert_false (is_believed (&course, 0, 35, 12));
  g_assert_false (is_believed (&course, 12, 36, 12));
  g_assert_false (is_believed (&course, 24, 35, 12));
  g_assert_false (is_believed (&course, 36, 34, 12));
  g_assert_false (is_believed (&course, 37, 34, 11));

  course.renamed = TRUE;
  g_assert_false (is_believed (&course, 48, 34, 12));
  course.renamed = FALSE;
  g_assert_false (is_believed (&course, 60, 34, 12));
  course.renamed = TRUE;
  g_assert_true (is_believed (&course, 72, 34, 12));
}

static void
test_empty (void)
{
  g_auto (Course) course = { 0 };

  course_begin (&course);
  g_assert_false (is_believed (&course, 0, 1, 0));
  g_assert_false (is_believed (&course, 12, 1, 0));
  g_assert_true (is_believed (&course, 24, 1, 0));
}

/* A good list in between, or one that was believed: it begins anew. */
static void
test_anew (void)
{
  g_auto (Course) course = { 0 };

  course_begin (&course);
  g_assert_false (is_believed (&course, 0, 1, 5));
  g_assert_false (is_believed (&course, 12, 1, 5));
  g_assert_true (is_believed (&course, 20, 1, N_STORED));
  g_assert_false (is_believed (&course, 24, 1, 5));
  g_assert_false (is_believed (&course, 36, 1, 5));
  g_assert_true (is_believed (&course, 48, 1, 5));
  g_assert_true (is_believed (&course, 49, 1, N_STORED));
  g_assert_false (is_believed (&course, 72, 1, 5));
}

static void
test_clock_set_back (void)
{
  g_auto (Course) course = { 0 };
  gint64 now = 0;

  course_begin (&course);
  now = lineup_clock_get_real_time (LINEUP_CLOCK (course.fixture->clock));
  g_assert_false (is_believed (&course, 100, 1, 5));
  g_assert_false (is_believed (&course, 112, 1, 5));
  lineup_test_clock_set_real_time (course.fixture->clock, now);
  g_assert_false (is_believed (&course, 113, 1, 5));
  g_assert_false (is_believed (&course, 136, 1, 5));
  g_assert_true (is_believed (&course, 137, 1, 5));
}

/* What is remembered of a list says nothing of another; categories are a list, too. */
static void
test_lists (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyCategory bees[] = { { "b", "Bees", NULL } };
  const LineupList lists[] = { LINEUP_LIST_MOVIE_CATEGORIES, LINEUP_LIST_SERIES_CATEGORIES };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    lineup_catalogue_fixture_import_categories (fixture, lists[i], bees, 1);
  for (guint i = 0; i < LINEUP_QUARANTINE_TIMES - 1; i++)
    {
      lineup_catalogue_fixture_import_categories (fixture, lists[0], NULL, 0);
      g_assert_true (fixture->report.quarantined);
      lineup_test_clock_advance (fixture->clock, 12 * HOUR);
    }
  lineup_catalogue_fixture_import_categories (fixture, lists[1], NULL, 0);
  g_assert_true (fixture->report.quarantined);
  lineup_catalogue_fixture_import_categories (fixture, lists[0], NULL, 0);
  g_assert_false (fixture->report.quarantined);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, lists[0]), ==, 0);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, lists[1]), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quarantine/believed", test_believed);
  g_test_add_func ("/quarantine/too-soon", test_too_soon);
  g_test_add_func ("/quarantine/too-seldom", test_too_seldom);
  g_test_add_func ("/quarantine/ids", test_ids);
  g_test_add_func ("/quarantine/empty", test_empty);
  g_test_add_func ("/quarantine/anew", test_anew);
  g_test_add_func ("/quarantine/clock-set-back", test_clock_set_back);
  g_test_add_func ("/quarantine/lists", test_lists);

  return g_test_run ();
}
