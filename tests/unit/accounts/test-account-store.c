/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-store.h"

#include "lineup-await.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <string.h>

#define URL "http://panel.example"

typedef struct
{
  char *root;                /* (owned) */
  char *folder;              /* (owned): of the store, not made yet */
  LineupAccountStore *store; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = g_dir_make_tmp ("lineup-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->root, "config", "accounts", NULL);
  fixture->store = lineup_account_store_new (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_finalize (fixture->store);
  lineup_test_files_remove (fixture->root);
  g_free (fixture->root);
  g_free (fixture->folder);
}

static void
save (Fixture *fixture, LineupAccount *account)
{
  LineupAccountFile *file = lineup_account_store_get_file (fixture->store,
                                                           lineup_account_get_id (account));
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_account_file_save_async (file, account, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_account_file_save_finish (file, result, &error));
  g_assert_no_error (error);
}

static void
save_new (Fixture *fixture, const char *id)
{
  g_autoptr (LineupAccount) account = lineup_account_new (id, URL);

  save (fixture, account);
}

static void
write_file (Fixture *fixture, const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static char *
read_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

/* As after a restart. */
static char *
load_ids (Fixture *fixture)
{
  g_autoptr (LineupAccountStore) store = lineup_account_store_new (fixture->folder);
  g_autoptr (GPtrArray) accounts = lineup_account_store_load (store);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < accounts->len; i++)
    g_ptr_array_add (ids, (gpointer)lineup_account_get_id (accounts->pdata[i]));
  g_ptr_array_add (ids, NULL);
  return g_strjoinv (" ", (char **)ids->pdata);
}

static void
check_ids (Fixture *fixture, const char *expected)
{
  g_autofree char *ids = load_ids (fixture);

  g_assert_cmpstr (ids, ==, expected);
}

static gboolean
has (Fixture *fixture, const char *id)
{
  LineupAccountFile *file = lineup_account_store_get_file (fixture->store, id);
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_there = FALSE;

  lineup_account_file_exists_async (file, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  is_there = lineup_account_file_exists_finish (file, result, &error);
  g_assert_no_error (error);
  return is_there;
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  check_ids (fixture, "");
  g_assert_false (has (fixture, "home"));
  /* To look makes nothing. */
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL "/path");
  g_autoptr (LineupAccountStore) store = lineup_account_store_new (fixture->folder);
  g_autoptr (GPtrArray) accounts = NULL;
  g_autofree char *name = NULL;

  g_object_set (account, "name", "My home", "auto-sync", FALSE, NULL);
  save (fixture, account);
  g_assert_true (has (fixture, "home"));

  accounts = lineup_account_store_load (store);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpstr (lineup_account_get_id (accounts->pdata[0]), ==, "home");
  g_assert_cmpstr (lineup_account_get_url (accounts->pdata[0]), ==, URL "/path");
  g_assert_false (lineup_account_get_auto_sync (accounts->pdata[0]));
  g_object_get (accounts->pdata[0], "name", &name, NULL);
  g_assert_cmpstr (name, ==, "My home");
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (64, 'z');
  g_autofree char *expected = g_strconcat ("10 9 _ a ab b ", longest, NULL);

  save_new (fixture, "b");
  save_new (fixture, longest);
  save_new (fixture, "ab");
  save_new (fixture, "_");
  save_new (fixture, "9");
  save_new (fixture, "10");
  save_new (fixture, "a");
  check_ids (fixture, expected);
}

/* The daemon goes on without it, and whoever wrote it can mend it. */
static void
test_broken_file (Fixture *fixture, gconstpointer data)
{
  const char *const out_of_range = "[Account]\nUrl=" URL "\nSyncInterval=1\n# mine\n";
  const char *const unclosed = "[Account\nUrl=" URL;
  const char *const broken[] = {
    "", "no key file at all", "[Account]\n", out_of_range, unclosed, "\xff\xfe",
  };

  save_new (fixture, "good");
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *contents = NULL;

      write_file (fixture, "broken.conf", broken[i]);
      check_ids (fixture, "good");
      contents = read_file (fixture, "broken.conf");
      g_assert_cmpstr (contents, ==, broken[i]);
      /* The file's id is taken all the same. */
      g_assert_true (has (fixture, "broken"));
    }
}

static void
test_foreign_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *too_long = g_strconcat (
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ".conf", NULL);
  const char *const names[] = { ".conf",         "Home.conf",   "a-b.conf", "home.conf~",
                                "home.conf.bak", "home.secret", "README",   ".home.conf.XYZ",
                                "é.conf",        too_long };
  g_autofree char *folder = g_build_filename (fixture->folder, "folder.conf", NULL);

  save_new (fixture, "home");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    write_file (fixture, names[i], "[Account]\nUrl=" URL "\n");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);

  check_ids (fixture, "home");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *contents = read_file (fixture, names[i]);

      g_assert_cmpstr (contents, ==, "[Account]\nUrl=" URL "\n");
    }
}

typedef struct
{
  GString *ids; /* (owned): those that were touched */
} Touched;

static void
on_touched (LineupAccountStore *store, const char *id, gpointer user_data)
{
  Touched *touched = user_data;

  if (strstr (touched->ids->str, id) == NULL)
    g_string_append_printf (touched->ids, "%s ", id);
}

static gboolean
has_touched (gpointer user_data)
{
  Touched *touched = user_data;

  return strstr (touched->ids->str, "last") != NULL;
}

/* However it is done: renamed over, written in place, new, or deleted. */
static void
test_watch (Fixture *fixture, gconstpointer data)
{
  Touched touched = { .ids = g_string_new (NULL) };
  g_autofree char *renamed = g_build_filename (fixture->folder, "renamed.conf", NULL);
  g_autofree char *placed = g_build_filename (fixture->folder, "placed.conf", NULL);
  g_autofree char *deleted = g_build_filename (fixture->folder, "deleted.conf", NULL);
  g_autofree char *temporary = g_build_filename (fixture->folder, "temporary", NULL);
  g_autoptr (GError) error = NULL;

  save_new (fixture, "renamed");
  save_new (fixture, "placed");
  save_new (fixture, "idle");
  save_new (fixture, "deleted");
  g_signal_connect (fixture->store, "touched", G_CALLBACK (on_touched), &touched);
  g_assert_true (lineup_account_store_watch (fixture->store, &error));
  g_assert_no_error (error);

  g_assert_true (g_file_set_contents_full (
      placed, "[Account]\nUrl=" URL "\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_true (g_file_set_contents (temporary, "[Account]\nUrl=" URL "\n", -1, NULL));
  g_assert_cmpint (g_rename (temporary, renamed), ==, 0);
  write_file (fixture, "Not-An-Id.conf", "");
  write_file (fixture, "notes.txt", "");
  g_assert_cmpint (g_unlink (deleted), ==, 0);
  write_file (fixture, "last.conf", "");
  lineup_await_until (has_touched, &touched);
  g_assert_cmpstr (touched.ids->str, ==, "placed renamed deleted last ");
  g_string_free (touched.ids, TRUE);
}

/* Where there is nothing to watch yet. */
static void
test_watch_empty (Fixture *fixture, gconstpointer data)
{
  Touched touched = { .ids = g_string_new (NULL) };

  g_assert_true (lineup_account_store_watch (fixture->store, NULL));
  g_assert_true (g_file_test (fixture->folder, G_FILE_TEST_IS_DIR));
  g_signal_connect (fixture->store, "touched", G_CALLBACK (on_touched), &touched);
  save_new (fixture, "last");
  lineup_await_until (has_touched, &touched);
  g_string_free (touched.ids, TRUE);
}

#define ADD(path, test) g_test_add ("/account-store/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Warnings tell that a file can't be read, which is not what is tested here. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  ADD ("empty", test_empty);
  ADD ("save", test_save);
  ADD ("order", test_order);
  ADD ("broken-file", test_broken_file);
  ADD ("foreign-files", test_foreign_files);
  ADD ("watch", test_watch);
  ADD ("watch-empty", test_watch_empty);

  return g_test_run ();
}
