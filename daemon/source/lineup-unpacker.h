/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Ratio of what is given out to what has come, bytes from which on it counts, and bytes that are
 * more than any list or guide has. Lists and guides shrink to a tenth, repeated ones to a fiftieth:
 * what grows more, or longer, is made to fill a disk. */
#define LINEUP_UNPACKER_MAX_RATIO    200
#define LINEUP_UNPACKER_RATIO_LENGTH (16 * 1024 * 1024)
#define LINEUP_UNPACKER_MAX_LENGTH   (G_GINT64_CONSTANT (4) * 1024 * 1024 * 1024)

/* Bytes that are given out at once, at most, of what was compressed. */
#define LINEUP_UNPACKER_CHUNK (128 * 1024)

/**
 * LineupPacking:
 * @LINEUP_PACKING_ANSWER: gzip, once: what panels, and what is in front of them, do to an answer
 * @LINEUP_PACKING_FILE: gzip, xz or a zip archive, whose first file is meant; also one in another,
 *   as a file that ends in `.gz` is often compressed again on its way
 *
 * How something may be packed, if it is at all.
 */
typedef enum
{
  LINEUP_PACKING_ANSWER,
  LINEUP_PACKING_FILE,
} LineupPacking;

/**
 * LineupUnpacker:
 *
 * Takes bytes as they arrive and gives them out without what they were packed in. The first bytes
 * tell; what servers say of it is often wrong (xtream-wire-format, "Compression", epg-wire-format,
 * "Transport"). Nothing is held but a few bytes, and what a decompressor keeps.
 *
 * Each library below takes bytes when they are there: one that pulls them, as libarchive does,
 * would need a thread that waits for the network.
 *
 * For one thread at a time.
 */
typedef struct _LineupUnpacker LineupUnpacker;

/**
 * lineup_unpacker_new:
 * @packing: how what comes may be packed
 *
 * Returns: (transfer full): an unpacker at the start of it
 */
LineupUnpacker *lineup_unpacker_new (LineupPacking packing);

/**
 * lineup_unpacker_free:
 * @self: (transfer full): an unpacker
 */
void lineup_unpacker_free (LineupUnpacker *self);

/**
 * lineup_unpacker_push:
 * @self: an unpacker that has given out all it had
 * @input: (transfer none): the next bytes
 */
void lineup_unpacker_push (LineupUnpacker *self, GBytes *input);

/**
 * lineup_unpacker_end:
 * @self: an unpacker that has given out all it had
 *
 * Says that there are no more bytes. What was held back until more was known can be pulled then.
 */
void lineup_unpacker_end (LineupUnpacker *self);

/**
 * lineup_unpacker_pull:
 * @self: an unpacker
 * @output: (out) (transfer full) (nullable): some bytes, %NULL when more are to be pushed, or at
 *   the end
 * @error: %LINEUP_ERROR_MALFORMED_DATA, final; transient where what was packed ended early, which
 *   is said after all that came of it was given out
 *
 * Returns: %FALSE with an error
 */
gboolean lineup_unpacker_pull (LineupUnpacker *self, GBytes **output, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupUnpacker, lineup_unpacker_free)

G_END_DECLS
