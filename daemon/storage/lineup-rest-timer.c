/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-rest-timer.h"

struct _LineupRestTimer
{
  LineupClock *clock; /* (owned) */
  gint64 delay;       /* microseconds */
  GObject *object;    /* (unowned): has the timer */
  LineupRestFunc func;
  GSource *source; /* (owned) (nullable): while it runs */
};

/* What the source has: the timer may be gone while it fires. */
typedef struct
{
  GWeakRef object;
  LineupRestFunc func;
} Shot;

LineupRestTimer *
lineup_rest_timer_new (LineupClock *clock, gint64 delay, GObject *object, LineupRestFunc func)
{
  LineupRestTimer *self = g_new0 (LineupRestTimer, 1);

  self->clock = g_object_ref (clock);
  self->delay = delay;
  self->object = object;
  self->func = func;
  return self;
}

void
lineup_rest_timer_free (LineupRestTimer *self)
{
  lineup_rest_timer_stop (self);
  g_object_unref (self->clock);
  g_free (self);
}

static gboolean
fire (gpointer user_data)
{
  Shot *shot = user_data;
  g_autoptr (GObject) object = g_weak_ref_get (&shot->object);

  if (object != NULL)
    shot->func (object);
  return G_SOURCE_REMOVE;
}

static void
shot_free (gpointer user_data)
{
  Shot *shot = user_data;

  g_weak_ref_clear (&shot->object);
  g_free (shot);
}

void
lineup_rest_timer_start (LineupRestTimer *self)
{
  Shot *shot = g_new0 (Shot, 1);

  lineup_rest_timer_stop (self);
  g_weak_ref_init (&shot->object, self->object);
  shot->func = self->func;
  self->source = lineup_clock_create_source (self->clock, self->delay);
  g_source_set_callback (self->source, fire, shot, shot_free);
  g_source_attach (self->source, NULL);
}

void
lineup_rest_timer_stop (LineupRestTimer *self)
{
  if (self->source == NULL)
    return;
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}
