/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-limits.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Files that are none, or in which there is what nobody would write: each is told of, and holds
 * nobody up. */

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

#define NO_FILE   " can't be opened: it is no regular file"
#define NO_FOLDER " can't be opened: it is a folder"
#define TOO_LARGE " can't be read: it is larger than 1 MiB"

#define ACCOUNTS "config/lineupd/accounts/"
#define STATE    "config/lineupd/state/"
#define SECRETS  "config/lineupd/secrets/"

/* The end of the year 9999. */
#define LAST_SECOND G_GUINT64_CONSTANT (253402300799)

static void
make_way (LineupDaemonFixture *fixture, const char *name, char **path)
{
  *path = lineup_daemon_fixture_get_path (fixture, name);
  g_assert_true (g_unlink (*path) == 0 || !g_file_test (*path, G_FILE_TEST_EXISTS));
}

static void
put_fifo (LineupDaemonFixture *fixture, const char *name)
{
  g_autofree char *path = NULL;

  make_way (fixture, name, &path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
}

static void
put_folder (LineupDaemonFixture *fixture, const char *name)
{
  g_autofree char *path = NULL;

  make_way (fixture, name, &path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static void
put_device (LineupDaemonFixture *fixture, const char *name)
{
  g_autofree char *path = NULL;

  make_way (fixture, name, &path);
  g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
}

/* Over what is there, in one moment, as editors do. */
static void
put_text (LineupDaemonFixture *fixture, const char *name, const char *text, gssize length)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
}

static void
put_large (LineupDaemonFixture *fixture, const char *name)
{
  const gsize length = 1024 * 1024 + 1;
  g_autofree char *text = g_strnfill (length, '#');

  put_text (fixture, name, text, (gssize)length);
}

static char *
get_text (LineupDaemonFixture *fixture, const char *name)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static char *
make_settings (LineupDaemonFixture *fixture, const char *more)
{
  g_autofree char *url = lineup_fake_panel_get_url (fixture->panel);

  return g_strdup_printf ("[Account]\nUrl=%s\nAutoSync=false\n%s", url, more);
}

static void
sync_home (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", NULL);

  g_assert_cmpstr (status, ==, expected);
}

static void
assert_step_error (LineupDaemonFixture *fixture, const char *name, const char *message)
{
  g_autofree char *error_name = lineup_client_get_step_text (
      fixture, "home", "movies", "error-name");
  g_autofree char *error_message = lineup_client_get_step_text (
      fixture, "home", "movies", "error-message");

  g_assert_cmpstr (error_name, ==, name);
  g_assert_cmpstr (error_message, ==, message);
}

static void
set_up_home (LineupDaemonFixture *fixture)
{
  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  sync_home (fixture, "completed");
}

/* Settings */

static void
test_settings_at_start (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) objects = NULL;

  set_up_home (fixture);
  lineup_daemon_fixture_stop (fixture);
  put_fifo (fixture, ACCOUNTS "a_fifo.conf");
  put_folder (fixture, ACCOUNTS "b_folder.conf");
  put_device (fixture, ACCOUNTS "c_device.conf");
  put_large (fixture, ACCOUNTS "d_large.conf");
  put_fifo (fixture, ACCOUNTS "No account's");
  lineup_daemon_fixture_start (fixture);

  objects = lineup_client_get_objects (fixture);
  g_assert_cmpuint (g_variant_n_children (objects), ==, 1);
  lineup_daemon_fixture_wait_logged (fixture, "accounts/a_fifo.conf" NO_FILE);
  lineup_daemon_fixture_wait_logged (fixture, "accounts/b_folder.conf" NO_FOLDER);
  lineup_daemon_fixture_wait_logged (fixture, "accounts/c_device.conf" NO_FILE);
  lineup_daemon_fixture_wait_logged (fixture, "accounts/d_large.conf" TOO_LARGE);
  lineup_daemon_fixture_wait_logged (fixture, "accounts/No account's is no account's file");
  lineup_client_add (fixture, "a_fifo", NULL, ERROR ("AccountExists"));
  sync_home (fixture, "completed");
}

static void
assert_update_fails (LineupDaemonFixture *fixture, const char *message)
{
  GVariant *settings = g_variant_new_parsed ("{'name': <'Hut'>}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_daemon_fixture_call (
      fixture,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "UpdateAccount",
      g_variant_new ("(s@a{sv})", "home", settings),
      &error);
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;

  g_assert_null (reply);
  g_assert_cmpstr (name, ==, ERROR ("Storage"));
  g_dbus_error_strip_remote_error (error);
  g_assert_cmpstr (error->message, ==, message);
}

/* While the daemon runs, the account stays as it was, and who changes it is told why they can't. */
static void
test_settings_later (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *settings = NULL;
  g_autofree char *cabin = NULL;
  g_autofree char *name = NULL;
  guint first = 0;

  set_up_home (fixture);
  put_fifo (fixture, ACCOUNTS "a_fifo.conf");
  lineup_daemon_fixture_wait_logged (fixture, "accounts/a_fifo.conf" NO_FILE);
  put_folder (fixture, ACCOUNTS "b_folder.conf");
  lineup_daemon_fixture_wait_logged (fixture, "accounts/b_folder.conf" NO_FOLDER);
  put_device (fixture, ACCOUNTS "c_device.conf");
  lineup_daemon_fixture_wait_logged (fixture, "accounts/c_device.conf" NO_FILE);
  put_large (fixture, ACCOUNTS "d_large.conf");
  lineup_daemon_fixture_wait_logged (fixture, "accounts/d_large.conf" TOO_LARGE);

  /* A name that is a file's after all is an account. */
  first = lineup_signal_log_get_length (fixture->signals);
  cabin = make_settings (fixture, "");
  put_text (fixture, ACCOUNTS "a_fifo.conf", cabin, -1);
  lineup_daemon_fixture_wait_member (fixture, first, LINEUP_OBJECT_PATH, "InterfacesAdded");

  settings = get_text (fixture, ACCOUNTS "home.conf");
  put_fifo (fixture, ACCOUNTS "home.conf");
  lineup_daemon_fixture_wait_logged (fixture, "home: its file was edited and can't be used");
  assert_update_fails (fixture, "accounts/home.conf" NO_FILE);
  put_large (fixture, ACCOUNTS "home.conf");
  assert_update_fails (fixture, "accounts/home.conf" TOO_LARGE);
  sync_home (fixture, "completed");

  put_text (fixture, ACCOUNTS "home.conf", settings, -1);
  lineup_client_update (fixture, "home", "{'name': <'Hut'>}", NULL);
  name = lineup_client_get_text (fixture, "home", "Name");
  g_assert_cmpstr (name, ==, "Hut");
}

/* State and secrets */

static void
test_state (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *state = NULL;

  set_up_home (fixture);
  lineup_daemon_fixture_stop (fixture);
  put_fifo (fixture, STATE "home");
  put_large (fixture, STATE "home.told");
  lineup_daemon_fixture_start (fixture);
  lineup_daemon_fixture_wait_logged (fixture, "state/home" NO_FILE);
  lineup_daemon_fixture_wait_logged (fixture, "state/home.told" TOO_LARGE);

  /* What comes to be known takes their place. */
  sync_home (fixture, "completed");
  lineup_daemon_fixture_restart (fixture);
  state = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (state, ==, "completed");
}

static void
test_jobs (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_daemon_fixture_stop (fixture);
  put_fifo (fixture, "config/lineupd/jobs");
  lineup_daemon_fixture_start (fixture);
  lineup_daemon_fixture_wait_logged (fixture, "lineupd/jobs" NO_FILE);
  set_up_home (fixture);
}

static void
test_secrets (LineupDaemonFixture *fixture, gconstpointer data)
{
  set_up_home (fixture);
  put_fifo (fixture, SECRETS "home.secret");
  lineup_daemon_fixture_restart (fixture);
  sync_home (fixture, "failed");
  assert_step_error (fixture, ERROR ("Storage"), "secrets/home.secret" NO_FILE);
  put_large (fixture, SECRETS "home.secret");
  sync_home (fixture, "failed");
  assert_step_error (fixture, ERROR ("Storage"), "secrets/home.secret" TOO_LARGE);
  lineup_client_update (fixture, "home", "{'password': <'secret'>}", ERROR ("Storage"));

  /* Half of them can't be read, but all of them be given anew. */
  lineup_client_update (fixture, "home", "{'username': <'user'>, 'password': <'secret'>}", NULL);
  sync_home (fixture, "completed");
}

/* A mark of what the keyring has is no reason to say that there are no credentials. */
static void
test_mark (LineupDaemonFixture *fixture, gconstpointer data)
{
  set_up_home (fixture);
  put_fifo (fixture, SECRETS "home.keyring");
  lineup_daemon_fixture_restart (fixture);
  sync_home (fixture, "failed");
  assert_step_error (fixture, ERROR ("Storage"), "secrets/home.keyring" NO_FILE);
}

/* Catalogues */

static void
check_database (LineupDaemonFixture *fixture,
                void (*put) (LineupDaemonFixture *, const char *),
                const char *message)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.db");
  g_autofree char *object = lineup_client_path ("home");

  lineup_daemon_fixture_stop (fixture);
  put (fixture, "cache/lineupd/home.db");
  lineup_daemon_fixture_start (fixture);
  lineup_daemon_fixture_wait_logged (fixture, message);
  lineup_daemon_fixture_expect_error (fixture,
                                      object,
                                      LINEUP_CATALOG_INTERFACE,
                                      "ListCategories",
                                      g_variant_new ("(s)", "movies"),
                                      ERROR ("Database"));
  sync_home (fixture, "failed");
  assert_step_error (fixture, ERROR ("Database"), message);

  g_assert_cmpint (g_remove (path), ==, 0);
  sync_home (fixture, "completed");
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 5);
}

static void
test_database (LineupDaemonFixture *fixture, gconstpointer data)
{
  set_up_home (fixture);
  check_database (fixture, put_fifo, "lineupd/home.db" NO_FILE);
  check_database (fixture, put_folder, "lineupd/home.db" NO_FOLDER);
}

/* What is in them */

static gint64
get_time_of (clockid_t clock)
{
  struct timespec time = { 0 };

  g_assert_cmpint (clock_gettime (clock, &time), ==, 0);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Keeps a processor busy for as long, and returns how long the daemon has had one meanwhile. */
static gint64
measure_daemon (LineupDaemonFixture *fixture, gint64 length)
{
  const char *pid = lineup_daemon_process_get_pid (fixture->process);
  const gint64 end = get_time_of (CLOCK_PROCESS_CPUTIME_ID) + length;
  clockid_t clock = 0;
  gint64 begin = 0;

  g_assert_cmpint (clock_getcpuclockid ((pid_t)g_ascii_strtoll (pid, NULL, 10), &clock), ==, 0);
  begin = get_time_of (clock);
  while (get_time_of (CLOCK_PROCESS_CPUTIME_ID) < end)
    ;
  return get_time_of (clock) - begin;
}

/* An alarm that is due whenever it is set would keep the daemon as busy as we are. */
static void
assert_comes_to_rest (LineupDaemonFixture *fixture)
{
  const gint64 watchdog = lineup_test_watchdog ();
  const gint64 length = 500 * G_TIME_SPAN_MILLISECOND;

  while (measure_daemon (fixture, length) > length / 50)
    g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
}

static void
test_numbers (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const numbers[] = {
    "9223372036854",       "9223972036854",        "18446744073709",          "18447044073709",
    "9223372036854775807", "18446744073709551615", "99999999999999999999999",
  };

  set_up_home (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *state = g_strdup_printf ("[Sync]\nStatus=completed\nJob=%s\nLastAttempt=%s\n"
                                                "LastSync=%s\nFailures=%s\nExpires=%s\n"
                                                "MaxConnections=%s\nGeneration=1\n",
                                                numbers[i],
                                                numbers[i],
                                                numbers[i],
                                                numbers[i],
                                                numbers[i],
                                                numbers[i]);
      g_autofree char *told = g_strdup_printf ("[Told]\nMatters=ending;\nExpires=%s\n", numbers[i]);

      g_test_message ("%s", numbers[i]);
      lineup_daemon_fixture_stop (fixture);
      put_text (fixture, STATE "home", state, -1);
      put_text (fixture, STATE "home.told", told, -1);
      lineup_daemon_fixture_start (fixture);
      g_assert_cmpuint (lineup_client_get_time (fixture, "home", "Expires"), ==, LAST_SECOND);
      g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastSync"), ==, LAST_SECOND);
      assert_comes_to_rest (fixture);
    }
  sync_home (fixture, "completed");
}

/* Numbers that the panel itself says. */
static void
test_numbers_of_panel (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const ends[] = {
    "99999999999", "\"9223372036854775807\"", "9223372036854775807",
    "1e300",       "\"9999-12-31 23:59:59\"",
  };

  set_up_home (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_test_message ("%s", ends[i]);
      lineup_fake_panel_set_account (fixture->panel, "exp_date", ends[i]);
      sync_home (fixture, "completed");
      g_assert_cmpuint (lineup_client_get_time (fixture, "home", "Expires"), <=, LAST_SECOND);
      assert_comes_to_rest (fixture);
    }
}

static void
assert_agent (LineupDaemonFixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) requests = NULL;

  lineup_request_log_clear (fixture->requests);
  sync_home (fixture, "completed");
  requests = lineup_request_log_get_all (fixture->requests, NULL);
  g_assert_cmpuint (requests->len, >, 0);
  for (guint i = 0; i < requests->len; i++)
    {
      const char *agent = lineup_request_get_header (requests->pdata[i], "user-agent");

      g_assert_cmpint (g_strcmp0 (agent, expected) == 0, ==, expected != NULL);
      g_assert_cmpstr (agent, !=, "Old/1");
    }
}

/* A setting that is taken back stays so, however often it was in the file; and so does what a
 * person has noted there. */
static void
test_taken_back (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *text = make_settings (
      fixture,
      "# of mine\nUserAgent=Old/1\n"
      "AcceptCertificate=0000000000000000000000000000000000000000000000000000000000000001\n"
      "[Account]\nUserAgent=New/2\n"
      "AcceptCertificate=0000000000000000000000000000000000000000000000000000000000000002\n");
  g_autofree char *after = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  put_text (fixture, ACCOUNTS "home.conf", text, -1);
  lineup_daemon_fixture_wait_member (fixture, 0, LINEUP_OBJECT_PATH, "InterfacesAdded");
  lineup_client_update (fixture, "home", "{'username': <'user'>, 'password': <'secret'>}", NULL);
  assert_agent (fixture, "New/2");

  lineup_client_update (fixture, "home", "{'user-agent': <''>, 'accept-certificate': <''>}", NULL);
  assert_agent (fixture, NULL);
  lineup_daemon_fixture_restart (fixture);
  assert_agent (fixture, NULL);
  after = get_text (fixture, ACCOUNTS "home.conf");
  g_assert_null (strstr (after, "UserAgent"));
  g_assert_null (strstr (after, "AcceptCertificate"));
  g_assert_nonnull (strstr (after, "# of mine\n"));
}

/* Modes */

static void
assert_private (LineupDaemonFixture *fixture, const char *name)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, name);
  GStatBuf status = { 0 };

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
}

/* What others could read, they can't any more once it is saved. */
static void
test_modes (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const names[] = {
    ACCOUNTS "home.conf",
    STATE "home",
    SECRETS "home.secret",
    "config/lineupd/jobs",
  };

  set_up_home (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = lineup_daemon_fixture_get_path (fixture, names[i]);

      g_assert_cmpint (g_chmod (path, 0644), ==, 0);
    }
  /* The credentials are moved to the other place and back. */
  lineup_client_update (fixture, "home", "{'validate': <false>, 'password': <'other'>}", NULL);
  lineup_client_update (fixture, "home", "{'validate': <false>, 'password': <'secret'>}", NULL);
  sync_home (fixture, "completed");
  lineup_daemon_fixture_stop (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    assert_private (fixture, names[i]);
}

/* Folders */

/* A path that is not absolute counts as none. */
static void
test_relative_folders (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *wrapper = g_strdup (g_getenv ("LINEUPD_WRAPPER"));
  g_autofree char *relative = g_strdup_printf (
      "env XDG_CONFIG_HOME=elsewhere XDG_CACHE_HOME=./elsewhere %s",
      wrapper != NULL ? wrapper : "");
  g_autofree char *elsewhere = g_build_filename (fixture->directory, "elsewhere", NULL);
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *settings = lineup_daemon_fixture_get_path (
      fixture, "home/.config/lineupd/accounts/home.conf");
  g_autofree char *catalogue = lineup_daemon_fixture_get_path (fixture,
                                                               "home/.cache/lineupd/home.db");

  lineup_daemon_fixture_stop (fixture);
  g_assert_cmpint (g_chdir (fixture->directory), ==, 0);
  g_setenv ("LINEUPD_WRAPPER", relative, TRUE);
  lineup_daemon_fixture_start (fixture);
  set_up_home (fixture);
  g_assert_false (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (settings, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (catalogue, G_FILE_TEST_IS_REGULAR));

  g_assert_cmpint (g_chdir (folder), ==, 0);
  if (wrapper != NULL)
    g_setenv ("LINEUPD_WRAPPER", wrapper, TRUE);
  else
    g_unsetenv ("LINEUPD_WRAPPER");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/odd-files/settings-at-start", test_settings_at_start);
  lineup_daemon_test ("/odd-files/settings-later", test_settings_later);
  lineup_daemon_test ("/odd-files/state", test_state);
  lineup_daemon_test ("/odd-files/jobs", test_jobs);
  lineup_daemon_test ("/odd-files/secrets", test_secrets);
  lineup_daemon_test ("/odd-files/mark", test_mark);
  lineup_daemon_test ("/odd-files/database", test_database);
  lineup_daemon_test ("/odd-files/numbers", test_numbers);
  lineup_daemon_test ("/odd-files/numbers-of-panel", test_numbers_of_panel);
  lineup_daemon_test ("/odd-files/taken-back", test_taken_back);
  lineup_daemon_test ("/odd-files/modes", test_modes);
  lineup_daemon_test ("/odd-files/relative-folders", test_relative_folders);

  return g_test_run ();
}
