/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-best-hits.h"

struct _LineupBestHits
{
  GArray *hits; /* (owned) (element-type LineupIndexHit): a heap, of which the first is the worst */
  guint limit;
};

LineupBestHits *
lineup_best_hits_new (guint limit)
{
  LineupBestHits *self = g_new0 (LineupBestHits, 1);

  self->hits = g_array_new (FALSE, FALSE, sizeof (LineupIndexHit));
  self->limit = limit;
  return self;
}

void
lineup_best_hits_free (LineupBestHits *self)
{
  g_clear_pointer (&self->hits, g_array_unref);
  g_free (self);
}

static LineupIndexHit *
get_hit (LineupBestHits *self, guint i)
{
  return &g_array_index (self->hits, LineupIndexHit, i);
}

static void
sift_up (LineupBestHits *self, guint at)
{
  const LineupIndexHit hit = *get_hit (self, at);

  for (; at > 0 && lineup_index_hit_compare (&hit, get_hit (self, (at - 1) / 2)) > 0;
       at = (at - 1) / 2)
    *get_hit (self, at) = *get_hit (self, (at - 1) / 2);
  *get_hit (self, at) = hit;
}

static void
sift_down (LineupBestHits *self)
{
  const LineupIndexHit hit = *get_hit (self, 0);
  guint at = 0;

  for (guint child = 1; child < self->hits->len; child = 2 * at + 1)
    {
      if (child + 1 < self->hits->len
          && lineup_index_hit_compare (get_hit (self, child + 1), get_hit (self, child)) > 0)
        child++;
      if (lineup_index_hit_compare (get_hit (self, child), &hit) <= 0)
        break;
      *get_hit (self, at) = *get_hit (self, child);
      at = child;
    }
  *get_hit (self, at) = hit;
}

gboolean
lineup_best_hits_takes (LineupBestHits *self, const LineupIndexHit *hit)
{
  return self->hits->len < self->limit
         || (self->limit > 0 && lineup_index_hit_compare (hit, get_hit (self, 0)) < 0);
}

void
lineup_best_hits_add (LineupBestHits *self, const LineupIndexHit *hit)
{
  if (self->hits->len < self->limit)
    {
      g_array_append_vals (self->hits, hit, 1);
      sift_up (self, self->hits->len - 1);
    }
  else if (self->limit > 0 && lineup_index_hit_compare (hit, get_hit (self, 0)) < 0)
    {
      *get_hit (self, 0) = *hit;
      sift_down (self);
    }
}

gboolean
lineup_best_hits_is_full (const LineupBestHits *self)
{
  return self->hits->len >= self->limit;
}

GArray *
lineup_best_hits_steal (LineupBestHits *self)
{
  g_array_sort (self->hits, lineup_index_hit_compare);
  return g_steal_pointer (&self->hits);
}
