/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-check.h"
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-sync-fixture.h"

#include <string.h>

#define ALL_REQUESTS                                                                               \
  "panel account channel-categories channels movie-categories movies series-categories series"
#define SKIPPED "skipped skipped skipped skipped skipped skipped"
#define MSEC    (G_USEC_PER_SEC / 1000)
#define HOST    "panel.example:80"

typedef LineupSyncFixture Fixture;

static GError *
make_error (LineupError code, guint status, guint retry_after, gboolean transient)
{
  return lineup_error_new_answer (code, status, retry_after, transient, "As the test wants it");
}

static void
check_requests (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (lineup_dummy_source_get_requests (fixture->source), ==, expected);
}

static gint64
get_pause (Fixture *fixture, guint i)
{
  GArray *times = lineup_dummy_source_get_times (fixture->source);

  return g_array_index (times, gint64, i + 1) - g_array_index (times, gint64, i);
}

/* Half a second, doubled each time, times 0.8 to 1.2. */
static void
check_pauses (Fixture *fixture, guint first, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (get_pause (fixture, first + i), >=, 400 * MSEC << i);
      g_assert_cmpint (get_pause (fixture, first + i), <=, 600 * MSEC << i);
    }
}

static void
check_last_percentage (Fixture *fixture, guint expected)
{
  g_assert_cmpuint (fixture->percentages->len, >, 0);
  g_assert_cmpuint (
      g_array_index (fixture->percentages, guint, fixture->percentages->len - 1), ==, expected);
}

/* Another account has the host. */
static void
enter_queue (Fixture *fixture)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_host_queue_enter_async (fixture->queue, HOST, FALSE, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_host_queue_enter_finish (fixture->queue, result, NULL));
}

static void
test_never_synced (Fixture *fixture, gconstpointer data)
{
  lineup_sync_fixture_assert (fixture, "status", "pending");
  lineup_sync_fixture_assert (fixture, "waiting", "");
  lineup_sync_fixture_assert (fixture, "job", "0");
  lineup_sync_fixture_assert (fixture, "percentage", "0");
  lineup_sync_fixture_assert (fixture, "step", "");
  lineup_sync_fixture_assert (fixture, "last-sync", "0");
  lineup_sync_fixture_assert (fixture, "account-status", "unknown");
  lineup_sync_fixture_assert_outcomes (fixture, "");
}

static void
test_all (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS), ==, 1);
  /* Whoever asked knows the id before anything happens. */
  g_assert_cmpuint (fixture->percentages->len, ==, 0);
  lineup_sync_fixture_assert (fixture, "status", "syncing");
  lineup_sync_fixture_assert (fixture, "job", "1");
  lineup_sync_fixture_finish (fixture);

  check_requests (fixture, ALL_REQUESTS);
  lineup_sync_fixture_assert (fixture, "status", "completed");
  lineup_sync_fixture_assert (fixture, "step", "series");
  lineup_sync_fixture_assert (fixture, "percentage", "100");
  lineup_sync_fixture_assert_outcomes (fixture, "ok ok ok ok ok ok");
  check_last_percentage (fixture, 100);
  lineup_sync_fixture_assert (fixture, "last-attempt", G_STRINGIFY (LINEUP_SYNC_FIXTURE_START));
  lineup_sync_fixture_assert (fixture, "account-status", "active");
  lineup_sync_fixture_assert (fixture, "expires", "4102444800");
  lineup_sync_fixture_assert (fixture, "max-connections", "2");

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const LineupStepReport *report = lineup_sync_fixture_get_report (fixture, list);
      const guint expected = lineup_list_has_categories ((LineupList)list) ? 2 : 30;

      g_assert_cmpint (report->list, ==, list);
      g_assert_cmpuint (report->seen, ==, expected);
      g_assert_cmpuint (report->added, ==, expected);
      g_assert_cmpuint (report->attempts, ==, 1);
      g_assert_cmpuint (report->http_status, ==, 200);
      g_assert_cmpuint (report->bytes, >, 0);
      g_assert_no_error (report->error);
      g_assert_cmpuint (
          lineup_catalogue_get_count (fixture->catalogue, (LineupList)list), ==, expected);
    }

  /* The details of the last signal, which is of the last step's end. */
  g_assert_cmpuint (fixture->last.step_index, ==, 6);
  g_assert_cmpuint (fixture->last.step_count, ==, 6);
  g_assert_cmpuint (fixture->last.items, ==, 30);
  g_assert_cmpuint (fixture->last.errors, ==, 0);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    g_assert_cmpuint (fixture->last.kinds[kind], ==, 30);
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  guint64 generation = 0;

  lineup_sync_fixture_run (fixture);
  generation = lineup_catalogue_get_generation (fixture->catalogue);
  lineup_sync_fixture_run (fixture);
  lineup_sync_fixture_assert (fixture, "job", "2");
  lineup_sync_fixture_assert (fixture, "status", "completed");
  lineup_sync_fixture_assert_outcomes (
      fixture, "unchanged unchanged unchanged unchanged unchanged unchanged");
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, generation);
  g_assert_cmpuint (fixture->last.expected_items, ==, 30);

  lineup_sync_fixture_fill (fixture, 2, 31);
  lineup_sync_fixture_run (fixture);
  lineup_sync_fixture_assert_outcomes (fixture, "unchanged ok unchanged ok unchanged ok");
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, generation + 3);
}

static void
test_subset (Fixture *fixture, gconstpointer data)
{
  lineup_sync_fixture_start (
      fixture, LINEUP_LIST_SET_OF (LINEUP_LIST_MOVIES) | LINEUP_LIST_SET_OF (LINEUP_LIST_CHANNELS));
  lineup_sync_fixture_finish (fixture);
  check_requests (fixture, "panel account channels movies");
  lineup_sync_fixture_assert (fixture, "status", "completed");
  lineup_sync_fixture_assert_outcomes (fixture, "ok ok");
  check_last_percentage (fixture, 100);
  g_assert_cmpuint (fixture->last.step_index, ==, 2);
  g_assert_cmpuint (fixture->last.step_count, ==, 2);
}

/* A step that fails costs only itself, and its list stays as it was. */
static void
test_each_step_fails (Fixture *fixture, gconstpointer data)
{
  lineup_sync_fixture_run (fixture);
  lineup_sync_fixture_fill (fixture, 3, 31);
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const LineupStepReport *report = NULL;
      const guint64 before = lineup_catalogue_get_count (fixture->catalogue, (LineupList)list);

      lineup_dummy_source_forget (fixture->source);
      lineup_dummy_source_queue_error (
          fixture->source, list, 1, make_error (LINEUP_ERROR_SERVER, 404, 0, FALSE));
      lineup_sync_fixture_run (fixture);

      check_requests (fixture, ALL_REQUESTS);
      lineup_sync_fixture_assert (fixture, "status", "partial");
      check_last_percentage (fixture, 100);
      g_assert_cmpuint (fixture->last.errors, ==, 1);
      report = lineup_sync_fixture_get_report (fixture, list);
      g_assert_cmpint (report->outcome, ==, LINEUP_OUTCOME_FAILED);
      g_assert_error (report->error, LINEUP_ERROR, LINEUP_ERROR_SERVER);
      g_assert_cmpstr (report->error->message, ==, "As the test wants it");
      g_assert_cmpuint (report->http_status, ==, 404);
      g_assert_cmpuint (report->attempts, ==, 1);
      g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, (LineupList)list),
                        ==,
                        list == 0                                       ? before
                        : lineup_list_has_categories ((LineupList)list) ? 3
                                                                        : 31);
    }
}

static void
test_all_steps_fail (Fixture *fixture, gconstpointer data)
{
  lineup_sync_fixture_run (fixture);
  lineup_test_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  lineup_dummy_source_forget (fixture->source);
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    lineup_dummy_source_queue_error (
        fixture->source, list, 1, make_error (LINEUP_ERROR_SERVER, 884, 0, FALSE));
  lineup_sync_fixture_run (fixture);
  check_requests (fixture, ALL_REQUESTS);
  lineup_sync_fixture_assert (fixture, "status", "failed");
  lineup_sync_fixture_assert_outcomes (fixture, "failed failed failed failed failed failed");
  g_assert_cmpuint (fixture->last.errors, ==, 6);
}

/* An answer of 200 that is no list: the status is told all the same. */
static void
test_malformed (Fixture *fixture, gconstpointer data)
{
  const LineupStepReport *report = NULL;

  lineup_dummy_source_set_text (
      fixture->source, LINEUP_LIST_CHANNELS, "{\"user_info\":{\"auth\":1}}");
  lineup_sync_fixture_run (fixture);
  lineup_sync_fixture_assert (fixture, "status", "partial");
  lineup_sync_fixture_assert_outcomes (fixture, "ok failed ok ok ok ok");
  report = lineup_sync_fixture_get_report (fixture, LINEUP_LIST_CHANNELS);
  g_assert_error (report->error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_cmpuint (report->attempts, ==, 1);
  g_assert_cmpuint (report->http_status, ==, 200);
}

/* What a source does not tell it is not asked. */
static void
test_no_account (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_set_capabilities (fixture->source, 0);
  lineup_sync_fixture_run (fixture);
  check_requests (fixture,
                  "panel channel-categories channels movie-categories movies "
                  "series-categories series");
  lineup_sync_fixture_assert (fixture, "status", "completed");
  lineup_sync_fixture_assert (fixture, "account-status", "unknown");
}

static void
test_quarantined (Fixture *fixture, gconstpointer data)
{
  LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS,
                                .flags = LINEUP_IMPORT_ACCEPT_SHRINK };
  guint64 job = 0;

  lineup_sync_fixture_run (fixture);
  lineup_dummy_source_set_text (fixture->source, LINEUP_LIST_MOVIES, "[]");
  lineup_sync_fixture_run (fixture);
  lineup_sync_fixture_assert (fixture, "status", "partial");
  lineup_sync_fixture_assert_outcomes (
      fixture, "unchanged unchanged unchanged quarantined unchanged unchanged");
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, 30);

  g_assert_true (lineup_account_sync_start (fixture->account_sync, &options, &job, NULL));
  lineup_sync_fixture_finish (fixture);
  lineup_sync_fixture_assert_outcomes (fixture,
                                       "unchanged unchanged unchanged ok unchanged unchanged");
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES), ==, 0);
}

static void
test_retry (Fixture *fixture, gconstpointer data)
{
  const LineupStepReport *report = NULL;

  lineup_dummy_source_queue_error (
      fixture->source, LINEUP_LIST_CHANNELS, 3, make_error (LINEUP_ERROR_SERVER, 503, 0, TRUE));
  lineup_sync_fixture_run (fixture);
  check_requests (fixture,
                  "panel account channel-categories channels channels channels channels "
                  "movie-categories movies series-categories series");
  check_pauses (fixture, 3, 3);
  lineup_sync_fixture_assert (fixture, "status", "completed");
  report = lineup_sync_fixture_get_report (fixture, LINEUP_LIST_CHANNELS);
  g_assert_cmpint (report->outcome, ==, LINEUP_OUTCOME_OK);
  g_assert_cmpuint (report->attempts, ==, 4);
  g_assert_cmpuint (report->http_status, ==, 200);
  g_assert_no_error (report->error);
  g_assert_cmpuint (report->duration_ms, >=, 2800);
}

static void
test_retry_in_vain (Fixture *fixture, gconstpointer data)
{
  const LineupStepReport *report = NULL;

  lineup_dummy_source_queue_error (
      fixture->source, LINEUP_LIST_CHANNELS, 4, make_error (LINEUP_ERROR_SERVER, 503, 0, TRUE));
  lineup_sync_fixture_run (fixture);
  check_requests (fixture,
                  "panel account channel-categories channels channels channels channels "
                  "movie-categories movies series-categories series");
  lineup_sync_fixture_assert_outcomes (fixture, "ok failed ok ok ok ok");
  report = lineup_sync_fixture_get_report (fixture, LINEUP_LIST_CHANNELS);
  g_assert_cmpuint (report->attempts, ==, 4);
  g_assert_cmpuint (report->http_status, ==, 503);
}

static void
test_retry_after (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_error (fixture->source,
                                   LINEUP_LIST_CHANNELS,
                                   1,
                                   make_error (LINEUP_ERROR_RATE_LIMITED, 429, 7, TRUE));
  lineup_dummy_source_queue_error (
      fixture->source, LINEUP_LIST_CHANNELS, 1, make_error (LINEUP_ERROR_SERVER, 503, 3600, TRUE));
  lineup_sync_fixture_run (fixture);
  lineup_sync_fixture_assert (fixture, "status", "completed");
  g_assert_cmpint (get_pause (fixture, 3), ==, 7 * G_USEC_PER_SEC);
  g_assert_cmpint (get_pause (fixture, 4), ==, 60 * G_USEC_PER_SEC);
}

/* Cut short, and the next time whole: what came counts for both attempts, the items for one. */
static void
test_retry_body (Fixture *fixture, gconstpointer data)
{
  const char *const cut = "[{\"stream_id\":1,\"name\":\"Item 1\"},{\"stream_id\":";
  const LineupStepReport *report = NULL;

  lineup_dummy_source_queue_text (fixture->source, LINEUP_LIST_MOVIES, cut);
  lineup_dummy_source_queue_text (fixture->source, LINEUP_LIST_MOVIES, "");
  lineup_sync_fixture_run (fixture);
  lineup_sync_fixture_assert (fixture, "status", "completed");
  report = lineup_sync_fixture_get_report (fixture, LINEUP_LIST_MOVIES);
  g_assert_cmpuint (report->attempts, ==, 3);
  g_assert_cmpuint (report->seen, ==, 30);
  g_assert_cmpuint (report->bytes,
                    ==,
                    strlen (cut)
                        + lineup_sync_fixture_get_report (fixture, LINEUP_LIST_CHANNELS)->bytes);
  g_assert_cmpuint (fixture->last.kinds[LINEUP_KIND_MOVIES], ==, 30);
}

/* A panel that has gone gets one more request a step, until it is there again. */
static void
test_offline_in_between (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_error (
      fixture->source, LINEUP_LIST_CHANNELS, 4, make_error (LINEUP_ERROR_OFFLINE, 0, 0, TRUE));
  lineup_dummy_source_queue_error (fixture->source,
                                   LINEUP_LIST_MOVIE_CATEGORIES,
                                   1,
                                   make_error (LINEUP_ERROR_TIMEOUT, 0, 0, TRUE));
  lineup_dummy_source_queue_error (
      fixture->source, LINEUP_LIST_SERIES, 1, make_error (LINEUP_ERROR_SERVER, 503, 0, TRUE));
  lineup_sync_fixture_run (fixture);
  check_requests (fixture,
                  "panel account channel-categories channels channels channels channels "
                  "movie-categories movies series-categories series series");
  lineup_sync_fixture_assert_outcomes (fixture, "ok failed failed ok ok ok");
}

static void
check_all_skipped (Fixture *fixture, LineupError code)
{
  lineup_sync_fixture_assert (fixture, "status", "failed");
  lineup_sync_fixture_assert_outcomes (fixture, SKIPPED);
  lineup_sync_fixture_assert (fixture, "last-sync", "0");
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const LineupStepReport *report = lineup_sync_fixture_get_report (fixture, list);

      g_assert_error (report->error, LINEUP_ERROR, (int)code);
      g_assert_cmpuint (report->attempts, ==, 0);
    }
}

static void
test_auth_failed (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_error (fixture->source,
                                   LINEUP_DUMMY_ACCOUNT,
                                   1,
                                   make_error (LINEUP_ERROR_AUTH_FAILED, 403, 0, FALSE));
  lineup_sync_fixture_run (fixture);
  check_requests (fixture, "panel account");
  check_all_skipped (fixture, LINEUP_ERROR_AUTH_FAILED);
}

static void
test_auth_0 (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_set_text (
      fixture->source, LINEUP_DUMMY_ACCOUNT, "{\"user_info\":{\"auth\":0}}");
  lineup_sync_fixture_run (fixture);
  check_requests (fixture, "panel account");
  check_all_skipped (fixture, LINEUP_ERROR_AUTH_FAILED);
}

static void
test_expired (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_set_text (
      fixture->source,
      LINEUP_DUMMY_ACCOUNT,
      "{\"user_info\":{\"auth\":1,\"status\":\"Expired\",\"exp_date\":\"1700000000\"}}");
  lineup_sync_fixture_run (fixture);
  check_requests (fixture, "panel account");
  check_all_skipped (fixture, LINEUP_ERROR_ACCOUNT_EXPIRED);
  lineup_sync_fixture_assert (fixture, "account-status", "expired");
  lineup_sync_fixture_assert (fixture, "expires", "1700000000");
}

#define ACCOUNT_OBJECT "{\"user_info\":{\"auth\":1,\"status\":\"Active\"},\"server_info\":{}}"

/* A banned account of which its panel says that all is well. */
static void
test_shut_out (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_set_text (fixture->source, LINEUP_DUMMY_ACCOUNT, ACCOUNT_OBJECT);
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    lineup_dummy_source_set_text (fixture->source, list, ACCOUNT_OBJECT);
  lineup_sync_fixture_run (fixture);
  check_requests (fixture, "panel account channel-categories channels");
  lineup_sync_fixture_assert (fixture, "status", "failed");
  lineup_sync_fixture_assert_outcomes (fixture, "failed failed skipped skipped skipped skipped");
  g_assert_error (lineup_sync_fixture_get_report (fixture, LINEUP_LIST_CHANNELS)->error,
                  LINEUP_ERROR,
                  LINEUP_ERROR_MALFORMED_DATA);
  g_assert_error (lineup_sync_fixture_get_report (fixture, LINEUP_LIST_MOVIES)->error,
                  LINEUP_ERROR,
                  LINEUP_ERROR_ACCOUNT_EXPIRED);
  lineup_sync_fixture_assert (fixture, "account-status", "banned");
}

/* A panel that does not know some lists answers those likewise. */
static void
test_unknown_lists (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint lists;
    const char *outcomes;
  } cases[] = {
    { LINEUP_LIST_SET_OF (LINEUP_LIST_CHANNEL_CATEGORIES), "failed ok ok ok ok ok" },
    { LINEUP_LIST_SET_OF (LINEUP_LIST_SERIES_CATEGORIES) | LINEUP_LIST_SET_OF (LINEUP_LIST_SERIES),
      "ok unchanged unchanged unchanged failed failed" },
    { LINEUP_LIST_SET_OF (LINEUP_LIST_CHANNEL_CATEGORIES)
          | LINEUP_LIST_SET_OF (LINEUP_LIST_MOVIE_CATEGORIES)
          | LINEUP_LIST_SET_OF (LINEUP_LIST_SERIES_CATEGORIES),
      "failed unchanged failed unchanged failed unchanged" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint list = 0; list < LINEUP_N_LISTS; list++)
        {
          if ((cases[i].lists & LINEUP_LIST_SET_OF (list)) != 0)
            lineup_dummy_source_queue_text (fixture->source, list, ACCOUNT_OBJECT);
        }
      lineup_sync_fixture_run (fixture);
      lineup_sync_fixture_assert (fixture, "status", "partial");
      lineup_sync_fixture_assert_outcomes (fixture, cases[i].outcomes);
      lineup_sync_fixture_assert (fixture, "account-status", "active");
    }
}

static void
test_no_credentials (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_error (fixture->source,
                                   LINEUP_DUMMY_SOURCE_ITSELF,
                                   1,
                                   make_error (LINEUP_ERROR_KEYRING_LOCKED, 0, 0, FALSE));
  lineup_sync_fixture_run (fixture);
  check_requests (fixture, "panel");
  check_all_skipped (fixture, LINEUP_ERROR_KEYRING_LOCKED);
}

static void
test_account_offline (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_error (
      fixture->source, LINEUP_DUMMY_ACCOUNT, 9, make_error (LINEUP_ERROR_OFFLINE, 0, 0, TRUE));
  lineup_sync_fixture_run (fixture);
  check_requests (fixture, "panel account account account account");
  check_pauses (fixture, 1, 3);
  check_all_skipped (fixture, LINEUP_ERROR_OFFLINE);
}

static void
test_account_retried (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_error (
      fixture->source, LINEUP_DUMMY_ACCOUNT, 3, make_error (LINEUP_ERROR_SERVER, 503, 0, TRUE));
  lineup_sync_fixture_run (fixture);
  check_requests (fixture,
                  "panel account account account account channel-categories channels "
                  "movie-categories movies series-categories series");
  check_pauses (fixture, 1, 3);
  lineup_sync_fixture_assert (fixture, "status", "completed");
}

/* Where two others run by themselves, a sync that begins by itself waits, until a person joins. */
static void
test_slot (Fixture *fixture, gconstpointer data)
{
  static const char *const hosts[] = { "a:80", "b:80" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    lineup_host_queue_enter_async (fixture->queue, hosts[i], FALSE, NULL, NULL, NULL);
  g_assert_true (lineup_scheduled_start (LINEUP_SCHEDULED (fixture->account_sync), &error));
  lineup_await_nothing ();
  lineup_sync_fixture_assert (fixture, "waiting", "queued");
  check_requests (fixture, "");

  lineup_sync_fixture_run (fixture);
  lineup_sync_fixture_assert (fixture, "job", "1");
  lineup_sync_fixture_assert (fixture, "status", "completed");
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    lineup_host_queue_leave (fixture->queue, hosts[i]);
}

/* What the panel has just said need not be asked for again; some time later, it must. */
static void
test_account_known (Fixture *fixture, gconstpointer data)
{
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS, .account_known = TRUE };
  const struct
  {
    gint64 later;
    const char *requests;
  } cases[] = {
    { LINEUP_SYNC_ACCOUNT_FRESH - 1,
      "panel channel-categories channels movie-categories movies series-categories series" },
    { LINEUP_SYNC_ACCOUNT_FRESH, ALL_REQUESTS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 job = 0;

      enter_queue (fixture);
      g_assert_true (lineup_account_sync_start (fixture->account_sync, &options, &job, NULL));
      lineup_test_clock_advance (fixture->clock, cases[i].later);
      lineup_host_queue_leave (fixture->queue, HOST);
      lineup_sync_fixture_finish (fixture);
      check_requests (fixture, cases[i].requests);
      lineup_sync_fixture_assert (fixture, "status", "completed");
      lineup_dummy_source_forget (fixture->source);
    }
}

/* What can't be read says nothing of the lists. */
static void
test_account_malformed (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_set_text (fixture->source, LINEUP_DUMMY_ACCOUNT, "<html></html>");
  lineup_sync_fixture_run (fixture);
  check_requests (fixture, ALL_REQUESTS);
  lineup_sync_fixture_assert (fixture, "status", "completed");
  lineup_sync_fixture_assert (fixture, "account-status", "unknown");
}

/* Someone who waits for the answer himself wants no pauses. */
static void
test_account_once (Fixture *fixture, gconstpointer data)
{
  LineupSource *source = LINEUP_SOURCE (fixture->source);
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LineupAccountInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  lineup_dummy_source_queue_error (
      fixture->source, LINEUP_DUMMY_ACCOUNT, 1, make_error (LINEUP_ERROR_SERVER, 503, 0, TRUE));
  lineup_account_check_async (
      source, LINEUP_CLOCK (fixture->clock), 1, NULL, lineup_await_callback, &await);
  lineup_await_nothing ();
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  result = lineup_await (&await);
  g_assert_false (lineup_account_check_finish (source, result, &info, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_SERVER);
  g_assert_null (info);
  check_requests (fixture, "account");
}

static void
test_account_cancelled (Fixture *fixture, gconstpointer data)
{
  LineupSource *source = LINEUP_SOURCE (fixture->source);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LineupAccountInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  lineup_dummy_source_queue_hold (fixture->source, LINEUP_DUMMY_ACCOUNT);
  lineup_account_check_async (
      source, LINEUP_CLOCK (fixture->clock), 3, cancellable, lineup_await_callback, &await);
  lineup_sync_fixture_await_request (fixture, 1);
  g_cancellable_cancel (cancellable);
  result = lineup_await (&await);
  g_assert_false (lineup_account_check_finish (source, result, &info, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_await_nothing ();
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  check_requests (fixture, "account");
}

/* In a step that takes its time: something is told when there is something new, and no more often
 * than it may be. */
static void
test_progress_within_step (Fixture *fixture, gconstpointer data)
{
  const char *const two = "[{\"stream_id\":1,\"name\":\"One\"},{\"stream_id\":2,\"name\":\"Two\"}";
  guint n_signals = 0;

  lineup_dummy_source_queue_hold_body (fixture->source, LINEUP_LIST_MOVIES, two);
  lineup_sync_fixture_start (fixture, LINEUP_LIST_SET_OF (LINEUP_LIST_MOVIES));
  lineup_sync_fixture_await_request (fixture, 3);
  n_signals = fixture->percentages->len;
  g_assert_cmpuint (n_signals, ==, 1);

  lineup_sync_fixture_await_items (fixture, 2);
  n_signals = fixture->percentages->len;
  g_assert_cmpuint (fixture->last.bytes, >=, strlen (two));

  for (guint i = 0; i < 10; i++)
    {
      lineup_test_clock_advance (fixture->clock, LINEUP_SYNC_PROGRESS_INTERVAL);
      lineup_await_nothing ();
    }
  g_assert_cmpuint (fixture->percentages->len, ==, n_signals);
  lineup_dummy_source_release_body (fixture->source, "]");
  lineup_sync_fixture_finish (fixture);
  lineup_sync_fixture_assert (fixture, "status", "completed");
}

static void
test_join (Fixture *fixture, gconstpointer data)
{
  const LineupSyncOptions other = { .steps = LINEUP_LIST_SET_OF (LINEUP_LIST_SERIES) };
  guint64 job = 0;

  g_assert_cmpuint (lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS), ==, 1);
  g_assert_true (lineup_account_sync_start (fixture->account_sync, &other, &job, NULL));
  g_assert_cmpuint (job, ==, 1);
  lineup_sync_fixture_await_request (fixture, 4);
  g_assert_true (lineup_account_sync_start (fixture->account_sync, &other, &job, NULL));
  g_assert_cmpuint (job, ==, 1);
  lineup_sync_fixture_finish (fixture);
  check_requests (fixture, ALL_REQUESTS);
  g_assert_cmpuint (fixture->finished, ==, 1);
}

static void
on_finished_start (LineupAccountSync *account_sync, LineupSync *sync, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (lineup_sync_get_job (sync) == 1)
    g_assert_cmpuint (lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS), ==, 2);
}

static void
test_start_when_finished (Fixture *fixture, gconstpointer data)
{
  const gulong handler = g_signal_connect (
      fixture->account_sync, "finished", G_CALLBACK (on_finished_start), fixture);

  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  while (fixture->finished < 2)
    {
      lineup_test_clock_advance (fixture->clock, MSEC);
      g_main_context_iteration (NULL, FALSE);
    }
  g_signal_handler_disconnect (fixture->account_sync, handler);
  lineup_sync_fixture_assert (fixture, "job", "2");
  lineup_sync_fixture_assert (fixture, "status", "completed");
  check_requests (fixture, ALL_REQUESTS " " ALL_REQUESTS);
}

static void
test_restart (Fixture *fixture, gconstpointer data)
{
  static const char *const shown[] = { "status",         "job",          "percentage",
                                       "step",           "last-attempt", "last-sync",
                                       "account-status", "expires",      "max-connections" };
  char *before[G_N_ELEMENTS (shown)];

  lineup_dummy_source_queue_error (
      fixture->source, LINEUP_LIST_CHANNELS, 1, make_error (LINEUP_ERROR_SERVER, 404, 0, FALSE));
  lineup_sync_fixture_run (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    before[i] = lineup_sync_fixture_get (fixture, shown[i]);
  g_assert_cmpstr (before[0], ==, "partial");

  lineup_sync_fixture_restart (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      lineup_sync_fixture_assert (fixture, shown[i], before[i]);
      g_free (before[i]);
    }
  lineup_sync_fixture_assert_outcomes (fixture, "ok failed ok ok ok ok");
  g_assert_cmpuint (lineup_sync_fixture_get_report (fixture, 1)->http_status, ==, 404);

  /* And it goes on from there. */
  lineup_sync_fixture_run (fixture);
  lineup_sync_fixture_assert (fixture, "job", "2");
  lineup_sync_fixture_assert_outcomes (fixture,
                                       "unchanged ok unchanged unchanged unchanged unchanged");
}

/* What the file holds in the middle of a sync is what a killed daemon comes back with. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup (lineup_state_file_get_path (fixture->file));
  g_autofree char *contents = NULL;
  gsize length = 0;
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_sync_fixture_run (fixture);
  lineup_dummy_source_forget (fixture->source);
  lineup_test_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  lineup_dummy_source_queue_hold_body (fixture->source, LINEUP_LIST_MOVIES, "[");
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 6);
  lineup_state_file_flush_async (fixture->file, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_clear_object (&result);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  lineup_sync_fixture_cancel (fixture);
  lineup_sync_fixture_assert (fixture, "status", "partial");
  lineup_sync_fixture_assert (fixture, "job", "2");

  g_assert_true (g_file_set_contents (path, contents, (gssize)length, NULL));
  lineup_sync_fixture_restart (fixture);
  lineup_sync_fixture_assert (fixture, "status", "completed");
  lineup_sync_fixture_assert (fixture, "job", "1");
  lineup_sync_fixture_assert (fixture, "percentage", "100");
  lineup_sync_fixture_assert_outcomes (fixture, "ok ok ok ok ok ok");
}

static void
test_reset (Fixture *fixture, gconstpointer data)
{
  lineup_sync_fixture_run (fixture);
  lineup_account_sync_reset (fixture->account_sync);
  lineup_sync_fixture_assert (fixture, "status", "pending");
  lineup_sync_fixture_assert (fixture, "last-sync", "0");
  lineup_sync_fixture_assert (fixture, "account-status", "unknown");
  lineup_sync_fixture_assert_outcomes (fixture, "");
  lineup_sync_fixture_restart (fixture);
  lineup_sync_fixture_assert (fixture, "status", "pending");
}

#define ADD(path, test)                                                                            \
  g_test_add ("/sync/" path,                                                                       \
              LineupSyncFixture,                                                                   \
              NULL,                                                                                \
              lineup_sync_fixture_set_up,                                                          \
              test,                                                                                \
              lineup_sync_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Steps that fail are told of in warnings, which are not what is tested here. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  ADD ("never-synced", test_never_synced);
  ADD ("all", test_all);
  ADD ("again", test_again);
  ADD ("subset", test_subset);
  ADD ("each-step-fails", test_each_step_fails);
  ADD ("all-steps-fail", test_all_steps_fail);
  ADD ("malformed", test_malformed);
  ADD ("no-account", test_no_account);
  ADD ("quarantined", test_quarantined);
  ADD ("retry", test_retry);
  ADD ("retry-in-vain", test_retry_in_vain);
  ADD ("retry-after", test_retry_after);
  ADD ("retry-body", test_retry_body);
  ADD ("offline-in-between", test_offline_in_between);
  ADD ("account/auth-failed", test_auth_failed);
  ADD ("account/auth-0", test_auth_0);
  ADD ("account/expired", test_expired);
  ADD ("account/shut-out", test_shut_out);
  ADD ("account/unknown-lists", test_unknown_lists);
  ADD ("account/no-credentials", test_no_credentials);
  ADD ("account/offline", test_account_offline);
  ADD ("account/retried", test_account_retried);
  ADD ("account/malformed", test_account_malformed);
  ADD ("account/known", test_account_known);
  ADD ("slot", test_slot);
  ADD ("account/once", test_account_once);
  ADD ("account/cancelled", test_account_cancelled);
  ADD ("progress-within-step", test_progress_within_step);
  ADD ("join", test_join);
  ADD ("start-when-finished", test_start_when_finished);
  ADD ("restart", test_restart);
  ADD ("killed", test_killed);
  ADD ("reset", test_reset);

  return g_test_run ();
}
