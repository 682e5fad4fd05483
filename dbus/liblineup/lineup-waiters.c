/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-waiters-private.h"

/* Under which a task has the source that tells of its cancelling. */
#define SOURCE "lineup-waiters-source"

static void
destroy_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

LineupWaiters *
lineup_waiters_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

GTask *
lineup_waiters_steal (LineupWaiters *self, guint index)
{
  GTask *task = g_ptr_array_steal_index (self, index);

  g_object_set_data (G_OBJECT (task), SOURCE, NULL);
  return task;
}

/* One who waits, and among whom. */
typedef struct
{
  LineupWaiters *waiters; /* (owned) */
  GTask *task;            /* (unowned): it has the source */
} Cancelling;

static void
cancelling_free (gpointer data)
{
  Cancelling *self = data;

  g_ptr_array_unref (self->waiters);
  g_free (self);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Cancelling *cancelling = user_data;
  guint index = 0;

  if (g_ptr_array_find (cancelling->waiters, cancelling->task, &index))
    {
      g_autoptr (GTask) task = lineup_waiters_steal (cancelling->waiters, index);

      g_task_return_error_if_cancelled (task);
    }
  return G_SOURCE_REMOVE;
}

void
lineup_waiters_add (LineupWaiters *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Cancelling *cancelling = NULL;
  GSource *source = NULL;

  g_ptr_array_add (self, g_object_ref (task));
  if (cancellable == NULL)
    return;
  cancelling = g_new0 (Cancelling, 1);
  cancelling->waiters = g_ptr_array_ref (self);
  cancelling->task = task;
  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (on_cancelled), cancelling, cancelling_free);
  g_source_attach (source, g_task_get_context (task));
  g_object_set_data_full (G_OBJECT (task), SOURCE, source, destroy_source);
}

void
lineup_waiters_end (LineupWaiters *self, const GError *error)
{
  guint n = self->len;

  /* Who begins to wait meanwhile, waits for something else. */
  for (guint i = 0; i < n && self->len > 0; i++)
    {
      g_autoptr (GTask) task = lineup_waiters_steal (self, 0);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}
