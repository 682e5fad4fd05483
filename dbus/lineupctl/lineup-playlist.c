/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playlist.h"

#include "lineup-ctl-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "lineup-"
#define SUFFIX ".m3u"

struct _LineupPlaylist
{
  int fd;
  gboolean is_named;
  char *path; /* (owned) (nullable): until it has one */
};

/* The path by way of our process also works in a program that a player hands it over to. */
static gboolean
make_nameless (LineupPlaylist *self)
{
  self->fd = memfd_create ("playlist", MFD_CLOEXEC);
  if (self->fd < 0 || fchmod (self->fd, 0600) != 0)
    return FALSE;
  self->path = g_strdup_printf ("/proc/%d/fd/%d", (int)getpid (), self->fd);
  return TRUE;
}

/* The lock comes before the name: at no moment can a sweep take it for one that was left behind. */
static gboolean
make_named (LineupPlaylist *self)
{
  self->fd = open (g_get_user_runtime_dir (), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  return self->fd >= 0 && flock (self->fd, LOCK_EX | LOCK_NB) == 0;
}

static gboolean
give_name (LineupPlaylist *self)
{
  g_autofree char *descriptor = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (PREFIX, id, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), name, NULL);

  if (linkat (AT_FDCWD, descriptor, AT_FDCWD, path, AT_SYMLINK_FOLLOW) != 0)
    return FALSE;
  self->path = g_steal_pointer (&path);
  return TRUE;
}

/* VLC 3 takes what is before a comma or a dash for an artist. It shows this name only until it
 * knows the whole one, which is an option. */
static char *
make_name_whole (const char *title)
{
  g_autoptr (GString) name = g_string_new (title);

  g_string_replace (name, ",", "\u201a", 0);
  g_string_replace (name, " - ", " \u2013 ", 0);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
add_option (GString *text, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "#EXTVLCOPT:%s=%s\n", name, value);
}

/* Comments to players other than VLC, but some of them know two of them. */
static void
add_options (GString *text, const LineupCtlStream *stream)
{
  add_option (text, "meta-title", stream->title);
  add_option (text, "http-user-agent", stream->user_agent);
  add_option (text, "http-referrer", stream->referrer);
}

static gboolean
write_text (LineupPlaylist *self, const LineupCtlStream *stream, gboolean is_for_vlc)
{
  g_autofree char *whole = is_for_vlc ? make_name_whole (stream->title) : NULL;
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n");

  g_string_append_printf (text, "#EXTINF:-1,%s\n", whole != NULL ? whole : stream->title);
  add_options (text, stream);
  g_string_append_printf (text, "%s\n", stream->url);
  return write (self->fd, text->str, text->len) == (gssize)text->len
         && lseek (self->fd, 0, SEEK_SET) == 0;
}

LineupPlaylist *
lineup_playlist_new (const LineupCtlStream *stream,
                     gboolean is_for_vlc,
                     gboolean is_named,
                     GError **error)
{
  g_autoptr (LineupPlaylist) self = g_new0 (LineupPlaylist, 1);

  self->is_named = is_named;
  if ((is_named ? make_named (self) : make_nameless (self)) && write_text (self, stream, is_for_vlc)
      && (!is_named || give_name (self)))
    return g_steal_pointer (&self);
  g_set_error (error,
               LINEUP_CTL_ERROR,
               LINEUP_CTL_ERROR_FAILED,
               _ ("The playlist can't be written: %s"),
               g_strerror (errno));
  return NULL;
}

void
lineup_playlist_free (LineupPlaylist *self)
{
  if (self->is_named && self->path != NULL)
    g_unlink (self->path);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

const char *
lineup_playlist_get_path (LineupPlaylist *self)
{
  return self->path;
}

int
lineup_playlist_dup_fd (LineupPlaylist *self)
{
  return fcntl (self->fd, F_DUPFD_CLOEXEC, 0);
}

static void
sweep_one (const char *path)
{
  const int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0)
    return;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    g_unlink (path);
  close (fd);
}

void
lineup_playlist_sweep (void)
{
  g_autoptr (GDir) folder = g_dir_open (g_get_user_runtime_dir (), 0, NULL);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, SUFFIX))
        {
          g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), name, NULL);

          sweep_one (path);
        }
    }
}
