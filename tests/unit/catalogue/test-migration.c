/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-catalogue-file.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-error.h"
#include "lineup-failing-disk.h"
#include "lineup-list-source.h"
#include "lineup-reader.h"
#include "lineup-search.h"
#include "lineup-snapshot.h"
#include "lineup-tokenizer.h"
#include "lineup-writer-pool.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A catalogue that an older daemon has written. What becomes of it has to be what a fresh one would
 * be, after the same syncs. */

/* The old catalogue's syncs, see version-1.sql. */
#define FIRST  "version-1/first"
#define SECOND "version-1/second"

/* Which the old daemon gave it. */
#define GENERATION 59

/* Tables that have to be the same. Take out what no migration can know, and say why.
 * Version 1 did not write down what had changed or moved: history begins with the migration. In
 * which segments an index has its words, and in which stretches an order its places, depends on
 * when they were written, and how often an index was made anew on what has happened: what is in
 * them is held to the items by lineup_catalogue_file_check(). */
#define SAME_TABLES                                                                                \
  "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "                   \
  "AND name NOT LIKE 'sqlite_%' AND name NOT IN ('changes', 'commits', 'meta') "                   \
  "AND name NOT LIKE '%_moves' AND name NOT LIKE '%_segments' AND name NOT LIKE '%_leaves' "       \
  "AND name NOT LIKE '%_firsts' AND name NOT LIKE '%_stale' AND name NOT LIKE '%_words' "          \
  "AND name NOT LIKE '%_orders' AND name NOT LIKE '%_stretches' ORDER BY name"

/* A file of long ago does not know with what the first load of a kind ended. */
#define SAME_NUMBERS                                                                               \
  "SELECT * FROM meta WHERE name NOT IN ('generation', 'history', 'identity') "                    \
  "AND name NOT LIKE 'index-%' AND name NOT LIKE 'first-%' ORDER BY name"

#define SAME_SCHEMA                                                                                \
  "SELECT s.type, s.name, tbl_name, sql FROM sqlite_schema AS s "                                  \
  "LEFT JOIN pragma_table_list AS t ON t.schema = 'main' AND t.name = s.name "                     \
  "WHERE t.type IS NOT 'shadow'"

#define DIRECTORY "LINEUP_TEST_DIRECTORY"
#define ROOM      "LINEUP_TEST_ROOM"

/* Files */

static char *
read_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static sqlite3 *
connect_to (LineupCatalogueFixture *fixture)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_true (lineup_tokenizer_register (connection, NULL));
  return connection;
}

static void
execute (sqlite3 *connection, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (connection, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/* A folder with a catalogue of version 1. */
static LineupCatalogueFixture *
make_old (void)
{
  LineupCatalogueFixture *fixture = lineup_catalogue_fixture_new ();
  g_autofree char *sql = read_file ("version-1.sql");
  sqlite3 *connection = connect_to (fixture);

  execute (connection, sql);
  sqlite3_close (connection);
  return fixture;
}

static void
import_list (LineupCatalogueFixture *fixture,
             LineupList list,
             const char *folder,
             const char *action)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.json", folder, action);
  g_autofree char *text = read_file (file);
  g_autoptr (LineupItemSource) source = lineup_list_source_new (list, text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_import_async (
      fixture->catalogue, list, source, LINEUP_IMPORT_NONE, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_import_finish (fixture->catalogue, result, &fixture->report, &error);
  g_assert_no_error (error);
}

/* Returns how much has changed. */
static guint64
import_all (LineupCatalogueFixture *fixture, const char *folder)
{
  static const char *const actions[LINEUP_N_LISTS] = {
    "get_live_categories", "get_live_streams",      "get_vod_categories",
    "get_vod_streams",     "get_series_categories", "get_series",
  };
  guint64 n_changes = 0;

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const LineupImportReport *report = &fixture->report;

      import_list (fixture, (LineupList)list, folder, actions[list]);
      g_assert_false (report->quarantined);
      n_changes += report->added + report->changed + report->removed;
    }
  return n_changes;
}

static LineupCatalogueFixture *
make_fresh (void)
{
  LineupCatalogueFixture *fixture = lineup_catalogue_fixture_new ();

  import_all (fixture, FIRST);
  import_all (fixture, SECOND);
  return fixture;
}

/* What is in the tables */

static void
append_value (GString *text, sqlite3_stmt *statement, int column)
{
  const guint8 *bytes = sqlite3_column_blob (statement, column);
  const int length = sqlite3_column_bytes (statement, column);

  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_NULL:
      g_string_append (text, "NULL");
      break;
    case SQLITE_BLOB:
      for (int i = 0; i < length; i++)
        g_string_append_printf (text, "%02x", bytes[i]);
      break;
    default:
      g_string_append_printf (text, "'%s'", sqlite3_column_text (statement, column));
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* All rows as text, sorted. */
static char *
query (sqlite3 *connection, const char *sql)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (connection));
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_autoptr (GString) row = g_string_new (NULL);

      for (int i = 0; i < sqlite3_column_count (statement); i++)
        append_value (row, statement, i);
      g_ptr_array_add (rows, g_string_free (g_steal_pointer (&row), FALSE));
    }
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  g_ptr_array_sort (rows, compare_rows);
  g_ptr_array_add (rows, NULL);
  return g_strjoinv ("\n", (char **)rows->pdata);
}

static void
assert_same_rows (sqlite3 *migrated, sqlite3 *fresh, const char *what, const char *sql)
{
  g_autofree char *actual = query (migrated, sql);
  g_autofree char *expected = query (fresh, sql);

  if (!g_str_equal (actual, expected))
    g_error ("%s:\n%s\nhas to be:\n%s", what, actual, expected);
}

static void
assert_same_table (sqlite3 *migrated, sqlite3 *fresh, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", name);

  assert_same_rows (migrated, fresh, name, sql);
}

/* The name is quoted. */
typedef void (*AssertFunc) (sqlite3 *migrated, sqlite3 *fresh, const char *name);

static void
for_each (sqlite3 *migrated, sqlite3 *fresh, const char *names, AssertFunc func)
{
  g_autofree char *text = query (fresh, names);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >=, LINEUP_N_KINDS);
  for (guint i = 0; lines[i] != NULL; i++)
    func (migrated, fresh, lines[i]);
}

static void
assert_same_files (LineupCatalogueFixture *migrated, LineupCatalogueFixture *fresh)
{
  sqlite3 *a = NULL;
  sqlite3 *b = NULL;

  lineup_catalogue_fixture_await_index (migrated);
  lineup_catalogue_fixture_await_index (fresh);
  lineup_catalogue_fixture_check (migrated);
  lineup_catalogue_fixture_check (fresh);
  a = connect_to (migrated);
  b = connect_to (fresh);
  assert_same_rows (a, b, "The version", "PRAGMA user_version");
  assert_same_rows (a, b, "The application", "PRAGMA application_id");
  assert_same_rows (a, b, "The schema", SAME_SCHEMA);
  assert_same_rows (a, b, "The numbers", SAME_NUMBERS);
  for_each (a, b, SAME_TABLES, assert_same_table);
  sqlite3_close (a);
  sqlite3_close (b);
}

/* What readers see */

typedef struct
{
  LineupKind kind;
  gint64 id;
  GString *text; /* (unowned) */
} Reading;

static void
describe_item (const LineupItem *item, gpointer user_data)
{
  const Reading *reading = user_data;

  g_string_append_printf (reading->text,
                          "got %" G_GINT64_FORMAT " %s, %s, %s\n",
                          item->id,
                          item->name,
                          item->plot,
                          item->n_categories > 0 ? item->categories[0] : "");
}

static gpointer
get_item (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  return lineup_reader_get_item (reader, reading->kind, reading->id, describe_item, reading, error)
             ? reading
             : NULL;
}

static gpointer
append_snapshot (LineupReader *reader, gpointer user_data, GError **error)
{
  const Reading *reading = user_data;
  const int fd = lineup_snapshot_make (reader, reading->kind, error);
  g_autofree char *bytes = NULL;
  struct stat info;

  if (fd < 0)
    return NULL;
  g_assert_cmpint (fstat (fd, &info), ==, 0);
  bytes = g_malloc ((gsize)info.st_size);
  g_assert_cmpint (read (fd, bytes, (gsize)info.st_size), ==, info.st_size);
  close (fd);
  g_string_append_len (reading->text, bytes, info.st_size);
  return user_data;
}

static void
run_reading (LineupCatalogueFixture *fixture, LineupReadFunc func, Reading *reading)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_read_async (
      fixture->catalogue, func, reading, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
}

/* Lists begin each line with an id. */
static void
describe_lists (LineupCatalogueFixture *fixture, LineupKind kind, GString *text)
{
  g_autofree char *categories = lineup_catalogue_fixture_list_categories (fixture, kind);
  g_autofree char *items = lineup_catalogue_fixture_list (fixture, kind, NULL, 4);
  g_auto (GStrv) category_lines = g_strsplit (categories, "\n", -1);
  g_auto (GStrv) item_lines = g_strsplit (items, "\n", -1);

  g_string_append_printf (text, "%s%s", categories, items);
  for (guint i = 0; category_lines[i][0] != '\0'; i++)
    {
      g_autofree char *id = g_strndup (category_lines[i], strcspn (category_lines[i], " "));
      g_autofree char *members = lineup_catalogue_fixture_list (fixture, kind, id, 2);

      g_string_append_printf (text, "in %s:\n%s", id, members);
    }
  for (guint i = 0; item_lines[i][0] != '\0'; i++)
    {
      Reading reading = { kind, g_ascii_strtoll (item_lines[i], NULL, 10), text };

      run_reading (fixture, get_item, &reading);
    }
}

/* All that can be read, in words. */
static char *
describe (LineupCatalogueFixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    g_string_append_printf (text,
                            "%s %" G_GUINT64_FORMAT "\n",
                            lineup_list_to_string ((LineupList)list),
                            lineup_catalogue_get_count (fixture->catalogue, (LineupList)list));
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      Reading reading = { (LineupKind)kind, 0, text };

      describe_lists (fixture, (LineupKind)kind, text);
      run_reading (fixture, append_snapshot, &reading);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_same (LineupCatalogueFixture *migrated, LineupCatalogueFixture *fresh)
{
  g_autofree char *actual = describe (migrated);
  g_autofree char *expected = describe (fresh);

  g_assert_cmpstr (actual, ==, expected);
  assert_same_files (migrated, fresh);
}

/* Tests */

static void
open_old (LineupCatalogueFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  lineup_catalogue_fixture_open (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), >=, GENERATION);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_CHANNELS), ==, 11);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, 15);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_SERIES), ==, 8);
}

/* What the old daemon has read, a newer one reads as it does, at the next sync. */
static void
catch_up (LineupCatalogueFixture *fixture)
{
  import_all (fixture, SECOND);
}

static void
test_same (void)
{
  g_autoptr (LineupCatalogueFixture) migrated = make_old ();
  g_autoptr (LineupCatalogueFixture) fresh = make_fresh ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  open_old (migrated);
  g_assert_cmpuint (migrated->n_changed, ==, 0);
  catch_up (migrated);
  assert_same (migrated, fresh);

  /* Lists that come once more are no news. */
  before = lineup_catalogue_fixture_checksum (migrated);
  g_assert_cmpuint (import_all (migrated, SECOND), ==, 0);
  after = lineup_catalogue_fixture_checksum (migrated);
  g_assert_cmpstr (after, ==, before);

  /* Others are, and go where they belong. */
  g_assert_cmpuint (import_all (migrated, FIRST), ==, import_all (fresh, FIRST));
  assert_same (migrated, fresh);

  /* The catalogue stays as it is now. */
  lineup_catalogue_fixture_reopen (migrated, 0);
  lineup_catalogue_fixture_settle (migrated);
  assert_same (migrated, fresh);
}

/* Readers may come first. */
static void
test_read_first (void)
{
  g_autoptr (LineupCatalogueFixture) migrated = make_old ();
  g_autoptr (LineupCatalogueFixture) fresh = make_fresh ();
  g_autofree char *actual = lineup_catalogue_fixture_list (migrated, LINEUP_KIND_MOVIES, NULL, 4);
  g_autofree char *expected = lineup_catalogue_fixture_list (fresh, LINEUP_KIND_MOVIES, NULL, 4);

  g_assert_cmpstr (actual, ==, expected);
  catch_up (migrated);
  assert_same (migrated, fresh);
}

static char *
get_version (LineupCatalogueFixture *fixture)
{
  sqlite3 *connection = connect_to (fixture);
  char *version = query (connection, "PRAGMA user_version");

  sqlite3_close (connection);
  return version;
}

/* What a catalogue of version 7 has in place of the orders. Its words and keys are none that we
 * fold so: here it has none at all. */
#define TO_VERSION_7                                                                               \
  "DROP TABLE movies_orders; DROP TABLE movies_stretches; "                                        \
  "DROP TABLE channels_orders; DROP TABLE channels_stretches; "                                    \
  "DROP TABLE series_orders; DROP TABLE series_stretches; "                                        \
  "CREATE TABLE movies_places (sort, category, key, row, merit, "                                  \
  "PRIMARY KEY (sort, category, key, row)) WITHOUT ROWID; "                                        \
  "CREATE TABLE channels_places AS SELECT * FROM movies_places; "                                  \
  "CREATE TABLE series_places AS SELECT * FROM movies_places; "                                    \
  "INSERT INTO movies_moves (sort, base, row, key) VALUES (1, 0, 1, 'a'); "                        \
  "DELETE FROM movies_segments; DELETE FROM movies_leaves; DELETE FROM movies_firsts; "            \
  "DELETE FROM movies_columns; PRAGMA user_version = 7"

/* A folder with a catalogue of version 7. */
static LineupCatalogueFixture *
make_version_7 (const LineupItem *items, gsize n_items)
{
  g_autoptr (LineupCatalogueFixture) newer = lineup_catalogue_fixture_new ();
  LineupCatalogueFixture *fixture = lineup_catalogue_fixture_new ();
  g_autofree char *from = lineup_catalogue_fixture_get_path (newer, "");
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  sqlite3 *connection = NULL;

  lineup_catalogue_fixture_import_items (newer, LINEUP_LIST_MOVIES, items, n_items);
  lineup_catalogue_fixture_settle (newer);
  lineup_catalogue_file_copy (from, path);
  connection = connect_to (fixture);
  execute (connection, TO_VERSION_7);
  sqlite3_close (connection);
  return fixture;
}

static void
append_found (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  g_string_append_printf (user_data, "%" G_GINT64_FORMAT " ", item->id);
}

static gpointer
search_movies (LineupReader *reader, gpointer user_data, GError **error)
{
  const Reading *reading = user_data;
  const LineupSearch search = {
    .text = "كتاب", .kinds = LINEUP_SEARCH_ALL_KINDS, .filter = LINEUP_FILTER_INIT, .limit = 50
  };

  return lineup_search_read (reader, &search, append_found, reading->text, error) ? user_data
                                                                                  : NULL;
}

/* What was folded in another way is found and sorted as it would be in a fresh catalogue. */
static void
test_folding (void)
{
  static const LineupItem movies[] = {
    { .id = 1, .name = "كتاب ب" },
    { .id = 2, .name = "کتاب ا" },
    { .id = 3, .name = "الكتاب" },
    { .id = 4, .name = "Kitab" },
  };
  g_autoptr (LineupCatalogueFixture) migrated = make_version_7 (movies, G_N_ELEMENTS (movies));
  g_autoptr (LineupCatalogueFixture) fresh = lineup_catalogue_fixture_new ();
  g_autoptr (GString) found = g_string_new (NULL);
  Reading reading = { LINEUP_KIND_MOVIES, 0, found };
  g_autoptr (GError) error = NULL;
  LineupQuery query;
  g_autofree char *next = NULL;
  g_autofree char *page = NULL;

  lineup_catalogue_fixture_open (migrated, &error);
  g_assert_no_error (error);
  lineup_catalogue_fixture_await_index (migrated);
  run_reading (migrated, search_movies, &reading);
  g_assert_cmpstr (found->str, ==, "3 1 2 ");
  lineup_query_init (&query, LINEUP_KIND_MOVIES, 10);
  query.sort = LINEUP_SORT_NAME;
  query.descending = FALSE;
  page = lineup_catalogue_fixture_page (migrated, &query, &next, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (page, "4 Kitab"));
  g_assert_true (strstr (page, "\n2 ") < strstr (page, "\n1 "));
  lineup_catalogue_fixture_import_items (fresh, LINEUP_LIST_MOVIES, movies, G_N_ELEMENTS (movies));
  assert_same_files (migrated, fresh);
}

/* A full disk is not the database's fault: it is kept as it was, and migrates when there is room.
 */
static void
test_full_disk (void)
{
  g_autoptr (LineupCatalogueFixture) fresh = make_fresh ();
  gint n_writes = 0;
  gboolean opened = FALSE;

  while (!opened)
    {
      g_autoptr (LineupCatalogueFixture) migrated = make_old ();
      g_autoptr (GError) error = NULL;

      lineup_failing_disk_set_room (n_writes);
      opened = lineup_catalogue_fixture_open (migrated, &error);
      lineup_failing_disk_set_room (-1);
      if (!opened)
        {
          g_autofree char *version = get_version (migrated);

          g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
          g_assert_cmpstr (version, ==, "'1'");
          n_writes += 1 + n_writes / 3;
        }
      open_old (migrated);
      catch_up (migrated);
      assert_same (migrated, fresh);
    }
  g_assert_cmpint (n_writes, >, 0);
}

/* The process that is killed. */
static void
migrate_and_die (void)
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

/* Whatever has been written by then, it is the old one or the new one. */
static void
test_killed (void)
{
  g_autoptr (LineupCatalogueFixture) fresh = make_fresh ();
  gint n_writes = 0;
  gboolean survived = FALSE;

  while (!survived)
    {
      g_autoptr (LineupCatalogueFixture) migrated = make_old ();
      g_autofree char *room = g_strdup_printf ("%d", n_writes);

      g_setenv (DIRECTORY, migrated->directory, TRUE);
      g_setenv (ROOM, room, TRUE);
      g_test_trap_subprocess ("/migration/killed/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
      survived = g_test_trap_has_passed ();
      if (!survived)
        n_writes += 1 + n_writes / 3;
      open_old (migrated);
      catch_up (migrated);
      assert_same (migrated, fresh);
    }
  g_assert_cmpint (n_writes, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  lineup_failing_disk_install ();

  g_test_add_func ("/migration/same", test_same);
  g_test_add_func ("/migration/read-first", test_read_first);
  g_test_add_func ("/migration/folding", test_folding);
  g_test_add_func ("/migration/full-disk", test_full_disk);
  g_test_add_func ("/migration/killed", test_killed);
  g_test_add_func ("/migration/killed/subprocess", migrate_and_die);

  return g_test_run ();
}
