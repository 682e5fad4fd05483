/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-list.h"
#include "lineup-test-files.h"
#include "lineup-test-limits.h"

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* A catalogue that is dropped, and what is on the disk before and after. */

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

/* A list that takes a while to read and write. */
#define MANY_MOVIES 100000

#define EMPTY "0 0 0 0 0 0"
#define FULL  "24 50 17 80 11 20"

/* Half of the movies have arrived. */
#define STALL "get_vod_streams:1=stall:5000:forever"

static void
clear_cache (LineupDaemonFixture *fixture)
{
  lineup_client_assert_call (fixture, "home", LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, NULL);
}

/* A call whose reply is waited for later. */
typedef struct
{
  GVariant *reply; /* (owned) (nullable) */
  GError *error;   /* (owned) (nullable) */
  gboolean ended;
} Call;

static void
call_clear (Call *call)
{
  g_clear_pointer (&call->reply, g_variant_unref);
  g_clear_error (&call->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

static void
on_call_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &call->error);
  call->ended = TRUE;
}

static void
begin_call (LineupDaemonFixture *fixture,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *parameters,
            Call *call)
{
  g_dbus_connection_call (fixture->connection,
                          LINEUP_BUS_NAME,
                          path,
                          interface,
                          method,
                          parameters,
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          -1,
                          NULL,
                          on_call_ended,
                          call);
}

static void
begin_clear (LineupDaemonFixture *fixture, Call *call)
{
  begin_call (fixture, PATH, LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, call);
}

static void
end_call (Call *call)
{
  while (!call->ended)
    g_main_context_iteration (NULL, TRUE);
}

static guint64
get_number (LineupDaemonFixture *fixture, const char *name)
{
  g_autoptr (GVariant) value = lineup_daemon_fixture_get (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, name);

  return g_variant_get_uint64 (value);
}

static void
assert_counts (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *counts = lineup_client_get_counts (fixture, "home");

  g_assert_cmpstr (counts, ==, expected);
}

static void
assert_sync (LineupDaemonFixture *fixture, const char *outcomes)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", NULL);
  g_autofree char *actual = lineup_client_get_outcomes (fixture, "home");

  g_assert_cmpstr (status, ==, "completed");
  g_assert_cmpstr (actual, ==, outcomes);
}

static void
add_synced_account (LineupDaemonFixture *fixture)
{
  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  assert_sync (fixture, LINEUP_CLIENT_ALL ("ok"));
  assert_counts (fixture, FULL);
}

static void
assert_nothing_served (LineupDaemonFixture *fixture)
{
  assert_counts (fixture, EMPTY);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      const char *token = lineup_kind_to_string ((LineupKind)kind);
      g_autoptr (GPtrArray) items = lineup_client_list_items (fixture, "home", token, NULL);
      g_autoptr (GVariant) categories = lineup_client_list_categories (fixture, "home", token);

      g_assert_cmpuint (items->len, ==, 0);
      g_assert_cmpuint (g_variant_n_children (categories), ==, 0);
    }
}

/* Sizes */

static guint64
get_size_on_disk (LineupDaemonFixture *fixture, const char *prefix)
{
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");
  g_autoptr (GPtrArray) paths = lineup_test_files_collect (folder);
  guint64 size = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);
      GStatBuf info;

      if (g_str_has_prefix (name, prefix) && g_stat (paths->pdata[i], &info) == 0)
        size += (guint64)info.st_size;
    }
  return size;
}

/* Waits until the log has been emptied, a moment after a commit, and everybody can know. */
static guint64
wait_for_size (LineupDaemonFixture *fixture)
{
  const gint64 watchdog = lineup_test_watchdog ();
  guint64 size = get_number (fixture, "CacheSize");

  while (get_size_on_disk (fixture, "home.db-wal") > 0
         || size != get_size_on_disk (fixture, "home.db"))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
      size = get_number (fixture, "CacheSize");
    }
  return size;
}

static gboolean
tells_size (const LineupSignal *signal, gpointer user_data)
{
  g_autoptr (GVariant) properties = NULL;
  const guint64 *size = user_data;
  guint64 told = 0;

  if (!g_str_equal (signal->member, "PropertiesChanged"))
    return FALSE;
  properties = g_variant_get_child_value (signal->parameters, 1);
  return g_variant_lookup (properties, "CacheSize", "t", &told) && told == *size;
}

static void
test_size (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.db");
  g_autofree char *garbage = g_strnfill (300000, 'x');
  guint64 small = 0;
  guint64 large = 0;
  guint64 cleared = 0;
  guint first = 0;

  lineup_client_give_catalogue (fixture, 50, 5000, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  /* Another account's is another account's. */
  lineup_client_add_account (fixture, "home2");
  small = wait_for_size (fixture);
  g_assert_cmpuint (small, >, 0);

  assert_sync (fixture, LINEUP_CLIENT_ALL ("ok"));
  large = wait_for_size (fixture);
  g_assert_cmpuint (large, >, small + 100 * 5000);
  lineup_daemon_fixture_wait (fixture, 0, tells_size, &large);
  lineup_daemon_fixture_restart (fixture);
  g_assert_cmpuint (wait_for_size (fixture), >, small + 100 * 5000);

  first = lineup_signal_log_get_length (fixture->signals);
  clear_cache (fixture);
  cleared = wait_for_size (fixture);
  g_assert_cmpuint (cleared, <=, small);
  lineup_daemon_fixture_wait (fixture, first, tells_size, &cleared);

  /* What was set aside takes room as well, and goes with the rest. */
  lineup_daemon_fixture_stop (fixture);
  g_assert_true (g_file_set_contents (path, garbage, -1, NULL));
  lineup_daemon_fixture_start (fixture);
  g_assert_cmpuint (wait_for_size (fixture), >=, small + 300000);
  clear_cache (fixture);
  g_assert_cmpuint (wait_for_size (fixture), <=, small);
}

/* Clearing */

static int
open_snapshot (LineupDaemonFixture *fixture, const char *kind)
{
  g_autoptr (GUnixFDList) files = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_sync (
      fixture->connection,
      LINEUP_BUS_NAME,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "OpenSnapshot",
      g_variant_new ("(s)", kind),
      G_VARIANT_TYPE ("(h)"),
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      NULL,
      &files,
      NULL,
      &error);
  int fd = -1;

  g_assert_no_error (error);
  fd = g_unix_fd_list_get (files, 0, &error);
  g_assert_no_error (error);
  return fd;
}

static guint
count_lines (int fd)
{
  char buffer[4096];
  guint n_lines = 0;
  gssize n_bytes = 0;

  while ((n_bytes = read (fd, buffer, sizeof buffer)) > 0)
    {
      for (gssize i = 0; i < n_bytes; i++)
        n_lines += buffer[i] == '\n';
    }
  g_assert_cmpint (n_bytes, ==, 0);
  return n_lines;
}

/* Each list that had something is told of, with the same generation. */
static void
assert_removed (LineupDaemonFixture *fixture, guint first, guint64 generation)
{
  static const guint64 removed[LINEUP_N_LISTS] = { 24, 50, 17, 80, 11, 20 };

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const guint index = lineup_daemon_fixture_wait_member (fixture, first, PATH, "Changed");
      g_autoptr (LineupSignal) signal = lineup_signal_log_get (fixture->signals, index);
      g_autoptr (GVariant) counts = NULL;
      const char *kind = NULL;
      guint64 told_generation = 0;
      guint64 told_removed = 0;

      g_variant_get (signal->parameters, "(t@a{sv})", &told_generation, &counts);
      g_assert_cmpuint (told_generation, ==, generation);
      g_assert_true (g_variant_lookup (counts, "kind", "&s", &kind));
      g_assert_cmpstr (kind, ==, lineup_list_to_string ((LineupList)list));
      g_assert_true (g_variant_lookup (counts, "removed", "t", &told_removed));
      g_assert_cmpuint (told_removed, ==, removed[list]);
      first = index + 1;
    }
}

static void
test_idle (LineupDaemonFixture *fixture, gconstpointer data)
{
  /* What happened has happened. */
  static const char *const history[] = { "Status", "Job",      "Percentage",  "Step",
                                         "Steps",  "LastSync", "LastAttempt", "AccountStatus",
                                         "Name",   "Server",   "Enabled" };
  GVariant *before[G_N_ELEMENTS (history)] = { NULL };
  guint64 generation = 0;
  guint first = 0;
  int fd = -1;

  add_synced_account (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (history); i++)
    before[i] = lineup_client_get (fixture, "home", history[i]);
  generation = get_number (fixture, "Generation");
  fd = open_snapshot (fixture, "movies");
  first = lineup_signal_log_get_length (fixture->signals);

  clear_cache (fixture);
  assert_nothing_served (fixture);
  g_assert_cmpuint (get_number (fixture, "Generation"), >, generation);
  generation = get_number (fixture, "Generation");
  assert_removed (fixture, first, generation);

  /* Whoever has a snapshot keeps it. */
  g_assert_cmpuint (count_lines (fd), ==, 80);
  close (fd);

  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (history); i++)
        {
          g_autoptr (GVariant) after = lineup_client_get (fixture, "home", history[i]);

          g_assert_cmpvariant (before[i], after);
        }
      lineup_daemon_fixture_restart (fixture);
      assert_nothing_served (fixture);
      g_assert_cmpuint (get_number (fixture, "Generation"), ==, generation);
    }
  for (guint i = 0; i < G_N_ELEMENTS (history); i++)
    g_variant_unref (before[i]);

  /* The next sync believes nothing of what was there. */
  assert_sync (fixture, LINEUP_CLIENT_ALL ("ok"));
  assert_counts (fixture, FULL);
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "added"), ==, 80);
  g_assert_cmpuint (
      get_number (fixture, "Generation"), ==, generation + 24 + 50 + 17 + 80 + 11 + 20);
}

static void
test_nothing (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  g_autoptr (GPtrArray) signals = NULL;

  lineup_client_add_account (fixture, "home");
  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (FALSE), NULL);
  clear_cache (fixture);
  assert_nothing_served (fixture);
  g_assert_cmpuint (get_number (fixture, "Generation"), ==, 0);
  status = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (status, ==, "pending");
  signals = lineup_signal_log_get_all (fixture->signals, PATH, "Changed");
  g_assert_cmpuint (signals->len, ==, 0);
}

/* A list that is a good deal shorter is no surprise after that. */
static void
test_quarantine (LineupDaemonFixture *fixture, gconstpointer data)
{
  add_synced_account (fixture);
  lineup_client_give_catalogue (fixture, 50, 3, 20, 0, 0);
  g_free (lineup_client_sync (fixture, "home", "{'steps': <['movies']>}"));
  assert_counts (fixture, FULL);

  clear_cache (fixture);
  assert_sync (fixture, LINEUP_CLIENT_ALL ("ok"));
  assert_counts (fixture, "24 50 17 3 11 20");
}

/* In the middle of a sync */

static void
assert_cancelled (LineupDaemonFixture *fixture, guint64 job)
{
  g_autoptr (GVariant) finished = lineup_client_wait (fixture, job);
  g_autoptr (GVariant) summary = g_variant_get_child_value (finished, 2);
  gboolean cancelled = FALSE;

  g_assert_true (g_variant_lookup (summary, "cancelled", "b", &cancelled));
  g_assert_true (cancelled);
}

static guint64
start_stalled_sync (LineupDaemonFixture *fixture)
{
  guint64 job = 0;

  lineup_client_give_catalogue (fixture, 55, 85, 25, 0, 0);
  lineup_fake_panel_add_fault (fixture->panel, STALL);
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  return job;
}

static void
test_body (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;

  add_synced_account (fixture);
  job = start_stalled_sync (fixture);
  clear_cache (fixture);
  assert_cancelled (fixture, job);
  assert_nothing_served (fixture);
  lineup_client_assert_call (fixture,
                             "home",
                             LINEUP_ACCOUNT_INTERFACE,
                             "Cancel",
                             NULL,
                             LINEUP_ERROR_NAME_PREFIX "NotRunning");

  assert_sync (fixture, LINEUP_CLIENT_ALL ("ok"));
  assert_counts (fixture, "24 55 17 85 11 25");
}

static gboolean
has_movies (const LineupSignal *signal, gpointer user_data)
{
  g_autoptr (GVariant) details = NULL;
  const char *step = NULL;
  guint64 items = 0;

  if (!g_str_equal (signal->member, "Progress"))
    return FALSE;
  g_variant_get (signal->parameters, "(tu&s@a{sv})", NULL, NULL, &step, &details);
  g_assert_true (g_variant_lookup (details, "items", "t", &items));
  return g_str_equal (step, "movies") && items > 0;
}

static void
test_writing (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;

  lineup_client_give_catalogue (fixture, 5, MANY_MOVIES, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_daemon_fixture_wait (fixture, 0, has_movies, NULL);
  clear_cache (fixture);
  assert_cancelled (fixture, job);
  assert_nothing_served (fixture);

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  assert_sync (fixture, LINEUP_CLIENT_ALL ("ok"));
  assert_counts (fixture, FULL);
}

static void
test_queued (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 first = 0;
  guint64 second = 0;
  g_autofree char *status = NULL;

  add_synced_account (fixture);
  lineup_client_add_account (fixture, "cabin");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams:1=delay:forever");
  first = lineup_client_start (fixture, "cabin", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  second = lineup_client_start (fixture, "home", NULL);
  clear_cache (fixture);
  assert_cancelled (fixture, second);
  assert_nothing_served (fixture);

  lineup_fake_panel_release (fixture->panel);
  status = lineup_client_wait_status (fixture, first);
  g_assert_cmpstr (status, ==, "completed");
}

/* In the middle of clearing: the calls follow each other at once, while the sync winds down. */

static void
test_start_meanwhile (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_auto (Call) clearing = { NULL };
  g_auto (Call) starting = { NULL };
  g_auto (Call) joining = { NULL };
  g_auto (Call) wrong = { NULL };
  g_autofree char *status = NULL;
  g_autofree char *wrong_name = NULL;
  guint64 cancelled_job = 0;
  guint64 job = 0;
  guint64 joined_job = 0;

  add_synced_account (fixture);
  cancelled_job = start_stalled_sync (fixture);
  begin_clear (fixture, &clearing);
  begin_call (fixture,
              PATH,
              LINEUP_ACCOUNT_INTERFACE,
              "StartSync",
              g_variant_new_parsed ("({'steps': <['movies']>},)"),
              &starting);
  begin_call (fixture,
              PATH,
              LINEUP_ACCOUNT_INTERFACE,
              "StartSync",
              g_variant_new_parsed ("(@a{sv} {},)"),
              &joining);
  begin_call (fixture,
              PATH,
              LINEUP_ACCOUNT_INTERFACE,
              "StartSync",
              g_variant_new_parsed ("({'steps': <@as []>},)"),
              &wrong);
  end_call (&clearing);
  end_call (&starting);
  end_call (&joining);
  end_call (&wrong);
  g_assert_no_error (clearing.error);
  g_assert_no_error (starting.error);
  g_assert_no_error (joining.error);
  wrong_name = g_dbus_error_get_remote_error (wrong.error);
  g_assert_cmpstr (wrong_name, ==, LINEUP_INVALID_ARGS);

  assert_cancelled (fixture, cancelled_job);
  g_variant_get (starting.reply, "(t)", &job);
  g_variant_get (joining.reply, "(t)", &joined_job);
  g_assert_cmpuint (job, >, cancelled_job);
  g_assert_cmpuint (joined_job, ==, job);
  status = lineup_client_wait_status (fixture, job);
  g_assert_cmpstr (status, ==, "completed");
  assert_counts (fixture, "0 0 0 85 0 0");
}

static void
test_twice (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_auto (Call) first = { NULL };
  g_auto (Call) second = { NULL };
  g_autoptr (GPtrArray) signals = NULL;
  guint64 job = 0;
  guint n_before = 0;

  add_synced_account (fixture);
  job = start_stalled_sync (fixture);
  signals = lineup_signal_log_get_all (fixture->signals, PATH, "Changed");
  n_before = signals->len;
  begin_clear (fixture, &first);
  begin_clear (fixture, &second);
  end_call (&first);
  end_call (&second);
  g_assert_no_error (first.error);
  g_assert_no_error (second.error);
  assert_cancelled (fixture, job);
  assert_nothing_served (fixture);

  g_ptr_array_unref (signals);
  signals = lineup_signal_log_get_all (fixture->signals, PATH, "Changed");
  g_assert_cmpuint (signals->len, ==, n_before + LINEUP_N_LISTS);
}

static void
test_remove_meanwhile (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_auto (Call) clearing = { NULL };
  g_auto (Call) removing = { NULL };
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config/lineupd");
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");
  g_autofree char *settings = NULL;
  g_autofree char *files = NULL;
  guint64 job = 0;

  add_synced_account (fixture);
  job = start_stalled_sync (fixture);
  begin_clear (fixture, &clearing);
  begin_call (fixture,
              LINEUP_OBJECT_PATH,
              LINEUP_MANAGER_INTERFACE,
              "RemoveAccount",
              g_variant_new ("(s)", "home"),
              &removing);
  end_call (&clearing);
  end_call (&removing);
  g_assert_no_error (clearing.error);
  g_assert_no_error (removing.error);
  assert_cancelled (fixture, job);

  g_assert_false (lineup_client_has_account (fixture, "home"));
  lineup_daemon_fixture_restart (fixture);
  g_assert_false (lineup_client_has_account (fixture, "home"));
  settings = lineup_test_files_find (config, "home");
  g_assert_null (settings);
  files = lineup_test_files_find (cache, "home");
  g_assert_null (files);
}

/* The sync has wound down, so the catalogue is being cleared: that is done, and answered. */
static void
test_stop_clearing (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_auto (Call) clearing = { NULL };
  guint64 generation = 0;
  guint64 job = 0;

  add_synced_account (fixture);
  /* A guide is to be cleared, too. */
  lineup_client_assert_call (fixture,
                             "home",
                             LINEUP_BUS_NAME ".Guide",
                             "ListNow",
                             g_variant_new_parsed ("([int64 1], @a{sv} {})"),
                             NULL);
  generation = get_number (fixture, "Generation");
  job = start_stalled_sync (fixture);
  begin_clear (fixture, &clearing);
  assert_cancelled (fixture, job);
  lineup_daemon_fixture_stop (fixture);
  end_call (&clearing);
  g_assert_no_error (clearing.error);

  lineup_daemon_fixture_start (fixture);
  assert_nothing_served (fixture);
  g_assert_cmpuint (get_number (fixture, "Generation"), >, generation);
}

/* The call may come before or after the daemon has begun to end: all is gone, or nothing is. */
static void
test_stop_meanwhile (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_auto (Call) clearing = { NULL };
  guint64 generation = 0;

  add_synced_account (fixture);
  generation = get_number (fixture, "Generation");
  start_stalled_sync (fixture);
  begin_clear (fixture, &clearing);
  g_dbus_connection_flush_sync (fixture->connection, NULL, NULL);
  lineup_daemon_fixture_stop (fixture);
  end_call (&clearing);

  lineup_daemon_fixture_start (fixture);
  if (clearing.error == NULL || lineup_client_get_count (fixture, "home", "movies") == 0)
    assert_nothing_served (fixture);
  else
    assert_counts (fixture, "24 55 17 80 11 20");
  g_assert_cmpuint (get_number (fixture, "Generation"), >=, generation);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/clear/size", test_size);
  lineup_daemon_test ("/clear/idle", test_idle);
  lineup_daemon_test ("/clear/nothing", test_nothing);
  lineup_daemon_test ("/clear/quarantine", test_quarantine);
  lineup_daemon_test ("/clear/body", test_body);
  lineup_daemon_test ("/clear/writing", test_writing);
  lineup_daemon_test ("/clear/queued", test_queued);
  lineup_daemon_test ("/clear/start-meanwhile", test_start_meanwhile);
  lineup_daemon_test ("/clear/twice", test_twice);
  lineup_daemon_test ("/clear/remove-meanwhile", test_remove_meanwhile);
  lineup_daemon_test ("/clear/stop-clearing", test_stop_clearing);
  lineup_daemon_test ("/clear/stop-meanwhile", test_stop_meanwhile);

  return g_test_run ();
}
