/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-reader.h"

#include <sqlite3.h>

/* Who reads a state is told of it first. */

#define N_MOVIES 60
#define N_LOOKS  1000

static void
fill (LineupDummyItem *movies)
{
  for (guint i = 0; i < N_MOVIES; i++)
    movies[i] = (LineupDummyItem){ .id = 1 + i, .name = "Movie", .categories = "a", .order = 1 };
}

/* A read of a state that nobody was told of yet. */
typedef struct
{
  LineupCatalogueFixture *fixture; /* (unowned) */
  gint has_read;                   /* atomic */
  guint64 generation;              /* that was read */
  gboolean is_answered;
  guint n_changed; /* when it was answered */
} EarlyRead;

static gpointer
read_generation (LineupReader *reader, gpointer user_data, GError **error)
{
  EarlyRead *self = user_data;
  const gboolean read = lineup_reader_get_generation (reader, &self->generation, error);

  g_atomic_int_set (&self->has_read, TRUE);
  return read ? self : NULL;
}

static void
on_early_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  EarlyRead *self = user_data;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error);
  g_assert_no_error (error);
  self->is_answered = TRUE;
  self->n_changed = self->fixture->n_changed;
}

static gboolean
is_answered (gpointer user_data)
{
  const EarlyRead *self = user_data;

  return self->is_answered;
}

/* What is committed can be read before anybody has been told of it: whoever does is told first. */
static void
test_early (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDummyItemSource) source = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  EarlyRead early = { .fixture = fixture };
  LineupDummyItem movies[N_MOVIES];
  LineupImportReport report;
  guint64 generation = 0;

  fill (movies);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  generation = lineup_catalogue_get_generation (fixture->catalogue);
  fixture->n_changed = 0;
  movies[0].name = "Another";
  source = lineup_dummy_item_source_new (movies, N_MOVIES);
  lineup_dummy_item_source_block_after (source);
  lineup_catalogue_import_async (fixture->catalogue,
                                 LINEUP_LIST_MOVIES,
                                 LINEUP_ITEM_SOURCE (source),
                                 LINEUP_IMPORT_NONE,
                                 NULL,
                                 lineup_await_callback,
                                 &result);
  while (!lineup_dummy_item_source_is_blocked (source))
    g_thread_yield ();
  lineup_catalogue_read_async (
      fixture->catalogue, read_generation, &early, NULL, NULL, NULL, on_early_read, &early);
  while (!g_atomic_int_get (&early.has_read))
    g_thread_yield ();
  g_assert_cmpuint (early.generation, ==, generation + 1);
  /* Its thread may take a moment to say so. */
  for (guint i = 0; i < N_LOOKS; i++)
    {
      lineup_await_nothing ();
      g_assert_false (early.is_answered);
      g_thread_yield ();
    }

  lineup_dummy_item_source_release (source);
  lineup_await (&result);
  g_assert_true (lineup_catalogue_import_finish (fixture->catalogue, result, &report, NULL));
  lineup_await_until (is_answered, &early);
  g_assert_cmpuint (early.n_changed, ==, 1);
}

/* Counts changes that no job has made. */
static void
raise_generation (LineupCatalogueFixture *fixture)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database,
                                 "UPDATE meta SET value = value + 9 WHERE name = 'generation'",
                                 NULL,
                                 NULL,
                                 NULL),
                   ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

/* What nobody is going to tell is not waited for, whatever jobs there were that came to nothing. */
static void
test_foreign (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDummyItemSource) first = NULL;
  g_autoptr (LineupDummyItemSource) second = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) given_up = NULL;
  g_autoptr (GError) error = NULL;
  EarlyRead early = { .fixture = fixture };
  LineupDummyItem movies[N_MOVIES];
  LineupImportReport report;

  fill (movies);
  first = lineup_dummy_item_source_new (movies, N_MOVIES);
  lineup_dummy_item_source_block_at (first, 1);
  lineup_catalogue_import_async (fixture->catalogue,
                                 LINEUP_LIST_MOVIES,
                                 LINEUP_ITEM_SOURCE (first),
                                 LINEUP_IMPORT_NONE,
                                 NULL,
                                 lineup_await_callback,
                                 &result);
  second = lineup_dummy_item_source_new (movies, N_MOVIES);
  lineup_catalogue_import_async (fixture->catalogue,
                                 LINEUP_LIST_SERIES,
                                 LINEUP_ITEM_SOURCE (second),
                                 LINEUP_IMPORT_NONE,
                                 cancellable,
                                 lineup_await_callback,
                                 &given_up);
  while (!lineup_dummy_item_source_is_blocked (first))
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  lineup_await (&given_up);
  g_assert_false (lineup_catalogue_import_finish (fixture->catalogue, given_up, &report, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_dummy_item_source_release (first);
  lineup_await (&result);
  g_assert_true (lineup_catalogue_import_finish (fixture->catalogue, result, &report, NULL));

  lineup_catalogue_fixture_settle (fixture);
  raise_generation (fixture);
  lineup_catalogue_read_async (
      fixture->catalogue, read_generation, &early, NULL, NULL, NULL, on_early_read, &early);
  lineup_await_until (is_answered, &early);
  g_assert_cmpuint (early.generation, ==, report.generation + 9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/early-reads/told-first", test_early);
  g_test_add_func ("/catalogue/early-reads/foreign", test_foreign);

  return g_test_run ();
}
