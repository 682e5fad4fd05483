/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"
#include "lineup-test-limits.h"

#include <glib/gstdio.h>
#include <string.h>

/* Accounts that are changed: by callers at once, and by persons in their files. */

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name
#define PATH        LINEUP_ACCOUNT_PATH_PREFIX "home"

/* How a person saves a file. */
typedef enum
{
  WAY_IN_PLACE,
  WAY_RENAMED_OVER,
  WAY_WITH_BACKUP,
} Way;

static const char *const names[] = { "AutoSync", "SyncInterval", "UnmeteredOnly",
                                     "Notify",   "Enabled",      "LiveFormat" };

/* Returns all settings, such as "true 1440 true false true ''". */
static char *
describe (LineupDaemonFixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GVariant) value = lineup_client_get (fixture, "home", names[i]);
      g_autofree char *printed = g_variant_print (value, FALSE);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", printed);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_settings (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *text = describe (fixture);

  g_assert_cmpstr (text, ==, expected);
}

typedef struct
{
  const char *name; /* (unowned) */
  GVariant *value;  /* (owned) */
} Told;

static gboolean
tells (const LineupSignal *signal, gpointer user_data)
{
  const Told *told = user_data;
  g_autoptr (GVariant) changed = NULL;
  g_autoptr (GVariant) value = NULL;

  if (!g_str_equal (signal->path, PATH) || !g_str_equal (signal->member, "PropertiesChanged"))
    return FALSE;
  changed = g_variant_get_child_value (signal->parameters, 1);
  value = g_variant_lookup_value (changed, told->name, NULL);
  return value != NULL && g_variant_equal (value, told->value);
}

/* Waits for a property to be told, from signal @first on. Takes a floating value. */
static void
wait_told (LineupDaemonFixture *fixture, guint first, const char *name, GVariant *value)
{
  g_autoptr (GVariant) owned_value = g_variant_ref_sink (value);
  Told told = { name, owned_value };

  lineup_daemon_fixture_wait (fixture, first, tells, &told);
}

static gboolean
was_told (LineupDaemonFixture *fixture, const char *name, GVariant *value)
{
  g_autoptr (GVariant) owned_value = g_variant_ref_sink (value);
  g_autoptr (GPtrArray) all = lineup_signal_log_get_all (fixture->signals, PATH, NULL);
  Told told = { name, owned_value };

  for (guint i = 0; i < all->len; i++)
    {
      if (tells (all->pdata[i], &told))
        return TRUE;
    }
  return FALSE;
}

static char *
get_path (LineupDaemonFixture *fixture)
{
  return lineup_daemon_fixture_get_path (fixture, "config/lineupd/accounts/home.conf");
}

static char *
read_file (LineupDaemonFixture *fixture)
{
  g_autofree char *path = get_path (fixture);
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

/* In two pieces, as what is written in place is. */
static void
write_in_place (const char *path, const char *contents)
{
  const size_t length = strlen (contents);
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (contents, 1, length / 2, file), ==, length / 2);
  g_assert_cmpint (fflush (file), ==, 0);
  g_assert_cmpuint (
      fwrite (contents + length / 2, 1, length - length / 2, file), ==, length - length / 2);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
write_file (LineupDaemonFixture *fixture, Way way, const char *contents)
{
  g_autofree char *path = get_path (fixture);
  g_autofree char *other = g_strconcat (path, "~", NULL);

  switch (way)
    {
    case WAY_IN_PLACE:
      write_in_place (path, contents);
      break;
    case WAY_RENAMED_OVER:
      write_in_place (other, contents);
      g_assert_cmpint (g_rename (other, path), ==, 0);
      break;
    case WAY_WITH_BACKUP:
      g_assert_cmpint (g_rename (path, other), ==, 0);
      write_in_place (path, contents);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Replaces a line of the file. */
static void
edit (LineupDaemonFixture *fixture, Way way, const char *key, const char *value)
{
  g_autofree char *contents = read_file (fixture);
  g_autofree char *pattern = g_strdup_printf ("(?m)^%s=.*$", key);
  g_autofree char *line = g_strdup_printf ("%s=%s", key, value);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autofree char *edited = g_regex_replace_literal (regex, contents, -1, 0, line, 0, NULL);

  g_assert_true (g_regex_match (regex, contents, 0, NULL));
  write_file (fixture, way, edited);
}

/* Waits until the daemon has said @n times that it can't use a file. */
static void
wait_refused (LineupDaemonFixture *fixture, guint n)
{
  const gint64 watchdog = lineup_test_watchdog ();
  guint found = 0;

  while (found < n)
    {
      g_autofree char *log = lineup_daemon_fixture_read_log (fixture);

      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
      found = 0;
      for (const char *at = log; (at = strstr (at, "can't be used, all stays as it was")) != NULL;
           at++)
        found++;
      g_thread_yield ();
    }
}

static LineupFakePanel *
make_other_panel (const char *password)
{
  LineupFakePanel *panel = lineup_fake_panel_new ();
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_set_credentials (panel, "user", password);
  lineup_fake_panel_set_text (
      panel, "get_vod_streams", "[{\"stream_id\": 900001, \"name\": \"Of the other server\"}]");
  lineup_fake_panel_listen (panel, 0, &error);
  g_assert_no_error (error);
  return panel;
}

/* In one go: all are made, in their order. */
static void
test_order (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) last = NULL;

  lineup_client_add_account (fixture, "home");
  for (guint i = 0; i <= 100; i++)
    {
      g_autoptr (GDBusMessage) message = g_dbus_message_new_method_call (
          LINEUP_BUS_NAME, PATH, "org.freedesktop.DBus.Properties", "Set");
      GVariant *value = i % 2 == 0 ? g_variant_new_uint32 (1000 + i) : g_variant_new_boolean (TRUE);

      g_dbus_message_set_flags (message, G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED);
      g_dbus_message_set_body (
          message,
          g_variant_new (
              "(ssv)", LINEUP_ACCOUNT_INTERFACE, i % 2 == 0 ? "SyncInterval" : "Notify", value));
      g_assert_true (g_dbus_connection_send_message (
          fixture->connection, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL));
    }
  lineup_client_set (fixture, "home", "UnmeteredOnly", g_variant_new_boolean (FALSE), NULL);
  assert_settings (fixture, "false 1100 false true true ''");
  for (guint i = 0; i < 100; i += 2)
    g_assert_true (was_told (fixture, "SyncInterval", g_variant_new_uint32 (1000 + i)));
}

static void
on_updated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);

  g_assert_no_error (error);
  *done = TRUE;
}

typedef struct
{
  gboolean done;
  char *error_name; /* (owned) (nullable) */
} Reply;

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reply *reply = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) parameters = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);

  if (parameters == NULL)
    reply->error_name = g_dbus_error_get_remote_error (error);
  reply->done = TRUE;
}

static void
begin_update (LineupDaemonFixture *fixture, GVariant *parameters, Reply *reply)
{
  g_dbus_connection_call (fixture->connection,
                          LINEUP_BUS_NAME,
                          LINEUP_OBJECT_PATH,
                          LINEUP_MANAGER_INTERFACE,
                          "UpdateAccount",
                          parameters,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          on_reply,
                          reply);
}

static void
begin_call (LineupDaemonFixture *fixture,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *parameters,
            gboolean *done)
{
  g_dbus_connection_call (fixture->connection,
                          LINEUP_BUS_NAME,
                          path,
                          interface,
                          method,
                          parameters,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          on_updated,
                          done);
}

/* A setting that is set while UpdateAccount waits for the panel passes it, and neither takes the
 * other one back. */
static void
test_update_meanwhile (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  gboolean done = FALSE;

  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_set_credentials (fixture->panel, "user", "changed");
  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  begin_call (fixture,
              LINEUP_OBJECT_PATH,
              LINEUP_MANAGER_INTERFACE,
              "UpdateAccount",
              g_variant_new_parsed (
                  "('home', {'password': <'changed'>, 'name': <'Home'>, 'notify': <true>})"),
              &done);
  lineup_request_log_wait_held (fixture->requests, "", 1);
  lineup_client_set (fixture, "home", "SyncInterval", g_variant_new_uint32 (500), NULL);
  edit (fixture, WAY_IN_PLACE, "UnmeteredOnly", "false");
  wait_told (fixture, 0, "UnmeteredOnly", g_variant_new_boolean (FALSE));
  assert_settings (fixture, "false 500 false false true ''");
  lineup_fake_panel_clear_faults (fixture->panel);
  lineup_fake_panel_release (fixture->panel);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  assert_settings (fixture, "false 500 false true true ''");
  lineup_daemon_fixture_restart (fixture);
  assert_settings (fixture, "false 500 false true true ''");
  name = lineup_client_get_text (fixture, "home", "Name");
  g_assert_cmpstr (name, ==, "Home");
}

/* Edited by hand. */

static void
test_edited (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_add_account (fixture, "home");
  for (Way way = WAY_IN_PLACE; way <= WAY_WITH_BACKUP; way++)
    {
      const guint first = lineup_signal_log_get_length (fixture->signals);
      const guint interval = 500 + way;
      g_autofree char *value = g_strdup_printf ("%u", interval);
      g_autofree char *name = NULL;
      g_autofree char *after = NULL;
      g_autofree char *expected = NULL;

      edit (fixture, way, "SyncInterval", value);
      wait_told (fixture, first, "SyncInterval", g_variant_new_uint32 (interval));
      edit (fixture, way, "Name", value);
      wait_told (fixture, first, "Name", g_variant_new_string (value));
      name = lineup_client_get_text (fixture, "home", "Name");
      g_assert_cmpstr (name, ==, value);
      edit (fixture, way, "LiveFormat", way % 2 == 0 ? "m3u8" : "ts");
      wait_told (fixture, first, "LiveFormat", g_variant_new_string (way % 2 == 0 ? "m3u8" : "ts"));
      /* To read it is not to write it. */
      after = read_file (fixture);
      expected = g_strdup_printf ("SyncInterval=%u\n", interval);
      g_assert_nonnull (strstr (after, expected));
    }
  lineup_daemon_fixture_restart (fixture);
  assert_settings (fixture, "false 502 true false true 'm3u8'");
}

/* A Set on top of what a person has just saved takes nothing of it back, and leaves the comments.
 */
static void
test_edited_and_set (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_add_account (fixture, "home");
  for (guint i = 0; i < 20; i++)
    {
      const guint interval = 1000 + i;
      g_autofree char *value = g_strdup_printf ("%u\n# mine: %u", interval, i);
      g_autofree char *comment = g_strdup_printf ("# mine: %u\n", i);
      g_autofree char *expected = g_strdup_printf (
          "false %u true %s true ''", interval, i % 2 == 0 ? "true" : "false");
      g_autofree char *contents = NULL;

      edit (fixture, (Way)(i % 3), "SyncInterval", value);
      lineup_client_set (fixture, "home", "Notify", g_variant_new_boolean (i % 2 == 0), NULL);
      assert_settings (fixture, expected);
      contents = read_file (fixture);
      g_assert_nonnull (strstr (contents, comment));
    }
}

static void
test_edited_badly (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const broken[] = {
    "SyncInterval=5", "SyncInterval=525601", "SyncInterval=often", "Notify=perhaps", "[Account",
    "Url=",           "Url=ftp://x",         "LiveFormat=flv"
  };
  g_autofree char *good = NULL;

  lineup_client_add_account (fixture, "home");
  good = read_file (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      const guint first = lineup_signal_log_get_length (fixture->signals);
      g_autofree char *text = g_strdup_printf ("%s%s\n", good, broken[i]);
      g_autofree char *mended = g_strdup_printf ("%sSyncInterval=%u\n", good, 700 + i);
      g_autofree char *expected = g_strdup_printf ("false %u true false true ''", 700 + i);
      g_autofree char *before = describe (fixture);
      g_autofree char *kept = NULL;

      g_test_message ("%s", broken[i]);
      write_file (fixture, WAY_RENAMED_OVER, text);
      wait_refused (fixture, i + 1);
      kept = read_file (fixture);
      g_assert_cmpstr (kept, ==, text);
      assert_settings (fixture, before);

      write_file (fixture, WAY_RENAMED_OVER, mended);
      wait_told (fixture, first, "SyncInterval", g_variant_new_uint32 (700 + i));
      assert_settings (fixture, expected);
    }
}

/* A running sync goes on with other settings, and ends when it is switched off. */
static void
test_edited_while_syncing (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  guint first = 0;
  g_autofree char *status = NULL;
  g_autoptr (GVariant) finished = NULL;
  g_autoptr (GVariant) summary = NULL;
  gboolean cancelled = FALSE;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=stall:10:forever");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  first = lineup_signal_log_get_length (fixture->signals);
  edit (fixture, WAY_RENAMED_OVER, "SyncInterval", "500");
  wait_told (fixture, first, "SyncInterval", g_variant_new_uint32 (500));
  status = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (status, ==, "syncing");

  edit (fixture, WAY_IN_PLACE, "Enabled", "false");
  finished = lineup_client_wait (fixture, job);
  summary = g_variant_get_child_value (finished, 2);
  g_assert_true (g_variant_lookup (summary, "cancelled", "b", &cancelled));
  g_assert_true (cancelled);
  wait_told (fixture, first, "Enabled", g_variant_new_boolean (FALSE));
}

/* Another server. */

static void
assert_only_other (LineupDaemonFixture *fixture)
{
  g_autofree char *movies = lineup_client_get_names (fixture, "home", "movies");
  g_autofree char *channels = lineup_client_get_names (fixture, "home", "channels");

  g_assert_cmpstr (movies, ==, "Of the other server");
  g_assert_cmpstr (channels, ==, "");
}

/* What is there of the old server goes, and the other one's comes by itself: also in the middle of
 * a sync, of which nothing is stored. */
static void
test_edited_url (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = make_other_panel ("secret");
  g_autofree char *url = lineup_fake_panel_get_url (other);
  g_autofree char *server = NULL;
  g_autofree char *status = NULL;
  g_autofree char *next_status = NULL;
  g_autofree char *path = get_path (fixture);
  guint first = 0;
  guint64 job = 0;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  lineup_client_set (fixture, "home", "AutoSync", g_variant_new_boolean (TRUE), NULL);
  lineup_fake_panel_add_fault (fixture->panel, "get_live_streams=stall:10:forever");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_live_streams", 1);

  first = lineup_signal_log_get_length (fixture->signals);
  edit (fixture, WAY_RENAMED_OVER, "Url", url);
  wait_told (fixture, first, "Server", g_variant_new_string (url));
  g_variant_unref (lineup_client_wait (fixture, job));
  next_status = lineup_client_wait_status (fixture, job + 1);
  g_assert_cmpstr (next_status, ==, "completed");
  assert_only_other (fixture);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "NextSync"), >, 0);

  lineup_daemon_fixture_restart (fixture);
  server = lineup_client_get_text (fixture, "home", "Server");
  g_assert_cmpstr (server, ==, url);
  assert_only_other (fixture);
}

/* An editor that was open while the account went to another server brings it not back: nobody has
 * decided that, and the new credentials are not for the old server. */
static void
test_edited_old_copy (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = make_other_panel ("changed");
  g_autofree char *url = lineup_fake_panel_get_url (other);
  g_autofree char *settings = g_strdup_printf ("{'url': <'%s'>, 'password': <'changed'>}", url);
  g_autofree char *old = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *server = NULL;
  g_autofree char *status = NULL;
  g_autofree char *written = NULL;

  lineup_client_add_account (fixture, "home");
  old = read_file (fixture);
  lineup_client_update (fixture, "home", settings, NULL);
  lineup_request_log_clear (fixture->requests);

  edited = g_strconcat (old, "SyncInterval=500\n", NULL);
  write_file (fixture, WAY_RENAMED_OVER, edited);
  wait_told (fixture, 0, "SyncInterval", g_variant_new_uint32 (500));
  server = lineup_client_get_text (fixture, "home", "Server");
  g_assert_cmpstr (server, ==, url);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 0);
  written = read_file (fixture);
  g_assert_nonnull (strstr (written, url));
  lineup_daemon_fixture_restart (fixture);
  assert_only_other (fixture);
}

/* An address that changes while no daemon runs: the next start finds out. */
static void
test_edited_url_before_start (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = make_other_panel ("secret");
  g_autofree char *url = lineup_fake_panel_get_url (other);
  g_autofree char *status = NULL;
  g_autofree char *movies = NULL;
  g_autofree char *other_status = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  lineup_daemon_fixture_stop (fixture);
  edit (fixture, WAY_IN_PLACE, "Url", url);
  lineup_daemon_fixture_start (fixture);
  movies = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (movies, ==, "");
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastSync"), ==, 0);
  other_status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (other_status, ==, "completed");

  /* Once. */
  lineup_daemon_fixture_restart (fixture);
  assert_only_other (fixture);
}

/* At no time is there a stream of one server with the password of the other. */

typedef struct
{
  char *url; /* (owned): of the other server */
  guint n_open;
  guint n_old;
  guint n_other;
} Streams;

static void
on_stream (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Streams *streams = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, NULL);
  const char *url = NULL;

  streams->n_open--;
  /* Where the catalogue has gone, there is none. */
  if (reply == NULL)
    return;
  g_variant_get (reply, "(&s)", &url);
  if (g_str_has_prefix (url, streams->url))
    {
      g_assert_nonnull (strstr (url, "/user/changed/"));
      streams->n_other++;
    }
  else
    {
      g_assert_nonnull (strstr (url, "/user/secret/"));
      streams->n_old++;
    }
}

static void
ask_for_stream (LineupDaemonFixture *fixture, Streams *streams)
{
  streams->n_open++;
  g_dbus_connection_call (fixture->connection,
                          LINEUP_BUS_NAME,
                          PATH,
                          LINEUP_CATALOG_INTERFACE,
                          "GetStreamUrl",
                          g_variant_new ("(sxa{sv})", "movies", (gint64)900001, NULL),
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          on_stream,
                          streams);
}

static void
test_other_server (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = make_other_panel ("changed");
  Streams streams = { .url = lineup_fake_panel_get_url (other) };
  g_autofree char *settings = g_strdup_printf (
      "{'url': <'%s'>, 'password': <'changed'>, 'auto-sync': <true>}", streams.url);
  g_autoptr (GVariant) parameters = g_variant_ref_sink (g_variant_new_parsed (
      "('home', %@a{sv})", g_variant_parse (G_VARIANT_TYPE_VARDICT, settings, NULL, NULL, NULL)));
  g_autofree char *status = NULL;
  g_autofree char *next_status = NULL;
  gboolean done = FALSE;

  lineup_fake_panel_set_text (
      fixture->panel, "get_vod_streams", "[{\"stream_id\": 900001, \"name\": \"Old\"}]");
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  lineup_request_log_clear (fixture->requests);
  begin_call (
      fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "UpdateAccount", parameters, &done);
  while (!done || streams.n_open > 0)
    {
      if (!done && streams.n_open < 16)
        ask_for_stream (fixture, &streams);
      else
        g_main_context_iteration (NULL, TRUE);
    }
  next_status = lineup_client_wait_status (fixture, 2);
  g_assert_cmpstr (next_status, ==, "completed");
  assert_only_other (fixture);
  ask_for_stream (fixture, &streams);
  while (streams.n_open > 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (streams.n_old, >, 0);
  g_assert_cmpuint (streams.n_other, >, 0);
  /* The old one was not asked for anything. */
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 0);
  g_free (streams.url);
}

/* In the middle of ClearCache, and in the middle of a sync. */
static void
test_clear_meanwhile (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = make_other_panel ("secret");
  g_autofree char *url = lineup_fake_panel_get_url (other);
  g_autofree char *status = NULL;
  gboolean cleared = FALSE;
  gboolean updated = FALSE;
  gboolean cleared_again = FALSE;

  lineup_client_give_catalogue (fixture, 500, 500, 500, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=stall:1000:forever");
  lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);

  begin_call (fixture, PATH, LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, &cleared);
  begin_call (fixture,
              LINEUP_OBJECT_PATH,
              LINEUP_MANAGER_INTERFACE,
              "UpdateAccount",
              g_variant_new_parsed (
                  "('home', {'url': <%s>, 'validate': <false>, 'auto-sync': <true>})", url),
              &updated);
  begin_call (fixture, PATH, LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, &cleared_again);
  while (!cleared || !updated || !cleared_again)
    g_main_context_iteration (NULL, TRUE);
  g_free (lineup_client_wait_status (fixture, lineup_client_start (fixture, "home", NULL)));
  assert_only_other (fixture);
}

/* Two that change credentials: the later one counts, also if the first one takes longer. */
static void
test_update_order (LineupDaemonFixture *fixture, gconstpointer data)
{
  gboolean first = FALSE;
  gboolean second = FALSE;
  Streams streams = { .url = g_strdup ("no other") };

  lineup_fake_panel_set_text (
      fixture->panel, "get_vod_streams", "[{\"stream_id\": 900001, \"name\": \"Old\"}]");
  lineup_client_add_account (fixture, "home");
  g_free (lineup_client_sync (fixture, "home", NULL));
  lineup_fake_panel_set_credentials (fixture->panel, "user", "changed");
  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  begin_call (fixture,
              LINEUP_OBJECT_PATH,
              LINEUP_MANAGER_INTERFACE,
              "UpdateAccount",
              g_variant_new_parsed ("('home', {'password': <'changed'>})"),
              &first);
  lineup_request_log_wait_held (fixture->requests, "", 1);
  begin_call (fixture,
              LINEUP_OBJECT_PATH,
              LINEUP_MANAGER_INTERFACE,
              "UpdateAccount",
              g_variant_new_parsed ("('home', {'password': <'secret'>, 'validate': <false>})"),
              &second);
  /* The call has arrived before this one is answered. */
  lineup_client_set (fixture, "home", "Notify", g_variant_new_boolean (TRUE), NULL);
  lineup_fake_panel_clear_faults (fixture->panel);
  lineup_fake_panel_release (fixture->panel);
  while (!first || !second)
    g_main_context_iteration (NULL, TRUE);

  ask_for_stream (fixture, &streams);
  while (streams.n_open > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (streams.n_old, ==, 1);
  g_free (streams.url);
}

/* A password that one server has accepted is tried out at the other before it is used there. */
static void
test_edited_url_meanwhile (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = make_other_panel ("secret");
  g_autofree char *url = lineup_fake_panel_get_url (other);
  g_autofree char *status = NULL;
  Reply update = { 0 };

  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_set_credentials (fixture->panel, "user", "changed");
  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  begin_update (fixture, g_variant_new_parsed ("('home', {'password': <'changed'>})"), &update);
  lineup_request_log_wait_held (fixture->requests, "", 1);
  edit (fixture, WAY_RENAMED_OVER, "Url", url);
  wait_told (fixture, 0, "Server", g_variant_new_string (url));
  lineup_fake_panel_clear_faults (fixture->panel);
  lineup_fake_panel_release (fixture->panel);
  while (!update.done)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (update.error_name, ==, ERROR ("AuthFailed"));
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  assert_only_other (fixture);
  g_free (update.error_name);
}

/* Whoever is overtaken by the account's end is told so, and leaves nothing behind. */
static void
test_remove_meanwhile (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config/lineupd");
  g_autofree char *left = NULL;
  g_autoptr (GVariant) id = g_variant_ref_sink (g_variant_new ("(s)", "home"));
  Reply update = { 0 };
  gboolean removed = FALSE;

  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_set_credentials (fixture->panel, "user", "changed");
  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  begin_update (fixture, g_variant_new_parsed ("('home', {'password': <'changed'>})"), &update);
  lineup_request_log_wait_held (fixture->requests, "", 1);
  begin_call (fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "RemoveAccount", id, &removed);
  while (!removed)
    g_main_context_iteration (NULL, TRUE);
  lineup_fake_panel_clear_faults (fixture->panel);
  lineup_fake_panel_release (fixture->panel);
  while (!update.done)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (update.error_name, ==, ERROR ("UnknownAccount"));
  left = lineup_test_files_find (config, "changed");
  g_assert_null (left);
  lineup_client_add (fixture, "home", "{'password': <'changed'>, 'auto-sync': <false>}", NULL);
  g_free (update.error_name);
}

/* Another user of the same server has another catalogue, too. */
static void
test_other_user (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  g_autofree char *next_status = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  lineup_fake_panel_set_credentials (fixture->panel, "other", "secret");
  lineup_fake_panel_set_catalogue (fixture->panel, NULL);
  lineup_fake_panel_set_text (fixture->panel,
                              "get_vod_streams",
                              "[{\"stream_id\": 900001, \"name\": \"Of the other server\"}]");
  lineup_client_update (fixture, "home", "{'username': <'other'>}", NULL);
  /* The account does not sync by itself. */
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 0);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastSync"), ==, 0);
  lineup_client_update (fixture, "home", "{'username': <'other'>, 'auto-sync': <true>}", NULL);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 0);

  lineup_fake_panel_set_credentials (fixture->panel, "third", "secret");
  lineup_client_update (fixture, "home", "{'username': <'third'>}", NULL);
  next_status = lineup_client_wait_status (fixture, 2);
  g_assert_cmpstr (next_status, ==, "completed");
  assert_only_other (fixture);
}

/* A sync that is asked for while the account becomes another one is one of the other. */
static void
test_sync_meanwhile (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = make_other_panel ("secret");
  g_autofree char *url = lineup_fake_panel_get_url (other);
  g_autofree char *status = NULL;
  guint64 job = 0;
  gboolean done = FALSE;

  lineup_client_give_catalogue (fixture, 500, 500, 500, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  lineup_request_log_clear (fixture->requests);
  begin_call (fixture,
              LINEUP_OBJECT_PATH,
              LINEUP_MANAGER_INTERFACE,
              "UpdateAccount",
              g_variant_new_parsed ("('home', {'url': <%s>, 'validate': <false>})", url),
              &done);
  while (!done)
    {
      job = lineup_client_start (fixture, "home", NULL);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
  job = lineup_client_start (fixture, "home", NULL);
  g_free (lineup_client_wait_status (fixture, job));
  assert_only_other (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/edits/order", test_order);
  lineup_daemon_test ("/edits/update-meanwhile", test_update_meanwhile);
  lineup_daemon_test ("/edits/edited", test_edited);
  lineup_daemon_test ("/edits/edited-and-set", test_edited_and_set);
  lineup_daemon_test ("/edits/edited-badly", test_edited_badly);
  lineup_daemon_test ("/edits/edited-while-syncing", test_edited_while_syncing);
  lineup_daemon_test ("/edits/edited-url", test_edited_url);
  lineup_daemon_test ("/edits/edited-old-copy", test_edited_old_copy);
  lineup_daemon_test ("/edits/edited-url-before-start", test_edited_url_before_start);
  lineup_daemon_test ("/edits/other-server", test_other_server);
  lineup_daemon_test ("/edits/other-user", test_other_user);
  lineup_daemon_test ("/edits/clear-meanwhile", test_clear_meanwhile);
  lineup_daemon_test ("/edits/sync-meanwhile", test_sync_meanwhile);
  lineup_daemon_test ("/edits/update-order", test_update_order);
  lineup_daemon_test ("/edits/edited-url-meanwhile", test_edited_url_meanwhile);
  lineup_daemon_test ("/edits/remove-meanwhile", test_remove_meanwhile);

  return g_test_run ();
}
