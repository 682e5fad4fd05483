/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-byte-stream.h"
#include "lineup-clock.h"
#include "lineup-transport.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_BODY (lineup_body_get_type ())
G_DECLARE_FINAL_TYPE (LineupBody, lineup_body, LINEUP, BODY, GObject)

/* Microseconds after which a body that stands still has ended. */
#define LINEUP_BODY_IDLE_LIMIT (60 * G_USEC_PER_SEC)

/* Bytes, as they travel, without which in so many microseconds a body gets nowhere: 1 KiB a second.
 * Only the time counts in which somebody waits for them. */
#define LINEUP_BODY_STRETCH       (300 * 1024)
#define LINEUP_BODY_STRETCH_LIMIT (5 * G_TIME_SPAN_MINUTE)

/* Microseconds: letting go of a connection takes no time. */
#define LINEUP_BODY_CLOSE_LIMIT (5 * G_USEC_PER_SEC)

/**
 * LineupBody:
 *
 * A #LineupByteStream: the body of an answer as it arrives, decompressed if need be, with limits on
 * how long it may stand still and how slowly it may come, and errors in our terms. For the main
 * thread.
 */

/**
 * lineup_body_new:
 * @stream: (transfer none): the bytes
 * @transport: (transfer none) (nullable): where they come from; is retired when they come to no end
 * @clock: measures the time that it takes
 * @http_status: status of the answer
 * @length: its Content-Length, -1 if it has none; a promise only
 *
 * Returns: (transfer full): a body
 */
LineupBody *lineup_body_new (GInputStream *stream,
                             LineupTransport *transport,
                             LineupClock *clock,
                             guint http_status,
                             gint64 length);

/**
 * lineup_body_take_moved_to:
 * @self: a body
 * @owned_origin: (transfer full) (nullable): see lineup_body_get_moved_to()
 */
void lineup_body_take_moved_to (LineupBody *self, char *owned_origin);

/**
 * lineup_body_get_moved_to:
 *
 * Returns: (nullable): scheme, host and port to which whoever was asked has redirected for good;
 *   %NULL if that is where it was asked
 */
const char *lineup_body_get_moved_to (LineupBody *self);

/**
 * lineup_body_take_address:
 * @self: a body
 * @owned_address: (transfer full) (nullable): see lineup_body_get_address()
 */
void lineup_body_take_address (LineupBody *self, char *owned_address);

/**
 * lineup_body_get_address:
 *
 * Returns: (nullable): where it comes from, in the end, a secret; %NULL if that is not known
 */
const char *lineup_body_get_address (LineupBody *self);

/**
 * lineup_body_read_async:
 * @self: a body
 * @count: at most so many bytes are taken from the connection; decompressed, there may be more
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when some bytes are there
 * @user_data: for @callback
 *
 * Reads what is there, or waits for it.
 */
void lineup_body_read_async (LineupBody *self,
                             gsize count,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * lineup_body_read_finish:
 * @error: %LINEUP_ERROR_TIMEOUT, %LINEUP_ERROR_OFFLINE, %LINEUP_ERROR_MALFORMED_DATA,
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): some bytes, none at the end; or %NULL with an error
 */
GBytes *lineup_body_read_finish (LineupBody *self, GAsyncResult *result, GError **error);

/**
 * lineup_body_read_all_async:
 * @self: a body
 * @max_length: a longer body is an error
 * @cancellable: (nullable): a #GCancellable
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Reads a small body whole.
 */
void lineup_body_read_all_async (LineupBody *self,
                                 gsize max_length,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_body_read_all_finish:
 * @error: as of lineup_body_read_finish(); %LINEUP_ERROR_MALFORMED_DATA if it is too long
 *
 * Returns: (transfer full): the whole body, or %NULL with an error
 */
GBytes *lineup_body_read_all_finish (LineupBody *self, GAsyncResult *result, GError **error);

/**
 * lineup_body_close:
 *
 * Lets go of the connection. A body that was not read to its end takes it along.
 */
void lineup_body_close (LineupBody *self);

G_END_DECLS
