/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-garden.h"
#include "lineup-migration.h"
#include "lineup-test-files.h"
#include "lineup-transaction.h"

/* A file becomes one of the newest version, or stays as it was. */

/* What comes of plants that were put into a garden of each version. Version 2 gives a height to
 * those that are there, version 3 makes it more. */
static const char *const PLANTS[] = {
  "",
  "1 north rose 1, 2 north oak 1",
  "1 north rose -, 2 north oak -",
  "1 north rose -, 2 north oak -",
};

static LineupDatabase *
open_garden (LineupGarden *garden, guint version)
{
  g_autoptr (GError) error = NULL;
  LineupDatabase *database = lineup_database_open (
      lineup_garden_get_schema (version), garden->path, LINEUP_DATABASE_WRITER, &error);

  g_assert_no_error (error);
  return database;
}

/* Brings it to a version, and closes it. */
static gboolean
migrate (LineupGarden *garden, guint version, gboolean *usable, GError **error)
{
  g_autoptr (LineupDatabase) database = open_garden (garden, version);

  return lineup_migration_run (database, usable, error);
}

static void
make_old (LineupGarden *garden, guint version)
{
  g_autoptr (LineupDatabase) database = open_garden (garden, version);
  g_autoptr (GError) error = NULL;
  gboolean usable = FALSE;

  lineup_migration_run (database, &usable, &error);
  g_assert_no_error (error);
  lineup_garden_run (database, "old-plants", LINEUP_GARDEN_NORTH);
  lineup_garden_run (database, "old-plants", LINEUP_GARDEN_SOUTH);
  lineup_garden_run (database, "old-waterings", LINEUP_SCHEMA_ANY_SET);
}

static gint64
read_version (LineupDatabase *database)
{
  LineupStatement *statement = lineup_database_get_statement (
      database, "version", LINEUP_SCHEMA_ANY_SET, NULL);
  g_auto (LineupRows) rows = lineup_statement_query (statement);
  gboolean has_row = FALSE;

  g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
  return lineup_rows_get_int (&rows, "version");
}

static gint64
get_version (LineupGarden *garden)
{
  g_autoptr (LineupDatabase) database = open_garden (garden, 1);

  return read_version (database);
}

static void
test_from (gconstpointer data)
{
  const guint version = GPOINTER_TO_UINT (data);
  g_autoptr (LineupGarden) garden = lineup_garden_new ();
  g_autoptr (LineupDatabase) database = NULL;
  g_autofree char *north = NULL;
  g_autofree char *south = NULL;

  if (version > 0)
    make_old (garden, version);
  database = lineup_garden_open (garden);
  north = lineup_garden_describe (database, LINEUP_GARDEN_NORTH);
  south = lineup_garden_describe (database, LINEUP_GARDEN_SOUTH);
  g_assert_cmpstr (north, ==, PLANTS[version]);
  g_assert_cmpuint (strlen (south), ==, strlen (north));
  if (version > 0)
    g_assert_nonnull (strstr (south, "south oak"));
  lineup_garden_plant (database, LINEUP_GARDEN_SOUTH, 3, "elm");
  g_assert_cmpint (get_version (garden), ==, LINEUP_GARDEN_VERSION);
}

/* A migration does nothing to a file that is up to date. */
static void
test_twice (void)
{
  g_autoptr (LineupGarden) garden = lineup_garden_new ();
  gboolean usable = FALSE;

  make_old (garden, 1);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (LineupDatabase) database = lineup_garden_open (garden);
      g_autofree char *text = lineup_garden_describe (database, LINEUP_GARDEN_NORTH);

      g_assert_cmpstr (text, ==, PLANTS[1]);
      g_assert_true (lineup_migration_run (database, &usable, NULL));
    }
}

/* Half of a version, or of several, is none. */
static void
test_failing (gconstpointer data)
{
  const guint version = GPOINTER_TO_UINT (data);
  g_autoptr (LineupGarden) garden = lineup_garden_new ();
  g_autoptr (GError) error = NULL;
  gboolean usable = FALSE;

  make_old (garden, version);
  g_assert_false (migrate (garden, LINEUP_GARDEN_BROKEN_VERSION, &usable, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_true (usable);
  g_assert_cmpint (get_version (garden), ==, version);
  {
    g_autoptr (LineupDatabase) database = lineup_garden_open (garden);
    LineupStatement *list = lineup_database_get_statement (
        database, "waterings-list", LINEUP_SCHEMA_ANY_SET, NULL);
    g_auto (LineupRows) rows = lineup_statement_query (list);
    g_autofree char *text = lineup_garden_describe (database, LINEUP_GARDEN_NORTH);
    gboolean has_row = FALSE;

    g_assert_cmpstr (text, ==, PLANTS[version]);
    g_assert_true (lineup_rows_next (&rows, &has_row, NULL));
    g_assert_cmpint (lineup_rows_get_int (&rows, "litres"), ==, 70);
  }
}

/* An empty file that could not be made stays empty, and is made later. */
static void
test_failing_empty (void)
{
  g_autoptr (LineupGarden) garden = lineup_garden_new ();
  gboolean usable = FALSE;

  g_assert_false (migrate (garden, LINEUP_GARDEN_BROKEN_VERSION, &usable, NULL));
  g_assert_true (usable);
  g_assert_cmpint (get_version (garden), ==, 0);
  lineup_database_close (lineup_garden_open (garden));
  g_assert_cmpint (get_version (garden), ==, LINEUP_GARDEN_VERSION);
}

static guint n_moves;

static gboolean
move_plants (LineupDatabase *database, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };

  n_moves++;
  g_assert_cmpint (read_version (database), ==, 2);
  return lineup_transaction_begin_write (&transaction, database, error);
}

static gboolean
fail_to_move (LineupDatabase *database, GError **error)
{
  g_set_error_literal (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL, "There is no room");
  return FALSE;
}

static gboolean
migrate_moving (LineupGarden *garden, LineupSchemaMove move, GError **error)
{
  LineupSchema schema = *lineup_garden_get_schema (LINEUP_GARDEN_VERSION);
  g_autoptr (LineupDatabase) database = NULL;
  gboolean usable = FALSE;
  gboolean done = FALSE;

  schema.move = move;
  database = lineup_database_open (&schema, garden->path, LINEUP_DATABASE_WRITER, NULL);
  done = lineup_migration_run (database, &usable, error);
  g_assert_true (usable);
  return done;
}

/* What goes into another file does so while the file is of the last version that has it. */
static void
test_move (void)
{
  const LineupSchemaMove move = { 1, 2, move_plants };
  const LineupSchemaMove failing = { 1, 2, fail_to_move };

  n_moves = 0;
  for (guint version = 0; version <= LINEUP_GARDEN_VERSION; version++)
    {
      g_autoptr (LineupGarden) garden = lineup_garden_new ();
      const gboolean moves = version == 1 || version == 2;
      const guint n_before = n_moves;
      g_autoptr (GError) error = NULL;

      if (version > 0)
        make_old (garden, version);
      g_assert_cmpint (migrate_moving (garden, failing, &error), ==, !moves);
      if (moves)
        {
          g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
          g_assert_cmpint (get_version (garden), ==, 2);
        }
      g_assert_true (migrate_moving (garden, move, NULL));
      g_assert_true (migrate_moving (garden, move, NULL));
      g_assert_cmpint (get_version (garden), ==, LINEUP_GARDEN_VERSION);
      g_assert_cmpuint (n_moves, ==, n_before + moves);
    }
}

static void
test_newer (void)
{
  g_autoptr (LineupGarden) garden = lineup_garden_new ();
  g_autoptr (GError) error = NULL;
  gboolean usable = TRUE;

  make_old (garden, LINEUP_GARDEN_VERSION);
  g_assert_false (migrate (garden, LINEUP_GARDEN_VERSION - 1, &usable, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_false (usable);
  g_assert_cmpint (get_version (garden), ==, LINEUP_GARDEN_VERSION);
}

static void
make_foreign (LineupGarden *garden, const char *sql)
{
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (garden->path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}

/* Others have databases too, and versions of them. */
static void
test_foreign (void)
{
  static const char *const files[] = {
    "PRAGMA user_version = 2; CREATE TABLE bookmarks (url)",
    "PRAGMA application_id = 7; PRAGMA user_version = 2; CREATE TABLE bookmarks (url)",
    "PRAGMA application_id = 0x47617264; CREATE TABLE bookmarks (url)",
    "PRAGMA application_id = 0x47617264; PRAGMA user_version = -1; CREATE TABLE bookmarks (url)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (LineupGarden) garden = lineup_garden_new ();
      g_autoptr (GError) error = NULL;
      gboolean usable = TRUE;

      make_foreign (garden, files[i]);
      g_assert_false (migrate (garden, LINEUP_GARDEN_VERSION, &usable, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
      g_assert_false (usable);
      make_foreign (garden, "INSERT INTO bookmarks VALUES (1)");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/schema/from/0", GUINT_TO_POINTER (0), test_from);
  g_test_add_data_func ("/schema/from/1", GUINT_TO_POINTER (1), test_from);
  g_test_add_data_func ("/schema/from/2", GUINT_TO_POINTER (2), test_from);
  g_test_add_data_func ("/schema/from/3", GUINT_TO_POINTER (3), test_from);
  g_test_add_func ("/schema/twice", test_twice);
  g_test_add_data_func ("/schema/failing/1", GUINT_TO_POINTER (1), test_failing);
  g_test_add_data_func ("/schema/failing/2", GUINT_TO_POINTER (2), test_failing);
  g_test_add_data_func ("/schema/failing/3", GUINT_TO_POINTER (3), test_failing);
  g_test_add_func ("/schema/failing/empty", test_failing_empty);
  g_test_add_func ("/schema/move", test_move);
  g_test_add_func ("/schema/newer", test_newer);
  g_test_add_func ("/schema/foreign", test_foreign);
  return g_test_run ();
}
