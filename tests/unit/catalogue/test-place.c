/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place.h"
#include "lineup-statement-private.h"

#include <string.h>

/* Whatever SQLite sorts in one way, we have to compare in the same. */

static void
set_figure (LineupPlace *place, LineupSort sort, gint64 figure, gint64 row)
{
  const LineupFigures figures = { figure, figure, figure, figure, LINEUP_ADULT_UNKNOWN, FALSE };

  lineup_place_set_figure (place, sort, &figures, row);
}

/* All of them, ascending. */
static guint
make_places (LineupPlace *places)
{
  guint n = 0;

  places[n++] = (LineupPlace){ .type = SQLITE_INTEGER, .number = G_MININT64, .row = G_MININT64 };
  set_figure (&places[n++], LINEUP_SORT_ADDED, G_MAXINT64, 1);
  set_figure (&places[n++], LINEUP_SORT_RATING, 7300000, 9);
  set_figure (&places[n++], LINEUP_SORT_YEAR, 1999, 1);
  set_figure (&places[n++], LINEUP_SORT_YEAR, 1999, 2);
  set_figure (&places[n++], LINEUP_SORT_YEAR, 1998, 1);
  set_figure (&places[n++], LINEUP_SORT_POSITION, 0, 1);
  set_figure (&places[n++], LINEUP_SORT_POSITION, 1, 1);
  set_figure (&places[n++], LINEUP_SORT_POSITION, G_MAXINT64, 1);
  lineup_place_set_text (&places[n++], "a", 1);
  lineup_place_set_text (&places[n++], "a", 2);
  lineup_place_set_text (&places[n++], "a b", 1);
  lineup_place_set_text (&places[n++], "ab", 1);
  lineup_place_set_text (&places[n++], "я", 1);
  lineup_place_set_text (&places[n++], "日", 1);
  set_figure (&places[n++], LINEUP_SORT_YEAR, LINEUP_FIGURE_UNKNOWN, 1);
  lineup_place_set_text (&places[n++], "", 2);
  lineup_place_set_unknown (&places[n++], 3);
  return n;
}

#define MAX_PLACES 32

static void
test_compare (void)
{
  LineupPlace places[MAX_PLACES];
  const guint n_places = make_places (places);

  for (guint i = 0; i < n_places; i++)
    {
      for (guint j = 0; j < n_places; j++)
        {
          const int order = lineup_place_compare (&places[i], &places[j]);

          g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
        }
    }
}

static void
test_key (void)
{
  LineupPlace a;
  LineupPlace b;

  lineup_place_set_text (&a, "x", 1);
  lineup_place_set_text (&b, "x", 2);
  g_assert_true (lineup_place_has_key_of (&a, &b));
  lineup_place_set_text (&b, "y", 1);
  g_assert_false (lineup_place_has_key_of (&a, &b));
  lineup_place_set_unknown (&a, 1);
  g_assert_false (lineup_place_has_key_of (&a, &b));
  lineup_place_set_text (&b, "", 7);
  g_assert_true (lineup_place_has_key_of (&a, &b));
}

static LineupStatement *
prepare (sqlite3 *connection, const char *sql)
{
  sqlite3_stmt *handle = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &handle, NULL), ==, SQLITE_OK);
  return lineup_statement_new (NULL, "places", handle);
}

static void
assert_places (LineupStatement *list, const LineupPlace *places, guint n_places)
{
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = FALSE;

  for (guint i = 0; i < n_places; i++)
    {
      LineupPlace place;

      g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
      g_assert_true (has_row);
      lineup_place_read (&place, &rows);
      g_assert_cmpint (lineup_place_compare (&place, &places[i]), ==, 0);
      g_assert_cmpint (place.type, ==, places[i].type);
    }
  g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
  g_assert_false (has_row);
}

/* Into SQLite in any order, and sorted out of it. */
static void
test_sqlite (void)
{
  LineupPlace places[MAX_PLACES];
  const guint n_places = make_places (places);
  sqlite3 *connection = NULL;
  LineupStatement *insert = NULL;
  LineupStatement *list = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &connection), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (connection, "CREATE TABLE places (key, row INTEGER)", NULL, NULL, NULL),
      ==,
      SQLITE_OK);
  insert = prepare (connection, "INSERT INTO places VALUES (:key, :row)");
  for (guint i = 0; i < n_places; i++)
    {
      const LineupPlace *place = &places[i * 7 % n_places];

      lineup_place_bind_key (place, insert, "key");
      lineup_statement_bind_int (insert, "row", place->row);
      g_assert_true (lineup_statement_execute (insert, NULL));
    }
  lineup_statement_free (insert);

  list = prepare (connection, "SELECT * FROM places ORDER BY key, row");
  assert_places (list, places, n_places);
  lineup_statement_free (list);
  sqlite3_close (connection);
}

/* What is unknown is last in both directions. */
static void
test_directions (void)
{
  LineupPlace places[MAX_PLACES];
  const guint n_places = make_places (places);

  for (guint i = 0; i < n_places; i++)
    {
      for (guint j = 0; j < n_places; j++)
        {
          const gboolean unknown = places[i].type == SQLITE_BLOB;
          const gboolean other_unknown = places[j].type == SQLITE_BLOB;

          g_assert_cmpint (lineup_place_comes_before (&places[i], &places[j], FALSE), ==, i < j);
          g_assert_cmpint (lineup_place_comes_before (&places[i], &places[j], TRUE),
                           ==,
                           unknown == other_unknown ? i > j : other_unknown);
        }
    }
}

static gboolean
has_range (const LineupFilter *filter, LineupSort sort, gint64 figure)
{
  LineupPlace first;
  LineupPlace last;
  LineupPlace place;

  g_assert_true (lineup_place_get_range (filter, sort, &first, &last));
  set_figure (&place, sort, figure, 17);
  return lineup_place_comes_before (&first, &place, FALSE)
         && lineup_place_comes_before (&place, &last, FALSE);
}

static void
test_range (void)
{
  const LineupFilter all = LINEUP_FILTER_INIT;
  const LineupFilter some = { .year_max = 1999, .min_rating = 7.3, .added_since = 100 };
  const LineupFilter years = { .year_min = 1990, .year_max = 1999 };
  LineupPlace first;
  LineupPlace last;

  for (guint i = 0; i < LINEUP_N_SORTS; i++)
    g_assert_false (lineup_place_get_range (&all, (LineupSort)i, &first, &last));
  g_assert_false (lineup_place_get_range (&some, LINEUP_SORT_NAME, &first, &last));
  g_assert_false (lineup_place_get_range (&some, LINEUP_SORT_POSITION, &first, &last));
  g_assert_false (lineup_place_get_range (&years, LINEUP_SORT_RATING, &first, &last));

  g_assert_true (has_range (&some, LINEUP_SORT_YEAR, 1999));
  g_assert_true (has_range (&some, LINEUP_SORT_YEAR, 1));
  g_assert_false (has_range (&some, LINEUP_SORT_YEAR, 2000));
  g_assert_false (has_range (&some, LINEUP_SORT_YEAR, LINEUP_FIGURE_UNKNOWN));
  g_assert_true (has_range (&years, LINEUP_SORT_YEAR, 1990));
  g_assert_false (has_range (&years, LINEUP_SORT_YEAR, 1989));
  g_assert_true (has_range (&some, LINEUP_SORT_RATING, 7300000));
  g_assert_false (has_range (&some, LINEUP_SORT_RATING, 7299999));
  g_assert_false (has_range (&some, LINEUP_SORT_RATING, LINEUP_FIGURE_UNKNOWN));
  g_assert_true (has_range (&some, LINEUP_SORT_ADDED, 100));
  g_assert_false (has_range (&some, LINEUP_SORT_ADDED, 99));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/place/compare", test_compare);
  g_test_add_func ("/place/directions", test_directions);
  g_test_add_func ("/place/range", test_range);
  g_test_add_func ("/place/key", test_key);
  g_test_add_func ("/place/sqlite", test_sqlite);

  return g_test_run ();
}
