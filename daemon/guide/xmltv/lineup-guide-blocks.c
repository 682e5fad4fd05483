/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-blocks.h"

#include "lineup-hash.h"

/* Bytes that are hashed at once: a part of each block. */
#define PIECE (16 * 1024)

#define BLOCK ((guint64)LINEUP_GUIDE_BLOCK_BYTES)

G_STATIC_ASSERT (LINEUP_GUIDE_BLOCK_BYTES % PIECE == 0);

struct _LineupGuideBlocks
{
  GArray *known;  /* (owned) (element-type LineupGuideBlock) */
  GArray *hashes; /* (owned) (element-type guint64): of the blocks that are full */
  GArray *begins; /* (owned) (element-type guint64): of those that an element ends in or after */
  GArray *blocks; /* (owned) (element-type LineupGuideBlock): in the end */
  guint n_same;
  gboolean comparing;

  /* What is held while blocks are compared */
  GByteArray *held;   /* (owned) (nullable) */
  guint64 held_begin; /* its offset */
  guint64 length;     /* bytes that have come */

  /* The block that is being hashed */
  guint64 hash;
  guint64 hashed;    /* bytes of it, without the piece */
  GByteArray *piece; /* (owned): what is there of it */
};

LineupGuideBlocks *
lineup_guide_blocks_new (void)
{
  LineupGuideBlocks *self = g_new0 (LineupGuideBlocks, 1);

  self->known = g_array_new (FALSE, FALSE, sizeof (LineupGuideBlock));
  self->hashes = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->begins = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->blocks = g_array_new (FALSE, FALSE, sizeof (LineupGuideBlock));
  self->held = g_byte_array_new ();
  self->piece = g_byte_array_new ();
  return self;
}

void
lineup_guide_blocks_free (LineupGuideBlocks *self)
{
  g_array_unref (self->known);
  g_array_unref (self->hashes);
  g_array_unref (self->begins);
  g_array_unref (self->blocks);
  g_clear_pointer (&self->held, g_byte_array_unref);
  g_byte_array_unref (self->piece);
  g_free (self);
}

void
lineup_guide_blocks_set_known (LineupGuideBlocks *self,
                               const LineupGuideBlock *blocks,
                               guint n_blocks)
{
  g_return_if_fail (self->length == 0);

  g_array_set_size (self->known, 0);
  g_array_append_vals (self->known, blocks, n_blocks);
  self->comparing = n_blocks > 0;
}

/* --- Hashes --- */

static void
hash_piece (LineupGuideBlocks *self, const void *piece, gsize length)
{
  self->hash = lineup_hash (piece, length, self->hash);
  self->hashed += length;
  if (self->hashed < BLOCK)
    return;
  g_array_append_val (self->hashes, self->hash);
  self->hash = 0;
  self->hashed = 0;
}

/* Chunks of any size make the same pieces. */
static void
hash_text (LineupGuideBlocks *self, const guint8 *text, gsize length)
{
  while (length > 0)
    {
      const gsize n = MIN (length, PIECE - self->piece->len);

      if (n == PIECE)
        hash_piece (self, text, PIECE);
      else
        g_byte_array_append (self->piece, text, (guint)n);
      if (self->piece->len == PIECE)
        {
          hash_piece (self, self->piece->data, PIECE);
          g_byte_array_set_size (self->piece, 0);
        }
      text += n;
      length -= n;
    }
}

static guint64
hash_block (const guint8 *block, gsize length)
{
  guint64 hash = 0;

  for (gsize offset = 0; offset < length; offset += PIECE)
    hash = lineup_hash (block + offset, MIN (PIECE, length - offset), hash);
  return hash;
}

/* --- What is as it was --- */

static void
drop_held (LineupGuideBlocks *self, guint64 begin)
{
  if (begin > self->held_begin)
    g_byte_array_remove_range (self->held, 0, (guint)(begin - self->held_begin));
  self->held_begin = MAX (self->held_begin, begin);
}

/* Compares the block that is held, and leaves it behind where it is as it was: all but the element
 * that goes on in the next one. The last block that is known is held until the guide's end, as
 * nobody would see else that it is whole. */
static gboolean
leave_block (LineupGuideBlocks *self)
{
  const guint64 begin = BLOCK * self->n_same;
  const LineupGuideBlock *block = NULL;
  const LineupGuideBlock *next = NULL;

  if (self->n_same + 1 >= self->known->len)
    return FALSE;
  block = &g_array_index (self->known, LineupGuideBlock, self->n_same);
  next = block + 1;
  if (hash_block (self->held->data + (begin - self->held_begin), BLOCK) != block->hash
      || next->begin < self->held_begin)
    return FALSE;
  g_array_append_val (self->hashes, block->hash);
  g_array_append_val (self->begins, block->begin);
  self->n_same++;
  drop_held (self, MIN (next->begin, begin + BLOCK));
  return TRUE;
}

/* Whether all that has come is all that is known. */
static gboolean
is_last_same (LineupGuideBlocks *self)
{
  const gsize before = (gsize)(BLOCK * self->n_same - self->held_begin);

  return self->n_same + 1 == self->known->len && self->held->len > before
         && hash_block (self->held->data + before, self->held->len - before)
                == g_array_index (self->known, LineupGuideBlock, self->n_same).hash;
}

/* Returns what is held, as it is another one, or the last. */
static GBytes *
stop (LineupGuideBlocks *self, guint64 *offset)
{
  const gsize before = (gsize)(BLOCK * self->n_same - self->held_begin);

  self->comparing = FALSE;
  *offset = self->held_begin;
  if (self->held->len > before)
    hash_text (self, self->held->data + before, self->held->len - before);
  return g_byte_array_free_to_bytes (g_steal_pointer (&self->held));
}

GBytes *
lineup_guide_blocks_add (LineupGuideBlocks *self, GBytes *text, guint64 *offset)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (text, &length);

  *offset = self->length;
  self->length += length;
  if (!self->comparing)
    {
      hash_text (self, data, length);
      return g_bytes_ref (text);
    }
  g_byte_array_append (self->held, data, (guint)length);
  /* A block that nothing follows may be the last one. */
  while (self->length > BLOCK * (self->n_same + 1))
    {
      if (!leave_block (self))
        return stop (self, offset);
    }
  return NULL;
}

GBytes *
lineup_guide_blocks_end (LineupGuideBlocks *self, guint64 *offset)
{
  gboolean is_same = FALSE;
  GBytes *held = NULL;

  if (!self->comparing)
    return NULL;
  is_same = is_last_same (self);
  held = stop (self, offset);
  if (is_same)
    self->n_same++;
  return held;
}

gboolean
lineup_guide_blocks_is_comparing (LineupGuideBlocks *self)
{
  return self->comparing;
}

guint
lineup_guide_blocks_get_n_same (LineupGuideBlocks *self)
{
  return self->n_same;
}

/* --- Elements --- */

guint
lineup_guide_blocks_add_element (LineupGuideBlocks *self, guint64 offset, gsize length)
{
  const guint block = (guint)((offset + length - 1) / BLOCK);

  while (self->begins->len <= block)
    g_array_append_val (self->begins, offset);
  return block;
}

GArray *
lineup_guide_blocks_finish (LineupGuideBlocks *self)
{
  if (self->piece->len > 0)
    hash_piece (self, self->piece->data, self->piece->len);
  if (self->hashed > 0)
    g_array_append_val (self->hashes, self->hash);
  self->hashed = 0;
  g_byte_array_set_size (self->piece, 0);

  for (guint i = self->blocks->len; i < self->hashes->len; i++)
    {
      const LineupGuideBlock block = {
        .hash = g_array_index (self->hashes, guint64, i),
        .begin = i < self->begins->len ? g_array_index (self->begins, guint64, i) : self->length,
      };

      g_array_append_val (self->blocks, block);
    }
  return self->blocks;
}
