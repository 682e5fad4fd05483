/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-key-set.h"

/* Bits of a key that choose its table, the topmost ones; the next 32 choose its place there. Many
 * small tables rather than a large one: each grows by itself, so that growing needs little more
 * than what is there. */
#define TABLE_BITS 6
#define N_TABLES   (1 << TABLE_BITS)

/* Share of a table that is full before it grows by half: 4 of 5. */
#define FULL_NUMERATOR   4
#define FULL_DENOMINATOR 5

/* Keys that the smallest set has room for. */
#define MIN_CAPACITY 16

/* Open addressing with linear probing. */
typedef struct
{
  guint64 *keys;  /* (owned) (array length=capacity): 0 is free */
  guint8 *states; /* (owned): two bits for each place */
  guint32 capacity;
  guint32 n_keys;
} Table;

struct _LineupKeySet
{
  Table tables[N_TABLES];
};

static gsize
get_n_state_bytes (guint32 capacity)
{
  return ((gsize)capacity + 3) / 4;
}

static void
table_init (Table *table, guint32 capacity)
{
  table->capacity = capacity;
  table->n_keys = 0;
  table->keys = g_new0 (guint64, capacity);
  table->states = g_new0 (guint8, get_n_state_bytes (capacity));
}

static void
table_clear (Table *table)
{
  g_free (table->keys);
  g_free (table->states);
}

/* Scales the key to the capacity instead of dividing it, so that a capacity can be any number. */
static guint32
get_home (const Table *table, guint64 key)
{
  const guint64 place = (key >> (32 - TABLE_BITS)) & G_MAXUINT32;

  return (guint32)((place * table->capacity) >> 32);
}

static guint32
get_next (const Table *table, guint32 place)
{
  return place + 1 < table->capacity ? place + 1 : 0;
}

/* Where the key is, or the free place where it would go. */
static guint32
find (const Table *table, guint64 key)
{
  guint32 place = get_home (table, key);

  while (table->keys[place] != 0 && table->keys[place] != key)
    place = get_next (table, place);
  return place;
}

static LineupKeyState
get_state (const Table *table, guint32 place)
{
  return (LineupKeyState)((table->states[place / 4] >> (place % 4 * 2)) & 3);
}

static void
set_state (Table *table, guint32 place, LineupKeyState state)
{
  const guint shift = place % 4 * 2;
  const guint others = table->states[place / 4] & ~(3u << shift);

  table->states[place / 4] = (guint8)(others | ((guint)state << shift));
}

static void
grow (Table *table)
{
  Table larger;

  table_init (&larger, table->capacity + table->capacity / 2);
  for (guint32 place = 0; place < table->capacity; place++)
    {
      guint32 new_place;

      if (table->keys[place] == 0)
        continue;
      new_place = find (&larger, table->keys[place]);
      larger.keys[new_place] = table->keys[place];
      set_state (&larger, new_place, get_state (table, place));
    }
  larger.n_keys = table->n_keys;
  table_clear (table);
  *table = larger;
}

static guint
get_table (guint64 key)
{
  return (guint)(key >> (64 - TABLE_BITS));
}

LineupKeySet *
lineup_key_set_new (gsize n_expected)
{
  LineupKeySet *self = g_new0 (LineupKeySet, 1);
  /* Tables don't fill evenly: some room more keeps most of them from growing. */
  const gsize n_keys = n_expected / N_TABLES + n_expected / N_TABLES / 32;
  const gsize capacity = n_keys * FULL_DENOMINATOR / FULL_NUMERATOR + MIN_CAPACITY;

  for (guint i = 0; i < N_TABLES; i++)
    table_init (&self->tables[i], (guint32)MIN (capacity, G_MAXINT32));
  return self;
}

void
lineup_key_set_free (LineupKeySet *self)
{
  for (guint i = 0; i < N_TABLES; i++)
    table_clear (&self->tables[i]);
  g_free (self);
}

void
lineup_key_set_put (LineupKeySet *self, guint64 key, LineupKeyState state)
{
  Table *table = &self->tables[get_table (key)];
  guint32 place = find (table, key);

  if (table->keys[place] == 0
      && (guint64)table->n_keys * FULL_DENOMINATOR >= (guint64)table->capacity * FULL_NUMERATOR)
    {
      grow (table);
      place = find (table, key);
    }
  if (table->keys[place] == 0)
    table->n_keys++;
  table->keys[place] = key;
  set_state (table, place, state);
}

LineupKeyState
lineup_key_set_look_up (const LineupKeySet *self, guint64 key)
{
  const Table *table = &self->tables[get_table (key)];

  /* A free place has the state "unknown". */
  return get_state (table, find (table, key));
}

/* Whether @place is in the stretch from @first to @last, which may go round the table's end. */
static gboolean
is_between (guint32 first, guint32 place, guint32 last)
{
  return first <= last ? first <= place && place <= last : first <= place || place <= last;
}

void
lineup_key_set_remove (LineupKeySet *self, guint64 key)
{
  Table *table = &self->tables[get_table (key)];
  guint32 hole = find (table, key);

  if (table->keys[hole] == 0)
    return;

  /* A later key that was pushed over this place has to be found without it: it moves into the hole,
   * which moves to where the key was. */
  for (guint32 place = get_next (table, hole); table->keys[place] != 0;
       place = get_next (table, place))
    {
      if (is_between (get_next (table, hole), get_home (table, table->keys[place]), place))
        continue;
      table->keys[hole] = table->keys[place];
      set_state (table, hole, get_state (table, place));
      hole = place;
    }
  table->keys[hole] = 0;
  set_state (table, hole, LINEUP_KEY_UNKNOWN);
  table->n_keys--;
}

gsize
lineup_key_set_get_memory (const LineupKeySet *self)
{
  gsize memory = sizeof *self;

  for (guint i = 0; i < N_TABLES; i++)
    memory += self->tables[i].capacity * sizeof (guint64)
              + get_n_state_bytes (self->tables[i].capacity);
  return memory;
}
