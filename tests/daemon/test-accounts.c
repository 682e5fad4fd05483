/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"
#include "lineup-test-limits.h"

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

/* Microseconds that AddAccount may take, at most. */
#define ADD_LIMIT (20 * G_USEC_PER_SEC)

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
add_as_is (LineupDaemonFixture *fixture,
           const char *id,
           GVariantDict *settings,
           const char *error_name)
{
  lineup_client_call_manager (fixture,
                              "AddAccount",
                              g_variant_new ("(s@a{sv})", id, g_variant_dict_end (settings)),
                              error_name);
}

/* Whatever people paste. */
static void
test_urls (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *format;
    gboolean with_credentials;
    const char *path;
  } forms[] = {
    { "http://127.0.0.1:%u", FALSE, "/player_api.php" },
    { "http://127.0.0.1:%u/", FALSE, "/player_api.php" },
    { "127.0.0.1:%u", FALSE, "/player_api.php" },
    { "  http://127.0.0.1:%u/ ", FALSE, "/player_api.php" },
    { "HTTP://127.0.0.1:%u", FALSE, "/player_api.php" },
    { "http://127.0.0.1:%u/iptv/fr", FALSE, "/iptv/fr/player_api.php" },
    { "http://127.0.0.1:%u/iptv/fr/", FALSE, "/iptv/fr/player_api.php" },
    { "http://127.0.0.1:%u/player_api.php", FALSE, "/player_api.php" },
    { "http://127.0.0.1:%u/get.php?username=user&password=secret&type=m3u_plus",
      TRUE,
      "/player_api.php" },
    { "http://127.0.0.1:%u/player_api.php?username=user&password=secret", TRUE, "/player_api.php" },
    { "127.0.0.1:%u/a/get.php?username=user&password=secret", TRUE, "/a/player_api.php" },
    { "http://127.0.0.1:%u/get.php?username=user&amp;password=secret&amp;type=m3u_plus",
      TRUE,
      "/player_api.php" },
    { "\"http://127.0.0.1:%u/\"", FALSE, "/player_api.php" },
    { "<http://127.0.0.1:%u>", FALSE, "/player_api.php" },
    { "\342\200\213http://127.0.0.1:%u\342\200\213", FALSE, "/player_api.php" },
    { "http:/127.0.0.1:%u", FALSE, "/player_api.php" },
    { "http://http://127.0.0.1:%u", FALSE, "/player_api.php" },
  };
  guint16 port = lineup_fake_panel_get_port (fixture->panel);
  g_autofree char *server = lineup_fake_panel_get_url (fixture->panel);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto (GStrv) parts = g_strsplit (forms[i].format, "%u", 2);
      g_autofree char *url = g_strdup_printf ("%s%u%s", parts[0], port, parts[1]);
      g_autofree char *id = g_strdup_printf ("account_%u", i);
      g_autofree char *actual = NULL;
      g_autoptr (GPtrArray) requests = NULL;
      const LineupRequest *request = NULL;
      GVariantDict settings;

      g_test_message ("%s", url);
      g_variant_dict_init (&settings, NULL);
      g_variant_dict_insert (&settings, "url", "s", url);
      g_variant_dict_insert (&settings, "auto-sync", "b", FALSE);
      if (!forms[i].with_credentials)
        {
          g_variant_dict_insert (&settings, "username", "s", "user");
          g_variant_dict_insert (&settings, "password", "s", "secret");
        }
      lineup_request_log_clear (fixture->requests);
      add_as_is (fixture, id, &settings, NULL);

      requests = lineup_request_log_get_all (fixture->requests, NULL);
      g_assert_cmpuint (requests->len, ==, 2);
      request = g_ptr_array_index (requests, 0);
      g_assert_cmpstr (request->path, ==, forms[i].path);
      g_assert_cmpstr (lineup_request_get_param (request, "username"), ==, "user");
      actual = lineup_client_get_text (fixture, id, "Server");
      g_assert_cmpstr (actual, ==, server);
    }
}

/* Whatever is in a user name or a password arrives at the panel. */
static void
test_odd_credentials (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const odd[] = { "a b+c", "x&y=z", "100%", "p/q#r?s", "über^`{|}", "'\"\\" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *id = g_strdup_printf ("account_%u", i);
      g_autofree char *status = NULL;
      GVariantDict settings;
      g_autofree char *url = lineup_fake_panel_get_url (fixture->panel);

      lineup_fake_panel_set_credentials (fixture->panel, odd[i], odd[i]);
      g_variant_dict_init (&settings, NULL);
      g_variant_dict_insert (&settings, "url", "s", url);
      g_variant_dict_insert (&settings, "username", "s", odd[i]);
      g_variant_dict_insert (&settings, "password", "s", odd[i]);
      g_variant_dict_insert (&settings, "auto-sync", "b", FALSE);
      add_as_is (fixture, id, &settings, NULL);

      lineup_daemon_fixture_restart (fixture);
      status = lineup_client_sync (fixture, id, NULL);
      g_assert_cmpstr (status, ==, "completed");
    }
}

static void
edit_file (LineupDaemonFixture *fixture, const char *name, const char *contents)
{
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "config");
  g_autofree char *path = g_build_filename (folder, "lineupd", name, NULL);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

/* Files that somebody wrote, with what comes along where things are pasted. */
static void
test_files_by_hand (LineupDaemonFixture *fixture, gconstpointer data)
{
  const guint16 port = lineup_fake_panel_get_port (fixture->panel);
  g_autofree char *settings = g_strdup_printf (
      "[Account]\nUrl= <http:/127.0.0.1:%u/>\302\240\nAutoSync=false\n", port);
  g_autofree char *status = NULL;

  lineup_client_add_account (fixture, "home");
  lineup_daemon_fixture_stop (fixture);
  edit_file (fixture, "accounts/home.conf", settings);
  edit_file (fixture,
             "secrets/home.secret",
             "[Credentials]\nUsername =\\suser\302\240 \nPassword= \342\200\213secret \n");
  lineup_daemon_fixture_start (fixture);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

/* Blanks, and what can't be seen, come along with what is pasted. */
static void
test_pasted_credentials (LineupDaemonFixture *fixture, gconstpointer data)
{
  const LineupRequest *request = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  lineup_client_add (fixture,
                     "home",
                     "{'username': <' user\342\200\213'>, 'password': <'\302\240secret\\r\\n'>}",
                     NULL);
  requests = lineup_request_log_get_all (fixture->requests, NULL);
  request = g_ptr_array_index (requests, 0);
  g_assert_cmpstr (lineup_request_get_param (request, "username"), ==, "user");
  g_assert_cmpstr (lineup_request_get_param (request, "password"), ==, "secret");

  lineup_fake_panel_set_credentials (fixture->panel, "new", "other");
  lineup_client_update (
      fixture, "home", "{'username': <'\\tnew '>, 'password': <' other\\n'>}", NULL);
  lineup_client_update (fixture, "home", "{'password': <' \302\240 '>}", ERROR ("InvalidAccount"));
  lineup_client_update (
      fixture, "home", "{'username': <'\342\200\213'>}", ERROR ("InvalidAccount"));
  lineup_client_update (fixture, "home", "{'url': <'http://a b'>}", ERROR ("InvalidAccount"));
}

static void
assert_nothing_stored (LineupDaemonFixture *fixture)
{
  g_autoptr (GPtrArray) added = NULL;

  g_assert_false (lineup_client_has_account (fixture, "home"));
  g_assert_false (mentions (fixture, "config", "home"));
  g_assert_false (mentions (fixture, "config", "secret"));
  g_assert_false (mentions (fixture, "cache", "home"));
  added = lineup_signal_log_get_all (fixture->signals, NULL, "InterfacesAdded");
  g_assert_cmpuint (added->len, ==, 0);
}

static void
test_validation (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    const char *error_name;
    guint n_more; /* requests: a playlist may be all that the panel gives */
  } answers[] = {
    { "account=status:401", ERROR ("AuthFailed"), 1 },
    { "account=status:403", ERROR ("AuthFailed"), 1 },
    { "account=status:404;body:<html>", ERROR ("AuthFailed"), 1 },
    { "account=body:{\"user_info\":{\"auth\":0}}", ERROR ("AuthFailed") },
    { "account=status:500", ERROR ("Server") },
    { "account=status:429", ERROR ("RateLimited") },
    { "account=body:<html>Hello</html>", ERROR ("MalformedData") },
    { "account=reset:head", ERROR ("Offline") },
    { "account=body:{\"user_info\":{\"auth\":1,\"exp_date\":\"1000\"},"
      "\"server_info\":{\"timestamp_now\":2000}}",
      ERROR ("AccountExpired") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_test_message ("%s", answers[i].fault);
      lineup_fake_panel_clear_faults (fixture->panel);
      lineup_fake_panel_add_fault (fixture->panel, answers[i].fault);
      lineup_request_log_clear (fixture->requests);
      lineup_client_add (fixture, "home", NULL, answers[i].error_name);
      g_assert_cmpuint (
          lineup_request_log_count (fixture->requests, NULL), ==, 1 + answers[i].n_more);
      assert_nothing_stored (fixture);
    }

  lineup_fake_panel_clear_faults (fixture->panel);
  lineup_request_log_clear (fixture->requests);
  lineup_client_add (fixture, "home", "{'password': <'wrong'>}", ERROR ("AuthFailed"));
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 1);
  assert_nothing_stored (fixture);

  /* Without validation nobody is asked. */
  lineup_client_add (fixture, "home", "{'password': <'wrong'>, 'validate': <false>}", NULL);
  g_assert_true (lineup_client_has_account (fixture, "home"));
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 1);
}

#define ALL_IS_WELL "{\"user_info\":{\"auth\":1,\"status\":\"Active\"},\"server_info\":{}}"

/* Of a banned account, some panels only say so by giving it no lists. */
static void
test_shut_out (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *actions = NULL;
  g_autofree char *status = NULL;

  lineup_fake_panel_set_text (fixture->panel, "get_live_categories", ALL_IS_WELL);
  lineup_client_add (fixture, "home", NULL, ERROR ("AccountExpired"));
  actions = lineup_request_log_get_actions (fixture->requests);
  g_assert_cmpstr (actions, ==, "account get_live_categories");
  assert_nothing_stored (fixture);

  lineup_fake_panel_set_body (fixture->panel, "get_live_categories", NULL);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_set_text (fixture->panel, "get_live_categories", ALL_IS_WELL);
  lineup_fake_panel_set_credentials (fixture->panel, "user", "other");
  lineup_client_update (fixture, "home", "{'password': <'other'>}", ERROR ("AccountExpired"));

  status = lineup_client_get_text (fixture, "home", "AccountStatus");
  g_assert_cmpstr (status, ==, "active");
}

/* Whatever else the list is says nothing of the account. */
static void
test_no_list (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const faults[] = {
    "get_live_categories=status:500",   "get_live_categories=status:404",
    "get_live_categories=status:429",   "get_live_categories=body:<html>",
    "get_live_categories=body:[]",      "get_live_categories=body:{\"error\":\"x\"}",
    "get_live_categories=reset:head",   "get_live_categories=body:",
    "get_live_categories=body:[{\"cat",
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *id = g_strdup_printf ("account_%u", i);

      g_test_message ("%s", faults[i]);
      lineup_fake_panel_clear_faults (fixture->panel);
      lineup_fake_panel_add_fault (fixture->panel, faults[i]);
      lineup_client_add (fixture, id, NULL, NULL);
    }
}

static void
test_offline (LineupDaemonFixture *fixture, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  lineup_fake_panel_refuse (fixture->panel);
  lineup_client_add (fixture, "home", NULL, ERROR ("Offline"));
  /* A single attempt: retries would take seconds. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, lineup_test_limit (2 * G_USEC_PER_SEC));
  assert_nothing_stored (fixture);
}

static void
test_timeout (LineupDaemonFixture *fixture, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  if (!g_test_slow ())
    {
      g_test_skip ("Takes 20 seconds: -m slow");
      return;
    }
  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  lineup_client_add (fixture, "home", NULL, ERROR ("Timeout"));
  g_assert_cmpint (
      g_get_monotonic_time () - begin, <=, lineup_test_limit (ADD_LIMIT + G_USEC_PER_SEC));
  assert_nothing_stored (fixture);
}

static void
test_exists (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_add (fixture, "home", NULL, NULL);
  lineup_request_log_clear (fixture->requests);
  lineup_client_add (fixture, "home", NULL, ERROR ("AccountExists"));
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 0);
}

static void
test_invalid (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = {
    "",        "Home",    "my-home",
    "my home", "../home", "höme",
    "a/b",     "a.b",     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  };
  static const char *const settings[]
      = { "{'url': <''>}",        "{'url': <'ftp://127.0.0.1'>}",
          "{'url': <'http://'>}", "{'url': <'http://127.0.0.1:99999'>}",
          "{'username': <''>}",   "{'password': <''>}" };
  static const char *const wrong_types[] = { "{'url': <1>}",
                                             "{'username': <true>}",
                                             "{'password': <@ay []>}",
                                             "{'name': <1>}",
                                             "{'auto-sync': <'yes'>}",
                                             "{'sync-interval': <'day'>}",
                                             "{'notify': <1>}",
                                             "{'validate': <'no'>}",
                                             "{'unmetered-only': <'no'>}",
                                             "{'user-agent': <true>}",
                                             "{'live-format': <true>}",
                                             "{'live-format': <'rtmp'>}",
                                             "{'sync-interval': <uint32 359>}",
                                             "{'sync-interval': <uint32 525601>}" };
  static const char *const missing[] = { "url", "username", "password" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_test_message ("Id '%s'", ids[i]);
      lineup_client_add (fixture, ids[i], NULL, ERROR ("InvalidAccount"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_test_message ("%s", settings[i]);
      lineup_client_add (fixture, "home", settings[i], ERROR ("InvalidAccount"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong_types); i++)
    {
      g_test_message ("%s", wrong_types[i]);
      lineup_client_add (fixture, "home", wrong_types[i], LINEUP_INVALID_ARGS);
    }
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_autoptr (GVariant) all = g_variant_ref_sink (lineup_client_make_settings (fixture, NULL));
      GVariantDict dict;

      g_variant_dict_init (&dict, all);
      g_variant_dict_remove (&dict, missing[i]);
      add_as_is (fixture, "home", &dict, ERROR ("InvalidAccount"));
    }
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 0);
  assert_nothing_stored (fixture);

  lineup_client_add (fixture, "home", "{'colour': <'red'>, 'sync-interval': <uint32 360>}", NULL);
  lineup_client_add (
      fixture, "0123456789_abcdefghijklmnopqrstuvwxyz_0123456789_abcdefghijklmno", NULL, NULL);
}

static void
test_update (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  g_autofree char *same_name = NULL;
  g_autofree char *kept_name = NULL;
  g_autofree char *status = NULL;
  g_autofree char *agent_status = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  const LineupRequest *request = NULL;

  lineup_client_add (fixture, "home", "{'name': <'Home'>}", NULL);
  name = lineup_client_get_text (fixture, "home", "Name");
  g_assert_cmpstr (name, ==, "Home");

  lineup_client_update (fixture, "home", "{'name': <'Chez moi'>, 'colour': <'red'>}", NULL);
  same_name = lineup_client_get_text (fixture, "home", "Name");
  g_assert_cmpstr (same_name, ==, "Chez moi");

  lineup_client_update (fixture, "cabin", "{'name': <'Cabin'>}", ERROR ("UnknownAccount"));
  lineup_client_update (fixture, "home", "{'name': <1>}", LINEUP_INVALID_ARGS);
  lineup_client_update (fixture, "home", "{'url': <'ftp://x'>}", ERROR ("InvalidAccount"));
  lineup_client_update (fixture, "home", "{'sync-interval': <uint32 1>}", LINEUP_INVALID_ARGS);
  lineup_client_update (fixture, "home", "{'password': <'wrong'>}", ERROR ("AuthFailed"));
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  lineup_fake_panel_set_credentials (fixture->panel, "user", "changed");
  lineup_client_update (
      fixture, "home", "{'password': <'changed'>, 'user-agent': <'Player/1.0'>}", NULL);
  lineup_daemon_fixture_restart (fixture);
  lineup_request_log_clear (fixture->requests);
  agent_status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (agent_status, ==, "completed");
  requests = lineup_request_log_get_all (fixture->requests, NULL);
  request = g_ptr_array_index (requests, requests->len - 1);
  g_assert_cmpstr (lineup_request_get_param (request, "password"), ==, "changed");
  g_assert_cmpstr (lineup_request_get_header (request, "user-agent"), ==, "Player/1.0");
  kept_name = lineup_client_get_text (fixture, "home", "Name");
  g_assert_cmpstr (kept_name, ==, "Chez moi");
}

/* D-Bus has two names for it, and no other is to be told. */
static void
assert_unknown (LineupDaemonFixture *fixture,
                const char *interface,
                const char *method,
                GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_daemon_fixture_call (
      fixture, PATH, interface, method, parameters, &error);
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;

  g_assert_null (reply);
  if (g_strcmp0 (name, "org.freedesktop.DBus.Error.UnknownObject") != 0)
    g_assert_cmpstr (name, ==, "org.freedesktop.DBus.Error.UnknownMethod");
}

static void
test_object_manager (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint added = 0;
  guint removed = 0;
  g_autoptr (LineupSignal) signal = NULL;
  g_autoptr (LineupSignal) gone = NULL;
  g_autoptr (GVariant) interfaces = NULL;
  g_autoptr (GVariant) properties = NULL;
  g_autoptr (GVariant) none = lineup_client_get_objects (fixture);
  const char *path = NULL;
  const char *id = NULL;

  g_assert_cmpuint (g_variant_n_children (none), ==, 0);
  lineup_client_add_account (fixture, "home");
  added = lineup_daemon_fixture_wait_member (fixture, 0, LINEUP_OBJECT_PATH, "InterfacesAdded");
  signal = lineup_signal_log_get (fixture->signals, added);
  g_variant_get (signal->parameters, "(&o@a{sa{sv}})", &path, &interfaces);
  g_assert_cmpstr (path, ==, PATH);
  properties = g_variant_lookup_value (
      interfaces, LINEUP_ACCOUNT_INTERFACE, G_VARIANT_TYPE_VARDICT);
  g_assert_nonnull (properties);
  g_assert_true (g_variant_lookup (properties, "Id", "&s", &id));
  g_assert_cmpstr (id, ==, "home");
  g_clear_pointer (&properties, g_variant_unref);
  properties = g_variant_lookup_value (
      interfaces, LINEUP_CATALOG_INTERFACE, G_VARIANT_TYPE_VARDICT);
  g_assert_nonnull (properties);
  g_assert_true (lineup_client_has_account (fixture, "home"));

  lineup_client_remove (fixture, "home", NULL);
  removed = lineup_daemon_fixture_wait_member (
      fixture, added, LINEUP_OBJECT_PATH, "InterfacesRemoved");
  gone = lineup_signal_log_get (fixture->signals, removed);
  g_variant_get (gone->parameters, "(&o@as)", &path, NULL);
  g_assert_cmpstr (path, ==, PATH);

  assert_unknown (
      fixture, LINEUP_ACCOUNT_INTERFACE, "StartSync", g_variant_new_parsed ("(@a{sv} {},)"));
  assert_unknown (fixture, LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL);
  assert_unknown (
      fixture, LINEUP_CATALOG_INTERFACE, "ListCategories", g_variant_new ("(s)", "movies"));
  assert_unknown (fixture,
                  LINEUP_CATALOG_INTERFACE,
                  "GetStreamUrl",
                  g_variant_new_parsed ("('movies', int64 1, @a{sv} {})"));
  assert_unknown (fixture,
                  "org.freedesktop.DBus.Properties",
                  "Get",
                  g_variant_new ("(ss)", LINEUP_ACCOUNT_INTERFACE, "Status"));
}

static guint
count_removals (LineupDaemonFixture *fixture)
{
  g_autoptr (GPtrArray) signals = lineup_signal_log_get_all (
      fixture->signals, LINEUP_OBJECT_PATH, "InterfacesRemoved");

  return signals->len;
}

/* A daemon that ends, however it does, has removed nothing, and says nothing of the kind. */
static void
test_end (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_add_account (fixture, "home");
  lineup_daemon_fixture_restart (fixture);
  g_assert_true (lineup_client_has_account (fixture, "home"));
  lineup_daemon_fixture_kill (fixture);
  lineup_daemon_fixture_start (fixture);
  g_assert_true (lineup_client_has_account (fixture, "home"));
  g_assert_cmpuint (count_removals (fixture), ==, 0);

  /* What is removed is. */
  lineup_client_remove (fixture, "home", NULL);
  lineup_daemon_fixture_wait_member (fixture, 0, LINEUP_OBJECT_PATH, "InterfacesRemoved");
  g_assert_cmpuint (count_removals (fixture), ==, 1);
}

static void
test_manager_properties (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) version = lineup_daemon_fixture_get (
      fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "Version");
  g_autoptr (GVariant) api_version = lineup_daemon_fixture_get (
      fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "ApiVersion");

  g_assert_cmpstr (g_variant_get_string (version, NULL), !=, "");
  g_assert_cmpuint (g_variant_get_uint32 (api_version), ==, 2);
}

static void
test_enabled (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *names = NULL;
  g_autofree char *names_after = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GVariant) enabled = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  first = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (first, ==, "completed");
  names = lineup_client_get_names (fixture, "home", "movies");

  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (FALSE), NULL);
  lineup_client_assert_call (fixture,
                             "home",
                             LINEUP_ACCOUNT_INTERFACE,
                             "StartSync",
                             g_variant_new ("(a{sv})", NULL),
                             ERROR ("Disabled"));
  names_after = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (names, ==, names_after);

  lineup_daemon_fixture_restart (fixture);
  enabled = lineup_client_get (fixture, "home", "Enabled");
  g_assert_false (g_variant_get_boolean (enabled));
  lineup_client_assert_call (fixture,
                             "home",
                             LINEUP_ACCOUNT_INTERFACE,
                             "StartSync",
                             g_variant_new ("(a{sv})", NULL),
                             ERROR ("Disabled"));

  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (TRUE), NULL);
  again = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (again, ==, "completed");
}

/* A running sync ends when the account is disabled. */
static void
test_disabled_while_syncing (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  g_autoptr (GVariant) finished = NULL;
  g_autoptr (GVariant) summary = NULL;
  gboolean cancelled = FALSE;

  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=delay:forever");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (FALSE), NULL);
  finished = lineup_client_wait (fixture, job);
  summary = g_variant_get_child_value (finished, 2);
  g_assert_true (g_variant_lookup (summary, "cancelled", "b", &cancelled));
  g_assert_true (cancelled);
}

/* An id is free when the removal has been replied to, whatever is still heard of its file. */
static void
test_again (LineupDaemonFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    {
      lineup_client_add (fixture, "home", "{'validate': <false>}", NULL);
      lineup_client_remove (fixture, "home", NULL);
    }
  g_assert_false (lineup_client_has_account (fixture, "home"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/accounts/urls", test_urls);
  lineup_daemon_test ("/accounts/again", test_again);
  lineup_daemon_test ("/accounts/odd-credentials", test_odd_credentials);
  lineup_daemon_test ("/accounts/pasted-credentials", test_pasted_credentials);
  lineup_daemon_test ("/accounts/files-by-hand", test_files_by_hand);
  lineup_daemon_test ("/accounts/validation", test_validation);
  lineup_daemon_test ("/accounts/shut-out", test_shut_out);
  lineup_daemon_test ("/accounts/no-list", test_no_list);
  lineup_daemon_test ("/accounts/offline", test_offline);
  lineup_daemon_test ("/accounts/timeout", test_timeout);
  lineup_daemon_test ("/accounts/exists", test_exists);
  lineup_daemon_test ("/accounts/invalid", test_invalid);
  lineup_daemon_test ("/accounts/update", test_update);
  lineup_daemon_test ("/accounts/object-manager", test_object_manager);
  lineup_daemon_test ("/accounts/end", test_end);
  lineup_daemon_test ("/accounts/manager-properties", test_manager_properties);
  lineup_daemon_test ("/accounts/enabled", test_enabled);
  lineup_daemon_test ("/accounts/disabled-while-syncing", test_disabled_while_syncing);

  return g_test_run ();
}
