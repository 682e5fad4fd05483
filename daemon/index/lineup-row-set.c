/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-row-set.h"

/* Bits: of a word. */
#define WORD 64U

struct _LineupRowSet
{
  guint n_windows;
  gsize n_words;
  guint64 words[];
};

static LineupRowSet *
allocate (guint n_windows)
{
  const gsize n_words = (gsize)n_windows * LINEUP_ROW_SET_WINDOW_WORDS;
  LineupRowSet *self = g_malloc0 (sizeof *self + n_words * sizeof *self->words);

  self->n_windows = n_windows;
  self->n_words = n_words;
  return self;
}

LineupRowSet *
lineup_row_set_new (guint n_windows)
{
  return allocate (n_windows);
}

LineupRowSet *
lineup_row_set_copy (const LineupRowSet *self)
{
  return g_memdup2 (self, sizeof *self + self->n_words * sizeof *self->words);
}

void
lineup_row_set_free (LineupRowSet *self)
{
  g_free (self);
}

guint
lineup_row_set_get_n_windows (const LineupRowSet *self)
{
  return self->n_windows;
}

guint64 *
lineup_row_set_get_window (LineupRowSet *self, guint window)
{
  g_return_val_if_fail (window < self->n_windows, NULL);

  return self->words + (gsize)window * LINEUP_ROW_SET_WINDOW_WORDS;
}

void
lineup_row_set_add (LineupRowSet *self, guint32 row)
{
  g_return_if_fail (row / WORD < self->n_words);

  self->words[row / WORD] |= G_GUINT64_CONSTANT (1) << row % WORD;
}

gboolean
lineup_row_set_contains (const LineupRowSet *self, guint32 row)
{
  return row / WORD < self->n_words && (self->words[row / WORD] >> row % WORD & 1) != 0;
}

void
lineup_row_set_unite (LineupRowSet *self, const LineupRowSet *other)
{
  g_return_if_fail (self->n_words == other->n_words);

  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] |= other->words[i];
}

void
lineup_row_set_intersect (LineupRowSet *self, const LineupRowSet *other)
{
  g_return_if_fail (self->n_words == other->n_words);

  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] &= other->words[i];
}

void
lineup_row_set_subtract (LineupRowSet *self, const LineupRowSet *other)
{
  g_return_if_fail (self->n_words == other->n_words);

  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] &= ~other->words[i];
}

gboolean
lineup_row_set_is_empty (const LineupRowSet *self)
{
  for (gsize i = 0; i < self->n_words; i++)
    {
      if (self->words[i] != 0)
        return FALSE;
    }
  return TRUE;
}

guint
lineup_row_set_count (const LineupRowSet *self)
{
  guint n = 0;

  for (gsize i = 0; i < self->n_words; i++)
    n += (guint)__builtin_popcountll (self->words[i]);
  return n;
}

gboolean
lineup_row_set_next (const LineupRowSet *self, guint32 *row)
{
  gsize i = *row / WORD;
  guint64 word = 0;

  if (i >= self->n_words)
    return FALSE;
  word = self->words[i] >> *row % WORD << *row % WORD;
  while (word == 0)
    {
      if (++i == self->n_words)
        return FALSE;
      word = self->words[i];
    }
  *row = (guint32)(i * WORD) + (guint32)__builtin_ctzll (word);
  return TRUE;
}
