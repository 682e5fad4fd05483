/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-posting.h"
#include "lineup-varint.h"

G_BEGIN_DECLS

/**
 * LINEUP_WORD_STREAM_MAX_BYTES:
 *
 * Bytes: of the longest word in a stream, with its three numbers.
 */
#define LINEUP_WORD_STREAM_MAX_BYTES (LINEUP_POSTING_MAX_KEY + 3 * LINEUP_VARINT_MAX_BYTES)

/**
 * LineupWordStream:
 *
 * Where a stream of words is being written or read, each with the number of the leaf that its
 * postings begin in. A word says only what differs from the one before, so that a stream is read
 * from its beginning. To be filled with zeroes before.
 */
typedef struct
{
  char word[LINEUP_POSTING_MAX_KEY]; /* the last one, without a NUL */
  gsize n_word;                      /* bytes; 0 at the beginning */
  guint32 leaf;                      /* that the last word begins in */
} LineupWordStream;

/**
 * lineup_word_stream_write:
 * @self: a stream that is being written
 * @word: (array length=n_bytes): what comes after all that was written
 * @n_bytes: its bytes, less than a posting's key has at most
 * @leaf: where its postings begin, not before those of the last word
 * @bytes: takes what is added at its end
 */
void lineup_word_stream_write (
    LineupWordStream *self, const char *word, gsize n_bytes, guint32 leaf, GByteArray *bytes);

/**
 * lineup_word_stream_read:
 * @self: (inout): a stream that is being read; has the next word and its leaf then
 * @at: (inout): where it begins, and then what is behind it
 * @end: where the bytes end; the word has to end before
 *
 * Returns: whether there is one, which of a damaged file there may not be
 */
gboolean lineup_word_stream_read (LineupWordStream *self, const guint8 **at, const guint8 *end);

G_END_DECLS
