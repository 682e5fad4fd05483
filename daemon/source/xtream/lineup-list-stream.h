/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-body.h"
#include "lineup-item-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_LIST_STREAM (lineup_list_stream_get_type ())
G_DECLARE_FINAL_TYPE (LineupListStream, lineup_list_stream, LINEUP, LIST_STREAM, GObject)

/* Bytes between the download and the worker; the download waits when there are more. */
#define LINEUP_LIST_STREAM_QUEUE (512 * 1024)

/**
 * LineupListStream:
 *
 * A list on its way: downloads on the main thread, and is a #LineupItemSource for a worker that
 * splits and decodes meanwhile. What is between the two is bounded.
 *
 * An error of the download reaches the worker after all that came before it, unless the list was
 * whole by then: only its closed top-level array proves that, and it is proof enough.
 */

/**
 * lineup_list_stream_new:
 * @body: (transfer none): the answer's body
 * @list: what it holds
 *
 * Returns: (transfer full): a stream that is downloading
 */
LineupListStream *lineup_list_stream_new (LineupBody *body, LineupList list);

/**
 * lineup_list_stream_close:
 *
 * Ends the download, if it is not at its end, and lets go of the connection; so does the end of the
 * last reference. To be called when the worker is through, or to make it end.
 */
void lineup_list_stream_close (LineupListStream *self);

/**
 * lineup_list_stream_get_http_status:
 *
 * Returns: status of the answer
 */
guint lineup_list_stream_get_http_status (LineupListStream *self);

/**
 * lineup_list_stream_get_length:
 *
 * Returns: what the answer says of its length in bytes, -1 if nothing
 */
gint64 lineup_list_stream_get_length (LineupListStream *self);

/**
 * lineup_list_stream_get_bytes:
 *
 * Returns: bytes that arrived so far, as they travelled; main thread
 */
guint64 lineup_list_stream_get_bytes (LineupListStream *self);

/**
 * lineup_list_stream_get_items:
 *
 * Returns: elements that were handed out so far; any thread
 */
guint64 lineup_list_stream_get_items (LineupListStream *self);

G_END_DECLS
