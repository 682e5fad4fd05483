/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-hash.h"

#define XXH_INLINE_ALL
#include <string.h>
#include <xxhash.h>

guint64
lineup_hash (const void *bytes, gsize n_bytes, guint64 seed)
{
  return XXH3_64bits_withSeed (bytes, n_bytes, seed);
}

guint64
lineup_hash_text (const char *text, guint64 seed)
{
  return lineup_hash (text, strlen (text), seed);
}
