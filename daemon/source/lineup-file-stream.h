/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-byte-stream.h"
#include "lineup-clock.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_FILE_STREAM (lineup_file_stream_get_type ())
G_DECLARE_FINAL_TYPE (LineupFileStream, lineup_file_stream, LINEUP, FILE_STREAM, GObject)

/* Microseconds after which a file that can't be opened, or of which nothing can be read, is given
 * up: it may lie on a network. */
#define LINEUP_FILE_STREAM_LIMIT (30 * G_TIME_SPAN_SECOND)

/**
 * LineupFileStream:
 *
 * A #LineupByteStream of a file of this machine. Regular files only: a pipe could wait for ever, a
 * device could be anything, and what has become a link since a person named it may lead anywhere.
 */

/**
 * lineup_file_stream_open_async:
 * @path: absolute path of the file
 * @clock: measures the time that it takes
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is open
 * @user_data: for @callback
 */
void lineup_file_stream_open_async (const char *path,
                                    LineupClock *clock,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_file_stream_open_finish:
 * @result: what the callback got
 * @error: %LINEUP_ERROR_STORAGE, %LINEUP_ERROR_TIMEOUT, %G_IO_ERROR_CANCELLED; names no path
 *
 * Returns: (transfer full): its bytes, or %NULL with an error
 */
LineupByteStream *lineup_file_stream_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
