/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-list-fetch.h"

struct _LineupListFetch
{
  GObject parent_instance;

  LineupList list;
  LineupSource *source;       /* (owned) */
  LineupCatalogue *catalogue; /* (owned) */
  LineupImportFlags flags;

  LineupSourceList *opened;  /* (owned) (nullable): of the running or last attempt */
  LineupImportReport import; /* of the last attempt */
};

static void lineup_list_fetch_iface_init (LineupFetchInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupListFetch,
                               lineup_list_fetch,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_FETCH,
                                                      lineup_list_fetch_iface_init))

static void
lineup_list_fetch_finalize (GObject *object)
{
  LineupListFetch *self = LINEUP_LIST_FETCH (object);

  g_clear_object (&self->source);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->opened);

  G_OBJECT_CLASS (lineup_list_fetch_parent_class)->finalize (object);
}

static void
lineup_list_fetch_class_init (LineupListFetchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_list_fetch_finalize;
}

static void
lineup_list_fetch_init (LineupListFetch *self)
{
}

LineupFetch *
lineup_list_fetch_new (LineupList list,
                       LineupSource *source,
                       LineupCatalogue *catalogue,
                       LineupImportFlags flags)
{
  LineupListFetch *self = g_object_new (LINEUP_TYPE_LIST_FETCH, NULL);

  self->list = list;
  self->source = g_object_ref (source);
  self->catalogue = g_object_ref (catalogue);
  self->flags = flags;
  return LINEUP_FETCH (self);
}

static LineupListFigures
lineup_list_fetch_get_figures (LineupFetch *fetch)
{
  LineupListFetch *self = LINEUP_LIST_FETCH (fetch);
  const LineupListFigures none = { .length = -1 };

  return self->opened != NULL ? lineup_source_list_get_figures (self->opened) : none;
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupListFetch *self = g_task_get_source_object (task);
  GError *error = NULL;
  const gboolean whole = lineup_catalogue_import_finish (
      LINEUP_CATALOGUE (source), result, &self->import, &error);

  lineup_source_list_close (self->opened);
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
  LineupListFetch *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->opened = lineup_source_open_list_finish (LINEUP_SOURCE (source), result, &error);
  if (self->opened == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lineup_catalogue_import_async (self->catalogue,
                                 self->list,
                                 LINEUP_ITEM_SOURCE (self->opened),
                                 self->flags,
                                 cancellable,
                                 on_imported,
                                 g_steal_pointer (&task));
}

static void
lineup_list_fetch_attempt_async (LineupFetch *fetch,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  LineupListFetch *self = LINEUP_LIST_FETCH (fetch);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  /* A list that was committed just before the cancellation is a success. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_list_fetch_attempt_async);
  g_clear_object (&self->opened);
  self->import = (LineupImportReport){ 0 };
  lineup_source_open_list_async (self->source, self->list, cancellable, on_opened, task);
}

static gboolean
lineup_list_fetch_attempt_finish (LineupFetch *fetch,
                                  GAsyncResult *result,
                                  LineupStepReport *report,
                                  GError **error)
{
  LineupListFetch *self = LINEUP_LIST_FETCH (fetch);
  const LineupImportReport *import = &self->import;

  g_return_val_if_fail (g_task_is_valid (result, fetch), FALSE);

  if (self->opened != NULL)
    {
      report->seen = import->seen;
      report->rejected = import->rejected;
    }
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  report->added = import->added;
  report->changed = import->changed;
  report->removed = import->removed;
  if (import->quarantined)
    report->outcome = LINEUP_OUTCOME_QUARANTINED;
  else if (import->added + import->changed + import->removed > 0)
    report->outcome = LINEUP_OUTCOME_OK;
  else
    report->outcome = LINEUP_OUTCOME_UNCHANGED;
  return TRUE;
}

static void
lineup_list_fetch_iface_init (LineupFetchInterface *iface)
{
  iface->attempt_async = lineup_list_fetch_attempt_async;
  iface->attempt_finish = lineup_list_fetch_attempt_finish;
  iface->get_figures = lineup_list_fetch_get_figures;
}
