/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-random.h"

/* The finalizer of a Weyl sequence: any change of the input changes half of the output. */
static guint64
mix (guint64 x)
{
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

void
lineup_random_init (LineupRandom *self, guint64 seed, guint64 purpose, guint64 index)
{
  self->state = mix (mix (mix (seed) + purpose) + index);
}

guint64
lineup_random_next (LineupRandom *self)
{
  self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return mix (self->state);
}

guint
lineup_random_below (LineupRandom *self, guint limit)
{
  return (guint)(lineup_random_next (self) % limit);
}

const char *
lineup_random_pick (LineupRandom *self, const char *const *words)
{
  return words[lineup_random_below (self, g_strv_length ((char **)words))];
}
