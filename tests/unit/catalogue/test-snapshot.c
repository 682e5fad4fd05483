/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-error.h"
#include "lineup-failing-files.h"
#include "lineup-snapshot.h"

#include <fcntl.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A whole kind in a file. */

#define N_MOVIES 3000

static gpointer
make_snapshot (LineupReader *reader, gpointer user_data, GError **error)
{
  const LineupKind *kind = user_data;
  const int fd = lineup_snapshot_make (reader, *kind, error);

  return fd >= 0 ? GINT_TO_POINTER (fd + 1) : NULL;
}

static int
take (LineupCatalogueFixture *fixture, LineupKind kind, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lineup_catalogue_read_async (
      fixture->catalogue, make_snapshot, &kind, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  return GPOINTER_TO_INT (lineup_catalogue_read_finish (fixture->catalogue, result, error)) - 1;
}

/* The file's lines, after checks that hold for every one. */
static char *
read_all (LineupCatalogueFixture *fixture, LineupKind kind)
{
  g_autoptr (GError) error = NULL;
  const int fd = take (fixture, kind, &error);
  struct stat info;
  char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (lseek (fd, 0, SEEK_CUR), ==, 0);
  g_assert_cmpint (fcntl (fd, F_GETFL) & O_ACCMODE, ==, O_RDONLY);
  g_assert_cmpint (fcntl (fd, F_GETFD) & FD_CLOEXEC, ==, FD_CLOEXEC);
  g_assert_cmpint (fstat (fd, &info), ==, 0);
  g_assert_cmpint (info.st_nlink, ==, 0);
  text = g_malloc0 ((gsize)info.st_size + 1);
  g_assert_cmpint (read (fd, text, (gsize)info.st_size), ==, info.st_size);
  close (fd);
  return text;
}

/* Neither under a name nor in this process: there was one, or there was not. */
static void
assert_nothing_left (LineupCatalogueFixture *fixture)
{
  g_autoptr (GDir) directory = g_dir_open (fixture->directory, 0, NULL);
  g_autoptr (GDir) fds = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (directory)) != NULL)
    g_assert_true (g_str_has_prefix (name, "home.db"));
  while ((name = g_dir_read_name (fds)) != NULL)
    {
      g_autofree char *link = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);

      g_assert_false (target != NULL && g_str_has_prefix (target, fixture->directory)
                      && g_str_has_suffix (target, " (deleted)"));
    }
}

static void
fill (LineupDummyItem *movies, const char *name)
{
  for (guint i = 0; i < N_MOVIES; i++)
    movies[i] = (LineupDummyItem){ 1 + i, name, i % 3 == 0 ? "a,b" : "a", 100 + i };
}

static void
assert_lines (const char *text, guint n_lines, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, n_lines + 1);
  g_assert_cmpstr (lines[n_lines], ==, "");
  for (guint i = 0; i < n_lines; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *object = json_node_get_object (node);

      g_assert_cmpint (json_object_get_int_member (object, "id"), ==, 1 + i);
      g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, name);
      g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "movies");
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "categories")),
                        ==,
                        i % 3 == 0 ? 2 : 1);
    }
}

/* Many buffers full; and while an import runs, what was there before it. */
static void
test_during_import (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree LineupDummyItem *movies = g_new0 (LineupDummyItem, N_MOVIES);
  g_autoptr (LineupDummyItemSource) source = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;
  g_autofree char *empty = NULL;
  LineupImportReport report;

  fill (movies, "One \"and\" \\ the other");
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, movies, N_MOVIES);
  fill (movies, "Another");
  source = lineup_dummy_item_source_new (movies, N_MOVIES);
  lineup_dummy_item_source_block_at (source, N_MOVIES);
  lineup_catalogue_import_async (fixture->catalogue,
                                 LINEUP_LIST_MOVIES,
                                 LINEUP_ITEM_SOURCE (source),
                                 LINEUP_IMPORT_NONE,
                                 NULL,
                                 lineup_await_callback,
                                 &result);
  while (!lineup_dummy_item_source_is_blocked (source))
    g_thread_yield ();
  during = read_all (fixture, LINEUP_KIND_MOVIES);
  assert_lines (during, N_MOVIES, "One \"and\" \\ the other");

  lineup_dummy_item_source_release (source);
  lineup_await (&result);
  g_assert_true (lineup_catalogue_import_finish (fixture->catalogue, result, &report, NULL));
  after = read_all (fixture, LINEUP_KIND_MOVIES);
  assert_lines (after, N_MOVIES, "Another");
  empty = read_all (fixture, LINEUP_KIND_SERIES);
  g_assert_cmpstr (empty, ==, "");
  assert_nothing_left (fixture);
}

static void
assert_item (const LineupItem *item, const char *expected)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyItem element = { .id = 1 };
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (&element, 1);
  g_autofree char *text = NULL;

  lineup_dummy_item_source_set_items (source, item);
  g_assert_true (lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_CHANNELS, source, LINEUP_IMPORT_NONE, NULL, NULL));
  text = read_all (fixture, LINEUP_KIND_CHANNELS);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_all_fields (void)
{
  const char *const categories[] = { "z\"", "10" };
  const LineupItem unknown = LINEUP_ITEM_INIT;
  const LineupItem full = {
    .id = G_GINT64_CONSTANT (2707855417),
    .name = "Nämé \"x\" \\ 日本 \x01\n\t\x1f\x7f /",
    .categories = categories,
    .n_categories = 2,
    .position = 0,
    .channel_number = "0.1",
    .radio = TRUE,
    .icon = "http://example.org/a.png",
    .year = 2021,
    .rating = 7.5,
    .genre = "Drama",
    .plot = "",
    .cast = "A, B",
    .director = "C",
    .release_date = "2021-03-04",
    .added = 1600000000,
    .modified = 1700000000,
    .duration = 5400,
    .extension = "mkv",
    .epg_id = "x.example",
    .archive_days = 7,
    .adult = LINEUP_ADULT_NO,
    .trailer = "abc",
    .country = "US",
    .tmdb_id = "550",
  };

  assert_item (&unknown,
               "{\"kind\":\"channels\",\"id\":0,\"name\":\"\",\"categories\":[\"uncategorized\"]}"
               "\n");
  assert_item (
      &full,
      "{\"kind\":\"channels\",\"id\":2707855417,"
      "\"name\":\"Nämé \\\"x\\\" \\\\ 日本 \\u0001\\u000a\\u0009\\u001f\x7f /\","
      "\"position\":0,\"channel-number\":\"0.1\",\"radio\":true,\"categories\":[\"z\\\"\",\"10\"],"
      "\"icon\":\"http://example.org/a.png\",\"year\":2021,\"rating\":7.5,"
      "\"genre\":\"Drama\",\"plot\":\"\",\"cast\":\"A, B\",\"director\":\"C\","
      "\"release-date\":\"2021-03-04\",\"added\":1600000000,\"modified\":1700000000,"
      "\"duration\":5400,\"extension\":\"mkv\",\"epg-id\":\"x.example\","
      "\"archive-days\":7,\"adult\":false,\"trailer\":\"abc\",\"tmdb-id\":\"550\",\"country\":"
      "\"US\"}\n");
}

/* Every item is longer than the buffer, whether it is copied whole or escaped. */
static void
test_long_items (void)
{
  g_autofree char *plain = g_strnfill (64 * 1024, 'x');
  g_autofree char *odd = g_strnfill (64 * 1024, '\x01');
  const char *const plots[] = { plain, odd };

  for (guint i = 0; i < G_N_ELEMENTS (plots); i++)
    {
      g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
      const LineupItem item = { .id = 7, .name = "Long", .position = -1, .plot = plots[i] };
      const LineupDummyItem element = { .id = 7 };
      g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (&element, 1);
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *text = NULL;

      lineup_dummy_item_source_set_items (source, &item);
      g_assert_true (lineup_catalogue_fixture_run (
          fixture, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_NONE, NULL, NULL));
      text = read_all (fixture, LINEUP_KIND_MOVIES);
      g_assert_true (g_str_has_suffix (text, "}\n"));
      node = json_from_string (text, NULL);
      g_assert_nonnull (node);
      g_assert_cmpstr (
          json_object_get_string_member (json_node_get_object (node), "plot"), ==, plots[i]);
      assert_nothing_left (fixture);
    }
}

/* What can't be done */

static LineupCatalogueFixture *
make_filled (void)
{
  LineupCatalogueFixture *fixture = lineup_catalogue_fixture_new ();
  g_autofree LineupDummyItem *movies = g_new0 (LineupDummyItem, N_MOVIES);

  fill (movies, "A name");
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, movies, N_MOVIES);
  lineup_catalogue_fixture_settle (fixture);
  return fixture;
}

static void
assert_all (LineupCatalogueFixture *fixture)
{
  g_autofree char *text = read_all (fixture, LINEUP_KIND_MOVIES);

  assert_lines (text, N_MOVIES, "A name");
  assert_nothing_left (fixture);
}

static void
assert_fails (LineupCatalogueFixture *fixture, LineupError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (take (fixture, LINEUP_KIND_MOVIES, &error), ==, -1);
  g_assert_error (error, LINEUP_ERROR, (int)code);
  assert_nothing_left (fixture);

  /* The disk is at fault, and nothing is amiss with the catalogue. */
  lineup_failing_files_reset ();
  assert_all (fixture);
}

/* At once, after a byte, and in the middle of the second buffer. */
static void
test_no_space (void)
{
  static const gsize rooms[] = { 0, 1, 100 * 1024 };
  g_autoptr (LineupCatalogueFixture) fixture = make_filled ();

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      lineup_failing_files_set_room (rooms[i]);
      assert_fails (fixture, LINEUP_ERROR_DISK_FULL);
      lineup_failing_files_set_room (rooms[i]);
      lineup_failing_files_refuse_nameless ();
      assert_fails (fixture, LINEUP_ERROR_DISK_FULL);
    }
}

/* Files with a name for a moment: where the file system makes no others, or /proc is missing. */
static void
test_fallback (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = make_filled ();

  lineup_failing_files_refuse_nameless ();
  assert_all (fixture);
  lineup_failing_files_reset ();
  lineup_failing_files_refuse ("/proc/self/fd");
  assert_all (fixture);
  lineup_failing_files_reset ();
}

static void
test_no_file (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = make_filled ();

  lineup_failing_files_refuse_nameless ();
  lineup_failing_files_refuse_new ();
  assert_fails (fixture, LINEUP_ERROR_DISK_FULL);
  lineup_failing_files_refuse_nameless ();
  lineup_failing_files_refuse (".snapshot-");
  assert_fails (fixture, LINEUP_ERROR_DATABASE);
}

/* The process ends in the middle of it. */
static void
test_close (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = make_filled ();
  g_autoptr (GAsyncResult) read_result = NULL;
  g_autoptr (GAsyncResult) close_result = NULL;
  g_autoptr (GError) error = NULL;
  LineupKind kind = LINEUP_KIND_MOVIES;

  lineup_failing_files_hold ();
  lineup_catalogue_read_async (fixture->catalogue,
                               make_snapshot,
                               &kind,
                               NULL,
                               NULL,
                               NULL,
                               lineup_await_callback,
                               &read_result);
  lineup_failing_files_wait_held ();
  lineup_catalogue_close_async (fixture->catalogue, NULL, lineup_await_callback, &close_result);
  lineup_failing_files_release ();
  lineup_await (&close_result);
  g_assert_true (lineup_catalogue_close_finish (fixture->catalogue, close_result, NULL));
  lineup_await (&read_result);
  g_assert_null (lineup_catalogue_read_finish (fixture->catalogue, read_result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_left (fixture);
}

/* With `-m perf`: how long 200,000 items take. */
static void
test_speed (void)
{
  const guint n_movies = 200000;
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree LineupDummyItem *movies = g_new0 (LineupDummyItem, n_movies);
  g_autoptr (GTimer) timer = NULL;
  struct stat info;
  int fd = -1;

  for (guint i = 0; i < n_movies; i++)
    movies[i] = (LineupDummyItem){ 1 + i, "A movie of some name", "a,b", 100 + i };
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, movies, n_movies);
  lineup_catalogue_fixture_settle (fixture);
  timer = g_timer_new ();
  fd = take (fixture, LINEUP_KIND_MOVIES, NULL);
  g_timer_stop (timer);
  g_assert_cmpint (fstat (fd, &info), ==, 0);
  g_test_message (
      "%.3f s, %" G_GINT64_FORMAT " bytes", g_timer_elapsed (timer, NULL), (gint64)info.st_size);
  close (fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/snapshot/during-import", test_during_import);
  g_test_add_func ("/snapshot/all-fields", test_all_fields);
  g_test_add_func ("/snapshot/long-items", test_long_items);
  g_test_add_func ("/snapshot/no-space", test_no_space);
  g_test_add_func ("/snapshot/fallback", test_fallback);
  g_test_add_func ("/snapshot/no-file", test_no_file);
  g_test_add_func ("/snapshot/close", test_close);
  if (g_test_perf ())
    g_test_add_func ("/snapshot/speed", test_speed);

  return g_test_run ();
}
