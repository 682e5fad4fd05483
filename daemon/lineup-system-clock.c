/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-system-clock.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

struct _LineupSystemClock
{
  GObject parent_instance;
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
 * of the kernel's goes by the clock on the wall, and becomes readable when that is set as well. */
typedef struct
{
  GSource parent;
  int timer; /* (owned) */
} AlarmSource;

static gboolean
alarm_source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  if (callback != NULL)
    callback (user_data);
  return G_SOURCE_REMOVE;
}

static void
alarm_source_finalize (GSource *source)
{
  close (((AlarmSource *)source)->timer);
}

static GSourceFuncs alarm_source_funcs = { .dispatch = alarm_source_dispatch,
                                           .finalize = alarm_source_finalize };

static GSource *
lineup_system_clock_create_alarm (LineupClock *clock, gint64 real_time)
{
  GSource *source = g_source_new (&alarm_source_funcs, sizeof (AlarmSource));
  AlarmSource *self = (AlarmSource *)source;
  const gint64 time = MAX (real_time, 1); /* 0 would never fire */
  const struct itimerspec when = { .it_value.tv_sec = time / G_USEC_PER_SEC,
                                   .it_value.tv_nsec = time % G_USEC_PER_SEC * 1000 };

  self->timer = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->timer < 0
      || timerfd_settime (self->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL)
             != 0)
    g_error ("There is no timer left: %s", g_strerror (errno));
  g_source_add_unix_fd (source, self->timer, G_IO_IN);
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
lineup_system_clock_class_init (LineupSystemClockClass *klass)
{
}

static void
lineup_system_clock_init (LineupSystemClock *self)
{
}

LineupClock *
lineup_system_clock_new (void)
{
  return g_object_new (LINEUP_TYPE_SYSTEM_CLOCK, NULL);
}
