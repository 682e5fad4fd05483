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

/* Numbers of keys, found by open addressing with linear probing. */
typedef struct
{
  guint32 *numbers; /* (owned) (array length=capacity): one more than a key's number, 0 is free */
  guint32 capacity;
  guint32 n_keys;
} Table;

/* Keys have numbers, in the order in which they were added. */
struct _LineupKeySet
{
  guint64 *keys;  /* (owned) (array length=n_keys) */
  guint8 *states; /* (owned): two bits for each key */
  guint32 n_keys; /* also those that were removed, which are unknown */
  guint32 capacity;
  guint32 last; /* number of the key that was found last */
  gboolean has_tables;
  Table tables[N_TABLES];
};

static gsize
get_n_state_bytes (guint32 n_keys)
{
  return ((gsize)n_keys + 3) / 4;
}

static LineupKeyState
get_state (const LineupKeySet *self, guint32 number)
{
  return (LineupKeyState)((self->states[number / 4] >> (number % 4 * 2)) & 3);
}

static void
set_state (LineupKeySet *self, guint32 number, LineupKeyState state)
{
  const guint shift = number % 4 * 2;
  const guint others = self->states[number / 4] & ~(3u << shift);

  self->states[number / 4] = (guint8)(others | ((guint)state << shift));
}

/* --- Tables --- */

static void
table_init (Table *table, guint32 capacity)
{
  table->capacity = capacity;
  table->n_keys = 0;
  table->numbers = g_new0 (guint32, capacity);
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

static guint64
get_key (const LineupKeySet *self, const Table *table, guint32 place)
{
  return self->keys[table->numbers[place] - 1];
}

/* Where the key is, or the free place where it would go. */
static guint32
find (const LineupKeySet *self, const Table *table, guint64 key)
{
  guint32 place = get_home (table, key);

  while (table->numbers[place] != 0 && get_key (self, table, place) != key)
    place = get_next (table, place);
  return place;
}

static void
grow (const LineupKeySet *self, Table *table)
{
  Table larger;

  table_init (&larger, table->capacity + table->capacity / 2);
  for (guint32 place = 0; place < table->capacity; place++)
    {
      if (table->numbers[place] != 0)
        larger.numbers[find (self, &larger, get_key (self, table, place))] = table->numbers[place];
    }
  larger.n_keys = table->n_keys;
  g_free (table->numbers);
  *table = larger;
}

static Table *
get_table (LineupKeySet *self, guint64 key)
{
  return &self->tables[key >> (64 - TABLE_BITS)];
}

static void
add_to_table (LineupKeySet *self, guint32 number)
{
  const guint64 key = self->keys[number];
  Table *table = get_table (self, key);

  if ((guint64)table->n_keys * FULL_DENOMINATOR >= (guint64)table->capacity * FULL_NUMERATOR)
    grow (self, table);
  table->numbers[find (self, table, key)] = number + 1;
  table->n_keys++;
}

/* Where keys are found that come in another order. */
static void
make_tables (LineupKeySet *self)
{
  /* Tables don't fill evenly: some room more keeps most of them from growing. */
  const guint64 n_keys = self->n_keys / N_TABLES + self->n_keys / N_TABLES / 32;
  const guint64 capacity = n_keys * FULL_DENOMINATOR / FULL_NUMERATOR + MIN_CAPACITY;

  for (guint i = 0; i < N_TABLES; i++)
    table_init (&self->tables[i], (guint32)MIN (capacity, G_MAXINT32));
  for (guint32 number = 0; number < self->n_keys; number++)
    {
      if (get_state (self, number) != LINEUP_KEY_UNKNOWN)
        add_to_table (self, number);
    }
  self->has_tables = TRUE;
}

/* --- Keys --- */

static void
reserve (LineupKeySet *self, guint32 capacity)
{
  self->keys = g_renew (guint64, self->keys, capacity);
  self->states = g_renew (guint8, self->states, get_n_state_bytes (capacity));
  self->capacity = capacity;
}

LineupKeySet *
lineup_key_set_new (gsize n_expected)
{
  LineupKeySet *self = g_new0 (LineupKeySet, 1);

  reserve (self, (guint32)CLAMP (n_expected, MIN_CAPACITY, G_MAXINT32));
  return self;
}

void
lineup_key_set_free (LineupKeySet *self)
{
  for (guint i = 0; i < N_TABLES; i++)
    g_free (self->tables[i].numbers);
  g_free (self->keys);
  g_free (self->states);
  g_free (self);
}

static gboolean
is_at (const LineupKeySet *self, guint32 number, guint64 key)
{
  return number < self->n_keys && self->keys[number] == key
         && get_state (self, number) != LINEUP_KEY_UNKNOWN;
}

/* Finds the number of a key: the last one, the one after it, or whichever. */
static gboolean
locate (LineupKeySet *self, guint64 key, guint32 *number)
{
  const Table *table = NULL;
  guint32 place = 0;

  for (*number = self->last; *number <= self->last + 1; (*number)++)
    {
      if (is_at (self, *number, key))
        return TRUE;
    }

  if (!self->has_tables)
    make_tables (self);
  table = get_table (self, key);
  place = find (self, table, key);
  if (table->numbers[place] == 0)
    return FALSE;
  *number = table->numbers[place] - 1;
  return TRUE;
}

void
lineup_key_set_append (LineupKeySet *self, guint64 key, LineupKeyState state)
{
  if (self->n_keys == self->capacity)
    reserve (self, self->capacity + self->capacity / 2);
  if (self->n_keys % 4 == 0)
    self->states[self->n_keys / 4] = 0;
  self->keys[self->n_keys] = key;
  set_state (self, self->n_keys, state);
  self->n_keys++;
  if (self->has_tables)
    add_to_table (self, self->n_keys - 1);
}

void
lineup_key_set_put (LineupKeySet *self, guint64 key, LineupKeyState state)
{
  guint32 number = 0;

  if (!locate (self, key, &number))
    {
      lineup_key_set_append (self, key, state);
      return;
    }
  set_state (self, number, state);
  self->last = number;
}

LineupKeyState
lineup_key_set_look_up (LineupKeySet *self, guint64 key)
{
  guint32 number = 0;

  if (!locate (self, key, &number))
    return LINEUP_KEY_UNKNOWN;
  self->last = number;
  return get_state (self, number);
}

/* Whether @place is in the stretch from @first to @last, which may go round the table's end. */
static gboolean
is_between (guint32 first, guint32 place, guint32 last)
{
  return first <= last ? first <= place && place <= last : first <= place || place <= last;
}

/* A later key that was pushed over the place of the one that goes has to be found without it: it
 * moves into the hole, which moves to where that key was. */
static void
remove_from_table (LineupKeySet *self, guint64 key)
{
  Table *table = get_table (self, key);
  guint32 hole = find (self, table, key);

  for (guint32 place = get_next (table, hole); table->numbers[place] != 0;
       place = get_next (table, place))
    {
      if (is_between (
              get_next (table, hole), get_home (table, get_key (self, table, place)), place))
        continue;
      table->numbers[hole] = table->numbers[place];
      hole = place;
    }
  table->numbers[hole] = 0;
  table->n_keys--;
}

void
lineup_key_set_remove (LineupKeySet *self, guint64 key)
{
  guint32 number = 0;

  if (!locate (self, key, &number))
    return;
  if (self->has_tables)
    remove_from_table (self, key);
  set_state (self, number, LINEUP_KEY_UNKNOWN);
}

gsize
lineup_key_set_get_memory (const LineupKeySet *self)
{
  gsize memory = sizeof *self + self->capacity * sizeof (guint64)
                 + get_n_state_bytes (self->capacity);

  for (guint i = 0; i < N_TABLES; i++)
    memory += self->tables[i].capacity * sizeof (guint32);
  return memory;
}
