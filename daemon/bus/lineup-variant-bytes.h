/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Parts of a #GVariant as it lies in memory, for who writes it there at once, without the many
 * little values that a builder makes. Any thread. */

/**
 * lineup_variant_bytes_append:
 * @bytes: takes what is added at its end
 * @data: (array length=length): what is added
 * @length: bytes of it
 */
void lineup_variant_bytes_append (GByteArray *bytes, gconstpointer data, gsize length);

/**
 * lineup_variant_bytes_align:
 * @bytes: bytes
 *
 * Fills up to where 64-bit numbers, entries and variants begin.
 */
void lineup_variant_bytes_align (GByteArray *bytes);

/**
 * lineup_variant_bytes_append_end:
 * @bytes: bytes
 * @begin: where a container begins, all of whose members are there
 * @end: where a member of it ends whose end has to be told
 *
 * Tells the one end that a container has to tell.
 */
void lineup_variant_bytes_append_end (GByteArray *bytes, gsize begin, gsize end);

/**
 * lineup_variant_bytes_append_ends:
 * @bytes: bytes
 * @begin: where a container begins, all of whose members are there
 * @ends: (element-type gsize): where members of it end whose ends have to be told; the last ones
 *   are taken away
 * @n_ends: how many of the last ones are those
 *
 * Tells where members of a container end.
 */
void lineup_variant_bytes_append_ends (GByteArray *bytes, gsize begin, GArray *ends, guint n_ends);

G_END_DECLS
