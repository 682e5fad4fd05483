/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-faulty-disk.h"
#include "lineup-test-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* What is left of accounts that are added and removed, whatever comes between: nothing. */

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

#define OTHER "[Account]\nUrl=http://other.example\nAutoSync=false\n"

/* How often the end comes in the middle of something. */
#define ENDS 8

static void
add_with_catalogue (LineupDaemonFixture *fixture)
{
  g_autofree char *status = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

/* Returns a file of the account below a folder, NULL if there is none. */
static char *
find (LineupDaemonFixture *fixture, const char *folder)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, folder);
  g_autoptr (GPtrArray) paths = lineup_test_files_collect (path);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);

      if (g_str_has_prefix (name, "home"))
        return g_strdup (paths->pdata[i]);
    }
  return NULL;
}

static void
assert_left (LineupDaemonFixture *fixture, const char *folder, gboolean expected)
{
  g_autofree char *found = find (fixture, folder);

  if ((found != NULL) != expected)
    g_error ("%s: %s", folder, found != NULL ? found : "nothing is left");
}

static void
assert_nothing_left (LineupDaemonFixture *fixture)
{
  assert_left (fixture, "config", FALSE);
  assert_left (fixture, "cache", FALSE);
}

/* Neither of an account that is there nor of one that is not is anything half. */
static void
assert_nothing_half (LineupDaemonFixture *fixture)
{
  g_autoptr (GPtrArray) paths = lineup_test_files_collect (fixture->directory);

  for (guint i = 0; i < paths->len; i++)
    {
      if (g_regex_match_simple (
              "/lineupd/.*(\\.new|\\.lineupd-draft-[A-Za-z0-9]{6})$", paths->pdata[i], 0, 0))
        g_error ("%s is left", (char *)paths->pdata[i]);
    }
}

static void
assert_logged (LineupDaemonFixture *fixture, const char *text)
{
  g_autofree char *log = lineup_daemon_fixture_read_log (fixture);

  if (strstr (log, text) == NULL)
    g_error ("The log does not say “%s”: %s", text, log);
}

static void
write_settings (LineupDaemonFixture *fixture, const char *contents)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture,
                                                          "config/lineupd/accounts/home.conf");

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

/* Files that can't be deleted. */

/* A database: all else goes, and the account with it, and the rest with the next call. */
static void
test_database (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");

  add_with_catalogue (fixture);
  lineup_faulty_disk_fail (disk, cache, 1, G_MAXINT, EIO);
  lineup_client_remove (fixture, "home", ERROR ("Database"));
  g_assert_false (lineup_client_has_account (fixture, "home"));
  assert_left (fixture, "config/lineupd/secrets", FALSE);
  assert_left (fixture, "config/lineupd/accounts", FALSE);
  assert_left (fixture, "config/lineupd/state", FALSE);
  assert_left (fixture, "cache", TRUE);
  assert_logged (fixture, "not all of its catalogue, guide and state could be deleted");

  lineup_client_remove (fixture, "home", ERROR ("Database"));
  lineup_client_add (fixture, "home", NULL, ERROR ("Database"));
  lineup_faulty_disk_count (disk, cache);
  lineup_client_remove (fixture, "home", NULL);
  assert_nothing_left (fixture);
  lineup_client_remove (fixture, "home", ERROR ("UnknownAccount"));
}

/* A database that the next start has to see to, and can't delete at once either. */
static void
test_database_at_start (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");

  add_with_catalogue (fixture);
  lineup_faulty_disk_fail (disk, cache, 1, G_MAXINT, EIO);
  lineup_client_remove (fixture, "home", ERROR ("Database"));
  lineup_daemon_fixture_restart (fixture);
  g_assert_false (lineup_client_has_account (fixture, "home"));
  assert_left (fixture, "cache", TRUE);
  lineup_client_remove (fixture, "home", ERROR ("Database"));

  lineup_daemon_fixture_stop (fixture);
  lineup_faulty_disk_count (disk, cache);
  lineup_daemon_fixture_start (fixture);
  assert_nothing_left (fixture);
  lineup_client_remove (fixture, "home", ERROR ("UnknownAccount"));
}

static gboolean
is_added (const LineupSignal *signal, gpointer user_data)
{
  return g_str_equal (signal->member, "InterfacesAdded");
}

/* Credentials: nobody else gets them, although there is another account of the same name. */
static void
test_secret (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  g_autofree char *secrets = lineup_daemon_fixture_get_path (fixture, "config/lineupd/secrets");
  g_autofree char *status = NULL;
  g_autofree char *name = NULL;
  guint first = 0;

  add_with_catalogue (fixture);
  lineup_faulty_disk_fail (disk, secrets, 1, G_MAXINT, EIO);
  lineup_client_remove (fixture, "home", ERROR ("Storage"));
  assert_left (fixture, "config/lineupd/secrets", TRUE);
  assert_left (fixture, "config/lineupd/accounts", FALSE);
  assert_left (fixture, "config/lineupd/state", FALSE);
  assert_left (fixture, "cache", FALSE);
  assert_logged (fixture, "its credentials could not be deleted");

  lineup_daemon_fixture_stop (fixture);
  write_settings (fixture, OTHER);
  lineup_daemon_fixture_start (fixture);
  g_assert_false (lineup_client_has_account (fixture, "home"));
  assert_left (fixture, "config/lineupd/accounts", TRUE);

  lineup_faulty_disk_count (disk, secrets);
  first = lineup_signal_log_get_length (fixture->signals);
  write_settings (fixture, OTHER);
  lineup_daemon_fixture_wait (fixture, first, is_added, NULL);
  assert_left (fixture, "config/lineupd/secrets", FALSE);
  status = lineup_client_sync (fixture, "home", "{'steps': <['movies']>}");
  g_assert_cmpstr (status, ==, "failed");
  name = lineup_client_get_step_text (fixture, "home", "movies", "error-name");
  g_assert_cmpstr (name, ==, ERROR ("AuthFailed"));
}

/* What a person writes before the next start is another account, and no rest of the old one. */
static void
test_other (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *server = NULL;

  add_with_catalogue (fixture);
  lineup_faulty_disk_fail (disk, cache, 1, G_MAXINT, EIO);
  lineup_client_remove (fixture, "home", ERROR ("Database"));
  lineup_daemon_fixture_stop (fixture);
  lineup_faulty_disk_count (disk, cache);
  write_settings (fixture, OTHER);
  lineup_daemon_fixture_start (fixture);
  server = lineup_client_get_text (fixture, "home", "Server");
  g_assert_cmpstr (server, ==, "http://other.example");
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 0);
  assert_left (fixture, "config/lineupd/unfinished", FALSE);
}

/* On a disk without room for a note an account is removed all the same. */
static void
test_full (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config");

  add_with_catalogue (fixture);
  lineup_faulty_disk_fail (disk, config, 1, G_MAXINT, ENOSPC);
  lineup_client_remove (fixture, "home", NULL);
  lineup_faulty_disk_count (disk, config);
  assert_nothing_left (fixture);
}

static guint
count_secrets (LineupDaemonFixture *fixture)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "config/lineupd/secrets");
  g_autoptr (GPtrArray) paths = lineup_test_files_collect (path);
  guint n = 0;

  for (guint i = 0; i < paths->len; i++)
    n += g_str_has_suffix (paths->pdata[i], ".secret");
  return n;
}

/* Changes the password while calls from the first to the last fail. Returns whether one did. */
static gboolean
change_password (LineupDaemonFixture *fixture, LineupFaultyDisk *disk, int first, int last)
{
  g_autofree char *secrets = lineup_daemon_fixture_get_path (fixture, "config/lineupd/secrets");
  g_autofree char *settings = g_strdup_printf (
      "{'password': <'password-%d-%d'>, 'validate': <false>}", first, last);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  lineup_faulty_disk_fail (disk, secrets, first, last, EIO);
  reply = lineup_daemon_fixture_call (
      fixture,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "UpdateAccount",
      g_variant_new_parsed ("('home', %@a{sv})", g_variant_new_parsed (settings)),
      &error);
  return lineup_faulty_disk_get_failed (disk) > 0;
}

static void
notify (LineupDaemonFixture *fixture, gboolean value)
{
  lineup_client_set (fixture, "home", "Notify", g_variant_new_boolean (value), NULL);
}

static void
assert_tidied (LineupDaemonFixture *fixture, LineupFaultyDisk *disk, gboolean value)
{
  g_autofree char *secrets = lineup_daemon_fixture_get_path (fixture, "config/lineupd/secrets");

  lineup_faulty_disk_count (disk, secrets);
  notify (fixture, value);
  g_assert_cmpuint (count_secrets (fixture), ==, 1);
}

/* Whichever call of a change of credentials fails, what is of no more use goes with the next change
 * of anything. The last one deletes it. */
static void
test_changed (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  int call = 1;

  lineup_client_add_account (fixture, "home");
  while (change_password (fixture, disk, call, call))
    {
      g_test_message ("Call %d", call);
      assert_tidied (fixture, disk, call % 2 == 0);
      call++;
    }
  assert_tidied (fixture, disk, call % 2 == 0);

  /* As long as it can't be deleted, it stays, however often that is tried. */
  g_assert_true (change_password (fixture, disk, call - 1, G_MAXINT));
  g_assert_cmpuint (count_secrets (fixture), ==, 2);
  notify (fixture, call % 2 != 0);
  g_assert_cmpuint (count_secrets (fixture), ==, 2);
  assert_tidied (fixture, disk, call % 2 == 0);
}

/* A process that is killed. */

static void
call (LineupDaemonFixture *fixture, const char *method, GVariant *parameters, gboolean *answered)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_daemon_fixture_call (
      fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, method, parameters, &error);

  *answered = reply != NULL;
  if (!*answered)
    g_assert_false (g_dbus_error_is_remote_error (error)
                    && g_str_has_prefix (error->message, LINEUP_ERROR_NAME_PREFIX));
}

static GVariant *
make_addition (LineupDaemonFixture *fixture)
{
  return g_variant_new (
      "(s@a{sv})", "home", lineup_client_make_settings (fixture, "{'validate': <false>}"));
}

static void
add (LineupDaemonFixture *fixture, gboolean *answered)
{
  call (fixture, "AddAccount", make_addition (fixture), answered);
}

static void
remove_account (LineupDaemonFixture *fixture, gboolean *answered)
{
  call (fixture, "RemoveAccount", g_variant_new ("(s)", "home"), answered);
}

static void
check (LineupDaemonFixture *fixture)
{
  assert_nothing_half (fixture);
  assert_left (fixture, "config/lineupd/unfinished", FALSE);
  if (!lineup_client_has_account (fixture, "home"))
    {
      assert_nothing_left (fixture);
      return;
    }
  assert_left (fixture, "config/lineupd/secrets", TRUE);
  assert_left (fixture, "cache", TRUE);
}

/* Kills the daemon before each step of an act, until it has answered. */
static void
kill_at_each_step (LineupDaemonFixture *fixture, LineupFaultyDisk *disk, gboolean adds)
{
  gboolean answered = FALSE;
  int step = 0;

  for (step = 1; !answered; step++)
    {
      const gboolean is_there = lineup_client_has_account (fixture, "home");

      g_test_message ("Step %d", step);
      if (is_there && adds)
        lineup_client_remove (fixture, "home", NULL);
      else if (!is_there && !adds)
        add_with_catalogue (fixture);

      lineup_faulty_disk_kill (disk, fixture->directory, step);
      (adds ? add : remove_account) (fixture, &answered);
      lineup_daemon_fixture_kill (fixture);
      lineup_faulty_disk_count (disk, fixture->directory);
      lineup_daemon_fixture_start (fixture);
      if (answered)
        g_assert_cmpint (lineup_client_has_account (fixture, "home"), ==, adds);
      check (fixture);
    }
  g_assert_cmpint (step, >, 10);
}

static void
test_added (LineupDaemonFixture *fixture, gconstpointer data)
{
  kill_at_each_step (fixture, (LineupFaultyDisk *)data, TRUE);
}

static void
test_removed (LineupDaemonFixture *fixture, gconstpointer data)
{
  kill_at_each_step (fixture, (LineupFaultyDisk *)data, FALSE);
}

/* A daemon that is ended waits for what it has begun, or takes it back: no note is left. */
static void
test_ended (LineupDaemonFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < ENDS; i++)
    {
      const gboolean is_there = lineup_client_has_account (fixture, "home");
      g_autoptr (GDBusMessage) message = g_dbus_message_new_method_call (LINEUP_BUS_NAME,
                                                                         LINEUP_OBJECT_PATH,
                                                                         LINEUP_MANAGER_INTERFACE,
                                                                         is_there ? "RemoveAccount"
                                                                                  : "AddAccount");

      g_dbus_message_set_flags (message, G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED);
      g_dbus_message_set_body (message,
                               is_there ? g_variant_new ("(s)", "home") : make_addition (fixture));
      g_assert_true (g_dbus_connection_send_message (
          fixture->connection, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL));
      /* The call has arrived when this one is answered, so that it has begun. */
      g_variant_unref (lineup_client_get_objects (fixture));
      lineup_daemon_fixture_stop (fixture);
      assert_left (fixture, "config/lineupd/unfinished", FALSE);
      lineup_daemon_fixture_start (fixture);
      check (fixture);
      if (is_there)
        g_assert_false (lineup_client_has_account (fixture, "home"));
      else if (!lineup_client_has_account (fixture, "home"))
        lineup_client_add_account (fixture, "home");
    }
}

static void
on_refused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **error_name = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);

  g_assert_null (reply);
  *error_name = g_dbus_error_get_remote_error (error);
}

/* An addition that waits for its panel is not waited for. */
static void
test_ended_while_asking (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *error_name = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  g_dbus_connection_call (
      fixture->connection,
      LINEUP_BUS_NAME,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "AddAccount",
      g_variant_new ("(s@a{sv})", "home", lineup_client_make_settings (fixture, NULL)),
      NULL,
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      NULL,
      on_refused,
      &error_name);
  lineup_request_log_wait_held (fixture->requests, "", 1);
  lineup_daemon_fixture_stop (fixture);
  while (error_name == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (error_name, ==, ERROR ("ShuttingDown"));
  assert_nothing_left (fixture);
  lineup_daemon_fixture_start (fixture);
}

static void
put_secret (LineupDaemonFixture *fixture, const char *file, const char *tail)
{
  g_autofree char *name = g_strconcat ("config/lineupd/", file, tail, NULL);
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, name);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "Password=secret", -1, NULL));
}

/* What one that was killed was writing goes; what persons keep beside what is ours stays, however
 * many letters its ending has. */
static void
test_half_written (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const drafts[] = { "jobs",
                                        "secrets/home.secret",
                                        "secrets/home-2.keyring",
                                        "state/home",
                                        "state/home.told",
                                        "unfinished/home",
                                        "accounts/home.conf.new" };
  static const char *const kept[]
      = { "jobs.backup",       "secrets/home.secret.backup", "secrets/home-2.keyring.200101",
          "state/home.before", "accounts/home.conf.backup",  "accounts/home.conf.new.backup",
          "state/backup",      "secrets/home.secret.Old001" };
  g_autofree char *secret = NULL;

  add_with_catalogue (fixture);
  lineup_daemon_fixture_stop (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    put_secret (fixture, drafts[i], ".lineupd-draft-AbC123");
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    put_secret (fixture, kept[i], "");
  lineup_daemon_fixture_start (fixture);
  assert_nothing_half (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *name = g_strconcat ("config/lineupd/", kept[i], NULL);
      g_autofree char *path = lineup_daemon_fixture_get_path (fixture, name);

      if (g_unlink (path) != 0)
        g_error ("%s is gone", name);
    }
  secret = lineup_daemon_fixture_get_path (fixture, "config/lineupd/secrets/home.secret");
  g_assert_true (g_file_test (secret, G_FILE_TEST_EXISTS));
}

static void
add_test (const char *path,
          LineupFaultyDisk *disk,
          void (*func) (LineupDaemonFixture *, gconstpointer))
{
  g_test_add (path,
              LineupDaemonFixture,
              disk,
              lineup_daemon_fixture_set_up,
              func,
              lineup_daemon_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_autoptr (LineupFaultyDisk) disk = NULL;

  g_test_init (&argc, &argv, NULL);
  disk = lineup_faulty_disk_new ();

  add_test ("/leftovers/database", disk, test_database);
  add_test ("/leftovers/database-at-start", disk, test_database_at_start);
  add_test ("/leftovers/secret", disk, test_secret);
  add_test ("/leftovers/other", disk, test_other);
  add_test ("/leftovers/full", disk, test_full);
  add_test ("/leftovers/changed", disk, test_changed);
  add_test ("/leftovers/added", disk, test_added);
  add_test ("/leftovers/removed", disk, test_removed);
  add_test ("/leftovers/ended", disk, test_ended);
  add_test ("/leftovers/ended-while-asking", disk, test_ended_while_asking);
  add_test ("/leftovers/half-written", disk, test_half_written);

  return g_test_run ();
}
