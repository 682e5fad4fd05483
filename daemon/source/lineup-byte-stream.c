/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-byte-stream.h"

G_DEFINE_INTERFACE (LineupByteStream, lineup_byte_stream, G_TYPE_OBJECT)

static void
lineup_byte_stream_default_init (LineupByteStreamInterface *iface)
{
}

void
lineup_byte_stream_read_async (LineupByteStream *self,
                               gsize count,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_BYTE_STREAM (self));

  LINEUP_BYTE_STREAM_GET_IFACE (self)->read_async (self, count, cancellable, callback, user_data);
}

GBytes *
lineup_byte_stream_read_finish (LineupByteStream *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_BYTE_STREAM (self), NULL);

  return LINEUP_BYTE_STREAM_GET_IFACE (self)->read_finish (self, result, error);
}

void
lineup_byte_stream_close (LineupByteStream *self)
{
  g_return_if_fail (LINEUP_IS_BYTE_STREAM (self));

  LINEUP_BYTE_STREAM_GET_IFACE (self)->close (self);
}

LineupByteFigures
lineup_byte_stream_get_figures (LineupByteStream *self)
{
  const LineupByteFigures none = { .length = -1 };

  g_return_val_if_fail (LINEUP_IS_BYTE_STREAM (self), none);

  return LINEUP_BYTE_STREAM_GET_IFACE (self)->get_figures (self);
}
