/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-nameless-file.h"

#include "lineup-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Mode of a file that nobody opens again for writing, not even through /proc. */
#define MODE 0400

/* A file that never has a name, where the file system can make one. */
static gboolean
open_nameless (LineupNamelessFile *self, const char *directory)
{
  g_autofree char *path = NULL;

  self->writer = open (directory, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, MODE);
  if (self->writer < 0)
    return FALSE;
  path = g_strdup_printf ("/proc/self/fd/%d", self->writer);
  self->reader = open (path, O_RDONLY | O_CLOEXEC);
  if (self->reader >= 0)
    return TRUE;
  close (self->writer);
  self->writer = -1;
  return FALSE;
}

/* A file that loses its name before anything is written to it. */
static gboolean
open_and_unlink (LineupNamelessFile *self, const char *directory)
{
  g_autofree char *path = g_build_filename (directory, ".snapshot-XXXXXX", NULL);
  int code = 0;

  self->writer = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, MODE);
  if (self->writer < 0)
    return FALSE;
  self->reader = open (path, O_RDONLY | O_CLOEXEC);
  code = errno;
  g_unlink (path);
  if (self->reader >= 0)
    return TRUE;
  close (self->writer);
  self->writer = -1;
  errno = code;
  return FALSE;
}

gboolean
lineup_nameless_file_make (LineupNamelessFile *self, const char *beside, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (beside);

  *self = (LineupNamelessFile)LINEUP_NAMELESS_FILE_INIT;
  if (open_nameless (self, directory) || open_and_unlink (self, directory))
    return TRUE;
  lineup_error_set_errno (
      error, LINEUP_ERROR_DATABASE, errno, "A file without a name can't be made");
  return FALSE;
}

gboolean
lineup_nameless_file_write (
    LineupNamelessFile *self, gconstpointer bytes, gsize n_bytes, guint64 offset, GError **error)
{
  const guint8 *rest = bytes;

  while (n_bytes > 0)
    {
      const gssize n_written = pwrite (self->writer, rest, n_bytes, (off_t)offset);
      const int code = errno;

      if (n_written < 0 && code != EINTR)
        {
          lineup_error_set_errno (
              error, LINEUP_ERROR_DATABASE, code, "A file without a name can't be written");
          return FALSE;
        }
      if (n_written < 0)
        continue;
      rest += n_written;
      n_bytes -= (gsize)n_written;
      offset += (guint64)n_written;
    }
  return TRUE;
}

gboolean
lineup_nameless_file_read (
    LineupNamelessFile *self, gpointer bytes, gsize n_bytes, guint64 offset, GError **error)
{
  guint8 *rest = bytes;

  while (n_bytes > 0)
    {
      const gssize n_read = pread (self->writer, rest, n_bytes, (off_t)offset);
      const int code = n_read == 0 ? EIO : errno;

      if (n_read <= 0 && code != EINTR)
        {
          lineup_error_set_errno (
              error, LINEUP_ERROR_DATABASE, code, "A file without a name can't be read");
          return FALSE;
        }
      if (n_read <= 0)
        continue;
      rest += n_read;
      n_bytes -= (gsize)n_read;
      offset += (guint64)n_read;
    }
  return TRUE;
}

int
lineup_nameless_file_end (LineupNamelessFile *self)
{
  const int reader = self->reader;

  self->reader = -1;
  lineup_nameless_file_clear (self);
  return reader;
}

void
lineup_nameless_file_clear (LineupNamelessFile *self)
{
  if (self->writer >= 0)
    close (self->writer);
  if (self->reader >= 0)
    close (self->reader);
  *self = (LineupNamelessFile)LINEUP_NAMELESS_FILE_INIT;
}
