/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item-source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_BYTE_QUEUE (lineup_byte_queue_get_type ())
G_DECLARE_FINAL_TYPE (LineupByteQueue, lineup_byte_queue, LINEUP, BYTE_QUEUE, GObject)

/**
 * LineupByteQueue:
 *
 * Bytes on their way from the main thread to a worker, neither of which ever blocks. Bounded in
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
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when there is room for more; by then @bytes are in the queue
 * @user_data: for @callback
 *
 * Main thread, one at a time.
 */
void lineup_byte_queue_push_async (LineupByteQueue *self,
                                   GBytes *bytes,
                                   GCancellable *cancellable,
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
 * LineupByteQueueState:
 * @LINEUP_BYTE_QUEUE_BYTES: there were bytes
 * @LINEUP_BYTE_QUEUE_EMPTY: there are none yet
 * @LINEUP_BYTE_QUEUE_END: there will be none, as it was closed properly
 * @LINEUP_BYTE_QUEUE_ERROR: there will be none, as it was closed with an error
 *
 * What a queue had.
 */
typedef enum
{
  LINEUP_BYTE_QUEUE_BYTES,
  LINEUP_BYTE_QUEUE_EMPTY,
  LINEUP_BYTE_QUEUE_END,
  LINEUP_BYTE_QUEUE_ERROR,
} LineupByteQueueState;

/**
 * lineup_byte_queue_pop:
 * @self: a queue
 * @bytes: (out) (transfer full) (nullable): what has been longest in it, if there was something
 * @error: what the queue was closed with
 *
 * Any thread.
 *
 * Returns: what the queue had
 */
LineupByteQueueState lineup_byte_queue_pop (LineupByteQueue *self, GBytes **bytes, GError **error);

/**
 * lineup_byte_queue_wait:
 * @self: a queue
 * @ready: called when lineup_byte_queue_pop() would not say that it is empty
 * @user_data: for @ready
 *
 * For one who waits at a time; any thread.
 */
void lineup_byte_queue_wait (LineupByteQueue *self, LineupReadyFunc ready, gpointer user_data);

G_END_DECLS
