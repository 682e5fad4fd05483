/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-entry-ids.h"

#include "lineup-hash.h"

#include <stdlib.h>
#include <string.h>

/* Number of entries that a list may have lost in one place without any sorting. */
#define LOOK_AHEAD 16

/* A key of an entry, to be sorted. */
typedef struct
{
  guint64 hash;
  gsize index;
} Place;

/* What is being done. */
typedef struct
{
  const LineupKeyedEntries *known;   /* (unowned) */
  const LineupKeyedEntries *entries; /* (unowned) */
  const gint64 *known_ids;           /* (unowned) */
  gint64 *ids;                       /* (unowned): 0 for an entry that has none yet */
  guint8 *taken;                     /* (owned): by known entry: whether its id is an entry's now */
  gsize n_unmatched;                 /* entries without id */
  gsize n_untaken;                   /* known entries whose id nobody has */
} Assignment;

static gboolean
is_same (const Assignment *self, gsize index, gsize known)
{
  const LineupEntryKeys *a = &self->entries->keys[index];
  const LineupEntryKeys *b = &self->known->keys[known];

  if (self->entries->common == self->known->common)
    return memcmp (a, b, sizeof *a) == 0;
  for (gsize i = 0; i < LINEUP_N_ENTRY_KEYS; i++)
    {
      const LineupEntryKey key = (LineupEntryKey)i;

      if (lineup_entry_keys_get_hash (a, key, self->entries->common)
          != lineup_entry_keys_get_hash (b, key, self->known->common))
        return FALSE;
    }
  return TRUE;
}

static void
match (Assignment *self, gsize index, gsize known)
{
  self->ids[index] = self->known_ids[known];
  self->taken[known] = TRUE;
  self->n_unmatched--;
  self->n_untaken--;
}

/* Most entries are as they were, where they were. */
static void
match_in_order (Assignment *self)
{
  gsize next = 0;

  for (gsize i = 0; i < self->entries->n; i++)
    {
      const gsize end = MIN (next + LOOK_AHEAD, self->known->n);

      for (gsize k = next; k < end; k++)
        {
          if (is_same (self, i, k))
            {
              match (self, i, k);
              next = k + 1;
              break;
            }
        }
    }
}

/* --- By a key --- */

/* What hashes of an entry a rule compares: one key, or the best one that there is with the name. */
typedef enum
{
  RULE_STREAM = LINEUP_ENTRY_KEY_STREAM,
  RULE_PANEL = LINEUP_ENTRY_KEY_PANEL,
  RULE_ADDRESS = LINEUP_ENTRY_KEY_ADDRESS,
  RULE_NAME = LINEUP_ENTRY_KEY_NAME,
  RULE_BEST_WITH_NAME,
} Rule;

static guint64
get_best (const LineupKeyedEntries *entries, gsize index)
{
  const LineupEntryKeys *keys = &entries->keys[index];

  for (gsize i = 0; i < LINEUP_N_ENTRY_KEYS; i++)
    {
      if (keys->hashes[i] != 0)
        return lineup_entry_keys_get_hash (keys, (LineupEntryKey)i, entries->common);
    }
  return 0;
}

static guint64
get_hash (const LineupKeyedEntries *entries, gsize index, Rule rule)
{
  const LineupEntryKeys *keys = &entries->keys[index];

  if (rule == RULE_BEST_WITH_NAME)
    return get_best (entries, index) * 31 + keys->hashes[LINEUP_ENTRY_KEY_NAME];
  return lineup_entry_keys_get_hash (keys, (LineupEntryKey)rule, entries->common);
}

static int
compare (const void *a, const void *b)
{
  const Place *first = a;
  const Place *second = b;

  if (first->hash != second->hash)
    return first->hash < second->hash ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

static GArray *
sort (GArray *places)
{
  if (places->len > 0)
    qsort (places->data, places->len, sizeof (Place), compare);
  return places;
}

static GArray *
sort_unmatched (const Assignment *self, Rule rule)
{
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (Place), (guint)self->n_unmatched);

  for (gsize i = 0; i < self->entries->n; i++)
    {
      const Place place = { get_hash (self->entries, i, rule), i };

      if (self->ids[i] == 0 && place.hash != 0)
        g_array_append_val (places, place);
    }
  return sort (places);
}

static GArray *
sort_untaken (const Assignment *self, Rule rule)
{
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (Place), (guint)self->n_untaken);

  for (gsize i = 0; i < self->known->n; i++)
    {
      const Place place = { get_hash (self->known, i, rule), i };

      if (!self->taken[i] && place.hash != 0)
        g_array_append_val (places, place);
    }
  return sort (places);
}

static guint
count_equal (GArray *places, guint start)
{
  guint n = 1;

  while (start + n < places->len
         && g_array_index (places, Place, start + n).hash
                == g_array_index (places, Place, start).hash)
    n++;
  return n;
}

/* Matches what has the same hash: only where it is one entry's, then and now, or by their order. */
static void
match_by (Assignment *self, Rule rule, gboolean by_order)
{
  g_autoptr (GArray) unmatched = NULL;
  g_autoptr (GArray) untaken = NULL;
  guint i = 0;
  guint k = 0;

  if (self->n_unmatched == 0 || self->n_untaken == 0)
    return;
  unmatched = sort_unmatched (self, rule);
  untaken = sort_untaken (self, rule);
  while (i < unmatched->len && k < untaken->len)
    {
      const guint64 hash = g_array_index (unmatched, Place, i).hash;
      const guint64 known_hash = g_array_index (untaken, Place, k).hash;
      guint n = 0;
      guint n_known = 0;

      if (hash != known_hash)
        {
          if (hash < known_hash)
            i++;
          else
            k++;
          continue;
        }
      n = count_equal (unmatched, i);
      n_known = count_equal (untaken, k);
      for (guint m = 0; m < MIN (n, n_known) && (by_order || (n == 1 && n_known == 1)); m++)
        match (self,
               g_array_index (unmatched, Place, i + m).index,
               g_array_index (untaken, Place, k + m).index);
      i += n;
      k += n_known;
    }
}

/* --- New ones --- */

static gint64
make_id (guint64 hash, guint64 number)
{
  const guint64 words[] = { hash, number };
  const guint64 mixed = number == 0 ? hash : lineup_hash (words, sizeof words, 0);

  return (gint64)(mixed % (guint64)LINEUP_ENTRY_MAX_ID) + 1;
}

static int
compare_ids (const void *a, const void *b)
{
  const gint64 first = *(const gint64 *)a;
  const gint64 second = *(const gint64 *)b;

  return first < second ? -1 : first > second;
}

/* Ids that are given already, in order; those of known entries that are gone come back with them.
 */
static GArray *
sort_ids (const Assignment *self)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint)self->known->n);

  if (self->known->n > 0)
    {
      g_array_append_vals (ids, self->known_ids, (guint)self->known->n);
      qsort (ids->data, ids->len, sizeof (gint64), compare_ids);
    }
  return ids;
}

static gboolean
has_id (GArray *ids, gint64 id)
{
  return ids->len > 0 && bsearch (&id, ids->data, ids->len, sizeof (gint64), compare_ids) != NULL;
}

/* Returns what new ids are made of. An address that several entries have says less of them than
 * their names do. */
static GArray *
choose_hashes (const Assignment *self)
{
  GArray *places = sort_unmatched (self, RULE_ADDRESS);
  guint n = 0;

  for (guint i = 0; i < places->len; i += n)
    {
      n = count_equal (places, i);
      for (guint k = i; k < i + n; k++)
        {
          Place *place = &g_array_index (places, Place, k);
          const LineupEntryKeys *keys = &self->entries->keys[place->index];

          if (keys->hashes[LINEUP_ENTRY_KEY_STREAM] != 0
              || keys->hashes[LINEUP_ENTRY_KEY_PANEL] != 0)
            place->hash = get_best (self->entries, place->index);
          else if (n > 1)
            place->hash = keys->hashes[LINEUP_ENTRY_KEY_NAME];
        }
    }
  return sort (places);
}

/* Two hashes may come to the same id; the one that is later gets another. Leaves ids in @places.
 * Returns whether there were any. */
static gboolean
resolve (Assignment *self, GArray *places, GArray *known_ids)
{
  gboolean found = FALSE;

  for (guint i = 0; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);

      place->hash = (guint64)self->ids[place->index];
    }
  sort (places);
  for (guint i = 1; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      guint64 number = 1;

      if (place->hash != g_array_index (places, Place, i - 1).hash)
        continue;
      found = TRUE;
      do
        self->ids[place->index] = make_id (place->hash + (guint64)place->index, number++);
      while (has_id (known_ids, self->ids[place->index]));
    }
  return found;
}

/* Equal hashes are side by side, in the order of their entries. */
static void
give_new_ids (Assignment *self)
{
  g_autoptr (GArray) places = choose_hashes (self);
  g_autoptr (GArray) known_ids = sort_ids (self);
  guint64 number = 0;

  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      if (i == 0 || place->hash != g_array_index (places, Place, i - 1).hash)
        number = 0;
      do
        self->ids[place->index] = make_id (place->hash, number++);
      while (has_id (known_ids, self->ids[place->index]));
    }
  while (resolve (self, places, known_ids))
    ;
}

void
lineup_entry_ids_assign (const LineupKeyedEntries *known,
                         const gint64 *known_ids,
                         const LineupKeyedEntries *entries,
                         gint64 *ids)
{
  static const struct
  {
    Rule rule;
    gboolean by_order;
  } rules[] = {
    { RULE_STREAM, FALSE }, { RULE_PANEL, FALSE },         { RULE_ADDRESS, FALSE },
    { RULE_NAME, FALSE },   { RULE_BEST_WITH_NAME, TRUE }, { RULE_STREAM, TRUE },
    { RULE_PANEL, TRUE },   { RULE_ADDRESS, TRUE },        { RULE_NAME, TRUE },
  };
  Assignment self = { .known = known, .known_ids = known_ids, .entries = entries, .ids = ids };

  memset (ids, 0, entries->n * sizeof *ids);
  self.taken = g_new0 (guint8, known->n + 1);
  self.n_unmatched = entries->n;
  self.n_untaken = known->n;
  match_in_order (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    match_by (&self, rules[i].rule, rules[i].by_order);
  if (self.n_unmatched > 0)
    give_new_ids (&self);
  g_free (self.taken);
}
