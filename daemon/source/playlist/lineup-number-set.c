/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-number-set.h"

/* Number of places of an empty set: a power of two. */
#define MIN_PLACES 256

struct _LineupNumberSet
{
  guint64 *places; /* (owned): 0 is an empty place */
  gsize n_places;
  gsize n;
};

LineupNumberSet *
lineup_number_set_new (void)
{
  LineupNumberSet *self = g_new0 (LineupNumberSet, 1);

  self->n_places = MIN_PLACES;
  self->places = g_new0 (guint64, self->n_places);
  return self;
}

void
lineup_number_set_free (LineupNumberSet *self)
{
  g_free (self->places);
  g_free (self);
}

/* Returns where a number is, or would be. */
static guint64 *
find (LineupNumberSet *self, guint64 number)
{
  gsize place = number & (self->n_places - 1);

  while (self->places[place] != 0 && self->places[place] != number)
    place = (place + 1) & (self->n_places - 1);
  return &self->places[place];
}

static void
grow (LineupNumberSet *self)
{
  g_autofree guint64 *places = self->places;
  const gsize n_places = self->n_places;

  self->n_places *= 2;
  self->places = g_new0 (guint64, self->n_places);
  for (gsize i = 0; i < n_places; i++)
    {
      if (places[i] != 0)
        *find (self, places[i]) = places[i];
    }
}

gboolean
lineup_number_set_add (LineupNumberSet *self, guint64 number)
{
  guint64 *place = NULL;

  /* What would be an empty place shares one with another number: nobody hashes to both. */
  number = number != 0 ? number : 1;
  place = find (self, number);
  if (*place == number)
    return FALSE;
  *place = number;
  self->n++;
  if (self->n * 2 > self->n_places)
    grow (self);
  return TRUE;
}
