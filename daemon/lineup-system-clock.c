/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-system-clock.h"

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

static void
lineup_system_clock_iface_init (LineupClockInterface *iface)
{
  iface->get_monotonic_time = lineup_system_clock_get_monotonic_time;
  iface->get_real_time = lineup_system_clock_get_real_time;
  iface->create_source = lineup_system_clock_create_source;
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
