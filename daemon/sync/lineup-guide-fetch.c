/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-fetch.h"

#include "lineup-error.h"

struct _LineupGuideFetch
{
  GObject parent_instance;

  char *source; /* (owned) */
  gint64 patience;
  LineupGuideOpener *opener; /* (owned) */
  LineupGuide *guide;        /* (owned) */
  LineupMatchPlan *plan;     /* (owned) */
  LineupClock *clock;        /* (owned) */
  LineupImportFlags flags;

  LineupGuideFeed *feed;          /* (owned) (nullable): of the running or last attempt */
  LineupGuideImportReport import; /* of the last attempt */
  gboolean has_names;             /* some attempt has brought others */
};

static void lineup_guide_fetch_iface_init (LineupFetchInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupGuideFetch,
                               lineup_guide_fetch,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_FETCH,
                                                      lineup_guide_fetch_iface_init))

static void
lineup_guide_fetch_finalize (GObject *object)
{
  LineupGuideFetch *self = LINEUP_GUIDE_FETCH (object);

  g_clear_pointer (&self->source, g_free);
  g_clear_object (&self->opener);
  g_clear_object (&self->guide);
  g_clear_pointer (&self->plan, lineup_match_plan_unref);
  g_clear_object (&self->clock);
  g_clear_object (&self->feed);

  G_OBJECT_CLASS (lineup_guide_fetch_parent_class)->finalize (object);
}

static void
lineup_guide_fetch_class_init (LineupGuideFetchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_guide_fetch_finalize;
}

static void
lineup_guide_fetch_init (LineupGuideFetch *self)
{
}

LineupGuideFetch *
lineup_guide_fetch_new (const char *source,
                        gint64 patience,
                        LineupGuideOpener *opener,
                        LineupGuide *guide,
                        LineupMatchPlan *plan,
                        LineupClock *clock,
                        LineupImportFlags flags)
{
  LineupGuideFetch *self = g_object_new (LINEUP_TYPE_GUIDE_FETCH, NULL);

  self->source = g_strdup (source);
  self->patience = patience;
  self->opener = g_object_ref (opener);
  self->guide = g_object_ref (guide);
  self->plan = lineup_match_plan_ref (plan);
  self->clock = g_object_ref (clock);
  self->flags = flags;
  return self;
}

gboolean
lineup_guide_fetch_has_names (LineupGuideFetch *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_FETCH (self), FALSE);

  return self->has_names;
}

static LineupListFigures
lineup_guide_fetch_get_figures (LineupFetch *fetch)
{
  LineupGuideFetch *self = LINEUP_GUIDE_FETCH (fetch);
  LineupListFigures list = { .length = -1 };
  LineupGuideFigures figures;

  if (self->feed == NULL)
    return list;
  figures = lineup_guide_feed_get_figures (self->feed);
  list.http_status = figures.http_status;
  list.length = figures.length;
  list.bytes = figures.bytes;
  list.items = figures.programmes;
  return list;
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupGuideFetch *self = g_task_get_source_object (task);
  GError *error = NULL;
  const gboolean whole = lineup_guide_import_finish (
      LINEUP_GUIDE (source), result, &self->import, &error);

  self->has_names = self->has_names || self->import.names > 0;
  lineup_guide_feed_close (self->feed);
  if (whole)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupGuideFetch *self = g_task_get_source_object (task);
  GError *error = NULL;
  LineupGuideImportPlan plan = { 0 };

  self->feed = lineup_guide_opener_open_finish (LINEUP_GUIDE_OPENER (source), result, &error);
  if (self->feed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  plan.name = self->source;
  plan.source = LINEUP_GUIDE_SOURCE (self->feed);
  plan.languages = g_get_language_names ();
  plan.setup = lineup_guide_feed_get_setup (self->feed);
  plan.flags = self->flags;
  plan.now = lineup_clock_get_seconds (self->clock);
  lineup_guide_import_async (
      self->guide, &plan, self->plan, cancellable, on_imported, g_steal_pointer (&task));
}

static void
lineup_guide_fetch_attempt_async (LineupFetch *fetch,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  LineupGuideFetch *self = LINEUP_GUIDE_FETCH (fetch);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  /* A guide that was committed just before the cancellation is a success. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_guide_fetch_attempt_async);
  g_clear_object (&self->feed);
  self->import = (LineupGuideImportReport){ 0 };
  lineup_guide_opener_open_async (
      self->opener, self->source, self->patience, cancellable, on_opened, task);
}

/* Who looks at the source wants to know why what it has sent is not shown. */
static void
quarantine (LineupStepReport *report, const LineupGuideImportReport *import)
{
  g_autoptr (GError) error = g_error_new (LINEUP_ERROR,
                                          LINEUP_ERROR_MALFORMED_DATA,
                                          "The guide has %" G_GUINT64_FORMAT
                                          " channels, far fewer than before: what was there stays",
                                          import->channels);

  report->outcome = LINEUP_OUTCOME_QUARANTINED;
  lineup_step_report_set_error (report, error);
}

/* A guide that breaks off adds what came: that is told, too. */
static gboolean
lineup_guide_fetch_attempt_finish (LineupFetch *fetch,
                                   GAsyncResult *result,
                                   LineupStepReport *report,
                                   GError **error)
{
  LineupGuideFetch *self = LINEUP_GUIDE_FETCH (fetch);
  const LineupGuideImportReport *import = &self->import;

  g_return_val_if_fail (g_task_is_valid (result, fetch), FALSE);

  if (self->feed != NULL)
    {
      report->seen = import->seen;
      report->rejected = import->rejected;
      report->added += import->added;
      report->changed += import->changed;
      report->removed += import->removed;
    }
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  if (import->quarantined)
    quarantine (report, import);
  else
    report->outcome = import->unchanged ? LINEUP_OUTCOME_UNCHANGED : LINEUP_OUTCOME_OK;
  return TRUE;
}

static void
lineup_guide_fetch_iface_init (LineupFetchInterface *iface)
{
  iface->attempt_async = lineup_guide_fetch_attempt_async;
  iface->attempt_finish = lineup_guide_fetch_attempt_finish;
  iface->get_figures = lineup_guide_fetch_get_figures;
}
