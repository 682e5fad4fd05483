/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-byte-stream.h"
#include "lineup-host-queue.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_TURN_STREAM (lineup_turn_stream_get_type ())
G_DECLARE_FINAL_TYPE (LineupTurnStream, lineup_turn_stream, LINEUP, TURN_STREAM, GObject)

/**
 * lineup_turn_stream_new:
 * @stream: (transfer none): bytes from a host
 * @queue: in which it is that host's turn
 * @host: the host, as it entered
 *
 * Makes a stream of the same bytes that leaves the queue when it is closed, or dropped.
 *
 * Returns: (transfer full): the stream
 */
LineupByteStream *
lineup_turn_stream_new (LineupByteStream *stream, LineupHostQueue *queue, const char *host);

G_END_DECLS
