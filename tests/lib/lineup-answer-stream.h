/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-fault.h"
#include "lineup-request-log.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ANSWER_STREAM (lineup_answer_stream_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupAnswerStream, lineup_answer_stream, LINEUP, ANSWER_STREAM, GOutputStream)

/**
 * LineupAnswerStream:
 *
 * One answer on its way to a client, through everything that a fault does to it. Whoever writes the
 * body need not know of any fault: a write just takes long, or fails. For one thread, where it may
 * block.
 */

/**
 * lineup_answer_stream_new:
 * @socket: the client's connection, as far as it has to be watched or reset
 * @output: where to send to it
 * @fault: what goes wrong
 * @log: where to note what happens
 * @number: the request's number in @log
 * @hold: ends every pause when cancelled
 *
 * Returns: (transfer full): a stream for the answer's body
 */
GOutputStream *lineup_answer_stream_new (GSocket *socket,
                                         GOutputStream *output,
                                         const LineupFault *fault,
                                         LineupRequestLog *log,
                                         guint64 number,
                                         GCancellable *hold);

/**
 * lineup_answer_stream_begin:
 * @self: a new stream
 * @content_type: of the body
 * @length: of the body, -1 if not known
 * @error: why nothing can be written any more
 *
 * Sends the head.
 *
 * Returns: whether a body may follow
 */
gboolean lineup_answer_stream_begin (LineupAnswerStream *self,
                                     const char *content_type,
                                     gint64 length,
                                     GError **error);

/**
 * lineup_answer_stream_end:
 * @self: a stream
 * @complete: whether all of the body was written
 *
 * Notes the answer's end in the log, and sends what is left.
 *
 * Returns: whether the connection can be used for another request
 */
gboolean lineup_answer_stream_end (LineupAnswerStream *self, gboolean complete);

G_END_DECLS
