/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-application-fixture.h"
#include "lineup-test-files.h"

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

static void
end_steps (LineupApplicationFixture *fixture)
{
  g_atomic_int_set (&n_steps, -1);
  lineup_application_fixture_free (fixture);
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
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  begin_steps ();
  lineup_application_remove_account_async (
      fixture->application, "home", lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_application_remove_account_finish (fixture->application, result, NULL));
  /* It holds the application. */
  g_clear_object (&result);
  end_steps (fixture);
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

/* It is there with its credentials, or not there. */
static void
check_added (LineupApplicationFixture *fixture, gboolean killed)
{
  if (lineup_application_fixture_get (fixture) != NULL)
    lineup_application_fixture_assert_is (fixture, OLD);
  else
    g_assert_true (killed);
}

static void
test_add (void)
{
  g_assert_cmpuint (kill_at_each_step ("/account-crash/add/subprocess", FALSE, check_added), >, 3);
}

/* It is the old one or the new one, with nothing of the other. */
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

static void
check_removed (LineupApplicationFixture *fixture, gboolean killed)
{
  if (lineup_application_fixture_get (fixture) == NULL)
    return;
  g_assert_true (killed);
  lineup_application_fixture_assert_is (fixture, OLD);
}

static void
test_remove (void)
{
  g_assert_cmpuint (
      kill_at_each_step ("/account-crash/remove/subprocess", TRUE, check_removed), >, 3);
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

  return g_test_run ();
}
