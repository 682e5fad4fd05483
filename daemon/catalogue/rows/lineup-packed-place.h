/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-place.h"

#include <string.h>

G_BEGIN_DECLS

/**
 * LINEUP_PACKED_PLACE_MAX_BYTES:
 *
 * Bytes: of a place as bytes. The type of its key, the longest key, what ends it, and its row.
 */
#define LINEUP_PACKED_PLACE_MAX_BYTES (1 + LINEUP_PLACE_TEXT_SIZE + 1 + sizeof (guint32))

/**
 * LineupPackedPlace:
 * @n_bytes: how many they are
 * @bytes: the place, as of lineup_packed_place_set()
 *
 * A place as bytes, which compare as places do.
 */
typedef struct
{
  gsize n_bytes;
  guint8 bytes[LINEUP_PACKED_PLACE_MAX_BYTES];
} LineupPackedPlace;

/**
 * lineup_packed_place_set:
 * @self: (out caller-allocates): becomes a place as bytes
 * @place: the place; its row becomes the nearest that an item may have
 */
void lineup_packed_place_set (LineupPackedPlace *self, const LineupPlace *place);

/**
 * lineup_packed_place_set_unknown:
 * @self: (out caller-allocates): becomes what comes after all places whose keys are known, and
 *   before all others
 */
void lineup_packed_place_set_unknown (LineupPackedPlace *self);

/**
 * lineup_packed_place_set_next:
 * @self: a place
 *
 * Makes it what comes after it, and before all places behind.
 */
void lineup_packed_place_set_next (LineupPackedPlace *self);

/**
 * lineup_packed_place_read:
 * @bytes: (array length=n_bytes): those of a place
 * @n_bytes: how many they are
 * @place: (out caller-allocates): the place
 *
 * Returns: whether it is one, which of a damaged file it may not be
 */
gboolean lineup_packed_place_read (const guint8 *bytes, gsize n_bytes, LineupPlace *place);

/**
 * lineup_packed_place_compare:
 * @a: (array length=n_a): bytes of a place
 * @n_a: how many they are
 * @b: (array length=n_b): bytes of another one
 * @n_b: how many they are
 *
 * Returns: below, equal to or above 0, as the first comes before, with or after the other
 */
static inline int
lineup_packed_place_compare (const guint8 *a, gsize n_a, const guint8 *b, gsize n_b)
{
  const int order = memcmp (a, b, MIN (n_a, n_b));

  return order != 0 ? order : (n_a > n_b) - (n_a < n_b);
}

/**
 * lineup_packed_place_get_row:
 * @bytes: (array length=n_bytes): those of a place
 * @n_bytes: how many they are, at least those of a row
 *
 * Returns: the row of its item
 */
static inline guint32
lineup_packed_place_get_row (const guint8 *bytes, gsize n_bytes)
{
  guint32 row = 0;

  memcpy (&row, bytes + n_bytes - sizeof row, sizeof row);
  return GUINT32_FROM_BE (row);
}

G_END_DECLS
