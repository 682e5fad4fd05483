/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-entry-ids.h"

#include "lineup-hash.h"
#include "lineup-mapped-memory.h"

#include <stdlib.h>
#include <string.h>

/* Number of entries that a list may have lost in one place without any sorting. */
#define LOOK_AHEAD 16

/* Number of entries that are sorted at once, give or take, and of parts that a list is sorted in,
 * at most: so memory hardly grows with it. */
#define PART_SIZE 65536
#define MAX_PARTS 32

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
  guint8 *repeated;  /* (owned): by entry: whether others without id have its address */
  gsize n_unmatched; /* entries without id */
  gsize n_untaken;   /* known entries whose id nobody has */
} Assignment;

/* To be called with each index of those that are looked at in order: what lies behind is released.
 */
static void
pass (const LineupKeyedEntries *entries, gsize index)
{
  if (entries->is_mapped)
    lineup_mapped_memory_pass (entries->keys, sizeof *entries->keys, index);
}

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

      pass (self->entries, i);
      for (gsize k = next; k < end; k++)
        {
          if (is_same (self, i, k))
            {
              match (self, i, k);
              pass (self->known, k);
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

static gsize
count_parts (gsize n)
{
  return MIN (n / PART_SIZE + 1, MAX_PARTS);
}

/* Sorts those of which the hash is in a part: equal ones are in the same. */
static GArray *
sort_unmatched (const Assignment *self, Rule rule, gsize part, gsize n_parts)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (gsize i = 0; i < self->entries->n; i++)
    {
      const Place place = { self->ids[i] == 0 ? get_hash (self->entries, i, rule) : 0, i };

      pass (self->entries, i);
      if (place.hash != 0 && place.hash % n_parts == part)
        g_array_append_val (places, place);
    }
  return sort (places);
}

static GArray *
sort_untaken (const Assignment *self, Rule rule, gsize part, gsize n_parts)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (gsize i = 0; i < self->known->n; i++)
    {
      const Place place = { !self->taken[i] ? get_hash (self->known, i, rule) : 0, i };

      pass (self->known, i);
      if (place.hash != 0 && place.hash % n_parts == part)
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

static void
match_part (Assignment *self, Rule rule, gboolean by_order, gsize part, gsize n_parts)
{
  g_autoptr (GArray) unmatched = sort_unmatched (self, rule, part, n_parts);
  g_autoptr (GArray) untaken = sort_untaken (self, rule, part, n_parts);
  guint i = 0;
  guint k = 0;

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

/* Matches what has the same hash: only where it is one entry's, then and now, or by their order. */
static void
match_by (Assignment *self, Rule rule, gboolean by_order)
{
  const gsize n_parts = count_parts (MAX (self->n_unmatched, self->n_untaken));

  for (gsize part = 0; part < n_parts && self->n_unmatched > 0 && self->n_untaken > 0; part++)
    match_part (self, rule, by_order, part, n_parts);
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

/* Finds out which addresses several entries have. */
static void
find_repeated (Assignment *self, gsize part, gsize n_parts)
{
  g_autoptr (GArray) places = sort_unmatched (self, RULE_ADDRESS, part, n_parts);
  guint n = 0;

  for (guint i = 0; i < places->len; i += n)
    {
      n = count_equal (places, i);
      for (guint k = i; k < i + n && n > 1; k++)
        self->repeated[g_array_index (places, Place, k).index] = TRUE;
    }
}

/* Returns what a new id is made of. An address that several entries have says less of them than
 * their names do. */
static guint64
choose_hash (const Assignment *self, gsize index)
{
  const LineupEntryKeys *keys = &self->entries->keys[index];

  if (keys->hashes[LINEUP_ENTRY_KEY_STREAM] == 0 && keys->hashes[LINEUP_ENTRY_KEY_PANEL] == 0
      && self->repeated[index])
    return keys->hashes[LINEUP_ENTRY_KEY_NAME];
  return get_best (self->entries, index);
}

/* Ids that are not final are below 0, so that entries which have got one are still told. */
static void
number_part (Assignment *self, GArray *known_ids, gsize part, gsize n_parts)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint64 number = 0;

  for (gsize i = 0; i < self->entries->n; i++)
    {
      const Place place = { self->ids[i] == 0 ? choose_hash (self, i) : 0, i };

      pass (self->entries, i);
      if (place.hash != 0 && place.hash % n_parts == part)
        g_array_append_val (places, place);
    }
  sort (places);
  /* Equal hashes are side by side, in the order of their entries. */
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      gint64 id = 0;

      if (i == 0 || place->hash != g_array_index (places, Place, i - 1).hash)
        number = 0;
      do
        id = make_id (place->hash, number++);
      while (has_id (known_ids, id));
      self->ids[place->index] = -id;
    }
}

/* Two hashes may come to the same id; the one that is later gets another. Returns whether there
 * were any. */
static gboolean
resolve_part (Assignment *self, GArray *known_ids, gsize part, gsize n_parts)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  gboolean found = FALSE;

  for (gsize i = 0; i < self->entries->n; i++)
    {
      const Place place = { self->ids[i] < 0 ? (guint64)-self->ids[i] : 0, i };

      if (place.hash != 0 && place.hash % n_parts == part)
        g_array_append_val (places, place);
    }
  sort (places);
  for (guint i = 1; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      guint64 number = 1;
      gint64 id = 0;

      if (place->hash != g_array_index (places, Place, i - 1).hash)
        continue;
      found = TRUE;
      do
        id = make_id (place->hash + (guint64)place->index, number++);
      while (has_id (known_ids, id));
      self->ids[place->index] = -id;
    }
  return found;
}

static void
give_new_ids (Assignment *self)
{
  const gsize n_parts = count_parts (self->n_unmatched);
  g_autoptr (GArray) known_ids = sort_ids (self);
  gboolean found = TRUE;

  self->repeated = g_new0 (guint8, self->entries->n + 1);
  for (gsize part = 0; part < n_parts; part++)
    find_repeated (self, part, n_parts);
  for (gsize part = 0; part < n_parts; part++)
    number_part (self, known_ids, part, n_parts);
  while (found)
    {
      found = FALSE;
      for (gsize part = 0; part < n_parts; part++)
        found = resolve_part (self, known_ids, part, n_parts) || found;
    }
  for (gsize i = 0; i < self->entries->n; i++)
    self->ids[i] = ABS (self->ids[i]);
  g_free (self->repeated);
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
