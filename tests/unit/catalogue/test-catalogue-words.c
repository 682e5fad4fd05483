/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-fixture.h"

#include <sqlite3.h>

/* What the search index knows of the items, which is what a search will find. */

/* Returns the ids of the movies that match, in the order of their arrival. */
static char *
search (LineupCatalogueFixture *fixture, const char *words)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  g_autoptr (GString) ids = g_string_new (NULL);
  sqlite3 *connection = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (connection,
                                       "SELECT id FROM movies_text JOIN movies_keys "
                                       "ON movies_keys.row = movies_text.rowid "
                                       "WHERE movies_text MATCH ?1 ORDER BY movies_text.rowid",
                                       -1,
                                       &statement,
                                       NULL),
                   ==,
                   SQLITE_OK);
  sqlite3_bind_text (statement, 1, words, -1, SQLITE_STATIC);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (ids, "%d ", sqlite3_column_int (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (connection);
  return g_string_free (g_steal_pointer (&ids), FALSE);
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
  assert_finds (fixture, "genre : paris", "");
  assert_finds (fixture, "name : texas", "3 ");

  /* As imports keep it: a new name, one that only moved, one gone, one new. */
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, second);
  lineup_catalogue_fixture_check (fixture);
  assert_finds (fixture, "amelie", "1 ");
  assert_finds (fixture, "lyon", "1 ");
  assert_finds (fixture, "paris", "3 ");
  assert_finds (fixture, "pari*", "3 4 ");
  assert_finds (fixture, "ёл*", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/words", test_words);
  return g_test_run ();
}
