/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-test-clock.h"

struct _LineupTestClock
{
  GObject parent_instance;

  gint64 now;        /* monotonic */
  GPtrArray *alarms; /* (owned) (element-type AlarmSource), the elements unowned */

  GMutex mutex; /* guards what follows */
  gint64 real;  /* at @now */
};

/* Asleep (ready time -1) until the clock has reached @due: in monotonic time, or on the wall. */
typedef struct
{
  GSource parent;
  LineupTestClock *clock; /* (owned) */
  gint64 due;
  gint64 delay; /* from one time to the next, 0 for one that is on the wall */
} AlarmSource;

static void lineup_test_clock_iface_init (LineupClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupTestClock,
                               lineup_test_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_CLOCK,
                                                      lineup_test_clock_iface_init))

static gboolean
is_on_wall (const AlarmSource *self)
{
  return self->delay == 0;
}

static gint64
get_real_time (LineupTestClock *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->real;
}

static void
alarm_source_update (AlarmSource *self)
{
  const gint64 now = is_on_wall (self) ? get_real_time (self->clock) : self->clock->now;

  g_source_set_ready_time ((GSource *)self, self->due <= now ? 0 : -1);
}

static gboolean
alarm_source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  AlarmSource *self = (AlarmSource *)source;

  if (callback == NULL || callback (user_data) == G_SOURCE_REMOVE || is_on_wall (self))
    return G_SOURCE_REMOVE;

  self->due = MAX (self->due + self->delay, self->clock->now);
  alarm_source_update (self);
  return G_SOURCE_CONTINUE;
}

static void
alarm_source_finalize (GSource *source)
{
  AlarmSource *self = (AlarmSource *)source;

  g_ptr_array_remove_fast (self->clock->alarms, self);
  g_object_unref (self->clock);
}

static GSourceFuncs alarm_source_funcs = { .dispatch = alarm_source_dispatch,
                                           .finalize = alarm_source_finalize };

static gint64
lineup_test_clock_get_monotonic_time (LineupClock *clock)
{
  return LINEUP_TEST_CLOCK (clock)->now;
}

static gint64
lineup_test_clock_get_real_time (LineupClock *clock)
{
  return get_real_time (LINEUP_TEST_CLOCK (clock));
}

static GSource *
create_source (LineupTestClock *self, gint64 due, gint64 delay)
{
  GSource *source = g_source_new (&alarm_source_funcs, sizeof (AlarmSource));
  AlarmSource *alarm = (AlarmSource *)source;

  alarm->clock = g_object_ref (self);
  alarm->due = due;
  alarm->delay = delay;
  alarm_source_update (alarm);
  g_ptr_array_add (self->alarms, alarm);
  return source;
}

static GSource *
lineup_test_clock_create_source (LineupClock *clock, gint64 delay)
{
  LineupTestClock *self = LINEUP_TEST_CLOCK (clock);

  return create_source (self, self->now + delay, MAX (delay, 1));
}

static GSource *
lineup_test_clock_create_alarm (LineupClock *clock, gint64 real_time)
{
  return create_source (LINEUP_TEST_CLOCK (clock), real_time, 0);
}

static void
lineup_test_clock_iface_init (LineupClockInterface *iface)
{
  iface->get_monotonic_time = lineup_test_clock_get_monotonic_time;
  iface->get_real_time = lineup_test_clock_get_real_time;
  iface->create_source = lineup_test_clock_create_source;
  iface->create_alarm = lineup_test_clock_create_alarm;
}

static void
lineup_test_clock_finalize (GObject *object)
{
  LineupTestClock *self = LINEUP_TEST_CLOCK (object);

  g_ptr_array_unref (self->alarms);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (lineup_test_clock_parent_class)->finalize (object);
}

static void
lineup_test_clock_class_init (LineupTestClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_test_clock_finalize;
}

static void
lineup_test_clock_init (LineupTestClock *self)
{
  self->alarms = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
}

LineupTestClock *
lineup_test_clock_new (gint64 real_time)
{
  LineupTestClock *self = g_object_new (LINEUP_TYPE_TEST_CLOCK, NULL);

  lineup_test_clock_set_real_time (self, real_time);
  return self;
}

static void
set_real_time (LineupTestClock *self, gint64 real_time)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->real = real_time;
}

void
lineup_test_clock_advance (LineupTestClock *self, gint64 microseconds)
{
  g_return_if_fail (microseconds >= 0);

  self->now += microseconds;
  set_real_time (self, self->real + microseconds);
  for (guint i = 0; i < self->alarms->len; i++)
    alarm_source_update (g_ptr_array_index (self->alarms, i));
}

void
lineup_test_clock_set_real_time (LineupTestClock *self, gint64 real_time)
{
  set_real_time (self, real_time);
  for (guint i = 0; i < self->alarms->len; i++)
    {
      AlarmSource *alarm = g_ptr_array_index (self->alarms, i);

      if (is_on_wall (alarm))
        g_source_set_ready_time ((GSource *)alarm, 0);
    }
}

void
lineup_test_clock_suspend (LineupTestClock *self, gint64 microseconds)
{
  g_return_if_fail (microseconds >= 0);

  lineup_test_clock_set_real_time (self, self->real + microseconds);
}

gint64
lineup_test_clock_get_next_alarm (LineupTestClock *self)
{
  gint64 next = -1;

  for (guint i = 0; i < self->alarms->len; i++)
    {
      AlarmSource *alarm = g_ptr_array_index (self->alarms, i);
      const gint64 due = is_on_wall (alarm) ? self->now + MAX (alarm->due - self->real, 0)
                                            : alarm->due;

      if (!g_source_is_destroyed ((GSource *)alarm) && (next == -1 || due < next))
        next = due;
    }
  return next;
}

gboolean
lineup_test_clock_advance_to_next_alarm (LineupTestClock *self)
{
  gint64 next = lineup_test_clock_get_next_alarm (self);

  if (next == -1)
    return FALSE;
  lineup_test_clock_advance (self, MAX (next - self->now, 0));
  return TRUE;
}
