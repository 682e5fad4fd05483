/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-error.h"
#include "lineup-failing-disk.h"
#include "lineup-test-limits.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* What is left when something goes wrong: what was there before. */

static const LineupDummyItem OLD[] = {
  { 1, "One", "a", 100 },
  { 2, "Two", "a,b", 300 },
  { 2, "Zwei", "c", 300 },
  { 3, "Three", NULL, 200 },
};

static const LineupDummyItem NEW[] = {
  { 4, "Four", "d", 400 }, { 1, "Uno", "b", 1 },         { 2, "Two", "a,b", 300 },
  { 2, "Zwei", "d", 300 }, { 3, "Three", NULL, 200, 1 }, { 3, "Drei", "a", 200 },
};

typedef struct
{
  LineupCatalogueFixture *fixture; /* (unowned) */
  char *items;                     /* (owned) */
  char *categories;                /* (owned) */
  guint64 generation;
  guint64 count;
  guint n_changed;
} State;

static void
state_take (State *state, LineupCatalogueFixture *fixture)
{
  state->fixture = fixture;
  state->items = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 100);
  state->categories = lineup_catalogue_fixture_list_categories (fixture, LINEUP_KIND_MOVIES);
  state->generation = lineup_catalogue_get_generation (fixture->catalogue);
  state->count = lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES);
  state->n_changed = fixture->n_changed;
}

static void
state_assert (const State *state)
{
  g_autofree char *items = lineup_catalogue_fixture_list (
      state->fixture, LINEUP_KIND_MOVIES, NULL, 100);
  g_autofree char *categories = lineup_catalogue_fixture_list_categories (state->fixture,
                                                                          LINEUP_KIND_MOVIES);

  g_assert_cmpstr (items, ==, state->items);
  g_assert_cmpstr (categories, ==, state->categories);
  g_assert_cmpuint (
      lineup_catalogue_get_generation (state->fixture->catalogue), ==, state->generation);
  g_assert_cmpuint (
      lineup_catalogue_get_count (state->fixture->catalogue, LINEUP_LIST_MOVIES), ==, state->count);
  g_assert_cmpuint (state->fixture->n_changed, ==, state->n_changed);
  lineup_catalogue_fixture_check (state->fixture);
}

static void
state_clear (State *state)
{
  g_free (state->items);
  g_free (state->categories);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

/* Errors of the source */

static void
check_error_at (const LineupDummyItem *before, gsize n_before, gsize place)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (NEW, G_N_ELEMENTS (NEW));
  g_autoptr (GError) error = NULL;
  g_auto (State) state = { 0 };

  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, before, n_before);
  state_take (&state, fixture);
  lineup_dummy_item_source_fail_at (source, place);
  g_assert_false (lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_cmpuint (fixture->report.added, ==, 0);
  state_assert (&state);

  /* The next one is not troubled by it. */
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, NEW);
  g_assert_cmpuint (fixture->report.seen, ==, 4);
  lineup_catalogue_fixture_check (fixture);
}

static void
test_source_error (void)
{
  for (gsize place = 0; place <= G_N_ELEMENTS (NEW); place++)
    {
      check_error_at (NULL, 0, place);
      check_error_at (OLD, G_N_ELEMENTS (OLD), place);
    }
}

static void
test_source_error_categories (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyCategory old[] = { { "a", "A", NULL } };
  const LineupDummyCategory new[] = { { "b", "B", NULL }, { "c", "C", NULL } };
  g_auto (State) state = { 0 };

  lineup_catalogue_fixture_import_categories (fixture, LINEUP_LIST_MOVIE_CATEGORIES, old, 1);
  state_take (&state, fixture);
  for (gsize place = 0; place <= G_N_ELEMENTS (new); place++)
    {
      g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new_categories (new, 2);
      g_autoptr (GError) error = NULL;

      lineup_dummy_item_source_fail_at (source, place);
      g_assert_false (lineup_catalogue_fixture_run (
          fixture, LINEUP_LIST_MOVIE_CATEGORIES, source, LINEUP_IMPORT_NONE, NULL, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      state_assert (&state);
    }
}

/* Cancelling */

static void
start_import (LineupCatalogueFixture *fixture,
              LineupDummyItemSource *source,
              GCancellable *cancellable,
              GAsyncResult **result)
{
  lineup_catalogue_import_async (fixture->catalogue,
                                 LINEUP_LIST_MOVIES,
                                 LINEUP_ITEM_SOURCE (source),
                                 LINEUP_IMPORT_NONE,
                                 cancellable,
                                 lineup_await_callback,
                                 result);
}

static void
assert_cancelled (LineupCatalogueFixture *fixture, GAsyncResult **result)
{
  LineupImportReport report;
  g_autoptr (GError) error = NULL;

  lineup_await (result);
  g_assert_false (lineup_catalogue_import_finish (fixture->catalogue, *result, &report, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
wait_until_blocked (LineupDummyItemSource *source)
{
  const gint64 watchdog = lineup_test_watchdog ();

  while (!lineup_dummy_item_source_is_blocked (source))
    {
      g_main_context_iteration (NULL, FALSE);
      g_poll (NULL, 0, 1);
      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
    }
}

static void
check_cancel_at (const LineupDummyItem *before, gsize n_before, gsize place)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (NEW, G_N_ELEMENTS (NEW));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (State) state = { 0 };

  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, before, n_before);
  state_take (&state, fixture);
  lineup_dummy_item_source_block_at (source, place);
  start_import (fixture, source, cancellable, &result);
  wait_until_blocked (source);
  g_cancellable_cancel (cancellable);
  assert_cancelled (fixture, &result);
  state_assert (&state);
}

static void
test_cancel_in_source (void)
{
  for (gsize place = 0; place <= G_N_ELEMENTS (NEW); place++)
    {
      check_cancel_at (NULL, 0, place);
      check_cancel_at (OLD, G_N_ELEMENTS (OLD), place);
    }
}

static void
test_cancel_before (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (NEW, G_N_ELEMENTS (NEW));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (State) state = { 0 };

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  state_take (&state, fixture);
  g_cancellable_cancel (cancellable);
  start_import (fixture, source, cancellable, &result);
  assert_cancelled (fixture, &result);
  state_assert (&state);
}

/* An import that waits for another one need not wait to be cancelled. */
static void
test_cancel_in_queue (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDummyItemSource) first = lineup_dummy_item_source_new (OLD, G_N_ELEMENTS (OLD));
  g_autoptr (LineupDummyItemSource) second = lineup_dummy_item_source_new (NEW, G_N_ELEMENTS (NEW));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  LineupImportReport report;

  lineup_dummy_item_source_block_at (first, 2);
  start_import (fixture, first, NULL, &first_result);
  start_import (fixture, second, cancellable, &second_result);
  wait_until_blocked (first);
  g_cancellable_cancel (cancellable);
  assert_cancelled (fixture, &second_result);
  g_assert_true (lineup_dummy_item_source_is_blocked (first));

  lineup_dummy_item_source_release (first);
  lineup_await (&first_result);
  g_assert_true (lineup_catalogue_import_finish (fixture->catalogue, first_result, &report, NULL));
  g_assert_cmpuint (report.added, ==, 3);
  g_assert_cmpuint (lineup_dummy_item_source_get_n_decoded (second), ==, 0);
}

/* Of few items that take as much room as many do, in bytes. */
#define LONG_NAME 1500

static LineupDummyItemSource *
new_large_source (guint n_items, gint64 first, const char *name)
{
  g_autofree LineupDummyItem *items = g_new (LineupDummyItem, n_items);

  for (guint i = 0; i < n_items; i++)
    items[i] = (LineupDummyItem){ first + i, name, i % 2 == 0 ? "a" : "b,c", 1 + i * 7 % n_items };
  return lineup_dummy_item_source_new (items, n_items);
}

/* What comes after the list's end, sorting and removing, is interrupted as well. */
static void
test_cancel_after_source (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const guint n_items = 20000;

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (LineupDummyItemSource) cancelled = new_large_source (
          n_items, 1 + n_items / 2, "New");
      g_autoptr (LineupDummyItemSource) source = new_large_source (n_items, 1, "Old");
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_auto (State) state = { 0 };

      state_take (&state, fixture);
      lineup_dummy_item_source_cancel_at_end (cancelled, cancellable);
      start_import (fixture, cancelled, cancellable, &result);
      assert_cancelled (fixture, &result);
      state_assert (&state);
      g_assert_true (lineup_catalogue_fixture_run (
          fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, NULL));
      g_assert_cmpuint (fixture->report.added, ==, round == 0 ? n_items : 0);
    }
}

/* What there is to be taken back is counted in pages, not in items. */
static void
test_cancel_is_quick (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const guint n_items = 20000;
  g_autofree char *long_name = g_strnfill (LONG_NAME, 'm');
  g_autoptr (LineupDummyItemSource) source = new_large_source (n_items, 1, long_name);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  gint64 begin = 0;

  lineup_dummy_item_source_block_at (source, n_items);
  start_import (fixture, source, cancellable, &result);
  wait_until_blocked (source);
  begin = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  assert_cancelled (fixture, &result);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, lineup_test_limit (G_USEC_PER_SEC / 2));
}

/* Files of no use */

static char *
find_broken (LineupCatalogueFixture *fixture)
{
  g_autoptr (GDir) directory = g_dir_open (fixture->directory, 0, NULL);
  const char *file = NULL;
  char *found = NULL;

  while ((file = g_dir_read_name (directory)) != NULL)
    {
      if (!g_str_has_prefix (file, "home.db.broken-"))
        continue;
      g_assert_null (found);
      found = g_build_filename (fixture->directory, file, NULL);
    }
  return found;
}

static guint n_warnings; /* a log writer can be set only once in a program */

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (!(level & G_LOG_LEVEL_WARNING))
    return g_log_writer_default (level, fields, n_fields, NULL);
  n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

static void
check_set_aside (LineupCatalogueFixture *fixture)
{
  g_autofree char *broken = NULL;
  g_autofree char *items = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_fixture_reopen (fixture, 1000);
  n_warnings = 0;
  lineup_catalogue_fixture_open (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_warnings, ==, 1);
  broken = find_broken (fixture);
  g_assert_nonnull (broken);
  items = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 10);
  g_assert_cmpstr (items, ==, "");
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, 0);

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  g_assert_cmpuint (fixture->report.added, ==, 3);
  g_assert_cmpuint (fixture->report.generation, >, 1003);
  lineup_catalogue_fixture_check (fixture);
  g_assert_cmpuint (n_warnings, ==, 1);
}

static void
write_garbage (LineupCatalogueFixture *fixture, const char *suffix)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, suffix);
  g_autoptr (GString) garbage = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append (garbage, "This is no database. ");
  g_assert_true (g_file_set_contents (path, garbage->str, -1, NULL));
}

static void
test_no_database (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  write_garbage (fixture, "");
  write_garbage (fixture, "-wal");
  /* Another file was set aside before: only the last one is kept. */
  write_garbage (fixture, ".broken-1");
  check_set_aside (fixture);
}

static void
run_sql (LineupCatalogueFixture *fixture, const char *sql)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}

static void
test_newer_version (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  lineup_catalogue_fixture_reopen (fixture, 0);
  run_sql (fixture, "PRAGMA user_version = 99");
  check_set_aside (fixture);
}

/* A file that says that it is one of ours, but lacks what it takes to open it. */
static void
test_missing_table (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  lineup_catalogue_fixture_reopen (fixture, 0);
  run_sql (fixture, "DROP TABLE meta");
  check_set_aside (fixture);
}

static void
test_foreign_database (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  run_sql (fixture, "CREATE TABLE recipes (cake)");
  check_set_aside (fixture);
}

static void
test_empty_file (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  g_assert_cmpuint (fixture->report.added, ==, 3);
  g_assert_null (find_broken (fixture));
}

/* Damage that shows only while it is used: the next import begins anew. */
static void
test_damaged_inside (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  g_autofree char *broken = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;
  g_autoptr (LineupDummyItemSource) source = new_large_source (20000, 1, "Movie");
  g_autoptr (LineupDummyItemSource) again = new_large_source (20000, 1, "Movie");
  g_autoptr (GError) error = NULL;

  g_assert_true (lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, NULL));
  lineup_catalogue_fixture_reopen (fixture, 0);
  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  memset (bytes + n_bytes / 4, 0xa5, n_bytes / 2);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)n_bytes, NULL));

  n_warnings = 0;
  lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_MOVIES, again, LINEUP_IMPORT_FORCE, NULL, &error);
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  g_assert_cmpuint (fixture->report.added, ==, 3);
  g_assert_cmpuint (fixture->report.generation, >, 20000);
  g_assert_cmpuint (n_warnings, ==, 1);
  broken = find_broken (fixture);
  g_assert_nonnull (broken);
  lineup_catalogue_fixture_check (fixture);
}

/* Files that go */

static void
unlink_files (LineupCatalogueFixture *fixture)
{
  const char *const suffixes[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, suffixes[i]);

      g_unlink (path);
    }
}

static void
check_lost (LineupCatalogueFixture *fixture)
{
  const guint64 generation = lineup_catalogue_get_generation (fixture->catalogue);
  g_autofree char *items = NULL;

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  g_assert_cmpuint (fixture->report.added, ==, 3);
  /* The file's loss, if that is not known yet, and then the three items. */
  g_assert_cmpuint (generation, >=, 3);
  g_assert_cmpuint (fixture->report.generation, >=, generation + 3);
  g_assert_cmpuint (fixture->report.generation, >, 6);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, 3);
  items = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, "a", 10);
  g_assert_cmpstr (items, ==, "2 Two [a,b,c] 300\n1 One [a] 100\n");
  lineup_catalogue_fixture_check (fixture);
}

static void
test_file_deleted (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  lineup_catalogue_fixture_settle (fixture);
  unlink_files (fixture);
  check_lost (fixture);
}

static void
test_folder_deleted (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  lineup_catalogue_fixture_settle (fixture);
  unlink_files (fixture);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  check_lost (fixture);
}

/* Readers find out as well, without an import. */
static void
check_file_deleted_before_read (gboolean has_read)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *items = NULL;

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  if (has_read)
    {
      g_autofree char *before = lineup_catalogue_fixture_list (
          fixture, LINEUP_KIND_MOVIES, NULL, 10);

      g_assert_cmpstr (before, !=, "");
    }
  lineup_catalogue_fixture_settle (fixture);
  unlink_files (fixture);
  items = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 10);
  g_assert_cmpstr (items, ==, "");
  check_lost (fixture);
}

static void
test_file_deleted_before_read (void)
{
  check_file_deleted_before_read (FALSE);
  check_file_deleted_before_read (TRUE);
}

static void
test_file_deleted_during_import (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (NEW, G_N_ELEMENTS (NEW));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupImportReport report;

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  lineup_dummy_item_source_block_at (source, 3);
  start_import (fixture, source, NULL, &result);
  wait_until_blocked (source);
  unlink_files (fixture);
  lineup_dummy_item_source_release (source);
  lineup_await (&result);
  g_assert_false (lineup_catalogue_import_finish (fixture->catalogue, result, &report, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  check_lost (fixture);
}

static void
test_generation (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  guint64 generation = 0;

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  lineup_catalogue_fixture_reopen (fixture, 2);
  lineup_catalogue_fixture_settle (fixture);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, 3);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, 3);

  /* The file has lost something: 50 is another state, and so may be all that follow. */
  lineup_catalogue_fixture_reopen (fixture, 50);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, 50);
  lineup_catalogue_fixture_settle (fixture);
  generation = lineup_catalogue_get_generation (fixture->catalogue);
  g_assert_cmpuint (generation, >, 1000000);
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, OLD, 1);
  g_assert_cmpuint (fixture->report.generation, ==, generation + 2);

  lineup_catalogue_fixture_reopen (fixture, 0);
  lineup_catalogue_fixture_settle (fixture);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, generation + 2);
}

static void
test_rights (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const char *const suffixes[] = { "", "-wal", "-shm" };
  const mode_t umask_before = umask (0);
  GStatBuf buffer;

  g_rmdir (fixture->directory);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  umask (umask_before);
  g_assert_cmpint (g_stat (fixture->directory, &buffer), ==, 0);
  g_assert_cmpint (buffer.st_mode & 0777, ==, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, suffixes[i]);

      g_assert_cmpint (g_stat (path, &buffer), ==, 0);
      g_assert_cmpint (buffer.st_mode & 0777, ==, 0600);
    }
}

/* Clearing and deleting */

static void
test_clear (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyCategory categories[] = { { "a", "A", NULL } };
  g_autoptr (GError) error = NULL;
  g_autofree char *items = NULL;

  lineup_catalogue_fixture_import_categories (fixture, LINEUP_LIST_MOVIE_CATEGORIES, categories, 1);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  /* A catalogue that has not been opened yet knows no counts of its own. */
  lineup_catalogue_fixture_reopen (fixture, 0);
  fixture->n_changed = 0;
  lineup_catalogue_fixture_clear (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), >, 4);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, 0);
  items = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 10);
  g_assert_cmpstr (items, ==, "");

  /* There is nothing to clear. */
  lineup_catalogue_fixture_clear (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), >, 4);

  lineup_catalogue_fixture_reopen (fixture, 0);
  lineup_catalogue_fixture_settle (fixture);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), >, 4);
  check_lost (fixture);
}

static void
test_delete (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (OLD, G_N_ELEMENTS (OLD));
  LineupQuery query;
  g_autoptr (GDir) directory = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) import_error = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autofree char *next = NULL;

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 1);
  write_garbage (fixture, "");
  check_set_aside (fixture);
  lineup_catalogue_fixture_delete (fixture, &error);
  g_assert_no_error (error);
  directory = g_dir_open (fixture->directory, 0, NULL);
  g_assert_null (g_dir_read_name (directory));

  g_assert_false (lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, &import_error));
  g_assert_error (import_error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_null (lineup_catalogue_fixture_page (fixture, &query, &next, &read_error));
  g_assert_error (read_error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_dir_rewind (directory);
  g_assert_null (g_dir_read_name (directory));
}

/* What can't be deleted keeps nothing else from going, and is told. */
static void
test_delete_part (void)
{
  static const char *const kept[] = { "", ".broken-1" };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
      g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, kept[i]);
      g_autofree char *expected = g_path_get_basename (path);
      g_autoptr (GDir) directory = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
      write_garbage (fixture, "-wal");
      write_garbage (fixture, "-journal");
      write_garbage (fixture, ".broken-2");
      g_assert_false (lineup_catalogue_fixture_delete (fixture, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
      directory = g_dir_open (fixture->directory, 0, NULL);
      g_assert_cmpstr (g_dir_read_name (directory), ==, expected);
      g_assert_null (g_dir_read_name (directory));
    }
}

/* A file that was set aside and can't be deleted does not keep another one from being cleared. */
static void
test_clear_part (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, ".broken-1");
  g_autoptr (GError) error = NULL;

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_false (lineup_catalogue_fixture_clear (fixture, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, 0);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  lineup_catalogue_fixture_assert_report (fixture, 3, 3, 0, 0);
}

/* The disk */

/* Whether all of a first list is still in memory when the last of it has come: the copy of the
 * empty database that it goes into has not grown. */
static gboolean
fits_into_caches (guint n_items, const char *name)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDummyItemSource) source = new_large_source (n_items, 1, name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *database = lineup_catalogue_fixture_get_path (fixture, "");
  g_autofree char *copy = lineup_catalogue_fixture_get_path (fixture, "-load");
  GStatBuf before;
  GStatBuf after;

  lineup_dummy_item_source_block_at (source, n_items);
  start_import (fixture, source, NULL, &result);
  wait_until_blocked (source);
  g_assert_cmpint (g_stat (database, &before), ==, 0);
  g_assert_cmpint (g_stat (copy, &after), ==, 0);
  lineup_dummy_item_source_release (source);
  lineup_await (&result);
  return after.st_size <= before.st_size;
}

/* However far an import comes, a full disk leaves the old catalogue, and a later one succeeds. */
static void
check_full_disk (const LineupDummyItem *before, gsize n_before, guint n_items, const char *name)
{
  for (gint n_writes = 0;; n_writes += 1 + n_writes / 3)
    {
      g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
      g_autoptr (LineupDummyItemSource) source = new_large_source (n_items, 1, name);
      g_autoptr (LineupDummyItemSource) again = new_large_source (n_items, 1, name);
      g_autoptr (GError) error = NULL;
      g_auto (State) state = { 0 };
      gboolean done = FALSE;

      lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, before, n_before);
      state_take (&state, fixture);
      lineup_failing_disk_set_room (n_writes);
      done = lineup_catalogue_fixture_run (
          fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, &error);
      lineup_catalogue_fixture_settle (fixture);
      if (done && !lineup_failing_disk_has_failed ())
        {
          lineup_failing_disk_set_room (-1);
          return;
        }
      lineup_failing_disk_set_room (-1);
      if (!done)
        {
          g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
          state_assert (&state);
        }
      /* What failed only afterwards, when it was moved into the database, is not lost. */
      g_assert_true (lineup_catalogue_fixture_run (
          fixture, LINEUP_LIST_MOVIES, again, LINEUP_IMPORT_NONE, NULL, NULL));
      g_assert_cmpuint (
          lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, n_items);
      lineup_catalogue_fixture_check (fixture);
    }
}

static void
test_full_disk (void)
{
  g_autofree char *long_name = g_strnfill (LONG_NAME, 'm');

  g_assert_true (fits_into_caches (50, "Movie"));
  check_full_disk (NULL, 0, 50, "Movie");
  check_full_disk (OLD, G_N_ELEMENTS (OLD), 50, "Movie");
  /* Few that take much room: it takes as many writes as many that take little. */
  g_assert_false (fits_into_caches (1400, long_name));
  check_full_disk (NULL, 0, 1400, long_name);
}

static void
test_full_disk_at_open (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (GError) error = NULL;

  lineup_failing_disk_set_room (0);
  g_assert_false (lineup_catalogue_fixture_open (fixture, &error));
  lineup_failing_disk_set_room (-1);
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
  g_assert_null (find_broken (fixture));
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  lineup_catalogue_fixture_check (fixture);
}

/* What was there is gone, and everybody is told, although nothing new can be begun. */
static void
test_full_disk_at_clear (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (GError) error = NULL;
  guint64 generation = 0;

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  lineup_catalogue_fixture_settle (fixture);
  lineup_failing_disk_set_room (0);
  g_assert_false (lineup_catalogue_fixture_clear (fixture, &error));
  lineup_failing_disk_set_room (-1);
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, 0);
  generation = lineup_catalogue_get_generation (fixture->catalogue);
  g_assert_cmpuint (generation, >, 3);

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OLD);
  lineup_catalogue_fixture_assert_report (fixture, 3, 3, 0, 0);
  g_assert_cmpuint (fixture->report.generation, >=, generation + 3);
  lineup_catalogue_fixture_check (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  lineup_failing_disk_install ();

  g_test_add_func ("/catalogue/failures/source", test_source_error);
  g_test_add_func ("/catalogue/failures/source/categories", test_source_error_categories);
  g_test_add_func ("/catalogue/failures/cancel/source", test_cancel_in_source);
  g_test_add_func ("/catalogue/failures/cancel/before", test_cancel_before);
  g_test_add_func ("/catalogue/failures/cancel/queue", test_cancel_in_queue);
  g_test_add_func ("/catalogue/failures/cancel/after-source", test_cancel_after_source);
  g_test_add_func ("/catalogue/failures/cancel/quick", test_cancel_is_quick);
  g_test_add_func ("/catalogue/failures/file/no-database", test_no_database);
  g_test_add_func ("/catalogue/failures/file/newer-version", test_newer_version);
  g_test_add_func ("/catalogue/failures/file/missing-table", test_missing_table);
  g_test_add_func ("/catalogue/failures/file/foreign", test_foreign_database);
  g_test_add_func ("/catalogue/failures/file/empty", test_empty_file);
  g_test_add_func ("/catalogue/failures/file/damaged-inside", test_damaged_inside);
  g_test_add_func ("/catalogue/failures/deleted/file", test_file_deleted);
  g_test_add_func ("/catalogue/failures/deleted/folder", test_folder_deleted);
  g_test_add_func ("/catalogue/failures/deleted/before-read", test_file_deleted_before_read);
  g_test_add_func ("/catalogue/failures/deleted/during-import", test_file_deleted_during_import);
  g_test_add_func ("/catalogue/failures/generation", test_generation);
  g_test_add_func ("/catalogue/failures/rights", test_rights);
  g_test_add_func ("/catalogue/failures/clear", test_clear);
  g_test_add_func ("/catalogue/failures/delete", test_delete);
  g_test_add_func ("/catalogue/failures/delete-part", test_delete_part);
  g_test_add_func ("/catalogue/failures/clear-part", test_clear_part);
  g_test_add_func ("/catalogue/failures/full-disk/import", test_full_disk);
  g_test_add_func ("/catalogue/failures/full-disk/open", test_full_disk_at_open);
  g_test_add_func ("/catalogue/failures/full-disk/clear", test_full_disk_at_clear);

  return g_test_run ();
}
