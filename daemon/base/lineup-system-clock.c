/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-system-clock.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

struct _LineupSystemClock
{
  GObject parent_instance;

  GPtrArray *alarms; /* (owned) (element-type AlarmSource) (unowned): that have not gone off */
  GSource *timer;    /* (owned) (nullable): of the kernel, there is one for all alarms */
  int timer_fd;      /* (owned): -1 without a timer */
};

static void lineup_system_clock_iface_init (LineupClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupSystemClock,
                               lineup_system_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_CLOCK,
                                                      lineup_system_clock_iface_init))

/* GLib's own timeouts count milliseconds from their last dispatch; this one counts microseconds
 * from when it was due, so that repeated ones don't drift. */
typedef struct
{
  GSource parent;
  gint64 delay;
} DelaySource;

static gboolean
delay_source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  DelaySource *self = (DelaySource *)source;

  if (callback == NULL || callback (user_data) == G_SOURCE_REMOVE)
    return G_SOURCE_REMOVE;

  g_source_set_ready_time (
      source, MAX (g_source_get_ready_time (source) + self->delay, g_source_get_time (source)));
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs delay_source_funcs = { .dispatch = delay_source_dispatch };

static gint64
lineup_system_clock_get_monotonic_time (LineupClock *clock)
{
  return g_get_monotonic_time ();
}

static gint64
lineup_system_clock_get_real_time (LineupClock *clock)
{
  return g_get_real_time ();
}

static GSource *
lineup_system_clock_create_source (LineupClock *clock, gint64 delay)
{
  GSource *source = g_source_new (&delay_source_funcs, sizeof (DelaySource));

  ((DelaySource *)source)->delay = delay;
  g_source_set_ready_time (source, g_get_monotonic_time () + delay);
  return source;
}

/* Poll's timeouts count monotonic time, which stands still while the machine is suspended. A timer
 * of the kernel's goes by the clock on the wall, and becomes readable when that is set as well. It
 * takes a descriptor, of which each account would want some. */
typedef struct
{
  GSource parent;
  LineupSystemClock *clock; /* (owned) */
  gint64 time;              /* Unix time in microseconds */
} AlarmSource;

static gboolean
alarm_source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  if (callback != NULL)
    callback (user_data);
  return G_SOURCE_REMOVE;
}

static void
drop_timer (LineupSystemClock *self)
{
  if (self->timer == NULL)
    return;
  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  close (self->timer_fd);
  self->timer_fd = -1;
}

/* Lets those alarms go off that are due at @time. */
static void
go_off (LineupSystemClock *self, gint64 time)
{
  for (guint i = self->alarms->len; i > 0; i--)
    {
      AlarmSource *alarm = self->alarms->pdata[i - 1];

      if (alarm->time > time)
        continue;
      g_ptr_array_remove_index (self->alarms, i - 1);
      g_source_set_ready_time (&alarm->parent, 0);
    }
}

static gint64
find_next (LineupSystemClock *self)
{
  gint64 time = G_MAXINT64;

  for (guint i = 0; i < self->alarms->len; i++)
    time = MIN (time, ((AlarmSource *)self->alarms->pdata[i])->time);
  return MAX (time, 1); /* 0 would never fire */
}

/* Sets the timer to the alarm that is next. */
static void
set_timer (LineupSystemClock *self)
{
  const gint64 time = find_next (self);
  const struct itimerspec when = { .it_value.tv_sec = time / G_USEC_PER_SEC,
                                   .it_value.tv_nsec = time % G_USEC_PER_SEC * 1000 };

  if (self->alarms->len > 0
      && timerfd_settime (self->timer_fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL)
             != 0)
    {
      if (errno != ECANCELED)
        g_error ("The timer can't be set: %s", g_strerror (errno));
      /* The clock was set, which is told here alone. */
      go_off (self, G_MAXINT64);
    }
  if (self->alarms->len == 0)
    drop_timer (self);
}

static gboolean
on_timer (gint fd, GIOCondition condition, gpointer user_data)
{
  LineupSystemClock *self = user_data;
  guint64 n_times = 0;
  const gboolean was_set = read (fd, &n_times, sizeof n_times) < 0 && errno == ECANCELED;

  go_off (self, was_set ? G_MAXINT64 : g_get_real_time ());
  set_timer (self);
  return G_SOURCE_CONTINUE;
}

static void
make_timer (LineupSystemClock *self)
{
  self->timer_fd = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->timer_fd < 0)
    g_error ("There is no timer left: %s", g_strerror (errno));
  self->timer = g_unix_fd_source_new (self->timer_fd, G_IO_IN);
  g_source_set_callback (self->timer, G_SOURCE_FUNC (on_timer), self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
alarm_source_finalize (GSource *source)
{
  AlarmSource *self = (AlarmSource *)source;

  if (g_ptr_array_remove (self->clock->alarms, self))
    set_timer (self->clock);
  g_object_unref (self->clock);
}

static GSourceFuncs alarm_source_funcs = { .dispatch = alarm_source_dispatch,
                                           .finalize = alarm_source_finalize };

static GSource *
lineup_system_clock_create_alarm (LineupClock *clock, gint64 real_time)
{
  LineupSystemClock *self = LINEUP_SYSTEM_CLOCK (clock);
  GSource *source = g_source_new (&alarm_source_funcs, sizeof (AlarmSource));
  AlarmSource *alarm = (AlarmSource *)source;

  alarm->clock = g_object_ref (self);
  alarm->time = real_time;
  if (self->timer == NULL)
    make_timer (self);
  g_ptr_array_add (self->alarms, alarm);
  set_timer (self);
  return source;
}

static void
lineup_system_clock_iface_init (LineupClockInterface *iface)
{
  iface->get_monotonic_time = lineup_system_clock_get_monotonic_time;
  iface->get_real_time = lineup_system_clock_get_real_time;
  iface->create_source = lineup_system_clock_create_source;
  iface->create_alarm = lineup_system_clock_create_alarm;
}

static void
lineup_system_clock_finalize (GObject *object)
{
  LineupSystemClock *self = LINEUP_SYSTEM_CLOCK (object);

  drop_timer (self);
  g_ptr_array_unref (self->alarms);

  G_OBJECT_CLASS (lineup_system_clock_parent_class)->finalize (object);
}

static void
lineup_system_clock_class_init (LineupSystemClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_system_clock_finalize;
}

static void
lineup_system_clock_init (LineupSystemClock *self)
{
  self->alarms = g_ptr_array_new ();
  self->timer_fd = -1;
}

LineupClock *
lineup_system_clock_new (void)
{
  return g_object_new (LINEUP_TYPE_SYSTEM_CLOCK, NULL);
}
