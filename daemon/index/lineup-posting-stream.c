/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-posting-stream.h"

#include "lineup-varint.h"

#include <string.h>

/* A posting is: bytes of its key that differ from the last one (0: the same key); of another key,
 * how many don't, and those that do; its window (of the same key: how many were left out since);
 * bytes of its rows, and these. */

static gsize
count_shared (const LineupPostingStream *self, const LineupPosting *posting)
{
  const gsize length = MIN (self->n_key, posting->n_key);
  gsize n = 0;

  while (n < length && self->key[n] == posting->key[n])
    n++;
  return n;
}

void
lineup_posting_stream_write (LineupPostingStream *self,
                             const LineupPosting *posting,
                             GByteArray *bytes)
{
  const gsize n_shared = count_shared (self, posting);
  const gsize n_other = posting->n_key - n_shared;
  guint8 packed[LINEUP_POSTING_MAX_KEY + 4 * LINEUP_VARINT_MAX_BYTES];
  guint8 *at = packed;

  g_return_if_fail (posting->n_key > 0 && posting->n_key <= LINEUP_POSTING_MAX_KEY);

  /* A key that another one begins with comes before it, so that each but the same has something
   * of its own. */
  at = lineup_varint_write (at, (guint32)n_other);
  if (n_other == 0)
    at = lineup_varint_write (at, posting->window - self->window - 1);
  else
    {
      at = lineup_varint_write (at, (guint32)n_shared);
      memcpy (at, posting->key + n_shared, n_other);
      at = lineup_varint_write (at + n_other, posting->window);
      memcpy (self->key + n_shared, posting->key + n_shared, n_other);
      self->n_key = posting->n_key;
    }
  self->window = posting->window;
  at = lineup_varint_write (at, (guint32)posting->n_rows);
  g_byte_array_append (bytes, packed, (guint)(at - packed));
  g_byte_array_append (bytes, posting->rows, (guint)posting->n_rows);
}

/* A key comes after the one before, from which it differs first where it begins by itself. */
static gboolean
read_key (LineupPostingStream *self, gsize n_other, const guint8 **at, const guint8 *end)
{
  guint32 n_shared = 0;

  if (!lineup_varint_read (at, end, &n_shared) || n_shared > self->n_key
      || n_shared + n_other > sizeof self->key || n_other > (gsize)(end - *at)
      || (n_shared < self->n_key && **at <= self->key[n_shared]))
    return FALSE;
  memcpy (self->key + n_shared, *at, n_other);
  self->n_key = n_shared + n_other;
  *at += n_other;
  return TRUE;
}

gboolean
lineup_posting_stream_read (LineupPostingStream *self,
                            const guint8 **at,
                            const guint8 *end,
                            LineupPosting *posting)
{
  guint32 n_other = 0;
  guint32 window = 0;
  guint32 n_rows = 0;

  if (!lineup_varint_read (at, end, &n_other) || (n_other == 0 && self->n_key == 0)
      || (n_other > 0 && !read_key (self, n_other, at, end))
      || !lineup_varint_read (at, end, &window) || !lineup_varint_read (at, end, &n_rows)
      || n_rows > (gsize)(end - *at))
    return FALSE;
  if (n_other == 0 && window >= G_MAXUINT - self->window)
    return FALSE;
  self->window = n_other == 0 ? self->window + 1 + window : window;
  *posting = (LineupPosting){ self->key, self->n_key, self->window, *at, n_rows };
  *at += n_rows;
  return TRUE;
}
