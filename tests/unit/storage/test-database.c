/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-garden.h"
#include "lineup-transaction.h"

#include <glib/gstdio.h>

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

static void
assert_plants (Fixture *self, LineupGardenBed bed, const char *expected)
{
  g_autofree char *text = lineup_garden_describe (self->database, bed);

  g_assert_cmpstr (text, ==, expected);
}

/* A single set of SQL serves all beds, and none sees what grows in another. */
static void
test_sets (Fixture *self, gconstpointer data)
{
  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 1, "rose");
  lineup_garden_plant (self->database, LINEUP_GARDEN_SOUTH, 1, "oak");
  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 2, "elm");
  assert_plants (self, LINEUP_GARDEN_NORTH, "1 rose -, 2 elm -");
  assert_plants (self, LINEUP_GARDEN_SOUTH, "1 oak -");
}

static void
test_prepared_once (Fixture *self, gconstpointer data)
{
  LineupStatement *north = lineup_database_get_statement (
      self->database, "plant-add", LINEUP_GARDEN_NORTH, NULL);

  g_assert_true (
      north
      == lineup_database_get_statement (self->database, "plant-add", LINEUP_GARDEN_NORTH, NULL));
  g_assert_true (
      north
      != lineup_database_get_statement (self->database, "plant-add", LINEUP_GARDEN_SOUTH, NULL));
}

static void
test_commit (Fixture *self, gconstpointer data)
{
  g_auto (LineupTransaction) transaction = { NULL };

  g_assert_true (lineup_transaction_begin_write (&transaction, self->database, NULL));
  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 1, "rose");
  g_assert_true (lineup_transaction_commit (&transaction, NULL));
  lineup_transaction_clear (&transaction);
  assert_plants (self, LINEUP_GARDEN_NORTH, "1 rose -");
}

/* Also when a statement was left in the middle of its rows. */
static void
test_roll_back (Fixture *self, gconstpointer data)
{
  LineupStatement *list = lineup_database_get_statement (
      self->database, "plants-list", LINEUP_GARDEN_NORTH, NULL);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = FALSE;

  {
    g_auto (LineupTransaction) transaction = { NULL };

    g_assert_true (lineup_transaction_begin_write (&transaction, self->database, NULL));
    lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 1, "rose");
    g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
    g_assert_true (has_row);
  }
  lineup_rows_clear (&rows);
  assert_plants (self, LINEUP_GARDEN_NORTH, "");
}

/* A commit into a file that nobody finds any more is none. */
static void
test_deleted (Fixture *self, gconstpointer data)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (lineup_transaction_begin_write (&transaction, self->database, NULL));
  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 1, "rose");
  g_assert_false (lineup_database_has_moved (self->database));
  g_assert_cmpint (g_unlink (self->garden->path), ==, 0);
  g_assert_true (lineup_database_has_moved (self->database));
  g_assert_false (lineup_transaction_commit (&transaction, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_cmpstr (error->message, ==, "The garden's database was deleted while it was written");
}

/* Ending early */

static LineupRows
begin_numbers (Fixture *self)
{
  LineupStatement *numbers = lineup_database_get_statement (
      self->database, "numbers", LINEUP_SCHEMA_ANY_SET, NULL);
  const LineupRows rows = lineup_statement_query (numbers);

  return rows;
}

/* Rows without end. */
static void
count (LineupRows *rows, GError **error)
{
  gboolean has_row = TRUE;

  while (lineup_rows_next (rows, &has_row, error))
    g_assert_true (has_row);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (LineupRows) rows = begin_numbers (self);
  gboolean has_row = FALSE;

  lineup_database_set_cancellable (self->database, cancellable);
  g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
  g_assert_true (lineup_database_check_cancelled (self->database, NULL));
  g_cancellable_cancel (cancellable);
  count (&rows, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (lineup_database_check_cancelled (self->database, NULL));

  lineup_database_set_cancellable (self->database, NULL);
  assert_plants (self, LINEUP_GARDEN_NORTH, "");
}

static guint64
get_log_size (Fixture *self)
{
  g_autofree char *path = g_strconcat (self->garden->path, "-wal", NULL);
  GStatBuf buffer;

  return g_stat (path, &buffer) == 0 ? (guint64)buffer.st_size : 0;
}

static gpointer
interrupt (gpointer database)
{
  lineup_database_interrupt (database);
  return NULL;
}

/* By any thread, and what was interrupted has no time for a checkpoint when it is closed. */
static void
test_interrupt (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lineup_garden_plant (self->database, LINEUP_GARDEN_NORTH, 1, "rose");
  {
    g_auto (LineupRows) rows = begin_numbers (self);
    gboolean has_row = FALSE;

    g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
    g_thread_join (g_thread_new ("interrupt", interrupt, self->database));
    count (&rows, &error);
  }
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  assert_plants (self, LINEUP_GARDEN_NORTH, "1 rose -");
  lineup_database_close (self->database);
  g_assert_cmpuint (get_log_size (self), >, 0);

  self->database = lineup_garden_open (self->garden);
  assert_plants (self, LINEUP_GARDEN_NORTH, "1 rose -");
  lineup_database_close (self->database);
  g_assert_cmpuint (get_log_size (self), ==, 0);
  self->database = lineup_garden_open (self->garden);
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LineupDatabase *other = NULL;
  g_autofree char *path = g_build_filename (self->garden->directory, "other.db", NULL);

  g_assert_true (
      g_file_set_contents (path, "No garden, and far too long for an empty file", -1, NULL));
  other = lineup_database_open (
      lineup_garden_get_schema (LINEUP_GARDEN_VERSION), path, LINEUP_DATABASE_WRITER, &error);
  g_assert_no_error (error);
  g_assert_null (lineup_database_get_statement (other, "version", LINEUP_SCHEMA_ANY_SET, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_true (g_str_has_prefix (error->message, "The garden's database failed: "));
  g_assert_true (lineup_database_is_damaged (other));
  lineup_database_close (other);
  g_assert_false (lineup_database_is_damaged (self->database));
}

static void
test_misfit (Fixture *self, gconstpointer data)
{
  lineup_garden_run (self->database, "plants-drop", LINEUP_GARDEN_NORTH);
  g_assert_null (
      lineup_database_get_statement (self->database, "plant-add", LINEUP_GARDEN_NORTH, NULL));
  g_assert_true (lineup_database_is_misfit (self->database));
  g_assert_false (lineup_database_is_damaged (self->database));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/database/sets", test_sets);
  ADD ("/database/prepared-once", test_prepared_once);
  ADD ("/database/commit", test_commit);
  ADD ("/database/roll-back", test_roll_back);
  ADD ("/database/deleted", test_deleted);
  ADD ("/database/cancel", test_cancel);
  ADD ("/database/interrupt", test_interrupt);
  ADD ("/database/damaged", test_damaged);
  ADD ("/database/misfit", test_misfit);
  return g_test_run ();
}
