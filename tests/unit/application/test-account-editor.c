/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-application-fixture.h"
#include "lineup-error.h"
#include "lineup-stream-lookup.h"
#include "lineup-test-files.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Changes of an account: on a disk that is full from some moment on, and while others change it. */

/* How many more files of settings and of secrets fit. */
static int room = G_MAXINT;

/* What is written with care passes here before it is renamed to where it belongs. */
int
fsync (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);

  if (path != NULL && (strstr (path, "/accounts/") != NULL || strstr (path, "/secrets/") != NULL)
      && g_atomic_int_add (&room, -1) <= 0)
    {
      errno = ENOSPC;
      return -1;
    }
  return (int)syscall (SYS_fsync, fd);
}

/* How often a person saves the settings in the very moment when ours take their place. */
static int n_words = 0;

/* What they call the account. */
static int last_word = 0;

/* Whether that is so also when what they have saved is put back. */
static gboolean is_hasty = FALSE;

/* Whether there was a word at the last move. */
static gboolean is_said = FALSE;

/* Each word is another one, on top of what is there. */
static void
say_last_word (const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  is_said = n_words > 0 && (is_hasty || !is_said);
  if (!is_said)
    return;
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  n_words--;
  g_key_file_set_integer (file, "Account", "Name", ++last_word);
  text = g_key_file_to_data (file, NULL, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Keeps what is written from taking its place, for a look at how things are meanwhile. */
typedef enum
{
  GATE_OPEN,
  GATE_CLOSED,
  GATE_REACHED, /* and closed */
} Gate;

static GMutex gate_mutex;
static GCond gate_cond;
static Gate gate = GATE_OPEN;

static void
set_gate (Gate to)
{
  g_mutex_lock (&gate_mutex);
  gate = to;
  g_cond_broadcast (&gate_cond);
  g_mutex_unlock (&gate_mutex);
}

static gboolean
is_gate_reached (gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gate_mutex);

  return locker != NULL && gate == GATE_REACHED;
}

static void
pass_gate (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gate_mutex);

  if (gate == GATE_CLOSED)
    gate = GATE_REACHED;
  while (locker != NULL && gate != GATE_OPEN)
    g_cond_wait (&gate_cond, &gate_mutex);
}

int
renameat2 (int old_folder, const char *old_path, int new_folder, const char *path, guint flags)
{
  pass_gate ();
  say_last_word (path);
  return (int)syscall (SYS_renameat2, old_folder, old_path, new_folder, path, flags);
}

typedef struct
{
  LineupApplicationFixture *self; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *root = g_dir_make_tmp ("lineup-XXXXXX", NULL);

  room = G_MAXINT;
  n_words = last_word = 0;
  is_hasty = is_said = FALSE;
  fixture->self = lineup_application_fixture_new (root);
  lineup_application_fixture_start (fixture->self);
  lineup_application_fixture_add (fixture->self);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *root = g_strdup (fixture->self->root);

  lineup_application_fixture_free (fixture->self);
  lineup_test_files_remove (root);
}

static void
test_setting (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;

  room = 0;
  lineup_application_fixture_begin (
      fixture->self, lineup_application_fixture_make_interval (500), &await);
  g_assert_false (lineup_application_fixture_finish (fixture->self, &await, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
  lineup_application_fixture_assert_stays (fixture->self, LINEUP_TEST_OLD_URL " old 1440");

  room = G_MAXINT;
  lineup_application_fixture_begin (
      fixture->self, lineup_application_fixture_make_interval (600), &await);
  g_assert_true (lineup_application_fixture_finish (fixture->self, &await, NULL));
  lineup_application_fixture_assert_stays (fixture->self, LINEUP_TEST_OLD_URL " old 600");
}

/* Wherever it ends, the account is the old one or the new one, and no mixture. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  gboolean moved = FALSE;
  guint n_failures = 0;

  for (int n = 0; !moved; n++)
    {
      LineupAwait *await = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("Room for %d", n);
      room = n;
      lineup_application_fixture_begin (
          fixture->self, lineup_application_fixture_make_move (), &await);
      moved = lineup_application_fixture_finish (fixture->self, &await, &error);
      if (!moved)
        {
          g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
          n_failures++;
        }
      room = G_MAXINT;
      lineup_application_fixture_assert_stays (
          fixture->self, moved ? LINEUP_TEST_NEW_URL " new 500" : LINEUP_TEST_OLD_URL " old 1440");
      g_assert_cmpuint (lineup_application_fixture_count_secrets (fixture->self), ==, 1);
    }
  g_assert_cmpuint (n_failures, ==, 2);
}

static void
assert_name (Fixture *fixture, const char *expected)
{
  g_autofree char *name = NULL;

  g_object_get (lineup_subscription_get_account (lineup_application_fixture_get (fixture->self)),
                "name",
                &name,
                NULL);
  g_assert_cmpstr (name, ==, expected);
}

/* A person saves at the same moment: both come into force, whatever is changed. */
static void
test_edited_meanwhile (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;

  n_words = 1;
  lineup_application_fixture_begin (
      fixture->self, lineup_application_fixture_make_interval (500), &await);
  g_assert_true (lineup_application_fixture_finish (fixture->self, &await, NULL));
  lineup_application_fixture_assert_stays (fixture->self, LINEUP_TEST_OLD_URL " old 500");
  assert_name (fixture, "1");

  is_hasty = TRUE;
  n_words = 2;
  lineup_application_fixture_begin (fixture->self, lineup_application_fixture_make_move (), &await);
  g_assert_true (lineup_application_fixture_finish (fixture->self, &await, NULL));
  lineup_application_fixture_assert_stays (fixture->self, LINEUP_TEST_NEW_URL " new 500");
  assert_name (fixture, "3");
  g_assert_cmpuint (lineup_application_fixture_count_secrets (fixture->self), ==, 1);

  /* But not for ever. */
  is_hasty = FALSE;
  n_words = 1000;
  lineup_application_fixture_begin (
      fixture->self, lineup_application_fixture_make_interval (600), &await);
  g_assert_false (lineup_application_fixture_finish (fixture->self, &await, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  n_words = 0;
}

/* While it moves, whoever asks gets what fits. */
static void
test_asked_while_moving (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;

  lineup_application_fixture_begin (fixture->self, lineup_application_fixture_make_move (), &await);
  while (await == NULL)
    {
      g_autofree char *text = lineup_application_fixture_describe (fixture->self);

      g_test_message ("%s", text);
      g_assert_true (g_str_equal (text, LINEUP_TEST_OLD_URL " old 1440")
                     || g_str_equal (text, LINEUP_TEST_NEW_URL " new 500"));
    }
  g_assert_true (lineup_application_fixture_finish (fixture->self, &await, NULL));
  lineup_application_fixture_assert_stays (fixture->self, LINEUP_TEST_NEW_URL " new 500");
}

/* New credentials that were stored right before a power cut are nobody's. */
static void
test_power_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (
      fixture->self->config, "secrets", "home-2.secret", NULL);
  LineupAwait *await = NULL;
  LineupAwait *removed = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (
      g_file_set_contents (path, "[Credentials]\nUsername=user\nPassword=lost\n", -1, NULL));
  lineup_application_fixture_assert_stays (fixture->self, LINEUP_TEST_OLD_URL " old 1440");
  /* The start has found them. */
  lineup_application_fixture_await_secrets (fixture->self, 1);
  lineup_application_fixture_begin (fixture->self, lineup_application_fixture_make_move (), &await);
  g_assert_true (lineup_application_fixture_finish (fixture->self, &await, NULL));
  lineup_application_fixture_assert_stays (fixture->self, LINEUP_TEST_NEW_URL " new 500");
  g_assert_cmpuint (lineup_application_fixture_count_secrets (fixture->self), ==, 1);

  /* The account takes all of them along. */
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  lineup_application_remove_account_async (
      fixture->self->application, "home", NULL, lineup_await_callback, &removed);
  result = lineup_await (&removed);
  g_assert_true (
      lineup_application_remove_account_finish (fixture->self->application, result, NULL));
  g_assert_cmpuint (lineup_application_fixture_count_secrets (fixture->self), ==, 0);
}

static gboolean
is_settled (gpointer user_data)
{
  return lineup_subscription_is_settled (user_data);
}

static void
assert_panel (LineupSubscription *subscription, gboolean expected)
{
  LineupSourceProvider *provider = LINEUP_SOURCE_PROVIDER (
      lineup_subscription_get_source (subscription));
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LineupSource) panel = NULL;
  g_autoptr (GError) error = NULL;

  lineup_source_provider_get_source_async (provider, 0, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  panel = lineup_source_provider_get_source_finish (provider, result, &error);
  g_assert_cmpint (panel != NULL, ==, expected);
  if (!expected)
    g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_CANCELLED);
}

/* Once the old catalogue has gone, nothing of the old server comes any more. */
static void
test_held_while_moving (Fixture *fixture, gconstpointer data)
{
  LineupSubscription *subscription = lineup_application_fixture_get (fixture->self);
  LineupAccountSync *sync = lineup_subscription_get_sync (subscription);
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  guint64 job = 0;

  lineup_application_fixture_import (fixture->self);
  assert_panel (subscription, TRUE);
  set_gate (GATE_CLOSED);
  lineup_application_fixture_begin (fixture->self, lineup_application_fixture_make_move (), &await);
  lineup_await_until (is_gate_reached, NULL);
  g_assert_false (lineup_subscription_is_settled (subscription));
  g_assert_false (lineup_account_sync_start (sync, &options, &job, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISABLED);
  assert_panel (subscription, FALSE);
  lineup_application_fixture_assert_is (fixture->self, LINEUP_TEST_OLD_URL " old 1440");

  set_gate (GATE_OPEN);
  g_assert_true (lineup_application_fixture_finish (fixture->self, &await, NULL));
  lineup_await_until (is_settled, subscription);
  lineup_application_fixture_assert_is (fixture->self, LINEUP_TEST_NEW_URL " new 500");
}

/* No id of one server in an address of the other. */
static void
test_stream_while_moving (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = { .kind = LINEUP_KIND_MOVIES, .id = 1 };
  LineupSubscription *subscription = lineup_application_fixture_get (fixture->self);

  lineup_application_fixture_import (fixture->self);
  for (guint i = 0; i < 2; i++)
    {
      LineupAwait *await = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupPlayable) playable = NULL;

      lineup_stream_lookup_run_async (subscription, &request, NULL, lineup_await_callback, &await);
      if (i == 1)
        g_object_set (
            lineup_subscription_get_account (subscription), "url", LINEUP_TEST_NEW_URL, NULL);
      result = lineup_await (&await);
      playable = lineup_stream_lookup_run_finish (subscription, result, &error);
      if (i == 0)
        g_assert_true (g_str_has_prefix (playable->url, LINEUP_TEST_OLD_URL "/movie/user/old/1."));
      else
        g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
    }
}

/* Two that change credentials at once: the second knows of the first. */
static void
test_two_moves (Fixture *fixture, gconstpointer data)
{
  LineupAccountChange *password = lineup_account_change_new ();
  LineupAwait *first = NULL;
  LineupAwait *second = NULL;

  password->password = g_strdup ("newest");
  password->validate = FALSE;
  lineup_application_fixture_begin (fixture->self, lineup_application_fixture_make_move (), &first);
  lineup_application_fixture_begin (fixture->self, password, &second);
  g_assert_true (lineup_application_fixture_finish (fixture->self, &first, NULL));
  g_assert_true (lineup_application_fixture_finish (fixture->self, &second, NULL));
  lineup_application_fixture_assert_stays (fixture->self, LINEUP_TEST_NEW_URL " newest 500");
  g_assert_cmpuint (lineup_application_fixture_count_secrets (fixture->self), ==, 1);
}

/* What has begun is ended, what comes too late is refused: as the caller is told, so it is. */
static void
test_shut_down (Fixture *fixture, gconstpointer data)
{
  LineupAwait *changes[5] = { NULL };
  guint n_made = 0;
  g_autofree char *expected = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    lineup_application_fixture_begin (
        fixture->self, lineup_application_fixture_make_interval (1000 + i), &changes[i]);
  lineup_await_nothing ();
  lineup_application_fixture_shut_down (fixture->self);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;

      if (lineup_application_fixture_finish (fixture->self, &changes[i], &error))
        n_made++;
      else
        g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN);
    }
  g_assert_cmpuint (n_made, >, 0);
  lineup_await_finalize (g_steal_pointer (&fixture->self->application));
  lineup_application_fixture_start (fixture->self);
  expected = g_strdup_printf (LINEUP_TEST_OLD_URL " old %u", 999 + n_made);
  lineup_application_fixture_assert_is (fixture->self, expected);
}

#define ADD(path, test) g_test_add ("/account-editor/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Warnings tell that something can't be saved, which is not what is tested here. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  ADD ("setting", test_setting);
  ADD ("move", test_move);
  ADD ("edited-meanwhile", test_edited_meanwhile);
  ADD ("asked-while-moving", test_asked_while_moving);
  ADD ("held-while-moving", test_held_while_moving);
  ADD ("stream-while-moving", test_stream_while_moving);
  ADD ("power-cut", test_power_cut);
  ADD ("two-moves", test_two_moves);
  ADD ("shut-down", test_shut_down);

  return g_test_run ();
}
