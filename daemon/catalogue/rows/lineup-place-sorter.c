/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-sorter.h"

#include "lineup-nameless-file.h"
#include "lineup-place-runs.h"

/* Bytes: of changes that are sorted at once. They stay in the nearer caches of a processor. */
#define MEMORY (1U << 19)

/* A change that is in memory. */
typedef struct
{
  guint64 group;  /* its order, its category, and the type of its key */
  guint64 prefix; /* the first bytes of its key */
  guint32 start;  /* of its place, in bytes */
  guint16 n_bytes;
  guint8 comes;
} Item;

struct _LineupPlaceSorter
{
  GByteArray *places; /* (owned): those of the items, once for several in a row */
  GArray *items;      /* (owned) (element-type Item) */
  gsize memory;
  LineupPlaceRuns *runs; /* (owned) */
  gboolean is_given;     /* whether changes are being given */
};

LineupPlaceSorter *
lineup_place_sorter_new (const char *beside)
{
  LineupPlaceSorter *self = g_new0 (LineupPlaceSorter, 1);

  self->places = g_byte_array_new ();
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->memory = MEMORY;
  self->runs = lineup_place_runs_new (beside);
  return self;
}

void
lineup_place_sorter_free (LineupPlaceSorter *self)
{
  g_byte_array_unref (self->places);
  g_array_unref (self->items);
  lineup_place_runs_free (self->runs);
  g_free (self);
}

void
lineup_place_sorter_set_memory (LineupPlaceSorter *self, gsize n_bytes)
{
  self->memory = n_bytes;
}

gboolean
lineup_place_sorter_is_empty (const LineupPlaceSorter *self)
{
  return self->items->len == 0 && lineup_place_runs_is_empty (self->runs);
}

static const Item *
get_item (const LineupPlaceSorter *self, guint i)
{
  return &g_array_index (self->items, Item, i);
}

/* An item has the same place in the whole kind and in its categories. */
static guint32
add_place (LineupPlaceSorter *self, const LineupPackedPlace *place)
{
  const guint start = self->places->len;
  const Item *last = self->items->len > 0 ? get_item (self, self->items->len - 1) : NULL;

  if (last != NULL && last->n_bytes == place->n_bytes
      && memcmp (self->places->data + last->start, place->bytes, place->n_bytes) == 0)
    return last->start;
  g_byte_array_append (self->places, place->bytes, (guint)place->n_bytes);
  return start;
}

static guint64
get_prefix (const LineupPackedPlace *place)
{
  guint64 prefix = 0;

  memcpy (&prefix, place->bytes + 1, MIN (place->n_bytes - 1, sizeof prefix));
  return GUINT64_FROM_BE (prefix);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LineupPlaceSorter *self = user_data;
  const Item *item = a;
  const Item *other = b;

  if (item->group != other->group)
    return item->group < other->group ? -1 : 1;
  if (item->prefix != other->prefix)
    return item->prefix < other->prefix ? -1 : 1;
  return lineup_packed_place_compare (self->places->data + item->start,
                                      item->n_bytes,
                                      self->places->data + other->start,
                                      other->n_bytes);
}

static void
get_change (const LineupPlaceSorter *self, const Item *item, LineupPlaceChange *change)
{
  change->sort = (LineupSort)(item->group >> 40);
  change->category = (guint32)(item->group >> 8);
  change->comes = item->comes != FALSE;
  change->place.n_bytes = item->n_bytes;
  memcpy (change->place.bytes, self->places->data + item->start, item->n_bytes);
}

/* The sort keeps the order of what is equal. */
static gboolean
end_run (LineupPlaceSorter *self, gboolean is_last, GError **error)
{
  g_array_sort_with_data (self->items, compare, self);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = get_item (self, i);
      LineupPlaceChange change;

      if (i + 1 < self->items->len && compare (item, get_item (self, i + 1), self) == 0)
        continue;
      get_change (self, item, &change);
      lineup_place_runs_add (self->runs, &change);
    }
  g_array_set_size (self->items, 0);
  g_byte_array_set_size (self->places, 0);
  return lineup_place_runs_end_run (self->runs, is_last, error);
}

gboolean
lineup_place_sorter_add (LineupPlaceSorter *self, const LineupPlaceChange *change, GError **error)
{
  const LineupPackedPlace *place = &change->place;
  const Item item = {
    .group = (guint64)change->sort << 40 | (guint64)change->category << 8 | place->bytes[0],
    .prefix = get_prefix (place),
    .start = add_place (self, place),
    .n_bytes = (guint16)place->n_bytes,
    .comes = change->comes != FALSE,
  };

  g_array_append_val (self->items, item);
  return self->places->len + self->items->len * sizeof (Item) < self->memory
         || end_run (self, FALSE, error);
}

gboolean
lineup_place_sorter_next (LineupPlaceSorter *self,
                          LineupPlaceChange *change,
                          gboolean *has_change,
                          GError **error)
{
  if (!self->is_given
      && (!end_run (self, TRUE, error) || !lineup_place_runs_open (self->runs, error)))
    return FALSE;
  self->is_given = TRUE;
  if (!lineup_place_runs_next (self->runs, change, has_change, error))
    return FALSE;
  self->is_given = *has_change;
  return TRUE;
}
