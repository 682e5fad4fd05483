/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search.h"

#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"

#include <sqlite3.h>

/* What the search index knows of the items, which is what a search will find. */

#define N_ITEMS 200

/* Runs a query, and returns the numbers that it gives. */
static char *
query (LineupCatalogueFixture *fixture, const char *sql)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  g_autoptr (GString) numbers = g_string_new (NULL);
  sqlite3 *connection = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (numbers, "%d ", sqlite3_column_int (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (connection);
  return g_string_free (g_steal_pointer (&numbers), FALSE);
}

static void
append_id (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  g_string_append_printf (user_data, "%" G_GINT64_FORMAT " ", item->id);
}

typedef struct
{
  const char *text;
  GString *ids; /* (owned) */
} Search;

static gpointer
read_search (LineupReader *reader, gpointer user_data, GError **error)
{
  Search *self = user_data;
  const LineupSearch search = {
    .text = self->text,
    .kinds = 1U << LINEUP_KIND_MOVIES,
    .filter = LINEUP_FILTER_INIT,
    .limit = 50,
  };

  return lineup_search_read (reader, &search, append_id, self->ids, error) ? self : NULL;
}

/* Returns the ids of the movies that are found. */
static char *
search (LineupCatalogueFixture *fixture, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Search self = { text, g_string_new (NULL) };

  lineup_catalogue_read_async (
      fixture->catalogue, read_search, &self, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
  return g_string_free (self.ids, FALSE);
}

static void
assert_finds (LineupCatalogueFixture *fixture, const char *words, const char *expected)
{
  g_autofree char *ids = search (fixture, words);

  g_assert_cmpstr (ids, ==, expected);
}

static void
test_words (void)
{
  static const LineupDummyItem first[] = {
    { 1, "Amélie à Paris", "a", 100 },
    { 2, "Ёлки", "a", 200 },
    { 3, "Paris, Texas", "b", 300 },
  };
  static const LineupDummyItem second[] = {
    { 1, "Amélie in Lyon", "a", 100 },
    { 3, "Paris, Texas", "a", 400 },
    { 4, "Pariah", "b", 0 },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  /* As a first load fills it: accents and case don't matter, beginnings of words are found. */
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, first);
  assert_finds (fixture, "amelie", "1 ");
  assert_finds (fixture, "AMÉLIE", "1 ");
  assert_finds (fixture, "paris", "3 1 ");
  assert_finds (fixture, "p", "3 1 ");
  assert_finds (fixture, "ёл", "2 ");

  /* As imports keep it: a new name, one that only moved, one gone, one new. */
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, second);
  lineup_catalogue_fixture_check (fixture);
  assert_finds (fixture, "amelie", "1 ");
  assert_finds (fixture, "lyon", "1 ");
  assert_finds (fixture, "paris", "3 ");
  assert_finds (fixture, "pari", "3 4 ");
  assert_finds (fixture, "ёл", "");
}

/* Warnings, which would end the test, are part of what is tested. */
static guint n_warnings;

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (!(level & G_LOG_LEVEL_WARNING))
    return g_log_writer_default (level, fields, n_fields, NULL);
  n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

static void
damage (LineupCatalogueFixture *fixture, const char *sql)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}

/* What is damaged of an index is made of the rows again, which stay. */
static void
test_damaged (void)
{
  static const LineupDummyItem items[] = {
    { 1, "Amélie à Paris", "a", 100 },
    { 2, "Ёлки", "a", 200 },
  };
  static const char *const damages[] = {
    "UPDATE movies_leaves SET postings = x'ffffffffffff'",
    "UPDATE movies_leaves SET postings = x''",
    "DELETE FROM movies_leaves",
    "UPDATE movies_columns SET bytes = x'00'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

      guint64 generation = 0;

      lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, items);
      assert_finds (fixture, "amelie", "1 ");
      generation = lineup_catalogue_get_generation (fixture->catalogue);
      lineup_catalogue_fixture_reopen (fixture, generation);
      damage (fixture, damages[i]);
      n_warnings = 0;
      assert_finds (fixture, "amelie", "1 ");
      g_assert_cmpuint (n_warnings, ==, 1);
      lineup_catalogue_fixture_await_index (fixture);
      assert_finds (fixture, "paris", "1 ");
      g_assert_cmpuint (n_warnings, ==, 1);
      g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, generation);
      lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, items);
      g_assert_cmpuint (fixture->report.added, ==, 0);
      lineup_catalogue_fixture_check (fixture);
    }
}

static void
import_names (LineupCatalogueFixture *fixture, const char *suffix)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  LineupDummyItem items[N_ITEMS] = { 0 };

  for (guint i = 0; i < N_ITEMS; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("Film %u %s", i, suffix));
      items[i].id = i + 1;
      items[i].name = g_ptr_array_index (names, i);
    }
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, items);
}

/* However many items change, the index grows by one segment. */
static void
test_pieces (void)
{
  static const char *const pieces = "SELECT count(*) FROM movies_segments";
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  import_names (fixture, "old");
  first = query (fixture, pieces);
  import_names (fixture, "new");
  second = query (fixture, pieces);

  g_assert_cmpstr (first, ==, "1 ");
  g_assert_cmpstr (second, ==, "2 ");
  assert_finds (fixture, "old", "");
  lineup_catalogue_fixture_check (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  g_test_add_func ("/catalogue/words", test_words);
  g_test_add_func ("/catalogue/words/damaged", test_damaged);
  g_test_add_func ("/catalogue/words/pieces", test_pieces);
  return g_test_run ();
}
