/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-state-file.h"
#include "lineup-test-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;          /* (owned) */
  char *path;            /* (owned) */
  LineupStateFile *file; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("lineup-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "state", "file.conf", NULL);
  fixture->file = lineup_state_file_new (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_finalize (fixture->file);
  lineup_test_files_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static GKeyFile *
make_contents (int number)
{
  GKeyFile *contents = g_key_file_new ();

  g_key_file_set_integer (contents, "Group", "Number", number);
  return contents;
}

static void
begin_save (Fixture *fixture, int number, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GKeyFile) contents = make_contents (number);

  lineup_state_file_save_async (fixture->file, contents, NULL, callback, user_data);
}

static gboolean
end_save (Fixture *fixture, LineupAwait **await, GError **error)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);

  return lineup_state_file_save_finish (fixture->file, result, error);
}

static void
save (Fixture *fixture, int number)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;

  begin_save (fixture, number, lineup_await_callback, &await);
  g_assert_true (end_save (fixture, &await, &error));
  g_assert_no_error (error);
}

static void
flush (Fixture *fixture)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_state_file_flush_async (fixture->file, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_state_file_flush_finish (fixture->file, result, &error));
  g_assert_no_error (error);
}

static int
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) contents = lineup_state_file_load (fixture->file, &error);

  g_assert_no_error (error);
  return g_key_file_get_integer (contents, "Group", "Number", NULL);
}

static guint
get_mode (const char *path)
{
  GStatBuf status = { 0 };

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  const mode_t mask = umask (022);
  g_autoptr (GPtrArray) files = NULL;

  for (int i = 1; i <= 3; i++)
    {
      save (fixture, i);
      g_assert_cmpint (load (fixture), ==, i);
    }
  umask (mask);

  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  /* The folder and the file, and nothing temporary. */
  files = lineup_test_files_collect (folder);
  g_assert_cmpuint (files->len, ==, 2);
}

/* A file that others could read, made by a careless person, becomes a proper one. */
static void
test_save_tightens (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  save (fixture, 1);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
}

static void
on_returned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_returned = user_data;

  g_assert_true (lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, NULL));
  (*n_returned)++;
}

/* Each write moves a new file to the old one's place: inotify tells how often that was. (Equal
 * events in a row become one; with where the files came from, they are not equal.) */
static guint
count_writes (int inotify, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  _Alignas(struct inotify_event) char buffer[64 * 1024];
  const ssize_t length = read (inotify, buffer, sizeof buffer);
  guint n_writes = 0;

  for (ssize_t i = 0; i < length;)
    {
      const struct inotify_event *event = (const struct inotify_event *)(void *)(buffer + i);

      n_writes += (event->mask & IN_MOVED_TO) != 0 && g_str_equal (event->name, name);
      i += (ssize_t)sizeof *event + event->len;
    }
  return n_writes;
}

static void
test_coalesces (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  const int inotify = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  guint n_returned = 0;

  save (fixture, 0);
  g_assert_cmpint (inotify_add_watch (inotify, folder, IN_MOVE), >=, 0);

  /* The first one is being written while all others wait. */
  for (int i = 1; i <= 100; i++)
    begin_save (fixture, i, on_returned, &n_returned);
  g_assert_cmpuint (n_returned, ==, 0);
  flush (fixture);
  lineup_await_nothing ();

  g_assert_cmpuint (n_returned, ==, 100);
  g_assert_cmpint (load (fixture), ==, 100);
  g_assert_cmpuint (count_writes (inotify, fixture->path), ==, 2);
  close (inotify);
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, 1);
  lineup_state_file_save_async (fixture->file, NULL, NULL, lineup_await_callback, &await);
  g_assert_true (end_save (fixture, &await, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  /* Nothing to delete is as well. */
  await = NULL;
  lineup_state_file_save_async (fixture->file, NULL, NULL, lineup_await_callback, &await);
  g_assert_true (end_save (fixture, &await, &error));
  g_assert_no_error (error);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  /* Deleted after a write that was still under way, and written after a delete that was. */
  for (int i = 0; i < 20; i++)
    {
      begin_save (fixture, i, NULL, NULL);
      lineup_state_file_save_async (fixture->file, NULL, NULL, NULL, NULL);
      flush (fixture);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

      lineup_state_file_save_async (fixture->file, NULL, NULL, NULL, NULL);
      begin_save (fixture, i, NULL, NULL);
      flush (fixture);
      g_assert_cmpint (load (fixture), ==, i);
    }
}

static void
test_flush (Fixture *fixture, gconstpointer data)
{
  guint n_returned = 0;

  /* Nothing waits. */
  flush (fixture);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  /* A save is being written; then another one waits besides. */
  begin_save (fixture, 1, NULL, NULL);
  flush (fixture);
  g_assert_cmpint (load (fixture), ==, 1);

  begin_save (fixture, 2, on_returned, &n_returned);
  begin_save (fixture, 3, on_returned, &n_returned);
  flush (fixture);
  g_assert_cmpint (load (fixture), ==, 3);
  lineup_await_nothing ();
  g_assert_cmpuint (n_returned, ==, 2);
}

/* What was saved is written although nobody holds the object any more. */
static void
test_outlives_its_owner (Fixture *fixture, gconstpointer data)
{
  LineupStateFile *file = lineup_state_file_new (fixture->path);
  g_autoptr (GKeyFile) contents = make_contents (5);

  lineup_state_file_save_async (file, contents, NULL, NULL, NULL);
  lineup_await_finalize (file);
  g_assert_cmpint (load (fixture), ==, 5);
}

static void
test_load_errors (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_null (lineup_state_file_load (fixture->file, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, "\x01\xff no key file", -1, NULL));
  g_assert_null (lineup_state_file_load (fixture->file, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, "state/file.conf can't be read: it is no key file");
}

/* A file where the folder should be stops also those whom permissions don't. */
static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  LineupAwait *await = NULL;
  LineupAwait *later = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  begin_save (fixture, 1, lineup_await_callback, &await);
  g_assert_false (end_save (fixture, &await, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_true (g_str_has_prefix (error->message, "state/file.conf can't be written: "));
  g_assert_nonnull (strstr (error->message, g_strerror (ENOTDIR)));

  /* Saving works as soon as it can. */
  g_assert_cmpint (g_unlink (folder), ==, 0);
  begin_save (fixture, 2, lineup_await_callback, &later);
  g_assert_true (end_save (fixture, &later, NULL));
  g_assert_cmpint (load (fixture), ==, 2);
}

/* The file's place is taken by a folder, which is not deleted like a file. */
static void
test_undeletable (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  lineup_state_file_save_async (fixture->file, NULL, NULL, lineup_await_callback, &await);
  g_assert_false (end_save (fixture, &await, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_true (g_str_has_prefix (error->message, "state/file.conf can't be deleted: "));
}

/* What was read ahead is what is loaded, until something is saved, and whatever happens to the
 * file. */
static void
test_read_ahead (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  save (fixture, 1);
  lineup_state_file_read_ahead (fixture->file);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (load (fixture), ==, 1);
  g_assert_cmpint (load (fixture), ==, 1);
  lineup_state_file_read_ahead (fixture->file);
  save (fixture, 2);
  g_assert_cmpint (load (fixture), ==, 2);

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  lineup_state_file_read_ahead (fixture->file);
  g_assert_true (g_file_set_contents (fixture->path, "[Group]\nNumber=3\n", -1, NULL));
  g_assert_null (lineup_state_file_load (fixture->file, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

#define ADD(path, test) g_test_add ("/state-file/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("save", test_save);
  ADD ("save-tightens", test_save_tightens);
  ADD ("coalesces", test_coalesces);
  ADD ("delete", test_delete);
  ADD ("order", test_order);
  ADD ("flush", test_flush);
  ADD ("outlives-its-owner", test_outlives_its_owner);
  ADD ("load-errors", test_load_errors);
  ADD ("read-ahead", test_read_ahead);
  ADD ("unwritable", test_unwritable);
  ADD ("undeletable", test_undeletable);

  return g_test_run ();
}
