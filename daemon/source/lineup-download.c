/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-download.h"

/* Bytes that are read at once, and where as many were there the last time: each read has a price.
 * The memory of a read that brings less stays as large. */
#define READ_SIZE      (64 * 1024)
#define FULL_READ_SIZE (240 * 1024)

struct _LineupDownload
{
  LineupByteQueue *queue;    /* (owned) */
  LineupByteStream *stream;  /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gsize read_size;           /* bytes that are asked for */
};

static void read_chunk (LineupDownload *self);

static void
download_clear (LineupDownload *self)
{
  g_clear_object (&self->queue);
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
}

LineupDownload *
lineup_download_ref (LineupDownload *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lineup_download_unref (LineupDownload *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)download_clear);
}

static void
end_download (LineupDownload *self, const GError *error)
{
  lineup_byte_queue_close (self->queue, error);
  lineup_byte_stream_close (self->stream);
}

static void
on_pushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupDownload) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_byte_queue_push_finish (LINEUP_BYTE_QUEUE (source), result, &error))
    read_chunk (self);
  else
    end_download (self, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupDownload) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = lineup_byte_stream_read_finish (
      LINEUP_BYTE_STREAM (source), result, &error);

  if (chunk == NULL || g_bytes_get_size (chunk) == 0)
    {
      end_download (self, error);
      return;
    }
  self->read_size = g_bytes_get_size (chunk) >= self->read_size ? FULL_READ_SIZE : READ_SIZE;
  lineup_byte_queue_push_async (
      self->queue, chunk, self->cancellable, on_pushed, lineup_download_ref (self));
}

/* Reads a chunk, queues it, waits for room, and so on. */
static void
read_chunk (LineupDownload *self)
{
  lineup_byte_stream_read_async (
      self->stream, self->read_size, self->cancellable, on_read, lineup_download_ref (self));
}

LineupDownload *
lineup_download_new (LineupByteStream *stream)
{
  LineupDownload *self = g_atomic_rc_box_new0 (LineupDownload);

  self->queue = lineup_byte_queue_new (LINEUP_DOWNLOAD_QUEUE);
  self->stream = g_object_ref (stream);
  self->cancellable = g_cancellable_new ();
  self->read_size = READ_SIZE;
  read_chunk (self);
  return self;
}

LineupByteQueue *
lineup_download_get_queue (LineupDownload *self)
{
  return self->queue;
}

void
lineup_download_stop (LineupDownload *self)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (self->cancellable);
  g_cancellable_set_error_if_cancelled (self->cancellable, &error);
  lineup_byte_queue_close (self->queue, error);
}

LineupByteFigures
lineup_download_get_figures (LineupDownload *self)
{
  return lineup_byte_stream_get_figures (self->stream);
}
