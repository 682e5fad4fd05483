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
  LineupGuestFlags flags;
} Guest;

enum
{
  SIGNAL_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupHostQueue, lineup_host_queue, G_TYPE_OBJECT)

static Guest *
guest_new (const char *host, LineupGuestFlags flags)
{
  Guest *guest = g_new0 (Guest, 1);

  guest->host = g_strdup (host);
  guest->flags = flags;
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

  signals[SIGNAL_WANTED] = g_signal_new ("wanted",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
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
is_attended (LineupGuestFlags flags)
{
  return (flags & LINEUP_GUEST_ATTENDED) != 0;
}

static gboolean
steps_aside (LineupGuestFlags flags)
{
  return (flags & LINEUP_GUEST_STEPS_ASIDE) != 0;
}

/* Whoever steps aside for a guest is not in its way, but for the host. */
static gboolean
has_slot (LineupHostQueue *self, LineupGuestFlags flags)
{
  guint n_running = 0;
  guint n_scheduled = 0;

  for (guint i = 0; i < self->running->len; i++)
    {
      const Guest *other = self->running->pdata[i];

      if (steps_aside (other->flags) && !steps_aside (flags))
        continue;
      n_running++;
      n_scheduled += !is_attended (other->flags);
    }
  return n_running < self->n_slots
         && (is_attended (flags) || n_scheduled < self->n_scheduled_slots);
}

static gboolean
has_host (gconstpointer guest, gconstpointer host)
{
  return g_str_equal (((const Guest *)guest)->host, host);
}

/* Who has the host's turn. */
static const Guest *
find_running (LineupHostQueue *self, const char *host)
{
  guint index = 0;

  if (!g_ptr_array_find_with_equal_func (self->running, host, has_host, &index))
    return NULL;
  return self->running->pdata[index];
}

static gboolean
has_room (LineupHostQueue *self, const char *host, LineupGuestFlags flags)
{
  return has_slot (self, flags) && find_running (self, host) == NULL;
}

static GTask *
steal_next_of (LineupHostQueue *self, LineupGuestFlags flags)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      const Guest *guest = g_task_get_task_data (self->waiting->pdata[i]);

      if (guest->flags == flags && has_room (self, guest->host, flags))
        return g_ptr_array_steal_index (self->waiting, i);
    }
  return NULL;
}

static GTask *
steal_next (LineupHostQueue *self)
{
  static const LineupGuestFlags order[] = {
    LINEUP_GUEST_ATTENDED,
    LINEUP_GUEST_NONE,
    LINEUP_GUEST_STEPS_ASIDE | LINEUP_GUEST_ATTENDED,
    LINEUP_GUEST_STEPS_ASIDE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      GTask *next = steal_next_of (self, order[i]);

      if (next != NULL)
        return next;
    }
  return NULL;
}

/* Hosts whose turn somebody has who steps aside, and that another one waits for alone. */
static GPtrArray *
list_wanted (LineupHostQueue *self)
{
  GPtrArray *hosts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->waiting->len; i++)
    {
      const Guest *guest = g_task_get_task_data (self->waiting->pdata[i]);
      const Guest *other = find_running (self, guest->host);

      if (!steps_aside (guest->flags) && has_slot (self, guest->flags) && other != NULL
          && steps_aside (other->flags))
        g_ptr_array_add (hosts, g_strdup (guest->host));
    }
  return hosts;
}

/* A callback may enter or leave in its turn, so each round begins anew. */
static void
admit (LineupHostQueue *self)
{
  GTask *next = NULL;
  g_autoptr (GPtrArray) wanted = NULL;

  while ((next = steal_next (self)) != NULL)
    {
      g_autoptr (GTask) task = next;
      const Guest *guest = g_task_get_task_data (task);

      g_ptr_array_add (self->running, guest_new (guest->host, guest->flags));
      g_task_return_boolean (task, TRUE);
    }
  wanted = list_wanted (self);
  for (guint i = 0; i < wanted->len; i++)
    g_signal_emit (self, signals[SIGNAL_WANTED], 0, wanted->pdata[i]);
}

gboolean
lineup_host_queue_would_wait (LineupHostQueue *self, const char *host, LineupGuestFlags flags)
{
  g_return_val_if_fail (LINEUP_IS_HOST_QUEUE (self), FALSE);

  return !has_room (self, host, flags);
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
                               LineupGuestFlags flags,
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
  g_task_set_task_data (task, guest_new (host, flags), (GDestroyNotify)guest_free);

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
      Guest *guest = g_task_get_task_data (task);

      if (g_task_get_cancellable (task) != cancellable)
        continue;
      guest->flags &= ~(guint)LINEUP_GUEST_ATTENDED;
      guest->flags |= attended ? LINEUP_GUEST_ATTENDED : LINEUP_GUEST_NONE;
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
