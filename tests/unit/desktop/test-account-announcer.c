/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-announcer.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-sync-fixture.h"
#include "lineup-test-notifications.h"

#include <glib/gstdio.h>
#include <string.h>

#define DAY 86400

#define ENDING(days) (LINEUP_SYNC_FIXTURE_START + (gint64)(days)*DAY)

/* What is told. */
#define FIRST       "“Home” has 30 new channels, 30 new movies and 30 new series.\n"
#define NOTHING     "There is nothing new in “Home”.\n"
#define PASSWORD    "The panel does not accept the user name or the password of “Home”.\n"
#define ENDED       "The subscription of “Home” has ended.\n"
#define BANNED      "The panel refuses “Home”: the account is banned.\n"
#define FEWER(what) "“Home” suddenly has far fewer " what ". What was there before stays for now.\n"

typedef struct
{
  LineupSyncFixture sync;
  LineupAccount *account;                 /* (owned) */
  LineupTestNotifications *notifications; /* (owned) */
  LineupAccountAnnouncer *announcer;      /* (owned) */
  char *path;                             /* (owned) */
} Fixture;

static void
make_announcer (Fixture *fixture)
{
  g_autoptr (LineupStateFile) file = lineup_state_file_new (fixture->path);

  fixture->announcer = lineup_account_announcer_new (fixture->account,
                                                     fixture->sync.account_sync,
                                                     LINEUP_NOTIFICATIONS (fixture->notifications),
                                                     file,
                                                     LINEUP_CLOCK (fixture->sync.clock));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  lineup_sync_fixture_set_up (&fixture->sync, data);
  fixture->account = lineup_account_new ("home", "http://panel.example");
  g_object_set (fixture->account, "name", "Home", NULL);
  fixture->notifications = lineup_test_notifications_new ();
  fixture->path = g_build_filename (fixture->sync.folder, "home.told", NULL);
  make_announcer (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_finalize (fixture->announcer);
  lineup_await_finalize (fixture->notifications);
  lineup_await_finalize (fixture->account);
  g_free (fixture->path);
  lineup_sync_fixture_tear_down (&fixture->sync, data);
}

/* Another one with the same file, when that is written. */
static void
restart (Fixture *fixture)
{
  lineup_await_finalize (fixture->announcer);
  make_announcer (fixture);
}

static gboolean
has_finished (gpointer user_data)
{
  Fixture *fixture = user_data;

  return !lineup_account_sync_is_running (fixture->sync.account_sync);
}

/* No time passes, so that no alarm rings. */
static void
sync_steps (Fixture *fixture, guint steps)
{
  lineup_sync_fixture_start (&fixture->sync, steps);
  lineup_await_until (has_finished, fixture);
  lineup_await_nothing ();
}

static void
sync_all (Fixture *fixture)
{
  sync_steps (fixture, LINEUP_SYNC_ALL_STEPS);
}

#define assert_told(fixture, expected)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_ = NULL;                                                                 \
                                                                                                   \
    lineup_await_nothing ();                                                                       \
    told_ = lineup_test_notifications_take ((fixture)->notifications);                             \
    g_assert_cmpstr (told_, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
answer (Fixture *fixture, const char *status, gint64 expires)
{
  g_autofree char *text = g_strdup_printf (
      "{\"user_info\":{\"auth\":1,\"status\":\"%s\",\"exp_date\":\"%" G_GINT64_FORMAT "\"}}",
      status,
      expires);

  lineup_dummy_source_set_text (fixture->sync.source, LINEUP_DUMMY_ACCOUNT, text);
}

static void
refuse (Fixture *fixture)
{
  lineup_dummy_source_set_text (
      fixture->sync.source, LINEUP_DUMMY_ACCOUNT, "{\"user_info\":{\"auth\":0}}");
}

static void
empty (Fixture *fixture, LineupList list)
{
  lineup_dummy_source_set_text (fixture->sync.source, list, "[]");
}

static void
pass_days (Fixture *fixture, guint days)
{
  lineup_test_clock_advance (fixture->sync.clock, (gint64)days * DAY * G_USEC_PER_SEC);
}

static void
test_finished (Fixture *fixture, gconstpointer data)
{
  sync_all (fixture);
  assert_told (fixture, "");

  g_object_set (fixture->account, "notify", TRUE, NULL);
  sync_all (fixture);
  assert_told (fixture, NOTHING);
  lineup_sync_fixture_fill (&fixture->sync, 2, 31);
  empty (fixture, LINEUP_LIST_SERIES_CATEGORIES);
  sync_all (fixture);
  assert_told (fixture,
               FEWER ("series categories") "“Home” has 1 new channel, 1 new movie and 1 new series."
                                           " Some of its lists could not be updated.\n");
  lineup_dummy_source_queue_error (
      fixture->sync.source,
      LINEUP_DUMMY_ACCOUNT,
      1,
      lineup_error_new_answer (LINEUP_ERROR_SERVER, 500, 0, FALSE, "It does not work"));
  sync_all (fixture);
  assert_told (fixture, "");
}

static void
test_first (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->account, "notify", TRUE, NULL);
  sync_all (fixture);
  assert_told (fixture, FIRST);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->account, "notify", TRUE, NULL);
  lineup_dummy_source_queue_hold (fixture->sync.source, LINEUP_LIST_MOVIES);
  lineup_sync_fixture_start (&fixture->sync, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (&fixture->sync, 6);
  lineup_sync_fixture_cancel (&fixture->sync);
  assert_told (fixture, "");
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longer = g_strnfill (61, 'x');
  g_autofree char *longest = g_strnfill (60, 'x');
  g_autofree char *cut = g_strdup_printf ("There is nothing new in “%s…”.\n", longest);
  g_autofree char *whole = g_strdup_printf ("There is nothing new in “%s”.\n", longest);

  sync_all (fixture);
  g_object_set (fixture->account, "notify", TRUE, "name", " ", NULL);
  sync_all (fixture);
  assert_told (fixture, "There is nothing new in “home”.\n");
  g_object_set (fixture->account, "name", " A\nB <b>&\t", NULL);
  sync_all (fixture);
  assert_told (fixture, "There is nothing new in “A B <b>&”.\n");
  g_object_set (fixture->account, "name", longer, NULL);
  sync_all (fixture);
  assert_told (fixture, cut);
  g_object_set (fixture->account, "name", longest, NULL);
  sync_all (fixture);
  assert_told (fixture, whole);
}

/* The fixture's time begins on 9 October 2025. */
static void
test_ending (Fixture *fixture, gconstpointer data)
{
  answer (fixture, "Active", ENDING (6));
  sync_all (fixture);
  assert_told (fixture, "The subscription of “Home” ends on 15 October 2025.\n");
  sync_all (fixture);
  restart (fixture);
  sync_all (fixture);
  assert_told (fixture, "");

  /* Another day of the same week. */
  answer (fixture, "Active", ENDING (5));
  sync_all (fixture);
  assert_told (fixture, "");
  restart (fixture);

  answer (fixture, "Active", ENDING (30));
  sync_all (fixture);
  assert_told (fixture, "");
  pass_days (fixture, 22);
  assert_told (fixture, "");
  /* Days that the machine sleeps through are days. */
  lineup_test_clock_suspend (fixture->sync.clock, (gint64)DAY * G_USEC_PER_SEC);
  assert_told (fixture, "The subscription of “Home” ends on 8 November 2025.\n");
  sync_all (fixture);
  assert_told (fixture, "");

  answer (fixture, "Active", 0);
  sync_all (fixture);
  assert_told (fixture, "");
}

/* An account that was renewed while nobody looked, and ends again. */
static void
test_ending_again (Fixture *fixture, gconstpointer data)
{
  answer (fixture, "Active", ENDING (2));
  sync_all (fixture);
  assert_told (fixture, "The subscription of “Home” ends on 11 October 2025.\n");
  restart (fixture);
  pass_days (fixture, 3);
  answer (fixture, "Active", ENDING (6));
  sync_all (fixture);
  assert_told (fixture, "The subscription of “Home” ends on 15 October 2025.\n");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  refuse (fixture);
  sync_all (fixture);
  assert_told (fixture, PASSWORD);
  sync_all (fixture);
  restart (fixture);
  sync_all (fixture);
  assert_told (fixture, "");

  /* Whatever else goes wrong is no end of it. */
  lineup_dummy_source_queue_error (
      fixture->sync.source,
      LINEUP_DUMMY_ACCOUNT,
      1,
      lineup_error_new_answer (LINEUP_ERROR_OFFLINE, 0, 0, FALSE, "It does not work"));
  sync_all (fixture);
  sync_all (fixture);
  assert_told (fixture, "");

  answer (fixture, "Active", 0);
  sync_all (fixture);
  assert_told (fixture, "");
  answer (fixture, "Expired", ENDING (-1));
  sync_all (fixture);
  assert_told (fixture, ENDED);

  answer (fixture, "Active", 0);
  sync_all (fixture);
  answer (fixture, "Banned", 0);
  sync_all (fixture);
  assert_told (fixture, BANNED);
}

/* Under the same id. */
static void
test_other_account (Fixture *fixture, gconstpointer data)
{
  refuse (fixture);
  sync_all (fixture);
  assert_told (fixture, PASSWORD);
  lineup_account_sync_reset (fixture->sync.account_sync);
  sync_all (fixture);
  assert_told (fixture, PASSWORD);
}

static void
test_quarantine (Fixture *fixture, gconstpointer data)
{
  sync_all (fixture);
  empty (fixture, LINEUP_LIST_MOVIES);
  empty (fixture, LINEUP_LIST_MOVIE_CATEGORIES);
  sync_all (fixture);
  assert_told (fixture, FEWER ("movie categories and movies"));
  sync_all (fixture);
  restart (fixture);
  sync_all (fixture);
  assert_told (fixture, "");

  /* Another list shrinks, and those that were told are not asked for. */
  empty (fixture, LINEUP_LIST_CHANNELS);
  sync_all (fixture);
  assert_told (fixture, FEWER ("channels"));
  lineup_sync_fixture_fill (&fixture->sync, 2, 30);
  sync_steps (fixture, LINEUP_LIST_SET_OF (LINEUP_LIST_CHANNELS));
  assert_told (fixture, "");
  empty (fixture, LINEUP_LIST_CHANNELS);
  empty (fixture, LINEUP_LIST_MOVIES);
  sync_all (fixture);
  assert_told (fixture, FEWER ("channels"));
}

/* What nobody heard was not told. */
static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  lineup_test_notifications_set_deaf (fixture->notifications, TRUE);
  refuse (fixture);
  sync_all (fixture);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  restart (fixture);
  sync_all (fixture);
  assert_told (fixture, "");
  lineup_test_notifications_set_deaf (fixture->notifications, FALSE);
  sync_all (fixture);
  assert_told (fixture, PASSWORD);
}

/* What is removed is not written again. */
static void
test_forget (Fixture *fixture, gconstpointer data)
{
  refuse (fixture);
  sync_all (fixture);
  restart (fixture);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  lineup_account_announcer_forget (fixture->announcer);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  answer (fixture, "Active", ENDING (1));
  sync_all (fixture);
  assert_told (fixture, PASSWORD);
  lineup_await_finalize (fixture->announcer);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  make_announcer (fixture);
  assert_told (fixture, "The subscription of “Home” ends on 10 October 2025.\n");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/account-announcer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  /* Days are told as they are where the person is. */
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  /* Failures are told of in warnings, which are not what is tested here. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  ADD ("finished", test_finished);
  ADD ("first", test_first);
  ADD ("cancelled", test_cancelled);
  ADD ("names", test_names);
  ADD ("ending", test_ending);
  ADD ("ending-again", test_ending_again);
  ADD ("refused", test_refused);
  ADD ("other-account", test_other_account);
  ADD ("quarantine", test_quarantine);
  ADD ("nobody", test_nobody);
  ADD ("forget", test_forget);

  return g_test_run ();
}
