/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <string.h>

/* What the daemon leaves on the disk, and what it gives away. */

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

/* Hard to find by chance. */
#define USERNAME "zq-user-7731"
#define PASSWORD "zq-secret-9942"
#define ACCOUNT  "zq_account_5503"

static gboolean
mentions (LineupDaemonFixture *fixture, const char *directory, const char *text)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, directory);
  g_autofree char *found = lineup_test_files_find (path, text);

  if (found != NULL)
    g_test_message ("'%s' is in %s", text, found);
  return found != NULL;
}

static void
test_permissions (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const directories[] = { "config/lineupd", "cache/lineupd" };
  g_autofree char *status = NULL;
  g_autofree char *home = NULL;
  g_autoptr (GPtrArray) elsewhere = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_fake_panel_set_credentials (fixture->panel, "user", PASSWORD);
  lineup_client_add (fixture, "home", "{'password': <'" PASSWORD "'>}", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  for (guint i = 0; i < G_N_ELEMENTS (directories); i++)
    {
      g_autofree char *path = lineup_daemon_fixture_get_path (fixture, directories[i]);
      g_autoptr (GPtrArray) paths = lineup_test_files_collect (path);

      g_assert_cmpuint (paths->len, >=, 2);
      for (guint k = 0; k < paths->len; k++)
        {
          GStatBuf info;

          g_assert_cmpint (g_stat (g_ptr_array_index (paths, k), &info), ==, 0);
          g_test_message ("%s", (const char *)g_ptr_array_index (paths, k));
          g_assert_cmpint (info.st_mode & 07777, ==, S_ISDIR (info.st_mode) ? 0700 : 0600);
        }
    }

  /* The catalogue is a cache: it may be copied and looked at without giving anything away. */
  g_assert_true (mentions (fixture, "config", PASSWORD));
  g_assert_false (mentions (fixture, "cache", PASSWORD));
  home = lineup_daemon_fixture_get_path (fixture, "home");
  elsewhere = lineup_test_files_collect (home);
  g_assert_cmpuint (elsewhere->len, ==, 1);
}

static void
test_remove (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  g_autofree char *first = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GVariant) finished = NULL;
  g_autoptr (GVariant) summary = NULL;
  g_autofree char *names = NULL;
  gboolean cancelled = FALSE;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, ACCOUNT);
  lineup_client_add_account (fixture, "cabin");
  first = lineup_client_sync (fixture, ACCOUNT, NULL);
  g_assert_cmpstr (first, ==, "completed");
  other = lineup_client_sync (fixture, "cabin", NULL);
  g_assert_cmpstr (other, ==, "completed");
  g_assert_true (mentions (fixture, "config", ACCOUNT));
  g_assert_true (mentions (fixture, "cache", ACCOUNT));

  /* In the middle of a sync. */
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=stall:100:forever");
  job = lineup_client_start (fixture, ACCOUNT, NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  lineup_client_remove (fixture, ACCOUNT, NULL);
  finished = lineup_client_wait (fixture, job);
  summary = g_variant_get_child_value (finished, 2);
  g_assert_true (g_variant_lookup (summary, "cancelled", "b", &cancelled));
  g_assert_true (cancelled);

  g_assert_false (lineup_client_has_account (fixture, ACCOUNT));
  g_assert_false (mentions (fixture, "config", ACCOUNT));
  g_assert_false (mentions (fixture, "cache", ACCOUNT));
  lineup_client_remove (fixture, ACCOUNT, ERROR ("UnknownAccount"));
  lineup_client_remove (fixture, "../cabin", ERROR ("UnknownAccount"));

  lineup_daemon_fixture_restart (fixture);
  g_assert_false (lineup_client_has_account (fixture, ACCOUNT));
  g_assert_true (lineup_client_has_account (fixture, "cabin"));
  names = lineup_client_get_names (fixture, "cabin", "movies");
  g_assert_cmpstr (names, !=, "");

  /* The id is free again, and nothing is left of the old account. */
  lineup_client_add_account (fixture, ACCOUNT);
  g_assert_cmpuint (lineup_client_get_count (fixture, ACCOUNT, "movies"), ==, 0);
}

static char *
find_settings_directory (LineupDaemonFixture *fixture)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "config/lineupd");
  g_autoptr (GPtrArray) paths = lineup_test_files_collect (path);

  for (guint i = 0; i < paths->len; i++)
    {
      if (g_str_has_suffix (g_ptr_array_index (paths, i), "/home.conf"))
        return g_path_get_dirname (g_ptr_array_index (paths, i));
    }
  g_assert_not_reached ();
}

/* What can't be read is neither served nor touched. */
static void
test_broken_files (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *contents;
  } files[] = {
    { "broken.conf", "\x01\x02 no key file at all \xff" },
    { "empty.conf", "" },
    { "other.conf", "[Something else]\nKey=Value\n" },
    { "Not-An-Id.conf", "[Account]\nUrl=http://panel.example\n" },
    { "notes.txt", "Don't forget to renew" },
  };
  g_autofree char *directory = NULL;
  g_autofree char *status = NULL;
  g_autoptr (GVariant) objects = NULL;

  lineup_client_add_account (fixture, "home");
  directory = find_settings_directory (fixture);
  lineup_daemon_fixture_stop (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (directory, files[i].name, NULL);
      g_autoptr (GError) error = NULL;

      g_file_set_contents (path, files[i].contents, -1, &error);
      g_assert_no_error (error);
    }

  lineup_daemon_fixture_start (fixture);
  objects = lineup_client_get_objects (fixture);
  g_assert_cmpuint (g_variant_n_children (objects), ==, 1);
  g_assert_true (lineup_client_has_account (fixture, "home"));
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  /* Somebody may still want to mend it. */
  lineup_client_add (fixture, "broken", NULL, ERROR ("AccountExists"));
  lineup_daemon_fixture_stop (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (directory, files[i].name, NULL);
      g_autofree char *contents = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_assert_cmpmem (contents, length, files[i].contents, strlen (files[i].contents));
    }
}

static void
assert_no_secret (const char *where, const char *text)
{
  static const char *const secrets[] = { USERNAME, PASSWORD, "player_api.php?", "wrong-one" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      if (strstr (text, secrets[i]) != NULL)
        g_error ("There is '%s' in the %s:\n%s", secrets[i], where, text);
    }
}

static void
assert_no_secret_in_error (LineupDaemonFixture *fixture, const char *method, const char *settings)
{
  GVariant *parameters = g_variant_new (
      "(s@a{sv})", "other", lineup_client_make_settings (fixture, settings));
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_daemon_fixture_call (
      fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, method, parameters, &error);

  g_assert_null (reply);
  assert_no_secret ("error", error->message);
}

/* Whatever happens, no credential leaves the daemon but to the panel. */
static void
test_secrets (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const settings = "{'username': <'" USERNAME "'>, 'password': <'" PASSWORD "'>}";
  g_autofree char *log = NULL;
  g_autofree char *objects_text = NULL;
  g_autoptr (GVariant) objects = NULL;
  g_autoptr (GPtrArray) signals = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_fake_panel_set_credentials (fixture->panel, USERNAME, PASSWORD);
  lineup_client_add (fixture, "home", settings, NULL);

  /* All goes well, then nothing does. */
  g_free (lineup_client_sync (fixture, "home", NULL));
  lineup_fake_panel_add_fault (fixture->panel, "get_live_categories=status:500;body:" PASSWORD);
  lineup_fake_panel_add_fault (fixture->panel, "get_live_streams=body:<html>" USERNAME);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_categories=status:404");
  lineup_fake_panel_add_fault (fixture->panel,
                               "get_vod_streams=redirect:/player_api.php?username=" USERNAME
                               "&password=" PASSWORD);
  lineup_fake_panel_add_fault (fixture->panel, "get_series_categories=cut:10");
  lineup_fake_panel_add_fault (fixture->panel, "get_series=status:884");
  g_free (lineup_client_sync (fixture, "home", NULL));
  lineup_fake_panel_refuse (fixture->panel);
  g_free (lineup_client_sync (fixture, "home", NULL));

  assert_no_secret_in_error (fixture, "AddAccount", settings);
  assert_no_secret_in_error (
      fixture, "AddAccount", "{'url': <'http://" USERNAME ":" PASSWORD "@[bad'>}");
  assert_no_secret_in_error (fixture, "UpdateAccount", "{'password': <'wrong-one'>}");

  objects = lineup_client_get_objects (fixture);
  objects_text = g_variant_print (objects, TRUE);
  assert_no_secret ("properties", objects_text);
  signals = lineup_signal_log_get_all (fixture->signals, NULL, NULL);
  for (guint i = 0; i < signals->len; i++)
    {
      const LineupSignal *signal = g_ptr_array_index (signals, i);
      g_autofree char *text = g_variant_print (signal->parameters, TRUE);

      assert_no_secret ("signals", text);
    }
  lineup_daemon_fixture_stop (fixture);
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_cmpstr (log, !=, "");
  assert_no_secret ("log", log);
  g_assert_false (mentions (fixture, "cache", USERNAME));
  g_assert_false (mentions (fixture, "cache", PASSWORD));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/storage/permissions", test_permissions);
  lineup_daemon_test ("/storage/remove", test_remove);
  lineup_daemon_test ("/storage/broken-files", test_broken_files);
  lineup_daemon_test ("/storage/secrets", test_secrets);

  return g_test_run ();
}
