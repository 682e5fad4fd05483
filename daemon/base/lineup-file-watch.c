/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-file-watch.h"

#include <gio/gio.h>

struct _LineupFileWatch
{
  GObject parent_instance;

  char *path;                /* (owned) */
  LineupClock *clock;        /* (owned) */
  GCancellable *cancellable; /* (owned): ends the making of the monitor */
  GFileMonitor *monitor;     /* (owned) (nullable) */
  GSource *pause;            /* (owned) (nullable): runs once somebody has written */
  gint64 written_since;      /* monotonic time, while @pause runs */
};

G_DEFINE_FINAL_TYPE (LineupFileWatch, lineup_file_watch, G_TYPE_OBJECT)

static guint changed_signal;

static void
lineup_file_watch_dispose (GObject *object)
{
  LineupFileWatch *self = LINEUP_FILE_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  lineup_clock_clear_source (&self->pause);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (lineup_file_watch_parent_class)->dispose (object);
}

static void
lineup_file_watch_finalize (GObject *object)
{
  LineupFileWatch *self = LINEUP_FILE_WATCH (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (lineup_file_watch_parent_class)->finalize (object);
}

static void
lineup_file_watch_class_init (LineupFileWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lineup_file_watch_dispose;
  object_class->finalize = lineup_file_watch_finalize;

  changed_signal = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lineup_file_watch_init (LineupFileWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

static gboolean
on_paused (gpointer user_data)
{
  LineupFileWatch *self = user_data;

  lineup_clock_clear_source (&self->pause);
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
note_write (LineupFileWatch *self)
{
  const gint64 now = lineup_clock_get_monotonic_time (self->clock);
  gint64 left = LINEUP_FILE_WATCH_LIMIT;

  if (self->pause == NULL)
    self->written_since = now;
  left -= now - self->written_since;
  lineup_clock_clear_source (&self->pause);
  self->pause = lineup_clock_add_timeout (
      self->clock, CLAMP (left, 0, LINEUP_FILE_WATCH_PAUSE), on_paused, self);
}

static void
on_monitor_changed (GFileMonitor *monitor,
                    GFile *file,
                    GFile *other_file,
                    GFileMonitorEvent event,
                    LineupFileWatch *self)
{
  if (event == G_FILE_MONITOR_EVENT_CHANGED || event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT
      || event == G_FILE_MONITOR_EVENT_CREATED)
    note_write (self);
}

/* To begin to watch is to look at the file system, which may take its time. */
static void
watch_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (task_data);
  GError *error = NULL;
  GFileMonitor *monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, cancellable, &error);

  if (monitor != NULL)
    g_task_return_pointer (task, monitor, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_watching (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileMonitor) monitor = g_task_propagate_pointer (G_TASK (result), &error);
  LineupFileWatch *self = user_data;

  /* There is none any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (monitor == NULL)
    {
      g_debug ("A file can't be watched: %s", error->message);
      return;
    }
  self->monitor = g_steal_pointer (&monitor);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_monitor_changed), self, 0);
}

LineupFileWatch *
lineup_file_watch_new (const char *path, LineupClock *clock)
{
  LineupFileWatch *self = g_object_new (LINEUP_TYPE_FILE_WATCH, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_watching, self);

  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  g_task_set_source_tag (task, lineup_file_watch_new);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, watch_in_thread);
  return self;
}

const char *
lineup_file_watch_get_path (LineupFileWatch *self)
{
  g_return_val_if_fail (LINEUP_IS_FILE_WATCH (self), NULL);

  return self->path;
}

gboolean
lineup_file_watch_is_watching (LineupFileWatch *self)
{
  g_return_val_if_fail (LINEUP_IS_FILE_WATCH (self), FALSE);

  return self->monitor != NULL;
}
