/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-library-fixture.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <string.h>

#define MOVIES "1 One\n2 Two\n3 Three\n4 Four"

static void
assert_marks (LineupLibraryFixture *fixture, guint kind, const char *expected)
{
  g_autofree char *marks = lineup_library_fixture_show (fixture, kind);

  g_assert_cmpstr (marks, ==, expected);
}

/* What was said is known at once, to those who are told of it, and after a restart. */
static void
test_say (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, MOVIES);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FAVOURITE, LINEUP_KIND_MOVIES, 3, TRUE);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_HIDE, LINEUP_KIND_MOVIES, 1, TRUE);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_WATCH, LINEUP_KIND_MOVIES, 1, TRUE);
  lineup_library_fixture_play (fixture, LINEUP_KIND_MOVIES, 2, 600, 6000);
  g_assert_cmpstr (fixture->told->str, ==, "movies/3 movies/1 movies/1 movies/2");
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:wh 2:@600 3:f");
  lineup_library_fixture_reopen (fixture);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:wh 2:@600 3:f");

  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FAVOURITE, LINEUP_KIND_MOVIES, 3, FALSE);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FORGET, LINEUP_KIND_MOVIES, 1, FALSE);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "2:@600");
  lineup_library_fixture_reopen (fixture);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "2:@600");
}

static gboolean
is_open (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name = NULL;
  gboolean found = FALSE;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      found = found || (target != NULL && g_str_has_suffix (target, ".library.db"));
    }
  return found;
}

/* A file that nobody writes to for a minute is closed, until somebody says something. */
static void
test_rest (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, MOVIES);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FAVOURITE, LINEUP_KIND_MOVIES, 3, TRUE);
  g_assert_true (is_open ());
  lineup_test_clock_advance (fixture->items->clock, 61 * G_USEC_PER_SEC);
  while (is_open ())
    g_main_context_iteration (NULL, FALSE);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "3:f");
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FAVOURITE, LINEUP_KIND_MOVIES, 1, TRUE);
  g_assert_true (is_open ());
  lineup_library_fixture_reopen (fixture);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:f 3:f");
}

static void
test_unknown (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  const LineupLibraryRequest request = { .verb = LINEUP_LIBRARY_FAVOURITE, .kind = 1, .id = 7 };
  const LineupLibraryRequest move = { .verb = LINEUP_LIBRARY_MOVE, .kind = 1, .id = 1 };
  g_autoptr (GError) error = NULL;

  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, MOVIES);
  g_assert_false (lineup_library_fixture_try (fixture, &request, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (lineup_library_fixture_try (fixture, &move, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
  g_assert_cmpstr (fixture->told->str, ==, "");
}

static char *
list_favourites (LineupLibraryFixture *fixture)
{
  LineupLibraryShelf *shelf = lineup_library_get_shelf (fixture->library);
  g_autoptr (GPtrArray) favourites = lineup_library_request_list_favourites (shelf,
                                                                             LINEUP_KIND_MOVIES);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < favourites->len; i++)
    {
      const LineupLibraryEntry *entry = favourites->pdata[i];

      g_string_append_printf (ids, "%" G_GINT64_FORMAT, entry->id);
    }
  return g_string_free (ids, FALSE);
}

static void
move (LineupLibraryFixture *fixture, gint64 id, guint place, const char *expected)
{
  const LineupLibraryRequest request
      = { .verb = LINEUP_LIBRARY_MOVE, .kind = LINEUP_KIND_MOVIES, .id = id, .place = place };
  g_autofree char *favourites = NULL;
  g_autoptr (GError) error = NULL;

  lineup_library_fixture_try (fixture, &request, &error);
  g_assert_no_error (error);
  favourites = list_favourites (fixture);
  g_assert_cmpstr (favourites, ==, expected);
}

static void
test_order (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  g_autofree char *favourites = NULL;

  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, MOVIES);
  for (gint64 id = 4; id > 0; id--)
    lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FAVOURITE, LINEUP_KIND_MOVIES, id, TRUE);
  move (fixture, 4, 4, "3214");
  move (fixture, 1, 0, "1324");
  move (fixture, 2, 1, "1234");
  move (fixture, 1, G_MAXUINT, "2341");
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FAVOURITE, LINEUP_KIND_MOVIES, 3, FALSE);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FAVOURITE, LINEUP_KIND_MOVIES, 3, TRUE);
  lineup_library_fixture_reopen (fixture);
  favourites = list_favourites (fixture);
  g_assert_cmpstr (favourites, ==, "2413");
}

/* What was looked into only is as it was; what was seen to its end is watched. */
static void
test_positions (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, MOVIES);
  lineup_library_fixture_play (fixture, LINEUP_KIND_MOVIES, 1, 29, 6000);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "");
  lineup_library_fixture_play (fixture, LINEUP_KIND_MOVIES, 1, 30, 6000);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:@30");
  lineup_library_fixture_play (fixture, LINEUP_KIND_MOVIES, 1, 5699, 6000);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:@5699");
  lineup_library_fixture_play (fixture, LINEUP_KIND_MOVIES, 1, 3, 6000);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:@5699");
  lineup_library_fixture_play (fixture, LINEUP_KIND_MOVIES, 1, 5700, 6000);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:w");
  lineup_library_fixture_play (fixture, LINEUP_KIND_MOVIES, 2, 5999, 0);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:w 2:@5999");
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_WATCH, LINEUP_KIND_MOVIES, 2, TRUE);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:w 2:w");
}

typedef struct
{
  LineupLibraryFixture *fixture; /* (unowned) */
  guint n_ended;
} Pace;

static void
on_said (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pace *pace = user_data;
  g_autoptr (GError) error = NULL;

  lineup_librarian_finish (LINEUP_LIBRARIAN (source), result, &error);
  g_assert_no_error (error);
  pace->n_ended++;
}

static gboolean
have_ended (gpointer user_data)
{
  const Pace *pace = user_data;

  return pace->n_ended % 10 == 0;
}

static gboolean
has_first_ended (gpointer user_data)
{
  const Pace *pace = user_data;

  return pace->n_ended == 1;
}

/* Of ten positions within a second the first and the last are written. */
static void
test_pace (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  Pace pace = { fixture, 0 };

  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, MOVIES);
  for (gint64 i = 1; i <= 10; i++)
    {
      const LineupLibraryRequest request = {
        .verb = LINEUP_LIBRARY_RESUME, .kind = LINEUP_KIND_MOVIES, .id = 1, .resume = i * 100
      };

      /* Whoever left does not matter. */
      lineup_librarian_say_async (fixture->librarian, &request, NULL, on_said, &pace);
    }
  lineup_await_until (has_first_ended, &pace);
  lineup_await_nothing ();
  g_assert_cmpuint (pace.n_ended, ==, 1);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:@100");
  lineup_test_clock_advance (fixture->items->clock, LINEUP_LIBRARIAN_PACE);
  lineup_await_until (have_ended, &pace);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:@1000");
  g_assert_cmpstr (fixture->told->str, ==, "movies/1 movies/1");
}

/* Number: of what is said in one breath. */
#define WORDS 100

static gboolean
have_all_ended (gpointer user_data)
{
  const Pace *pace = user_data;

  return pace->n_ended == WORDS;
}

/* Whoever says one thing and then another without waiting is taken at the last word. */
static void
test_last_word (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  Pace pace = { fixture, 0 };

  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, MOVIES);
  for (guint i = 0; i < WORDS; i++)
    {
      const LineupLibraryRequest request = { .verb = LINEUP_LIBRARY_HIDE,
                                             .kind = LINEUP_KIND_MOVIES,
                                             .id = 1 + i / 2 % 3,
                                             .on = i % 2 == 0 };

      /* Whoever left does not matter. */
      lineup_librarian_say_async (fixture->librarian, &request, NULL, on_said, &pace);
    }
  lineup_await_until (have_all_ended, &pace);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "");
}

/* What waits for its second is written at the end. */
static void
test_pace_at_end (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  Pace pace = { fixture, 8 };

  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, MOVIES);
  for (gint64 i = 1; i <= 2; i++)
    {
      const LineupLibraryRequest request = {
        .verb = LINEUP_LIBRARY_RESUME, .kind = LINEUP_KIND_MOVIES, .id = 1, .resume = i * 100
      };

      /* Whoever left does not matter. */
      lineup_librarian_say_async (fixture->librarian, &request, NULL, on_said, &pace);
    }
  lineup_library_fixture_reopen (fixture);
  g_assert_cmpuint (pace.n_ended, ==, 10);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:@200");
}

/* A series is watched when its last episode is. */
static void
test_series (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  lineup_library_fixture_import (fixture, LINEUP_LIST_SERIES, "5 Five");
  lineup_library_fixture_put_episodes (fixture, 5, "50 0 1, 51 1 1, 52 1 2, 53 2 1");
  lineup_library_fixture_play (fixture, LINEUP_KIND_EPISODES, 52, 500, 1000);
  assert_marks (fixture, LINEUP_KIND_EPISODES, "52:@500");
  assert_marks (fixture, LINEUP_KIND_SERIES, "");
  lineup_library_fixture_play (fixture, LINEUP_KIND_EPISODES, 53, 990, 1000);
  assert_marks (fixture, LINEUP_KIND_EPISODES, "52:@500 53:w");
  assert_marks (fixture, LINEUP_KIND_SERIES, "5:w");
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_WATCH, LINEUP_KIND_EPISODES, 53, FALSE);
  assert_marks (fixture, LINEUP_KIND_SERIES, "");
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_WATCH, LINEUP_KIND_SERIES, 5, TRUE);
  assert_marks (fixture, LINEUP_KIND_EPISODES, "50:w 51:w 52:w 53:w");
  assert_marks (fixture, LINEUP_KIND_SERIES, "5:w");
  lineup_library_fixture_reopen (fixture);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_WATCH, LINEUP_KIND_SERIES, 5, FALSE);
  assert_marks (fixture, LINEUP_KIND_EPISODES, "");
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FORGET, LINEUP_KIND_SERIES, 5, FALSE);
  g_assert_cmpuint (
      lineup_library_shelf_get_size (lineup_library_get_shelf (fixture->library)), ==, 0);
}

/* A file that is none is set aside with all that is in it, as often as that happens. */
static void
test_damage (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  g_autofree char *path = lineup_library_fixture_get_path (fixture, "");
  guint n_broken = 0;
  g_autoptr (GDir) folder = NULL;
  const char *name = NULL;

  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, MOVIES);
  for (guint i = 0; i < 2; i++)
    {
      lineup_library_fixture_say (fixture, LINEUP_LIBRARY_HIDE, LINEUP_KIND_MOVIES, 1, TRUE);
      g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
      lineup_library_fixture_reopen (fixture);
      assert_marks (fixture, LINEUP_KIND_MOVIES, "");
    }
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      if (strstr (name, ".broken-") != NULL && !g_str_has_suffix (name, "-wal"))
        {
          g_autofree char *broken = g_build_filename (fixture->folder, name, NULL);
          g_autofree char *contents = NULL;

          g_assert_true (g_file_get_contents (broken, &contents, NULL, NULL));
          g_assert_cmpstr (contents, ==, "no database");
          n_broken++;
        }
    }
  g_assert_cmpuint (n_broken, ==, 2);
}

/* A file that is deleted under a daemon comes back with all that is known. */
static void
test_lost_file (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  g_autofree char *path = lineup_library_fixture_get_path (fixture, "");

  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, MOVIES);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_HIDE, LINEUP_KIND_MOVIES, 1, TRUE);
  g_assert_cmpint (g_unlink (path), ==, 0);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_HIDE, LINEUP_KIND_MOVIES, 2, TRUE);
  lineup_library_fixture_reopen (fixture);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:h 2:h");
}

static void
test_categories (void)
{
  static const LineupDummyCategory categories[] = { { "a", "A", NULL, FALSE },
                                                    { "b", "B", NULL, FALSE } };
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  lineup_catalogue_fixture_import_categories (
      fixture->items, LINEUP_LIST_MOVIE_CATEGORIES, categories, G_N_ELEMENTS (categories));
  lineup_library_fixture_hide_category (fixture, LINEUP_KIND_MOVIES, "a", TRUE);
  g_assert_cmpstr (fixture->told->str, ==, "all");
  lineup_library_fixture_reopen (fixture);
  g_assert_true (lineup_marks_is_category_hidden (
      lineup_library_get_marks (fixture->library), LINEUP_KIND_MOVIES, "a"));
  g_assert_false (lineup_marks_is_category_hidden (
      lineup_library_get_marks (fixture->library), LINEUP_KIND_SERIES, "a"));
  g_assert_true (
      lineup_marks_hide (lineup_library_get_marks (fixture->library), LINEUP_KIND_MOVIES));
  lineup_library_fixture_hide_category (fixture, LINEUP_KIND_MOVIES, "a", FALSE);
  g_assert_false (
      lineup_marks_hide (lineup_library_get_marks (fixture->library), LINEUP_KIND_MOVIES));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* What is set aside is told of. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  g_test_add_func ("/library/say", test_say);
  g_test_add_func ("/library/rest", test_rest);
  g_test_add_func ("/library/unknown", test_unknown);
  g_test_add_func ("/library/order", test_order);
  g_test_add_func ("/library/positions", test_positions);
  g_test_add_func ("/library/pace", test_pace);
  g_test_add_func ("/library/last-word", test_last_word);
  g_test_add_func ("/library/pace-at-end", test_pace_at_end);
  g_test_add_func ("/library/series", test_series);
  g_test_add_func ("/library/damage", test_damage);
  g_test_add_func ("/library/lost-file", test_lost_file);
  g_test_add_func ("/library/categories", test_categories);
  return g_test_run ();
}
