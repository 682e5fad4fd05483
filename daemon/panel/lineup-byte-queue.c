/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "panel/lineup-byte-queue.h"

struct _LineupByteQueue
{
  GObject parent_instance;

  GMutex lock;
  GCond changed;
  gsize capacity;

  /* Guarded by the lock. */
  GQueue chunks; /* (owned) (element-type GBytes) */
  gsize length;  /* bytes in all chunks */
  GTask *push;   /* (owned) (nullable): waits for room */
  gboolean closed;
  GError *error; /* (owned) (nullable): why it was closed */
};

G_DEFINE_FINAL_TYPE (LineupByteQueue, lineup_byte_queue, G_TYPE_OBJECT)

static void
lineup_byte_queue_finalize (GObject *object)
{
  LineupByteQueue *self = LINEUP_BYTE_QUEUE (object);

  /* A push that waits holds a reference, so there is none. */
  g_assert (self->push == NULL);
  g_queue_clear_full (&self->chunks, (GDestroyNotify)g_bytes_unref);
  g_clear_error (&self->error);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (lineup_byte_queue_parent_class)->finalize (object);
}

static void
lineup_byte_queue_class_init (LineupByteQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_byte_queue_finalize;
}

static void
lineup_byte_queue_init (LineupByteQueue *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->chunks);
}

LineupByteQueue *
lineup_byte_queue_new (gsize capacity)
{
  LineupByteQueue *self = g_object_new (LINEUP_TYPE_BYTE_QUEUE, NULL);

  self->capacity = capacity;
  return self;
}

void
lineup_byte_queue_push_async (LineupByteQueue *self,
                              GBytes *bytes,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (LINEUP_IS_BYTE_QUEUE (self));

  g_task_set_source_tag (task, lineup_byte_queue_push_async);
  locker = g_mutex_locker_new (&self->lock);
  g_return_if_fail (self->push == NULL);

  if (self->closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The queue is closed");
      return;
    }
  g_queue_push_tail (&self->chunks, g_bytes_ref (bytes));
  self->length += g_bytes_get_size (bytes);
  g_cond_broadcast (&self->changed);

  if (self->length < self->capacity)
    g_task_return_boolean (task, TRUE);
  else
    self->push = g_steal_pointer (&task);
}

gboolean
lineup_byte_queue_push_finish (LineupByteQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_byte_queue_close (LineupByteQueue *self, const GError *error)
{
  g_autoptr (GTask) push = NULL;

  g_return_if_fail (LINEUP_IS_BYTE_QUEUE (self));

  g_mutex_lock (&self->lock);
  if (!self->closed)
    {
      self->closed = TRUE;
      self->error = error != NULL ? g_error_copy (error) : NULL;
      push = g_steal_pointer (&self->push);
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->lock);

  if (push != NULL)
    g_task_return_new_error (push, G_IO_ERROR, G_IO_ERROR_CLOSED, "The queue is closed");
}

static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  LineupByteQueue *self = user_data;

  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

GBytes *
lineup_byte_queue_pop (LineupByteQueue *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GTask) push = NULL;
  GBytes *bytes = NULL;
  gulong handler = 0;

  g_return_val_if_fail (LINEUP_IS_BYTE_QUEUE (self), NULL);

  /* Without the lock: the handler runs at once if it is cancelled already. */
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL);

  g_mutex_lock (&self->lock);
  while (g_queue_is_empty (&self->chunks) && !self->closed
         && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->changed, &self->lock);

  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      bytes = g_queue_pop_head (&self->chunks);
      if (bytes != NULL)
        self->length -= g_bytes_get_size (bytes);
      else if (self->error != NULL)
        g_propagate_error (error, g_error_copy (self->error));
      if (self->length < self->capacity)
        push = g_steal_pointer (&self->push);
    }
  g_mutex_unlock (&self->lock);

  g_cancellable_disconnect (cancellable, handler);
  if (push != NULL)
    g_task_return_boolean (push, TRUE);
  return bytes;
}
