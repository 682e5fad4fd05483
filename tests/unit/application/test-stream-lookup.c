/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-roster-fixture.h"
#include "lineup-stream-lookup.h"
#include "lineup-user-agent.h"

#define HOME "http://home.example"

/* Some minute, and the same on the panel's clock. */
#define START      G_GUINT64_CONSTANT (1600000020)
#define START_TEXT "2020-09-13:12-27"

enum
{
  CHANNEL = 1,
  ARCHIVED_CHANNEL = 2,
  MOVIE = 5,
  BARE_MOVIE = 6,
  SERIES = 7,
  EPISODE = 71,
  BARE_EPISODE = 72,
};

typedef struct
{
  LineupRosterFixture *roster;      /* (owned) */
  LineupSubscription *subscription; /* (unowned) */
} Fixture;

static void
put_details (Fixture *fixture, LineupKind kind, gint64 id, LineupDetails *details)
{
  LineupCatalogue *catalogue = lineup_subscription_get_catalogue (fixture->subscription);
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_put_details_async (
      catalogue, kind, id, details, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_catalogue_put_details_finish (catalogue, result, &error));
  g_assert_no_error (error);
}

static void
put_episodes (Fixture *fixture)
{
  g_autoptr (LineupDetails) details = lineup_details_new ();
  const LineupEpisode episodes[] = {
    { .id = EPISODE, .season = 1, .number = 2, .title = "Pilot", .extension = "mkv" },
    { .id = BARE_EPISODE, .season = 1, .number = 3 },
  };

  details->item.name = "Show";
  g_array_append_vals (details->episodes, episodes, G_N_ELEMENTS (episodes));
  put_details (fixture, LINEUP_KIND_SERIES, SERIES, details);
}

static LineupItem
make_item (gint64 id, const char *name)
{
  LineupItem item = LINEUP_ITEM_INIT;

  item.id = id;
  item.name = name;
  return item;
}

static void
import (Fixture *fixture)
{
  LineupItem channels[] = { make_item (CHANNEL, "One"), make_item (ARCHIVED_CHANNEL, "Two") };
  LineupItem movies[] = { make_item (MOVIE, "Movie"), make_item (BARE_MOVIE, "Bare") };
  LineupItem series[] = { make_item (SERIES, "Show") };

  channels[1].archive_days = 7;
  movies[0].extension = "mkv";
  lineup_roster_fixture_import (
      fixture->subscription, LINEUP_LIST_CHANNELS, channels, G_N_ELEMENTS (channels));
  lineup_roster_fixture_import (
      fixture->subscription, LINEUP_LIST_MOVIES, movies, G_N_ELEMENTS (movies));
  lineup_roster_fixture_import (
      fixture->subscription, LINEUP_LIST_SERIES, series, G_N_ELEMENTS (series));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->roster = lineup_roster_fixture_new ();
  fixture->subscription = lineup_roster_fixture_add (fixture->roster, "home");
  import (fixture);
  put_episodes (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_roster_fixture_free (fixture->roster);
}

/* What the panel says of the account: formats with blanks between them, and a time zone. */
static void
tell (Fixture *fixture, const char *formats, const char *zone)
{
  g_auto (GStrv) tokens = g_strsplit (formats, " ", -1);
  LineupAccountInfo info = { .authorized = TRUE, .timezone = (char *)zone, .formats = tokens };

  lineup_account_sync_take_account_info (lineup_subscription_get_sync (fixture->subscription),
                                         &info);
}

static void
set (Fixture *fixture, const char *property, const char *value)
{
  g_object_set (lineup_subscription_get_account (fixture->subscription), property, value, NULL);
}

static void
begin (Fixture *fixture, const LineupStreamRequest *request, LineupAwait **await)
{
  *await = NULL;
  lineup_stream_lookup_run_async (
      fixture->subscription, request, NULL, lineup_await_callback, await);
}

static LineupPlayable *
finish (Fixture *fixture, LineupAwait **await, GError **error)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);

  return lineup_stream_lookup_run_finish (fixture->subscription, result, error);
}

static LineupPlayable *
look_up (Fixture *fixture, const LineupStreamRequest *request)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  LineupPlayable *playable = NULL;

  begin (fixture, request, &await);
  playable = finish (fixture, &await, &error);
  g_assert_no_error (error);
  return playable;
}

static void
assert_url (Fixture *fixture, const LineupStreamRequest *request, const char *expected)
{
  g_autoptr (LineupPlayable) playable = look_up (fixture, request);

  g_assert_cmpstr (playable->url, ==, expected);
}

static void
assert_fails (Fixture *fixture, const LineupStreamRequest *request, GQuark domain, int code)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;

  begin (fixture, request, &await);
  g_assert_null (finish (fixture, &await, &error));
  g_assert_error (error, domain, code);
}

static void
assert_impossible (Fixture *fixture, const LineupStreamRequest *request)
{
  assert_fails (fixture, request, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* What is played */

static void
test_channel (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = { .kind = LINEUP_KIND_CHANNELS, .id = CHANNEL };
  g_autoptr (LineupPlayable) playable = look_up (fixture, &request);

  g_assert_cmpstr (playable->url, ==, HOME "/live/user/secret/1.ts");
  g_assert_cmpstr (playable->title, ==, "One");
  g_assert_cmpstr (playable->format, ==, "ts");
  g_assert_cmpstr (g_hash_table_lookup (playable->headers, LINEUP_STREAM_USER_AGENT),
                   ==,
                   LINEUP_USER_AGENT_DEFAULT);
  g_assert_true (playable->live);
  g_assert_cmpuint (playable->start, ==, 0);
  g_assert_cmpuint (playable->end, ==, 0);
}

/* Panels know players by what they call themselves. */
static void
test_user_agent (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = { .kind = LINEUP_KIND_MOVIES, .id = MOVIE };
  g_autoptr (LineupPlayable) playable = NULL;

  set (fixture, "user-agent", "Player/1.0");
  playable = look_up (fixture, &request);
  g_assert_cmpstr (
      g_hash_table_lookup (playable->headers, LINEUP_STREAM_USER_AGENT), ==, "Player/1.0");
}

static void
test_movies (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = { .kind = LINEUP_KIND_MOVIES, .id = MOVIE };
  const LineupStreamRequest bare = { .kind = LINEUP_KIND_MOVIES, .id = BARE_MOVIE };
  g_autoptr (LineupDetails) details = lineup_details_new ();
  g_autoptr (LineupPlayable) playable = look_up (fixture, &request);

  g_assert_cmpstr (playable->url, ==, HOME "/movie/user/secret/5.mkv");
  g_assert_cmpstr (playable->title, ==, "Movie");
  g_assert_cmpstr (playable->format, ==, "mkv");
  g_assert_false (playable->live);

  assert_url (fixture, &bare, HOME "/movie/user/secret/6.mp4");
  /* What is said of this film alone. */
  details->item.name = "Bare";
  details->item.extension = "avi";
  put_details (fixture, LINEUP_KIND_MOVIES, BARE_MOVIE, details);
  assert_url (fixture, &bare, HOME "/movie/user/secret/6.avi");
}

static void
test_episodes (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request
      = { .kind = LINEUP_KIND_SERIES, .is_episode = TRUE, .id = EPISODE };
  const LineupStreamRequest bare
      = { .kind = LINEUP_KIND_SERIES, .is_episode = TRUE, .id = BARE_EPISODE };
  const LineupStreamRequest series = { .kind = LINEUP_KIND_SERIES, .id = SERIES };
  g_autoptr (LineupPlayable) playable = look_up (fixture, &request);

  g_assert_cmpstr (playable->url, ==, HOME "/series/user/secret/71.mkv");
  g_assert_cmpstr (playable->title, ==, "Show – S01E02 – Pilot");
  g_assert_false (playable->live);
  assert_url (fixture, &bare, HOME "/series/user/secret/72.mp4");
  assert_impossible (fixture, &series);
}

/* Nobody is asked for credentials in vain. */
static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest requests[] = {
    { .kind = LINEUP_KIND_CHANNELS, .id = 99 },
    { .kind = LINEUP_KIND_MOVIES, .id = 99 },
    { .kind = LINEUP_KIND_SERIES, .is_episode = TRUE, .id = 99 },
    { .kind = LINEUP_KIND_SERIES, .is_episode = TRUE, .id = SERIES },
    { .kind = LINEUP_KIND_MOVIES, .id = CHANNEL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    assert_fails (fixture, &requests[i], LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
  g_assert_cmpuint (lineup_memory_secrets_count_lookups (fixture->roster->secrets), ==, 0);
}

/* Formats */

/* What is wanted, what the account is set to, what the panel allows, and what comes of it: nothing
 * is an error. */
static const struct
{
  const char *wanted;
  const char *set;
  const char *allowed;
  const char *format;
} formats[] = {
  { NULL, "", "", "ts" },
  { "ts", "", "", "ts" },
  { "m3u8", "", "", "m3u8" },
  { NULL, "", "m3u8 ts", "ts" },
  { NULL, "", "m3u8", "m3u8" },
  { "ts", "", "m3u8", NULL },
  { "m3u8", "", "ts rtmp", NULL },
  /* A panel that allows neither has said nothing. */
  { NULL, "", "rtmp", "ts" },
  { "m3u8", "", "rtmp", "m3u8" },
  /* What a person has set is not measured by what a panel says. */
  { NULL, "m3u8", "ts", "m3u8" },
  { "m3u8", "m3u8", "ts", "m3u8" },
  { "ts", "m3u8", "ts", "ts" },
  { "ts", "m3u8", "m3u8", NULL },
};

static void
test_formats (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const LineupStreamRequest request
          = { .kind = LINEUP_KIND_CHANNELS, .id = CHANNEL, .format = formats[i].wanted };
      g_autofree char *expected = g_strdup_printf (HOME "/live/user/secret/1.%s",
                                                   formats[i].format);

      tell (fixture, formats[i].allowed, NULL);
      set (fixture, "live-format", formats[i].set);
      if (formats[i].format != NULL)
        assert_url (fixture, &request, expected);
      else
        assert_impossible (fixture, &request);
    }
}

/* Catch-up */

static LineupStreamRequest
make_catch_up (guint64 start, guint64 end, guint duration)
{
  return (LineupStreamRequest){ .kind = LINEUP_KIND_CHANNELS,
                                .id = ARCHIVED_CHANNEL,
                                .start = start,
                                .end = end,
                                .duration = duration };
}

static void
test_catch_up (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest by_duration = make_catch_up (START, 0, 30);
  const LineupStreamRequest by_end = make_catch_up (START, START + 30 * 60, 0);
  const LineupStreamRequest *const requests[] = { &by_duration, &by_end };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (LineupPlayable) playable = look_up (fixture, requests[i]);

      g_assert_cmpstr (playable->url, ==, HOME "/timeshift/user/secret/30/" START_TEXT "/2.ts");
      g_assert_cmpuint (playable->start, ==, START);
      g_assert_cmpuint (playable->end, ==, START + 30 * 60);
      g_assert_false (playable->live);
    }
}

/* Panels play whole minutes, and nothing of what was asked for is missing. */
static void
test_minutes (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint64 start;
    guint64 end;
    guint minutes;
  } spans[] = {
    { START, START + 1, 1 },       { START, START + 60, 1 },      { START, START + 61, 2 },
    { START + 59, START + 60, 1 }, { START + 59, START + 61, 2 }, { START + 30, START + 90, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      const LineupStreamRequest request = make_catch_up (spans[i].start, spans[i].end, 0);
      g_autofree char *expected = g_strdup_printf (
          HOME "/timeshift/user/secret/%u/" START_TEXT "/2.ts", spans[i].minutes);

      assert_url (fixture, &request, expected);
    }
}

/* A catch-up stream starts at a time of the panel's. */
static void
test_timezone (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = make_catch_up (START, 0, 1);

  tell (fixture, "ts", "+03:00");
  assert_url (fixture, &request, HOME "/timeshift/user/secret/1/2020-09-13:15-27/2.ts");
}

static void
test_no_catch_up (Fixture *fixture, gconstpointer data)
{
  LineupStreamRequest requests[] = {
    make_catch_up (START, START, 0),   make_catch_up (START, START - 1, 0),
    make_catch_up (G_MAXUINT64, 0, 1), make_catch_up (START, G_MAXUINT64, 0),
    make_catch_up (START, 0, 1),       make_catch_up (START, 0, 1),
    make_catch_up (START, 0, 1),
  };

  /* A channel without an archive, and what is no channel. */
  requests[4].id = CHANNEL;
  requests[5].kind = LINEUP_KIND_MOVIES;
  requests[5].id = MOVIE;
  requests[6].kind = LINEUP_KIND_SERIES;
  requests[6].is_episode = TRUE;
  requests[6].id = EPISODE;
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    assert_impossible (fixture, &requests[i]);
  g_assert_cmpuint (lineup_memory_secrets_count_lookups (fixture->roster->secrets), ==, 0);
}

/* Credentials */

static void
test_no_credentials (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = { .kind = LINEUP_KIND_CHANNELS, .id = CHANNEL };

  lineup_secret_store_store_async (
      LINEUP_SECRET_STORE (fixture->roster->secrets), "home", NULL, NULL, NULL, NULL);
  assert_fails (fixture, &request, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = { .kind = LINEUP_KIND_CHANNELS, .id = CHANNEL };
  LineupMemorySecrets *secrets = fixture->roster->secrets;

  lineup_memory_secrets_lock (secrets, FALSE);
  assert_fails (fixture, &request, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (lineup_memory_secrets_count_questions (secrets), ==, 1);
  lineup_memory_secrets_lock (secrets, TRUE);
  assert_url (fixture, &request, HOME "/live/user/secret/1.ts");
  g_assert_cmpuint (lineup_memory_secrets_count_questions (secrets), ==, 2);
}

static gboolean
has_looked_up (gpointer user_data)
{
  return lineup_memory_secrets_count_lookups (user_data) > 0;
}

/* The account moves while its keyring is waited for: ids of the old server mean nothing to the new
 * one, which is not to be told of them, nor the old one of the new credentials. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = { .kind = LINEUP_KIND_CHANNELS, .id = CHANNEL };
  LineupMemorySecrets *secrets = fixture->roster->secrets;
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;

  lineup_memory_secrets_hold (secrets, TRUE);
  begin (fixture, &request, &await);
  lineup_await_until (has_looked_up, secrets);
  set (fixture, "url", "http://new.example");
  lineup_memory_secrets_hold (secrets, FALSE);
  g_assert_null (finish (fixture, &await, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
}

/* Giving up: whoever does is answered at once, and nobody is asked anything more. */

static void
assert_given_up (Fixture *fixture, LineupAwait **await, guint n_lookups)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (finish (fixture, await, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_await_nothing ();
  g_assert_cmpuint (lineup_memory_secrets_count_lookups (fixture->roster->secrets), ==, n_lookups);
  g_assert_cmpuint (lineup_memory_secrets_count_questions (fixture->roster->secrets), ==, 0);
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = { .kind = LINEUP_KIND_CHANNELS, .id = CHANNEL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupAwait *await = NULL;

  g_cancellable_cancel (cancellable);
  lineup_stream_lookup_run_async (
      fixture->subscription, &request, cancellable, lineup_await_callback, &await);
  assert_given_up (fixture, &await, 0);
}

/* While the item is looked for. */
static void
test_cancelled_read (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = { .kind = LINEUP_KIND_CHANNELS, .id = CHANNEL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupAwait *await = NULL;

  lineup_stream_lookup_run_async (
      fixture->subscription, &request, cancellable, lineup_await_callback, &await);
  g_cancellable_cancel (cancellable);
  assert_given_up (fixture, &await, 0);
}

/* While credentials are waited for. */
static void
test_cancelled_credentials (Fixture *fixture, gconstpointer data)
{
  const LineupStreamRequest request = { .kind = LINEUP_KIND_CHANNELS, .id = CHANNEL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupMemorySecrets *secrets = fixture->roster->secrets;
  LineupAwait *await = NULL;

  lineup_memory_secrets_hold (secrets, TRUE);
  lineup_stream_lookup_run_async (
      fixture->subscription, &request, cancellable, lineup_await_callback, &await);
  lineup_await_until (has_looked_up, secrets);
  g_cancellable_cancel (cancellable);
  assert_given_up (fixture, &await, 1);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/application/stream-lookup/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("channel", test_channel);
  ADD ("user-agent", test_user_agent);
  ADD ("movies", test_movies);
  ADD ("episodes", test_episodes);
  ADD ("not-found", test_not_found);
  ADD ("formats", test_formats);
  ADD ("catch-up", test_catch_up);
  ADD ("minutes", test_minutes);
  ADD ("timezone", test_timezone);
  ADD ("no-catch-up", test_no_catch_up);
  ADD ("no-credentials", test_no_credentials);
  ADD ("locked", test_locked);
  ADD ("moved", test_moved);
  ADD ("cancel/before", test_cancelled_before);
  ADD ("cancel/read", test_cancelled_read);
  ADD ("cancel/credentials", test_cancelled_credentials);

  return g_test_run ();
}
