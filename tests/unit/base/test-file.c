/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-file.h"

#include "lineup-error.h"
#include "lineup-test-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The call that is to fail next, counted from 1; 0 for none. */
static guint failing_call = 0;

static gboolean
is_to_fail (void)
{
  if (failing_call == 0 || --failing_call > 0)
    return FALSE;
  errno = EIO;
  return TRUE;
}

/* What of a write was done in which order: `s` for a file and `S` for a folder that is on the disk,
 * `r` for a file that was renamed. */
static GString *course = NULL;

static void
note (char step)
{
  if (course != NULL)
    g_string_append_c (course, step);
}

int
fsync (int fd)
{
  struct stat status;

  if (is_to_fail ())
    return -1;
  g_assert_cmpint (fstat (fd, &status), ==, 0);
  note (S_ISDIR (status.st_mode) ? 'S' : 's');
  return (int)syscall (SYS_fsync, fd);
}

int
rename (const char *old_path, const char *path)
{
  if (is_to_fail ())
    return -1;
  note ('r');
  return (int)syscall (SYS_rename, old_path, path);
}

typedef struct
{
  char *root;   /* (owned) */
  char *folder; /* (owned): of the file, not made yet */
  char *path;   /* (owned) */
  char *other;  /* (owned): of another file, not below the folder */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  failing_call = 0;
  fixture->root = g_dir_make_tmp ("lineup-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->root, "config", "accounts", NULL);
  fixture->path = g_build_filename (fixture->folder, "home.conf", NULL);
  fixture->other = g_build_filename (fixture->root, "other", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  failing_call = 0;
  lineup_test_files_remove (fixture->root);
  g_free (fixture->root);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->other);
}

static void
make_folder (Fixture *fixture)
{
  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
}

static void
put (const char *path, const char *contents, int mode)
{
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
assert_written (Fixture *fixture, const char *contents)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  g_assert_true (lineup_file_write (fixture->path, contents, strlen (contents), &error));
  g_assert_no_error (error);
  found = lineup_file_read (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, contents);
}

static void
assert_mode (const char *path, guint mode)
{
  struct stat status;

  g_assert_cmpint (lstat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, mode);
}

static void
assert_unreadable (Fixture *fixture, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lineup_file_read (fixture->path, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, message);
}

/* The folder and as many files. */
static void
assert_n_files (Fixture *fixture, guint n_files)
{
  g_autoptr (GPtrArray) files = lineup_test_files_collect (fixture->folder);

  g_assert_cmpuint (files->len, ==, n_files + 1);
}

/* Writing */

/* Nobody else can read it, whoever could read what was there, and whatever new files are like. */
static void
test_mode (Fixture *fixture, gconstpointer data)
{
  static const int modes[] = { 0644, 0666, 0600, 0400, 0000, 0755 };
  const mode_t mask = umask (0);

  assert_written (fixture, "first");
  assert_mode (fixture->path, 0600);
  assert_mode (fixture->folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      put (fixture->path, "old", modes[i]);
      assert_written (fixture, "new");
      assert_mode (fixture->path, 0600);
    }
  umask (mask);
  assert_n_files (fixture, 1);
}

/* A file is on the disk before it takes its place, and so is that when the call returns. */
static void
test_durable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) steps = g_string_new (NULL);

  make_folder (fixture);
  course = steps;
  assert_written (fixture, "new");
  course = NULL;
  g_assert_cmpstr (steps->str, ==, "srS");
}

/* A link is replaced, not what it leads to. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;

  make_folder (fixture);
  put (fixture->other, "theirs", 0644);
  g_assert_cmpint (symlink (fixture->other, fixture->path), ==, 0);
  contents = lineup_file_read (fixture->path, NULL);
  g_assert_cmpstr (contents, ==, "theirs");
  g_clear_pointer (&contents, g_free);

  assert_written (fixture, "ours");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  assert_mode (fixture->path, 0600);
  contents = lineup_file_read (fixture->other, NULL);
  g_assert_cmpstr (contents, ==, "theirs");
  assert_mode (fixture->other, 0644);
}

/* Also what nobody could have read is replaced, but for a folder. */
static void
test_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = g_strdup_printf ("accounts/home.conf can't be written: %s",
                                              g_strerror (EISDIR));

  make_folder (fixture);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_written (fixture, "ours");

  g_assert_true (lineup_file_delete (fixture->path, NULL));
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (lineup_file_write (fixture->path, "ours", 4, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, message);
  assert_n_files (fixture, 1);
}

/* Whatever fails, the old one is there, and nothing else. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = g_strdup_printf ("accounts/home.conf can't be written: %s",
                                              g_strerror (EIO));

  assert_written (fixture, "old");
  for (guint call = 1; call <= 2; call++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;

      failing_call = call;
      g_assert_false (lineup_file_write (fixture->path, "new", 3, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
      g_assert_cmpstr (error->message, ==, message);
      contents = lineup_file_read (fixture->path, NULL);
      g_assert_cmpstr (contents, ==, "old");
      assert_n_files (fixture, 1);
    }
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_written (fixture, "old");
  g_assert_true (lineup_file_delete (fixture->path, NULL));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (lineup_file_delete (fixture->path, NULL));

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (lineup_file_delete (fixture->path, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_true (g_str_has_prefix (error->message, "accounts/home.conf can't be deleted: "));
}

/* Reading */

/* What is no file of text holds nobody up, and is told of. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lineup_file_read (fixture->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  make_folder (fixture);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_unreadable (fixture, "accounts/home.conf can't be opened: it is no regular file");

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (symlink ("/dev/zero", fixture->path), ==, 0);
  assert_unreadable (fixture, "accounts/home.conf can't be opened: it is no regular file");

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_unreadable (fixture, "accounts/home.conf can't be opened: it is a folder");

  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  g_assert_cmpint (symlink (fixture->path, fixture->path), ==, 0);
  g_assert_null (lineup_file_read (fixture->path, NULL));
}

static void
test_size (Fixture *fixture, gconstpointer data)
{
  g_autofree char *largest = g_strnfill (LINEUP_FILE_MAX_SIZE, 'x');
  g_autofree char *larger = g_strnfill (LINEUP_FILE_MAX_SIZE + 1, 'x');

  assert_written (fixture, "");
  assert_written (fixture, largest);
  put (fixture->path, larger, 0600);
  assert_unreadable (fixture, "accounts/home.conf can't be read: it is larger than 1 MiB");
  /* Nobody reads what there is of it. */
  g_assert_cmpint (truncate (fixture->path, G_GINT64_CONSTANT (1) << 40), ==, 0);
  assert_unreadable (fixture, "accounts/home.conf can't be read: it is larger than 1 MiB");

  g_assert_true (g_file_set_contents (fixture->path, "a\0b", 3, NULL));
  assert_unreadable (fixture, "accounts/home.conf can't be read: it is no text");
}

/* A database may be of any size, but is a file. */
static void
test_check_kind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lineup_file_check_kind (fixture->path, LINEUP_ERROR_DATABASE, NULL));
  make_folder (fixture);
  put (fixture->path, "", 0600);
  g_assert_cmpint (truncate (fixture->path, G_GINT64_CONSTANT (1) << 40), ==, 0);
  g_assert_true (lineup_file_check_kind (fixture->path, LINEUP_ERROR_DATABASE, NULL));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_false (lineup_file_check_kind (fixture->path, LINEUP_ERROR_DATABASE, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
}

/* What somebody calls a file does not look like a line of the log. */
static void
test_describe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plain = lineup_file_describe ("/home/somebody/.config/lineupd/state/home");
  g_autofree char *strange = lineup_file_describe ("/x/accounts/a\nWARNING\x1b\xff.conf");

  g_assert_cmpstr (plain, ==, "state/home");
  g_assert_cmpstr (strange, ==, "accounts/a?WARNING?\xef\xbf\xbd.conf");
}

#define ADD(path, test) g_test_add ("/file/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("mode", test_mode);
  ADD ("durable", test_durable);
  ADD ("link", test_link);
  ADD ("replaces", test_replaces);
  ADD ("failure", test_failure);
  ADD ("delete", test_delete);
  ADD ("kinds", test_kinds);
  ADD ("size", test_size);
  ADD ("check-kind", test_check_kind);
  ADD ("describe", test_describe);

  return g_test_run ();
}
