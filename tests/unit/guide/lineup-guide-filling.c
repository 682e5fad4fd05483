/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-filling.h"

#include "lineup-await.h"
#include "lineup-dummy-guide.h"
#include "lineup-guide.h"
#include "lineup-system-clock.h"

static LineupMatchPlan *
make_plan (const LineupMatchChannel *channels, gsize n_channels)
{
  LineupMatchPlan *plan = lineup_match_plan_new ();

  lineup_match_plan_add_source (plan, "panel", 0);
  for (gsize i = 0; i < n_channels; i++)
    lineup_match_plan_add_channel (plan, &channels[i]);
  return plan;
}

static void
import (LineupGuide *guide, LineupMatchPlan *matches, const char *text, gint64 now)
{
  g_autoptr (LineupDummyGuide) source = lineup_dummy_guide_new (text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const LineupGuideImportPlan plan
      = { .name = "panel", .source = LINEUP_GUIDE_SOURCE (source), .now = now };
  LineupGuideImportReport report = { 0 };
  LineupAwait *await = NULL;

  lineup_guide_import_async (guide, &plan, matches, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  lineup_guide_import_finish (guide, result, &report, &error);
  g_assert_no_error (error);
}

static void
finish (LineupGuide *guide, LineupAwait **await)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (GError) error = NULL;

  lineup_guide_job_finish (guide, result, &error);
  g_assert_no_error (error);
}

void
lineup_guide_filling_run (const char *folder,
                          const char *account,
                          const char *text,
                          const LineupMatchChannel *channels,
                          gsize n_channels,
                          gint64 now)
{
  LineupWriterPool *writers = lineup_writer_pool_new ();
  LineupReadThreads *threads = lineup_read_threads_new (G_TIME_SPAN_SECOND);
  g_autoptr (LineupClock) clock = lineup_system_clock_new ();
  LineupGuide *guide = lineup_guide_new (folder, account, clock, writers, threads);
  g_autoptr (LineupMatchPlan) plan = make_plan (channels, n_channels);
  LineupAwait *match = NULL;
  LineupAwait *close = NULL;

  import (guide, plan, text, now);
  lineup_guide_match_async (guide, plan, NULL, lineup_await_callback, &match);
  finish (guide, &match);
  lineup_guide_close_async (guide, NULL, lineup_await_callback, &close);
  finish (guide, &close);
  lineup_await_finalize (guide);
  lineup_read_threads_unref (threads);
  lineup_writer_pool_unref (writers);
}
