/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-guide.h"
#include "lineup-account-schedule.h"

#include "lineup-await.h"
#include "lineup-dummy-opener.h"
#include "lineup-error.h"
#include "lineup-sync-fixture.h"
#include "lineup-test-conditions.h"

#define HOUR (60 * 60)

typedef struct
{
  LineupSyncFixture sync;
  LineupReadThreads *threads;       /* (owned) */
  LineupGuide *guide;               /* (owned) */
  LineupGuideChoices *choices;      /* (owned) */
  LineupGuideMatching *matching;    /* (owned) */
  LineupDummyOpener *opener;        /* (owned) */
  LineupStateFile *file;            /* (owned) */
  LineupAccountGuide *syncs;        /* (owned) */
  LineupTestConditions *conditions; /* (owned) */
  LineupAccountSchedule *schedule;  /* (owned) (nullable) */
  GString *told;                    /* (owned): ends of syncs */
  guint last_percentage;
} Fixture;

static void
on_progress (LineupAccountGuide *syncs,
             LineupGuideSync *sync,
             guint percentage,
             const char *source,
             guint64 programmes,
             guint64 bytes,
             Fixture *fixture)
{
  g_assert_cmpuint (percentage, >=, fixture->last_percentage);
  g_assert_cmpuint (percentage, <=, 100);
  fixture->last_percentage = percentage;
}

static void
on_finished (LineupAccountGuide *syncs, LineupGuideSync *sync, Fixture *fixture)
{
  GPtrArray *reports = lineup_guide_sync_get_reports (sync);
  const LineupJobFacts facts = lineup_job_get_facts (LINEUP_JOB (sync));

  g_string_append (fixture->told, lineup_sync_status_to_string (facts.status));
  for (guint i = 0; i < reports->len; i++)
    {
      const LineupStepReport *report = reports->pdata[i];

      g_string_append_printf (fixture->told,
                              " %s:%s:%u",
                              report->source,
                              lineup_outcome_to_string (report->outcome),
                              report->attempts);
    }
  g_string_append_c (fixture->told, '\n');
  fixture->last_percentage = 0;
}

static void
make_syncs (Fixture *fixture)
{
  const LineupGuideSyncParts parts = {
    LINEUP_GUIDE_OPENER (fixture->opener),
    fixture->guide,
    fixture->matching,
    LINEUP_CLOCK (fixture->sync.clock),
  };
  g_autofree char *path = g_build_filename (fixture->sync.folder, "home.guide", NULL);

  fixture->file = lineup_state_file_new (path);
  fixture->syncs = lineup_account_guide_new ("home",
                                             fixture->file,
                                             LINEUP_SOURCE_PROVIDER (fixture->sync.source),
                                             &parts,
                                             fixture->sync.hosts,
                                             fixture->sync.jobs);
  g_signal_connect (fixture->syncs, "progress", G_CALLBACK (on_progress), fixture);
  g_signal_connect (fixture->syncs, "finished", G_CALLBACK (on_finished), fixture);
}

static void
drop_syncs (Fixture *fixture)
{
  LineupJobRunner *runner = lineup_account_guide_get_runner (fixture->syncs);
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (fixture->schedule != NULL)
    lineup_account_schedule_stop (fixture->schedule);
  lineup_job_runner_stop_async (runner, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_job_runner_stop_finish (runner, result, NULL));
  g_clear_object (&result);
  g_clear_object (&fixture->schedule);
  g_signal_handlers_disconnect_by_data (fixture->syncs, fixture);
  lineup_await_finalize (g_steal_pointer (&fixture->syncs));
  lineup_await_finalize (g_steal_pointer (&fixture->file));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupWriterPool) writers = lineup_writer_pool_new ();

  lineup_sync_fixture_set_up (&fixture->sync, data);
  fixture->threads = lineup_read_threads_new (G_TIME_SPAN_SECOND);
  lineup_catalogue_set_read_threads (fixture->sync.catalogue, fixture->threads);
  fixture->guide = lineup_guide_new (
      fixture->sync.folder, "home", LINEUP_CLOCK (fixture->sync.clock), writers, fixture->threads);
  fixture->choices = lineup_guide_choices_new (fixture->sync.folder, "home");
  lineup_guide_choices_add_own (fixture->choices, "panel");
  g_assert_true (lineup_guide_choices_load (fixture->choices, NULL));
  fixture->matching = lineup_guide_matching_new (
      "home", fixture->sync.catalogue, fixture->guide, fixture->choices);
  fixture->opener = lineup_dummy_opener_new ();
  fixture->conditions = lineup_test_conditions_new ();
  fixture->told = g_string_new (NULL);
  make_syncs (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;

  drop_syncs (fixture);
  lineup_guide_matching_stop (fixture->matching);
  lineup_await_finalize (fixture->matching);
  lineup_guide_close_async (fixture->guide, NULL, lineup_await_callback, &await);
  g_object_unref (lineup_await (&await));
  lineup_await_finalize (fixture->guide);
  lineup_await_finalize (fixture->choices);
  lineup_await_finalize (fixture->opener);
  lineup_await_finalize (fixture->conditions);
  g_string_free (fixture->told, TRUE);
  lineup_sync_fixture_tear_down (&fixture->sync, data);
  lineup_read_threads_unref (fixture->threads);
}

static void
add_source (Fixture *fixture, const char *id)
{
  const LineupChosenSource source = { .id = id, .enabled = TRUE };
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_guide_choices_put_source_async (
      fixture->choices, &source, -1, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_guide_choices_change_finish (fixture->choices, result, NULL));
}

static guint64
start (Fixture *fixture)
{
  const LineupGuideSyncOptions options = { NULL, LINEUP_IMPORT_NONE };
  guint64 job = 0;

  g_assert_true (lineup_account_guide_start (fixture->syncs, &options, &job, NULL));
  return job;
}

/* Goes on with the time, as pauses have to pass. */
static gboolean
is_over (gpointer user_data)
{
  Fixture *fixture = user_data;

  if (lineup_job_runner_get_job (lineup_account_guide_get_runner (fixture->syncs)) == NULL)
    return TRUE;
  lineup_test_clock_advance (fixture->sync.clock, 20 * G_TIME_SPAN_MILLISECOND);
  return FALSE;
}

static void
assert_told (Fixture *fixture, const char *expected)
{
  lineup_await_until (is_over, fixture);
  g_assert_cmpstr (fixture->told->str, ==, expected);
  g_string_truncate (fixture->told, 0);
}

#define GUIDE                                                                                      \
  "<tv><channel id=\"a\"><display-name>Item 1</display-name></channel>"                            \
  "<programme start=\"20251009090000 +0000\" stop=\"20251009100000 +0000\" channel=\"a\">"         \
  "<title>News</title></programme></tv>"

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) broken = lineup_error_new_answer (
      LINEUP_ERROR_SERVER, 503, 0, TRUE, "It does not work");
  g_autoptr (GError) none = g_error_new_literal (
      LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "There is no guide");

  lineup_sync_fixture_run (&fixture->sync);
  add_source (fixture, "other");
  lineup_dummy_opener_set_text (fixture->opener, "panel", GUIDE);
  lineup_dummy_opener_set_text (fixture->opener, "other", "<html>Hello</html>");
  start (fixture);
  assert_told (fixture, "partial panel:ok:1 other:failed:1\n");
  g_assert_cmpuint (lineup_guide_get_totals (fixture->guide)->programmes, ==, 1);
  start (fixture);
  assert_told (fixture, "partial panel:unchanged:1 other:failed:1\n");

  /* What may help is tried again; what was known stays. */
  lineup_dummy_opener_set_error (fixture->opener, broken);
  start (fixture);
  assert_told (fixture, "failed panel:failed:4 other:failed:4\n");
  lineup_dummy_opener_set_error (fixture->opener, none);
  start (fixture);
  assert_told (fixture, "failed panel:failed:1 other:failed:1\n");
  g_assert_cmpuint (lineup_guide_get_totals (fixture->guide)->programmes, ==, 1);
  g_assert_true (lineup_account_guide_get_state (fixture->syncs)->record.refused);
}

/* What became of each source is known over a restart. */
static void
test_remembered (Fixture *fixture, gconstpointer data)
{
  const LineupGuideState *state = NULL;
  const LineupStepReport *report = NULL;
  guint64 job = 0;

  lineup_sync_fixture_run (&fixture->sync);
  lineup_dummy_opener_set_text (fixture->opener, "panel", GUIDE);
  job = start (fixture);
  g_assert_cmpuint (start (fixture), ==, job);
  assert_told (fixture, "completed panel:ok:1\n");
  drop_syncs (fixture);
  make_syncs (fixture);
  state = lineup_account_guide_get_state (fixture->syncs);
  g_assert_cmpint (state->record.status, ==, LINEUP_SYNC_STATUS_COMPLETED);
  g_assert_cmpuint (state->record.job, ==, job);
  g_assert_cmpuint (state->record.last_sync, >=, LINEUP_SYNC_FIXTURE_START);
  report = lineup_guide_state_find_report (state, "panel");
  g_assert_nonnull (report);
  g_assert_cmpuint (report->added, ==, 1);
  g_assert_cmpuint (report->began, >=, LINEUP_SYNC_FIXTURE_START);
  g_assert_null (lineup_guide_state_find_report (state, "other"));
}

static gboolean
is_reading (gpointer user_data)
{
  return *lineup_dummy_opener_get_asked (((Fixture *)user_data)->opener) != '\0';
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  LineupJobRunner *runner = lineup_account_guide_get_runner (fixture->syncs);
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_sync_fixture_run (&fixture->sync);
  add_source (fixture, "other");
  start (fixture);
  lineup_await_until (is_reading, fixture);
  lineup_job_runner_cancel_async (runner, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_job_runner_cancel_finish (runner, result, NULL));
  assert_told (fixture, "failed panel:cancelled:1 other:skipped:0\n");
  g_assert_cmpuint (lineup_account_guide_get_state (fixture->syncs)->record.failures, ==, 0);
}

/* The catalogue's sync goes first, and what was given up is read anew. */
static void
test_steps_aside (Fixture *fixture, gconstpointer data)
{
  lineup_sync_fixture_run (&fixture->sync);
  start (fixture);
  lineup_await_until (is_reading, fixture);
  lineup_dummy_opener_set_text (fixture->opener, "panel", GUIDE);
  lineup_sync_fixture_run (&fixture->sync);
  assert_told (fixture, "completed panel:ok:1\n");
  g_assert_cmpstr (lineup_dummy_opener_get_asked (fixture->opener), ==, "panel! panel! ");
}

/* One is due after a sync of the catalogue, and not before its guide ends, or it is wanted. */
static void
test_due (Fixture *fixture, gconstpointer data)
{
  LineupScheduled *scheduled = LINEUP_SCHEDULED (fixture->syncs);
  gint64 attempt = 0;

  g_object_set (fixture->syncs, "auto-sync", TRUE, NULL);
  g_assert_cmpint (lineup_scheduled_get_due (scheduled, 1440), ==, LINEUP_SCHEDULED_NEVER);
  lineup_sync_fixture_run (&fixture->sync);
  lineup_account_guide_note_catalogue (fixture->syncs, LINEUP_SYNC_FIXTURE_START + 1);
  g_assert_cmpint (lineup_scheduled_get_due (scheduled, 1440), ==, LINEUP_SYNC_FIXTURE_START + 1);

  lineup_test_clock_advance (fixture->sync.clock, 10 * G_USEC_PER_SEC);
  lineup_dummy_opener_set_text (fixture->opener, "panel", GUIDE);
  start (fixture);
  assert_told (fixture, "completed panel:ok:1\n");
  attempt = (gint64)lineup_account_guide_get_state (fixture->syncs)->record.last_attempt;
  g_assert_cmpint (lineup_scheduled_get_due (scheduled, 1440), ==, attempt + 6 * HOUR);
  lineup_account_guide_want (fixture->syncs);
  g_assert_cmpint (lineup_scheduled_get_due (scheduled, 1440), ==, attempt);
}

/* By itself, where the network costs nothing. */
static void
test_metered (Fixture *fixture, gconstpointer data)
{
  LineupJobRunner *runner = lineup_account_guide_get_runner (fixture->syncs);

  lineup_sync_fixture_run (&fixture->sync);
  lineup_dummy_opener_set_text (fixture->opener, "panel", GUIDE);
  g_object_set (fixture->conditions, "metered", TRUE, NULL);
  fixture->schedule = lineup_account_schedule_new (LINEUP_SCHEDULED (fixture->syncs),
                                                   LINEUP_CONDITIONS (fixture->conditions),
                                                   fixture->sync.hosts);
  g_object_set (fixture->schedule,
                "enabled",
                TRUE,
                "sync-interval",
                1440,
                "unmetered-only",
                TRUE,
                "auto-sync",
                TRUE,
                NULL);
  lineup_account_guide_note_catalogue (fixture->syncs, LINEUP_SYNC_FIXTURE_START + 1);
  lineup_test_clock_advance (fixture->sync.clock, 2 * G_USEC_PER_SEC);
  lineup_account_schedule_hurry (fixture->schedule);
  lineup_await_nothing ();
  g_assert_cmpint (lineup_job_runner_get_waiting (runner), ==, LINEUP_OBSTACLE_METERED);
  g_assert_cmpstr (lineup_dummy_opener_get_asked (fixture->opener), ==, "");
  g_object_set (fixture->schedule, "unmetered-only", FALSE, NULL);
  lineup_account_schedule_hurry (fixture->schedule);
  assert_told (fixture, "completed panel:ok:1\n");
  g_assert_cmpstr (lineup_dummy_opener_get_asked (fixture->opener), ==, "panel ");
}

#define ADD(name, func) g_test_add ("/guide-sync/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Sources that fail are reported. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  ADD ("sources", test_sources);
  ADD ("remembered", test_remembered);
  ADD ("cancel", test_cancel);
  ADD ("steps-aside", test_steps_aside);
  ADD ("due", test_due);
  ADD ("metered", test_metered);

  return g_test_run ();
}
