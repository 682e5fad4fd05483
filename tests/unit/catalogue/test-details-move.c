/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-catalogue-schema.h"
#include "lineup-database.h"
#include "lineup-error.h"
#include "lineup-failing-disk.h"
#include "lineup-migration.h"
#include "lineup-reader.h"
#include "lineup-writer-pool.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* Until version 5 a catalogue had its details in tables of its own. They are moved into a file
 * beside it, all of them, whatever happens meanwhile. */

#define DIRECTORY "LINEUP_TEST_DIRECTORY"
#define ROOM      "LINEUP_TEST_ROOM"

/* The last version with details in it. */
#define OLD 5

/* Several pieces of what is moved at once; those of every tenth item are missing. */
#define N_DETAILS 225

#define NUMBERS "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250) "

#define MAKE_ITEMS(kind)                                                                           \
  NUMBERS "INSERT INTO " kind " (row, name) SELECT i, 'Item ' || i FROM n;" NUMBERS                \
          "INSERT INTO " kind "_keys (row, fingerprint, hash, id, categories) "                    \
          "SELECT i, i, 3 * i, 1000 + i, x'' FROM n;" NUMBERS "INSERT INTO " kind                  \
          "_details (row, fetched, plot, \"cast\", rating) "                                       \
          "SELECT i, i, 'Plot ' || i, 'Cast', 7.5 FROM n WHERE i % 10 > 0;"

#define MAKE_EPISODES                                                                              \
  NUMBERS "INSERT INTO series_seasons (row, number, name) "                                        \
          "SELECT i, 1, 'Season of ' || i FROM n WHERE i % 10 > 0;" NUMBERS                        \
          "INSERT INTO series_episodes (row, place, id, season, number, title, extension) "        \
          "SELECT i, 0, 5000 + i, 1, 2, 'Title ' || i, 'mkv' FROM n WHERE i % 10 > 0;"

static char *
get_details_path (LineupCatalogueFixture *fixture)
{
  return g_build_filename (fixture->directory, "home.details.db", NULL);
}

static sqlite3 *
connect_to (const char *path)
{
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  sqlite3_busy_timeout (connection, 60 * 1000);
  return connection;
}

static void
execute (const char *path, const char *sql)
{
  sqlite3 *connection = connect_to (path);
  char *message = NULL;

  if (sqlite3_exec (connection, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  sqlite3_close (connection);
}

/* The first column of the first row, as text. */
static char *
query (const char *path, const char *sql)
{
  sqlite3 *connection = connect_to (path);
  sqlite3_stmt *statement = NULL;
  char *text = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  text = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (connection);
  return text;
}

static void
assert_query (const char *path, const char *sql, const char *expected)
{
  g_autofree char *text = query (path, sql);

  g_assert_cmpstr (text, ==, expected);
}

/* A folder with a catalogue of an older version. */
static LineupCatalogueFixture *
make_version (guint version)
{
  LineupCatalogueFixture *fixture = lineup_catalogue_fixture_new ();
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  g_autoptr (LineupDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  LineupSchema schema = *lineup_catalogue_schema_get ();
  gboolean usable = FALSE;

  schema.version = version;
  database = lineup_database_open (&schema, path, LINEUP_DATABASE_WRITER, &error);
  g_assert_no_error (error);
  lineup_migration_run (database, &usable, &error);
  g_assert_no_error (error);
  g_clear_pointer (&database, lineup_database_close);
  execute (path, MAKE_ITEMS ("movies") MAKE_ITEMS ("series") MAKE_EPISODES);
  return fixture;
}

static void
assert_moved (LineupCatalogueFixture *fixture)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  g_autofree char *details = get_details_path (fixture);
  GStatBuf info;

  assert_query (path, "PRAGMA user_version", "9");
  assert_query (path,
                "SELECT count (*) FROM sqlite_schema WHERE name LIKE '%details%' "
                "OR name LIKE '%episodes%' OR name LIKE '%seasons%'",
                "0");
  assert_query (details, "PRAGMA integrity_check", "ok");
  assert_query (
      details,
      "SELECT group_concat (n) FROM (SELECT count (*) AS n FROM details WHERE plot = 'Plot ' "
      "|| (item - 1000) AND fetched = item - 1000 AND rating = 7.5 AND \"cast\" = 'Cast' "
      "AND version IS NULL GROUP BY kind)",
      G_STRINGIFY (N_DETAILS) "," G_STRINGIFY (N_DETAILS));
  assert_query (
      details,
      "SELECT count (*) FROM seasons WHERE kind = 2 AND name = 'Season of ' || (item - 1000)",
      G_STRINGIFY (N_DETAILS));
  assert_query (details,
                "SELECT count (*) FROM episodes WHERE kind = 2 AND item = id - 4000 AND number = 2 "
                "AND title = 'Title ' || (id - 5000) AND extension = 'mkv'",
                G_STRINGIFY (N_DETAILS));
  g_assert_cmpint (g_stat (details, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
open_and_assert_moved (LineupCatalogueFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  lineup_catalogue_fixture_open (fixture, &error);
  g_assert_no_error (error);
  assert_moved (fixture);
}

static void
take_episode (const LineupEpisode *episode, const LineupItem *series, gpointer user_data)
{
  char **text = user_data;

  *text = g_strdup_printf ("%s: %s", series->name, episode->title);
}

static gpointer
read_episode (LineupReader *reader, gpointer user_data, GError **error)
{
  g_autoptr (LineupDetails) details = NULL;
  char *text = NULL;

  if (!lineup_reader_get_details (reader, LINEUP_KIND_SERIES, 1249, &details, error)
      || !lineup_reader_get_episode (reader, 5249, take_episode, &text, error))
    return NULL;
  g_assert_cmpstr (details->item.plot, ==, "Plot 249");
  g_assert_cmpuint (details->episodes->len, ==, 1);
  return text;
}

static void
assert_read (LineupCatalogueFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  lineup_catalogue_read_async (
      fixture->catalogue, read_episode, NULL, NULL, g_free, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  text = lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Item 249: Title 249");
}

/* Readers may come first, and find all of them. */
static void
test_versions (void)
{
  for (guint version = 2; version <= OLD; version++)
    {
      g_autoptr (LineupCatalogueFixture) fixture = make_version (version);

      assert_read (fixture);
      assert_moved (fixture);
    }
}

/* A catalogue without details needs no file of them. */
static void
test_nothing (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = make_version (OLD);
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  g_autofree char *details = get_details_path (fixture);

  execute (path, "DELETE FROM movies_details; DELETE FROM series_details");
  g_assert_true (lineup_catalogue_fixture_open (fixture, NULL));
  assert_query (path, "PRAGMA user_version", "9");
  g_assert_false (g_file_test (details, G_FILE_TEST_EXISTS));
}

static guint n_warnings;

/* Warnings, which would end the test, are part of what is tested. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (!(level & G_LOG_LEVEL_WARNING))
    return g_log_writer_default (level, fields, n_fields, NULL);
  n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

/* What lies where the file is to be, but is of no use, keeps nothing from being moved. */
static void
test_damaged (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = make_version (OLD);
  g_autofree char *details = get_details_path (fixture);

  g_assert_true (g_file_set_contents (details, "This is no database, but long enough", -1, NULL));
  n_warnings = 0;
  open_and_assert_moved (fixture);
  g_assert_cmpuint (n_warnings, ==, 1);
}

/* A full disk is not the database's fault: details stay where they were, and are moved when there
 * is room.
 */
static void
test_full_disk (void)
{
  gint n_writes = 0;
  gboolean opened = FALSE;

  while (!opened)
    {
      g_autoptr (LineupCatalogueFixture) fixture = make_version (OLD);
      g_autoptr (GError) error = NULL;

      lineup_failing_disk_set_room (n_writes);
      opened = lineup_catalogue_fixture_open (fixture, &error);
      lineup_failing_disk_set_room (-1);
      if (!opened)
        {
          g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
          n_writes += 1 + n_writes / 3;
        }
      open_and_assert_moved (fixture);
    }
  g_assert_cmpint (n_writes, >, 0);
}

/* The process that is killed. */
static void
move_and_die (void)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (0);
  g_autoptr (LineupWriterPool) writers = lineup_writer_pool_new ();
  g_autoptr (LineupCatalogue) catalogue = lineup_catalogue_new (
      g_getenv (DIRECTORY), "home", 0, LINEUP_CLOCK (clock), writers);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) close_result = NULL;

  lineup_failing_disk_die_at ((gint)g_ascii_strtoll (g_getenv (ROOM), NULL, 10));
  lineup_catalogue_open_async (catalogue, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  g_assert_true (lineup_catalogue_open_finish (catalogue, result, NULL));
  /* A process that ends must not leave its writer tidying up. */
  lineup_catalogue_close_async (catalogue, NULL, lineup_await_callback, &close_result);
  lineup_await (&close_result);
  g_assert_true (lineup_catalogue_close_finish (catalogue, close_result, NULL));
}

/* Whatever has been written by then, nothing is lost. */
static void
test_killed (void)
{
  gint n_writes = 0;
  gboolean survived = FALSE;

  while (!survived)
    {
      g_autoptr (LineupCatalogueFixture) fixture = make_version (OLD);
      g_autofree char *room = g_strdup_printf ("%d", n_writes);

      g_setenv (DIRECTORY, fixture->directory, TRUE);
      g_setenv (ROOM, room, TRUE);
      g_test_trap_subprocess ("/details-move/killed/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
      survived = g_test_trap_has_passed ();
      if (!survived)
        n_writes += 1 + n_writes / 3;
      open_and_assert_moved (fixture);
    }
  g_assert_cmpint (n_writes, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  lineup_failing_disk_install ();

  g_test_add_func ("/details-move/versions", test_versions);
  g_test_add_func ("/details-move/nothing", test_nothing);
  g_test_add_func ("/details-move/damaged", test_damaged);
  g_test_add_func ("/details-move/full-disk", test_full_disk);
  g_test_add_func ("/details-move/killed", test_killed);
  g_test_add_func ("/details-move/killed/subprocess", move_and_die);

  return g_test_run ();
}
