/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playlist-shelf.h"

#include "lineup-error.h"

struct _LineupPlaylistShelf
{
  char *path;     /* (owned) (nullable) */
  char *encoding; /* (owned) (nullable) */
  char *base;     /* (owned) (nullable) */

  GMutex mutex; /* for what follows */
  gboolean opened;
  LineupPlaylistFile *file; /* (owned) (nullable) */
  LineupListSet fresh;      /* lists of the last download that were not served yet */
  gint64 ended;             /* Unix seconds of the end of the last download */
  GError *error;            /* (owned) (nullable): why it has failed, if it has */
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
  g_clear_error (&self->error);
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

  /* What was deleted is forgotten, and written anew although the same comes again. */
  if (self->opened && self->path != NULL && !g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_clear_pointer (&self->file, lineup_playlist_file_unref);
      self->opened = FALSE;
    }
  if (!self->opened && self->path != NULL)
    self->file = lineup_playlist_file_open (self->path);
  self->opened = TRUE;
  return self->file != NULL ? lineup_playlist_file_ref (self->file) : NULL;
}

LineupPlaylistFile *
lineup_playlist_shelf_begin (LineupPlaylistShelf *self, LineupList list, gint64 now, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const gboolean is_recent = now >= self->ended && now - self->ended < LINEUP_PLAYLIST_SHELF_TIME;

  if (!is_recent || !lineup_list_set_has (self->fresh, list))
    {
      self->fresh = 0;
      return NULL;
    }
  self->fresh &= ~LINEUP_LIST_SET_OF (list);
  if (self->error == NULL && self->file == NULL)
    {
      /* The file was deleted meanwhile. */
      self->fresh = 0;
      return NULL;
    }
  if (self->error != NULL)
    {
      g_set_error_literal (error, self->error->domain, self->error->code, self->error->message);
      return NULL;
    }
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
  g_clear_error (&self->error);
  self->fresh = LINEUP_LIST_SET_ALL & ~LINEUP_LIST_SET_OF (list);
  self->ended = now;
}

void
lineup_playlist_shelf_fail (LineupPlaylistShelf *self,
                            const GError *error,
                            LineupList list,
                            gint64 now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (lineup_error_is_cancelled (error))
    return;
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  self->fresh = LINEUP_LIST_SET_ALL & ~LINEUP_LIST_SET_OF (list);
  self->ended = now;
}

LineupEntryReader *
lineup_playlist_shelf_make_reader (LineupPlaylistShelf *self)
{
  g_autoptr (LineupPlaylistFile) file = lineup_playlist_shelf_open (self);

  return file != NULL ? lineup_entry_reader_new (file, self->encoding, self->base) : NULL;
}
