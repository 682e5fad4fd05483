/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

#define NOT_FOUND LINEUP_ERROR_NAME_PREFIX "NotFound"

/* A user name and a password that no word of a log or a database is by chance. */
#define USERNAME "zoe/7@example"
#define PASSWORD "hush%hush"
#define SEGMENTS "zoe%2F7@example/hush%25hush"

#define SETTINGS "{'username': <'" USERNAME "'>, 'password': <'" PASSWORD "'>}"

#define CHANNELS                                                                                   \
  "[{\"stream_id\":11,\"name\":\"News\",\"tv_archive\":1,\"tv_archive_duration\":\"3\"},"          \
  "{\"stream_id\":12,\"name\":\"Sport\",\"tv_archive\":0,\"tv_archive_duration\":0}]"

#define MOVIES                                                                                     \
  "[{\"stream_id\":21,\"name\":\"One\",\"container_extension\":\"MKV\"},"                          \
  "{\"stream_id\":22,\"name\":\"Two\",\"container_extension\":null}]"

#define SERIES "[{\"series_id\":31,\"name\":\"Show\"}]"

/* What comes behind the panel's address has to be @expected. */
static void
assert_url (LineupDaemonFixture *fixture,
            const char *kind,
            gint64 id,
            const char *options,
            const char *expected)
{
  g_autofree char *server = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *expected_url = g_strconcat (server, expected, NULL);
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "GetStreamUrl",
      lineup_client_make_item_call (kind, id, options));
  const char *url = NULL;

  g_variant_get (reply, "(&s)", &url);
  g_assert_cmpstr (url, ==, expected_url);
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
                                      "GetStreamUrl",
                                      lineup_client_make_item_call (kind, id, options),
                                      name);
}

static void
sync_home (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", NULL);

  g_assert_cmpstr (status, ==, "completed");
}

static void
give_lists (LineupDaemonFixture *fixture)
{
  lineup_fake_panel_set_credentials (fixture->panel, USERNAME, PASSWORD);
  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", CHANNELS);
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", MOVIES);
  lineup_fake_panel_set_text (fixture->panel, "get_series", SERIES);
}

/* Adds an account with two channels, two movies and one series, and syncs it. */
static void
add (LineupDaemonFixture *fixture)
{
  give_lists (fixture);
  lineup_client_add (fixture, "home", SETTINGS, NULL);
  sync_home (fixture);
}

static void
test_kinds (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture);

  assert_url (fixture, "channels", 11, NULL, "/live/" SEGMENTS "/11.ts");
  assert_url (fixture, "channels", 12, "{'format': <'ts'>}", "/live/" SEGMENTS "/12.ts");
  assert_url (fixture, "channels", 12, "{'format': <'m3u8'>}", "/live/" SEGMENTS "/12.m3u8");
  assert_url (fixture, "channels", 12, "{'colour': <'red'>}", "/live/" SEGMENTS "/12.ts");
  assert_url (fixture, "movies", 21, NULL, "/movie/" SEGMENTS "/21.mkv");
  assert_url (fixture, "movies", 22, NULL, "/movie/" SEGMENTS "/22.mp4");
  assert_url (fixture, "movies", 21, "{'format': <'m3u8'>}", "/movie/" SEGMENTS "/21.mkv");

  /* The panel's time zone is Europe/Paris: winter, summer. */
  assert_url (fixture,
              "channels",
              11,
              "{'start': <uint64 1700000000>, 'duration': <uint32 90>}",
              "/timeshift/" SEGMENTS "/90/2023-11-14:23-13/11.ts");
  assert_url (fixture,
              "channels",
              11,
              "{'start': <uint64 1751371200>, 'duration': <uint32 1>, 'format': <'m3u8'>}",
              "/timeshift/" SEGMENTS "/1/2025-07-01:14-00/11.m3u8");

  /* A disabled account's catalogue is still served, and so are its streams; nobody is asked. */
  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (FALSE), NULL);
  lineup_request_log_clear (fixture->requests);
  assert_url (fixture, "channels", 11, NULL, "/live/" SEGMENTS "/11.ts");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 0);
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
    { "channels", 21, NULL, NOT_FOUND },
    { "channels", -1, NULL, NOT_FOUND },
    { "movies", 11, NULL, NOT_FOUND },
    { "movies", G_MAXINT64, NULL, NOT_FOUND },
    { "channels", 13, "{'start': <uint64 1700000000>, 'duration': <uint32 90>}", NOT_FOUND },
    { "episodes", 31, NULL, NOT_FOUND },

    { "series", 31, NULL, LINEUP_INVALID_ARGS },
    { "series", 32, NULL, LINEUP_INVALID_ARGS },
    { "films", 21, NULL, LINEUP_INVALID_ARGS },
    { "", 21, NULL, LINEUP_INVALID_ARGS },
    { "movie-categories", 21, NULL, LINEUP_INVALID_ARGS },

    { "channels", 11, "{'format': <1>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'format': <''>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'format': <'TS'>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'format': <'rtmp'>}", LINEUP_INVALID_ARGS },
    { "movies", 21, "{'format': <true>}", LINEUP_INVALID_ARGS },
    { "movies", 21, "{'format': <'flv'>}", LINEUP_INVALID_ARGS },
    { "episodes", 31, "{'format': <1>}", LINEUP_INVALID_ARGS },

    { "channels", 11, "{'start': <uint64 1700000000>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'duration': <uint32 90>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <uint64 1>, 'duration': <uint32 0>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <uint64 0>, 'duration': <uint32 90>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <uint64 0>, 'duration': <uint32 0>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <int64 1>, 'duration': <uint32 90>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <'now'>, 'duration': <uint32 90>}", LINEUP_INVALID_ARGS },
    { "channels", 11, "{'start': <uint64 1>, 'duration': <uint64 90>}", LINEUP_INVALID_ARGS },
    { "channels",
      11,
      "{'start': <uint64 253402214401>, 'duration': <uint32 90>}",
      LINEUP_INVALID_ARGS },
    { "channels",
      11,
      "{'start': <uint64 18446744073709551615>, 'duration': <uint32 90>}",
      LINEUP_INVALID_ARGS },
    { "channels",
      12,
      "{'start': <uint64 1700000000>, 'duration': <uint32 90>}",
      LINEUP_INVALID_ARGS },
    { "movies",
      21,
      "{'start': <uint64 1700000000>, 'duration': <uint32 90>}",
      LINEUP_INVALID_ARGS },
    { "episodes",
      31,
      "{'start': <uint64 1700000000>, 'duration': <uint32 90>}",
      LINEUP_INVALID_ARGS },
  };

  add (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    assert_error (fixture, calls[i].kind, calls[i].id, calls[i].options, calls[i].name);
}

/* What the account allows decides, as far as the panel says. */
static void
test_formats (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *json;
    const char *chosen;
    gboolean ts;
    gboolean m3u8;
  } answers[] = {
    { NULL, "ts", TRUE, TRUE },
    { "[]", "ts", TRUE, TRUE },
    { "[\"rtmp\"]", "ts", TRUE, TRUE },
    { "[\"m3u8\",\"ts\",\"rtmp\"]", "ts", TRUE, TRUE },
    { "[\"rtmp\",\"TS\"]", "ts", TRUE, FALSE },
    { "[null,\"m3u8\"]", "m3u8", FALSE, TRUE },
    { "{\"1\":\"m3u8\"}", "m3u8", FALSE, TRUE },
    { "\"m3u8\"", "m3u8", FALSE, TRUE },
  };

  give_lists (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *expected = g_strconcat ("/live/" SEGMENTS "/11.", answers[i].chosen, NULL);

      /* Each time another account: what one answer leaves out, the one before may have said. */
      lineup_fake_panel_set_account (fixture->panel, "allowed_output_formats", answers[i].json);
      lineup_client_add (fixture, "home", SETTINGS, NULL);
      sync_home (fixture);
      assert_url (fixture, "channels", 11, NULL, expected);
      if (answers[i].ts)
        assert_url (fixture, "channels", 11, "{'format': <'ts'>}", "/live/" SEGMENTS "/11.ts");
      else
        assert_error (fixture, "channels", 11, "{'format': <'ts'>}", LINEUP_INVALID_ARGS);
      if (answers[i].m3u8)
        assert_url (fixture, "channels", 11, "{'format': <'m3u8'>}", "/live/" SEGMENTS "/11.m3u8");
      else
        assert_error (fixture, "channels", 11, "{'format': <'m3u8'>}", LINEUP_INVALID_ARGS);
      lineup_client_remove (fixture, "home", NULL);
    }
}

static void
set_live_format (LineupDaemonFixture *fixture, const char *format)
{
  lineup_client_set (fixture, "home", "LiveFormat", g_variant_new_string (format), NULL);
}

/* A person has the last word, whatever the panel allows, and a caller who asks the very last. */
static void
test_live_format (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const catch_up = "{'start': <uint64 1700000000>, 'duration': <uint32 90>}";
  const char *const settings = "{'username': <'" USERNAME "'>, 'password': <'" PASSWORD
                               "'>, 'live-format': <'m3u8'>}";

  give_lists (fixture);
  lineup_client_add (fixture, "home", settings, NULL);
  sync_home (fixture);
  assert_url (fixture, "channels", 11, NULL, "/live/" SEGMENTS "/11.m3u8");
  assert_url (fixture, "channels", 11, "{'format': <'ts'>}", "/live/" SEGMENTS "/11.ts");
  assert_url (
      fixture, "channels", 11, catch_up, "/timeshift/" SEGMENTS "/90/2023-11-14:23-13/11.m3u8");
  assert_url (fixture, "movies", 21, NULL, "/movie/" SEGMENTS "/21.mkv");

  lineup_client_update (fixture, "home", "{'live-format': <''>}", NULL);
  assert_url (fixture, "channels", 11, NULL, "/live/" SEGMENTS "/11.ts");

  lineup_fake_panel_set_account (fixture->panel, "allowed_output_formats", "[\"ts\"]");
  sync_home (fixture);
  set_live_format (fixture, "m3u8");
  assert_url (fixture, "channels", 11, NULL, "/live/" SEGMENTS "/11.m3u8");
  lineup_daemon_fixture_restart (fixture);
  assert_url (fixture, "channels", 11, NULL, "/live/" SEGMENTS "/11.m3u8");
  assert_url (fixture, "channels", 11, "{'format': <'m3u8'>}", "/live/" SEGMENTS "/11.m3u8");
  set_live_format (fixture, "");
  assert_error (fixture, "channels", 11, "{'format': <'m3u8'>}", LINEUP_INVALID_ARGS);
  assert_url (fixture, "channels", 11, NULL, "/live/" SEGMENTS "/11.ts");
}

static void
test_time_zones (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *json;
    const char *clock; /* at 08:53:20 UTC, in summer */
    const char *start; /* at 22:13:20 UTC, in winter */
  } answers[] = {
    { NULL, NULL, "2023-11-14:22-13" },
    { "\"Mars\\/Base\"", NULL, "2023-11-14:22-13" },
    { "\"\\/etc\\/passwd\"", NULL, "2023-11-14:22-13" },
    { "{}", NULL, "2023-11-14:22-13" },
    { "\"America\\/New_York\"", NULL, "2023-11-14:17-13" },
    { "\"America\\/New_York\"", "\"2025-10-09 04:53:20\"", "2023-11-14:17-13" },
    { "\"America\\/New_York\"", "\"2025-10-09 10:53:20\"", "2023-11-15:00-13" },
    { "\"UTC+3\"", NULL, "2023-11-15:01-13" },
    { "\"UTC+3\"", "\"2025-10-09 11:53:20\"", "2023-11-15:01-13" },
    { "\"GMT+3\"", "\"2025-10-09 11:53:20\"", "2023-11-15:01-13" },
    { "\"+03:00\"", "\"2025-10-09 11:53:20\"", "2023-11-15:01-13" },
    { "\"(GMT+03:00) Istanbul\"", "\"2025-10-09 11:53:20\"", "2023-11-15:01-13" },
    { "\"UTC+5:30\"", "\"2025-10-09 14:23:20\"", "2023-11-15:03-43" },
    { "null", "\"2025-10-09 11:53:20\"", "2023-11-15:01-13" },
  };

  give_lists (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *expected = g_strconcat (
          "/timeshift/" SEGMENTS "/90/", answers[i].start, "/11.ts", NULL);

      lineup_fake_panel_set_account (fixture->panel, "timezone", answers[i].json);
      lineup_fake_panel_set_account (fixture->panel, "time_now", answers[i].clock);
      lineup_client_add (fixture, "home", SETTINGS, NULL);
      sync_home (fixture);
      assert_url (fixture,
                  "channels",
                  11,
                  "{'start': <uint64 1700000000>, 'duration': <uint32 90>}",
                  expected);
      lineup_client_remove (fixture, "home", NULL);
    }
}

/* What the panel said survives a restart with the panel down, and an answer that refuses. */
static void
test_remembered (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const catch_up = "{'start': <uint64 1700000000>, 'duration': <uint32 90>}";
  const char *const expected = "/timeshift/" SEGMENTS "/90/2023-11-15:03-43/11.m3u8";
  g_autofree char *status = NULL;

  lineup_fake_panel_set_account (fixture->panel, "timezone", "\"UTC+5:30\"");
  lineup_fake_panel_set_account (fixture->panel, "time_now", "\"2025-10-09 14:23:20\"");
  lineup_fake_panel_set_account (fixture->panel, "allowed_output_formats", "[\"m3u8\"]");
  add (fixture);
  assert_url (fixture, "channels", 11, catch_up, expected);

  lineup_fake_panel_add_fault (fixture->panel, "account=body:{\"user_info\":{\"auth\":0}}");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "failed");
  assert_url (fixture, "channels", 11, catch_up, expected);

  lineup_fake_panel_refuse (fixture->panel);
  lineup_daemon_fixture_restart (fixture);
  assert_url (fixture, "channels", 11, catch_up, expected);
  assert_url (fixture, "movies", 21, NULL, "/movie/" SEGMENTS "/21.mkv");
  assert_error (fixture, "channels", 11, "{'format': <'ts'>}", LINEUP_INVALID_ARGS);
}

/* Each URL has the credentials of now. */
static void
test_update (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *secrets = lineup_daemon_fixture_get_path (fixture, "config/lineupd/secrets");

  add (fixture);
  assert_url (fixture, "channels", 11, NULL, "/live/" SEGMENTS "/11.ts");

  lineup_fake_panel_set_credentials (fixture->panel, USERNAME, "n\xc3\xa9w pass");
  lineup_client_update (fixture, "home", "{'password': <'n\xc3\xa9w pass'>}", NULL);
  assert_url (fixture, "channels", 11, NULL, "/live/zoe%2F7@example/n%C3%A9w%20pass/11.ts");
  lineup_daemon_fixture_restart (fixture);
  assert_url (fixture, "channels", 11, NULL, "/live/zoe%2F7@example/n%C3%A9w%20pass/11.ts");

  /* Credentials that were lost can't be made up. */
  lineup_test_files_remove (secrets);
  assert_error (fixture, "channels", 11, NULL, LINEUP_ERROR_NAME_PREFIX "AuthFailed");
}

static void
assert_nowhere (LineupDaemonFixture *fixture, const char *text)
{
  g_autofree char *log = lineup_daemon_fixture_read_log (fixture);
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *state = lineup_daemon_fixture_get_path (fixture, "config/lineupd/state");
  g_autofree char *in_cache = lineup_test_files_find (cache, text);
  g_autofree char *in_state = lineup_test_files_find (state, text);

  g_test_message ("Looking for %s", text);
  g_assert_null (strstr (log, text));
  g_assert_null (in_cache);
  g_assert_null (in_state);
}

/* The daemon logs all that it can here. */
static void
test_secret (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const secrets[] = { USERNAME,  PASSWORD, SEGMENTS,  "zoe%2F7",
                                         "hush%25", "/live/", "/movie/", "/timeshift/" };
  g_autofree char *log = NULL;

  add (fixture);
  assert_url (fixture, "channels", 11, NULL, "/live/" SEGMENTS "/11.ts");
  assert_url (fixture, "movies", 21, NULL, "/movie/" SEGMENTS "/21.mkv");
  assert_url (fixture,
              "channels",
              11,
              "{'start': <uint64 1700000000>, 'duration': <uint32 90>}",
              "/timeshift/" SEGMENTS "/90/2023-11-14:23-13/11.ts");
  assert_error (fixture, "channels", 13, NULL, NOT_FOUND);
  lineup_daemon_fixture_stop (fixture);

  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_nonnull (strstr (log, "sync begins"));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    assert_nowhere (fixture, secrets[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/stream-url/kinds", test_kinds);
  lineup_daemon_test ("/stream-url/errors", test_errors);
  lineup_daemon_test ("/stream-url/formats", test_formats);
  lineup_daemon_test ("/stream-url/live-format", test_live_format);
  lineup_daemon_test ("/stream-url/time-zones", test_time_zones);
  lineup_daemon_test ("/stream-url/remembered", test_remembered);
  lineup_daemon_test ("/stream-url/update", test_update);
  lineup_daemon_test ("/stream-url/secret", test_secret);

  return g_test_run ();
}
