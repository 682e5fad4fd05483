/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-index-merger.h"
#include "lineup-index-search.h"
#include "lineup-index-segments.h"
#include "lineup-shelf.h"
#include "lineup-transaction.h"

#include <sqlite3.h>

/* Whoever reads what is damaged says so, instead of finding nothing, or what is not there. */

/* Reads what it is given the shelf for. Ends with an error where that is damaged. */
typedef gboolean (*Use) (LineupShelf *shelf, GError **error);

typedef struct
{
  const char *what;
  const char *sql;
  Use use;
} Damage;

/* Returns a shelf with as many segments as are merged: what older ones have of one row counts no
 * longer. */
static LineupShelf *
make_shelf (void)
{
  static const LineupIndexRow added[] = {
    { .row = 1, .id = 1, .name = "Heat", .is_new = TRUE },
    { .row = 2, .id = 2, .name = "Up", .is_new = TRUE },
  };
  static const LineupIndexRow changed[] = {
    { .row = 1, .id = 1, .name = "Heathers and the Heat of the Moment" },
  };
  LineupShelf *shelf = lineup_shelf_new ();

  lineup_shelf_add (shelf, added, G_N_ELEMENTS (added));
  lineup_shelf_add (shelf, changed, G_N_ELEMENTS (changed));
  lineup_shelf_add (shelf, changed, G_N_ELEMENTS (changed));
  return shelf;
}

static void
run (LineupShelf *shelf, const char *sql)
{
  sqlite3 *connection = NULL;

  g_assert_cmpint (
      sqlite3_open (lineup_database_get_path (shelf->database), &connection), ==, SQLITE_OK);
  if (sqlite3_exec (connection, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (connection));
  sqlite3_close (connection);
}

static gboolean
search (LineupShelf *shelf, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupTyped) typed = lineup_typed_new ("heat");
  const LineupIndexSearch wanted = { .typed = typed, .limit = 10, .near = TRUE };
  g_autoptr (LineupIndex) index = NULL;
  g_autoptr (GArray) hits = NULL;
  gboolean is_complete = FALSE;

  if (!lineup_transaction_begin_read (&transaction, shelf->database, error))
    return FALSE;
  index = lineup_index_open (shelf->database, LINEUP_SHELF_BOOKS, error);
  if (index != NULL)
    hits = lineup_index_search_run (&wanted, index, &is_complete, error);
  return hits != NULL;
}

static gboolean
merge (LineupShelf *shelf, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupIndexMerger) merger = NULL;
  gboolean is_done = FALSE;

  return lineup_transaction_begin_write (&transaction, shelf->database, error)
         && lineup_index_merger_begin (shelf->database, LINEUP_SHELF_BOOKS, &merger, error)
         && (merger == NULL || lineup_index_merger_go_on (merger, 100, &is_done, error));
}

static gboolean
change (LineupShelf *shelf, GError **error)
{
  const LineupIndexRow row = { .row = 1, .id = 1, .name = "Heat" };
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupIndexWriter) writer = NULL;
  gboolean is_done = FALSE;

  if (!lineup_transaction_begin_write (&transaction, shelf->database, error))
    return FALSE;
  writer = lineup_index_writer_begin (shelf->database, LINEUP_SHELF_BOOKS, shelf->directory, error);
  return writer != NULL && lineup_index_writer_add (writer, &row, error)
         && lineup_index_writer_write (writer, 100, &is_done, error)
         && lineup_index_writer_end (writer, error);
}

/* A posting is: bytes of its key, of which so many are the last one's, these bytes, the window,
 * bytes of its rows, and these. */
static const Damage damages[] = {
  { "no leaf", "DELETE FROM books_leaves", search },
  { "no posting", "UPDATE books_leaves SET postings = x'ffffffffffff'", search },
  { "nothing", "UPDATE books_leaves SET postings = x''", search },
  { "a key before the last one",
    "UPDATE books_leaves SET postings = x'020001620001000200016100010002000168000100'",
    search },
  { "a row beyond the window",
    "UPDATE books_leaves SET postings = x'0500016865617400028040'",
    search },
  { "no row", "UPDATE books_leaves SET postings = x'05000168656174000002000169000100'", search },
  { "a window beyond the last",
    "UPDATE books_leaves SET postings = x'05000168656174070100'",
    search },
  { "windows without end",
    "UPDATE books_leaves SET postings = x'050001686561748080808008010000ffffffff0f0100'",
    search },
  { "another segment's leaf", "UPDATE books_firsts SET leaf = 5", search },
  { "a leaf beyond the last", "UPDATE books_firsts SET leaf = leaf + 1000", search },
  { "no word", "DELETE FROM books_words", search },
  { "words without an end", "UPDATE books_words SET words = substr(words, 1, 9)", search },
  { "words after the end",
    "INSERT INTO books_words SELECT piece + 1, words FROM books_words",
    search },
  { "words after others that are lost", "UPDATE books_words SET piece = piece + 1", search },
  { "a word that is none", "UPDATE books_words SET words = x'ffff00'", search },
  { "a word before the last one", "UPDATE books_words SET words = x'0001620000016100'", search },
  { "a word in no leaf", "UPDATE books_words SET words = x'0004686561740500'", search },
  { "a word that no posting has", "UPDATE books_words SET words = x'0004686562740000'", search },
  { "a state that there is not", "UPDATE books_segments SET state = 7", search },
  { "a number below the first", "UPDATE books_segments SET segment = -segment", search },
  { "a number beyond all",
    "UPDATE books_segments SET segment = 3000000000 WHERE segment = 1",
    search },
  { "fewer leaves than none", "UPDATE books_segments SET leaves = -1", search },
  { "a column's size", "UPDATE books_columns SET bytes = x'00'", search },
  { "a window beyond all", "UPDATE books_columns SET place = place + 4000000000", search },
  { "a window before all", "UPDATE books_columns SET place = place - 4000000000", search },
  { "rows that are none", "UPDATE books_stale SET rows = x''", search },
  { "rows beyond their window", "UPDATE books_stale SET rows = x'8040'", search },
  { "a stale window beyond the last", "UPDATE books_stale SET window = 9", search },
  { "a segment that can't be merged", "UPDATE books_leaves SET postings = x'ffffffffffff'", merge },
  { "rows that can't be merged",
    "DELETE FROM books_stale;"
    "UPDATE books_leaves SET postings = x'0500016865617400028040'",
    merge },
  { "stale rows that can't be merged", "UPDATE books_stale SET rows = x'8040'", merge },
  { "stale rows that others are added to", "UPDATE books_stale SET rows = x'8040'", change },
  { "no segment", "DELETE FROM books_segments", change },
  { "no segment, and no leaves of it",
    "DELETE FROM books_segments; DELETE FROM books_leaves",
    change },
  { "a column that is changed", "UPDATE books_columns SET bytes = x'00'", change },
};

static void
test_damage (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      const Damage *damage = &damages[i];
      g_autoptr (LineupShelf) shelf = make_shelf ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", damage->what);
      g_assert_true (damage->use (shelf, &error));
      g_assert_no_error (error);
      run (shelf, damage->sql);
      g_assert_false (damage->use (shelf, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
      g_assert_true (lineup_database_is_damaged (shelf->database));
    }
}

/* As many windows as rows of decades have are no damage. */
static void
test_many_windows (void)
{
  g_autoptr (LineupShelf) shelf = make_shelf ();
  g_autoptr (GError) error = NULL;

  run (shelf,
       "WITH RECURSIVE windows (number) AS "
       "(VALUES (1) UNION ALL SELECT number + 1 FROM windows WHERE number < 2000) "
       "INSERT INTO books_columns (place, bytes) SELECT number * 4, x'00' FROM windows");
  g_assert_true (search (shelf, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/index/damage", test_damage);
  g_test_add_func ("/index/damage/many-windows", test_many_windows);
  return g_test_run ();
}
