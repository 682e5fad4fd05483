/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-keeper.h"

#include "lineup-await.h"
#include "lineup-details-decoder.h"
#include "lineup-error.h"
#include "lineup-failing-disk.h"
#include "lineup-names.h"
#include "lineup-polite-source.h"
#include "lineup-reader.h"
#include "lineup-sync-fixture.h"

#define MINUTE (60 * (gint64)G_USEC_PER_SEC)
#define HOUR   (60 * MINUTE)

#define MOVIE  "{\"info\":{\"plot\":\"Plot\"}}"
#define SHOW   "{\"episodes\":{\"1\":[{\"id\":71,\"container_extension\":\"mkv\"}]}}"
#define BROKEN "{\"error\":\"no\"}"

/* An account whose 30 movies and 30 series have the ids from 1. */
typedef struct
{
  LineupSyncFixture sync;
  LineupHosts *hosts;          /* (owned) */
  LineupSource *source;        /* (owned): the account's, as it is provided */
  LineupDetailsKeeper *keeper; /* (owned) */
} Fixture;

/* Makes the source that @dummy provides from now on. */
static LineupSource *
make_polite (Fixture *fixture, LineupDummySource *dummy, const char *host)
{
  LineupSource *source = lineup_polite_source_new (LINEUP_SOURCE (dummy), host, fixture->hosts);

  lineup_dummy_source_set_front (dummy, source);
  return source;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  lineup_sync_fixture_set_up (&fixture->sync, data);
  lineup_sync_fixture_run (&fixture->sync);
  lineup_dummy_source_forget (fixture->sync.source);
  lineup_dummy_source_set_details_func (fixture->sync.source, lineup_details_decode);
  lineup_dummy_source_set_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, MOVIE);
  fixture->hosts = lineup_hosts_new (LINEUP_CLOCK (fixture->sync.clock));
  fixture->source = make_polite (fixture, fixture->sync.source, "panel.example:80");
  fixture->keeper = lineup_details_keeper_new ("home",
                                               LINEUP_SOURCE_PROVIDER (fixture->sync.source),
                                               fixture->sync.catalogue,
                                               fixture->hosts);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_details_keeper_stop (fixture->keeper);
  lineup_await_finalize (fixture->keeper);
  lineup_dummy_source_set_front (fixture->sync.source, NULL);
  lineup_await_finalize (fixture->source);
  lineup_await_finalize (fixture->hosts);
  lineup_sync_fixture_tear_down (&fixture->sync, data);
}

static void
begin (Fixture *fixture, LineupKind kind, gint64 id, gboolean refresh, LineupAwait **await)
{
  *await = NULL;
  lineup_details_keeper_get_async (
      fixture->keeper, kind, id, refresh, NULL, lineup_await_callback, await);
}

static char *
describe (const LineupDetails *details)
{
  if (details == NULL)
    return g_strdup ("unknown");
  if (details->item.plot != NULL)
    return g_strdup (details->item.plot);
  return g_strdup_printf ("%u episodes", details->episodes->len);
}

/* Returns what a call came to, as text: the plot or how many episodes, and in brackets why there is
 * no news; or the error. */
static char *
finish (Fixture *fixture, LineupAwait **await)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (LineupDetails) details = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (!lineup_details_keeper_get_finish (fixture->keeper, result, &details, &reason, &error))
    return lineup_error_get_dbus_name (error);
  text = describe (details);
  if (reason == NULL)
    return g_steal_pointer (&text);
  name = lineup_error_get_dbus_name (reason);
  g_assert_true (g_str_has_prefix (name, LINEUP_ERROR_NAME_PREFIX));
  return g_strdup_printf ("%s (%s)", text, name + strlen (LINEUP_ERROR_NAME_PREFIX));
}

static void
assert_end (Fixture *fixture, LineupAwait **await, const char *expected)
{
  g_autofree char *end = finish (fixture, await);

  if (strchr (expected, ' ') == NULL && strchr (end, '.') != NULL)
    g_assert_true (g_str_has_suffix (end, expected));
  else
    g_assert_cmpstr (end, ==, expected);
}

static void
assert_get (Fixture *fixture, LineupKind kind, gint64 id, const char *expected)
{
  LineupAwait *await = NULL;

  begin (fixture, kind, id, FALSE, &await);
  assert_end (fixture, &await, expected);
}

/* What the panel has been asked since the last time. */
static void
assert_requests (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (lineup_dummy_source_get_requests (fixture->sync.source), ==, expected);
  lineup_dummy_source_forget (fixture->sync.source);
}

static void
advance (Fixture *fixture, gint64 microseconds)
{
  lineup_test_clock_advance (fixture->sync.clock, microseconds);
}

static void
queue_error (Fixture *fixture, LineupError code)
{
  lineup_dummy_source_queue_error (fixture->sync.source,
                                   LINEUP_DUMMY_DETAILS,
                                   1,
                                   lineup_error_new_answer (code, 0, 0, TRUE, "It does not work"));
}

/* Asked for once, then known for a day, in memory and on the disk. */
static void
test_fresh (Fixture *fixture, gconstpointer data)
{
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "panel movies/1");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  advance (fixture, 24 * HOUR - G_USEC_PER_SEC);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "");

  advance (fixture, G_USEC_PER_SEC);
  lineup_dummy_source_set_text (
      fixture->sync.source, LINEUP_DUMMY_DETAILS, "{\"info\":{\"plot\":\"New\"}}");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "New");
  assert_requests (fixture, "panel movies/1");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "New");
  assert_requests (fixture, "");
}

/* A panel that says nothing of an item is asked again after a quarter of an hour. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_set_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, "[]");
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "0 episodes (NotFound)");
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "0 episodes (NotFound)");
  advance (fixture, 15 * MINUTE - G_USEC_PER_SEC);
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "0 episodes (NotFound)");
  assert_requests (fixture, "panel series/1");

  advance (fixture, G_USEC_PER_SEC);
  lineup_dummy_source_set_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, SHOW);
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "1 episodes");
  advance (fixture, HOUR);
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "1 episodes");
  assert_requests (fixture, "panel series/1");
}

/* Gets @kind's first item, of which @text is known, from a panel that says @answer now. */
static void
assert_kept (
    Fixture *fixture, LineupKind kind, const char *text, const char *answer, const char *expected)
{
  LineupAwait *await = NULL;

  g_test_message ("%s", answer);
  lineup_dummy_source_set_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, text);
  begin (fixture, kind, 1, TRUE, &await);
  g_free (finish (fixture, &await));
  lineup_dummy_source_set_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, answer);
  begin (fixture, kind, 1, TRUE, &await);
  assert_end (fixture, &await, expected);
  assert_get (fixture, kind, 1, expected);
}

/* What is known stays where the panel has nothing to say of it, and only there. */
static void
test_no_news (Fixture *fixture, gconstpointer data)
{
  const char *const nothing[] = {
    "[]",
    "{\"info\":[]}",
    "{\"info\":null,\"movie_data\":[],\"seasons\":null,\"episodes\":{}}",
    "{\"info\":{\"plot\":\"\",\"rating\":\"0\"},\"seasons\":[],\"episodes\":[]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      assert_kept (fixture, LINEUP_KIND_MOVIES, MOVIE, nothing[i], "Plot (NotFound)");
      assert_kept (fixture, LINEUP_KIND_SERIES, SHOW, nothing[i], "1 episodes (NotFound)");
    }

  /* Other fields, and other episodes, are news. */
  assert_kept (fixture, LINEUP_KIND_MOVIES, MOVIE, "{\"info\":{\"genre\":\"G\"}}", "0 episodes");
  assert_kept (fixture, LINEUP_KIND_SERIES, SHOW, "{\"episodes\":[{\"id\":9}]}", "1 episodes");

  /* A film's file is there, but nothing of the film, and the other way round. */
  assert_kept (fixture,
               LINEUP_KIND_MOVIES,
               MOVIE,
               "{\"info\":[],\"movie_data\":{\"container_extension\":\"avi\"}}",
               "Plot (NotFound)");
  assert_kept (fixture,
               LINEUP_KIND_SERIES,
               SHOW,
               "{\"info\":{\"plot\":\"Plot\"},\"episodes\":[]}",
               "Plot (NotFound)");

  /* An answer that says something once more is as good as ever. */
  assert_kept (fixture, LINEUP_KIND_MOVIES, MOVIE, MOVIE, "Plot");
  lineup_dummy_source_forget (fixture->sync.source);
  advance (fixture, 24 * HOUR - G_USEC_PER_SEC);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "");
}

/* The list of movies from now on: 30, of which the first has these fields. */
static void
sync_movies (Fixture *fixture, const char *fields)
{
  g_autoptr (GString) list = g_string_new ("[{\"stream_id\":1,");

  g_string_append_printf (list, "%s}", fields);
  for (guint i = 2; i <= 30; i++)
    g_string_append_printf (list, ",{\"stream_id\":%u,\"name\":\"Item %u\"}", i, i);
  g_string_append_c (list, ']');
  lineup_dummy_source_set_text (fixture->sync.source, LINEUP_LIST_MOVIES, list->str);
  lineup_sync_fixture_start (&fixture->sync, LINEUP_LIST_SET_OF (LINEUP_LIST_MOVIES));
  lineup_sync_fixture_finish (&fixture->sync);
  lineup_dummy_source_forget (fixture->sync.source);
}

/* Details are of the item that was asked for: the next who asks for another version of it asks the
 * panel, once; and what is not of this film any more is not served. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  sync_movies (fixture, "\"name\":\"Film\",\"container_extension\":\"mkv\"");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  sync_movies (fixture, "\"container_extension\":\"mkv\",\"name\":\"Film\",\"num\":7");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "");

  sync_movies (fixture, "\"name\":\"Film\",\"container_extension\":\"mp4\"");
  queue_error (fixture, LINEUP_ERROR_OFFLINE);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot (Offline)");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "panel movies/1 panel movies/1");

  /* As it was when it was asked for. */
  sync_movies (fixture, "\"name\":\"Film (2020)\"");
  sync_movies (fixture, "\"name\":\"Film\",\"container_extension\":\"mp4\"");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "");

  /* No news of the new version is none of it, and of the old one's no more than before. */
  sync_movies (fixture, "\"name\":\"Film (2020)\"");
  lineup_dummy_source_set_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, "[]");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot (NotFound)");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot (NotFound)");
  assert_requests (fixture, "panel movies/1");
  sync_movies (fixture, "\"name\":\"Film (2021)\"");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot (NotFound)");
  assert_requests (fixture, "panel movies/1");

  /* Another film. */
  sync_movies (fixture, "\"name\":\"Comedy\"");
  queue_error (fixture, LINEUP_ERROR_OFFLINE);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "unknown (Offline)");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "0 episodes (NotFound)");
  assert_requests (fixture, "panel movies/1 panel movies/1");
}

/* A sync changes the item while the panel is asked for it: the answer may be of either version. */
static void
test_race (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) rest = g_string_new ("{\"stream_id\":1,\"name\":\"Renamed\"}");

  for (guint i = 2; i <= 30; i++)
    g_string_append_printf (rest, ",{\"stream_id\":%u,\"name\":\"Item %u\"}", i, i);
  g_string_append_c (rest, ']');
  lineup_dummy_source_queue_hold_body (fixture->sync.source, LINEUP_LIST_MOVIES, "[");
  lineup_sync_fixture_start (&fixture->sync, LINEUP_LIST_SET_OF (LINEUP_LIST_MOVIES));
  lineup_sync_fixture_await_request (&fixture->sync, 3);
  lineup_await_nothing ();
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  lineup_dummy_source_release_body (fixture->sync.source, rest->str);
  lineup_sync_fixture_finish (&fixture->sync);
  lineup_dummy_source_forget (fixture->sync.source);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "panel movies/1");
}

/* A clock that was wrong for a while makes nothing fresh for years. */
static void
test_clock_set_back (Fixture *fixture, gconstpointer data)
{
  const gint64 now = lineup_clock_get_real_time (LINEUP_CLOCK (fixture->sync.clock));

  lineup_test_clock_set_real_time (fixture->sync.clock, now + 9000 * HOUR);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  lineup_test_clock_set_real_time (fixture->sync.clock, now);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "panel movies/1 panel movies/1");
}

static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  LineupAwait *first = NULL;

  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  begin (fixture, LINEUP_KIND_MOVIES, 1, TRUE, &await);
  assert_end (fixture, &await, "Plot");
  assert_requests (fixture, "panel movies/1 panel movies/1");

  /* A call that joins another is not forgotten, either. */
  begin (fixture, LINEUP_KIND_MOVIES, 1, FALSE, &first);
  begin (fixture, LINEUP_KIND_MOVIES, 1, TRUE, &await);
  assert_end (fixture, &first, "Plot");
  assert_end (fixture, &await, "Plot");
  assert_requests (fixture, "panel movies/1");
}

static void
test_ten_callers (Fixture *fixture, gconstpointer data)
{
  LineupAwait *awaits[10] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (awaits); i++)
    begin (fixture, LINEUP_KIND_MOVIES, 1, i % 2 == 1, &awaits[i]);
  for (guint i = 0; i < G_N_ELEMENTS (awaits); i++)
    assert_end (fixture, &awaits[i], "Plot");
  assert_requests (fixture, "panel movies/1");
}

/* Movie 1 and series 1 are not the same. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  LineupAwait *movie = NULL;
  LineupAwait *series = NULL;

  lineup_dummy_source_queue_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, MOVIE);
  lineup_dummy_source_queue_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, SHOW);
  begin (fixture, LINEUP_KIND_MOVIES, 1, FALSE, &movie);
  assert_end (fixture, &movie, "Plot");
  begin (fixture, LINEUP_KIND_SERIES, 1, FALSE, &series);
  assert_end (fixture, &series, "1 episodes");
  assert_requests (fixture, "panel movies/1 panel series/1");
}

static void
test_unknown_item (Fixture *fixture, gconstpointer data)
{
  assert_get (fixture, LINEUP_KIND_MOVIES, 31, "NotFound");
  assert_get (fixture, LINEUP_KIND_SERIES, -1, "NotFound");
  assert_requests (fixture, "");
}

/* What is known is better than nothing, however old it is and whatever went wrong. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    LineupError code;
    const char *movie;
    const char *series;
  } cases[] = {
    { LINEUP_ERROR_OFFLINE, "Plot (Offline)", "1 episodes (Offline)" },
    { LINEUP_ERROR_TIMEOUT, "Plot (Timeout)", "1 episodes (Timeout)" },
    { LINEUP_ERROR_SERVER, "Plot (Server)", "1 episodes (Server)" },
    { LINEUP_ERROR_CERTIFICATE, "Plot (Certificate)", "1 episodes (Certificate)" },
    { LINEUP_ERROR_RATE_LIMITED, "Plot (RateLimited)", "1 episodes (RateLimited)" },
    { LINEUP_ERROR_AUTH_FAILED, "Plot (AuthFailed)", "1 episodes (AuthFailed)" },
  };

  lineup_dummy_source_queue_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, MOVIE);
  lineup_dummy_source_queue_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, SHOW);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "1 episodes");
  lineup_dummy_source_forget (fixture->sync.source);
  advance (fixture, 9000 * HOUR);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LineupAwait *await = NULL;

      queue_error (fixture, cases[i].code);
      assert_get (fixture, LINEUP_KIND_SERIES, 1, cases[i].series);
      queue_error (fixture, cases[i].code);
      begin (fixture, LINEUP_KIND_MOVIES, 1, TRUE, &await);
      assert_end (fixture, &await, cases[i].movie);
      assert_requests (fixture, "panel series/1 panel movies/1");
    }

  lineup_dummy_source_set_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, BROKEN);
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "1 episodes (MalformedData)");
  lineup_dummy_source_queue_error (
      fixture->sync.source,
      LINEUP_DUMMY_SOURCE_ITSELF,
      1,
      g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "Locked"));
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "1 episodes (KeyringLocked)");
}

/* The list knows something, when the panel has nothing; what a person has to set right is told. */
static void
test_never_known (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    LineupError code;
    const char *movie;
    const char *series;
  } cases[] = {
    { LINEUP_ERROR_OFFLINE, "unknown (Offline)", "unknown (Offline)" },
    { LINEUP_ERROR_TIMEOUT, "unknown (Timeout)", "unknown (Timeout)" },
    { LINEUP_ERROR_SERVER, "unknown (Server)", "unknown (Server)" },
    { LINEUP_ERROR_RATE_LIMITED, "unknown (RateLimited)", "unknown (RateLimited)" },
    { LINEUP_ERROR_CERTIFICATE, "Certificate", "Certificate" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      queue_error (fixture, cases[i].code);
      assert_get (fixture, LINEUP_KIND_MOVIES, 1, cases[i].movie);
      queue_error (fixture, cases[i].code);
      assert_get (fixture, LINEUP_KIND_SERIES, 1, cases[i].series);
      assert_requests (fixture, "panel movies/1 panel series/1");
    }

  lineup_dummy_source_queue_error (
      fixture->sync.source,
      LINEUP_DUMMY_SOURCE_ITSELF,
      1,
      g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED, "No credentials"));
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "AuthFailed");
  assert_requests (fixture, "panel");

  /* What is no details is not kept. */
  lineup_dummy_source_queue_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, BROKEN);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "unknown (MalformedData)");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
}

/* What a source does not tell it is not asked: the list has to do. */
static void
test_no_details (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_set_capabilities (fixture->sync.source, LINEUP_SOURCE_TELLS_ACCOUNT);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "unknown (NotFound)");
  assert_requests (fixture, "panel");
}

static void
test_disabled (Fixture *fixture, gconstpointer data)
{
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  lineup_dummy_source_forget (fixture->sync.source);
  g_object_set (fixture->keeper, "enabled", FALSE, NULL);
  advance (fixture, 48 * HOUR);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot (Disabled)");
  assert_get (fixture, LINEUP_KIND_MOVIES, 2, "unknown (Disabled)");
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "unknown (Disabled)");
  assert_requests (fixture, "");
}

/* Calls go one at a time; and what waits for its turn has no more time than what has it. */
static void
test_turns (Fixture *fixture, gconstpointer data)
{
  LineupAwait *first = NULL;
  LineupAwait *second = NULL;
  LineupAwait *third = NULL;

  lineup_dummy_source_queue_hold (fixture->sync.source, LINEUP_DUMMY_DETAILS);
  begin (fixture, LINEUP_KIND_SERIES, 1, FALSE, &first);
  lineup_sync_fixture_await_request (&fixture->sync, 2);
  begin (fixture, LINEUP_KIND_SERIES, 2, FALSE, &second);
  lineup_sync_fixture_await_request (&fixture->sync, 3);
  lineup_await_nothing ();
  assert_requests (fixture, "panel series/1 panel");

  advance (fixture, 19 * G_USEC_PER_SEC);
  begin (fixture, LINEUP_KIND_MOVIES, 3, FALSE, &third);
  lineup_sync_fixture_await_request (&fixture->sync, 1);
  lineup_await_nothing ();
  g_assert_null (first);
  g_assert_null (second);
  advance (fixture, G_USEC_PER_SEC);
  assert_end (fixture, &first, "unknown (Timeout)");
  assert_end (fixture, &second, "unknown (Timeout)");
  assert_end (fixture, &third, "Plot");
  assert_requests (fixture, "panel movies/3");
}

/* Two accounts of one host share its turns, those of two hosts don't. */
static void
test_hosts (Fixture *fixture, gconstpointer data)
{
  LineupClock *clock = LINEUP_CLOCK (fixture->sync.clock);
  static const char *const hosts[] = { "panel.example:80", "other.example:80" };
  LineupDummySource *sources[G_N_ELEMENTS (hosts)];
  LineupSource *polite[G_N_ELEMENTS (hosts)];
  LineupDetailsKeeper *keepers[G_N_ELEMENTS (sources)];
  LineupAwait *awaits[G_N_ELEMENTS (sources)] = { NULL };
  LineupAwait *held = NULL;

  lineup_dummy_source_queue_hold (fixture->sync.source, LINEUP_DUMMY_DETAILS);
  begin (fixture, LINEUP_KIND_SERIES, 1, FALSE, &held);
  lineup_sync_fixture_await_request (&fixture->sync, 2);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      sources[i] = lineup_dummy_source_new (hosts[i], clock);
      lineup_dummy_source_set_details_func (sources[i], lineup_details_decode);
      polite[i] = make_polite (fixture, sources[i], hosts[i]);
      keepers[i] = lineup_details_keeper_new (
          "other", LINEUP_SOURCE_PROVIDER (sources[i]), fixture->sync.catalogue, fixture->hosts);
      lineup_details_keeper_get_async (
          keepers[i], LINEUP_KIND_MOVIES, 1, FALSE, NULL, lineup_await_callback, &awaits[i]);
    }

  g_object_unref (lineup_await (&awaits[1]));
  g_assert_cmpstr (lineup_dummy_source_get_requests (sources[1]), ==, "panel movies/1");
  lineup_await_nothing ();
  g_assert_null (awaits[0]);
  lineup_details_keeper_cancel (fixture->keeper);
  assert_end (fixture, &held, "Cancelled");
  g_object_unref (lineup_await (&awaits[0]));
  g_assert_cmpstr (lineup_dummy_source_get_requests (sources[0]), ==, "panel movies/1");

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      lineup_await_finalize (keepers[i]);
      lineup_await_finalize (polite[i]);
      lineup_await_finalize (sources[i]);
    }
}

/* The request that begins a sync waits for its turn as well, and has it before those that come
 * later. */
static void
test_account_request (Fixture *fixture, gconstpointer data)
{
  LineupAwait *first = NULL;
  LineupAwait *second = NULL;

  lineup_dummy_source_queue_hold (fixture->sync.source, LINEUP_DUMMY_DETAILS);
  begin (fixture, LINEUP_KIND_SERIES, 1, FALSE, &first);
  lineup_sync_fixture_await_request (&fixture->sync, 2);
  lineup_sync_fixture_start (&fixture->sync, LINEUP_LIST_SET_OF (LINEUP_LIST_CHANNELS));
  lineup_sync_fixture_await_request (&fixture->sync, 3);
  lineup_await_nothing ();
  begin (fixture, LINEUP_KIND_MOVIES, 1, FALSE, &second);
  lineup_sync_fixture_await_request (&fixture->sync, 4);
  lineup_await_nothing ();
  assert_requests (fixture, "panel series/1 panel panel");

  advance (fixture, LINEUP_DETAILS_KEEPER_LIMIT);
  assert_end (fixture, &first, "unknown (Timeout)");
  assert_end (fixture, &second, "unknown (Timeout)");
  lineup_sync_fixture_finish (&fixture->sync);
  assert_requests (fixture, "account channels");
}

/* A call that was cancelled while it waited asks nobody. */
static void
test_cancelled_sync (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;

  lineup_dummy_source_queue_hold (fixture->sync.source, LINEUP_DUMMY_DETAILS);
  begin (fixture, LINEUP_KIND_SERIES, 1, FALSE, &await);
  lineup_sync_fixture_await_request (&fixture->sync, 2);
  lineup_sync_fixture_start (&fixture->sync, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (&fixture->sync, 3);
  lineup_await_nothing ();
  lineup_sync_fixture_cancel (&fixture->sync);
  lineup_details_keeper_cancel (fixture->keeper);
  assert_end (fixture, &await, "Cancelled");
  assert_requests (fixture, "panel series/1 panel");
}

static void
take_extension (const LineupEpisode *episode, const LineupItem *series, gpointer user_data)
{
  char **extension = user_data;

  *extension = g_strdup (episode->extension);
}

static gpointer
read_extension (LineupReader *reader, gpointer user_data, GError **error)
{
  const gint64 *id = user_data;
  char *extension = NULL;

  return lineup_reader_get_episode (reader, *id, take_extension, &extension, error) ? extension
                                                                                    : NULL;
}

/* What the database says of an episode, %NULL if it is not there. */
static void
assert_stored (Fixture *fixture, gint64 id, const char *expected)
{
  LineupCatalogue *catalogue = fixture->sync.catalogue;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *extension = NULL;
  LineupAwait *await = NULL;

  lineup_catalogue_read_async (
      catalogue, read_extension, &id, NULL, g_free, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  extension = lineup_catalogue_read_finish (catalogue, result, &error);
  g_assert_cmpstr (extension, ==, expected);
  if (expected == NULL)
    g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
}

/* The catalogue's writer is busy with a list: details are stored meanwhile, nobody waits for it,
 * nor is the panel asked a second time. */
static void
test_beside_list (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_hold_body (fixture->sync.source, LINEUP_LIST_CHANNELS, "[");
  lineup_sync_fixture_start (&fixture->sync, LINEUP_LIST_SET_OF (LINEUP_LIST_CHANNELS));
  lineup_sync_fixture_await_request (&fixture->sync, 3);
  lineup_await_nothing ();
  assert_requests (fixture, "panel account channels");

  lineup_dummy_source_set_text (fixture->sync.source, LINEUP_DUMMY_DETAILS, SHOW);
  assert_stored (fixture, 71, NULL);
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "1 episodes");
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "1 episodes");
  assert_requests (fixture, "panel series/1");
  assert_stored (fixture, 71, "mkv");
  assert_stored (fixture, 72, NULL);

  lineup_dummy_source_release_body (fixture->sync.source, "{\"stream_id\":1,\"name\":\"One\"}]");
  lineup_sync_fixture_finish (&fixture->sync);
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "1 episodes");
  assert_requests (fixture, "");
  assert_stored (fixture, 71, "mkv");
}

static void
begin_given_up (Fixture *fixture, gint64 id, GCancellable *cancellable, LineupAwait **await)
{
  lineup_details_keeper_get_async (
      fixture->keeper, LINEUP_KIND_MOVIES, id, FALSE, cancellable, lineup_await_callback, await);
}

/* One of those that wait may give up; the request goes on for the other, and ends with the last. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) first = g_cancellable_new ();
  g_autoptr (GCancellable) second = g_cancellable_new ();
  LineupAwait *awaits[] = { NULL, NULL };

  lineup_dummy_source_queue_hold (fixture->sync.source, LINEUP_DUMMY_DETAILS);
  begin_given_up (fixture, 1, first, &awaits[0]);
  begin_given_up (fixture, 1, second, &awaits[1]);
  lineup_sync_fixture_await_request (&fixture->sync, 2);
  g_cancellable_cancel (first);
  assert_end (fixture, &awaits[0], "Cancelled");
  lineup_await_nothing ();
  g_assert_null (awaits[1]);
  g_cancellable_cancel (second);
  assert_end (fixture, &awaits[1], "Cancelled");
  assert_requests (fixture, "panel movies/1");

  /* The turn of the one that was given up is free. */
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "panel movies/1");
}

/* Whoever waits learns at once that it is over; afterwards it can be asked for again. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  LineupAwait *running = NULL;
  LineupAwait *joined = NULL;
  LineupAwait *waiting = NULL;
  LineupAwait *reading = NULL;

  lineup_dummy_source_queue_hold (fixture->sync.source, LINEUP_DUMMY_DETAILS);
  begin (fixture, LINEUP_KIND_MOVIES, 1, FALSE, &running);
  begin (fixture, LINEUP_KIND_MOVIES, 1, FALSE, &joined);
  lineup_sync_fixture_await_request (&fixture->sync, 2);
  begin (fixture, LINEUP_KIND_MOVIES, 2, FALSE, &waiting);
  lineup_sync_fixture_await_request (&fixture->sync, 3);
  lineup_await_nothing ();
  begin (fixture, LINEUP_KIND_MOVIES, 3, FALSE, &reading);
  lineup_details_keeper_cancel (fixture->keeper);
  assert_end (fixture, &running, "Cancelled");
  assert_end (fixture, &joined, "Cancelled");
  assert_end (fixture, &waiting, "Cancelled");
  assert_end (fixture, &reading, "Cancelled");
  assert_requests (fixture, "panel movies/1 panel");

  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;

  lineup_dummy_source_queue_hold (fixture->sync.source, LINEUP_DUMMY_DETAILS);
  begin (fixture, LINEUP_KIND_SERIES, 1, FALSE, &await);
  lineup_sync_fixture_await_request (&fixture->sync, 2);
  lineup_details_keeper_stop (fixture->keeper);
  assert_end (fixture, &await, "Cancelled");
  assert_get (fixture, LINEUP_KIND_SERIES, 1, "ShuttingDown");
  assert_get (fixture, LINEUP_KIND_SERIES, 2, "ShuttingDown");
  assert_requests (fixture, "panel series/1");
}

/* An item that a sync has removed takes its details along, those that were not stored yet, too. */
static void
test_removed_item (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 2; i <= 30; i++)
    g_string_append_printf (
        rest, "%s{\"stream_id\":%u,\"name\":\"Item %u\"}", i > 2 ? "," : "", i, i);
  g_string_append_c (rest, ']');
  lineup_dummy_source_queue_hold_body (fixture->sync.source, LINEUP_LIST_MOVIES, "[");
  lineup_sync_fixture_start (&fixture->sync, LINEUP_LIST_SET_OF (LINEUP_LIST_MOVIES));
  lineup_sync_fixture_await_request (&fixture->sync, 3);
  lineup_await_nothing ();
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  lineup_dummy_source_release_body (fixture->sync.source, rest->str);
  lineup_sync_fixture_finish (&fixture->sync);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "NotFound");

  /* The movie comes back, but its details don't. */
  lineup_sync_fixture_run (&fixture->sync);
  lineup_dummy_source_forget (fixture->sync.source);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "panel movies/1");
}

static guint n_warnings;

/* Warnings, which would end the test, are part of what is tested. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (!(level & G_LOG_LEVEL_WARNING))
    return g_log_writer_default (level, fields, n_fields, NULL);
  n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

/* Details that can't be stored are nothing to bother a caller with, who has them; the next one
 * makes the panel say them again. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (n_warnings, ==, 0);
  lineup_failing_disk_set_room (0);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  lineup_failing_disk_set_room (-1);
  g_assert_cmpuint (n_warnings, ==, 1);
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_get (fixture, LINEUP_KIND_MOVIES, 1, "Plot");
  assert_requests (fixture, "panel movies/1 panel movies/1");
}

#define ADD(path, test) g_test_add ("/details-keeper/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  lineup_failing_disk_install ();

  ADD ("fresh", test_fresh);
  ADD ("nothing", test_nothing);
  ADD ("no-news", test_no_news);
  ADD ("versions", test_versions);
  ADD ("race", test_race);
  ADD ("clock-set-back", test_clock_set_back);
  ADD ("refresh", test_refresh);
  ADD ("ten-callers", test_ten_callers);
  ADD ("kinds", test_kinds);
  ADD ("unknown-item", test_unknown_item);
  ADD ("stale", test_stale);
  ADD ("never-known", test_never_known);
  ADD ("disabled", test_disabled);
  ADD ("turns", test_turns);
  ADD ("hosts", test_hosts);
  ADD ("account-request", test_account_request);
  ADD ("cancelled-sync", test_cancelled_sync);
  ADD ("beside-list", test_beside_list);
  ADD ("cancel", test_cancel);
  ADD ("given-up", test_given_up);
  ADD ("no-details", test_no_details);
  ADD ("stop", test_stop);
  ADD ("removed-item", test_removed_item);
  ADD ("full-disk", test_full_disk);

  return g_test_run ();
}
