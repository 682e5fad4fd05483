/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playlist-shelf.h"

struct _LineupPlaylistShelf
{
  char *path;     /* (owned) */
  char *encoding; /* (owned) (nullable) */
  char *base;     /* (owned) (nullable) */

  GMutex mutex; /* for what follows */
  gboolean opened;
  LineupPlaylistFile *file; /* (owned) (nullable) */
  LineupListSet fresh;      /* lists of the last download that were not served yet */
  gint64 arrived;           /* Unix seconds of the last download */
};

LineupPlaylistShelf *
lineup_playlist_shelf_new (const char *path, const char *encoding, const char *base)
{
  LineupPlaylistShelf *self = g_atomic_rc_box_new0 (LineupPlaylistShelf);

  self->path = g_strdup (path);
  self->encoding = g_strdup (encoding);
  self->base = g_strdup (base);
  g_mutex_init (&self->mutex);
  return self;
}

static void
shelf_clear (LineupPlaylistShelf *self)
{
  g_clear_pointer (&self->file, lineup_playlist_file_unref);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self->encoding);
  g_free (self->base);
}

LineupPlaylistShelf *
lineup_playlist_shelf_ref (LineupPlaylistShelf *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lineup_playlist_shelf_unref (LineupPlaylistShelf *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)shelf_clear);
}

const char *
lineup_playlist_shelf_get_path (LineupPlaylistShelf *self)
{
  return self->path;
}

const char *
lineup_playlist_shelf_get_encoding (LineupPlaylistShelf *self)
{
  return self->encoding;
}

const char *
lineup_playlist_shelf_get_base (LineupPlaylistShelf *self)
{
  return self->base;
}

LineupPlaylistFile *
lineup_playlist_shelf_open (LineupPlaylistShelf *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!self->opened)
    self->file = lineup_playlist_file_open (self->path);
  self->opened = TRUE;
  return self->file != NULL ? lineup_playlist_file_ref (self->file) : NULL;
}

LineupPlaylistFile *
lineup_playlist_shelf_begin (LineupPlaylistShelf *self, LineupList list, gint64 now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const gboolean is_recent = now >= self->arrived
                             && now - self->arrived < LINEUP_PLAYLIST_SHELF_TIME;

  if (!is_recent || !lineup_list_set_has (self->fresh, list))
    {
      self->fresh = 0;
      return NULL;
    }
  self->fresh &= ~LINEUP_LIST_SET_OF (list);
  return lineup_playlist_file_ref (self->file);
}

void
lineup_playlist_shelf_put (LineupPlaylistShelf *self,
                           LineupPlaylistFile *file,
                           LineupList list,
                           gint64 now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  lineup_playlist_file_ref (file);
  g_clear_pointer (&self->file, lineup_playlist_file_unref);
  self->file = file;
  self->opened = TRUE;
  self->fresh = LINEUP_LIST_SET_ALL & ~LINEUP_LIST_SET_OF (list);
  self->arrived = now;
}

LineupEntryReader *
lineup_playlist_shelf_make_reader (LineupPlaylistShelf *self)
{
  g_autoptr (LineupPlaylistFile) file = lineup_playlist_shelf_open (self);

  return file != NULL ? lineup_entry_reader_new (file, self->encoding, self->base) : NULL;
}
