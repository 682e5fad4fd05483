/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupByteFigures:
 * @http_status: status of the answer, 0 where no HTTP was spoken
 * @length: what is known beforehand of its length in bytes, as they travel, -1 if nothing
 * @received: bytes that have arrived so far, as they travelled
 *
 * How far a stream has come.
 */
typedef struct
{
  guint http_status;
  gint64 length;
  guint64 received;
} LineupByteFigures;

#define LINEUP_TYPE_BYTE_STREAM (lineup_byte_stream_get_type ())
G_DECLARE_INTERFACE (LineupByteStream, lineup_byte_stream, LINEUP, BYTE_STREAM, GObject)

/**
 * LineupByteStreamInterface:
 * @read_async: see lineup_byte_stream_read_async()
 * @read_finish: see lineup_byte_stream_read_finish()
 * @close: see lineup_byte_stream_close()
 * @get_figures: see lineup_byte_stream_get_figures()
 *
 * Bytes that a source has opened, wherever they come from, with errors in our terms that name no
 * address and no path. For the main thread, which it never holds up; each read ends in its time.
 */
struct _LineupByteStreamInterface
{
  GTypeInterface parent_iface;

  void (*read_async) (LineupByteStream *self,
                      gsize count,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GBytes *(*read_finish) (LineupByteStream *self, GAsyncResult *result, GError **error);
  void (*close) (LineupByteStream *self);
  LineupByteFigures (*get_figures) (LineupByteStream *self);
};

/**
 * lineup_byte_stream_read_async:
 * @self: a stream
 * @count: at most so many bytes are taken from where they come; decompressed, there may be more
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when some bytes are there
 * @user_data: for @callback
 *
 * Reads what is there, or waits for it.
 */
void lineup_byte_stream_read_async (LineupByteStream *self,
                                    gsize count,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_byte_stream_read_finish:
 * @error: %LINEUP_ERROR_TIMEOUT, %LINEUP_ERROR_OFFLINE, %LINEUP_ERROR_MALFORMED_DATA,
 *   %LINEUP_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): some bytes, none at the end; or %NULL with an error
 */
GBytes *
lineup_byte_stream_read_finish (LineupByteStream *self, GAsyncResult *result, GError **error);

/**
 * lineup_byte_stream_close:
 *
 * Lets go of where the bytes come from.
 */
void lineup_byte_stream_close (LineupByteStream *self);

/**
 * lineup_byte_stream_get_figures:
 *
 * Returns: how far it has come
 */
LineupByteFigures lineup_byte_stream_get_figures (LineupByteStream *self);

G_END_DECLS
