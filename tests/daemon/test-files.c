/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"
#include "lineup-test-limits.h"

#include <glib/gstdio.h>
#include <string.h>

/* Accounts that come and go because a person writes or deletes their files. */

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

static char *
get_path (LineupDaemonFixture *fixture)
{
  return lineup_daemon_fixture_get_path (fixture, "config/lineupd/accounts/home.conf");
}

static void
write_file (LineupDaemonFixture *fixture, const char *contents)
{
  g_autofree char *path = get_path (fixture);

  g_assert_true (
      g_file_set_contents_full (path, contents, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

/* An account's file for the panel of the test, as a person would write it. */
static char *
make_file (LineupDaemonFixture *fixture, const char *more)
{
  g_autofree char *url = lineup_fake_panel_get_url (fixture->panel);

  return g_strdup_printf ("[Account]\nUrl=%s\nAutoSync=false\n%s", url, more);
}

static void
delete_file (LineupDaemonFixture *fixture)
{
  g_autofree char *path = get_path (fixture);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static guint
wait_member (LineupDaemonFixture *fixture, guint first, const char *member)
{
  return lineup_daemon_fixture_wait_member (fixture, first, LINEUP_OBJECT_PATH, member);
}

static void
add_with_catalogue (LineupDaemonFixture *fixture)
{
  g_autofree char *status = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

/* Nothing but its file, if that. */
static gboolean
is_left (LineupDaemonFixture *fixture)
{
  static const char *const names[] = {
    "config/lineupd/secrets/home.secret",
    "config/lineupd/secrets/home-2.secret",
    "config/lineupd/state/home",
    "cache/lineupd/home.db",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = lineup_daemon_fixture_get_path (fixture, names[i]);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

static void
wait_nothing_left (LineupDaemonFixture *fixture)
{
  const gint64 watchdog = lineup_test_watchdog ();

  while (is_left (fixture))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
      g_thread_yield ();
    }
}

/* A new file is a new account; its credentials are given over the bus. */
static void
test_new (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *contents = make_file (fixture, "# of mine\nName=Home\n");
  g_autofree char *path = get_path (fixture);
  g_autofree char *name = NULL;
  g_autofree char *status = NULL;
  g_autofree char *after = NULL;

  write_file (fixture, contents);
  wait_member (fixture, 0, "InterfacesAdded");
  name = lineup_client_get_text (fixture, "home", "Name");
  g_assert_cmpstr (name, ==, "Home");
  lineup_client_add (fixture, "home", "{}", ERROR ("AccountExists"));

  lineup_client_update (fixture, "home", "{'username': <'user'>, 'password': <'secret'>}", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_nonnull (strstr (after, "# of mine\n"));
  lineup_daemon_fixture_restart (fixture);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastSync"), >, 0);
}

/* A file that is broken is told of, and taken as soon as it is mended; also if it was so at the
 * start. */
static void
test_new_broken (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *broken = make_file (fixture, "SyncInterval=5\n");
  g_autofree char *good = make_file (fixture, "SyncInterval=500\n");
  guint first = 0;

  write_file (fixture, broken);
  lineup_daemon_fixture_wait_logged (fixture, "its file can't be read and is skipped");
  lineup_client_update (fixture, "home", "{'name': <'Home'>}", ERROR ("UnknownAccount"));
  lineup_daemon_fixture_restart (fixture);
  first = lineup_signal_log_get_length (fixture->signals);
  write_file (fixture, good);
  wait_member (fixture, first, "InterfacesAdded");
}

/* Who deletes the file removes the account, with all that belongs to it. */
static void
test_deleted (LineupDaemonFixture *fixture, gconstpointer data)
{
  const guint first = lineup_signal_log_get_length (fixture->signals);

  add_with_catalogue (fixture);
  g_assert_true (is_left (fixture));
  delete_file (fixture);
  wait_member (fixture, first, "InterfacesRemoved");
  lineup_client_update (fixture, "home", "{'name': <'Home'>}", ERROR ("UnknownAccount"));
  wait_nothing_left (fixture);
  lineup_daemon_fixture_restart (fixture);
  lineup_client_update (fixture, "home", "{'name': <'Home'>}", ERROR ("UnknownAccount"));
  lineup_client_add_account (fixture, "home");
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 0);
}

/* In the middle of a sync, which ends as with RemoveAccount. */
static void
test_deleted_while_syncing (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;

  add_with_catalogue (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=stall:10:forever");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  delete_file (fixture);
  g_variant_unref (lineup_client_wait (fixture, job));
  wait_member (fixture, 0, "InterfacesRemoved");
  wait_nothing_left (fixture);
}

/* A setting that is set meanwhile does not bring it back. */
static void
test_deleted_and_set (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture);

  add_with_catalogue (fixture);
  delete_file (fixture);
  lineup_client_set (
      fixture, "home", "SyncInterval", g_variant_new_uint32 (500), ERROR ("UnknownAccount"));
  wait_member (fixture, 0, "InterfacesRemoved");
  wait_nothing_left (fixture);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* And one that comes again is another one: what was of the first is not shown, nor used. */
static void
test_deleted_and_new (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *contents = make_file (fixture, "");
  guint removed = 0;
  g_autofree char *status = NULL;

  add_with_catalogue (fixture);
  delete_file (fixture);
  removed = wait_member (fixture, 0, "InterfacesRemoved");
  /* While the first one is still being removed, or after it. */
  write_file (fixture, contents);
  wait_member (fixture, removed, "InterfacesAdded");
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 0);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastSync"), ==, 0);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "failed");
}

/* An account that is replaced while no daemon runs, which left all but the file: none of that is
 * shown of another one. */
static void
test_replaced_before_start (LineupDaemonFixture *fixture, gconstpointer data)
{
  add_with_catalogue (fixture);
  lineup_daemon_fixture_stop (fixture);
  write_file (fixture, "[Account]\nUrl=http://other.example\nAutoSync=false\n");
  lineup_daemon_fixture_start (fixture);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 0);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastSync"), ==, 0);
}

static gboolean
tells_of_notify (const LineupSignal *signal, gpointer user_data)
{
  g_autoptr (GVariant) changed = NULL;
  gboolean notify = FALSE;

  if (!g_str_equal (signal->member, "PropertiesChanged"))
    return FALSE;
  changed = g_variant_get_child_value (signal->parameters, 1);
  return g_variant_lookup (changed, "Notify", "b", &notify) && notify;
}

/* A person who writes the whole file anew knows nothing of what is lineupd's own there. */
static void
test_rewritten (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *contents = make_file (fixture, "Notify=true\n");

  add_with_catalogue (fixture);
  write_file (fixture, contents);
  lineup_daemon_fixture_wait (fixture, 0, tells_of_notify, NULL);
  lineup_daemon_fixture_restart (fixture);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 5);
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);

  g_assert_no_error (error);
  *done = TRUE;
}

/* An editor that moves the old file away, and takes its time: the account stays, and what is set
 * meanwhile comes on top of what is written then. */
static void
test_moved_away (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture);
  g_autofree char *away = g_strconcat (path, "~", NULL);
  g_autofree char *object = lineup_client_path ("home");
  g_autofree char *contents = make_file (fixture, "Notify=true\n");
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  gboolean done = FALSE;

  add_with_catalogue (fixture);
  g_assert_cmpint (g_rename (path, away), ==, 0);
  g_dbus_connection_call (
      fixture->connection,
      LINEUP_BUS_NAME,
      object,
      "org.freedesktop.DBus.Properties",
      "Set",
      g_variant_new ("(ssv)", LINEUP_ACCOUNT_INTERFACE, "SyncInterval", g_variant_new_uint32 (500)),
      NULL,
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      NULL,
      on_set,
      &done);
  /* The call has arrived before this one, and waits. */
  g_free (lineup_client_get_text (fixture, "home", "Status"));
  write_file (fixture, contents);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_nonnull (strstr (after, "Notify=true\n"));
  g_assert_nonnull (strstr (after, "SyncInterval=500\n"));
  removed = lineup_signal_log_get_all (fixture->signals, NULL, "InterfacesRemoved");
  g_assert_cmpuint (removed->len, ==, 0);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 5);
}

/* Who ends the daemon does not wait for a file to come back. */
static void
test_stopped_meanwhile (LineupDaemonFixture *fixture, gconstpointer data)
{
  const gint64 begin = g_get_monotonic_time ();

  add_with_catalogue (fixture);
  delete_file (fixture);
  lineup_daemon_fixture_restart (fixture);
  g_test_message ("%" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - begin) / 1000);
  lineup_client_update (fixture, "home", "{'name': <'Home'>}", ERROR ("UnknownAccount"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/files/new", test_new);
  lineup_daemon_test ("/files/new-broken", test_new_broken);
  lineup_daemon_test ("/files/deleted", test_deleted);
  lineup_daemon_test ("/files/deleted-while-syncing", test_deleted_while_syncing);
  lineup_daemon_test ("/files/deleted-and-set", test_deleted_and_set);
  lineup_daemon_test ("/files/deleted-and-new", test_deleted_and_new);
  lineup_daemon_test ("/files/replaced-before-start", test_replaced_before_start);
  lineup_daemon_test ("/files/rewritten", test_rewritten);
  lineup_daemon_test ("/files/moved-away", test_moved_away);
  lineup_daemon_test ("/files/stopped-meanwhile", test_stopped_meanwhile);

  return g_test_run ();
}
