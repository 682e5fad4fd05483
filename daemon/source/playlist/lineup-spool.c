/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-spool.h"

#include "lineup-error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Bytes that are written at once. */
#define BUFFER_SIZE (64 * 1024)

struct _LineupSpool
{
  char *folder;      /* (owned) */
  const char *known; /* (unowned) (nullable) */
  gsize known_length;
  gsize length;        /* of all that was written */
  gboolean differs;    /* so that there is a file */
  int fd;              /* -1 without a file */
  GString *buffer;     /* (owned): not in the file yet */
  GMappedFile *mapped; /* (owned) (nullable): once it was read */
};

LineupSpool *
lineup_spool_new (const char *folder, const char *known, gsize known_length)
{
  LineupSpool *self = g_new0 (LineupSpool, 1);

  self->folder = g_strdup (folder);
  self->known = known;
  self->known_length = known != NULL ? known_length : 0;
  self->fd = -1;
  self->buffer = g_string_new (NULL);
  return self;
}

void
lineup_spool_free (LineupSpool *self)
{
  g_clear_pointer (&self->mapped, g_mapped_file_unref);
  if (self->fd >= 0)
    close (self->fd);
  g_string_free (self->buffer, TRUE);
  g_free (self->folder);
  g_free (self);
}

static gboolean
fail (GError **error, int number)
{
  lineup_error_set_errno (
      error, LINEUP_ERROR_DATABASE, number, "What a playlist has can't be put aside");
  return FALSE;
}

/* Where the file system has no files without a name, the name goes at once. */
static int
open_file (const char *folder)
{
  g_autofree char *path = NULL;
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT))
    return fd;
  path = g_build_filename (folder, "spool-XXXXXX", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    unlink (path);
  return fd;
}

static gboolean
write_all (LineupSpool *self, const char *data, gsize length, GError **error)
{
  while (length > 0)
    {
      const gssize n = write (self->fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return fail (error, n < 0 ? errno : ENOSPC);
      data += n;
      length -= (gsize)n;
    }
  return TRUE;
}

static gboolean
flush (LineupSpool *self, GError **error)
{
  if (!write_all (self, self->buffer->str, self->buffer->len, error))
    return FALSE;
  g_string_truncate (self->buffer, 0);
  return TRUE;
}

/* What was the same so far has to be written after all. */
static gboolean
begin_file (LineupSpool *self, GError **error)
{
  self->fd = open_file (self->folder);
  if (self->fd < 0)
    return fail (error, errno);
  self->differs = TRUE;
  return write_all (self, self->known, self->length, error);
}

gboolean
lineup_spool_append (LineupSpool *self, gconstpointer data, gsize length, GError **error)
{
  g_return_val_if_fail (self->mapped == NULL, FALSE);

  if (!self->differs && length <= self->known_length - self->length
      && (length == 0 || memcmp (self->known + self->length, data, length) == 0))
    {
      self->length += length;
      return TRUE;
    }
  if (!self->differs && !begin_file (self, error))
    return FALSE;
  self->length += length;
  g_string_append_len (self->buffer, data, (gssize)length);
  return self->buffer->len < BUFFER_SIZE || flush (self, error);
}

gsize
lineup_spool_get_length (LineupSpool *self)
{
  return self->length;
}

gconstpointer
lineup_spool_read (LineupSpool *self, GError **error)
{
  if (!self->differs)
    return self->known != NULL ? self->known : "";
  if (self->mapped == NULL)
    {
      if (!flush (self, error))
        return NULL;
      self->mapped = g_mapped_file_new_from_fd (self->fd, FALSE, NULL);
      if (self->mapped == NULL)
        {
          fail (error, ENOMEM);
          return NULL;
        }
    }
  return g_mapped_file_get_contents (self->mapped);
}

gboolean
lineup_spool_is_known (LineupSpool *self)
{
  return !self->differs && self->length == self->known_length;
}
