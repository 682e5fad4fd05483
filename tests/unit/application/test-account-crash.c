/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-application-fixture.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What becomes of an account when the process is killed before it takes some step on the disk: this
 * one, and each of the others. */

#define OLD LINEUP_TEST_OLD_URL " old 1440"
#define NEW LINEUP_TEST_NEW_URL " new 500"

/* Where the process that is killed finds its files, and after how many steps it is. */
#define ROOT  "LINEUP_TEST_ROOT"
#define STEPS "LINEUP_TEST_STEPS"

/* A file that says that somebody was told that it is done. */
#define ANSWERED "answered"

/* Steps that are left, less than 0 if they don't count. */
static int n_steps = -1;

static void
take_step (void)
{
  if (g_atomic_int_get (&n_steps) >= 0 && g_atomic_int_dec_and_test (&n_steps))
    kill (getpid (), SIGKILL);
}

int
fsync (int fd)
{
  take_step ();
  return (int)syscall (SYS_fsync, fd);
}

int
rename (const char *old_path, const char *path)
{
  take_step ();
  return (int)syscall (SYS_rename, old_path, path);
}

int
renameat2 (int old_folder, const char *old_path, int new_folder, const char *path, guint flags)
{
  take_step ();
  return (int)syscall (SYS_renameat2, old_folder, old_path, new_folder, path, flags);
}

int
unlink (const char *path)
{
  take_step ();
  return (int)syscall (SYS_unlink, path);
}

/* In the process that is killed. */

static LineupApplicationFixture *
start (void)
{
  LineupApplicationFixture *fixture = lineup_application_fixture_new (g_getenv (ROOT));

  lineup_application_fixture_start (fixture);
  /* What the start has begun is over. */
  lineup_await_nothing ();
  return fixture;
}

static void
begin_steps (void)
{
  g_atomic_int_set (&n_steps, atoi (g_getenv (STEPS)));
}

/* To end is also to take steps. */
static void
end_steps (LineupApplicationFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->root, ANSWERED, NULL);
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  g_assert_cmpint (fclose (file), ==, 0);
  lineup_application_fixture_free (fixture);
  g_atomic_int_set (&n_steps, -1);
}

static void
add (void)
{
  LineupApplicationFixture *fixture = start ();

  begin_steps ();
  lineup_application_fixture_add (fixture);
  end_steps (fixture);
}

static void
move (void)
{
  LineupApplicationFixture *fixture = start ();
  LineupAwait *await = NULL;

  begin_steps ();
  lineup_application_fixture_begin (fixture, lineup_application_fixture_make_move (), &await);
  g_assert_true (lineup_application_fixture_finish (fixture, &await, NULL));
  end_steps (fixture);
}

static void
remove_account (void)
{
  LineupApplicationFixture *fixture = start ();

  begin_steps ();
  lineup_application_fixture_remove (fixture);
  end_steps (fixture);
}

/* An end that comes while the account is still being removed. */
static void
remove_and_end (void)
{
  LineupApplicationFixture *fixture = start ();

  begin_steps ();
  lineup_application_remove_account_async (fixture->application, "home", NULL, NULL, NULL);
  end_steps (fixture);
}

/* And while it is being added. */
static void
add_and_end (void)
{
  LineupApplicationFixture *fixture = start ();

  lineup_application_add_account_async (
      fixture->application, "home", lineup_application_fixture_make_addition (), NULL, NULL, NULL);
  lineup_application_fixture_free (fixture);
}

/* In the one that watches. */

/* An account with a movie. */
static void
prepare (const char *root)
{
  g_autoptr (LineupApplicationFixture) fixture = lineup_application_fixture_new (root);

  lineup_application_fixture_start (fixture);
  lineup_application_fixture_add (fixture);
  lineup_application_fixture_import (fixture);
}

static guint64
count_movies (LineupApplicationFixture *fixture)
{
  return lineup_catalogue_get_count (
      lineup_subscription_get_catalogue (lineup_application_fixture_get (fixture)),
      LINEUP_LIST_MOVIES);
}

static guint64
get_end (LineupApplicationFixture *fixture)
{
  guint64 end = 0;

  g_object_get (lineup_subscription_get_sync (lineup_application_fixture_get (fixture)),
                "expires",
                &end,
                NULL);
  return end;
}

static gboolean
is_answered (LineupApplicationFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->root, ANSWERED, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What is being written goes by another name, until it is whole. */
static gboolean
is_half (const char *name)
{
  return g_regex_match_simple ("\\.new$|\\.(?!secret)[A-Za-z0-9]{6}$", name, 0, 0);
}

/* What there is is an account's that is there. */
static void
assert_tidy (LineupApplicationFixture *fixture)
{
  g_autoptr (GPtrArray) paths = lineup_test_files_collect (fixture->root);
  const gboolean is_there = lineup_application_fixture_get (fixture) != NULL;

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);

      if (is_half (name) || (!is_there && g_str_has_prefix (name, "home")))
        g_error ("%s is left", (char *)paths->pdata[i]);
    }
}

/* Runs @test with more and more steps, until it comes to its end. After each, @check looks at what
 * is there, and is told whether it was killed. Returns how often it was. */
static guint
kill_at_each_step (const char *test,
                   gboolean is_prepared,
                   void (*check) (LineupApplicationFixture *fixture, gboolean killed))
{
  gboolean killed = TRUE;
  guint n = 0;

  for (n = 1; killed; n++)
    {
      g_autofree char *root = g_dir_make_tmp ("lineup-XXXXXX", NULL);
      g_autofree char *steps = g_strdup_printf ("%u", n);
      LineupApplicationFixture *fixture = NULL;

      if (is_prepared)
        prepare (root);
      g_setenv (ROOT, root, TRUE);
      g_setenv (STEPS, steps, TRUE);
      g_test_trap_subprocess (test, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      killed = !g_test_trap_has_passed ();

      g_test_message ("Step %u", n);
      fixture = lineup_application_fixture_new (root);
      lineup_application_fixture_start (fixture);
      check (fixture, killed);
      lineup_application_fixture_free (fixture);
      lineup_test_files_remove (root);
    }
  return n - 2;
}

/* The account is there with its credentials, or not there, and then nothing of it is. */
static void
check_added (LineupApplicationFixture *fixture, gboolean killed)
{
  if (lineup_application_fixture_get (fixture) != NULL)
    lineup_application_fixture_assert_is (fixture, OLD);
  else
    g_assert_false (is_answered (fixture));
  assert_tidy (fixture);
}

static void
test_add (void)
{
  g_assert_cmpuint (kill_at_each_step ("/account-crash/add/subprocess", FALSE, check_added), >, 9);
}

/* The end waits for it, or takes it back: nothing is left to the next start. */
static void
test_add_and_end (void)
{
  g_autofree char *root = g_dir_make_tmp ("lineup-XXXXXX", NULL);
  g_autofree char *notes = g_build_filename (root, "config", "unfinished", NULL);
  LineupApplicationFixture *fixture = lineup_application_fixture_new (root);

  g_setenv (ROOT, root, TRUE);
  g_test_trap_subprocess (
      "/account-crash/add-and-end/subprocess", 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  g_assert_null (lineup_test_files_find (notes, "home"));
  lineup_application_fixture_start (fixture);
  check_added (fixture, FALSE);
  lineup_application_fixture_free (fixture);
  lineup_test_files_remove (root);
}

/* The account is the old one or the new one, with nothing of the other. */
static void
check_moved (LineupApplicationFixture *fixture, gboolean killed)
{
  g_autofree char *text = lineup_application_fixture_describe (fixture);

  g_test_message ("%s", text);
  if (!g_str_equal (text, OLD))
    {
      g_assert_cmpstr (text, ==, NEW);
      g_assert_cmpuint (count_movies (fixture), ==, 0);
      g_assert_cmpuint (get_end (fixture), ==, 0);
    }
  else
    g_assert_true (killed);
  lineup_application_fixture_await_secrets (fixture, 1);
  lineup_application_fixture_assert_is (fixture, text);
}

static void
test_move (void)
{
  g_assert_cmpuint (kill_at_each_step ("/account-crash/move/subprocess", TRUE, check_moved), >, 6);
}

/* The account is there as it was, or nothing of it is. */
static void
check_removed (LineupApplicationFixture *fixture, gboolean killed)
{
  if (lineup_application_fixture_get (fixture) != NULL)
    {
      g_assert_false (is_answered (fixture));
      lineup_application_fixture_assert_is (fixture, OLD);
      g_assert_cmpuint (count_movies (fixture), ==, 1);
    }
  assert_tidy (fixture);
}

static void
test_remove (void)
{
  g_assert_cmpuint (
      kill_at_each_step ("/account-crash/remove/subprocess", TRUE, check_removed), >, 9);
}

/* The end waits for it. */
static void
check_removed_and_ended (LineupApplicationFixture *fixture, gboolean killed)
{
  if (!killed)
    g_assert_null (lineup_application_fixture_get (fixture));
  else if (lineup_application_fixture_get (fixture) != NULL)
    lineup_application_fixture_assert_is (fixture, OLD);
  assert_tidy (fixture);
}

static void
test_remove_and_end (void)
{
  g_assert_cmpuint (
      kill_at_each_step ("/account-crash/remove-and-end/subprocess", TRUE, check_removed_and_ended),
      >,
      9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* A catalogue that was not closed is told of. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  g_test_add_func ("/account-crash/add", test_add);
  g_test_add_func ("/account-crash/add/subprocess", add);
  g_test_add_func ("/account-crash/move", test_move);
  g_test_add_func ("/account-crash/move/subprocess", move);
  g_test_add_func ("/account-crash/remove", test_remove);
  g_test_add_func ("/account-crash/remove/subprocess", remove_account);
  g_test_add_func ("/account-crash/add-and-end", test_add_and_end);
  g_test_add_func ("/account-crash/add-and-end/subprocess", add_and_end);
  g_test_add_func ("/account-crash/remove-and-end", test_remove_and_end);
  g_test_add_func ("/account-crash/remove-and-end/subprocess", remove_and_end);

  return g_test_run ();
}
