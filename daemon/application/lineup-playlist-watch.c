/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playlist-watch.h"

#include "lineup-file-watch.h"

struct _LineupPlaylistWatch
{
  GObject parent_instance;

  LineupAccountSource *source;     /* (owned) */
  LineupAccountSync *sync;         /* (owned) */
  LineupAccountSchedule *schedule; /* (owned) */
  LineupClock *clock;              /* (owned) */
  LineupFileWatch *watch;          /* (owned) (nullable): if it is a file */
};

G_DEFINE_FINAL_TYPE (LineupPlaylistWatch, lineup_playlist_watch, G_TYPE_OBJECT)

static void
lineup_playlist_watch_finalize (GObject *object)
{
  LineupPlaylistWatch *self = LINEUP_PLAYLIST_WATCH (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->source);
  g_clear_object (&self->sync);
  g_clear_object (&self->schedule);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_playlist_watch_parent_class)->finalize (object);
}

static void
lineup_playlist_watch_class_init (LineupPlaylistWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_playlist_watch_finalize;
}

static void
lineup_playlist_watch_init (LineupPlaylistWatch *self)
{
}

static void
on_file_changed (LineupPlaylistWatch *self)
{
  lineup_account_sync_want (self->sync);
  lineup_account_schedule_hurry (self->schedule);
}

static void
on_place_changed (LineupPlaylistWatch *self)
{
  const char *path = lineup_server_url_get_path (lineup_account_source_get_url (self->source));

  if (self->watch != NULL && g_strcmp0 (lineup_file_watch_get_path (self->watch), path) == 0)
    return;
  g_clear_object (&self->watch);
  if (path != NULL)
    {
      self->watch = lineup_file_watch_new (path, self->clock);
      g_signal_connect_object (
          self->watch, "changed", G_CALLBACK (on_file_changed), self, G_CONNECT_SWAPPED);
    }
  g_object_set (self->schedule, "local", path != NULL, NULL);
}

LineupPlaylistWatch *
lineup_playlist_watch_new (LineupAccount *account,
                           LineupAccountSource *source,
                           LineupAccountSync *sync,
                           LineupAccountSchedule *schedule,
                           LineupClock *clock)
{
  LineupPlaylistWatch *self = g_object_new (LINEUP_TYPE_PLAYLIST_WATCH, NULL);

  self->source = g_object_ref (source);
  self->sync = g_object_ref (sync);
  self->schedule = g_object_ref (schedule);
  self->clock = g_object_ref (clock);
  /* The source hears of both before this does, as it was there first. */
  g_signal_connect_object (
      account, "notify::url", G_CALLBACK (on_place_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      account, "notify::type", G_CALLBACK (on_place_changed), self, G_CONNECT_SWAPPED);
  on_place_changed (self);
  return self;
}
