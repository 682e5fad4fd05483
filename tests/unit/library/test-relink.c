/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-library-fixture.h"
#include "lineup-library-relink.h"
#include "lineup-random.h"

#include <string.h>

/* Seed of another run, to have its course again. */
#define SEED_VARIABLE "LINEUP_SEED"

static gboolean
is_done (gpointer user_data)
{
  const LineupLibraryFixture *fixture = user_data;

  return !lineup_librarian_is_looking (fixture->librarian);
}

static void
load (LineupLibraryFixture *fixture, LineupList list, const char *lines)
{
  const gboolean is_empty = *lines == '\0';

  /* An empty list would be quarantined. */
  lineup_library_fixture_import (fixture, list, is_empty ? "999999 Nothing at all" : lines);
  lineup_await_until (is_done, fixture);
}

static void
assert_marks (LineupLibraryFixture *fixture, guint kind, const char *expected)
{
  g_autofree char *marks = lineup_library_fixture_show (fixture, kind);

  g_assert_cmpstr (marks, ==, expected);
}

static void
favour (LineupLibraryFixture *fixture, gint64 id)
{
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FAVOURITE, LINEUP_KIND_MOVIES, id, TRUE);
}

static const struct
{
  const char *before;
  const char *after;
  const char *marks; /* of the first one of before, afterwards */
} moves[] = {
  /* The same, renamed or not. */
  { "1 Dune", "1 Dune", "1:f" },
  { "1 Dune", "1 |FR| DÜNE 4K", "1:f" },
  { "1 Dune;2021", "1 Dune: Part One;2021", "1:f" },
  { "1 Dune", "1 Dune (2021);2021", "1:f" },
  { "1 Dune;;7", "1 Something else;;7", "1:f" },
  /* Another one has its id. */
  { "1 Dune", "1 Alien", "" },
  { "1 Dune;1984", "1 Dune;2021", "" },
  { "1 Dune;;7", "1 Dune Part Two;;8", "" },
  /* Another id. */
  { "1 Dune;;7", "1 Alien\n5 Wüste;;7", "5:f" },
  { "1 Dune", "5 DUNE", "5:f" },
  { "1 EN - Dune;2021", "5 FR - Dune;2021", "5:f" },
  { "1 EN - Dune;2021", "5 FR - Dune;2021\n6 EN - Dune;2021", "6:f" },
  { "1 Dune;2021", "5 Dune;1984\n6 Dune;2021", "6:f" },
  /* More than one fits, or none does. */
  { "1 Dune", "5 Dune\n6 Dune", "" },
  { "1 Dune", "5 FR - Dune\n6 EN - Dune", "" },
  { "1 Dune;2021", "5 Dune;1984", "" },
  { "1 Dune;;7", "5 Dune;;8", "" },
  /* What is elsewhere was not renamed. */
  { "1 Star Wars Episode IV\n2 Star Wars Episode V",
    "1 Star Wars Episode V\n2 Star Wars Episode IV",
    "2:f" },
  { "1 Star Wars Episode IV\n2 Star Wars Episode V", "1 Star Wars Episode V", "" },
};

static void
test_moves (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
      const gboolean has_other = strstr (moves[i].before, "\n2 ") != NULL;

      g_test_message ("%s → %s", moves[i].before, moves[i].after);
      load (fixture, LINEUP_LIST_MOVIES, moves[i].before);
      favour (fixture, 1);
      if (has_other)
        lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FORGET, LINEUP_KIND_MOVIES, 2, FALSE);
      load (fixture, LINEUP_LIST_MOVIES, moves[i].after);
      assert_marks (fixture, LINEUP_KIND_MOVIES, moves[i].marks);
      /* All of it is on the disk. */
      lineup_library_fixture_reopen (fixture);
      assert_marks (fixture, LINEUP_KIND_MOVIES, moves[i].marks);
      /* What was there is there again. */
      load (fixture, LINEUP_LIST_MOVIES, moves[i].before);
      assert_marks (fixture, LINEUP_KIND_MOVIES, "1:f");
    }
}

/* Both are known, and each stays with its own. */
static void
test_swap (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  load (fixture, LINEUP_LIST_MOVIES, "1 One\n2 Two\n3 Three");
  favour (fixture, 1);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_HIDE, LINEUP_KIND_MOVIES, 2, TRUE);
  lineup_library_fixture_play (fixture, LINEUP_KIND_MOVIES, 3, 60, 600);
  load (fixture, LINEUP_LIST_MOVIES, "1 Two\n2 Three\n3 One");
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:h 2:@60 3:f");
}

/* What is said of one that has just come back is said of the same, whoever is first. */
static void
test_merge (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  load (fixture, LINEUP_LIST_MOVIES, "1 One\n2 Two");
  favour (fixture, 1);
  load (fixture, LINEUP_LIST_MOVIES, "2 Two");
  assert_marks (fixture, LINEUP_KIND_MOVIES, "");
  lineup_library_fixture_import (fixture, LINEUP_LIST_MOVIES, "2 Two\n7 One");
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_HIDE, LINEUP_KIND_MOVIES, 7, TRUE);
  lineup_await_until (is_done, fixture);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "7:fh");
  g_assert_cmpuint (
      lineup_library_shelf_get_size (lineup_library_get_shelf (fixture->library)), ==, 1);
}

/* A year and no day more. */
static void
test_patience (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  LineupLibraryShelf *shelf = lineup_library_get_shelf (fixture->library);

  load (fixture, LINEUP_LIST_MOVIES, "1 One\n2 Two");
  favour (fixture, 1);
  load (fixture, LINEUP_LIST_MOVIES, "2 Two");
  lineup_test_clock_advance (fixture->items->clock, LINEUP_LIBRARY_PATIENCE * G_TIME_SPAN_SECOND);
  load (fixture, LINEUP_LIST_MOVIES, "2 Two\n3 Three");
  g_assert_cmpuint (lineup_library_shelf_get_size (shelf), ==, 1);
  lineup_test_clock_advance (fixture->items->clock, G_TIME_SPAN_SECOND);
  load (fixture, LINEUP_LIST_MOVIES, "2 Two");
  g_assert_cmpuint (lineup_library_shelf_get_size (shelf), ==, 0);
}

/* A series that has another id has its episodes by season and number, once these are known. */
static void
test_episodes (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  load (fixture, LINEUP_LIST_SERIES, "5 Five\n6 Six");
  lineup_library_fixture_put_episodes (fixture, 5, "50 1 1, 51 1 2");
  lineup_library_fixture_play (fixture, LINEUP_KIND_EPISODES, 50, 60, 600);
  lineup_library_fixture_play (fixture, LINEUP_KIND_EPISODES, 51, 599, 600);
  assert_marks (fixture, LINEUP_KIND_EPISODES, "50:@60 51:w");
  assert_marks (fixture, LINEUP_KIND_SERIES, "5:w");
  load (fixture, LINEUP_LIST_SERIES, "5 Six\n8 Five");
  assert_marks (fixture, LINEUP_KIND_EPISODES, "");
  assert_marks (fixture, LINEUP_KIND_SERIES, "8:w");
  lineup_library_fixture_put_episodes (fixture, 8, "80 1 1, 81 1 2, 82 1 3");
  lineup_librarian_look_again (fixture->librarian, 0);
  lineup_await_until (is_done, fixture);
  assert_marks (fixture, LINEUP_KIND_EPISODES, "80:@60 81:w");
  /* There is one more. */
  assert_marks (fixture, LINEUP_KIND_SERIES, "");
}

/* Who has seen all of a series need not have asked for its episodes. */
static void
test_unknown_episodes (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  load (fixture, LINEUP_LIST_SERIES, "5 Five");
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_WATCH, LINEUP_KIND_SERIES, 5, TRUE);
  lineup_library_fixture_put_episodes (fixture, 5, "50 1 1, 51 1 2");
  lineup_librarian_look_again (fixture->librarian, 0);
  lineup_await_until (is_done, fixture);
  assert_marks (fixture, LINEUP_KIND_EPISODES, "50:w 51:w");
  assert_marks (fixture, LINEUP_KIND_SERIES, "5:w");
}

static void
sync_categories (LineupLibraryFixture *fixture,
                 const LineupDummyCategory *categories,
                 gsize n_categories)
{
  lineup_catalogue_fixture_import_categories (
      fixture->items, LINEUP_LIST_MOVIE_CATEGORIES, categories, n_categories);
  lineup_await_until (is_done, fixture);
}

static gboolean
hides (LineupLibraryFixture *fixture, const char *id)
{
  return lineup_marks_is_category_hidden (
      lineup_library_get_marks (fixture->library), LINEUP_KIND_MOVIES, id);
}

static void
hide_new (LineupLibraryFixture *fixture)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_librarian_set_hide_new_async (
      fixture->librarian, TRUE, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  lineup_librarian_finish (fixture->librarian, result, &error);
  g_assert_no_error (error);
}

/* Categories that come are hidden, those that were there are not; one that has another id is no new
 * one. */
static void
test_new_categories (void)
{
  static const LineupDummyCategory first[] = { { "a", "A", NULL, FALSE },
                                               { "b", "B", NULL, FALSE } };
  static const LineupDummyCategory second[]
      = { { "a", "A", NULL, FALSE }, { "x", "B", NULL, FALSE }, { "c", "C", NULL, FALSE } };
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  hide_new (fixture);
  sync_categories (fixture, first, G_N_ELEMENTS (first));
  g_assert_false (hides (fixture, "a") || hides (fixture, "b"));
  lineup_library_fixture_hide_category (fixture, LINEUP_KIND_MOVIES, "b", TRUE);
  lineup_library_fixture_reopen (fixture);
  sync_categories (fixture, second, G_N_ELEMENTS (second));
  g_assert_false (hides (fixture, "a") || hides (fixture, "b"));
  g_assert_true (hides (fixture, "x") && hides (fixture, "c"));
}

/* A panel that does all that panels do: whatever happens, what was said stays with what it was said
 * of, as long as that is there. */

#define N_FILMS  60
#define N_ROUNDS 40

/* Number of ways in which a panel writes a title. */
#define N_WORDINGS 4

typedef struct
{
  gint64 id; /* 0 while it is away */
  guint wording;
  gboolean has_tmdb;
  gboolean is_marked;
} Film;

static char *
describe (const Film *films)
{
  GString *lines = g_string_new ("100000 Nothing like any other");

  for (guint i = 0; i < N_FILMS; i++)
    {
      /* No two have a word in common. */
      g_autofree char *title = g_strdup_printf ("Film%u Title%u", i, i);

      if (films[i].id == 0)
        continue;
      g_string_append_printf (lines, "\n%" G_GINT64_FORMAT " ", films[i].id);
      if (films[i].wording == 0)
        g_string_append (lines, title);
      else if (films[i].wording == 1)
        g_string_append_printf (lines, "EN - %s", title);
      else if (films[i].wording == 2)
        g_string_append_printf (lines, "|FR| %s", title);
      else
        g_string_append_printf (lines, "4K-NF - %s", title);
      g_string_append_printf (lines, ";%u;", 1950 + i);
      if (films[i].has_tmdb)
        g_string_append_printf (lines, "%u", 5000 + i);
    }
  return g_string_free (lines, FALSE);
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  const Film *film = *(const Film *const *)a;
  const Film *other = *(const Film *const *)b;

  return film->id < other->id ? -1 : film->id > other->id;
}

static void
assert_films (LineupLibraryFixture *fixture, Film *films)
{
  g_autoptr (GPtrArray) there = g_ptr_array_new ();
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < N_FILMS; i++)
    {
      if (films[i].is_marked && films[i].id != 0)
        g_ptr_array_add (there, &films[i]);
    }
  g_ptr_array_sort (there, compare_ids);
  for (guint i = 0; i < there->len; i++)
    {
      const Film *film = there->pdata[i];

      g_string_append_printf (expected,
                              "%s%" G_GINT64_FORMAT ":@%u",
                              i > 0 ? " " : "",
                              film->id,
                              (guint)(film - films) + 100);
    }
  assert_marks (fixture, LINEUP_KIND_MOVIES, expected->str);
}

/* Ids are given out anew, also those that others had. */
static void
renumber (Film *films, LineupRandom *random)
{
  gint64 next = 1 + lineup_random_below (random, 5);

  for (guint i = 0; i < N_FILMS; i++)
    {
      if (films[i].id != 0)
        films[i].id = next++;
    }
}

static gint64
find_free_id (const Film *films, LineupRandom *random)
{
  while (TRUE)
    {
      const gint64 id = 1 + lineup_random_below (random, 2 * N_FILMS);
      gboolean is_taken = FALSE;

      for (guint i = 0; i < N_FILMS; i++)
        is_taken = is_taken || films[i].id == id;
      if (!is_taken)
        return id;
    }
}

static void
change (Film *films, LineupRandom *random)
{
  for (guint i = 0; i < N_FILMS; i++)
    {
      Film *film = &films[i];

      switch (lineup_random_below (random, 8))
        {
        case 0:
          film->id = film->id == 0 ? find_free_id (films, random) : 0;
          break;
        case 1:
          if (film->id != 0)
            film->id = find_free_id (films, random);
          break;
        case 2:
          film->wording = lineup_random_below (random, N_WORDINGS);
          break;
        case 3:
          film->has_tmdb = !film->has_tmdb;
          break;
        default:
          break;
        }
    }
  if (lineup_random_below (random, 5) == 0)
    renumber (films, random);
}

static void
test_property (void)
{
  const char *text = g_getenv (SEED_VARIABLE);
  LineupRandom random;
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  Film films[N_FILMS] = { 0 };

  lineup_random_init (&random, text != NULL ? g_ascii_strtoull (text, NULL, 10) : 4711, 0, 0);

  for (guint i = 0; i < N_FILMS; i++)
    films[i] = (Film){ .id = i + 1, .is_marked = i % 3 == 0 };
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *lines = describe (films);

      load (fixture, LINEUP_LIST_MOVIES, lines);
      if (round == 0)
        {
          for (guint i = 0; i < N_FILMS; i++)
            {
              if (films[i].is_marked)
                lineup_library_fixture_play (
                    fixture, LINEUP_KIND_MOVIES, films[i].id, i + 100, 6000);
            }
        }
      assert_films (fixture, films);
      if (round % 7 == 6)
        lineup_library_fixture_reopen (fixture);
      change (films, &random);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/relink/moves", test_moves);
  g_test_add_func ("/library/relink/swap", test_swap);
  g_test_add_func ("/library/relink/merge", test_merge);
  g_test_add_func ("/library/relink/patience", test_patience);
  g_test_add_func ("/library/relink/episodes", test_episodes);
  g_test_add_func ("/library/relink/unknown-episodes", test_unknown_episodes);
  g_test_add_func ("/library/relink/new-categories", test_new_categories);
  g_test_add_func ("/library/relink/property", test_property);
  return g_test_run ();
}
