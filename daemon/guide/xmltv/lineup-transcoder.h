/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupTranscoder:
 *
 * Takes an XML document as it arrives and gives it out as UTF-8, as far as its encoding is known:
 * by a byte order mark, by how UTF-16 looks, or by its declaration, in that order. A declaration
 * that its bytes belie (UTF-16 in single bytes, another one where what comes first is UTF-8) counts
 * for nothing, and so does one of an encoding that is unknown here. What is not declared is given
 * out as it is, whatever that may be (epg-wire-format, "Other encoding", "BOM").
 *
 * Characters that can't be converted become U+FFFD. Nothing is held but the beginning.
 *
 * For one thread at a time.
 */
typedef struct _LineupTranscoder LineupTranscoder;

/**
 * lineup_transcoder_new:
 *
 * Returns: (transfer full): a transcoder at the start of a document
 */
LineupTranscoder *lineup_transcoder_new (void);

/**
 * lineup_transcoder_free:
 * @self: (transfer full): a transcoder
 */
void lineup_transcoder_free (LineupTranscoder *self);

/**
 * lineup_transcoder_push:
 * @self: a transcoder that has given out all it had
 * @input: (transfer none): the next bytes
 */
void lineup_transcoder_push (LineupTranscoder *self, GBytes *input);

/**
 * lineup_transcoder_end:
 * @self: a transcoder that has given out all it had
 *
 * Says that there are no more bytes. What was held back until more was known can be pulled then.
 */
void lineup_transcoder_end (LineupTranscoder *self);

/**
 * lineup_transcoder_pull:
 * @self: a transcoder
 *
 * Returns: (transfer full) (nullable): some bytes, %NULL when more are to be pushed, or at the end
 */
GBytes *lineup_transcoder_pull (LineupTranscoder *self);

/**
 * lineup_transcoder_is_declared:
 * @self: a transcoder that gave out something
 *
 * Returns: whether the document says what it is: what is no UTF-8 in it is a fault then, not
 *   another encoding
 */
gboolean lineup_transcoder_is_declared (LineupTranscoder *self);

/**
 * lineup_transcoder_get_replaced:
 *
 * Returns: how many bytes were no characters so far
 */
guint64 lineup_transcoder_get_replaced (LineupTranscoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupTranscoder, lineup_transcoder_free)

G_END_DECLS
