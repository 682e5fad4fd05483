/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-file.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-test-clock.h"
#include "lineup-test-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define URL "http://panel.example"

/* What a person does to the file in the very moment when we put ours in its place: with this text,
 * or, if it is empty, to delete it. */
static const char *last_word = NULL;

/* A file system that can't exchange files. */
static gboolean is_plain = FALSE;

static void
say (const char *path)
{
  const char *text = g_atomic_pointer_exchange (&last_word, NULL);

  if (text == NULL)
    return;
  if (*text != '\0')
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  else
    g_assert_cmpint (g_unlink (path), ==, 0);
}

int
renameat2 (int old_folder, const char *old_path, int new_folder, const char *path, guint flags)
{
  if (is_plain && flags != 0)
    {
      say (path);
      errno = EINVAL;
      return -1;
    }
  say (path);
  return (int)syscall (SYS_renameat2, old_folder, old_path, new_folder, path, flags);
}

typedef struct
{
  char *root;              /* (owned) */
  char *folder;            /* (owned): of the file, not made yet */
  char *path;              /* (owned) */
  LineupAccountFile *file; /* (owned) */
  LineupTestClock *clock;  /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  last_word = NULL;
  is_plain = FALSE;
  fixture->root = g_dir_make_tmp ("lineup-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->root, "config", "accounts", NULL);
  fixture->path = g_build_filename (fixture->folder, "home.conf", NULL);
  fixture->file = lineup_account_file_new (fixture->path, "home");
  fixture->clock = lineup_test_clock_new (0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_finalize (fixture->file);
  g_object_unref (fixture->clock);
  lineup_test_files_remove (fixture->root);
  g_free (fixture->root);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
exists (Fixture *fixture)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_there = FALSE;

  lineup_account_file_exists_async (fixture->file, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  is_there = lineup_account_file_exists_finish (fixture->file, result, &error);
  g_assert_no_error (error);
  return is_there;
}

static gboolean
save (Fixture *fixture, LineupAccount *account, GError **error)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_account_file_save_async (fixture->file, account, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_account_file_save_finish (fixture->file, result, error);
}

static void
save_interval (Fixture *fixture, guint interval)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (GError) error = NULL;

  g_object_set (account, "sync-interval", interval, NULL);
  g_assert_true (save (fixture, account, &error));
  g_assert_no_error (error);
}

/* Returns whether it is told that somebody else was faster. */
static gboolean
is_late (Fixture *fixture, guint interval)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (GError) error = NULL;

  g_object_set (account, "sync-interval", interval, NULL);
  if (save (fixture, account, &error))
    return FALSE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  return TRUE;
}

static void
remove_file (Fixture *fixture, const char *checksum)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_account_file_remove_async (fixture->file, checksum, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_account_file_remove_finish (fixture->file, result, &error));
  g_assert_no_error (error);
}

static void
write_file (Fixture *fixture, const char *contents)
{
  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, contents, -1, NULL));
}

static void
assert_contains (Fixture *fixture, const char *text)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, text));
}

/* The folder and the file, and nothing else. */
static void
assert_tidy (Fixture *fixture)
{
  g_autoptr (GPtrArray) files = lineup_test_files_collect (fixture->folder);

  g_assert_cmpuint (files->len, ==, 2);
}

static guint
get_mode (const char *path)
{
  GStatBuf status = { 0 };

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

/* A look at the file. */
typedef struct
{
  LineupTestClock *clock; /* (unowned) */
  LineupAwait *await;     /* (owned) (nullable) */
} Look;

static gboolean
has_paused_or_ended (gpointer user_data)
{
  Look *look = user_data;

  return look->await != NULL || lineup_test_clock_get_next_alarm (look->clock) >= 0;
}

static void
begin_look (Fixture *fixture, Look *look)
{
  look->clock = fixture->clock;
  look->await = NULL;
  lineup_account_file_look_async (
      fixture->file, LINEUP_CLOCK (fixture->clock), NULL, lineup_await_callback, &look->await);
  lineup_await_until (has_paused_or_ended, look);
}

static void
pass_pause (Look *look)
{
  g_assert_true (lineup_test_clock_advance_to_next_alarm (look->clock));
  /* The pause is over, what is next is not there yet. */
  lineup_await_nothing ();
  lineup_await_until (has_paused_or_ended, look);
}

/* Returns what a look has found: "nothing", "deleted", "error", or the interval that somebody has
 * written. */
static char *
end_look (Fixture *fixture, Look *look)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LineupAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  guint interval = 0;

  while (look->await == NULL)
    pass_pause (look);
  result = lineup_await (&look->await);
  account = lineup_account_file_look_finish (fixture->file, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup ("deleted");
  if (error != NULL)
    return g_strdup ("error");
  if (account == NULL)
    return g_strdup ("nothing");
  g_object_get (account, "sync-interval", &interval, NULL);
  return g_strdup_printf ("%u", interval);
}

static void
assert_look (Fixture *fixture, const char *expected)
{
  Look look = { 0 };
  g_autofree char *found = NULL;

  begin_look (fixture, &look);
  found = end_look (fixture, &look);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  const mode_t mask = umask (022);

  save_interval (fixture, 400);
  save_interval (fixture, 500);
  umask (mask);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (get_mode (fixture->folder), ==, 0700);
}

static void
test_leaves_nothing_behind (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    save_interval (fixture, 400 + i);
  assert_tidy (fixture);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) broken = NULL;
  g_autoptr (LineupAccount) account = NULL;

  g_assert_false (exists (fixture));
  g_assert_null (lineup_account_file_load (fixture->file, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=5\n");
  g_assert_true (exists (fixture));
  g_assert_null (lineup_account_file_load (fixture->file, &broken));
  g_assert_error (broken, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_cmpstr (broken->message,
                   ==,
                   "accounts/home.conf can't be read: SyncInterval has a value that it can't have");
  write_file (fixture, "[Account]\nUrl=" URL "\n");
  account = lineup_account_file_load (fixture->file, NULL);
  g_assert_cmpstr (lineup_account_get_id (account), ==, "home");
  g_assert_cmpstr (lineup_account_get_url (account), ==, URL);
}

/* Each writing of somebody else's is found, once, and none of our own. */
static void
test_look (Fixture *fixture, gconstpointer data)
{
  assert_look (fixture, "nothing");
  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=400\n");
  g_object_unref (lineup_account_file_load (fixture->file, NULL));
  assert_look (fixture, "nothing");
  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=500\n");
  assert_look (fixture, "500");
  assert_look (fixture, "nothing");
  save_interval (fixture, 550);
  assert_look (fixture, "nothing");

  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=5\n");
  assert_look (fixture, "error");
  assert_look (fixture, "nothing");
  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=600\n");
  assert_look (fixture, "600");
}

/* Half a file is not taken for a whole one, although it would do. */
static void
test_half (Fixture *fixture, gconstpointer data)
{
  Look look = { 0 };
  g_autofree char *found = NULL;

  save_interval (fixture, 400);
  write_file (fixture, "[Account]\nUrl=" URL "\n");
  begin_look (fixture, &look);
  g_assert_null (look.await);
  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=500");
  pass_pause (&look);
  g_assert_null (look.await);
  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=5000\n");
  pass_pause (&look);
  g_assert_null (look.await);
  found = end_look (fixture, &look);
  g_assert_cmpstr (found, ==, "5000");
}

/* What is gone for good is told once; and what comes after it is new. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  save_interval (fixture, 400);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  assert_look (fixture, "deleted");
  g_assert_cmpint (
      lineup_clock_get_monotonic_time (LINEUP_CLOCK (fixture->clock)), ==, 2 * G_TIME_SPAN_SECOND);
  assert_look (fixture, "nothing");
  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=500\n");
  assert_look (fixture, "500");

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  assert_look (fixture, "deleted");
  save_interval (fixture, 600);
  assert_look (fixture, "nothing");
}

/* An editor that moves the old file away before it writes the new one deletes nothing. */
static void
test_moved_away (Fixture *fixture, gconstpointer data)
{
  Look look = { 0 };
  g_autofree char *found = NULL;

  save_interval (fixture, 400);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  begin_look (fixture, &look);
  for (guint i = 0; i < 19; i++)
    pass_pause (&look);
  g_assert_null (look.await);
  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=500\n");
  found = end_look (fixture, &look);
  g_assert_cmpstr (found, ==, "500");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  save_interval (fixture, 400);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  lineup_account_file_look_async (
      fixture->file, LINEUP_CLOCK (fixture->clock), cancellable, lineup_await_callback, &await);
  g_cancellable_cancel (cancellable);
  result = lineup_await (&await);
  g_assert_null (lineup_account_file_look_finish (fixture->file, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Nobody was told of the deletion, so it is told the next time. */
  assert_look (fixture, "deleted");
}

/* What is given up before it is begun leaves the file as it is. */
static void
test_save_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  LineupAwait *await = NULL;

  save_interval (fixture, 3600);
  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));
  g_object_set (account, "sync-interval", 7200, NULL);
  g_cancellable_cancel (cancellable);
  lineup_account_file_save_async (
      fixture->file, account, cancellable, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_false (lineup_account_file_save_finish (fixture->file, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
}

/* A folder that is away takes no account along, and is not made anew. */
static void
test_folder_away (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_strconcat (fixture->folder, "-away", NULL);
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (GError) error = NULL;

  save_interval (fixture, 400);
  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  assert_look (fixture, "nothing");
  g_assert_false (save (fixture, account, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
  assert_look (fixture, "nothing");
  save_interval (fixture, 500);
}

/* A person's comments, and what a later version may have written, stay with every save. */
static void
test_comments (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupAccount) account = NULL;

  write_file (fixture, "# of mine\n[Account]\nUrl=" URL "\nNew=1\n");
  account = lineup_account_file_load (fixture->file, NULL);
  g_assert_true (save (fixture, account, NULL));
  g_assert_true (save (fixture, account, NULL));
  assert_contains (fixture, "# of mine\n");
  assert_contains (fixture, "New=1\n");
  assert_contains (fixture, "SyncInterval=1440\n");
}

/* What a person has written since we looked is not written over, however late that was. */
static void
test_last_word (Fixture *fixture, gconstpointer data)
{
  is_plain = data != NULL;
  save_interval (fixture, 400);

  /* Before we write. */
  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=500\n");
  g_assert_true (is_late (fixture, 401));
  assert_contains (fixture, "SyncInterval=500\n");
  assert_tidy (fixture);
  assert_look (fixture, "500");
  save_interval (fixture, 402);

  /* While we write. */
  g_atomic_pointer_set (&last_word, "[Account]\nUrl=" URL "\nSyncInterval=600\n");
  g_assert_true (is_late (fixture, 403));
  assert_contains (fixture, "SyncInterval=600\n");
  assert_tidy (fixture);
  assert_look (fixture, "600");
  save_interval (fixture, 404);

  /* Who deletes it has the last word, too. */
  g_atomic_pointer_set (&last_word, "");
  g_assert_true (is_late (fixture, 405));
  g_assert_false (exists (fixture));
  assert_look (fixture, "deleted");
  save_interval (fixture, 406);
  assert_tidy (fixture);
}

/* Who makes a file where there was none. */
static void
test_first_word (Fixture *fixture, gconstpointer data)
{
  is_plain = data != NULL;
  g_atomic_pointer_set (&last_word, "[Account]\nUrl=" URL "\nSyncInterval=600\n");
  g_assert_true (is_late (fixture, 400));
  assert_contains (fixture, "SyncInterval=600\n");
  assert_tidy (fixture);
  assert_look (fixture, "600");
  save_interval (fixture, 401);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autofree char *draft = g_strconcat (fixture->path, ".new", NULL);
  g_autofree char *checksum = NULL;

  remove_file (fixture, NULL);
  g_assert_null (lineup_account_file_get_checksum (fixture->file));
  save_interval (fixture, 400);
  g_assert_true (g_file_set_contents (draft, "", 0, NULL));
  remove_file (fixture, NULL);
  g_assert_false (exists (fixture));
  g_assert_false (g_file_test (draft, G_FILE_TEST_EXISTS));
  assert_look (fixture, "nothing");

  save_interval (fixture, 400);
  checksum = lineup_account_file_get_checksum (fixture->file);
  remove_file (fixture, checksum);
  g_assert_false (exists (fixture));

  /* What a person has written meanwhile is not ours to remove, unless it is asked for. */
  write_file (fixture, "[Account]\nUrl=" URL "\nSyncInterval=600\n");
  remove_file (fixture, checksum);
  assert_look (fixture, "600");
  remove_file (fixture, NULL);
  g_assert_false (exists (fixture));
}

/* Whose file can't be deleted is still there, and can be tried again. */
static void
test_remove_again (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = g_strconcat (fixture->path, ".new", NULL);

  save_interval (fixture, 400);
  g_assert_cmpint (g_mkdir (draft, 0700), ==, 0);
  lineup_account_file_remove_async (fixture->file, NULL, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_false (lineup_account_file_remove_finish (fixture->file, result, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_cmpint (g_rmdir (draft), ==, 0);
  remove_file (fixture, NULL);
  g_assert_false (exists (fixture));
}

/* What is to be saved is known before. */
static void
test_checksum (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autofree char *expected = lineup_account_file_make_checksum (account);
  g_autofree char *checksum = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (save (fixture, account, &error));
  checksum = lineup_account_file_get_checksum (fixture->file);
  g_assert_cmpstr (checksum, ==, expected);
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (parent, "", 0, NULL));
  g_assert_false (save (fixture, account, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_false (exists (fixture));
}

#define ADD_WITH(path, test, data)                                                                 \
  g_test_add ("/account-file/" path, Fixture, data, set_up, test, tear_down)
#define ADD(path, test) ADD_WITH (path, test, NULL)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("modes", test_modes);
  ADD ("leaves-nothing-behind", test_leaves_nothing_behind);
  ADD ("load", test_load);
  ADD ("look", test_look);
  ADD ("half", test_half);
  ADD ("deleted", test_deleted);
  ADD ("moved-away", test_moved_away);
  ADD ("cancelled", test_cancelled);
  ADD ("folder-away", test_folder_away);
  ADD ("comments", test_comments);
  ADD ("last-word", test_last_word);
  ADD_WITH ("last-word/plain", test_last_word, "plain");
  ADD ("first-word", test_first_word);
  ADD_WITH ("first-word/plain", test_first_word, "plain");
  ADD ("save-cancelled", test_save_cancelled);
  ADD ("remove", test_remove);
  ADD ("remove-again", test_remove_again);
  ADD ("checksum", test_checksum);
  ADD ("unwritable", test_unwritable);

  return g_test_run ();
}
