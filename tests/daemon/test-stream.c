/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"

/* What GetStream tells a player. What the URLs are is for test-stream-url.c. */

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

#define NOT_FOUND LINEUP_ERROR_NAME_PREFIX "NotFound"

#define USERNAME "zoe/7@example"
#define PASSWORD "hush%hush"
#define SEGMENTS "zoe%2F7@example/hush%25hush"

#define SETTINGS "{'username': <'" USERNAME "'>, 'password': <'" PASSWORD "'>}"

/* What we are called when nobody says anything else. */
#define USER_AGENT "VLC/3.0.20 LibVLC/3.0.20"

#define CHANNELS                                                                                   \
  "[{\"stream_id\":11,\"name\":\"News\",\"tv_archive\":1,\"tv_archive_duration\":\"3\"},"          \
  "{\"stream_id\":12,\"name\":\"Sport\",\"tv_archive\":0,\"tv_archive_duration\":0}]"

#define MOVIES                                                                                     \
  "[{\"stream_id\":21,\"name\":\"Dune, Part Two - 4K\",\"container_extension\":\"MKV\"},"          \
  "{\"stream_id\":22,\"name\":\"Odd\",\"container_extension\":\"xyz\"}]"

#define SERIES "[{\"series_id\":31,\"name\":\"Show\"},{\"series_id\":32,\"name\":\"Other\"}]"

#define EPISODES                                                                                   \
  "{\"info\":{\"name\":\"Another name\"},\"episodes\":{\"1\":["                                    \
  "{\"id\":\"71\",\"episode_num\":2,\"title\":\"Show - S01E02 - Second\","                         \
  "\"container_extension\":\"mp4\",\"season\":1}]}}"

static GVariant *
get_stream (LineupDaemonFixture *fixture, const char *kind, gint64 id, const char *options)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "GetStream",
      lineup_client_make_item_call (kind, id, options));

  return g_variant_get_child_value (reply, 0);
}

/* The reply has to be @expected and nothing else, behind the panel's address in its URL. */
static void
assert_stream (LineupDaemonFixture *fixture,
               const char *kind,
               gint64 id,
               const char *options,
               const char *url,
               const char *expected)
{
  g_autofree char *server = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *text = g_strdup_printf ("{'url': <'%s%s'>, %s}", server, url, expected);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);
  g_autoptr (GVariant) stream = get_stream (fixture, kind, id, options);
  g_autofree char *shown = g_variant_print (stream, TRUE);
  g_autofree char *wanted = NULL;

  g_assert_no_error (error);
  wanted = g_variant_print (dict, TRUE);
  g_assert_cmpstr (shown, ==, wanted);
}

static void
assert_error (LineupDaemonFixture *fixture,
              const char *kind,
              gint64 id,
              const char *options,
              const char *name)
{
  lineup_daemon_fixture_expect_error (fixture,
                                      PATH,
                                      LINEUP_CATALOG_INTERFACE,
                                      "GetStream",
                                      lineup_client_make_item_call (kind, id, options),
                                      name);
}

static void
give_lists (LineupDaemonFixture *fixture)
{
  lineup_fake_panel_set_credentials (fixture->panel, USERNAME, PASSWORD);
  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", CHANNELS);
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", MOVIES);
  lineup_fake_panel_set_text (fixture->panel, "get_series", SERIES);
  lineup_fake_panel_set_text (fixture->panel, "get_series_info", EPISODES);
}

static void
add (LineupDaemonFixture *fixture)
{
  g_autofree char *status = NULL;

  give_lists (fixture);
  lineup_client_add (fixture, "home", SETTINGS, NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

static void
ask_for_episodes (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) details = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "GetDetails",
      lineup_client_make_item_call ("series", 31, NULL));
}

#define AGENT "'user-agent': <'" USER_AGENT "'>, 'headers': <{'User-Agent': '" USER_AGENT "'}>"

#define CATCH_UP(minutes, end)                                                                     \
  "/timeshift/" SEGMENTS "/" minutes "/2023-11-14:23-13/11.ts",                                    \
      "'title': <'News'>, 'format': <'ts'>, 'mime-type': <'video/mp2t'>, " AGENT                   \
      ", 'live': <false>, 'start': <uint64 1700000000>, 'end': <uint64 " end ">"

static void
test_reply (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture);
  ask_for_episodes (fixture);
  /* Nobody is asked, and this account's panel may not be. */
  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (FALSE), NULL);
  lineup_request_log_clear (fixture->requests);

  assert_stream (fixture,
                 "channels",
                 12,
                 NULL,
                 "/live/" SEGMENTS "/12.ts",
                 "'title': <'Sport'>, 'format': <'ts'>, 'mime-type': <'video/mp2t'>, " AGENT
                 ", 'live': <true>");
  assert_stream (fixture,
                 "channels",
                 12,
                 "{'format': <'m3u8'>, 'colour': <'red'>}",
                 "/live/" SEGMENTS "/12.m3u8",
                 "'title': <'Sport'>, 'format': <'m3u8'>, "
                 "'mime-type': <'application/vnd.apple.mpegurl'>, " AGENT ", 'live': <true>");
  assert_stream (fixture,
                 "movies",
                 21,
                 "{'format': <'m3u8'>}",
                 "/movie/" SEGMENTS "/21.mkv",
                 "'title': <'Dune, Part Two - 4K'>, 'format': <'mkv'>, "
                 "'mime-type': <'video/x-matroska'>, " AGENT ", 'live': <false>");
  assert_stream (fixture,
                 "movies",
                 22,
                 NULL,
                 "/movie/" SEGMENTS "/22.xyz",
                 "'title': <'Odd'>, 'format': <'xyz'>, " AGENT ", 'live': <false>");
  assert_stream (fixture,
                 "episodes",
                 71,
                 NULL,
                 "/series/" SEGMENTS "/71.mp4",
                 "'title': <'Show – S01E02 – Second'>, 'format': <'mp4'>, "
                 "'mime-type': <'video/mp4'>, " AGENT ", 'live': <false>");

  /* 20 seconds after a whole minute, in Paris. */
  assert_stream (fixture,
                 "channels",
                 11,
                 "{'start': <uint64 1700000000>, 'duration': <uint32 90>}",
                 CATCH_UP ("90", "1700005400"));
  assert_stream (fixture,
                 "channels",
                 11,
                 "{'start': <uint64 1700000000>, 'end': <uint64 1700000001>}",
                 CATCH_UP ("1", "1700000001"));
  assert_stream (fixture,
                 "channels",
                 11,
                 "{'start': <uint64 1700000000>, 'end': <uint64 1700000040>}",
                 CATCH_UP ("1", "1700000040"));
  assert_stream (fixture,
                 "channels",
                 11,
                 "{'start': <uint64 1700000000>, 'end': <uint64 1700005400>}",
                 CATCH_UP ("91", "1700005400"));
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 0);
}

/* An episode is called the same while the catalogue is too busy to take its details in. */
static void
test_unwritten (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) stream = NULL;
  const char *title = NULL;
  guint64 job = 0;

  add (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=stall:20:forever");
  lineup_request_log_clear (fixture->requests);
  job = lineup_client_start (fixture, "home", "{'steps': <['movies']>}");
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  ask_for_episodes (fixture);
  stream = get_stream (fixture, "episodes", 71, NULL);
  g_assert_true (g_variant_lookup (stream, "title", "&s", &title));
  g_assert_cmpstr (title, ==, "Show – S01E02 – Second");
  g_assert_cmpuint (job, >, 0);
}

static void
assert_user_agent (LineupDaemonFixture *fixture, const char *expected)
{
  g_autoptr (GVariant) stream = get_stream (fixture, "movies", 21, NULL);
  g_autoptr (GVariant) headers = g_variant_lookup_value (stream, "headers", NULL);
  const char *user_agent = NULL;

  g_assert_true (g_variant_lookup (stream, "user-agent", "&s", &user_agent));
  g_assert_cmpstr (user_agent, ==, expected);
  g_assert_true (g_variant_lookup (headers, "User-Agent", "&s", &user_agent));
  g_assert_cmpstr (user_agent, ==, expected);
  g_assert_cmpuint (g_variant_n_children (headers), ==, 1);
}

static void
test_user_agent (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture,
                                                          "config/lineupd/accounts/home.conf");
  g_autoptr (GKeyFile) file = g_key_file_new ();

  add (fixture);
  assert_user_agent (fixture, USER_AGENT);
  lineup_client_update (fixture, "home", "{'user-agent': <' Player, 1.0 (x; y) '>}", NULL);
  assert_user_agent (fixture, "Player, 1.0 (x; y)");
  lineup_client_update (fixture, "home", "{'user-agent': <''>}", NULL);
  assert_user_agent (fixture, USER_AGENT);

  /* A file may say anything, but no header ends before its end. */
  lineup_daemon_fixture_stop (fixture);
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  g_key_file_set_string (file, "Account", "UserAgent", "Player\r\nX-Other: 1");
  g_assert_true (g_key_file_save_to_file (file, path, NULL));
  lineup_daemon_fixture_start (fixture);
  assert_user_agent (fixture, USER_AGENT);
}

static void
assert_inhibited (LineupDaemonFixture *fixture, gboolean expected)
{
  g_autoptr (GVariant) inhibited = lineup_client_get (fixture, "home", "Inhibited");

  g_assert_cmpint (g_variant_get_boolean (inhibited), ==, expected);
}

static void
test_errors (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    gint64 id;
    const char *options;
    const char *name;
  } calls[] = {
    { "channels", 13, NULL, NOT_FOUND },
    { "episodes", 31, NULL, NOT_FOUND },
    { "movies", 11, "{'inhibit': <'Player'>}", NOT_FOUND },

    { "series", 31, "{'inhibit': <'Player'>}", LINEUP_INVALID_ARGS },
    { "films", 21, NULL, LINEUP_INVALID_ARGS },
    { "channels", 11, "{'format': <'rtmp'>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'format': <1>}", LINEUP_INVALID_ARGS },

    { "channels", 11, "{'start': <uint64 1700000000>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'end': <uint64 1700000000>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <uint64 0>, 'end': <uint64 60>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <uint64 60>, 'end': <uint64 0>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <uint64 60>, 'end': <uint64 60>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <uint64 60>, 'end': <uint64 59>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <uint64 60>, 'end': <int64 120>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <60>, 'end': <uint64 120>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <uint64 60>, 'end': <uint64 253402214401>}", LINEUP_INVALID_ARGS },
    { "channels",
      11,
      "{'start': <uint64 60>, 'end': <uint64 120>, 'duration': <uint32 1>}",
      LINEUP_INVALID_ARGS },
    { "channels", 12, "{'start': <uint64 60>, 'end': <uint64 120>}", LINEUP_INVALID_ARGS },
    { "movies", 21, "{'start': <uint64 60>, 'end': <uint64 120>}", LINEUP_INVALID_ARGS },
    { "channels",
      11,
      "{'start': <uint64 60>, 'end': <uint64 120>, 'format': <'flv'>}",
      LINEUP_INVALID_ARGS },

    { "movies", 21, "{'inhibit': <true>}", LINEUP_INVALID_ARGS },
    { "movies", 21, "{'inhibit': <''>}", LINEUP_INVALID_ARGS },
  };
  g_autofree char *who = g_strnfill (257, 'x');
  g_autofree char *too_long = g_strdup_printf ("{'inhibit': <'%s'>}", who);

  add (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    assert_error (fixture, calls[i].kind, calls[i].id, calls[i].options, calls[i].name);
  assert_error (fixture, "movies", 21, too_long, LINEUP_INVALID_ARGS);
  /* Where there is nothing to play nobody holds a lease. */
  assert_inhibited (fixture, FALSE);
}

static guint
get_cookie (GVariant *stream)
{
  guint cookie = 0;

  g_assert_true (g_variant_lookup (stream, "cookie", "u", &cookie));
  g_assert_cmpuint (cookie, >, 0);
  return cookie;
}

static void
test_inhibit (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) guest = lineup_test_bus_connect (fixture->bus);
  g_autoptr (GVariant) stream = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) released = NULL;
  g_autoptr (GVariant) other = NULL;
  g_autoptr (GError) error = NULL;
  guint inhibited = 0;

  add (fixture);
  stream = get_stream (fixture, "movies", 21, "{'inhibit': <'Player'>}");
  assert_inhibited (fixture, TRUE);
  released = lineup_daemon_fixture_expect (fixture,
                                           PATH,
                                           LINEUP_ACCOUNT_INTERFACE,
                                           "Uninhibit",
                                           g_variant_new ("(u)", get_cookie (stream)));
  assert_inhibited (fixture, FALSE);

  /* A lease lapses when who holds it leaves the bus. */
  reply = g_dbus_connection_call_sync (
      guest,
      LINEUP_BUS_NAME,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "GetStream",
      lineup_client_make_item_call ("movies", 21, "{'inhibit': <'Player'>}"),
      NULL,
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      NULL,
      &error);
  g_assert_no_error (error);
  other = g_variant_get_child_value (reply, 0);
  g_assert_cmpuint (get_cookie (other), !=, get_cookie (stream));
  assert_inhibited (fixture, TRUE);
  g_assert_true (g_dbus_connection_close_sync (guest, NULL, NULL));
  do
    {
      g_autoptr (GVariant) value = lineup_client_get (fixture, "home", "Inhibited");

      inhibited = g_variant_get_boolean (value);
    }
  while (inhibited);
}

static void
test_feature (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) features = lineup_daemon_fixture_get (
      fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "Features");
  g_autofree const char **names = g_variant_get_strv (features, NULL);

  g_assert_true (g_strv_contains (names, "streams"));
}

/* The daemon logs all that it can here. */
static void
test_secret (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const secrets[] = { PASSWORD, "hush%25", "/movie/" };
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *log = NULL;

  add (fixture);
  g_variant_unref (get_stream (fixture, "movies", 21, "{'inhibit': <'Player'>}"));
  lineup_daemon_fixture_stop (fixture);

  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_nonnull (strstr (log, "sync begins"));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autofree char *found = lineup_test_files_find (cache, secrets[i]);

      g_assert_null (strstr (log, secrets[i]));
      g_assert_null (found);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/stream/reply", test_reply);
  lineup_daemon_test ("/stream/unwritten", test_unwritten);
  lineup_daemon_test ("/stream/user-agent", test_user_agent);
  lineup_daemon_test ("/stream/errors", test_errors);
  lineup_daemon_test ("/stream/inhibit", test_inhibit);
  lineup_daemon_test ("/stream/feature", test_feature);
  lineup_daemon_test ("/stream/secret", test_secret);

  return g_test_run ();
}
