/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-byte-queue.h"

/* Whoever is to be told that there is something. */
typedef struct
{
  LineupReadyFunc ready; /* (nullable) */
  gpointer user_data;    /* (owned): by the function */
} Waiter;

struct _LineupByteQueue
{
  GObject parent_instance;

  GMutex lock;
  gsize capacity;

  /* Guarded by the lock. */
  GQueue chunks; /* (owned) (element-type GBytes) */
  gsize length;  /* bytes in all chunks */
  GTask *push;   /* (owned) (nullable): waits for room */
  gboolean closed;
  GError *error; /* (owned) (nullable): why it was closed */
  Waiter waiter; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupByteQueue, lineup_byte_queue, G_TYPE_OBJECT)

/* Without the lock: whoever is told may look into the queue at once, on another thread. */
static void
call_waiter (const Waiter *waiter)
{
  if (waiter->ready != NULL)
    waiter->ready (waiter->user_data);
}

/* With the lock. */
static Waiter
take_waiter (LineupByteQueue *self)
{
  const Waiter waiter = self->waiter;

  self->waiter.ready = NULL;
  return waiter;
}

static void
lineup_byte_queue_finalize (GObject *object)
{
  LineupByteQueue *self = LINEUP_BYTE_QUEUE (object);

  /* A push that waits holds a reference, so there is none. */
  g_assert (self->push == NULL);
  call_waiter (&self->waiter);
  g_queue_clear_full (&self->chunks, (GDestroyNotify)g_bytes_unref);
  g_clear_error (&self->error);
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
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Waiter waiter;
  gboolean is_open = FALSE;
  gboolean has_room = FALSE;

  g_return_if_fail (LINEUP_IS_BYTE_QUEUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_byte_queue_push_async);
  g_mutex_lock (&self->lock);
  g_assert (self->push == NULL);
  is_open = !self->closed;
  if (is_open)
    {
      g_queue_push_tail (&self->chunks, g_bytes_ref (bytes));
      self->length += g_bytes_get_size (bytes);
      has_room = self->length < self->capacity;
      if (!has_room)
        self->push = g_object_ref (task);
    }
  waiter = take_waiter (self);
  g_mutex_unlock (&self->lock);

  if (!is_open)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The queue is closed");
  else if (has_room)
    g_task_return_boolean (task, TRUE);
  call_waiter (&waiter);
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
  Waiter waiter = { NULL, NULL };

  g_return_if_fail (LINEUP_IS_BYTE_QUEUE (self));

  g_mutex_lock (&self->lock);
  if (!self->closed)
    {
      self->closed = TRUE;
      self->error = error != NULL ? g_error_copy (error) : NULL;
      push = g_steal_pointer (&self->push);
      waiter = take_waiter (self);
    }
  g_mutex_unlock (&self->lock);

  if (push != NULL)
    g_task_return_new_error (push, G_IO_ERROR, G_IO_ERROR_CLOSED, "The queue is closed");
  call_waiter (&waiter);
}

LineupByteQueueState
lineup_byte_queue_pop (LineupByteQueue *self, GBytes **bytes, GError **error)
{
  g_autoptr (GTask) push = NULL;
  LineupByteQueueState state = LINEUP_BYTE_QUEUE_EMPTY;

  g_return_val_if_fail (LINEUP_IS_BYTE_QUEUE (self), LINEUP_BYTE_QUEUE_ERROR);

  g_mutex_lock (&self->lock);
  *bytes = g_queue_pop_head (&self->chunks);
  if (*bytes != NULL)
    {
      state = LINEUP_BYTE_QUEUE_BYTES;
      self->length -= g_bytes_get_size (*bytes);
    }
  else if (self->closed)
    {
      state = self->error != NULL ? LINEUP_BYTE_QUEUE_ERROR : LINEUP_BYTE_QUEUE_END;
      if (self->error != NULL)
        g_propagate_error (error, g_error_copy (self->error));
    }
  if (self->length < self->capacity)
    push = g_steal_pointer (&self->push);
  g_mutex_unlock (&self->lock);

  if (push != NULL)
    g_task_return_boolean (push, TRUE);
  return state;
}

void
lineup_byte_queue_wait (LineupByteQueue *self, LineupReadyFunc ready, gpointer user_data)
{
  Waiter waiter = { ready, user_data };

  g_return_if_fail (LINEUP_IS_BYTE_QUEUE (self));

  g_mutex_lock (&self->lock);
  g_warn_if_fail (self->waiter.ready == NULL);
  if (g_queue_is_empty (&self->chunks) && !self->closed)
    {
      self->waiter = waiter;
      waiter.ready = NULL;
    }
  g_mutex_unlock (&self->lock);
  call_waiter (&waiter);
}
