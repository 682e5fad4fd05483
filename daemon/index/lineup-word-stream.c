/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-word-stream.h"

#include <string.h>

/* A word is: how many of its bytes don't differ from the last one's; how many do, and these; how
 * many leaves it begins behind that one. */

void
lineup_word_stream_write (
    LineupWordStream *self, const char *word, gsize n_bytes, guint32 leaf, GByteArray *bytes)
{
  const gsize length = MIN (self->n_word, n_bytes);
  gsize n_shared = 0;

  g_return_if_fail (n_bytes > 0 && n_bytes < sizeof self->word && leaf >= self->leaf);

  while (n_shared < length && self->word[n_shared] == word[n_shared])
    n_shared++;
  lineup_varint_append (bytes, (guint32)n_shared);
  lineup_varint_append (bytes, (guint32)(n_bytes - n_shared));
  g_byte_array_append (bytes, (const guint8 *)word + n_shared, (guint)(n_bytes - n_shared));
  lineup_varint_append (bytes, leaf - self->leaf);
  memcpy (self->word + n_shared, word + n_shared, n_bytes - n_shared);
  self->n_word = n_bytes;
  self->leaf = leaf;
}

/* No word has a NUL in it. */
static gboolean
is_text (const guint8 *bytes, gsize n_bytes)
{
  return memchr (bytes, '\0', n_bytes) == NULL;
}

/* A word comes after the one before, from which it differs first where it begins by itself. */
static gboolean
read_word (
    LineupWordStream *self, gsize n_shared, gsize n_other, const guint8 **at, const guint8 *end)
{
  if (n_shared > self->n_word || n_other == 0 || n_shared + n_other >= sizeof self->word
      || n_other > (gsize)(end - *at) || !is_text (*at, n_other)
      || (n_shared < self->n_word && **at <= (guchar)self->word[n_shared]))
    return FALSE;
  memcpy (self->word + n_shared, *at, n_other);
  self->n_word = n_shared + n_other;
  *at += n_other;
  return TRUE;
}

gboolean
lineup_word_stream_read (LineupWordStream *self, const guint8 **at, const guint8 *end)
{
  guint32 n_shared = 0;
  guint32 n_other = 0;
  guint32 n_leaves = 0;

  if (!lineup_varint_read (at, end, &n_shared) || !lineup_varint_read (at, end, &n_other)
      || !read_word (self, n_shared, n_other, at, end) || !lineup_varint_read (at, end, &n_leaves)
      || n_leaves > G_MAXUINT32 - self->leaf)
    return FALSE;
  self->leaf += n_leaves;
  return TRUE;
}
