/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Where guides come from: what a person says of it, and what is never told of it. */

#define GUIDE_INTERFACE LINEUP_BUS_NAME ".Guide"

#define INVALID_ARGS LINEUP_INVALID_ARGS
#define NOT_FOUND    LINEUP_BUS_NAME ".Error.NotFound"

static GVariant *
call (LineupDaemonFixture *fixture, const char *method, GVariant *parameters)
{
  g_autofree char *path = lineup_client_path ("home");

  return lineup_daemon_fixture_expect (fixture, path, GUIDE_INTERFACE, method, parameters);
}

static void
assert_refused (LineupDaemonFixture *fixture,
                const char *method,
                GVariant *parameters,
                const char *name)
{
  g_autofree char *path = lineup_client_path ("home");

  lineup_daemon_fixture_expect_error (fixture, path, GUIDE_INTERFACE, method, parameters, name);
}

static GVariant *
parse (const char *text)
{
  return g_variant_new_parsed (text);
}

static char *
add (LineupDaemonFixture *fixture, const char *source)
{
  g_autoptr (GVariant) reply = call (
      fixture, "AddSource", g_variant_new ("(@a{sv})", parse (source)));
  char *id = NULL;

  g_variant_get (reply, "(s)", &id);
  return id;
}

static void
update (LineupDaemonFixture *fixture, const char *id, const char *source)
{
  g_autoptr (GVariant) reply = call (
      fixture, "UpdateSource", g_variant_new ("(s@a{sv})", id, parse (source)));
}

/* Returns what ListSources says of each in one line. */
static char *
describe (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) reply = call (
      fixture, "ListSources", g_variant_new ("(@a{sv})", parse ("@a{sv} {}")));
  g_autoptr (GVariant) sources = g_variant_get_child_value (reply, 0);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (sources); i++)
    {
      g_autoptr (GVariant) source = g_variant_get_child_value (sources, i);
      g_autoptr (GVariantDict) dict = g_variant_dict_new (source);
      const char *id = NULL;
      const char *origin = NULL;
      const char *name = NULL;
      const char *state = NULL;
      const char *zone = NULL;
      int shift = 0;

      g_assert_true (g_variant_dict_lookup (dict, "id", "&s", &id));
      g_assert_true (g_variant_dict_lookup (dict, "origin", "&s", &origin));
      g_assert_true (g_variant_dict_lookup (dict, "name", "&s", &name));
      g_assert_true (g_variant_dict_lookup (dict, "state", "&s", &state));
      g_assert_true (g_variant_dict_lookup (dict, "zone", "&s", &zone));
      g_assert_true (g_variant_dict_lookup (dict, "shift", "i", &shift));
      g_assert_true (g_variant_dict_contains (dict, "from"));
      g_assert_true (g_variant_dict_contains (dict, "until"));
      g_assert_true (g_variant_dict_contains (dict, "programmes"));
      g_assert_true (g_variant_dict_contains (dict, "channels"));
      g_assert_true (g_variant_dict_contains (dict, "last-attempt"));
      g_assert_true (g_variant_dict_contains (dict, "error-name"));
      g_assert_true (g_variant_dict_contains (dict, "error-message"));
      g_string_append_printf (text, "%s|%s|%s|%s|%s|%d\n", id, origin, name, state, zone, shift);
    }
  return g_string_free (text, FALSE);
}

static void
assert_sources (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *text = describe (fixture);

  g_assert_cmpstr (text, ==, expected);
}

#define PANEL "panel|http://127.0.0.1||ok||0\n"

static void
test_changes (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  guint n_told = 0;

  lineup_client_add_account (fixture, "home");
  assert_sources (fixture, PANEL);
  n_told = lineup_signal_log_get_length (fixture->signals);

  first = add (fixture,
               "{'url': <'http://epg.example:81/guide.xml.gz'>, 'name': <'Ours'>, "
               "'shift': <60>, 'zone': <'Europe/Paris'>, 'enabled': <false>}");
  g_assert_cmpstr (first, ==, "guide-1");
  lineup_daemon_fixture_wait_member (fixture, n_told, NULL, "SourcesChanged");
  second = add (fixture,
                "{'url': <'https://other.example/x'>, 'place': <uint32 0>, 'enabled': <false>}");
  assert_sources (fixture,
                  "guide-2|https://other.example||off||0\n" PANEL
                  "guide-1|http://epg.example|Ours|off|Europe/Paris|60\n");

  update (fixture, "guide-1", "{'name': <''>, 'zone': <''>, 'shift': <-1440>}");
  update (fixture, "panel", "{'place': <uint32 0>, 'name': <'Mine'>, 'shift': <5>}");
  assert_sources (fixture,
                  "panel|http://127.0.0.1|Mine|ok||5\n"
                  "guide-2|https://other.example||off||0\n"
                  "guide-1|http://epg.example||off||-1440\n");
  lineup_daemon_fixture_restart (fixture);
  update (fixture, "guide-2", "{'url': <'http://third.example'>}");
  g_clear_pointer (&first, g_free);
  g_variant_unref (call (fixture, "RemoveSource", g_variant_new ("(s)", "guide-1")));
  assert_sources (fixture,
                  "panel|http://127.0.0.1|Mine|ok||5\n"
                  "guide-2|http://third.example||off||0\n");
  third = add (fixture, "{'url': <'http://epg.example/again'>, 'enabled': <false>}");
  g_assert_cmpstr (third, ==, "guide-3");
}

static void
test_refused (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const bad[] = {
    "@a{sv} {}",
    "{'name': <'x'>}",
    "{'url': <uint32 5>}",
    "{'url': <''>}",
    "{'url': <'ftp://epg.example/x'>}",
    "{'url': <'file:///etc/passwd'>}",
    "{'url': <'/etc/passwd'>}",
    "{'url': <'http://'>}",
    "{'url': <'http://epg.example/x'>, 'zone': <'Europe/Nowhere'>}",
    "{'url': <'http://epg.example/x'>, 'zone': <'../../etc/passwd'>}",
    "{'url': <'http://epg.example/x'>, 'shift': <1441>}",
    "{'url': <'http://epg.example/x'>, 'shift': <'60'>}",
    "{'url': <'http://epg.example/x'>, 'enabled': <1>}",
    "{'url': <'http://epg.example/x'>, 'place': <-1>}",
    "{'url': <'http://epg.example/x'>, 'name': <'a\\nb'>}",
    "{'url': <'http://epg.example/x'>, 'file': <handle 0>}",
    "{'file': <handle 3>}",
  };
  g_autofree char *id = NULL;

  lineup_client_add_account (fixture, "home");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      assert_refused (
          fixture, "AddSource", g_variant_new ("(@a{sv})", parse (bad[i])), INVALID_ARGS);
    }
  assert_refused (fixture,
                  "UpdateSource",
                  g_variant_new ("(s@a{sv})", "panel", parse ("{'url': <'http://x.example'>}")),
                  INVALID_ARGS);
  assert_refused (fixture,
                  "UpdateSource",
                  g_variant_new ("(s@a{sv})", "guide-1", parse ("{'shift': <1>}")),
                  NOT_FOUND);
  assert_refused (fixture, "RemoveSource", g_variant_new ("(s)", "panel"), INVALID_ARGS);
  assert_refused (fixture, "RemoveSource", g_variant_new ("(s)", "guide-1"), NOT_FOUND);
  assert_sources (fixture, PANEL);

  id = add (fixture, "{'url': <'http://epg.example/x'>, 'enabled': <false>}");
  assert_refused (fixture,
                  "AddSource",
                  g_variant_new ("(@a{sv})", parse ("{'url': <'http://epg.example/x'>}")),
                  INVALID_ARGS);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *source = g_strdup_printf (
          "{'url': <'http://epg.example/%u'>, 'enabled': <false>}", i);
      g_autofree char *other = add (fixture, source);
    }
  assert_refused (fixture,
                  "AddSource",
                  g_variant_new ("(@a{sv})", parse ("{'url': <'http://epg.example/one'>}")),
                  "org.freedesktop.DBus.Error.LimitsExceeded");
}

/* An address is with the secrets, and nowhere else; it goes with its source, or the account. */
static void
test_secret (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *root = lineup_daemon_fixture_get_path (fixture, "home");
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config");
  g_autofree char *share = lineup_daemon_fixture_get_path (fixture, "data");
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *id = NULL;
  g_autofree char *found = NULL;
  g_autofree char *text = NULL;
  g_autofree char *log = NULL;

  lineup_client_add_account (fixture, "home");
  id = add (fixture,
            "{'url': <'http://me:hush1@epg.example/hush2?token=hush3'>, 'enabled': <false>}");
  found = lineup_test_files_find (config, "hush1");
  g_assert_nonnull (found);
  g_assert_nonnull (strstr (found, "/secrets/home-guide.secret"));
  g_assert_null (lineup_test_files_find (share, "hush"));
  g_assert_null (lineup_test_files_find (cache, "hush"));
  text = describe (fixture);
  g_assert_null (strstr (text, "hush"));
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_null (strstr (log, "hush"));

  g_variant_unref (call (fixture, "RemoveSource", g_variant_new ("(s)", id)));
  g_assert_null (lineup_test_files_find (config, "hush"));
  g_free (id);
  id = add (fixture, "{'url': <'http://epg.example/hush4'>, 'enabled': <false>}");
  lineup_client_remove (fixture, "home", NULL);
  g_assert_null (lineup_test_files_find (config, "hush"));
}

/* Returns the id, or the error's name. */
static char *
add_file (LineupDaemonFixture *fixture, const char *path, int flags)
{
  g_autofree char *object = lineup_client_path ("home");
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  char *id = NULL;
  const int fd = open (path, flags | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (g_unix_fd_list_append (files, fd, &error), ==, 0);
  close (fd);
  reply = g_dbus_connection_call_with_unix_fd_list_sync (
      fixture->connection,
      LINEUP_BUS_NAME,
      object,
      GUIDE_INTERFACE,
      "AddSource",
      g_variant_new ("(@a{sv})", parse ("{'file': <handle 0>, 'enabled': <false>}")),
      NULL,
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      files,
      NULL,
      NULL,
      &error);
  if (reply == NULL)
    {
      g_assert_null (strstr (error->message, path));
      return g_dbus_error_get_remote_error (error);
    }
  g_variant_get (reply, "(s)", &id);
  return id;
}

/* Who can't open a file can't have it read. */
static void
test_files (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "some guide.xml", NULL);
  g_autofree char *gone = g_build_filename (fixture->directory, "gone", NULL);
  g_autofree char *good = NULL;
  g_autofree char *again = NULL;
  g_autofree char *named = NULL;
  g_autofree char *written = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *device = NULL;
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config");
  g_autofree char *share = lineup_daemon_fixture_get_path (fixture, "data");
  g_autofree char *found = NULL;

  lineup_client_add_account (fixture, "home");
  g_file_set_contents (path, "<tv/>", -1, NULL);
  named = add_file (fixture, path, O_PATH);
  written = add_file (fixture, path, O_WRONLY);
  folder = add_file (fixture, fixture->directory, O_RDONLY);
  device = add_file (fixture, "/dev/null", O_RDONLY);
  g_assert_cmpstr (named, ==, INVALID_ARGS);
  g_assert_cmpstr (written, ==, INVALID_ARGS);
  g_assert_cmpstr (folder, ==, INVALID_ARGS);
  g_assert_cmpstr (device, ==, INVALID_ARGS);

  good = add_file (fixture, path, O_RDONLY);
  g_assert_cmpstr (good, ==, "guide-1");
  again = add_file (fixture, path, O_RDWR);
  g_assert_cmpstr (again, ==, INVALID_ARGS);
  assert_sources (fixture, PANEL "guide-1|file://||off||0\n");
  g_assert_null (lineup_test_files_find (share, "some"));
  found = lineup_test_files_find (config, "some%20guide.xml");
  g_assert_nonnull (strstr (found, "/home-guide.secret"));
}

/* Reading */

static gboolean
is_finished (const LineupSignal *signal, gpointer user_data)
{
  guint64 job = 0;

  if (!g_str_equal (signal->member, "GuideFinished"))
    return FALSE;
  g_variant_get_child (signal->parameters, 0, "t", &job);
  return job == *(const guint64 *)user_data;
}

/* Has the guide read, and returns how that ended. */
static char *
sync_guide (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) reply = call (
      fixture, "StartGuideSync", g_variant_new ("(@a{sv})", parse ("@a{sv} {}")));
  guint64 job = 0;
  guint index = 0;
  char *status = NULL;

  g_variant_get (reply, "(t)", &job);
  index = lineup_daemon_fixture_wait (fixture, 0, is_finished, &job);
  g_variant_get_child (
      lineup_signal_log_get (fixture->signals, index)->parameters, 1, "s", &status);
  return status;
}

static void
assert_synced (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *status = sync_guide (fixture);

  g_assert_cmpstr (status, ==, expected);
}

/* Gives the panel channels of these ids, 1 and so on, and has them read. */
static void
begin (LineupDaemonFixture *fixture, const char *const *epg_ids)
{
  g_autoptr (GString) json = g_string_new ("[");
  g_autofree char *status = NULL;

  for (guint i = 0; epg_ids[i] != NULL; i++)
    g_string_append_printf (json,
                            "%s{\"stream_id\":%u,\"name\":\"Channel %u\",\"epg_channel_id\":\"%s\","
                            "\"tv_archive\":1,\"tv_archive_duration\":14}",
                            i > 0 ? "," : "",
                            i + 1,
                            i + 1,
                            epg_ids[i]);
  g_string_append_c (json, ']');
  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", json->str);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

/* Returns `start-end title` of all at a channel, with blanks between, in minutes from @base. */
static char *
list (LineupDaemonFixture *fixture, gint64 channel, gint64 base)
{
  g_autoptr (GVariant) reply = call (
      fixture,
      "ListProgrammes",
      g_variant_new ("(@axtt@a{sv})",
                     g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &channel, 1, sizeof channel),
                     (guint64)1,
                     (guint64)G_MAXUINT32,
                     parse ("@a{sv} {}")));
  g_autoptr (GVariant) channels = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) first = g_variant_get_child_value (channels, 0);
  g_autoptr (GVariant) programmes = g_variant_get_child_value (first, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  GVariantIter iter;
  guint64 start = 0;
  guint64 end = 0;
  const char *title = NULL;

  g_variant_iter_init (&iter, programmes);
  while (g_variant_iter_next (&iter, "(xtt&s@a{sv})", NULL, &start, &end, &title, NULL))
    g_string_append_printf (text,
                            "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " %s",
                            text->len > 0 ? " " : "",
                            ((gint64)start - base) / 60,
                            ((gint64)end - base) / 60,
                            title);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_list (LineupDaemonFixture *fixture, gint64 channel, gint64 base, const char *expected)
{
  g_autofree char *text = list (fixture, channel, base);

  g_assert_cmpstr (text, ==, expected);
}

/* What ListSources says of one source under a key. */
static GVariant *
get_source (LineupDaemonFixture *fixture, const char *id, const char *key)
{
  g_autoptr (GVariant) reply = call (
      fixture, "ListSources", g_variant_new ("(@a{sv})", parse ("@a{sv} {}")));
  g_autoptr (GVariant) sources = g_variant_get_child_value (reply, 0);

  for (gsize i = 0; i < g_variant_n_children (sources); i++)
    {
      g_autoptr (GVariant) source = g_variant_get_child_value (sources, i);
      const char *found = NULL;

      if (g_variant_lookup (source, "id", "&s", &found) && g_str_equal (found, id))
        return g_variant_lookup_value (source, key, NULL);
    }
  g_error ("There is no source %s", id);
}

static void
assert_source (LineupDaemonFixture *fixture, const char *id, const char *state, const char *error)
{
  g_autoptr (GVariant) found_state = get_source (fixture, id, "state");
  g_autoptr (GVariant) found_error = get_source (fixture, id, "error-name");
  g_autofree char *name = *error != '\0' ? g_strconcat (LINEUP_BUS_NAME ".Error.", error, NULL)
                                         : g_strdup ("");

  g_assert_cmpstr (g_variant_get_string (found_error, NULL), ==, name);
  g_assert_cmpstr (g_variant_get_string (found_state, NULL), ==, state);
}

static guint64
get_number (LineupDaemonFixture *fixture, const char *id, const char *key)
{
  g_autoptr (GVariant) value = get_source (fixture, id, key);

  return g_variant_get_uint64 (value);
}

/* Returns tomorrow's midnight, UTC. */
static gint64
get_base (void)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return now - now % 86400 + 86400;
}

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (utc, "%Y%m%d%H%M%S");
}

/* Returns a guide with an hour of each of these at the channel, one after the other. */
static char *
make_guide (const char *channel, const char *const *titles)
{
  g_autoptr (GString) xml = g_string_new ("<?xml version='1.0'?><tv>");

  for (guint i = 0; titles[i] != NULL; i++)
    {
      g_autofree char *start = format_time (get_base () + i * 3600);
      g_autofree char *stop = format_time (get_base () + (i + 1) * 3600);

      g_string_append_printf (xml,
                              "<programme start='%s' stop='%s' channel='%s'>"
                              "<title>%s</title></programme>",
                              start,
                              stop,
                              channel,
                              titles[i]);
    }
  g_string_append (xml, "</tv>");
  return g_string_free (g_steal_pointer (&xml), FALSE);
}

static void
set_guide (LineupDaemonFixture *fixture,
           const char *path,
           const char *channel,
           const char *const *titles)
{
  g_autofree char *xml = make_guide (channel, titles);

  lineup_fake_panel_set_text (fixture->panel, path, xml);
}

static const char *const ids[] = { "one.fr", "two.fr", NULL };
static const char *const first_titles[] = { "A", "B", NULL };
static const char *const other_titles[] = { "C", NULL };

static void
test_panel (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;

  begin (fixture, ids);
  assert_synced (fixture, "failed");
  assert_source (fixture, "panel", "failed", "NotFound");
  set_guide (fixture, LINEUP_REQUEST_GUIDE, "one.fr", first_titles);
  assert_synced (fixture, "completed");
  assert_source (fixture, "panel", "ok", "");
  assert_list (fixture, 1, get_base (), "0-60 A 60-120 B");
  assert_list (fixture, 2, get_base (), "");
  g_assert_cmpuint (get_number (fixture, "panel", "programmes"), ==, 2);
  g_assert_cmpuint (get_number (fixture, "panel", "from"), ==, get_base ());
  g_assert_cmpuint (get_number (fixture, "panel", "until"), ==, get_base () + 7200);
  g_assert_cmpuint (get_number (fixture, "panel", "last-attempt"), >, 1000000000);

  lineup_fake_panel_add_fault (fixture->panel, "xmltv=status:500");
  assert_synced (fixture, "failed");
  assert_source (fixture, "panel", "stale", "Server");
  assert_list (fixture, 1, get_base (), "0-60 A 60-120 B");
  requests = lineup_request_log_get_all (fixture->requests, LINEUP_REQUEST_GUIDE);
  g_assert_cmpstr (lineup_request_get_param (requests->pdata[0], "password"), ==, "secret");
}

/* An address that a person adds has what the panel's guide lacks. */
static void
test_address (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *url = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *source = g_strdup_printf ("{'url': <'%s/more.xml?key=hush'>}", url);
  g_autofree char *id = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GVariant) message = NULL;

  begin (fixture, ids);
  set_guide (fixture, LINEUP_REQUEST_GUIDE, "one.fr", first_titles);
  set_guide (fixture, "/more.xml", "two.fr", other_titles);
  id = add (fixture, source);
  assert_synced (fixture, "completed");
  assert_list (fixture, 1, get_base (), "0-60 A 60-120 B");
  assert_list (fixture, 2, get_base (), "0-60 C");

  lineup_fake_panel_set_body (fixture->panel, "/more.xml", NULL);
  assert_synced (fixture, "partial");
  assert_source (fixture, id, "stale", "NotFound");
  assert_list (fixture, 2, get_base (), "0-60 C");
  message = get_source (fixture, id, "error-message");
  g_assert_null (strstr (g_variant_get_string (message, NULL), "hush"));
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_null (strstr (log, "hush"));

  g_variant_unref (call (fixture, "RemoveSource", g_variant_new ("(s)", id)));
  assert_list (fixture, 2, get_base (), "");
  assert_list (fixture, 1, get_base (), "0-60 A 60-120 B");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/guide-sources/changes", test_changes);
  lineup_daemon_test ("/guide-sources/refused", test_refused);
  lineup_daemon_test ("/guide-sources/secret", test_secret);
  lineup_daemon_test ("/guide-sources/files", test_files);
  lineup_daemon_test ("/guide-sources/panel", test_panel);
  lineup_daemon_test ("/guide-sources/address", test_address);

  return g_test_run ();
}
