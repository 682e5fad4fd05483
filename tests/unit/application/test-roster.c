/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-roster-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  LineupRosterFixture *roster; /* (owned) */
  GString *told;               /* (owned): what others have been told, a word each */
} Fixture;

static const char *
get_id (LineupSubscription *subscription)
{
  return lineup_account_get_id (lineup_subscription_get_account (subscription));
}

static void
on_added (LineupRoster *roster, LineupSubscription *subscription, Fixture *fixture)
{
  g_string_append_printf (fixture->told, "+%s ", get_id (subscription));
}

static void
on_removed (LineupRoster *roster, LineupSubscription *subscription, Fixture *fixture)
{
  g_string_append_printf (fixture->told, "-%s ", get_id (subscription));
}

static void
on_busy (LineupRoster *roster, GParamSpec *pspec, Fixture *fixture)
{
  gboolean busy = FALSE;

  g_object_get (roster, "busy", &busy, NULL);
  g_string_append (fixture->told, busy ? "busy " : "idle ");
}

static void
listen (Fixture *fixture)
{
  LineupRoster *roster = fixture->roster->roster;

  g_signal_connect (roster, "account-added", G_CALLBACK (on_added), fixture);
  g_signal_connect (roster, "account-removed", G_CALLBACK (on_removed), fixture);
  g_signal_connect (roster, "notify::busy", G_CALLBACK (on_busy), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->roster = lineup_roster_fixture_new ();
  fixture->told = g_string_new (NULL);
  listen (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_roster_fixture_free (fixture->roster);
  g_string_free (fixture->told, TRUE);
}

static void
assert_told (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (g_strchomp (fixture->told->str), ==, expected);
  g_string_truncate (fixture->told, 0);
}

static LineupSubscription *
look_up (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  LineupSubscription *subscription = lineup_roster_lookup (fixture->roster->roster, id, &error);

  if (subscription == NULL)
    g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_UNKNOWN_ACCOUNT);
  else
    g_assert_no_error (error);
  return subscription;
}

static guint
count (Fixture *fixture)
{
  g_autoptr (GList) subscriptions = lineup_roster_get_subscriptions (fixture->roster->roster);

  return g_list_length (subscriptions);
}

/* Listing */

/* Who has been opened is at work, and nobody knows of it before it is listed. */
static void
test_listing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupAccount) account = lineup_roster_fixture_make_account ("home");
  g_autoptr (LineupSubscription) subscription = lineup_roster_fixture_open (
      fixture->roster, account, NULL);

  g_assert_nonnull (subscription);
  g_assert_null (look_up (fixture, "home"));
  g_assert_cmpuint (count (fixture), ==, 0);
  assert_told (fixture, "");

  lineup_roster_list (fixture->roster->roster, subscription);
  g_assert_true (look_up (fixture, "home") == subscription);
  g_assert_null (look_up (fixture, "hom"));
  g_assert_null (look_up (fixture, ""));
  g_assert_cmpuint (count (fixture), ==, 1);
  assert_told (fixture, "+home");
}

/* Nobody finds it any more, but only when its syncs have ended others forget it. */
static void
test_withdrawing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupSubscription) subscription = g_object_ref (
      lineup_roster_fixture_add (fixture->roster, "home"));

  lineup_roster_fixture_add (fixture->roster, "other");
  assert_told (fixture, "+home +other");
  lineup_roster_withdraw (fixture->roster->roster, subscription);
  g_assert_null (look_up (fixture, "home"));
  g_assert_nonnull (look_up (fixture, "other"));
  assert_told (fixture, "");
  lineup_roster_forget (fixture->roster->roster, subscription);
  assert_told (fixture, "-home");
}

/* Busy */

static void
start (Fixture *fixture, const char *id)
{
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  g_autoptr (GError) error = NULL;
  guint64 job = 0;

  lineup_account_sync_start (
      lineup_subscription_get_sync (look_up (fixture, id)), &options, &job, &error);
  g_assert_no_error (error);
}

static void
cancel (LineupSubscription *subscription)
{
  LineupAccountSync *sync = lineup_subscription_get_sync (subscription);
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_job_runner_cancel_async (
      lineup_account_sync_get_runner (sync), NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (
      lineup_job_runner_cancel_finish (lineup_account_sync_get_runner (sync), result, NULL));
}

/* As long as any account syncs, and told once. What waits for its credentials asks no panel. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  lineup_memory_secrets_hold (fixture->roster->secrets, TRUE);
  lineup_roster_fixture_add (fixture->roster, "home");
  lineup_roster_fixture_add (fixture->roster, "other");
  assert_told (fixture, "+home +other");
  start (fixture, "home");
  assert_told (fixture, "busy");
  start (fixture, "other");
  cancel (look_up (fixture, "home"));
  assert_told (fixture, "");
  cancel (look_up (fixture, "other"));
  assert_told (fixture, "idle");
}

/* An account that is withdrawn is none of those, though its sync may still end. */
static void
test_busy_until_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupSubscription) subscription = g_object_ref (
      lineup_roster_fixture_add (fixture->roster, "home"));

  lineup_memory_secrets_hold (fixture->roster->secrets, TRUE);
  start (fixture, "home");
  assert_told (fixture, "+home busy");
  lineup_roster_withdraw (fixture->roster->roster, subscription);
  lineup_roster_forget (fixture->roster->roster, subscription);
  assert_told (fixture, "idle -home");
  cancel (subscription);
  assert_told (fixture, "");
}

/* Opening */

static void
test_opening (Fixture *fixture, gconstpointer data)
{
  LineupRoster *roster = fixture->roster->roster;
  g_autoptr (LineupAccount) account = lineup_roster_fixture_make_account ("home");
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LineupSubscription) subscription = NULL;

  lineup_roster_open_async (roster, account, NULL, lineup_await_callback, &await);
  g_assert_true (lineup_roster_is_opening (roster, "home"));
  g_assert_false (lineup_roster_is_opening (roster, "other"));
  result = lineup_await (&await);
  g_assert_false (lineup_roster_is_opening (roster, "home"));
  subscription = lineup_roster_open_finish (roster, result, NULL);
  g_assert_cmpstr (get_id (subscription), ==, "home");
}

static void
test_invalid_address (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", "ftp://home.example");
  g_autoptr (GError) error = NULL;

  g_assert_null (lineup_roster_fixture_open (fixture->roster, account, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_INVALID_ACCOUNT);
  g_assert_false (lineup_roster_is_opening (fixture->roster->roster, "home"));
}

static void
import_movie (LineupSubscription *subscription)
{
  LineupItem item = LINEUP_ITEM_INIT;

  item.id = 1;
  item.name = "Movie";
  lineup_roster_fixture_import (subscription, LINEUP_LIST_MOVIES, &item, 1);
}

/* What is on the disk, which a start reads. */
static GPtrArray *
load_accounts (Fixture *fixture)
{
  lineup_roster_fixture_restart (fixture->roster);
  return lineup_account_store_load (fixture->roster->store);
}

/* Opens the account anew, after its settings were changed while nobody looked. */
static LineupSubscription *
reopen (Fixture *fixture, const char *url, const char *catalogue_url)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", url);
  g_autoptr (GPtrArray) accounts = load_accounts (fixture);
  g_autoptr (GError) error = NULL;
  LineupSubscription *subscription = NULL;

  g_object_set (account, "auto-sync", FALSE, "catalogue-url", catalogue_url, NULL);
  subscription = lineup_roster_fixture_open (fixture->roster, account, &error);
  g_assert_no_error (error);
  lineup_roster_list (fixture->roster->roster, subscription);
  return subscription;
}

static guint64
count_movies (LineupSubscription *subscription)
{
  return lineup_catalogue_get_count (lineup_subscription_get_catalogue (subscription),
                                     LINEUP_LIST_MOVIES);
}

/* A server is the same, however it is written. */
static void
test_same_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupSubscription) subscription = NULL;

  import_movie (lineup_roster_fixture_add (fixture->roster, "home"));
  subscription = reopen (fixture, "http://home.example:80/", "http://home.example");
  g_assert_cmpuint (count_movies (subscription), ==, 1);
}

/* A catalogue of another server, or of one that nobody knows, is not shown. */
static void
test_other_server (Fixture *fixture, gconstpointer catalogue_url)
{
  g_autoptr (LineupSubscription) subscription = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  import_movie (lineup_roster_fixture_add (fixture->roster, "home"));
  g_assert_cmpuint (count_movies (look_up (fixture, "home")), ==, 1);
  subscription = reopen (fixture, "http://other.example", catalogue_url);
  g_assert_cmpuint (count_movies (subscription), ==, 0);
  /* The next start finds it settled. */
  g_clear_object (&subscription);
  accounts = load_accounts (fixture);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpstr (
      lineup_account_get_catalogue_url (accounts->pdata[0]), ==, "http://other.example");
}

/* Loading */

static void
write_account (Fixture *fixture, const char *id, const char *text)
{
  g_autofree char *folder = g_build_filename (fixture->roster->folder, "accounts", NULL);
  g_autofree char *name = g_strconcat (id, ".conf", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

static void
load (Fixture *fixture, LineupAccountJournal *journal)
{
  LineupRoster *roster = fixture->roster->roster;
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_roster_load_async (roster, journal, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  lineup_roster_load_finish (roster, result);
}

static LineupAccountJournal *
make_journal (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->roster->folder, "journal", NULL);

  return lineup_account_journal_new (folder);
}

static void
test_nothing_to_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupAccountJournal) journal = make_journal (fixture);

  load (fixture, journal);
  g_assert_cmpuint (count (fixture), ==, 0);
}

static void
note (LineupAccountJournal *journal, const char *id)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_account_journal_note_async (journal, id, NULL, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_account_journal_note_finish (journal, result, &error));
  g_assert_no_error (error);
}

/* Accounts that are there and meant to be; one that can't be opened keeps no other one from it. */
static void
test_loading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupAccountJournal) journal = make_journal (fixture);

  write_account (fixture, "first", "[Account]\nUrl=http://first.example\nAutoSync=false\n");
  write_account (fixture, "second", "[Account]\nUrl=http://second.example\nAutoSync=false\n");
  write_account (fixture, "removed", "[Account]\nUrl=http://removed.example\nAutoSync=false\n");
  write_account (fixture, "broken", "[Account]\nUrl=ftp://broken.example\nAutoSync=false\n");
  note (journal, "removed");
  load (fixture, journal);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_nonnull (look_up (fixture, "first"));
  g_assert_nonnull (look_up (fixture, "second"));
}

#define ADD_WITH(path, data, test)                                                                 \
  g_test_add ("/application/roster/" path, Fixture, data, set_up, test, tear_down)
#define ADD(path, test) ADD_WITH (path, NULL, test)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* What is told of accounts that can't be opened is no fault. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  ADD ("listing", test_listing);
  ADD ("withdrawing", test_withdrawing);
  ADD ("busy", test_busy);
  ADD ("busy-until-forgotten", test_busy_until_forgotten);
  ADD ("opening", test_opening);
  ADD ("invalid-address", test_invalid_address);
  ADD ("same-server", test_same_server);
  ADD_WITH ("other-server", "http://home.example", test_other_server);
  ADD ("unknown-server", test_other_server);
  ADD ("nothing-to-load", test_nothing_to_load);
  ADD ("loading", test_loading);

  return g_test_run ();
}
