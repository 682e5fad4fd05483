/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-number-order.h"

#include <stdlib.h>

/* Number of entries that are sorted at once, give or take, and of parts, at most. */
#define PART_SIZE 65536
#define MAX_PARTS 64

typedef struct
{
  guint64 number;
  guint32 index;
} Place;

static int
compare (const void *a, const void *b)
{
  const Place *first = a;
  const Place *second = b;

  if (first->number != second->number)
    return first->number < second->number ? -1 : 1;
  return first->index < second->index ? -1 : first->index > second->index;
}

static gsize
count (gsize n, LineupNumberFunc func, gconstpointer data)
{
  gsize n_sorted = 0;

  for (gsize i = 0; i < n; i++)
    n_sorted += func (data, i) != 0;
  return n_sorted;
}

guint32 *
lineup_number_order_make (
    gsize n, LineupNumberFunc func, gconstpointer data, guint64 max, gsize *n_sorted)
{
  const gsize n_all = count (n, func, data);
  const gsize n_parts = MIN (n_all / PART_SIZE + 1, MAX_PARTS);
  const guint64 width = max / n_parts + 1;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint32 *order = g_new (guint32, n_all + 1);

  *n_sorted = 0;
  for (gsize part = 0; part < n_parts; part++)
    {
      g_array_set_size (places, 0);
      for (gsize i = 0; i < n; i++)
        {
          const Place place = { func (data, i), (guint32)i };

          if (place.number != 0 && MIN (place.number / width, n_parts - 1) == part)
            g_array_append_val (places, place);
        }
      if (places->len > 0)
        qsort (places->data, places->len, sizeof (Place), compare);
      for (guint i = 0; i < places->len; i++)
        order[(*n_sorted)++] = g_array_index (places, Place, i).index;
    }
  return order;
}
