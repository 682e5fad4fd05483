/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-turn-stream.h"

struct _LineupTurnStream
{
  GObject parent_instance;

  LineupByteStream *stream; /* (owned) */
  LineupHostQueue *queue;   /* (owned) (nullable): until it has left */
  char *host;               /* (owned) */
};

static void lineup_turn_stream_iface_init (LineupByteStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupTurnStream,
                               lineup_turn_stream,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_BYTE_STREAM,
                                                      lineup_turn_stream_iface_init))

static void
leave (LineupTurnStream *self)
{
  g_autoptr (LineupHostQueue) queue = g_steal_pointer (&self->queue);

  if (queue != NULL)
    lineup_host_queue_leave (queue, self->host);
}

static void
lineup_turn_stream_finalize (GObject *object)
{
  LineupTurnStream *self = LINEUP_TURN_STREAM (object);

  leave (self);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->host, g_free);

  G_OBJECT_CLASS (lineup_turn_stream_parent_class)->finalize (object);
}

static void
lineup_turn_stream_class_init (LineupTurnStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_turn_stream_finalize;
}

static void
lineup_turn_stream_init (LineupTurnStream *self)
{
}

LineupByteStream *
lineup_turn_stream_new (LineupByteStream *stream, LineupHostQueue *queue, const char *host)
{
  LineupTurnStream *self = g_object_new (LINEUP_TYPE_TURN_STREAM, NULL);

  self->stream = g_object_ref (stream);
  self->queue = g_object_ref (queue);
  self->host = g_strdup (host);
  return LINEUP_BYTE_STREAM (self);
}

/* The other stream's own answer is good enough, for whoever finishes with this one. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, g_object_ref (result), g_object_unref);
}

static void
lineup_turn_stream_read_async (LineupByteStream *stream,
                               gsize count,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (stream, NULL, callback, user_data);

  g_task_set_source_tag (task, lineup_turn_stream_read_async);
  lineup_byte_stream_read_async (
      LINEUP_TURN_STREAM (stream)->stream, count, cancellable, on_read, task);
}

static GBytes *
lineup_turn_stream_read_finish (LineupByteStream *stream, GAsyncResult *result, GError **error)
{
  g_autoptr (GAsyncResult) own_result = NULL;

  g_return_val_if_fail (g_task_is_valid (result, stream), NULL);

  own_result = g_task_propagate_pointer (G_TASK (result), NULL);
  return lineup_byte_stream_read_finish (LINEUP_TURN_STREAM (stream)->stream, own_result, error);
}

static void
lineup_turn_stream_close (LineupByteStream *stream)
{
  LineupTurnStream *self = LINEUP_TURN_STREAM (stream);

  lineup_byte_stream_close (self->stream);
  leave (self);
}

static LineupByteFigures
lineup_turn_stream_get_figures (LineupByteStream *stream)
{
  return lineup_byte_stream_get_figures (LINEUP_TURN_STREAM (stream)->stream);
}

static void
lineup_turn_stream_iface_init (LineupByteStreamInterface *iface)
{
  iface->read_async = lineup_turn_stream_read_async;
  iface->read_finish = lineup_turn_stream_read_finish;
  iface->close = lineup_turn_stream_close;
  iface->get_figures = lineup_turn_stream_get_figures;
}
