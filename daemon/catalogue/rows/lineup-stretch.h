/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-packed-place.h"

G_BEGIN_DECLS

/**
 * LINEUP_STRETCH_MAX_BYTES:
 *
 * Bytes: of a stretch in a file, so that each fits on a page of its own.
 */
#define LINEUP_STRETCH_MAX_BYTES 4000

/**
 * LineupStretch:
 *
 * Places of an order that lie together: in a file each says only what differs from the one before,
 * so that a stretch is read from its beginning. For one thread at a time.
 */
typedef struct _LineupStretch LineupStretch;

/**
 * lineup_stretch_new:
 *
 * Returns: (transfer full): a stretch without a place
 */
LineupStretch *lineup_stretch_new (void);

/**
 * lineup_stretch_free:
 * @self: (transfer full): a stretch
 */
void lineup_stretch_free (LineupStretch *self);

/**
 * lineup_stretch_clear:
 * @self: a stretch, of which no place is left
 */
void lineup_stretch_clear (LineupStretch *self);

/**
 * lineup_stretch_get_length:
 * @self: a stretch
 *
 * Returns: how many places it has
 */
guint lineup_stretch_get_length (const LineupStretch *self);

/**
 * lineup_stretch_get_size:
 * @self: a stretch
 *
 * Returns: bytes that it takes in a file
 */
gsize lineup_stretch_get_size (const LineupStretch *self);

/**
 * lineup_stretch_get:
 * @self: a stretch
 * @i: number of a place that it has, from 0
 * @n_bytes: (out): bytes of that place
 *
 * Returns: (transfer none) (array length=n_bytes): the place, until the stretch is changed
 */
const guint8 *lineup_stretch_get (const LineupStretch *self, guint i, gsize *n_bytes);

/**
 * lineup_stretch_find:
 * @self: a stretch
 * @place: any place
 *
 * Returns: how many places come before it
 */
guint lineup_stretch_find (const LineupStretch *self, const LineupPackedPlace *place);

/**
 * lineup_stretch_append:
 * @self: a stretch
 * @bytes: (array length=n_bytes): a place that comes after all that are in it
 * @n_bytes: bytes of it
 */
void lineup_stretch_append (LineupStretch *self, const guint8 *bytes, gsize n_bytes);

/**
 * lineup_stretch_cut:
 * @self: a stretch
 * @size: bytes
 * @bytes: takes what a file gets of the first places, in place of what was there
 * @last: (out caller-allocates): the last of them
 *
 * Takes as many of the first places as that is room for, at least one, out of a stretch that has
 * any.
 *
 * Returns: how many they are
 */
guint
lineup_stretch_cut (LineupStretch *self, gsize size, GByteArray *bytes, LineupPackedPlace *last);

/**
 * lineup_stretch_read:
 * @self: (inout): a stretch, which takes the places at its end
 * @bytes: (array length=n_bytes): what a file has
 * @n_bytes: how much
 *
 * Returns: whether that is a stretch whose places come after all that are in it, which of a damaged
 *   file it may not be
 */
gboolean lineup_stretch_read (LineupStretch *self, const guint8 *bytes, gsize n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupStretch, lineup_stretch_free)

G_END_DECLS
