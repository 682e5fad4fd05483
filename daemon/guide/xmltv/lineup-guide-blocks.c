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
  GQueue held;        /* (owned) (element-type GBytes) */
  guint64 held_begin; /* offset of the first of them */
  guint64 resume;     /* offset from which on all is split if the next block is another one */
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
  g_queue_init (&self->held);
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
  g_queue_clear_full (&self->held, (GDestroyNotify)g_bytes_unref);
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

/* --- What is as it was --- */

static void
drop_held (LineupGuideBlocks *self, guint64 resume)
{
  self->resume = MAX (self->resume, resume);
  while (!g_queue_is_empty (&self->held)
         && self->held_begin + g_bytes_get_size (g_queue_peek_head (&self->held)) <= self->resume)
    {
      g_autoptr (GBytes) bytes = g_queue_pop_head (&self->held);

      self->held_begin += g_bytes_get_size (bytes);
    }
}

/* Compares a block that has come, and leaves it behind where it is as it was: all but the element
 * that goes on in the next one. The last block that is known is held until the guide's end, as
 * nobody would see else that it is whole. */
static gboolean
leave_block (LineupGuideBlocks *self)
{
  const LineupGuideBlock *block = NULL;
  const LineupGuideBlock *next = NULL;

  if (self->n_same + 1 >= self->known->len)
    return FALSE;
  block = &g_array_index (self->known, LineupGuideBlock, self->n_same);
  next = block + 1;
  if (g_array_index (self->hashes, guint64, self->n_same) != block->hash
      || next->begin < self->resume)
    return FALSE;
  g_array_append_val (self->begins, block->begin);
  self->n_same++;
  drop_held (self, MIN (next->begin, BLOCK * self->n_same));
  return TRUE;
}

/* Ends the last block, at the guide's end. */
static void
end_block (LineupGuideBlocks *self)
{
  if (self->piece->len > 0)
    hash_piece (self, self->piece->data, self->piece->len);
  g_byte_array_set_size (self->piece, 0);
  if (self->hashed > 0)
    g_array_append_val (self->hashes, self->hash);
  self->hashed = 0;
}

/* Whether all that has come is all that is known. */
static gboolean
is_last_same (const LineupGuideBlocks *self)
{
  return self->n_same + 1 == self->known->len && self->hashes->len == self->known->len
         && g_array_index (self->hashes, guint64, self->n_same)
                == g_array_index (self->known, LineupGuideBlock, self->n_same).hash;
}

/* Returns what is held, as it is another one, or the last. */
static GBytes *
stop (LineupGuideBlocks *self, guint64 *offset)
{
  GByteArray *all = g_byte_array_sized_new ((guint)(self->length - self->resume));
  guint64 before = self->resume - self->held_begin;

  self->comparing = FALSE;
  *offset = self->resume;
  while (!g_queue_is_empty (&self->held))
    {
      g_autoptr (GBytes) bytes = g_queue_pop_head (&self->held);
      gsize length = 0;
      const guint8 *data = g_bytes_get_data (bytes, &length);

      g_byte_array_append (all, data + before, (guint)(length - before));
      before = 0;
    }
  return g_byte_array_free_to_bytes (all);
}

GBytes *
lineup_guide_blocks_add (LineupGuideBlocks *self, GBytes *text, guint64 *offset)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (text, &length);

  *offset = self->length;
  self->length += length;
  hash_text (self, data, length);
  if (!self->comparing)
    return g_bytes_ref (text);
  g_queue_push_tail (&self->held, g_bytes_ref (text));
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
  GBytes *held = NULL;

  if (!self->comparing)
    return NULL;
  held = stop (self, offset);
  end_block (self);
  if (is_last_same (self))
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
  end_block (self);
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
