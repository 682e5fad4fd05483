/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-client.h"
#include "lineup-test-files.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Where guides come from: what a person says of it, and what is never told of it. */

#define INVALID_ARGS LINEUP_INVALID_ARGS
#define NOT_FOUND    LINEUP_BUS_NAME ".Error.NotFound"

static GVariant *
parse (const char *text)
{
  return g_variant_new_parsed (text);
}

/* Returns what ListSources says of each in one line. */
static char *
describe (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) reply = lineup_guide_client_call (
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

  first = lineup_guide_client_add_source (
      fixture,
      "{'url': <'http://epg.example:81/guide.xml.gz'>, 'name': <'Ours'>, "
      "'shift': <60>, 'zone': <'Europe/Paris'>, 'enabled': <false>}");
  g_assert_cmpstr (first, ==, "guide-1");
  lineup_daemon_fixture_wait_member (fixture, n_told, NULL, "SourcesChanged");
  second = lineup_guide_client_add_source (
      fixture, "{'url': <'https://other.example/x'>, 'place': <uint32 0>, 'enabled': <false>}");
  assert_sources (fixture,
                  "guide-2|https://other.example||off||0\n" PANEL
                  "guide-1|http://epg.example|Ours|off|Europe/Paris|60\n");

  lineup_guide_client_update_source (
      fixture, "guide-1", "{'name': <''>, 'zone': <''>, 'shift': <-1440>}");
  lineup_guide_client_update_source (
      fixture, "panel", "{'place': <uint32 0>, 'name': <'Mine'>, 'shift': <5>}");
  assert_sources (fixture,
                  "panel|http://127.0.0.1|Mine|ok||5\n"
                  "guide-2|https://other.example||off||0\n"
                  "guide-1|http://epg.example||off||-1440\n");
  lineup_daemon_fixture_restart (fixture);
  lineup_guide_client_update_source (fixture, "guide-2", "{'url': <'http://third.example'>}");
  g_clear_pointer (&first, g_free);
  lineup_guide_client_remove_source (fixture, "guide-1");
  assert_sources (fixture,
                  "panel|http://127.0.0.1|Mine|ok||5\n"
                  "guide-2|http://third.example||off||0\n");
  third = lineup_guide_client_add_source (
      fixture, "{'url': <'http://epg.example/again'>, 'enabled': <false>}");
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
      lineup_guide_client_assert_refused (
          fixture, "AddSource", g_variant_new ("(@a{sv})", parse (bad[i])), INVALID_ARGS);
    }
  lineup_guide_client_assert_refused (
      fixture,
      "UpdateSource",
      g_variant_new ("(s@a{sv})", "panel", parse ("{'url': <'http://x.example'>}")),
      INVALID_ARGS);
  lineup_guide_client_assert_refused (
      fixture,
      "UpdateSource",
      g_variant_new ("(s@a{sv})", "guide-1", parse ("{'shift': <1>}")),
      NOT_FOUND);
  lineup_guide_client_assert_refused (
      fixture, "RemoveSource", g_variant_new ("(s)", "panel"), INVALID_ARGS);
  lineup_guide_client_assert_refused (
      fixture, "RemoveSource", g_variant_new ("(s)", "guide-1"), NOT_FOUND);
  assert_sources (fixture, PANEL);

  id = lineup_guide_client_add_source (fixture,
                                       "{'url': <'http://epg.example/x'>, 'enabled': <false>}");
  lineup_guide_client_assert_refused (
      fixture,
      "AddSource",
      g_variant_new ("(@a{sv})", parse ("{'url': <'http://epg.example/x'>}")),
      INVALID_ARGS);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *source = g_strdup_printf (
          "{'url': <'http://epg.example/%u'>, 'enabled': <false>}", i);
      g_autofree char *other = lineup_guide_client_add_source (fixture, source);
    }
  lineup_guide_client_assert_refused (
      fixture,
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
  id = lineup_guide_client_add_source (
      fixture, "{'url': <'http://me:hush1@epg.example/hush2?token=hush3'>, 'enabled': <false>}");
  found = lineup_test_files_find (config, "hush1");
  g_assert_nonnull (found);
  g_assert_nonnull (strstr (found, "/secrets/home-guide.secret"));
  g_assert_null (lineup_test_files_find (share, "hush"));
  g_assert_null (lineup_test_files_find (cache, "hush"));
  text = describe (fixture);
  g_assert_null (strstr (text, "hush"));
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_null (strstr (log, "hush"));

  lineup_guide_client_remove_source (fixture, id);
  g_assert_null (lineup_test_files_find (config, "hush"));
  g_free (id);
  id = lineup_guide_client_add_source (fixture,
                                       "{'url': <'http://epg.example/hush4'>, 'enabled': <false>}");
  lineup_client_remove (fixture, "home", NULL);
  g_assert_null (lineup_test_files_find (config, "hush"));
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
  named = lineup_guide_client_add_file (fixture, path, O_PATH);
  written = lineup_guide_client_add_file (fixture, path, O_WRONLY);
  folder = lineup_guide_client_add_file (fixture, fixture->directory, O_RDONLY);
  device = lineup_guide_client_add_file (fixture, "/dev/null", O_RDONLY);
  g_assert_cmpstr (named, ==, INVALID_ARGS);
  g_assert_cmpstr (written, ==, INVALID_ARGS);
  g_assert_cmpstr (folder, ==, INVALID_ARGS);
  g_assert_cmpstr (device, ==, INVALID_ARGS);

  good = lineup_guide_client_add_file (fixture, path, O_RDONLY);
  g_assert_cmpstr (good, ==, "guide-1");
  again = lineup_guide_client_add_file (fixture, path, O_RDWR);
  g_assert_cmpstr (again, ==, INVALID_ARGS);
  assert_sources (fixture, PANEL "guide-1|file://||off||0\n");
  g_assert_null (lineup_test_files_find (share, "some"));
  found = lineup_test_files_find (config, "some%20guide.xml");
  g_assert_nonnull (strstr (found, "/home-guide.secret"));
}

/* Reading */

static void
set_guide (LineupDaemonFixture *fixture,
           const char *path,
           const char *channel,
           const char *const *titles)
{
  g_autofree char *xml = lineup_guide_client_make_xml (channel, titles);

  lineup_fake_panel_set_text (fixture->panel, path, xml);
}

static const char *const ids[] = { "one.fr", "two.fr", NULL };
static const char *const first_titles[] = { "A", "B", NULL };
static const char *const other_titles[] = { "C", NULL };

static void
test_panel (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;

  lineup_guide_client_begin (fixture, ids);
  lineup_guide_client_assert_source (fixture, "panel", "failed", "NotFound");
  set_guide (fixture, LINEUP_REQUEST_GUIDE, "one.fr", first_titles);
  lineup_guide_client_assert_synced (fixture, "completed");
  lineup_guide_client_assert_source (fixture, "panel", "ok", "");
  lineup_guide_client_assert_list (fixture, 1, "0-60 A 60-120 B");
  lineup_guide_client_assert_list (fixture, 2, "");
  g_assert_cmpuint (lineup_guide_client_get_number (fixture, "panel", "programmes"), ==, 2);
  g_assert_cmpuint (lineup_guide_client_get_number (fixture, "panel", "from"),
                    ==,
                    lineup_guide_client_get_base ());
  g_assert_cmpuint (lineup_guide_client_get_number (fixture, "panel", "until"),
                    ==,
                    lineup_guide_client_get_base () + 7200);
  g_assert_cmpuint (
      lineup_guide_client_get_number (fixture, "panel", "last-attempt"), >, 1000000000);

  lineup_fake_panel_add_fault (fixture->panel, "xmltv=status:500");
  lineup_guide_client_assert_synced (fixture, "failed");
  lineup_guide_client_assert_source (fixture, "panel", "stale", "Server");
  lineup_guide_client_assert_list (fixture, 1, "0-60 A 60-120 B");
  requests = lineup_request_log_get_all (fixture->requests, LINEUP_REQUEST_GUIDE);
  g_assert_cmpstr (lineup_request_get_param (requests->pdata[0], "password"), ==, "secret");
}

static gboolean
is_told (const LineupSignal *signal, gpointer user_data)
{
  return g_str_equal (signal->member, "GuideFinished");
}

/* Adds a source, and waits until it was read. */
static char *
add_and_wait (LineupDaemonFixture *fixture, const char *source)
{
  const guint index = lineup_signal_log_get_length (fixture->signals);
  char *id = lineup_guide_client_add_source (fixture, source);

  lineup_daemon_fixture_wait (fixture, index, is_told, NULL);
  return id;
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

  lineup_guide_client_begin (fixture, ids);
  set_guide (fixture, LINEUP_REQUEST_GUIDE, "one.fr", first_titles);
  set_guide (fixture, "/more.xml", "two.fr", other_titles);
  /* What was added is read at once, and nothing else. */
  id = add_and_wait (fixture, source);
  lineup_guide_client_assert_list (fixture, 2, "0-60 C");
  lineup_guide_client_assert_list (fixture, 1, "");
  lineup_guide_client_assert_synced (fixture, "completed");
  lineup_guide_client_assert_list (fixture, 1, "0-60 A 60-120 B");
  lineup_guide_client_assert_list (fixture, 2, "0-60 C");

  lineup_fake_panel_set_body (fixture->panel, "/more.xml", NULL);
  lineup_guide_client_assert_synced (fixture, "partial");
  lineup_guide_client_assert_source (fixture, id, "stale", "NotFound");
  lineup_guide_client_assert_list (fixture, 2, "0-60 C");
  message = lineup_guide_client_get_source (fixture, id, "error-message");
  g_assert_null (strstr (g_variant_get_string (message, NULL), "hush"));
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_null (strstr (log, "hush"));

  lineup_guide_client_remove_source (fixture, id);
  lineup_guide_client_assert_list (fixture, 2, "");
  lineup_guide_client_assert_list (fixture, 1, "0-60 A 60-120 B");
}

static char *
add_guide_file (LineupDaemonFixture *fixture, const char *path)
{
  g_autofree char *id = lineup_guide_client_add_file (fixture, path, O_RDONLY);

  lineup_guide_client_update_source (fixture, id, "{'enabled': <true>}");
  return g_steal_pointer (&id);
}

static void
write_guide (const char *path, const char *channel, const char *const *titles)
{
  g_autofree char *xml = lineup_guide_client_make_xml (channel, titles);

  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
}

/* A sync is planned. */
static gboolean
is_planned (const LineupSignal *signal, gpointer user_data)
{
  const char *interface = NULL;
  g_autoptr (GVariant) changed = NULL;
  guint64 next = 0;

  if (!g_str_equal (signal->member, "PropertiesChanged"))
    return FALSE;
  g_variant_get (signal->parameters, "(&s@a{sv}^a&s)", &interface, &changed, NULL);
  return g_str_equal (interface, LINEUP_GUIDE_INTERFACE)
         && g_variant_lookup (changed, "NextGuideSync", "t", &next) && next > 0;
}

/* A file is read, and is to be read again when somebody has put another one there; what is no guide
 * is not shown to anybody. */
static void
test_watched (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "guide.xml", NULL);
  g_autofree char *id = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GVariant) message = NULL;
  guint index = 0;

  lineup_guide_client_begin (fixture, ids);
  write_guide (path, "two.fr", first_titles);
  index = lineup_signal_log_get_length (fixture->signals);
  id = add_guide_file (fixture, path);
  lineup_daemon_fixture_wait (fixture, index, is_told, NULL);
  lineup_guide_client_assert_source (fixture, id, "ok", "");
  lineup_guide_client_assert_list (fixture, 2, "0-60 A 60-120 B");

  index = lineup_signal_log_get_length (fixture->signals);
  write_guide (path, "two.fr", other_titles);
  lineup_daemon_fixture_wait (fixture, index, is_planned, NULL);
  lineup_guide_client_assert_synced (fixture, "partial");
  lineup_guide_client_assert_list (fixture, 2, "0-60 C 60-120 B");

  g_assert_true (g_file_set_contents (path, "root:hush:0:0\n", -1, NULL));
  lineup_guide_client_assert_synced (fixture, "failed");
  lineup_guide_client_assert_source (fixture, id, "stale", "MalformedData");
  message = lineup_guide_client_get_source (fixture, id, "error-message");
  g_assert_null (strstr (g_variant_get_string (message, NULL), "hush"));
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_null (strstr (log, "hush"));
  g_assert_null (strstr (log, path));

  /* A link is not what was named. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", path), ==, 0);
  lineup_guide_client_assert_synced (fixture, "failed");
  lineup_guide_client_assert_source (fixture, id, "stale", "Storage");
}

/* What an address has of credentials goes to its host alone. */
static void
test_redirect (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) first = lineup_fake_panel_new ();
  g_autoptr (LineupFakePanel) other = lineup_fake_panel_new ();
  g_autofree char *target = NULL;
  g_autofree char *fault = NULL;
  g_autofree char *source = NULL;
  g_autofree char *id = NULL;
  g_autofree char *xml = lineup_guide_client_make_xml ("one.fr", first_titles);
  g_autoptr (GPtrArray) asked = NULL;
  const LineupRequest *request = NULL;

  g_assert_true (lineup_fake_panel_listen (first, 0, NULL));
  g_assert_true (lineup_fake_panel_listen (other, 0, NULL));
  target = lineup_fake_panel_get_url (other);
  fault = g_strdup_printf ("/guide.xml=redirect:%s/real.xml", target);
  lineup_fake_panel_set_text (first, "/guide.xml", "");
  lineup_fake_panel_add_fault (first, fault);
  lineup_fake_panel_set_text (other, "/real.xml", xml);

  lineup_guide_client_begin (fixture, ids);
  source = g_strdup_printf ("{'url': <'http://me:hush@127.0.0.1:%u/guide.xml?key=hush'>}",
                            lineup_fake_panel_get_port (first));
  id = add_and_wait (fixture, source);
  lineup_guide_client_assert_source (fixture, id, "ok", "");
  lineup_guide_client_assert_list (fixture, 1, "0-60 A 60-120 B");
  asked = lineup_request_log_get_all (lineup_fake_panel_get_log (other), NULL);
  request = asked->pdata[0];
  g_assert_null (lineup_request_get_header (request, "authorization"));
  g_assert_null (lineup_request_get_header (request, "referer"));
  g_assert_cmpuint (g_hash_table_size (request->params), ==, 0);
  lineup_guide_client_remove_source (fixture, id);
}

/* Shown later, and with a zone for times that tell none. */
static void
test_shift_and_zone (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint index = 0;

  lineup_guide_client_begin (fixture, ids);
  set_guide (fixture, LINEUP_REQUEST_GUIDE, "one.fr", first_titles);
  lineup_guide_client_update_source (fixture, "panel", "{'shift': <90>}");
  lineup_guide_client_assert_synced (fixture, "completed");
  lineup_guide_client_assert_list (fixture, 1, "90-150 A 150-210 B");
  index = lineup_signal_log_get_length (fixture->signals);
  lineup_guide_client_update_source (fixture, "panel", "{'shift': <0>, 'zone': <'+02:00'>}");
  lineup_daemon_fixture_wait (fixture, index, is_told, NULL);
  lineup_guide_client_assert_list (fixture, 1, "-120--60 A -60-0 B");
}

/* Nothing that was known is lost to a guide that is none. */
static void
test_bad (LineupDaemonFixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *body;  /* (nullable): NULL for the good one */
    const char *fault; /* (nullable) */
    const char *state;
    const char *error;
  } cases[] = {
    { "", NULL, "stale", "MalformedData" },
    { "<!DOCTYPE html><html><body>Log in</body></html>", NULL, "stale", "MalformedData" },
    { "{\"user_info\":{\"auth\":1,\"status\":\"Expired\"}}", NULL, "stale", "MalformedData" },
    { "#EXTM3U\n", NULL, "stale", "MalformedData" },
    { "\x1f\x8b\x08 and no more", NULL, "stale", "MalformedData" },
    { "PK\x03\x04 and no more", NULL, "stale", "MalformedData" },
    { "\xfd"
      "7zXZ",
      NULL,
      "stale",
      "MalformedData" },
    { NULL, "xmltv=cut:100", "stale", "MalformedData" },
    { NULL, "xmltv=gzip;cut:60", "stale", "MalformedData" },
    { NULL, "xmltv=reset:100", "stale", "Offline" },
    { NULL, "xmltv=length:20", "stale", "MalformedData" },
    { NULL, "xmltv=status:403", "stale", "Server" },
    { NULL, "xmltv=status:404", "stale", "NotFound" },
  };

  lineup_guide_client_begin (fixture, ids);
  set_guide (fixture, LINEUP_REQUEST_GUIDE, "one.fr", first_titles);
  lineup_guide_client_assert_synced (fixture, "completed");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %zu", i);
      if (cases[i].body != NULL)
        lineup_fake_panel_set_text (fixture->panel, LINEUP_REQUEST_GUIDE, cases[i].body);
      else
        set_guide (fixture, LINEUP_REQUEST_GUIDE, "one.fr", first_titles);
      if (cases[i].fault != NULL)
        lineup_fake_panel_add_fault (fixture->panel, cases[i].fault);
      g_free (lineup_guide_client_sync (fixture));
      lineup_guide_client_assert_source (fixture, "panel", cases[i].state, cases[i].error);
      lineup_guide_client_assert_list (fixture, 1, "0-60 A 60-120 B");
      lineup_fake_panel_clear_faults (fixture->panel);
    }
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
  lineup_daemon_test ("/guide-sources/watched", test_watched);
  lineup_daemon_test ("/guide-sources/redirect", test_redirect);
  lineup_daemon_test ("/guide-sources/shift-and-zone", test_shift_and_zone);
  lineup_daemon_test ("/guide-sources/bad", test_bad);

  return g_test_run ();
}
