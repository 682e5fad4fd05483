/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-dummy-guide.h"
#include "lineup-error.h"
#include "lineup-guide-schema.h"
#include "lineup-guide.h"
#include "lineup-programme-search.h"
#include "lineup-system-clock.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>

#define DAY (24 * 60 * 60)

typedef struct
{
  char *folder;               /* (owned) */
  LineupWriterPool *writers;  /* (owned) */
  LineupReadThreads *threads; /* (owned) */
  LineupGuide *guide;         /* (owned) */
  LineupMatchPlan *plan;      /* (owned) */
  guint n_changes;
  guint64 generation; /* that was told last */
  gint64 from;        /* of what was told last */
  gint64 until;
  guint n_items;
  guint64 size; /* bytes, as they were told last */
} Fixture;

static void
on_changed (LineupGuide *guide, guint64 generation, gpointer extent, gpointer user_data)
{
  Fixture *fixture = user_data;
  const LineupGuideExtent *changed = extent;

  fixture->n_changes++;
  g_assert_cmpuint (generation, >, fixture->generation);
  fixture->generation = generation;
  fixture->from = changed->from;
  fixture->until = changed->until;
  fixture->n_items = changed->items->len;
}

static void
on_measured (LineupGuide *guide, guint64 *size)
{
  *size = lineup_guide_get_totals (guide)->size;
}

static void
begin (Fixture *fixture)
{
  g_autoptr (LineupClock) clock = lineup_system_clock_new ();

  fixture->guide = lineup_guide_new (
      fixture->folder, "home", clock, fixture->writers, fixture->threads);
  g_signal_connect (fixture->guide, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect (fixture->guide, "measured", G_CALLBACK (on_measured), &fixture->size);
}

static void
close_guide (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *await = NULL;

  lineup_guide_close_async (fixture->guide, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_guide_job_finish (fixture->guide, result, NULL));
  g_clear_object (&result);
  lineup_await_finalize (g_steal_pointer (&fixture->guide));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const LineupMatchChannel channels[] = {
    { .id = 1, .epg_id = "a", .name = "x" },
    { .id = 2, .epg_id = "b", .name = "x", .archive_days = 3 },
    { .id = 3, .epg_id = "c", .name = "x", .archive_days = 100 },
  };

  fixture->folder = g_dir_make_tmp ("lineup-guide-XXXXXX", NULL);
  fixture->writers = lineup_writer_pool_new ();
  fixture->threads = lineup_read_threads_new (G_TIME_SPAN_SECOND);
  fixture->plan = lineup_match_plan_new ();
  lineup_match_plan_add_source (fixture->plan, "panel", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    lineup_match_plan_add_channel (fixture->plan, &channels[i]);
  begin (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_guide (fixture);
  lineup_match_plan_unref (fixture->plan);
  lineup_read_threads_unref (fixture->threads);
  lineup_writer_pool_unref (fixture->writers);
  lineup_test_files_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
import (Fixture *fixture, const char *text)
{
  g_autoptr (LineupDummyGuide) source = lineup_dummy_guide_new (text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupGuideImportReport report = { 0 };
  LineupAwait *await = NULL;
  const LineupGuideImportPlan plan
      = { .name = "panel", .source = LINEUP_GUIDE_SOURCE (source), .now = 1000 };

  lineup_dummy_guide_wait_at (source, 1);
  lineup_guide_import_async (
      fixture->guide, &plan, fixture->plan, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_guide_import_finish (fixture->guide, result, &report, &error));
  g_assert_no_error (error);
  g_assert_true (report.whole);
}

static void
finish (Fixture *fixture, LineupAwait **await)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (GError) error = NULL;

  *await = NULL;
  g_assert_true (lineup_guide_job_finish (fixture->guide, result, &error));
  g_assert_no_error (error);
}

static void
match (Fixture *fixture)
{
  LineupAwait *await = NULL;

  lineup_guide_match_async (fixture->guide, fixture->plan, NULL, lineup_await_callback, &await);
  finish (fixture, &await);
}

static void
expire (Fixture *fixture, gint64 now)
{
  LineupAwait *await = NULL;

  lineup_guide_expire_async (fixture->guide, now, NULL, lineup_await_callback, &await);
  finish (fixture, &await);
}

typedef LineupSchedule *(*ReadFunc) (LineupDatabase *database,
                                     const LineupGuideQuery *query,
                                     GError **error);

typedef struct
{
  ReadFunc func;
  LineupGuideQuery query;
} Read;

static gpointer
run_read (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Read *read = user_data;
  LineupSchedule *schedule = read->func (database, &read->query, error);

  if (schedule != NULL)
    *generation = schedule->generation;
  return schedule;
}

static void
schedule_free (gpointer data)
{
  lineup_schedule_unref (data);
}

static void
start_read (Fixture *fixture,
            ReadFunc func,
            const LineupGuideQuery *query,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  const Read read = { func, *query };

  lineup_guide_read_async (fixture->guide,
                           run_read,
                           g_memdup2 (&read, sizeof read),
                           g_free,
                           schedule_free,
                           NULL,
                           callback,
                           user_data);
}

static LineupSchedule *
search_sport (LineupDatabase *database, const LineupGuideQuery *query, GError **error)
{
  return lineup_programme_search_read (database, "spo", query, 5, error);
}

static LineupSchedule *
read_all (Fixture *fixture)
{
  static const gint64 items[] = { 1, 2, 3 };
  const LineupGuideQuery query
      = { .items = items, .n_items = 3, .from = 1, .until = G_MAXUINT32, .now = 1000 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;
  LineupSchedule *schedule = NULL;

  start_read (fixture, lineup_guide_read_grid, &query, lineup_await_callback, &await);
  result = lineup_await (&await);
  schedule = lineup_guide_read_finish (fixture->guide, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (schedule->channels->len, ==, 3);
  return schedule;
}

static void
assert_programmes (Fixture *fixture, guint n_programmes)
{
  g_autoptr (LineupSchedule) schedule = read_all (fixture);

  g_assert_cmpuint (schedule->programmes->len, ==, n_programmes);
}

static void
remove_source (Fixture *fixture, const char *name)
{
  LineupAwait *await = NULL;

  lineup_guide_remove_source_async (fixture->guide, name, NULL, lineup_await_callback, &await);
  finish (fixture, &await);
}

/* More programmes than are taken away at once, at one channel and at several. */
static void
test_remove_source (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_changes = 0;

  for (guint i = 0; i < 2500; i++)
    g_string_append_printf (
        text, "%s %u-%u T%u\n", i < 2400 ? "a" : "b", 2000 + i * 10, 2010 + i * 10, i);
  import (fixture, text->str);
  match (fixture);
  assert_programmes (fixture, 2500);
  n_changes = fixture->n_changes;

  remove_source (fixture, "other");
  assert_programmes (fixture, 2500);
  g_assert_cmpuint (fixture->n_changes, ==, n_changes);
  remove_source (fixture, "panel");
  assert_programmes (fixture, 0);
  g_assert_cmpuint (fixture->n_changes, ==, n_changes + 1);
  g_assert_cmpuint (lineup_guide_get_totals (fixture->guide)->programmes, ==, 0);
  g_assert_cmpint (lineup_guide_get_totals (fixture->guide)->last, ==, 0);

  /* The source may come back. */
  import (fixture, text->str);
  match (fixture);
  assert_programmes (fixture, 2500);
}

static LineupSchedule *
finish_read (Fixture *fixture, LineupAwait **await, GError **error)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);

  *await = NULL;
  return lineup_guide_read_finish (fixture->guide, result, error);
}

static gboolean
is_measured (gpointer user_data)
{
  const Fixture *fixture = user_data;

  return fixture->size
         == lineup_database_file_measure (lineup_guide_schema_get (), fixture->folder, "home");
}

static const char text[] = "a=A\na 1000-1100 News\na 1100-1200 Film\nb 1000-0 Sport";

static void
test_life (Fixture *fixture, gconstpointer data)
{
  const LineupGuideTotals *totals = lineup_guide_get_totals (fixture->guide);

  /* Where there is no file, nothing is on. */
  assert_programmes (fixture, 0);
  import (fixture, text);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  assert_programmes (fixture, 0);
  match (fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  assert_programmes (fixture, 3);
  g_assert_cmpuint (totals->programmes, ==, 3);
  g_assert_cmpint (totals->first, ==, 1000);
  g_assert_cmpint (totals->last, ==, 1200);
  g_assert_cmpuint (totals->generation, ==, fixture->generation);
  g_assert_cmpuint (totals->size, >, 0);
  /* Whoever shows it is told of it, also of what tidying up has changed. */
  lineup_await_until (is_measured, fixture);

  /* What is so already is no change. */
  import (fixture, text);
  match (fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 2);

  close_guide (fixture);
  begin (fixture);
  assert_programmes (fixture, 3);
}

static void
test_reads (Fixture *fixture, gconstpointer data)
{
  const gint64 items[] = { 1, 2 };
  const LineupGuideQuery query = {
    .items = items, .n_items = 2, .from = 1050, .until = G_MAXINT64, .following = 1, .now = 1050
  };
  g_autoptr (LineupSchedule) now = NULL;
  g_autoptr (LineupSchedule) found = NULL;
  g_autoptr (LineupSchedule) programme = NULL;
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  import (fixture, text);
  match (fixture);
  start_read (fixture, lineup_guide_read_now, &query, lineup_await_callback, &await);
  now = finish_read (fixture, &await, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (now->programmes->len, ==, 3);
  g_assert_cmpuint (now->generation, ==, fixture->generation);

  start_read (fixture, search_sport, &query, lineup_await_callback, &await);
  found = finish_read (fixture, &await, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->programmes->len, ==, 1);

  lineup_guide_get_programme_async (fixture->guide,
                                    1,
                                    g_array_index (now->programmes, LineupProgramme, 0).id,
                                    1050,
                                    NULL,
                                    lineup_await_callback,
                                    &await);
  programme = finish_read (fixture, &await, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
      g_array_index (programme->programmes, LineupProgramme, 0).titles[0].text, ==, "News");

  lineup_guide_get_programme_async (
      fixture->guide, 1, 1, 1050, NULL, lineup_await_callback, &await);
  g_assert_null (finish_read (fixture, &await, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupDummyGuide) source = lineup_dummy_guide_new (text);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupGuideImportReport report = { 0 };
  LineupAwait *await = NULL;
  const LineupGuideImportPlan plan
      = { .name = "panel", .source = LINEUP_GUIDE_SOURCE (source), .now = 1000 };

  lineup_guide_import_async (
      fixture->guide, &plan, fixture->plan, cancellable, lineup_await_callback, &await);
  g_cancellable_cancel (cancellable);
  result = lineup_await (&await);
  g_assert_false (lineup_guide_import_finish (fixture->guide, result, &report, &error));
  g_assert_true (lineup_error_is_cancelled (error));
  match (fixture);
  assert_programmes (fixture, 0);
}

/* A read of a state that nobody was told of yet. */
typedef struct
{
  Fixture *fixture; /* (unowned) */
  gboolean is_answered;
  guint64 generation; /* that was read */
} EarlyRead;

static void
on_early_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  EarlyRead *self = user_data;
  g_autoptr (LineupSchedule) schedule = lineup_guide_read_finish (
      LINEUP_GUIDE (source), result, NULL);

  g_assert_nonnull (schedule);
  self->is_answered = TRUE;
  self->generation = schedule->generation;
  g_assert_cmpuint (self->fixture->generation, ==, schedule->generation);
}

static gboolean
is_answered (gpointer user_data)
{
  const EarlyRead *self = user_data;

  return self->is_answered;
}

/* What is committed can be read before anybody has been told of it: whoever does is told first. */
static void
test_early (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupDummyGuide) source = lineup_dummy_guide_new ("a 1000-1100 Other");
  const gint64 item = 1;
  const LineupGuideQuery query = { .items = &item, .n_items = 1, .from = 1000 };
  EarlyRead early = { .fixture = fixture };
  g_autoptr (GAsyncResult) result = NULL;
  LineupGuideImportReport report = { 0 };
  LineupAwait *await = NULL;
  guint64 generation = 0;
  const LineupGuideImportPlan plan
      = { .name = "panel", .source = LINEUP_GUIDE_SOURCE (source), .now = 1000 };

  import (fixture, text);
  match (fixture);
  generation = fixture->generation;
  lineup_dummy_guide_block_after (source);
  lineup_guide_import_async (
      fixture->guide, &plan, fixture->plan, NULL, lineup_await_callback, &await);
  while (!lineup_dummy_guide_is_blocked (source))
    g_thread_yield ();
  start_read (fixture, lineup_guide_read_now, &query, on_early_read, &early);
  for (guint i = 0; i < 1000; i++)
    {
      lineup_await_nothing ();
      g_assert_false (early.is_answered);
      g_thread_yield ();
    }
  lineup_dummy_guide_release (source);
  result = lineup_await (&await);
  g_assert_true (lineup_guide_import_finish (fixture->guide, result, &report, NULL));
  lineup_await_until (is_answered, &early);
  g_assert_cmpuint (early.generation, ==, generation + 1);
  /* Whoever is told is told what to read again. */
  g_assert_cmpint (fixture->from, ==, 1000);
  g_assert_cmpint (fixture->until, >=, 1200);
  g_assert_cmpuint (fixture->n_items, ==, 1);
}

/* What is past stays as long as the archive of the channel: 1 to 14 days. */
static void
test_expiry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) many = g_string_new ("b 1000-2000 B\nc 1000-2000 C");

  for (guint i = 0; i < 2500; i++)
    g_string_append_printf (many, "\na %u-%u A", 1000 + i, 1001 + i);
  expire (fixture, 0);
  import (fixture, many->str);
  match (fixture);
  expire (fixture, 1001 + DAY);
  assert_programmes (fixture, 2502);
  expire (fixture, 1002 + DAY);
  assert_programmes (fixture, 2501);
  expire (fixture, 9000 + DAY);
  assert_programmes (fixture, 2);
  g_assert_cmpuint (lineup_guide_get_totals (fixture->guide)->programmes, ==, 2);
  expire (fixture, 2000 + 3 * DAY);
  assert_programmes (fixture, 2);
  expire (fixture, 2001 + 3 * DAY);
  assert_programmes (fixture, 1);
  expire (fixture, 2000 + 14 * DAY);
  assert_programmes (fixture, 1);
  expire (fixture, 2001 + 14 * DAY);
  assert_programmes (fixture, 0);
}

/* The database is a cache: it can be deleted at any time, and comes back. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "home.guide.db", NULL);
  LineupAwait *await = NULL;

  import (fixture, text);
  match (fixture);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_programmes (fixture, 0);
  import (fixture, text);
  match (fixture);
  assert_programmes (fixture, 3);
  lineup_guide_clear_async (fixture->guide, NULL, lineup_await_callback, &await);
  finish (fixture, &await);
  assert_programmes (fixture, 0);
  g_assert_cmpuint (lineup_guide_get_totals (fixture->guide)->programmes, ==, 0);
  import (fixture, text);
  match (fixture);
  assert_programmes (fixture, 3);
  lineup_guide_delete_async (fixture->guide, NULL, lineup_await_callback, &await);
  finish (fixture, &await);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "home.guide.db", NULL);
  const GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);

  import (fixture, text);
  match (fixture);
  close_guide (fixture);
  g_assert_true (
      g_file_set_contents (path, "This is no database, whatever it is called.", -1, NULL));
  /* The log is told of it. */
  begin (fixture);
  assert_programmes (fixture, 0);
  import (fixture, text);
  match (fixture);
  assert_programmes (fixture, 3);
  g_log_set_always_fatal (fatal);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/guide/life", Fixture, NULL, set_up, test_life, tear_down);
  g_test_add ("/guide/reads", Fixture, NULL, set_up, test_reads, tear_down);
  g_test_add ("/guide/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/guide/early", Fixture, NULL, set_up, test_early, tear_down);
  g_test_add ("/guide/expiry", Fixture, NULL, set_up, test_expiry, tear_down);
  g_test_add ("/guide/remove-source", Fixture, NULL, set_up, test_remove_source, tear_down);
  g_test_add ("/guide/deleted", Fixture, NULL, set_up, test_deleted, tear_down);
  g_test_add ("/guide/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  return g_test_run ();
}
