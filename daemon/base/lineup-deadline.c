/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-deadline.h"

#include "lineup-error.h"

struct _LineupDeadline
{
  GObject parent_instance;

  LineupClock *clock;   /* (owned) */
  GCancellable *outer;  /* (owned) (nullable): the caller's */
  gulong outer_handler; /* 0 when not connected */
  GCancellable *inner;  /* (owned): the operation's */
  GSource *source;      /* (owned) (nullable) */
  const char *what;     /* (unowned): a literal */
  gboolean expired;
};

G_DEFINE_FINAL_TYPE (LineupDeadline, lineup_deadline, G_TYPE_OBJECT)

static void
lineup_deadline_dispose (GObject *object)
{
  LineupDeadline *self = LINEUP_DEADLINE (object);

  lineup_deadline_finish (self, NULL);
  g_clear_object (&self->outer);
  g_clear_object (&self->inner);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_deadline_parent_class)->dispose (object);
}

static void
lineup_deadline_class_init (LineupDeadlineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lineup_deadline_dispose;
}

static void
lineup_deadline_init (LineupDeadline *self)
{
  self->inner = g_cancellable_new ();
}

static void
on_outer_cancelled (GCancellable *outer, gpointer user_data)
{
  GCancellable *inner = user_data;

  g_cancellable_cancel (inner);
}

LineupDeadline *
lineup_deadline_new (LineupClock *clock, GCancellable *cancellable)
{
  LineupDeadline *self = g_object_new (LINEUP_TYPE_DEADLINE, NULL);

  self->clock = g_object_ref (clock);
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_handler = g_cancellable_connect (
          cancellable, G_CALLBACK (on_outer_cancelled), g_object_ref (self->inner), g_object_unref);
    }
  return self;
}

GCancellable *
lineup_deadline_get_cancellable (LineupDeadline *self)
{
  g_return_val_if_fail (LINEUP_IS_DEADLINE (self), NULL);

  return self->inner;
}

static gboolean
on_expired (gpointer user_data)
{
  g_autoptr (LineupDeadline) self = g_object_ref (user_data);

  self->expired = TRUE;
  lineup_clock_clear_source (&self->source);
  g_cancellable_cancel (self->inner);
  return G_SOURCE_REMOVE;
}

void
lineup_deadline_set (LineupDeadline *self, gint64 delay, const char *what)
{
  g_return_if_fail (LINEUP_IS_DEADLINE (self));

  lineup_clock_clear_source (&self->source);
  self->what = what;
  self->source = lineup_clock_add_timeout (self->clock, delay, on_expired, self);
}

void
lineup_deadline_finish (LineupDeadline *self, GError **error)
{
  g_return_if_fail (LINEUP_IS_DEADLINE (self));

  lineup_clock_clear_source (&self->source);
  g_cancellable_disconnect (self->outer, self->outer_handler);
  self->outer_handler = 0;

  if (self->expired && error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (error);
      *error = lineup_error_new_answer (LINEUP_ERROR_TIMEOUT, 0, 0, TRUE, "%s", self->what);
    }
}
