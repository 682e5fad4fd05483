/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

/* An account that is a playlist, at an address or in a file. */

#define ERROR LINEUP_BUS_NAME ".Error."
#define LIST  "/lists/mine.m3u"

/* A channel with an archive, a movie and a series of two episodes, each with an icon. */
#define ENTRIES                                                                                    \
  "#EXTM3U\n"                                                                                      \
  "#EXTINF:-1 tvg-id=\"one\" group-title=\"News\" catchup=\"append\" catchup-days=\"3\" "          \
  "catchup-source=\"?utc={utc}&lutc={lutc}\",One\n"                                                \
  "#EXTVLCOPT:http-user-agent=Agent\n"                                                             \
  "#KODIPROP:inputstream=adaptive\n"                                                               \
  "http://media.example/live/me/hush/1.ts|Referer=http%3A%2F%2Fref.example\n"                      \
  "#EXTINF:-1 group-title=\"Films\",Heat (1995)\n"                                                 \
  "http://media.example/movie/me/hush/2.mkv\n"                                                     \
  "#EXTINF:-1 group-title=\"Shows\",Show S01E01\n"                                                 \
  "http://media.example/series/me/hush/3.mkv\n"                                                    \
  "#EXTINF:-1 group-title=\"Shows\",Show S01E02\n"                                                 \
  "http://media.example/series/me/hush/4.mkv\n"

static char *
make_address (LineupDaemonFixture *fixture)
{
  g_autofree char *panel = lineup_fake_panel_get_url (fixture->panel);

  return g_strconcat (panel, LIST "?token=hush", NULL);
}

/* Adds what the panel has at LIST; it syncs when it is told to. */
static void
add_list (LineupDaemonFixture *fixture, const char *more, const char *error_name)
{
  g_autofree char *address = make_address (fixture);
  g_autofree char *settings = g_strdup_printf (
      "('home', {'type': <'playlist'>, 'url': <'%s'>, 'auto-sync': <false>, 'guide': <false>%s})",
      address,
      more);

  lineup_client_call_manager (fixture, "AddAccount", g_variant_new_parsed (settings), error_name);
}

static void
assert_names (LineupDaemonFixture *fixture, const char *kind, const char *expected)
{
  g_autofree char *names = lineup_client_get_names (fixture, "home", kind);

  g_assert_cmpstr (names, ==, expected);
}

static void
assert_sync (LineupDaemonFixture *fixture, const char *options, const char *status)
{
  g_autofree char *found = lineup_client_sync (fixture, "home", options);

  g_assert_cmpstr (found, ==, status);
}

static gint64
get_id (LineupDaemonFixture *fixture, const char *kind, guint index)
{
  g_autoptr (GPtrArray) items = lineup_client_list_items (fixture, "home", kind, NULL);
  gint64 id = 0;

  g_assert_cmpuint (index, <, items->len);
  g_assert_true (g_variant_lookup (items->pdata[index], "id", "x", &id));
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (id, <, G_GINT64_CONSTANT (1) << 53);
  return id;
}

static GVariant *
get_stream (LineupDaemonFixture *fixture, const char *kind, gint64 id, const char *options)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      path,
      LINEUP_CATALOG_INTERFACE,
      "GetStream",
      lineup_client_make_item_call (kind, id, options));

  return g_variant_get_child_value (reply, 0);
}

static void
assert_text (GVariant *dictionary, const char *key, const char *expected)
{
  const char *found = NULL;

  g_variant_lookup (dictionary, key, "&s", &found);
  g_assert_cmpstr (found, ==, expected);
}

/* One download is all six lists. */
static void
test_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *type = NULL;
  g_autofree char *server = NULL;
  g_autofree char *panel = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *outcomes = NULL;
  guint n_before = 0;

  lineup_fake_panel_set_text (fixture->panel, LIST, ENTRIES);
  add_list (fixture, "", NULL);
  n_before = lineup_request_log_count (fixture->requests, NULL);
  /* To see whether it is one takes one request. */
  g_assert_cmpuint (n_before, ==, 1);
  assert_sync (fixture, NULL, "completed");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, n_before + 1);
  outcomes = lineup_client_get_outcomes (fixture, "home");
  g_assert_cmpstr (outcomes, ==, LINEUP_CLIENT_ALL ("ok"));
  assert_names (fixture, "channels", "One");
  assert_names (fixture, "movies", "Heat (1995)");
  assert_names (fixture, "series", "Show");
  type = lineup_client_get_text (fixture, "home", "Type");
  server = lineup_client_get_text (fixture, "home", "Server");
  g_assert_cmpstr (type, ==, "playlist");
  g_assert_cmpstr (server, ==, panel);

  assert_sync (fixture, NULL, "completed");
  g_clear_pointer (&outcomes, g_free);
  outcomes = lineup_client_get_outcomes (fixture, "home");
  g_assert_cmpstr (outcomes, ==, LINEUP_CLIENT_ALL ("unchanged"));

  /* What there was before stays where less than half of it comes, or nothing that is a list. */
  lineup_fake_panel_set_text (fixture->panel, LIST, "<html>Log in</html>");
  assert_sync (fixture, NULL, "failed");
  assert_names (fixture, "channels", "One");
  lineup_daemon_fixture_restart (fixture);
  assert_names (fixture, "series", "Show");
}

static void
test_streams (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) live = NULL;
  g_autoptr (GVariant) past = NULL;
  g_autoptr (GVariant) movie = NULL;
  g_autoptr (GVariant) headers = NULL;
  g_autoptr (GVariant) properties = NULL;
  const char *url = NULL;

  lineup_fake_panel_set_text (fixture->panel, LIST, ENTRIES);
  add_list (fixture, "", NULL);
  assert_sync (fixture, NULL, "completed");
  live = get_stream (fixture, "channels", get_id (fixture, "channels", 0), NULL);
  assert_text (live, "url", "http://media.example/live/me/hush/1.ts");
  assert_text (live, "user-agent", "Agent");
  assert_text (live, "referrer", "http://ref.example");
  assert_text (live, "format", "ts");
  headers = g_variant_lookup_value (live, "headers", G_VARIANT_TYPE ("a{ss}"));
  g_assert_cmpuint (g_variant_n_children (headers), ==, 2);
  properties = g_variant_lookup_value (live, "properties", G_VARIANT_TYPE ("a{ss}"));
  assert_text (properties, "inputstream", "adaptive");

  past = get_stream (fixture,
                     "channels",
                     get_id (fixture, "channels", 0),
                     "{'start': <uint64 1767600000>, 'end': <uint64 1767603600>}");
  g_variant_lookup (past, "url", "&s", &url);
  g_assert_true (
      g_str_has_prefix (url, "http://media.example/live/me/hush/1.ts?utc=1767600000&lutc="));
  movie = get_stream (fixture, "movies", get_id (fixture, "movies", 0), NULL);
  assert_text (movie, "format", "mkv");
}

/* Episodes come with their series, and nobody is asked for them. */
static void
test_details (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) details = NULL;
  g_autoptr (GVariant) episodes = NULL;
  g_autoptr (GVariant) second = NULL;
  g_autoptr (GVariant) stream = NULL;
  guint n_before = 0;
  gint64 id = 0;

  lineup_fake_panel_set_text (fixture->panel, LIST, ENTRIES);
  add_list (fixture, "", NULL);
  assert_sync (fixture, NULL, "completed");
  n_before = lineup_request_log_count (fixture->requests, NULL);
  reply = lineup_daemon_fixture_expect (
      fixture,
      path,
      LINEUP_CATALOG_INTERFACE,
      "GetDetails",
      lineup_client_make_item_call ("series", get_id (fixture, "series", 0), NULL));
  details = g_variant_get_child_value (reply, 0);
  episodes = g_variant_lookup_value (details, "episodes", G_VARIANT_TYPE ("aa{sv}"));
  g_assert_cmpuint (g_variant_n_children (episodes), ==, 2);
  second = g_variant_get_child_value (episodes, 1);
  g_assert_true (g_variant_lookup (second, "id", "x", &id));
  stream = get_stream (fixture, "episodes", id, NULL);
  assert_text (stream, "url", "http://media.example/series/me/hush/4.mkv");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, n_before);
}

/* The address is with the secrets, and nowhere else; what else the list has goes with its cache. */
static void
test_secret (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config");
  g_autofree char *share = lineup_daemon_fixture_get_path (fixture, "data");
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *kept = g_build_filename (cache, "lineupd", "home.playlist", NULL);
  g_autofree char *found = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GVariant) objects = NULL;
  g_autofree char *told = NULL;
  GStatBuf status;

  lineup_fake_panel_set_text (fixture->panel, LIST, ENTRIES);
  add_list (fixture, "", NULL);
  assert_sync (fixture, NULL, "completed");
  found = lineup_test_files_find (config, "hush");
  g_assert_nonnull (strstr (found, "/secrets/home.secret"));
  g_assert_null (lineup_test_files_find (share, "hush"));
  /* What its address has of secrets is not in what it has of addresses, either. */
  g_assert_null (lineup_test_files_find (cache, "hush"));
  g_assert_cmpint (g_stat (kept, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_null (strstr (log, "hush"));
  objects = lineup_client_get_objects (fixture);
  told = g_variant_print (objects, FALSE);
  g_assert_null (strstr (told, "hush"));

  lineup_client_assert_call (fixture, "home", LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, NULL);
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
  assert_sync (fixture, NULL, "completed");
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  lineup_client_remove (fixture, "home", NULL);
  g_assert_null (lineup_test_files_find (config, "hush"));
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
}

/* What is no playlist is none, and not a word of it is told. */
static void
test_refused (LineupDaemonFixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *body;  /* (nullable) */
    const char *fault; /* (nullable) */
    const char *error;
  } answers[] = {
    { "", NULL, "MalformedData" },
    { "<!DOCTYPE html><html><body>hush</body></html>", NULL, "MalformedData" },
    { "{\"user_info\":{\"auth\":0}}", NULL, "MalformedData" },
    { "root:x:0:0:hush\nhush\n", NULL, "MalformedData" },
    { "\x7f"
      "ELF hush",
      NULL,
      "MalformedData" },
    { ENTRIES, LIST "=status:403", "Server" },
    { ENTRIES, LIST "=status:429", "RateLimited" },
    { ENTRIES, LIST "=reset:0", "Offline" },
  };
  const char *const settings[] = {
    "{'type': <'playlist'>}",
    "{'type': <'m3u'>, 'url': <'http://a.example/x'>}",
    "{'type': <'playlist'>, 'url': <'ftp://a.example/x'>}",
    "{'type': <'playlist'>, 'url': <'file:///etc/passwd'>}",
    "{'type': <'playlist'>, 'url': <'/etc/passwd'>}",
    "{'type': <'playlist'>, 'file': <handle 0>}",
    "{'type': <'playlist'>, 'url': <'http://a.example/x'>, 'encoding': <'utf-99'>}",
    "{'type': <uint32 1>, 'url': <'http://a.example/x'>}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *name = g_strconcat (ERROR, answers[i].error, NULL);

      lineup_fake_panel_set_text (fixture->panel, LIST, answers[i].body);
      if (answers[i].fault != NULL)
        lineup_fake_panel_add_fault (fixture->panel, answers[i].fault);
      g_test_message ("answer %zu", i);
      add_list (fixture, "", name);
      g_assert_false (lineup_client_has_account (fixture, "home"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) reply = lineup_daemon_fixture_call (
          fixture,
          LINEUP_OBJECT_PATH,
          LINEUP_MANAGER_INTERFACE,
          "AddAccount",
          g_variant_new ("(s@a{sv})", "home", g_variant_new_parsed (settings[i])),
          &error);

      g_test_message ("%s", settings[i]);
      g_assert_null (reply);
      g_assert_null (strstr (error->message, "passwd"));
      g_assert_null (strstr (error->message, "a.example"));
      g_assert_false (lineup_client_has_account (fixture, "home"));
    }
}

/* Lines that are no UTF-8 are read again as somebody says. */
static void
test_encoding (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_fake_panel_set_text (fixture->panel,
                              LIST,
                              "#EXTM3U\n#EXTINF:-1,\xcd\xee\xe2\xee\xf1\xf2\xe8\n"
                              "http://media.example/1.ts\n");
  add_list (fixture, ", 'encoding': <'windows-1251'>", NULL);
  assert_sync (fixture, NULL, "completed");
  assert_names (fixture, "channels", "Новости");
  lineup_client_set (
      fixture, "home", "Encoding", g_variant_new_string ("koi-99"), LINEUP_INVALID_ARGS);
  lineup_client_set (fixture, "home", "Encoding", g_variant_new_string (""), NULL);
  assert_sync (fixture, NULL, "completed");
  assert_names (fixture, "channels", "Íîâîñòè");
}

/* Another token is the same list, another path is another one. */
static void
test_moved (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *panel = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *token = g_strdup_printf ("{'url': <'%s" LIST "?token=other'>}", panel);
  g_autofree char *path = g_strdup_printf ("{'url': <'%s/lists/other.m3u'>}", panel);
  g_autofree char *nothing = g_strdup_printf ("{'url': <'%s/lists/gone.m3u'>}", panel);
  gint64 id = 0;

  lineup_fake_panel_set_text (fixture->panel, LIST, ENTRIES);
  lineup_fake_panel_set_text (
      fixture->panel, "/lists/other.m3u", "#EXTM3U\n#EXTINF:-1,Other\nhttp://other.example/1.ts\n");
  add_list (fixture, "", NULL);
  assert_sync (fixture, NULL, "completed");
  id = get_id (fixture, "channels", 0);
  lineup_client_update (fixture, "home", token, NULL);
  assert_names (fixture, "channels", "One");
  assert_sync (fixture, NULL, "completed");
  g_assert_cmpint (get_id (fixture, "channels", 0), ==, id);
  lineup_client_update (fixture, "home", nothing, ERROR "Server");
  assert_names (fixture, "channels", "One");
  lineup_client_update (fixture, "home", path, NULL);
  assert_names (fixture, "channels", "");
  assert_sync (fixture, NULL, "completed");
  assert_names (fixture, "channels", "Other");
}

static void
set_numbered (LineupDaemonFixture *fixture, guint n)
{
  g_autoptr (GString) list = g_string_new ("#EXTM3U\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "#EXTINF:-1,C %u\nhttp://media.example/c/%u.ts\n", i, i);
  lineup_fake_panel_set_text (fixture->panel, LIST, list->str);
}

/* A list that lost more than half is more often a mistake than the truth. */
static void
test_shrunk (LineupDaemonFixture *fixture, gconstpointer data)
{
  set_numbered (fixture, 40);
  add_list (fixture, "", NULL);
  assert_sync (fixture, NULL, "completed");
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "channels"), ==, 40);
  set_numbered (fixture, 15);
  assert_sync (fixture, NULL, "partial");
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "channels"), ==, 40);
  assert_sync (fixture, "{'accept-shrink': <true>}", "completed");
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "channels"), ==, 15);
}

/* Files */

static char *
add_file (LineupDaemonFixture *fixture, const char *path, int flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_client_call_with_file (
      fixture,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "AddAccount",
      g_variant_new_parsed (
          "('home', {'type': <'playlist'>, 'file': <handle 0>, 'guide': <false>})"),
      path,
      flags,
      &error);

  if (reply != NULL)
    return NULL;
  g_assert_null (strstr (error->message, path));
  g_assert_null (strstr (error->message, "hush"));
  return g_dbus_error_get_remote_error (error);
}

static gboolean
is_finished (const LineupSignal *signal, gpointer user_data)
{
  return g_str_equal (signal->member, "Finished");
}

/* Who can open a file may have it read, and read again whenever somebody writes it. */
static void
test_file (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "my list.m3u", NULL);
  g_autofree char *none = g_build_filename (fixture->directory, "none", NULL);
  g_autofree char *server = NULL;
  g_autofree char *named = NULL;
  g_autofree char *malformed = NULL;
  guint index = 0;

  g_assert_true (g_file_set_contents (path, ENTRIES, -1, NULL));
  g_assert_true (g_file_set_contents (none, "root:x:0:0:hush:/root\n", -1, NULL));
  named = add_file (fixture, path, O_PATH);
  g_assert_cmpstr (named, ==, LINEUP_INVALID_ARGS);
  malformed = add_file (fixture, none, O_RDONLY);
  g_assert_cmpstr (malformed, ==, ERROR "MalformedData");

  index = lineup_signal_log_get_length (fixture->signals);
  g_assert_null (add_file (fixture, path, O_RDONLY));
  index = lineup_daemon_fixture_wait (fixture, index, is_finished, NULL) + 1;
  assert_names (fixture, "channels", "One");
  server = lineup_client_get_text (fixture, "home", "Server");
  g_assert_cmpstr (server, ==, "file://");

  g_assert_true (g_file_set_contents (
      path, ENTRIES "#EXTINF:-1,Two\nhttp://media.example/live/me/hush/9.ts\n", -1, NULL));
  lineup_daemon_fixture_wait (fixture, index, is_finished, NULL);
  assert_names (fixture, "channels", "One, Two");
  lineup_daemon_fixture_restart (fixture);
  assert_sync (fixture, NULL, "completed");
  /* A file that is away is no empty list. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_sync (fixture, NULL, "failed");
  assert_names (fixture, "channels", "One, Two");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 0);
}

/* A person may write down where a list is, all of it, or which file. */
static void
test_by_hand (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config");
  g_autofree char *folder = g_build_filename (config, "lineupd", "accounts", NULL);
  g_autofree char *settings = g_build_filename (folder, "home.conf", NULL);
  g_autofree char *path = g_build_filename (fixture->directory, "list.m3u", NULL);
  g_autofree char *address = make_address (fixture);
  const char *const places[] = { address, path };

  lineup_fake_panel_set_text (fixture->panel, LIST, ENTRIES);
  g_assert_true (g_file_set_contents (path, ENTRIES, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "[Account]\nType=playlist\nUrl=%s%s\nAutoSync=false\nGuide=false\n",
          i == 0 ? "" : "file://",
          places[i]);
      g_autofree char *server = NULL;

      lineup_daemon_fixture_stop (fixture);
      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_assert_true (g_file_set_contents (settings, text, -1, NULL));
      lineup_daemon_fixture_start (fixture);
      assert_sync (fixture, NULL, "completed");
      assert_names (fixture, "channels", "One");
      server = lineup_client_get_text (fixture, "home", "Server");
      g_assert_null (strstr (server, "hush"));
      g_assert_null (strstr (server, "list"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  lineup_daemon_test ("/playlist/sync", test_sync);
  lineup_daemon_test ("/playlist/streams", test_streams);
  lineup_daemon_test ("/playlist/details", test_details);
  lineup_daemon_test ("/playlist/secret", test_secret);
  lineup_daemon_test ("/playlist/refused", test_refused);
  lineup_daemon_test ("/playlist/encoding", test_encoding);
  lineup_daemon_test ("/playlist/moved", test_moved);
  lineup_daemon_test ("/playlist/shrunk", test_shrunk);
  lineup_daemon_test ("/playlist/file", test_file);
  lineup_daemon_test ("/playlist/by-hand", test_by_hand);
  return g_test_run ();
}
