/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-chunk-window.h"

void
lineup_chunk_window_init (LineupChunkWindow *self, guint64 offset)
{
  *self = (LineupChunkWindow){
    .offset = offset,
    .chunk = "",
    .carry = g_byte_array_new (),
  };
  self->chunk_end = self->chunk;
}

void
lineup_chunk_window_clear (LineupChunkWindow *self)
{
  g_clear_pointer (&self->carry, g_byte_array_unref);
}

gboolean
lineup_chunk_window_is_read (const LineupChunkWindow *self)
{
  return self->chunk == self->chunk_end;
}

void
lineup_chunk_window_push (LineupChunkWindow *self, const char *data, gsize length)
{
  self->chunk = data;
  self->chunk_end = data + length;
}

void
lineup_chunk_window_release (LineupChunkWindow *self)
{
  self->shared = 0;
}

static gboolean
has_carry (const LineupChunkWindow *self)
{
  return self->carry->len > self->carry_begin;
}

const char *
lineup_chunk_window_get (const LineupChunkWindow *self, gsize *length)
{
  if (has_carry (self))
    {
      *length = self->carry->len - self->carry_begin;
      return (const char *)self->carry->data + self->carry_begin;
    }
  *length = (gsize)(self->chunk_end - self->chunk);
  return self->chunk;
}

/* What is left of the carry is looked at in the chunk again, once all of it is the chunk's. */
gboolean
lineup_chunk_window_leave (LineupChunkWindow *self, gsize length)
{
  gsize left = 0;

  self->offset += length;
  if (!has_carry (self))
    {
      self->chunk += length;
      return FALSE;
    }
  self->carry_begin += length;
  left = self->carry->len - self->carry_begin;
  if (left > self->shared)
    return FALSE;
  self->chunk -= left;
  g_byte_array_set_size (self->carry, 0);
  self->carry_begin = 0;
  self->shared = 0;
  return TRUE;
}

static void
append_to_carry (LineupChunkWindow *self, gsize length)
{
  if (length == 0)
    return;
  if (self->carry_begin > 0)
    g_byte_array_remove_range (self->carry, 0, (guint)self->carry_begin);
  self->carry_begin = 0;
  g_byte_array_append (self->carry, (const guint8 *)self->chunk, (guint)length);
  self->chunk += length;
}

gboolean
lineup_chunk_window_widen (LineupChunkWindow *self)
{
  const gsize left = (gsize)(self->chunk_end - self->chunk);
  gsize piece = 0;

  if (!has_carry (self))
    {
      append_to_carry (self, left);
      return FALSE;
    }
  /* The longer what is looked at again, the more there is to be new in it. */
  piece = MIN (left, MAX (LINEUP_CHUNK_WINDOW_PIECE, self->carry->len - self->carry_begin));
  append_to_carry (self, piece);
  self->shared += piece;
  return piece > 0;
}
