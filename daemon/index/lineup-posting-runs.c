/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-posting-runs.h"

#include "lineup-error.h"
#include "lineup-posting-merge.h"
#include "lineup-posting-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Bytes: of runs that are kept in memory. */
#define MAX_IN_MEMORY (1U << 20)

/* Bytes: of a run that are read at once, several of its postings. */
#define BUFFER (16U * LINEUP_POSTING_STREAM_MAX_BYTES)

typedef struct
{
  guint64 start; /* bytes: of the runs before */
  guint64 end;   /* bytes */
} Run;

struct _LineupPostingRuns
{
  char *folder;               /* (owned) */
  GArray *runs;               /* (owned) (element-type Run) */
  int fd;                     /* (owned): of the file, -1 while there is none */
  guint64 n_in_file;          /* bytes */
  GByteArray *tail;           /* (owned): what comes after those */
  LineupPostingStream stream; /* of the run that is being written */
  Run run;                    /* likewise */
};

LineupPostingRuns *
lineup_posting_runs_new (const char *folder)
{
  LineupPostingRuns *self = g_new0 (LineupPostingRuns, 1);

  self->folder = g_strdup (folder);
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  self->fd = -1;
  self->tail = g_byte_array_new ();
  return self;
}

void
lineup_posting_runs_free (LineupPostingRuns *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_free (self->folder);
  g_array_unref (self->runs);
  g_byte_array_unref (self->tail);
  g_free (self);
}

void
lineup_posting_runs_add (LineupPostingRuns *self, const LineupPosting *posting)
{
  lineup_posting_stream_write (&self->stream, posting, self->tail);
}

static gboolean
fail (int code, GError **error)
{
  g_set_error (error,
               LINEUP_ERROR,
               (int)lineup_error_from_errno (code, LINEUP_ERROR_DATABASE),
               "The search can't be prepared: %s",
               g_strerror (code));
  return FALSE;
}

/* Also where the folder's file system knows no files without a name. */
static int
make_file (const char *folder)
{
  g_autofree char *path = NULL;
  int fd = open (folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);

  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
    return fd;
  path = g_build_filename (folder, ".lineupd-runs-XXXXXX", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    g_unlink (path);
  return fd;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      const gssize n = write (fd, bytes, n_bytes);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          bytes += n;
          n_bytes -= (gsize)n;
        }
    }
  return TRUE;
}

gboolean
lineup_posting_runs_end_run (LineupPostingRuns *self, GError **error)
{
  self->run.end = self->n_in_file + self->tail->len;
  if (self->run.end > self->run.start)
    g_array_append_val (self->runs, self->run);
  self->run.start = self->run.end;
  self->stream = (LineupPostingStream){ .n_key = 0 };
  if (self->fd < 0 && self->tail->len <= MAX_IN_MEMORY)
    return TRUE;

  if (self->fd < 0)
    self->fd = make_file (self->folder);
  if (self->fd < 0 || !write_all (self->fd, self->tail->data, self->tail->len))
    return fail (errno, error);
  self->n_in_file += self->tail->len;
  g_byte_array_set_size (self->tail, 0);
  return TRUE;
}

/* A run that is being read. */
typedef struct
{
  LineupPostingSource parent;

  LineupPostingRuns *runs; /* (unowned) */
  Run left;                /* what is not yet in the buffer */
  LineupPostingStream stream;
  const guint8 *at; /* in @buffer */
  gsize n_buffered; /* bytes */
  guint8 buffer[BUFFER];
} RunSource;

/* Returns bytes that were read, -1 if they can't be. */
static gssize
read_some (LineupPostingRuns *runs, guint64 offset, guint8 *bytes, gsize n_bytes)
{
  gssize n = -1;

  if (offset >= runs->n_in_file)
    {
      memcpy (bytes, runs->tail->data + (offset - runs->n_in_file), n_bytes);
      return (gssize)n_bytes;
    }
  do
    n = pread (runs->fd, bytes, MIN (n_bytes, runs->n_in_file - offset), (off_t)offset);
  while (n < 0 && errno == EINTR);
  return n;
}

static gboolean
fill (RunSource *self, GError **error)
{
  const gsize n_kept = (gsize)(self->buffer + self->n_buffered - self->at);

  memmove (self->buffer, self->at, n_kept);
  self->at = self->buffer;
  self->n_buffered = n_kept;
  while (self->n_buffered < sizeof self->buffer && self->left.start < self->left.end)
    {
      const gsize room = sizeof self->buffer - self->n_buffered;
      const gssize n = read_some (self->runs,
                                  self->left.start,
                                  self->buffer + self->n_buffered,
                                  MIN (room, self->left.end - self->left.start));

      if (n <= 0)
        return fail (n < 0 ? errno : EIO, error);
      self->n_buffered += (gsize)n;
      self->left.start += (guint64)n;
    }
  return TRUE;
}

static gboolean
run_next (LineupPostingSource *source,
          LineupPosting *posting,
          gboolean *has_posting,
          GError **error)
{
  RunSource *self = (RunSource *)source;
  const guint8 *end = self->buffer + self->n_buffered;

  if ((gsize)(end - self->at) < LINEUP_POSTING_STREAM_MAX_BYTES && self->left.start < self->left.end
      && !fill (self, error))
    return FALSE;
  end = self->buffer + self->n_buffered;
  *has_posting = self->at < end;
  if (*has_posting && !lineup_posting_stream_read (&self->stream, &self->at, end, posting))
    return fail (EIO, error);
  return TRUE;
}

static void
run_free (LineupPostingSource *source)
{
  g_free (source);
}

static void
free_source (gpointer source)
{
  lineup_posting_source_free (source);
}

LineupPostingSource *
lineup_posting_runs_open (LineupPostingRuns *self)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (free_source);

  for (guint i = 0; i < self->runs->len; i++)
    {
      RunSource *source = g_new (RunSource, 1);

      source->parent = (LineupPostingSource){ .next = run_next, .free = run_free };
      source->runs = self;
      source->left = ((const Run *)(gpointer)self->runs->data)[i];
      source->stream = (LineupPostingStream){ .n_key = 0 };
      source->at = source->buffer;
      source->n_buffered = 0;
      g_ptr_array_add (sources, source);
    }
  return lineup_posting_merge_new (sources, NULL, 0);
}
