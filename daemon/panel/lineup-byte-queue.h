/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_BYTE_QUEUE (lineup_byte_queue_get_type ())
G_DECLARE_FINAL_TYPE (LineupByteQueue, lineup_byte_queue, LINEUP, BYTE_QUEUE, GObject)

/**
 * LineupByteQueue:
 *
 * Bytes on their way from the main thread, which never blocks, to a worker, which does. Bounded in
 * bytes: when the worker is behind, the main thread is told to wait, and with it the sender.
 */

/**
 * lineup_byte_queue_new:
 * @capacity: bytes; one more chunk is taken when less than that is waiting
 *
 * Returns: (transfer full): an empty queue
 */
LineupByteQueue *lineup_byte_queue_new (gsize capacity);

/**
 * lineup_byte_queue_push_async:
 * @self: a queue
 * @bytes: (transfer none): not empty
 * @callback: called when there is room for more; by then @bytes are in the queue
 * @user_data: for @callback
 *
 * Main thread, one at a time.
 */
void lineup_byte_queue_push_async (LineupByteQueue *self,
                                   GBytes *bytes,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * lineup_byte_queue_push_finish:
 * @error: %G_IO_ERROR_CLOSED if nobody will read any more
 *
 * Returns: whether there is room for more
 */
gboolean
lineup_byte_queue_push_finish (LineupByteQueue *self, GAsyncResult *result, GError **error);

/**
 * lineup_byte_queue_close:
 * @self: a queue
 * @error: (nullable): why there will be no more, %NULL for a proper end
 *
 * Ends the queue, on any thread. What is in it can still be read. Only the first call counts.
 */
void lineup_byte_queue_close (LineupByteQueue *self, const GError *error);

/**
 * lineup_byte_queue_pop:
 * @self: a queue
 * @cancellable: (nullable): ends the waiting
 * @error: what the queue was closed with, or %G_IO_ERROR_CANCELLED
 *
 * Waits for bytes. Blocks: never to be called on the main thread.
 *
 * Returns: (transfer full) (nullable): bytes; %NULL without an error at the end
 */
GBytes *lineup_byte_queue_pop (LineupByteQueue *self, GCancellable *cancellable, GError **error);

G_END_DECLS
