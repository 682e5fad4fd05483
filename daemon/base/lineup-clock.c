/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-clock.h"

G_DEFINE_INTERFACE (LineupClock, lineup_clock, G_TYPE_OBJECT)

static void
lineup_clock_default_init (LineupClockInterface *iface)
{
}

gint64
lineup_clock_from_seconds (guint64 seconds)
{
  return (gint64)MIN (seconds, LINEUP_CLOCK_LAST_SECOND) * G_USEC_PER_SEC;
}

gint64
lineup_clock_get_monotonic_time (LineupClock *self)
{
  g_return_val_if_fail (LINEUP_IS_CLOCK (self), 0);

  return LINEUP_CLOCK_GET_IFACE (self)->get_monotonic_time (self);
}

gint64
lineup_clock_get_real_time (LineupClock *self)
{
  g_return_val_if_fail (LINEUP_IS_CLOCK (self), 0);

  return LINEUP_CLOCK_GET_IFACE (self)->get_real_time (self);
}

gint64
lineup_clock_get_seconds (LineupClock *self)
{
  return lineup_clock_get_real_time (self) / G_USEC_PER_SEC;
}

GSource *
lineup_clock_create_source (LineupClock *self, gint64 delay)
{
  g_return_val_if_fail (LINEUP_IS_CLOCK (self), NULL);

  return LINEUP_CLOCK_GET_IFACE (self)->create_source (self, delay);
}

GSource *
lineup_clock_create_alarm (LineupClock *self, gint64 real_time)
{
  g_return_val_if_fail (LINEUP_IS_CLOCK (self), NULL);

  return LINEUP_CLOCK_GET_IFACE (self)->create_alarm (self, real_time);
}

GSource *
lineup_clock_add_alarm (LineupClock *self, gint64 real_time, GSourceFunc func, gpointer user_data)
{
  g_autoptr (GSource) source = lineup_clock_create_alarm (self, real_time);

  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return g_steal_pointer (&source);
}

GSource *
lineup_clock_add_timeout (LineupClock *self, gint64 delay, GSourceFunc func, gpointer user_data)
{
  g_autoptr (GSource) source = lineup_clock_create_source (self, delay);

  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return g_steal_pointer (&source);
}

void
lineup_clock_clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static gboolean
on_slept (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

void
lineup_clock_sleep_async (LineupClock *self,
                          gint64 delay,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GSource) source = lineup_clock_create_source (self, delay);

  g_task_set_source_tag (task, lineup_clock_sleep_async);
  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      /* A child that is ready makes its parent fire. */
      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }
  g_task_attach_source (task, source, on_slept);
}

gboolean
lineup_clock_sleep_finish (LineupClock *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
