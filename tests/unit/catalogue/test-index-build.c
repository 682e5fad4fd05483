/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-build.h"

#include "lineup-await.h"
#include "lineup-catalogue-file.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-catalogue-schema.h"
#include "lineup-error.h"
#include "lineup-failing-disk.h"
#include "lineup-index-due.h"
#include "lineup-search.h"
#include "lineup-transaction.h"

#include <sqlite3.h>

/* A catalogue that can be listed before it can be searched, and an index that is made of its rows.
 */

/* Items: more than are indexed along with a first load. */
#define N_MANY 20000

#define N_FEW 300

/* Searching */

typedef struct
{
  LineupSearch search;
  GString *ids; /* (owned) */
  gboolean is_complete;
} Search;

static void
append_id (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  Search *self = user_data;

  g_string_append_printf (self->ids, "%" G_GINT64_FORMAT " ", item->id);
  self->is_complete = rank->is_complete;
}

static gpointer
read_search (LineupReader *reader, gpointer user_data, GError **error)
{
  Search *self = user_data;

  return lineup_search_read (reader, &self->search, append_id, self, error) ? self : NULL;
}

/* Time stands still: what is to be found is there however slow the machine is. */
static gint64
get_no_time (gpointer user_data)
{
  return 0;
}

static LineupSearch
make_search (const char *text)
{
  return (LineupSearch){ .text = text,
                         .kinds = 1U << LINEUP_KIND_MOVIES,
                         .filter = LINEUP_FILTER_INIT,
                         .limit = 3,
                         .get_time = get_no_time };
}

static void
assert_search (LineupCatalogueFixture *fixture,
               const LineupSearch *query,
               const char *expected,
               gboolean is_complete)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Search search = { *query, ids, is_complete };

  g_test_message ("%s", query->text);
  lineup_catalogue_read_async (
      fixture->catalogue, read_search, &search, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ids->str, ==, expected);
  g_assert_cmpint (search.is_complete, ==, is_complete);
}

static void
assert_finds (LineupCatalogueFixture *fixture,
              const char *text,
              const char *expected,
              gboolean is_complete)
{
  const LineupSearch search = make_search (text);

  assert_search (fixture, &search, expected, is_complete);
}

/* A large catalogue, whose index waits for somebody else. */

typedef struct
{
  LineupCatalogueFixture *fixture; /* (owned) */
  LineupDummyItemSource *other;    /* (owned): what waits */
  GCancellable *cancellable;       /* (owned): of what waits */
  GAsyncResult *others;            /* (owned) (nullable): its end */
  GPtrArray *names;                /* (owned) (element-type utf8) */
  LineupItem *items;               /* (owned) */
  guint n_notified;
} Loaded;

static void
on_notified (LineupCatalogue *catalogue, GParamSpec *pspec, Loaded *self)
{
  self->n_notified++;
}

/* What is rated best comes last. */
static void
make_items (Loaded *self, LineupDummyItem *elements)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->items = g_new0 (LineupItem, N_MANY);
  for (guint i = 0; i < N_MANY; i++)
    {
      g_ptr_array_add (self->names, g_strdup_printf ("Film %u of many", i));
      elements[i] = (LineupDummyItem){ .id = i + 1, .name = g_ptr_array_index (self->names, i) };
      self->items[i] = (LineupItem){
        .id = i + 1,
        .name = elements[i].name,
        .plot = "Everybody sleeps",
        .position = -1,
        .genre = i % 2 == 0 ? "War" : "Drama",
        .rating = 1 + i * 5. / N_MANY,
        .year = 2000 + i % 2,
      };
    }
}

static void
loaded_init (Loaded *self)
{
  g_autofree LineupDummyItem *elements = g_new0 (LineupDummyItem, N_MANY);
  g_autoptr (LineupDummyItemSource) source = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  LineupImportReport report;

  self->fixture = lineup_catalogue_fixture_new ();
  self->cancellable = g_cancellable_new ();
  make_items (self, elements);
  source = lineup_dummy_item_source_new (elements, N_MANY);
  lineup_dummy_item_source_set_items (source, self->items);
  self->other = lineup_dummy_item_source_new (elements, N_FEW);
  lineup_dummy_item_source_block_at (self->other, 1);
  g_assert_true (lineup_catalogue_fixture_open (self->fixture, NULL));
  g_signal_connect (
      self->fixture->catalogue, "notify::search-complete", G_CALLBACK (on_notified), self);
  lineup_catalogue_import_async (self->fixture->catalogue,
                                 LINEUP_LIST_MOVIES,
                                 LINEUP_ITEM_SOURCE (source),
                                 LINEUP_IMPORT_NONE,
                                 NULL,
                                 lineup_await_callback,
                                 &result);
  lineup_catalogue_import_async (self->fixture->catalogue,
                                 LINEUP_LIST_SERIES,
                                 LINEUP_ITEM_SOURCE (self->other),
                                 LINEUP_IMPORT_NONE,
                                 self->cancellable,
                                 lineup_await_callback,
                                 &self->others);
  lineup_await (&result);
  g_assert_true (lineup_catalogue_import_finish (self->fixture->catalogue, result, &report, NULL));
}

static void
loaded_go_on (Loaded *self)
{
  LineupImportReport report;

  lineup_dummy_item_source_release (self->other);
  lineup_await (&self->others);
  g_assert_true (
      lineup_catalogue_import_finish (self->fixture->catalogue, self->others, &report, NULL));
  lineup_catalogue_fixture_await_index (self->fixture);
}

static void
loaded_clear (Loaded *self)
{
  g_clear_object (&self->others);
  lineup_catalogue_fixture_free (self->fixture);
  g_object_unref (self->other);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->names);
  g_free (self->items);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loaded, loaded_clear)

static void
test_browse_first (void)
{
  g_auto (Loaded) loaded = { .fixture = NULL };
  LineupCatalogueFixture *fixture = NULL;
  LineupSearch search;

  loaded_init (&loaded);
  fixture = loaded.fixture;
  g_assert_false (lineup_catalogue_is_search_complete (fixture->catalogue));
  g_assert_cmpuint (loaded.n_notified, ==, 1);
  g_assert_cmpuint (
      lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, N_MANY);

  /* The exact name, whole words, beginnings: the best rated of each. */
  assert_finds (fixture, "FILM 17 of many", "18 ", FALSE);
  assert_finds (fixture, "film 17", "18 17802 17804 ", FALSE);
  assert_finds (fixture, "film", "19802 19804 19806 ", FALSE);
  /* What is not a beginning has to wait. */
  assert_finds (fixture, "many", "", FALSE);
  assert_finds (fixture, "everybody", "", FALSE);
  assert_finds (fixture, "nothing", "", FALSE);

  search = make_search ("film 17");
  search.filter.genre = "war";
  assert_search (fixture, &search, "17801 17803 17805 ", FALSE);
  search.filter.year_max = 2000;
  search.filter.min_rating = 5.4995;
  assert_search (fixture, &search, "17999 ", FALSE);
  search.filter.year_min = 2001;
  search.filter.year_max = 0;
  assert_search (fixture, &search, "", FALSE);
  search = make_search ("film 17");
  search.filter.category = "none";
  assert_search (fixture, &search, "", TRUE);
  search = make_search ("film 17");
  search.kinds = 1U << LINEUP_KIND_CHANNELS;
  assert_search (fixture, &search, "", TRUE);

  loaded_go_on (&loaded);
  g_assert_cmpuint (loaded.n_notified, ==, 2);
  assert_finds (fixture, "film 17", "18 17802 17804 ", TRUE);
  assert_finds (fixture, "many", "19802 19804 19806 ", TRUE);
  assert_finds (fixture, "everybody", "19802 19804 19806 ", TRUE);
  lineup_catalogue_fixture_check (fixture);
}

/* A catalogue that is closed meanwhile begins anew when it is opened. */
static void
test_interrupted (void)
{
  g_auto (Loaded) loaded = { .fixture = NULL };
  g_autoptr (GAsyncResult) closed = NULL;
  LineupCatalogue *catalogue = NULL;

  loaded_init (&loaded);
  catalogue = loaded.fixture->catalogue;
  g_cancellable_cancel (loaded.cancellable);
  lineup_catalogue_close_async (catalogue, NULL, lineup_await_callback, &closed);
  lineup_await (&closed);
  lineup_await (&loaded.others);
  g_assert_false (lineup_catalogue_is_search_complete (catalogue));
  g_clear_object (&loaded.others);
  g_clear_object (&closed);

  lineup_catalogue_fixture_reopen (loaded.fixture, lineup_catalogue_get_generation (catalogue));
  lineup_catalogue_fixture_await_index (loaded.fixture);
  assert_finds (loaded.fixture, "many", "19802 19804 19806 ", TRUE);
  lineup_catalogue_fixture_check (loaded.fixture);
}

/* What is there is cleared away along with what was to be made of it. */
static void
test_cleared (void)
{
  g_auto (Loaded) loaded = { .fixture = NULL };

  loaded_init (&loaded);
  g_cancellable_cancel (loaded.cancellable);
  g_assert_true (lineup_catalogue_fixture_clear (loaded.fixture, NULL));
  g_assert_true (lineup_catalogue_is_search_complete (loaded.fixture->catalogue));
  assert_finds (loaded.fixture, "film", "", TRUE);
  lineup_catalogue_fixture_check (loaded.fixture);
}

/* Piece by piece, over a connection of its own. */

typedef struct
{
  LineupCatalogueFixture *fixture; /* (owned) */
  LineupDatabase *database;        /* (owned) */
  LineupIndexBuild *build;         /* (owned) */
} Pieces;

static void
pieces_init (Pieces *self)
{
  g_autofree LineupDummyItem *elements = g_new0 (LineupDummyItem, N_FEW);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < N_FEW; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("Film %u", i));
      elements[i] = (LineupDummyItem){ i + 1, g_ptr_array_index (names, i), "a,b", i };
    }
  self->fixture = lineup_catalogue_fixture_new ();
  lineup_catalogue_fixture_import (self->fixture, LINEUP_LIST_MOVIES, elements, N_FEW);
  lineup_catalogue_fixture_settle (self->fixture);
  path = lineup_catalogue_fixture_get_path (self->fixture, "");
  self->database = lineup_database_open (
      lineup_catalogue_schema_get (), path, LINEUP_DATABASE_WRITER, &error);
  g_assert_no_error (error);
  self->build = lineup_index_build_new (self->database, LINEUP_KIND_MOVIES);
  lineup_index_due_set (self->database, LINEUP_KIND_MOVIES, &error);
  g_assert_no_error (error);
}

static void
pieces_clear (Pieces *self)
{
  lineup_index_build_free (self->build);
  lineup_database_close (self->database);
  lineup_catalogue_fixture_check (self->fixture);
  lineup_catalogue_fixture_free (self->fixture);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pieces, pieces_clear)

static void
try_piece (Pieces *self, gboolean *is_done, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };

  if (lineup_transaction_begin_write (&transaction, self->database, error)
      && lineup_index_build_go_on (self->build, 0, is_done, error))
    lineup_transaction_commit (&transaction, error);
}

/* Returns whether that was the last piece. */
static gboolean
do_piece (Pieces *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = FALSE;

  try_piece (self, &is_done, &error);
  g_assert_no_error (error);
  return is_done;
}

static guint
count_pieces (Pieces *self)
{
  guint n_pieces = 1;

  while (!do_piece (self))
    n_pieces++;
  return n_pieces;
}

static gboolean
is_due (Pieces *self)
{
  g_autoptr (GError) error = NULL;
  guint64 number = 0;

  lineup_index_due_get (self->database, LINEUP_KIND_MOVIES, &number, &error);
  g_assert_no_error (error);
  return lineup_index_due_is_odd (number);
}

static void
test_pieces (void)
{
  g_auto (Pieces) pieces = { .fixture = NULL };

  pieces_init (&pieces);
  g_assert_cmpuint (count_pieces (&pieces), >, 3);
  g_assert_false (is_due (&pieces));
}

/* Somebody else has written between any two pieces. */
static void
test_other_rows (void)
{
  g_auto (Pieces) pieces = { .fixture = NULL };
  g_autoptr (GError) error = NULL;
  guint n_pieces = 0;

  pieces_init (&pieces);
  n_pieces = count_pieces (&pieces);
  for (guint i = 0; i < n_pieces; i++)
    {
      const LineupDummyItem items[] = { { 1, "Another", "c", i }, { 1000 + i, "New", "c", i } };

      g_clear_pointer (&pieces.build, lineup_index_build_free);
      pieces.build = lineup_index_build_new (pieces.database, LINEUP_KIND_MOVIES);
      lineup_index_due_set (pieces.database, LINEUP_KIND_MOVIES, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < i; j++)
        g_assert_false (do_piece (&pieces));
      /* The catalogue makes the index that is due, too. */
      lineup_catalogue_fixture_import_array (pieces.fixture, LINEUP_LIST_MOVIES, items);
      lineup_catalogue_fixture_await_index (pieces.fixture);
      lineup_catalogue_fixture_settle (pieces.fixture);
      count_pieces (&pieces);
      g_assert_false (is_due (&pieces));
      lineup_catalogue_fixture_check (pieces.fixture);
    }
}

static void
test_begins_anew (void)
{
  g_auto (Pieces) pieces = { .fixture = NULL };
  g_autoptr (GError) error = NULL;
  guint n_pieces = 0;

  pieces_init (&pieces);
  n_pieces = count_pieces (&pieces);
  g_clear_pointer (&pieces.build, lineup_index_build_free);
  pieces.build = lineup_index_build_new (pieces.database, LINEUP_KIND_MOVIES);
  lineup_index_due_set (pieces.database, LINEUP_KIND_MOVIES, &error);
  g_assert_no_error (error);
  for (guint i = 1; i < n_pieces; i++)
    g_assert_false (do_piece (&pieces));
  lineup_index_due_set (pieces.database, LINEUP_KIND_MOVIES, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_pieces (&pieces), ==, n_pieces);
  g_assert_false (is_due (&pieces));
}

/* A disk that is full leaves an index that is due, and nothing else. */
static void
test_full_disk (void)
{
  g_auto (Pieces) pieces = { .fixture = NULL };
  gboolean is_done = FALSE;

  pieces_init (&pieces);
  for (gint n_writes = 0; !is_done; n_writes++)
    {
      g_autoptr (GError) error = NULL;

      lineup_index_due_set (pieces.database, LINEUP_KIND_MOVIES, &error);
      g_assert_no_error (error);
      lineup_failing_disk_set_room (n_writes);
      while (!is_done && error == NULL)
        try_piece (&pieces, &is_done, &error);
      lineup_failing_disk_set_room (-1);
      g_clear_pointer (&pieces.build, lineup_index_build_free);
      pieces.build = lineup_index_build_new (pieces.database, LINEUP_KIND_MOVIES);
      if (error == NULL)
        continue;
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
      is_done = FALSE;
      g_assert_true (is_due (&pieces));
      count_pieces (&pieces);
      lineup_catalogue_fixture_check (pieces.fixture);
    }
  g_assert_false (is_due (&pieces));
}

/* What could not be made is made after the next job that can be done. */
static void
test_again (void)
{
  g_auto (Loaded) loaded = { .fixture = NULL };

  loaded_init (&loaded);
  lineup_failing_disk_set_room (0);
  g_cancellable_cancel (loaded.cancellable);
  lineup_await (&loaded.others);
  while (!lineup_failing_disk_has_failed ())
    g_thread_yield ();
  lineup_failing_disk_set_room (-1);
  lineup_catalogue_fixture_await_index (loaded.fixture);
  assert_finds (loaded.fixture, "many", "19802 19804 19806 ", TRUE);
  lineup_catalogue_fixture_check (loaded.fixture);
}

/* An import that finds the index damaged is an import all the same. */

static guint n_warnings; /* a log writer can be set only once in a program */

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (!(level & G_LOG_LEVEL_WARNING))
    return g_log_writer_default (level, fields, n_fields, NULL);
  n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

static void
test_damaged_for_writer (void)
{
  static const LineupDummyItem first[] = {
    { 1, "Amélie à Paris", "a", 100 },
    { 2, "Ёлки", "a", 200 },
  };
  static const LineupDummyItem second[] = {
    { 1, "Amélie in Lyon", "a", 100 },
    { 3, "Pariah", "b", 0 },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  sqlite3 *connection = NULL;

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, first);
  lineup_catalogue_fixture_settle (fixture);
  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (connection, "UPDATE movies_columns SET bytes = x'00'", NULL, NULL, NULL),
      ==,
      SQLITE_OK);
  sqlite3_close (connection);

  n_warnings = 0;
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, second);
  lineup_catalogue_fixture_assert_report (fixture, 2, 1, 1, 1);
  lineup_catalogue_fixture_await_index (fixture);
  lineup_catalogue_fixture_settle (fixture);
  g_assert_cmpuint (n_warnings, ==, 1);
  assert_finds (fixture, "lyon", "1 ", TRUE);
  assert_finds (fixture, "paria", "3 ", TRUE);
  assert_finds (fixture, "paris", "", TRUE);
  lineup_catalogue_fixture_check (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  lineup_failing_disk_install ();

  g_test_add_func ("/index-build/browse-first", test_browse_first);
  g_test_add_func ("/index-build/interrupted", test_interrupted);
  g_test_add_func ("/index-build/cleared", test_cleared);
  g_test_add_func ("/index-build/pieces", test_pieces);
  g_test_add_func ("/index-build/other-rows", test_other_rows);
  g_test_add_func ("/index-build/begins-anew", test_begins_anew);
  g_test_add_func ("/index-build/full-disk", test_full_disk);
  g_test_add_func ("/index-build/again", test_again);
  g_test_add_func ("/index-build/damaged-for-writer", test_damaged_for_writer);
  return g_test_run ();
}
