/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync-fixture.h"

#include "lineup-await.h"
#include "lineup-test-files.h"
#include "lineup-token.h"
#include "lineup-writer-pool.h"

/* How often a list that is being read is looked at before time passes. */
#define LOOKS_PER_ALARM 10

static void
on_progress (LineupAccountSync *account_sync,
             LineupSync *sync,
             guint percentage,
             guint list,
             LineupSyncFigures *figures,
             gpointer user_data)
{
  LineupSyncFixture *self = user_data;
  g_autofree char *shown = g_strdup_printf ("%u", percentage);
  guint n = 0;

  if (lineup_sync_get_job (sync) != self->job)
    g_array_set_size (self->percentages, 0);
  self->job = lineup_sync_get_job (sync);
  n = self->percentages->len;

  g_assert_true (lineup_account_sync_is_running (account_sync));
  lineup_sync_fixture_assert (self, "status", "syncing");
  lineup_sync_fixture_assert (self, "waiting", "");
  lineup_sync_fixture_assert (self, "step", lineup_list_to_string ((LineupList)list));
  lineup_sync_fixture_assert (self, "percentage", shown);

  if (n == 0)
    g_assert_cmpuint (percentage, ==, 0);
  else
    g_assert_cmpuint (percentage, >=, g_array_index (self->percentages, guint, n - 1));
  g_assert_cmpuint (percentage, <=, 100);
  g_array_append_val (self->percentages, percentage);

  g_assert_cmpuint (figures->step_index, >=, 1);
  g_assert_cmpuint (figures->step_index, <=, figures->step_count);
  self->last = *figures;
}

static void
on_finished (LineupAccountSync *account_sync, LineupSync *sync, gpointer user_data)
{
  LineupSyncFixture *self = user_data;
  const char *status = lineup_sync_status_to_string (lineup_sync_get_status (sync));

  self->finished++;
  g_assert_false (lineup_account_sync_is_running (account_sync));
  lineup_sync_fixture_assert (self, "status", status);
  lineup_sync_fixture_assert (self, "waiting", "");
  g_assert_true (lineup_account_sync_get_steps (account_sync) == lineup_sync_get_reports (sync));
}

static LineupCatalogue *
make_catalogue (LineupSyncFixture *self)
{
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autoptr (LineupWriterPool) writers = lineup_writer_pool_new ();

  return lineup_catalogue_new (cache, "home", 0, LINEUP_CLOCK (self->clock), writers);
}

static void
make_account_sync (LineupSyncFixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "home.state", NULL);

  self->file = lineup_state_file_new (path);
  self->account_sync = lineup_account_sync_new ("home",
                                                self->file,
                                                LINEUP_SOURCE_PROVIDER (self->source),
                                                self->catalogue,
                                                self->hosts,
                                                self->jobs);
  g_signal_connect (self->account_sync, "progress", G_CALLBACK (on_progress), self);
  g_signal_connect (self->account_sync, "finished", G_CALLBACK (on_finished), self);
}

static void
drop_account_sync (LineupSyncFixture *self)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_job_runner_stop_async (
      lineup_account_sync_get_runner (self->account_sync), NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_job_runner_stop_finish (
      lineup_account_sync_get_runner (self->account_sync), result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_signal_handlers_disconnect_by_data (self->account_sync, self);
  lineup_await_finalize (g_steal_pointer (&self->account_sync));
  lineup_await_finalize (g_steal_pointer (&self->file));
}

void
lineup_sync_fixture_set_up (LineupSyncFixture *self, gconstpointer data)
{
  g_autofree char *jobs = NULL;

  self->folder = g_dir_make_tmp ("lineup-XXXXXX", NULL);
  self->clock = lineup_test_clock_new (LINEUP_SYNC_FIXTURE_START * (gint64)G_USEC_PER_SEC);
  self->source = lineup_dummy_source_new ("panel.example:80", LINEUP_CLOCK (self->clock));
  self->hosts = lineup_hosts_new (LINEUP_CLOCK (self->clock));
  self->queue = lineup_hosts_get_syncs (self->hosts);
  jobs = g_build_filename (self->folder, "jobs", NULL);
  self->jobs = lineup_job_counter_new (jobs);
  self->catalogue = make_catalogue (self);
  self->percentages = g_array_new (FALSE, FALSE, sizeof (guint));
  lineup_sync_fixture_fill (self, 2, 30);
  make_account_sync (self);
}

void
lineup_sync_fixture_tear_down (LineupSyncFixture *self, gconstpointer data)
{
  LineupAwait *await = NULL;

  drop_account_sync (self);
  lineup_job_counter_close_async (self->jobs, NULL, lineup_await_callback, &await);
  g_object_unref (lineup_await (&await));
  lineup_await_finalize (self->jobs);
  lineup_await_finalize (self->catalogue);
  lineup_await_finalize (self->hosts);
  lineup_await_finalize (self->source);
  g_assert_cmpint (lineup_test_clock_get_next_alarm (self->clock), ==, -1);
  lineup_await_finalize (self->clock);
  g_array_unref (self->percentages);
  lineup_test_files_remove (self->folder);
  g_free (self->folder);
}

void
lineup_sync_fixture_fill (LineupSyncFixture *self, guint n_categories, guint n_items)
{
  g_autoptr (GString) categories = g_string_new ("[");
  g_autoptr (GString) items = g_string_new ("[");
  g_autoptr (GString) series = g_string_new ("[");

  for (guint i = 1; i <= n_categories; i++)
    g_string_append_printf (categories,
                            "%s{\"category_id\":\"%u\",\"category_name\":\"Category %u\"}",
                            i > 1 ? "," : "",
                            i,
                            i);
  for (guint i = 1; i <= n_items; i++)
    {
      g_string_append_printf (
          items, "%s{\"num\":%u,\"stream_id\":%u,\"name\":\"Item %u\"}", i > 1 ? "," : "", i, i, i);
      g_string_append_printf (
          series, "%s{\"series_id\":%u,\"name\":\"Series %u\"}", i > 1 ? "," : "", i, i);
    }
  g_string_append_c (categories, ']');
  g_string_append_c (items, ']');
  g_string_append_c (series, ']');

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      if (lineup_list_has_categories ((LineupList)list))
        lineup_dummy_source_set_text (self->source, list, categories->str);
      else
        lineup_dummy_source_set_text (
            self->source, list, list == LINEUP_LIST_SERIES ? series->str : items->str);
    }
}

void
lineup_sync_fixture_restart (LineupSyncFixture *self)
{
  drop_account_sync (self);
  lineup_await_finalize (self->catalogue);
  self->catalogue = make_catalogue (self);
  make_account_sync (self);
}

guint64
lineup_sync_fixture_start (LineupSyncFixture *self, guint steps)
{
  const LineupSyncOptions options = { .steps = steps };
  g_autoptr (GError) error = NULL;
  guint64 job = 0;

  g_array_set_size (self->percentages, 0);
  g_assert_true (lineup_account_sync_start (self->account_sync, &options, &job, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (job, >, 0);
  return job;
}

/* Time passes only when nothing else is to be done on this thread, and slowly while another one is
 * at work on a list: what that takes is none of the clock's. */
static gboolean
has_finished (gpointer user_data)
{
  LineupSyncFixture *self = user_data;

  if (!lineup_account_sync_is_running (self->account_sync))
    return TRUE;
  if (g_main_context_pending (NULL))
    return FALSE;
  if (lineup_dummy_source_is_read (self->source) && self->n_looks++ % LOOKS_PER_ALARM != 0)
    return FALSE;
  lineup_test_clock_advance_to_next_alarm (self->clock);
  return FALSE;
}

void
lineup_sync_fixture_finish (LineupSyncFixture *self)
{
  const guint finished = self->finished;

  lineup_await_until (has_finished, self);
  lineup_await_nothing ();
  g_assert_cmpuint (self->finished, ==, finished + 1);
}

void
lineup_sync_fixture_run (LineupSyncFixture *self)
{
  lineup_sync_fixture_start (self, LINEUP_SYNC_ALL_STEPS);
  lineup_sync_fixture_finish (self);
}

typedef struct
{
  LineupDummySource *source; /* (unowned) */
  guint n_requests;
} Asked;

static gboolean
was_asked (gpointer user_data)
{
  const Asked *asked = user_data;

  return lineup_dummy_source_get_times (asked->source)->len >= asked->n_requests;
}

void
lineup_sync_fixture_await_request (LineupSyncFixture *self, guint n_requests)
{
  Asked asked = { .source = self->source, .n_requests = n_requests };

  lineup_await_until (was_asked, &asked);
}

typedef struct
{
  LineupDummySource *source; /* (unowned) */
  guint64 n_items;
} Read;

static gboolean
was_read (gpointer user_data)
{
  const Read *read = user_data;

  return lineup_dummy_source_get_items (read->source) == read->n_items;
}

void
lineup_sync_fixture_await_items (LineupSyncFixture *self, guint64 n_items)
{
  Read read = { .source = self->source, .n_items = n_items };

  lineup_await_until (was_read, &read);
  lineup_await_nothing ();
  lineup_test_clock_advance (self->clock, LINEUP_SYNC_PROGRESS_INTERVAL);
  lineup_await_nothing ();
  g_assert_cmpuint (self->last.items, ==, n_items);
}

void
lineup_sync_fixture_cancel (LineupSyncFixture *self)
{
  const guint finished = self->finished;
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_job_runner_cancel_async (
      lineup_account_sync_get_runner (self->account_sync), NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_job_runner_cancel_finish (
      lineup_account_sync_get_runner (self->account_sync), result, &error));
  g_assert_no_error (error);
  g_assert_false (lineup_account_sync_is_running (self->account_sync));
  lineup_await_nothing ();
  g_assert_cmpuint (self->finished, ==, finished + 1);
}

char *
lineup_sync_fixture_get (LineupSyncFixture *self, const char *property)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) text = G_VALUE_INIT;

  g_object_get_property (G_OBJECT (self->account_sync), property, &value);
  if (G_VALUE_HOLDS_ENUM (&value))
    return g_strdup (lineup_token_from_enum (G_VALUE_TYPE (&value), g_value_get_enum (&value)));
  g_value_init (&text, G_TYPE_STRING);
  g_assert_true (g_value_transform (&value, &text));
  return g_value_dup_string (&text);
}

char *
lineup_sync_fixture_get_outcomes (LineupSyncFixture *self)
{
  const GPtrArray *steps = lineup_account_sync_get_steps (self->account_sync);
  GString *outcomes = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const LineupStepReport *report = steps->pdata[i];

      if (i > 0)
        g_string_append_c (outcomes, ' ');
      g_string_append (outcomes, lineup_outcome_to_string (report->outcome));
    }
  return g_string_free (outcomes, FALSE);
}

const LineupStepReport *
lineup_sync_fixture_get_report (LineupSyncFixture *self, guint index)
{
  const GPtrArray *steps = lineup_account_sync_get_steps (self->account_sync);

  g_assert_cmpuint (index, <, steps->len);
  return steps->pdata[index];
}
