/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-progress.h"

/* Items that cost about as much as a request alone. */
#define REQUEST_WEIGHT 200

/* Items that have arrived when a list of unknown length is half done. */
#define UNKNOWN_HALF 5000

/* Share of a step whose rest is its commit. */
#define MAX_FRACTION 0.97

void
lineup_progress_init (LineupProgress *self,
                      LineupListSet steps,
                      const guint64 expected[LINEUP_N_LISTS])
{
  *self = (LineupProgress){ 0 };
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      const guint64 size = expected[i] > 0 ? expected[i]
                                           : lineup_list_get_usual_size ((LineupList)i);

      if (!lineup_list_set_has (steps, (LineupList)i))
        continue;
      self->weights[i] = (double)(REQUEST_WEIGHT + size);
      self->total += self->weights[i];
    }
}

static guint
advance (LineupProgress *self, double done, guint most)
{
  const guint percentage = MIN ((guint)(done / self->total * 100), most);

  self->percentage = MAX (self->percentage, percentage);
  return self->percentage;
}

guint
lineup_progress_update (LineupProgress *self,
                        LineupList list,
                        guint64 items,
                        guint64 expected,
                        guint64 bytes,
                        gint64 length)
{
  double fraction = 0;

  if (expected > 0)
    fraction = (double)items / (double)expected;
  else if (length > 0)
    fraction = (double)bytes / (double)length;
  else
    fraction = (double)items / (double)(items + UNKNOWN_HALF);

  return advance (self, self->done + self->weights[list] * MIN (fraction, MAX_FRACTION), 99);
}

guint
lineup_progress_end_step (LineupProgress *self, LineupList list)
{
  self->done += self->weights[list];
  self->weights[list] = 0;

  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      if (self->weights[i] > 0)
        return advance (self, self->done, 99);
    }
  return self->percentage = 100;
}
