/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-posting.h"

G_BEGIN_DECLS

/**
 * LINEUP_POSTING_STREAM_MAX_BYTES:
 *
 * Bytes: of the longest posting in a stream.
 */
#define LINEUP_POSTING_STREAM_MAX_BYTES 1200

/**
 * LineupPostingStream:
 *
 * Where a stream of postings is being written or read. Each posting says of its key only what
 * differs from the one before, so that a stream is read from its beginning. To be filled with
 * zeroes before.
 */
typedef struct
{
  guint8 key[LINEUP_POSTING_MAX_KEY]; /* of the last posting */
  gsize n_key;                        /* bytes; 0 at the beginning */
  guint window;                       /* of the last posting */
} LineupPostingStream;

/**
 * lineup_posting_stream_write:
 * @self: a stream that is being written
 * @posting: what comes after all that was written, see lineup_posting_compare()
 * @bytes: takes what is added at its end
 */
void lineup_posting_stream_write (LineupPostingStream *self,
                                  const LineupPosting *posting,
                                  GByteArray *bytes);

/**
 * lineup_posting_stream_read:
 * @self: a stream that is being read
 * @at: (inout): where the posting begins, and then what is behind it
 * @end: where the bytes end; the posting has to end before
 * @posting: (out): the next one; its key until the next call, its rows as long as the bytes
 *
 * Returns: whether there is one, which of a damaged file there may not be
 */
gboolean lineup_posting_stream_read (LineupPostingStream *self,
                                     const guint8 **at,
                                     const guint8 *end,
                                     LineupPosting *posting);

G_END_DECLS
