/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of a chunk by which a window grows at once, at least. */
#define LINEUP_CHUNK_WINDOW_PIECE 4096

/**
 * LineupChunkWindow:
 * @offset: bytes before the window
 *
 * What is looked at of bytes that come in chunks: the chunk itself, or, where something begins in
 * an earlier one, a copy of that and of a piece of the chunk. Nothing is copied but around the
 * borders of chunks.
 */
typedef struct
{
  guint64 offset;
  /*< private >*/
  const char *chunk;     /* (unowned): first byte that is not in the carry */
  const char *chunk_end; /* (unowned) */
  GByteArray *carry;     /* (owned): what earlier chunks had, and a piece of this one */
  gsize carry_begin;     /* bytes of it that have been left behind */
  gsize shared;          /* bytes at its end that are this chunk's */
} LineupChunkWindow;

/**
 * lineup_chunk_window_init:
 * @offset: bytes before
 */
void lineup_chunk_window_init (LineupChunkWindow *self, guint64 offset);

/**
 * lineup_chunk_window_clear:
 *
 * Frees what it has.
 */
void lineup_chunk_window_clear (LineupChunkWindow *self);

/**
 * lineup_chunk_window_is_read:
 *
 * Returns: whether all of the chunk has been looked at, and the next one may come
 */
gboolean lineup_chunk_window_is_read (const LineupChunkWindow *self);

/**
 * lineup_chunk_window_push:
 * @data: the next chunk, which stays until lineup_chunk_window_release()
 * @length: bytes of it
 */
void lineup_chunk_window_push (LineupChunkWindow *self, const char *data, gsize length);

/**
 * lineup_chunk_window_release:
 *
 * Says that the chunk, all of which has been looked at, is its owner's again.
 */
void lineup_chunk_window_release (LineupChunkWindow *self);

/**
 * lineup_chunk_window_get:
 * @length: (out): bytes of it
 *
 * Returns: (transfer none): the window, until the next call of another function
 */
const char *lineup_chunk_window_get (const LineupChunkWindow *self, gsize *length);

/**
 * lineup_chunk_window_leave:
 * @length: bytes, at most those of the window
 *
 * Leaves what is at the window's beginning behind.
 *
 * Returns: whether the window is the chunk itself from now on: there may be more of it, which has
 *   not been looked at
 */
gboolean lineup_chunk_window_leave (LineupChunkWindow *self, gsize length);

/**
 * lineup_chunk_window_widen:
 *
 * Adds a piece of the chunk at the window's end; keeps what is there until the next chunk where
 * nothing is left to add.
 *
 * Returns: whether the window has become longer
 */
gboolean lineup_chunk_window_widen (LineupChunkWindow *self);

G_END_DECLS
