/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-sync-fixture.h"

#include <string.h>

#define SKIPPED "skipped skipped skipped skipped skipped skipped"

typedef LineupSyncFixture Fixture;

/* After a sync that stored all, so that it shows if a list was touched; the panel has other lists
 * by now. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  lineup_sync_fixture_set_up (fixture, data);
  lineup_sync_fixture_run (fixture);
  lineup_dummy_source_forget (fixture->source);
  lineup_sync_fixture_fill (fixture, 5, 50);
}

static void
check_catalogue (Fixture *fixture, guint n_new_lists)
{
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const guint old = lineup_list_has_categories ((LineupList)list) ? 2 : 30;
      const guint new = lineup_list_has_categories ((LineupList)list) ? 5 : 50;

      g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, (LineupList)list),
                        ==,
                        list < n_new_lists ? new : old);
    }
}

static void
check_failed (Fixture *fixture)
{
  lineup_sync_fixture_assert (fixture, "status", "failed");
  lineup_sync_fixture_assert (fixture, "job", "2");
  lineup_sync_fixture_assert_outcomes (fixture, SKIPPED);
  g_assert_true (lineup_error_is_cancelled (lineup_sync_fixture_get_report (fixture, 0)->error));
  check_catalogue (fixture, 0);
}

/* Nothing happens after a sync's end, however much time passes. */
static void
check_quiet (Fixture *fixture, const char *requests)
{
  const guint n_signals = fixture->percentages->len;

  lineup_test_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  lineup_await_nothing ();
  g_assert_cmpstr (lineup_dummy_source_get_requests (fixture->source), ==, requests);
  g_assert_cmpuint (fixture->percentages->len, ==, n_signals);
  g_assert_cmpuint (fixture->finished, ==, 2);
}

/* How fast the catalogue is decides whether the sync came as far as its provider. */
static void
check_not_asked (Fixture *fixture)
{
  g_autofree char *requests = g_strdup (lineup_dummy_source_get_requests (fixture->source));

  g_assert_null (strstr (requests, "account"));
  check_quiet (fixture, requests);
}

/* The next sync is as good as any. */
static void
check_next (Fixture *fixture)
{
  lineup_sync_fixture_run (fixture);
  lineup_sync_fixture_assert (fixture, "status", "completed");
  check_catalogue (fixture, LINEUP_N_LISTS);
}

static void
test_not_running (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_job_runner_cancel_async (
      lineup_account_sync_get_runner (fixture->account_sync), NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_false (lineup_job_runner_cancel_finish (
      lineup_account_sync_get_runner (fixture->account_sync), result, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_RUNNING);
}

static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_cancel (fixture);
  check_failed (fixture);
  check_not_asked (fixture);
  check_next (fixture);
}

static void
test_provider (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_hold (fixture->source, LINEUP_DUMMY_SOURCE_ITSELF);
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 1);
  lineup_sync_fixture_cancel (fixture);
  check_failed (fixture);
  check_quiet (fixture, "panel");
  check_next (fixture);
}

static void
test_account (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_hold (fixture->source, LINEUP_DUMMY_ACCOUNT);
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 2);
  lineup_sync_fixture_cancel (fixture);
  check_failed (fixture);
  check_quiet (fixture, "panel account");
  check_next (fixture);
}

static void
queue_transient (Fixture *fixture, guint request)
{
  lineup_dummy_source_queue_error (
      fixture->source,
      request,
      1,
      lineup_error_new_answer (LINEUP_ERROR_SERVER, 503, 30, TRUE, "Later"));
}

static void
test_account_backoff (Fixture *fixture, gconstpointer data)
{
  queue_transient (fixture, LINEUP_DUMMY_ACCOUNT);
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 2);
  lineup_await_nothing ();
  lineup_sync_fixture_cancel (fixture);
  check_failed (fixture);
  check_quiet (fixture, "panel account");
  check_next (fixture);
}

static void
check_in_third_step (Fixture *fixture)
{
  const LineupStepReport *report = lineup_sync_fixture_get_report (fixture, 2);

  lineup_sync_fixture_assert (fixture, "status", "partial");
  lineup_sync_fixture_assert_outcomes (fixture, "ok ok cancelled skipped skipped skipped");
  g_assert_true (lineup_error_is_cancelled (report->error));
  g_assert_cmpuint (report->attempts, ==, 1);
  g_assert_cmpuint (
      g_array_index (fixture->percentages, guint, fixture->percentages->len - 1), <, 100);
  check_catalogue (fixture, 2);
  check_quiet (fixture, "panel account channel-categories channels movie-categories");
  check_next (fixture);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_hold (fixture->source, LINEUP_LIST_MOVIE_CATEGORIES);
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 5);
  lineup_sync_fixture_cancel (fixture);
  check_in_third_step (fixture);
}

static void
test_backoff (Fixture *fixture, gconstpointer data)
{
  queue_transient (fixture, LINEUP_LIST_MOVIE_CATEGORIES);
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 5);
  lineup_await_nothing ();
  lineup_sync_fixture_cancel (fixture);
  check_in_third_step (fixture);
}

static void
test_before_body (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_hold_body (fixture->source, LINEUP_LIST_MOVIE_CATEGORIES, "");
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 5);
  lineup_sync_fixture_cancel (fixture);
  lineup_dummy_source_release_body (fixture->source, "");
  check_in_third_step (fixture);
}

static void
test_body (Fixture *fixture, gconstpointer data)
{
  lineup_dummy_source_queue_hold_body (fixture->source,
                                       LINEUP_LIST_MOVIE_CATEGORIES,
                                       "[{\"category_id\":9,\"category_name\":\"Nine\"},{");
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 5);
  lineup_sync_fixture_await_items (fixture, 1);
  lineup_sync_fixture_cancel (fixture);
  lineup_dummy_source_release_body (fixture->source, "");
  check_in_third_step (fixture);
}

/* While a list is being stored, at whatever point: it is stored whole, or not at all. */
static void
test_writing (Fixture *fixture, gconstpointer data)
{
  const guint n_items = 3000;

  lineup_sync_fixture_fill (fixture, 2, n_items);
  for (guint round = 0; round < 20; round++)
    {
      g_autofree char *outcomes = NULL;
      guint64 count = 0;
      const guint n_iterations = round * round;

      lineup_sync_fixture_start (fixture, LINEUP_LIST_SET_OF (LINEUP_LIST_MOVIES));
      lineup_sync_fixture_await_request (fixture, 3);
      for (guint i = 0; i < n_iterations; i++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_thread_yield ();
        }
      if (!lineup_account_sync_is_running (fixture->account_sync))
        break;
      lineup_sync_fixture_cancel (fixture);
      outcomes = lineup_sync_fixture_get_outcomes (fixture);
      count = lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_MOVIES);
      if (g_str_equal (outcomes, "cancelled"))
        {
          g_assert_cmpuint (count, ==, 30);
          lineup_sync_fixture_assert (fixture, "status", "failed");
        }
      else
        {
          g_assert_cmpstr (outcomes, ==, "ok");
          g_assert_cmpuint (count, ==, n_items);
          lineup_sync_fixture_assert (fixture, "status", "completed");
          break;
        }
      lineup_dummy_source_forget (fixture->source);
    }
}

static void
on_third_step (LineupAccountSync *account_sync,
               LineupSync *sync,
               guint percentage,
               guint list,
               LineupSyncFigures *figures,
               gpointer user_data)
{
  LineupAwait **await = user_data;

  if (list == LINEUP_LIST_MOVIE_CATEGORIES)
    lineup_job_runner_cancel_async (
        lineup_account_sync_get_runner (account_sync), NULL, lineup_await_callback, await);
}

/* From within the signal of a step's start. */
static void
test_in_handler (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const gulong handler = g_signal_connect (
      fixture->account_sync, "progress", G_CALLBACK (on_third_step), &await);

  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  result = lineup_await (&await);
  g_assert_true (lineup_job_runner_cancel_finish (
      lineup_account_sync_get_runner (fixture->account_sync), result, NULL));
  g_signal_handler_disconnect (fixture->account_sync, handler);
  lineup_sync_fixture_assert (fixture, "status", "partial");
  lineup_sync_fixture_assert_outcomes (fixture, "ok ok cancelled skipped skipped skipped");
  check_catalogue (fixture, 2);
}

static void
test_twice (Fixture *fixture, gconstpointer data)
{
  LineupAwait *first = NULL;
  LineupAwait *second = NULL;
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;

  lineup_dummy_source_queue_hold (fixture->source, LINEUP_DUMMY_ACCOUNT);
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 2);
  lineup_job_runner_cancel_async (
      lineup_account_sync_get_runner (fixture->account_sync), NULL, lineup_await_callback, &first);
  lineup_job_runner_cancel_async (
      lineup_account_sync_get_runner (fixture->account_sync), NULL, lineup_await_callback, &second);
  first_result = lineup_await (&first);
  second_result = lineup_await (&second);
  g_assert_true (lineup_job_runner_cancel_finish (
      lineup_account_sync_get_runner (fixture->account_sync), first_result, NULL));
  g_assert_true (lineup_job_runner_cancel_finish (
      lineup_account_sync_get_runner (fixture->account_sync), second_result, NULL));
  check_failed (fixture);
  check_quiet (fixture, "panel account");
}

/* Another account has the host: this one waits for its turn. */
static void
enter_queue (Fixture *fixture)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_host_queue_enter_async (
      fixture->queue, "panel.example:80", TRUE, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_host_queue_enter_finish (fixture->queue, result, NULL));
}

static void
test_queued (Fixture *fixture, gconstpointer data)
{
  enter_queue (fixture);
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_await_nothing ();
  lineup_sync_fixture_assert (fixture, "waiting", "queued");
  lineup_sync_fixture_assert (fixture, "status", "completed");
  lineup_sync_fixture_assert (fixture, "job", "2");
  lineup_sync_fixture_assert_outcomes (fixture, "");

  lineup_sync_fixture_cancel (fixture);
  check_failed (fixture);
  check_not_asked (fixture);
  lineup_host_queue_leave (fixture->queue, "panel.example:80");
  check_next (fixture);
}

static void
test_turn (Fixture *fixture, gconstpointer data)
{
  enter_queue (fixture);
  g_assert_cmpuint (lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS), ==, 2);
  lineup_await_nothing ();
  g_assert_cmpstr (lineup_dummy_source_get_requests (fixture->source), ==, "");
  lineup_test_clock_advance (fixture->clock, 100 * G_USEC_PER_SEC);
  lineup_host_queue_leave (fixture->queue, "panel.example:80");
  lineup_sync_fixture_finish (fixture);
  lineup_sync_fixture_assert (fixture, "status", "completed");
  lineup_sync_fixture_assert (fixture, "job", "2");
  g_assert_false (lineup_host_queue_would_wait (fixture->queue, "panel.example:80", TRUE));
}

static void
test_disabled (Fixture *fixture, gconstpointer data)
{
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  g_autoptr (GError) error = NULL;
  guint64 job = 0;

  lineup_dummy_source_queue_hold (fixture->source, LINEUP_LIST_MOVIE_CATEGORIES);
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 5);
  g_object_set (fixture->account_sync, "enabled", FALSE, NULL);
  lineup_sync_fixture_finish (fixture);
  lineup_sync_fixture_assert_outcomes (fixture, "ok ok cancelled skipped skipped skipped");

  g_assert_false (lineup_account_sync_start (fixture->account_sync, &options, &job, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISABLED);
  g_object_set (fixture->account_sync, "enabled", TRUE, NULL);
  check_next (fixture);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;
  guint64 job = 0;

  lineup_dummy_source_queue_hold (fixture->source, LINEUP_LIST_MOVIE_CATEGORIES);
  lineup_sync_fixture_start (fixture, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_await_request (fixture, 5);
  lineup_job_runner_stop_async (
      lineup_account_sync_get_runner (fixture->account_sync), NULL, lineup_await_callback, &await);
  g_assert_false (lineup_account_sync_start (fixture->account_sync, &options, &job, &refusal));
  g_assert_error (refusal, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN);
  result = lineup_await (&await);
  g_assert_true (lineup_job_runner_stop_finish (
      lineup_account_sync_get_runner (fixture->account_sync), result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_cmpuint (fixture->finished, ==, 2);

  /* By then all is on the disk. */
  lineup_sync_fixture_restart (fixture);
  lineup_sync_fixture_assert (fixture, "status", "partial");
  lineup_sync_fixture_assert (fixture, "job", "2");
  lineup_sync_fixture_assert_outcomes (fixture, "ok ok cancelled skipped skipped skipped");
}

#define ADD(path, test)                                                                            \
  g_test_add (                                                                                     \
      "/sync-cancel/" path, LineupSyncFixture, NULL, set_up, test, lineup_sync_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* What fails is told of in warnings, which are not what is tested here. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  ADD ("not-running", test_not_running);
  ADD ("at-once", test_at_once);
  ADD ("provider", test_provider);
  ADD ("account", test_account);
  ADD ("account-backoff", test_account_backoff);
  ADD ("open", test_open);
  ADD ("backoff", test_backoff);
  ADD ("before-body", test_before_body);
  ADD ("body", test_body);
  ADD ("writing", test_writing);
  ADD ("in-handler", test_in_handler);
  ADD ("twice", test_twice);
  ADD ("queued", test_queued);
  ADD ("turn", test_turn);
  ADD ("disabled", test_disabled);
  ADD ("stop", test_stop);

  return g_test_run ();
}
