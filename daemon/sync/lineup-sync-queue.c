/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sync/lineup-sync-queue.h"

struct _LineupSyncQueue
{
  GObject parent_instance;

  guint n_slots;
  GPtrArray *running; /* (owned) (element-type utf8): hosts */
  GPtrArray *waiting; /* (owned) (element-type GTask): their task data is the host */
};

G_DEFINE_FINAL_TYPE (LineupSyncQueue, lineup_sync_queue, G_TYPE_OBJECT)

static void
lineup_sync_queue_finalize (GObject *object)
{
  LineupSyncQueue *self = LINEUP_SYNC_QUEUE (object);

  g_clear_pointer (&self->running, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_sync_queue_parent_class)->finalize (object);
}

static void
lineup_sync_queue_class_init (LineupSyncQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_sync_queue_finalize;
}

static void
lineup_sync_queue_init (LineupSyncQueue *self)
{
  self->running = g_ptr_array_new_with_free_func (g_free);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

static LineupSyncQueue *
new_with_slots (guint n_slots)
{
  LineupSyncQueue *self = g_object_new (LINEUP_TYPE_SYNC_QUEUE, NULL);

  self->n_slots = n_slots;
  return self;
}

LineupSyncQueue *
lineup_sync_queue_new (void)
{
  return new_with_slots (LINEUP_SYNC_QUEUE_SLOTS);
}

LineupSyncQueue *
lineup_sync_queue_new_for_requests (void)
{
  return new_with_slots (G_MAXUINT);
}

static gboolean
has_room (LineupSyncQueue *self, const char *host)
{
  return self->running->len < self->n_slots
         && !g_ptr_array_find_with_equal_func (self->running, host, g_str_equal, NULL);
}

static GTask *
steal_next (LineupSyncQueue *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      if (has_room (self, g_task_get_task_data (self->waiting->pdata[i])))
        return g_ptr_array_steal_index (self->waiting, i);
    }
  return NULL;
}

/* A callback may enter or leave in its turn, so each round begins anew. */
static void
admit (LineupSyncQueue *self)
{
  GTask *next = NULL;

  while ((next = steal_next (self)) != NULL)
    {
      g_autoptr (GTask) task = next;

      g_ptr_array_add (self->running, g_strdup (g_task_get_task_data (task)));
      g_task_return_boolean (task, TRUE);
    }
}

gboolean
lineup_sync_queue_would_wait (LineupSyncQueue *self, const char *host)
{
  g_return_val_if_fail (LINEUP_IS_SYNC_QUEUE (self), FALSE);

  return !has_room (self, host);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  LineupSyncQueue *self = g_task_get_source_object (task);
  guint index = 0;

  /* It may have been admitted just before. */
  if (g_ptr_array_find (self->waiting, task, &index))
    {
      g_autoptr (GTask) left = g_ptr_array_steal_index (self->waiting, index);

      g_task_return_error_if_cancelled (left);
    }
  return G_SOURCE_REMOVE;
}

static void
on_task_completed (GTask *task, GParamSpec *pspec, gpointer user_data)
{
  GSource *source = user_data;

  g_source_destroy (source);
}

void
lineup_sync_queue_enter_async (LineupSyncQueue *self,
                               const char *host,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (LINEUP_IS_SYNC_QUEUE (self));

  /* Whoever was admitted has to leave, so admission is never undone behind its back. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_sync_queue_enter_async);
  g_task_set_task_data (task, g_strdup (host), g_free);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) source = g_cancellable_source_new (cancellable);

      g_source_set_callback (
          source, G_SOURCE_FUNC (on_cancelled), g_object_ref (task), g_object_unref);
      g_source_attach (source, g_main_context_get_thread_default ());
      g_signal_connect_data (task,
                             "notify::completed",
                             G_CALLBACK (on_task_completed),
                             g_source_ref (source),
                             (GClosureNotify)(void (*) (void))g_source_unref,
                             0);
    }
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  admit (self);
}

gboolean
lineup_sync_queue_enter_finish (LineupSyncQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_sync_queue_leave (LineupSyncQueue *self, const char *host)
{
  guint index = 0;

  g_return_if_fail (LINEUP_IS_SYNC_QUEUE (self));
  g_return_if_fail (g_ptr_array_find_with_equal_func (self->running, host, g_str_equal, &index));

  g_ptr_array_remove_index (self->running, index);
  admit (self);
}
