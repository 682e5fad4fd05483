/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_hash:
 * @bytes: (nullable): what is hashed, %NULL for none
 * @n_bytes: bytes of it
 * @seed: what goes in before, such as the hash of what comes before; 0 for nothing
 *
 * XXH3, 64 bits: the same on every machine, and in every version, so that hashes can be stored. It
 * keeps mistakes out, not people.
 *
 * Returns: the hash
 */
guint64 lineup_hash (const void *bytes, gsize n_bytes, guint64 seed);

/**
 * lineup_hash_text:
 * @text: a text
 * @seed: see lineup_hash()
 *
 * Returns: the hash of the text's bytes
 */
guint64 lineup_hash_text (const char *text, guint64 seed);

G_END_DECLS
