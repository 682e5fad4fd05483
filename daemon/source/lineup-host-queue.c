/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-host-queue.h"

struct _LineupHostQueue
{
  GObject parent_instance;

  guint n_slots;
  guint n_scheduled_slots; /* of these, for such as nobody waits for */
  GPtrArray *running;      /* (owned) (element-type Guest) */
  GPtrArray *waiting;      /* (owned) (element-type GTask): their task data is a Guest */
};

typedef struct
{
  char *host; /* (owned) */
  gboolean attended;
} Guest;

G_DEFINE_FINAL_TYPE (LineupHostQueue, lineup_host_queue, G_TYPE_OBJECT)

static Guest *
guest_new (const char *host, gboolean attended)
{
  Guest *guest = g_new0 (Guest, 1);

  guest->host = g_strdup (host);
  guest->attended = attended;
  return guest;
}

static void
guest_free (Guest *guest)
{
  g_free (guest->host);
  g_free (guest);
}

static void
lineup_host_queue_finalize (GObject *object)
{
  LineupHostQueue *self = LINEUP_HOST_QUEUE (object);

  g_clear_pointer (&self->running, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_host_queue_parent_class)->finalize (object);
}

static void
lineup_host_queue_class_init (LineupHostQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_host_queue_finalize;
}

static void
lineup_host_queue_init (LineupHostQueue *self)
{
  self->running = g_ptr_array_new_with_free_func ((GDestroyNotify)guest_free);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

static LineupHostQueue *
new_with_slots (guint n_slots, guint n_scheduled_slots)
{
  LineupHostQueue *self = g_object_new (LINEUP_TYPE_HOST_QUEUE, NULL);

  self->n_slots = n_slots;
  self->n_scheduled_slots = n_scheduled_slots;
  return self;
}

LineupHostQueue *
lineup_host_queue_new (void)
{
  return new_with_slots (LINEUP_HOST_QUEUE_SLOTS, LINEUP_HOST_QUEUE_SCHEDULED_SLOTS);
}

LineupHostQueue *
lineup_host_queue_new_for_requests (void)
{
  return new_with_slots (G_MAXUINT, G_MAXUINT);
}

static gboolean
has_host (gconstpointer guest, gconstpointer host)
{
  return g_str_equal (((const Guest *)guest)->host, host);
}

static guint
count_scheduled (LineupHostQueue *self)
{
  guint n = 0;

  for (guint i = 0; i < self->running->len; i++)
    n += !((const Guest *)self->running->pdata[i])->attended;
  return n;
}

static gboolean
has_room (LineupHostQueue *self, const char *host, gboolean attended)
{
  return self->running->len < self->n_slots
         && (attended || count_scheduled (self) < self->n_scheduled_slots)
         && !g_ptr_array_find_with_equal_func (self->running, host, has_host, NULL);
}

static GTask *
steal_next_of (LineupHostQueue *self, gboolean attended)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      const Guest *guest = g_task_get_task_data (self->waiting->pdata[i]);

      if (guest->attended == attended && has_room (self, guest->host, attended))
        return g_ptr_array_steal_index (self->waiting, i);
    }
  return NULL;
}

static GTask *
steal_next (LineupHostQueue *self)
{
  GTask *next = steal_next_of (self, TRUE);

  return next != NULL ? next : steal_next_of (self, FALSE);
}

/* A callback may enter or leave in its turn, so each round begins anew. */
static void
admit (LineupHostQueue *self)
{
  GTask *next = NULL;

  while ((next = steal_next (self)) != NULL)
    {
      g_autoptr (GTask) task = next;
      const Guest *guest = g_task_get_task_data (task);

      g_ptr_array_add (self->running, guest_new (guest->host, guest->attended));
      g_task_return_boolean (task, TRUE);
    }
}

gboolean
lineup_host_queue_would_wait (LineupHostQueue *self, const char *host, gboolean attended)
{
  g_return_val_if_fail (LINEUP_IS_HOST_QUEUE (self), FALSE);

  return !has_room (self, host, attended);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  LineupHostQueue *self = g_task_get_source_object (task);
  guint index = 0;

  /* The guest may have been admitted just before. */
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
lineup_host_queue_enter_async (LineupHostQueue *self,
                               const char *host,
                               gboolean attended,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_HOST_QUEUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  /* Whoever was admitted has to leave, so admission is never undone behind its back. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_host_queue_enter_async);
  g_task_set_task_data (task, guest_new (host, attended), (GDestroyNotify)guest_free);

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
lineup_host_queue_enter_finish (LineupHostQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_host_queue_set_attended (LineupHostQueue *self, GCancellable *cancellable, gboolean attended)
{
  g_return_if_fail (LINEUP_IS_HOST_QUEUE (self));

  for (guint i = 0; i < self->waiting->len; i++)
    {
      GTask *task = self->waiting->pdata[i];

      if (g_task_get_cancellable (task) == cancellable)
        ((Guest *)g_task_get_task_data (task))->attended = attended;
    }
  admit (self);
}

void
lineup_host_queue_leave (LineupHostQueue *self, const char *host)
{
  guint index = 0;

  g_return_if_fail (LINEUP_IS_HOST_QUEUE (self));
  g_return_if_fail (g_ptr_array_find_with_equal_func (self->running, host, has_host, &index));

  g_ptr_array_remove_index (self->running, index);
  admit (self);
}
