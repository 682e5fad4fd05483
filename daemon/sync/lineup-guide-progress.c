/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-progress.h"

/* Bytes that cost about as much as a request alone. */
#define REQUEST_BYTES 100000

/* Bytes of a guide of which nothing is known. */
#define USUAL_BYTES 10000000

/* Share of a source whose rest is its commit. */
#define MAX_FRACTION 0.97

/* Share, in percent, at most before all has been done. */
#define MAX_PERCENTAGE 99

static double
get_weight (guint64 bytes)
{
  return (double)(REQUEST_BYTES + (bytes > 0 ? bytes : USUAL_BYTES));
}

static guint
advance (LineupGuideProgress *self, double done)
{
  const guint percentage = MIN ((guint)(done / self->total * 100), MAX_PERCENTAGE);

  self->percentage = MAX (self->percentage, percentage);
  return self->percentage;
}

void
lineup_guide_progress_add (LineupGuideProgress *self, guint64 bytes)
{
  self->total += get_weight (bytes);
}

void
lineup_guide_progress_begin (LineupGuideProgress *self, guint64 bytes)
{
  self->weight = get_weight (bytes);
}

guint
lineup_guide_progress_update (LineupGuideProgress *self,
                              guint64 bytes,
                              gint64 length,
                              guint64 expected)
{
  double fraction = 0;

  if (length > 0)
    fraction = (double)bytes / (double)length;
  else if (expected > 0)
    fraction = (double)bytes / (double)expected;
  else
    fraction = (double)bytes / (double)(bytes + USUAL_BYTES);
  return advance (self, self->done + self->weight * MIN (fraction, MAX_FRACTION));
}

guint
lineup_guide_progress_end (LineupGuideProgress *self)
{
  self->done += self->weight;
  self->weight = 0;
  return advance (self, self->done);
}
