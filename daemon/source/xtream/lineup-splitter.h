/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupSplitterWay:
 * @LINEUP_SPLITTER_PLAIN: byte by byte, on every processor
 * @LINEUP_SPLITTER_SSE2: 16 bytes at a time, on every x86-64
 * @LINEUP_SPLITTER_AVX2: 32 bytes at a time, on most x86-64
 * @LINEUP_SPLITTER_NEON: 16 bytes at a time, on every AArch64
 *
 * How bytes are looked at. All ways find the same.
 */
typedef enum
{
  LINEUP_SPLITTER_PLAIN,
  LINEUP_SPLITTER_SSE2,
  LINEUP_SPLITTER_AVX2,
  LINEUP_SPLITTER_NEON,
} LineupSplitterWay;

#define LINEUP_N_SPLITTER_WAYS (LINEUP_SPLITTER_NEON + 1)

/**
 * LineupSplitter:
 * @way: how bytes are looked at
 * @depth: brackets open in the value
 * @in_string: whether a string is open in it
 * @escaped: whether the next byte follows a backslash in a string
 *
 * Finds where a JSON value ends that is an object, an array or a string, in chunks of any size.
 * Brackets are counted, not matched: a value with a wrong one is still told from its neighbours.
 */
typedef struct
{
  LineupSplitterWay way;
  gsize depth;
  gboolean in_string;
  gboolean escaped;
} LineupSplitter;

/**
 * lineup_splitter_has_way:
 * @way: a way
 *
 * Returns: whether this program and this processor have it
 */
gboolean lineup_splitter_has_way (LineupSplitterWay way);

/**
 * lineup_splitter_get_fastest:
 *
 * Returns: the fastest way that there is
 */
LineupSplitterWay lineup_splitter_get_fastest (void);

/**
 * lineup_splitter_begin:
 * @self: a splitter
 *
 * The next byte is the first one of a value: a bracket that opens, or a quote.
 */
void lineup_splitter_begin (LineupSplitter *self);

/**
 * lineup_splitter_find_end:
 * @self: a splitter, in a value
 * @data: the next bytes of it
 * @end: where they end
 *
 * Returns: (nullable): where the value ends, after its last byte; %NULL if that is not in @data
 */
const char *lineup_splitter_find_end (LineupSplitter *self, const char *data, const char *end);

G_END_DECLS
