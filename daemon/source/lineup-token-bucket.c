/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-token-bucket.h"

struct _LineupTokenBucket
{
  GObject parent_instance;

  LineupClock *clock; /* (owned) */
  gint64 full_at;     /* when the bucket is full again, if nobody takes from it: says all of it */
  gint64 interval;    /* between two tokens; more than usual once the host has refused */
  gint64 slowed_at;   /* when the interval was changed last */
  GQueue waiting;     /* (element-type Waiter) */
  GSource *alarm;     /* (owned) (nullable): when there is a token for the first of them */
};

G_DEFINE_FINAL_TYPE (LineupTokenBucket, lineup_token_bucket, G_TYPE_OBJECT)

/* Whoever waits holds the bucket, through the task. */
typedef struct
{
  GTask *task;        /* (owned) */
  GSource *cancelled; /* (owned) (nullable) */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  lineup_clock_clear_source (&waiter->cancelled);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static void
lineup_token_bucket_finalize (GObject *object)
{
  LineupTokenBucket *self = LINEUP_TOKEN_BUCKET (object);

  lineup_clock_clear_source (&self->alarm);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_token_bucket_parent_class)->finalize (object);
}

static void
lineup_token_bucket_class_init (LineupTokenBucketClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_token_bucket_finalize;
}

static void
lineup_token_bucket_init (LineupTokenBucket *self)
{
  g_queue_init (&self->waiting);
}

LineupTokenBucket *
lineup_token_bucket_new (LineupClock *clock)
{
  LineupTokenBucket *self = g_object_new (LINEUP_TYPE_TOKEN_BUCKET, NULL);

  self->clock = g_object_ref (clock);
  self->full_at = lineup_clock_get_monotonic_time (clock);
  self->interval = LINEUP_TOKEN_BUCKET_INTERVAL;
  return self;
}

static gboolean
is_slowed (LineupTokenBucket *self)
{
  return self->interval > LINEUP_TOKEN_BUCKET_INTERVAL;
}

/* For each span of time without a refusal one step back to what is usual. */
static void
recover (LineupTokenBucket *self)
{
  const gint64 now = lineup_clock_get_monotonic_time (self->clock);

  while (is_slowed (self) && now - self->slowed_at >= LINEUP_TOKEN_BUCKET_RECOVERY)
    {
      self->interval = MAX (self->interval / 2, LINEUP_TOKEN_BUCKET_INTERVAL);
      self->slowed_at += LINEUP_TOKEN_BUCKET_RECOVERY;
    }
}

gboolean
lineup_token_bucket_is_full (LineupTokenBucket *self)
{
  g_return_val_if_fail (LINEUP_IS_TOKEN_BUCKET (self), FALSE);

  recover (self);
  return !is_slowed (self) && self->full_at <= lineup_clock_get_monotonic_time (self->clock);
}

/* How long there is no token, 0 if there is one: all but one may be missing. */
static gint64
get_wait (LineupTokenBucket *self)
{
  const gint64 missing_for = self->full_at - lineup_clock_get_monotonic_time (self->clock);
  const guint size = is_slowed (self) ? 1 : LINEUP_TOKEN_BUCKET_SIZE;

  return MAX (missing_for - (size - 1) * self->interval, 0);
}

static void serve (LineupTokenBucket *self);

static gboolean
on_alarm (gpointer user_data)
{
  g_autoptr (LineupTokenBucket) self = g_object_ref (user_data);

  lineup_clock_clear_source (&self->alarm);
  serve (self);
  return G_SOURCE_REMOVE;
}

static void
serve (LineupTokenBucket *self)
{
  recover (self);
  while (!g_queue_is_empty (&self->waiting) && get_wait (self) == 0)
    {
      Waiter *waiter = g_queue_pop_head (&self->waiting);

      self->full_at = MAX (self->full_at, lineup_clock_get_monotonic_time (self->clock))
                      + self->interval;
      g_task_return_boolean (waiter->task, TRUE);
      waiter_free (waiter);
    }

  if (g_queue_is_empty (&self->waiting))
    lineup_clock_clear_source (&self->alarm);
  else if (self->alarm == NULL)
    self->alarm = lineup_clock_add_timeout (self->clock, get_wait (self), on_alarm, self);
}

void
lineup_token_bucket_refuse (LineupTokenBucket *self, gint64 pause)
{
  gint64 now = 0;
  gint64 full_at = 0;

  g_return_if_fail (LINEUP_IS_TOKEN_BUCKET (self));

  recover (self);
  now = lineup_clock_get_monotonic_time (self->clock);
  /* A pause that somebody else was told to make is not cut short. */
  full_at = is_slowed (self) ? self->full_at : now;
  self->interval = MIN (2 * self->interval, LINEUP_TOKEN_BUCKET_MAX_INTERVAL);
  self->slowed_at = now;
  pause = MAX (MIN (pause, LINEUP_TOKEN_BUCKET_MAX_PAUSE), self->interval);
  self->full_at = MAX (full_at, now + pause);
  lineup_clock_clear_source (&self->alarm);
  serve (self);
}

static int
compare_task (gconstpointer waiter, gconstpointer task)
{
  return ((const Waiter *)waiter)->task == task ? 0 : 1;
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  LineupTokenBucket *self = g_task_get_source_object (task);
  GList *link = g_queue_find_custom (&self->waiting, task, compare_task);

  waiter_free (link->data);
  g_queue_delete_link (&self->waiting, link);
  serve (self);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

void
lineup_token_bucket_take_async (LineupTokenBucket *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Waiter *waiter = NULL;

  g_return_if_fail (LINEUP_IS_TOKEN_BUCKET (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_token_bucket_take_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  waiter = g_new0 (Waiter, 1);
  waiter->task = g_object_ref (task);
  if (cancellable != NULL)
    {
      waiter->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (on_cancelled), task, NULL);
      g_source_attach (waiter->cancelled, g_main_context_get_thread_default ());
    }
  g_queue_push_tail (&self->waiting, waiter);
  serve (self);
}

gboolean
lineup_token_bucket_take_finish (LineupTokenBucket *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
