/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-file-stream.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-test-clock.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;           /* (owned) */
  LineupTestClock *clock; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("lineup-file-stream-XXXXXX", NULL);
  fixture->clock = lineup_test_clock_new (0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_nothing ();
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  lineup_test_files_remove (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->clock);
}

static char *
get_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static LineupByteStream *
open_path (Fixture *fixture, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *await = NULL;

  lineup_file_stream_open_async (
      path, LINEUP_CLOCK (fixture->clock), cancellable, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_file_stream_open_finish (result, error);
}

static GBytes *
read_some (LineupByteStream *stream, gsize count, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *await = NULL;

  lineup_byte_stream_read_async (stream, count, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_byte_stream_read_finish (stream, result, error);
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture, "guide.xml");
  g_autoptr (LineupByteStream) stream = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) end = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "<tv></tv>", -1, NULL);
  stream = open_path (fixture, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lineup_byte_stream_get_figures (stream).length, ==, 9);
  first = read_some (stream, 4, &error);
  second = read_some (stream, 100, &error);
  end = read_some (stream, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), "<tv>", 4);
  g_assert_cmpmem (g_bytes_get_data (second, NULL), g_bytes_get_size (second), "</tv>", 5);
  g_assert_cmpuint (g_bytes_get_size (end), ==, 0);
  g_assert_cmpuint (lineup_byte_stream_get_figures (stream).received, ==, 9);
  g_assert_cmpuint (lineup_byte_stream_get_figures (stream).http_status, ==, 0);
  lineup_byte_stream_close (stream);
}

/* Nothing but a file is opened, and no error says which one it was. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = { "our-absent", "our-folder", "our-pipe", "our-link" };
  g_autofree char *folder = get_path (fixture, "our-folder");
  g_autofree char *pipe_path = get_path (fixture, "our-pipe");
  g_autofree char *file = get_path (fixture, "file");
  g_autofree char *link_path = get_path (fixture, "our-link");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_file_set_contents (file, "<tv></tv>", -1, NULL);
  g_assert_cmpint (symlink (file, link_path), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = get_path (fixture, names[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (open_path (fixture, path, NULL, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
      g_assert_null (strstr (error->message, names[i]));
      g_assert_null (strchr (error->message, '/'));
    }
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture, "file");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "<tv></tv>", -1, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_null (open_path (fixture, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, test) g_test_add ("/file-stream/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("read", test_read);
  ADD ("refused", test_refused);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
