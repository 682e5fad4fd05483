/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-list-probe.h"

typedef struct
{
  LineupSourceList *opened; /* (owned) (nullable): once the panel answers */
  gulong cancelled;         /* handler */
} Probe;

static void
probe_free (Probe *probe)
{
  g_clear_object (&probe->opened);
  g_free (probe);
}

static void
end (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;
  Probe *probe = g_task_get_task_data (task);

  g_cancellable_disconnect (g_task_get_cancellable (task), probe->cancelled);
  lineup_source_list_close (probe->opened);
  if (owned_error != NULL)
    g_task_return_error (task, owned_error);
  else
    g_task_return_boolean (task, TRUE);
}

static void pull (GTask *owned_task);

static gboolean
on_more (gpointer user_data)
{
  pull (g_object_ref (user_data));
  return G_SOURCE_REMOVE;
}

/* Any thread. */
static void
on_ready (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GSource) source = g_idle_source_new ();

  g_task_attach_source (task, source, on_more);
}

static void
pull (GTask *owned_task)
{
  Probe *probe = g_task_get_task_data (owned_task);
  LineupItemSource *source = LINEUP_ITEM_SOURCE (probe->opened);
  LineupElement element;
  GError *error = NULL;

  if (lineup_item_source_next (source, &element, &error) == LINEUP_ITEM_SOURCE_WAIT)
    lineup_item_source_wait (source, on_ready, owned_task);
  else
    end (owned_task, error);
}

static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  lineup_source_list_close (user_data);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;

  probe->opened = lineup_source_open_list_finish (LINEUP_SOURCE (source), result, &error);
  if (probe->opened == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (cancellable != NULL)
    probe->cancelled = g_cancellable_connect (
        cancellable, G_CALLBACK (on_cancelled), probe->opened, NULL);
  pull (g_steal_pointer (&task));
}

void
lineup_list_probe_async (LineupSource *source,
                         LineupList list,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_list_probe_async);
  g_task_set_task_data (task, g_new0 (Probe, 1), (GDestroyNotify)probe_free);
  lineup_source_open_list_async (source, list, cancellable, on_opened, task);
}

gboolean
lineup_list_probe_finish (LineupSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
