/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-fixture.h"
#include "lineup-tokenizer.h"

#include <sqlite3.h>

/* What the search index knows of the items, which is what a search will find. */

#define N_ITEMS 200

/* Runs a query that knows one word, if any, and returns the numbers that it gives. */
static char *
query (LineupCatalogueFixture *fixture, const char *sql, const char *words)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  g_autoptr (GString) numbers = g_string_new (NULL);
  sqlite3 *connection = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_true (lineup_tokenizer_register (connection, NULL));
  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (words != NULL)
    sqlite3_bind_text (statement, 1, words, -1, SQLITE_STATIC);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (numbers, "%d ", sqlite3_column_int (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (connection);
  return g_string_free (g_steal_pointer (&numbers), FALSE);
}

/* Returns the ids of the movies that match, in the order of their arrival. */
static char *
search (LineupCatalogueFixture *fixture, const char *words)
{
  return query (fixture,
                "SELECT id FROM movies_text JOIN movies_keys "
                "ON movies_keys.row = movies_text.rowid "
                "WHERE movies_text MATCH ?1 ORDER BY movies_text.rowid",
                words);
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
  assert_finds (fixture, "paris", "1 3 ");
  assert_finds (fixture, "p*", "1 3 ");
  assert_finds (fixture, "ёл*", "2 ");

  /* As imports keep it: a new name, one that only moved, one gone, one new. */
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, second);
  lineup_catalogue_fixture_check (fixture);
  assert_finds (fixture, "amelie", "1 ");
  assert_finds (fixture, "lyon", "1 ");
  assert_finds (fixture, "paris", "3 ");
  assert_finds (fixture, "pari*", "3 4 ");
  assert_finds (fixture, "ёл*", "");
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

/* However many items change, the index grows by one piece: many small ones would have to be merged,
 * which costs a multiple of writing them. */
static void
test_pieces (void)
{
  static const char *const pieces = "SELECT count(DISTINCT segid) FROM movies_text_idx";
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  import_names (fixture, "old");
  first = query (fixture, pieces, NULL);
  import_names (fixture, "new");
  second = query (fixture, pieces, NULL);

  g_assert_cmpstr (first, ==, "1 ");
  g_assert_cmpstr (second, ==, "2 ");
  assert_finds (fixture, "old", "");
  lineup_catalogue_fixture_check (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/words", test_words);
  g_test_add_func ("/catalogue/words/pieces", test_pieces);
  return g_test_run ();
}
