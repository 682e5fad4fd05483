/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-file-secret-store.h"
#include "lineup-test-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *root;               /* (owned) */
  char *folder;             /* (owned): of the store, not made yet */
  LineupSecretStore *store; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = g_dir_make_tmp ("lineup-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->root, "secrets", NULL);
  fixture->store = lineup_file_secret_store_new (fixture->folder);
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
finish_store (Fixture *fixture, LineupAwait **await)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (GError) error = NULL;

  g_assert_true (lineup_secret_store_store_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

static void
begin_store (Fixture *fixture,
             const char *account,
             const char *username,
             const char *password,
             LineupAwait **await)
{
  g_autoptr (LineupCredentials) credentials = NULL;

  if (username != NULL)
    credentials = lineup_credentials_new (username, password);
  lineup_secret_store_store_async (
      fixture->store, account, credentials, NULL, lineup_await_callback, await);
}

static void
store (Fixture *fixture, const char *account, const char *username, const char *password)
{
  LineupAwait *await = NULL;

  begin_store (fixture, account, username, password, &await);
  finish_store (fixture, &await);
}

static LineupCredentials *
lookup (Fixture *fixture, const char *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *await = NULL;

  lineup_secret_store_lookup_async (
      fixture->store, account, cancellable, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_secret_store_lookup_finish (fixture->store, result, error);
}

static void
check (Fixture *fixture, const char *account, const char *username, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) credentials = lookup (fixture, account, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (credentials->username, ==, username);
  g_assert_cmpstr (credentials->password, ==, password);
}

static void
check_missing (Fixture *fixture, const char *account)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (fixture, account, NULL, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED);
}

static void
check_unreadable (Fixture *fixture, const char *account)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (fixture, account, NULL, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "/home.secret can't be "));
  g_assert_null (strstr (error->message, "hush"));
}

static void
test_store (Fixture *fixture, gconstpointer data)
{
  check_missing (fixture, "home");
  store (fixture, "home", "user", "secret");
  store (fixture, "other", "user2", "secret2");
  check (fixture, "home", "user", "secret");
  check (fixture, "other", "user2", "secret2");

  store (fixture, "home", "user", "changed");
  check (fixture, "home", "user", "changed");
  check (fixture, "other", "user2", "secret2");

  store (fixture, "home", NULL, NULL);
  check_missing (fixture, "home");
  check (fixture, "other", "user2", "secret2");
  g_assert_null (lineup_test_files_find (fixture->root, "changed"));

  /* To forget what is not known is no mistake. */
  store (fixture, "home", NULL, NULL);
}

/* Addresses of guides are kept as they are; those of older versions have none. */
static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  const char *const address = "http://u:p;w@h/a b?x=\xc3\xa9#[y]\\n";
  g_autoptr (LineupCredentials) none = lineup_credentials_new ("", "");
  g_autoptr (LineupCredentials) credentials = lineup_credentials_new ("", "");
  g_autoptr (LineupCredentials) copy = NULL;
  g_autoptr (LineupCredentials) loaded = NULL;
  g_autoptr (LineupCredentials) older = NULL;
  g_autofree char *text = NULL;

  lineup_credentials_set_address (credentials, "guide-1", address);
  lineup_credentials_set_address (credentials, "guide-2", "file:///x");
  copy = lineup_credentials_copy (credentials);
  g_assert_true (lineup_credentials_equal (copy, credentials));
  g_assert_false (lineup_credentials_equal (none, credentials));
  g_assert_false (lineup_credentials_equal (credentials, none));

  text = lineup_credentials_print (credentials);
  loaded = lineup_credentials_parse (text);
  g_assert_true (lineup_credentials_equal (loaded, credentials));
  g_assert_cmpstr (lineup_credentials_get_address (loaded, "guide-1"), ==, address);
  g_assert_null (lineup_credentials_get_address (loaded, "guide-3"));

  lineup_credentials_set_address (copy, "guide-2", "file:///y");
  g_assert_false (lineup_credentials_equal (copy, credentials));
  lineup_credentials_set_address (copy, "guide-1", NULL);
  g_assert_null (lineup_credentials_get_address (copy, "guide-1"));

  older = lineup_credentials_parse ("[Credentials]\nUsername=u\nPassword=p\n");
  g_assert_cmpstr (older->username, ==, "u");
  g_assert_null (lineup_credentials_get_address (older, "guide-1"));
}

static void
test_strange_characters (Fixture *fixture, gconstpointer data)
{
  const char *const secrets[] = {
    "",
    " ",
    "  leading",
    "trailing  ",
    "\ttab\t",
    "new\nline\n",
    "carriage\r\nreturn\r",
    "back\\slash\\",
    "\\s\\n\\t",
    "semi;colon;",
    "# no comment",
    "[Credentials]",
    "Password=other",
    "\"quoted\" 'twice'",
    "%s%n%20&=?/+",
    "pässwörd 漢字 \U0001F511",
    "\x01\x1b[31m\x7f",
  };
  g_autofree char *longest = g_strnfill (64 * 1024, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      store (fixture, "home", secrets[i], secrets[G_N_ELEMENTS (secrets) - 1 - i]);
      check (fixture, "home", secrets[i], secrets[G_N_ELEMENTS (secrets) - 1 - i]);
    }
  store (fixture, "home", longest, longest);
  check (fixture, "home", longest, longest);
}

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  const mode_t mask = umask (022);
  g_autoptr (GPtrArray) files = NULL;
  GStatBuf status = { 0 };

  store (fixture, "home", "user", "secret");
  store (fixture, "home", "user", "secret");
  umask (mask);

  g_assert_cmpint (g_stat (fixture->folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0700);
  files = lineup_test_files_collect (fixture->folder);
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_cmpint (g_stat (files->pdata[1], &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0600);
}

/* A password that was changed while an older one is still being written. */
static void
test_newest_wins (Fixture *fixture, gconstpointer data)
{
  LineupAwait *awaits[50] = { NULL };
  LineupAwait *forgotten = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (awaits); i++)
    {
      g_autofree char *password = g_strdup_printf ("secret-%u", i);

      begin_store (fixture, "home", "user", password, &awaits[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (awaits); i++)
    {
      finish_store (fixture, &awaits[i]);
      awaits[i] = NULL;
    }
  check (fixture, "home", "user", "secret-49");

  /* An account that is removed at once. */
  for (guint i = 0; i < 10; i++)
    begin_store (fixture, "home", "user", "secret", &awaits[i]);
  begin_store (fixture, "home", NULL, NULL, &forgotten);
  for (guint i = 0; i < 10; i++)
    finish_store (fixture, &awaits[i]);
  finish_store (fixture, &forgotten);
  check_missing (fixture, "home");
}

static void
test_broken_file (Fixture *fixture, gconstpointer data)
{
  const char *const broken[] = { "",
                                 "[Credentials]\nUsername=user\n",
                                 "[Credentials]\nPassword=hush\n",
                                 "[Other]\nUsername=user\nPassword=hush\n",
                                 "[Credentials]\nUsername=user\nPassword=hush\xff\n",
                                 "[Credentials]\nUsername=user\nhush\n",
                                 "user:hush" };
  g_autoptr (GPtrArray) files = NULL;

  store (fixture, "home", "user", "secret");
  files = lineup_test_files_collect (fixture->folder);
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_assert_true (g_file_set_contents (files->pdata[1], broken[i], -1, NULL));
      check_unreadable (fixture, "home");
    }

  /* Nobody has to wait for who writes to a FIFO, and new credentials take its place. */
  g_assert_cmpint (g_unlink (files->pdata[1]), ==, 0);
  g_assert_cmpint (mkfifo (files->pdata[1], 0600), ==, 0);
  check_unreadable (fixture, "home");
  store (fixture, "home", "user", "secret");
  check (fixture, "home", "user", "secret");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  store (fixture, "home", "user", "secret");
  g_cancellable_cancel (cancellable);
  g_assert_null (lookup (fixture, "home", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->folder, "", 0, NULL));
  begin_store (fixture, "home", "user", "hush", &await);
  result = lineup_await (&await);
  g_assert_false (lineup_secret_store_store_finish (fixture->store, result, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_true (g_str_has_suffix (error->message, g_strerror (ENOTDIR)));
  g_assert_null (strstr (error->message, "hush"));
}

#define ADD(path, test) g_test_add ("/secret-store/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("store", test_store);
  ADD ("addresses", test_addresses);
  ADD ("strange-characters", test_strange_characters);
  ADD ("modes", test_modes);
  ADD ("newest-wins", test_newest_wins);
  ADD ("broken-file", test_broken_file);
  ADD ("cancelled", test_cancelled);
  ADD ("unwritable", test_unwritable);

  return g_test_run ();
}
