/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-row-set.h"

/* Sets of rows are as a table of booleans is. */

#define N_WINDOWS 3
#define N_ROWS    (N_WINDOWS * LINEUP_ROW_SET_WINDOW)

/* Adds rows at random, few or many. */
static LineupRowSet *
make_set (gboolean *table, int one_in)
{
  LineupRowSet *self = lineup_row_set_new (N_WINDOWS);

  for (guint32 row = 0; row < N_ROWS; row++)
    {
      table[row] = g_test_rand_int_range (0, one_in) == 0;
      if (table[row])
        lineup_row_set_add (self, row);
    }
  return self;
}

static void
assert_set (const LineupRowSet *self, const gboolean *table)
{
  guint32 found = 0;
  guint n = 0;

  for (guint32 row = 0; row < N_ROWS; row++)
    {
      g_assert_cmpint (lineup_row_set_contains (self, row), ==, table[row]);
      if (!table[row])
        continue;
      g_assert_true (lineup_row_set_next (self, &found));
      g_assert_cmpuint (found, ==, row);
      found++;
      n++;
    }
  g_assert_false (lineup_row_set_next (self, &found));
  g_assert_cmpuint (lineup_row_set_count (self), ==, n);
  g_assert_cmpint (lineup_row_set_is_empty (self), ==, n == 0);
}

static void
test_operations (void)
{
  static const int densities[] = { 2, 10, 5000, G_MAXINT };
  g_autofree gboolean *table = g_new0 (gboolean, N_ROWS);
  g_autofree gboolean *other_table = g_new0 (gboolean, N_ROWS);

  for (guint i = 0; i < G_N_ELEMENTS (densities) * 4; i++)
    {
      g_autoptr (LineupRowSet) self = make_set (table, densities[i % 4]);
      g_autoptr (LineupRowSet) other = make_set (other_table, densities[i / 4]);
      g_autoptr (LineupRowSet) copy = lineup_row_set_copy (self);

      assert_set (self, table);
      lineup_row_set_unite (copy, other);
      assert_set (self, table);
      for (guint32 row = 0; row < N_ROWS; row++)
        table[row] = table[row] || other_table[row];
      assert_set (copy, table);
      lineup_row_set_subtract (copy, self);
      for (guint32 row = 0; row < N_ROWS; row++)
        table[row] = table[row] && !lineup_row_set_contains (self, row);
      assert_set (copy, table);
      lineup_row_set_intersect (self, other);
      for (guint32 row = 0; row < N_ROWS; row++)
        table[row] = other_table[row] && !table[row];
      assert_set (self, table);
    }
}

/* Whoever asks for rows that there can't be gets none. */
static void
test_ends (void)
{
  g_autoptr (LineupRowSet) none = lineup_row_set_new (0);
  g_autoptr (LineupRowSet) self = lineup_row_set_new (1);
  guint32 row = 0;

  g_assert_true (lineup_row_set_is_empty (none));
  g_assert_false (lineup_row_set_next (none, &row));
  lineup_row_set_add (self, LINEUP_ROW_SET_WINDOW - 1);
  g_assert_false (lineup_row_set_contains (self, LINEUP_ROW_SET_WINDOW));
  g_assert_true (lineup_row_set_next (self, &row));
  g_assert_cmpuint (row, ==, LINEUP_ROW_SET_WINDOW - 1);
  row = LINEUP_ROW_SET_WINDOW;
  g_assert_false (lineup_row_set_next (self, &row));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/row-set/operations", test_operations);
  g_test_add_func ("/row-set/ends", test_ends);
  return g_test_run ();
}
