/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-garden.h"
#include "lineup-statement.h"
#include "lineup-transaction.h"

/* Statements take and give values by name, do nothing with a wrong one, and end by themselves. */

typedef struct
{
  LineupGarden *garden;     /* (owned) */
  LineupDatabase *database; /* (owned) */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->garden = lineup_garden_new ();
  self->database = lineup_garden_open (self->garden);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  lineup_database_close (self->database);
  lineup_garden_free (self->garden);
}

static LineupStatement *
get (Fixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  LineupStatement *statement = lineup_database_get_statement (
      self->database, name, LINEUP_GARDEN_NORTH, &error);

  g_assert_no_error (error);
  return statement;
}

static void
assert_plants (Fixture *self, const char *expected)
{
  g_autofree char *text = lineup_garden_describe (self->database, LINEUP_GARDEN_NORTH);

  g_assert_cmpstr (text, ==, expected);
}

static void
bind_rose (LineupStatement *add)
{
  lineup_statement_bind_blob_copy (add, "picture", "\1\0\2", 3);
  lineup_statement_bind_int (add, "height", 30);
  lineup_statement_bind_text (add, "name", "rose");
  lineup_statement_bind_int (add, "number", 7);
}

/* In whatever order they are bound and read. */
static void
test_names (Fixture *self, gconstpointer data)
{
  LineupStatement *add = get (self, "plant-add");
  LineupStatement *find = get (self, "plant-get");
  g_auto (LineupRows) rows = lineup_statement_query (find);
  gboolean has_row = FALSE;
  gsize length = 0;

  bind_rose (add);
  g_assert_true (lineup_statement_execute (add, NULL));
  assert_plants (self, "7 rose 30");

  lineup_statement_bind_int (find, "number", 7);
  g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
  g_assert_true (has_row);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpmem (lineup_rows_get_blob (&rows, "picture", &length), length, "\1\0\2", 3);
      g_assert_cmpint (lineup_rows_get_int (&rows, "number"), ==, 7);
      g_assert_cmpint (lineup_rows_get_type (&rows, "number"), ==, SQLITE_INTEGER);
      g_assert_cmpstr (lineup_rows_get_text (&rows, "name"), ==, "rose");
      g_assert_cmpint (lineup_rows_get_int_or (&rows, "height", -1), ==, 30);
      g_assert_cmpfloat_with_epsilon (lineup_rows_get_double (&rows, "height"), 30, 0.001);
    }
}

static void
test_null (Fixture *self, gconstpointer data)
{
  LineupStatement *add = get (self, "plant-add");
  LineupStatement *find = get (self, "plant-get");
  g_auto (LineupRows) rows = lineup_statement_query (find);
  gboolean has_row = FALSE;

  lineup_statement_bind_int (add, "number", 1);
  lineup_statement_bind_text_copy (add, "name", "oak");
  lineup_statement_bind_int_or_null (add, "height", -1, -1);
  lineup_statement_bind_empty_blob (add, "picture");
  g_assert_true (lineup_statement_execute (add, NULL));

  lineup_statement_bind_int (find, "number", 1);
  g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
  g_assert_true (lineup_rows_is_null (&rows, "height"));
  g_assert_cmpint (lineup_rows_get_int_or (&rows, "height", -1), ==, -1);
  g_assert_false (lineup_rows_is_null (&rows, "picture"));
}

static void
test_columns (Fixture *self, gconstpointer data)
{
  LineupStatement *find = get (self, "plant-get");
  LineupStatement *copy = get (self, "plant-copy");
  g_auto (LineupRows) rows = lineup_statement_query (find);
  static const char *const columns[] = { "height", "picture" };
  gboolean has_row = FALSE;

  bind_rose (get (self, "plant-add"));
  g_assert_true (lineup_statement_execute (get (self, "plant-add"), NULL));
  lineup_statement_bind_int (find, "number", 7);
  g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    lineup_statement_bind_column (copy, columns[i], &rows, columns[i]);
  lineup_statement_bind_int (copy, "copy", 8);
  lineup_statement_bind_text (copy, "name", "other rose");
  g_assert_true (lineup_statement_execute (copy, NULL));
  assert_plants (self, "7 rose 30, 8 other rose 30");
}

/* Mistakes in the program */

typedef struct
{
  const char *name;
  void (*make) (Fixture *self);
  const char *message;
} Mistake;

static void
bind_unknown (Fixture *self)
{
  lineup_statement_bind_int (get (self, "plant-add"), "colour", 1);
}

static void
bind_none (Fixture *self)
{
  lineup_statement_bind_int (get (self, "plants-list"), "number", 1);
}

static void
read_unknown (Fixture *self)
{
  g_auto (LineupRows) rows = lineup_statement_query (get (self, "plants-list"));
  gboolean has_row = FALSE;

  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 1, "rose");
  g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
  lineup_rows_get_int (&rows, "picture");
}

static void
run_unbound (Fixture *self)
{
  LineupStatement *add = get (self, "plant-add");

  lineup_statement_bind_int (add, "number", 1);
  lineup_statement_execute (add, NULL);
}

static void
ask_unbound (Fixture *self)
{
  g_auto (LineupRows) rows = lineup_statement_query (get (self, "plant-get"));
  gboolean has_row = FALSE;

  lineup_rows_next (&rows, &has_row, NULL);
}

static void
get_nameless_parameter (Fixture *self)
{
  get (self, "nameless-parameter");
}

static void
get_nameless_column (Fixture *self)
{
  get (self, "nameless-column");
}

static void
get_column_twice (Fixture *self)
{
  get (self, "column-twice");
}

static void
get_nothing (Fixture *self)
{
  get (self, "trees-list");
}

static const Mistake MISTAKES[] = {
  { "/statement/mistake/parameter", bind_unknown, "*plant-add.sql has no parameter colour*" },
  { "/statement/mistake/no-parameter", bind_none, "*plants-list.sql has no parameter number*" },
  { "/statement/mistake/column", read_unknown, "*plants-list.sql has no column picture*" },
  { "/statement/mistake/unbound", run_unbound, "*plant-add.sql is run without name*" },
  { "/statement/mistake/unbound-query", ask_unbound, "*plant-get.sql is run without number*" },
  { "/statement/mistake/nameless-parameter",
    get_nameless_parameter,
    "*nameless-parameter.sql has a parameter without a name*" },
  { "/statement/mistake/nameless-column",
    get_nameless_column,
    "*nameless-column.sql has a column without a name*" },
  { "/statement/mistake/column-twice",
    get_column_twice,
    "*column-twice.sql has two columns number*" },
  { "/statement/mistake/no-file", get_nothing, "*trees-list.sql is missing*" },
};

static void
test_mistake (Fixture *self, gconstpointer data)
{
  const Mistake *mistake = data;

  if (g_test_subprocess ())
    {
      mistake->make (self);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr (mistake->message);
}

/* Where nobody looks for mistakes, what is not whole is not written either: what was bound before
 * does not count. */
static void
test_unbound (Fixture *self, gconstpointer data)
{
  const GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  LineupStatement *add = get (self, "plant-add");
  g_autoptr (GError) error = NULL;

  bind_rose (add);
  g_assert_true (lineup_statement_execute (add, NULL));
  lineup_statement_bind_int (add, "number", 8);
  lineup_statement_bind_text (add, "name", "oak");
  lineup_statement_bind_null (add, "picture");
  g_assert_false (lineup_statement_execute (add, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_cmpstr (error->message, ==, "The garden's database was not given height");
  assert_plants (self, "7 rose 30");

  lineup_statement_bind_int (add, "height", 900);
  g_assert_true (lineup_statement_execute (add, NULL));
  assert_plants (self, "7 rose 30, 8 oak 900");
  g_log_set_always_fatal (fatal);
}

/* Of a value that is too long SQLite keeps nothing. */
static void
test_too_long (Fixture *self, gconstpointer data)
{
  LineupStatement *add = get (self, "plant-add");
  g_autoptr (GError) error = NULL;

  bind_rose (add);
  lineup_statement_bind_blob (add, "picture", "", (gsize)G_MAXINT + 1);
  g_assert_false (lineup_statement_execute (add, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  assert_plants (self, "");

  bind_rose (add);
  g_assert_true (lineup_statement_execute (add, NULL));
  assert_plants (self, "7 rose 30");
}

/* Ending */

/* The table could not be dropped, nor the transaction be committed, while rows are left. */
static void
test_left_in_the_middle (Fixture *self, gconstpointer data)
{
  LineupStatement *list = get (self, "plants-list");
  g_auto (LineupTransaction) transaction = { NULL };
  gboolean has_row = FALSE;

  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 1, "rose");
  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 2, "oak");
  g_assert_true (lineup_transaction_begin_write (&transaction, self->database, NULL));
  {
    g_auto (LineupRows) rows = lineup_statement_query (list);

    g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
    g_assert_true (has_row);
    g_assert_false (lineup_database_run (self->database, "plants-drop", LINEUP_GARDEN_NORTH, NULL));
  }
  lineup_garden_run (self->database, "plants-drop", LINEUP_GARDEN_NORTH);
  g_assert_true (lineup_transaction_commit (&transaction, NULL));
}

/* What was bound is forgotten with its rows, which begin anew. */
static void
test_again (Fixture *self, gconstpointer data)
{
  LineupStatement *find = get (self, "plant-get");
  gboolean has_row = FALSE;

  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 1, "rose");
  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 2, "oak");
  for (gint64 number = 1; number <= 3; number++)
    {
      g_auto (LineupRows) rows = lineup_statement_query (find);

      lineup_statement_bind_int (find, "number", number);
      g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
      g_assert_cmpint (has_row, ==, number <= 2);
      if (has_row)
        g_assert_cmpint (lineup_rows_get_int (&rows, "number"), ==, number);
    }
}

/* After the last row the same rows can be asked for others. */
static void
test_end (Fixture *self, gconstpointer data)
{
  LineupStatement *find = get (self, "plant-get");
  g_auto (LineupRows) rows = lineup_statement_query (find);
  gboolean has_row = FALSE;

  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 2, "oak");
  lineup_statement_bind_int (find, "number", 1);
  g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
  g_assert_false (has_row);
  lineup_statement_bind_int (find, "number", 2);
  g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
  g_assert_true (has_row);
}

static void
test_failed (Fixture *self, gconstpointer data)
{
  LineupStatement *add = get (self, "plant-add");
  g_autoptr (GError) error = NULL;

  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 1, "rose");
  bind_rose (add);
  g_assert_false (lineup_statement_execute (add, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_true (lineup_database_is_unique_violation (self->database));
  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 2, "oak");
  assert_plants (self, "1 rose -, 2 oak -");
}

/* SQLite takes no value for a statement that is stepped through. */
static void
test_bound_in_the_middle (Fixture *self, gconstpointer data)
{
  LineupStatement *find = get (self, "plant-get");
  g_auto (LineupRows) rows = lineup_statement_query (find);
  g_autoptr (GError) error = NULL;
  gboolean has_row = FALSE;

  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 1, "rose");
  lineup_statement_bind_int (find, "number", 1);
  g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
  lineup_statement_bind_int (find, "number", 2);
  g_assert_false (lineup_rows_next (&rows, &has_row, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/statement/names", test_names);
  ADD ("/statement/null", test_null);
  ADD ("/statement/columns", test_columns);
  for (gsize i = 0; i < G_N_ELEMENTS (MISTAKES); i++)
    g_test_add (MISTAKES[i].name, Fixture, &MISTAKES[i], set_up, test_mistake, tear_down);
  ADD ("/statement/unbound", test_unbound);
  ADD ("/statement/too-long", test_too_long);
  ADD ("/statement/left-in-the-middle", test_left_in_the_middle);
  ADD ("/statement/again", test_again);
  ADD ("/statement/end", test_end);
  ADD ("/statement/failed", test_failed);
  ADD ("/statement/bound-in-the-middle", test_bound_in_the_middle);
  return g_test_run ();
}
