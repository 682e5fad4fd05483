/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-term-table.h"

#include <string.h>

/* Bits: of a row within its window, in a note; the others are the number of a term. */
#define ROW_BITS 13

/* Terms: as many as notes can tell apart, without those of the longest row. */
#define MAX_TERMS (1U << 19)
#define FULL      (MAX_TERMS - 65536)

/* Notes: 16 MiB, of which a row has few thousand. */
#define MANY_NOTES (4U << 20)

/* Bytes: of a term with its area that are compared at once. */
#define HEAD 8U

/* Terms: of which a new table has room for as many. */
#define FIRST_SLOTS (1U << 12)

#define NO_ROW  G_MAXUINT16
#define NO_TERM G_MAXUINT32

/* Notes: of which a new table has room for as many. */
#define FIRST_NOTES (1U << 16)

/* Terms: that are looked for together, so that the memory's answers to all are awaited at once. */
#define BATCH 16

G_STATIC_ASSERT (LINEUP_ROW_SET_WINDOW == 1U << ROW_BITS);

typedef struct
{
  guint64 head;     /* the area and the first bytes, so that terms are sorted as it is */
  guint32 rest;     /* offset of the other bytes */
  guint32 short_1;  /* its beginning of one letter, NO_TERM for none */
  guint32 short_2;  /* likewise of two */
  guint16 last_row; /* that it was noted for, in the window; NO_ROW for none */
  guint8 n_rest;    /* bytes at @rest */
} Term;

/* Most of what is not looked for is told by its hash, without a look at the term. */
typedef struct
{
  guint32 number; /* of a term, NO_TERM if the slot is free */
  guint32 hash;
} Slot;

/* What is to be noted. */
typedef struct
{
  guint64 head;
  guint32 hash;
  guint16 row;
  guint8 n_term;
  char term[LINEUP_POSTING_MAX_KEY]; /* without the area */
} Pending;

struct _LineupTermTable
{
  GArray *terms;  /* (owned) (element-type Term) */
  GString *rests; /* (owned): bytes of terms beyond their heads */
  Slot *slots;    /* (owned) (array length=n_slots): terms by their hash */
  guint n_slots;  /* a power of two */
  guint32 *notes; /* (owned) (array length=n_notes): a term and a row each */
  guint n_notes;
  guint max_notes;    /* that there is room for */
  guint window;       /* of all rows */
  guint16 row;        /* in it: the one at hand */
  GByteArray *key;    /* (owned): of the posting at hand */
  GByteArray *packed; /* (owned): its rows */
  guint n_pending;
  Pending pending[BATCH];
};

static void
clear_slots (LineupTermTable *self)
{
  memset (self->slots, 0xff, self->n_slots * sizeof *self->slots);
}

LineupTermTable *
lineup_term_table_new (void)
{
  LineupTermTable *self = g_new0 (LineupTermTable, 1);

  self->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  self->rests = g_string_new (NULL);
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new (Slot, self->n_slots);
  clear_slots (self);
  self->max_notes = FIRST_NOTES;
  self->notes = g_new (guint32, self->max_notes);
  self->key = g_byte_array_new ();
  self->packed = g_byte_array_new ();
  return self;
}

void
lineup_term_table_free (LineupTermTable *self)
{
  g_array_unref (self->terms);
  g_string_free (self->rests, TRUE);
  g_free (self->slots);
  g_free (self->notes);
  g_byte_array_unref (self->key);
  g_byte_array_unref (self->packed);
  g_free (self);
}

void
lineup_term_table_begin (LineupTermTable *self, guint32 row)
{
  self->window = row / LINEUP_ROW_SET_WINDOW;
  self->row = (guint16)(row % LINEUP_ROW_SET_WINDOW);
}

static Term *
get_term (LineupTermTable *self, guint32 number)
{
  return &((Term *)(gpointer)self->terms->data)[number];
}

static guint64
make_head (LineupIndexArea area, const char *term, gsize n_bytes)
{
  guint64 head = 0;

  memcpy (&head, term, MIN (n_bytes, HEAD - 1));
  return (guint64)area << 56 | GUINT64_FROM_BE (head) >> 8;
}

static guint64
mix (guint64 hash, guint64 value)
{
  hash = (hash ^ value) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ hash >> 29;
}

static guint32
make_hash (guint64 head, const char *rest, gsize n_rest)
{
  guint64 hash = mix (n_rest, head);

  for (; n_rest > 0; rest += MIN (n_rest, 8), n_rest -= MIN (n_rest, 8))
    {
      guint64 part = 0;

      memcpy (&part, rest, MIN (n_rest, 8));
      hash = mix (hash, part);
    }
  return (guint32)(hash ^ hash >> 32);
}

static gboolean
is_term (LineupTermTable *self, guint32 number, guint64 head, const char *rest, gsize n_rest)
{
  const Term *term = get_term (self, number);

  return term->head == head && term->n_rest == n_rest
         && (n_rest == 0 || memcmp (self->rests->str + term->rest, rest, n_rest) == 0);
}

static void
put_in_slot (LineupTermTable *self, guint32 hash, guint32 number)
{
  guint slot = hash & (self->n_slots - 1);

  while (self->slots[slot].number != NO_TERM)
    slot = (slot + 1) & (self->n_slots - 1);
  self->slots[slot] = (Slot){ number, hash };
}

static void
grow (LineupTermTable *self)
{
  self->n_slots *= 2;
  self->slots = g_renew (Slot, self->slots, self->n_slots);
  clear_slots (self);
  for (guint32 i = 0; i < self->terms->len; i++)
    {
      const Term *term = get_term (self, i);

      put_in_slot (self, make_hash (term->head, self->rests->str + term->rest, term->n_rest), i);
    }
}

static gsize
get_n_rest (gsize n_bytes)
{
  return n_bytes - MIN (n_bytes, HEAD - 1);
}

static guint32
find_or_add (LineupTermTable *self, guint64 head, guint32 hash, const char *term, gsize n_bytes);

/* Returns the number of bytes of so many characters, 0 if there are not so many. */
static gsize
measure (const char *term, gsize n_bytes, guint n_characters)
{
  gsize n = 0;

  for (; n_characters > 0 && n < n_bytes; n_characters--)
    {
      n++;
      while (n < n_bytes && ((guchar)term[n] & 0xc0) == 0x80)
        n++;
    }
  return n_characters == 0 ? n : 0;
}

static guint32
find_short (LineupTermTable *self,
            LineupIndexArea area,
            const char *term,
            gsize n_bytes,
            guint n_characters)
{
  const gsize n = measure (term, n_bytes, n_characters);
  const guint64 head = make_head (area | LINEUP_INDEX_SHORT, term, n);
  const gsize n_rest = get_n_rest (n);

  return n > 0 ? find_or_add (self, head, make_hash (head, term + n - n_rest, n_rest), term, n)
               : NO_TERM;
}

static void
add_short (LineupTermTable *self, guint32 number, const char *term, gsize n_bytes)
{
  const LineupIndexArea area = (LineupIndexArea)(get_term (self, number)->head >> 56);
  guint32 short_1 = 0;
  guint32 short_2 = 0;

  if ((area & LINEUP_INDEX_SHORT) != 0 || area == LINEUP_INDEX_TAG)
    return;
  short_1 = find_short (self, area, term, n_bytes, 1);
  short_2 = find_short (self, area, term, n_bytes, 2);
  get_term (self, number)->short_1 = short_1;
  get_term (self, number)->short_2 = short_2;
}

static guint32
find_or_add (LineupTermTable *self, guint64 head, guint32 hash, const char *term, gsize n_bytes)
{
  const gsize n_rest = get_n_rest (n_bytes);
  const char *rest = term + n_bytes - n_rest;
  guint slot = hash & (self->n_slots - 1);
  guint32 number = 0;
  Term added = { .head = head, .last_row = NO_ROW, .short_1 = NO_TERM, .short_2 = NO_TERM };

  for (; self->slots[slot].number != NO_TERM; slot = (slot + 1) & (self->n_slots - 1))
    {
      if (self->slots[slot].hash == hash
          && is_term (self, self->slots[slot].number, head, rest, n_rest))
        return self->slots[slot].number;
    }
  number = self->terms->len;
  self->slots[slot] = (Slot){ number, hash };
  added.rest = (guint32)self->rests->len;
  added.n_rest = (guint8)n_rest;
  if (n_rest > 0)
    g_string_append_len (self->rests, rest, (gssize)n_rest);
  g_array_append_val (self->terms, added);
  if (self->terms->len > self->n_slots / 2)
    grow (self);
  add_short (self, number, term, n_bytes);
  return number;
}

/* Returns whether it was not yet noted for this row. */
static gboolean
note (LineupTermTable *self, guint32 number, guint16 row)
{
  Term *term = get_term (self, number);

  if (term->last_row == row)
    return FALSE;
  term->last_row = row;
  if (self->n_notes == self->max_notes)
    {
      self->max_notes *= 2;
      self->notes = g_renew (guint32, self->notes, self->max_notes);
    }
  self->notes[self->n_notes++] = number << ROW_BITS | row;
  return TRUE;
}

static void
note_pending (LineupTermTable *self, const Pending *pending)
{
  guint32 number = 0;

  if (self->terms->len + 3 > MAX_TERMS)
    return;
  number = find_or_add (self, pending->head, pending->hash, pending->term, pending->n_term);
  if (!note (self, number, pending->row))
    return;
  if (get_term (self, number)->short_1 != NO_TERM)
    note (self, get_term (self, number)->short_1, pending->row);
  if (get_term (self, number)->short_2 != NO_TERM)
    note (self, get_term (self, number)->short_2, pending->row);
}

/* Most terms are known: where their hash says. */
static void
fetch (LineupTermTable *self, const Pending *pending)
{
  const Slot *slot = &self->slots[pending->hash & (self->n_slots - 1)];

  if (slot->number != NO_TERM)
    __builtin_prefetch (get_term (self, slot->number), 1);
}

static void
note_all_pending (LineupTermTable *self)
{
  for (guint i = 0; i < self->n_pending; i++)
    fetch (self, &self->pending[i]);
  for (guint i = 0; i < self->n_pending; i++)
    note_pending (self, &self->pending[i]);
  self->n_pending = 0;
}

void
lineup_term_table_add (LineupTermTable *self, LineupIndexArea area, const char *term, gsize n_bytes)
{
  Pending *pending = NULL;
  const gsize n_rest = get_n_rest (n_bytes);

  g_return_if_fail (n_bytes > 0 && n_bytes < LINEUP_POSTING_MAX_KEY);

  if (self->n_pending == BATCH)
    note_all_pending (self);
  pending = &self->pending[self->n_pending++];
  pending->head = make_head (area, term, n_bytes);
  pending->hash = make_hash (pending->head, term + n_bytes - n_rest, n_rest);
  pending->row = self->row;
  pending->n_term = (guint8)n_bytes;
  memcpy (pending->term, term, n_bytes);
  __builtin_prefetch (&self->slots[pending->hash & (self->n_slots - 1)]);
}

gboolean
lineup_term_table_is_full (const LineupTermTable *self)
{
  return self->terms->len >= FULL || self->n_notes >= MANY_NOTES;
}

/* A term's place among the others. */
typedef struct
{
  guint64 head;
  guint32 number;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Place *place = a;
  const Place *other = b;
  LineupTermTable *self = user_data;
  const Term *term = NULL;
  const Term *other_term = NULL;
  int order = 0;

  if (place->head != other->head)
    return place->head < other->head ? -1 : 1;
  term = get_term (self, place->number);
  other_term = get_term (self, other->number);
  order = memcmp (self->rests->str + term->rest,
                  self->rests->str + other_term->rest,
                  MIN (term->n_rest, other_term->n_rest));
  return order != 0 ? order : (int)term->n_rest - (int)other_term->n_rest;
}

static Place *
sort_terms (LineupTermTable *self)
{
  Place *places = g_new (Place, self->terms->len);

  for (guint32 i = 0; i < self->terms->len; i++)
    places[i] = (Place){ get_term (self, i)->head, i };
  g_qsort_with_data (places, (gint)self->terms->len, sizeof *places, compare_places, self);
  return places;
}

/* Rows of all terms, those of one beside each other: they are noted in the order of rows. Says of
 * each term where its rows end, which is where the next one's begin. */
static guint16 *
sort_notes (LineupTermTable *self, guint32 *ends)
{
  guint16 *rows = g_new (guint16, self->n_notes);
  guint32 n = 0;

  for (guint i = 0; i < self->n_notes; i++)
    ends[self->notes[i] >> ROW_BITS]++;
  for (guint32 i = 0; i < self->terms->len; i++)
    {
      const guint32 n_notes = ends[i];

      ends[i] = n;
      n += n_notes;
    }
  for (guint i = 0; i < self->n_notes; i++)
    rows[ends[self->notes[i] >> ROW_BITS]++] = (guint16)(self->notes[i]
                                                         & (LINEUP_ROW_SET_WINDOW - 1));
  return rows;
}

static void
make_key (LineupTermTable *self, const Term *term)
{
  const guint64 head = GUINT64_TO_BE (term->head);
  gsize n_head = HEAD;

  /* No word has a NUL in it. */
  if (term->n_rest == 0)
    n_head = strnlen ((const char *)&head, HEAD);
  g_byte_array_set_size (self->key, 0);
  g_byte_array_append (self->key, (const guint8 *)&head, (guint)n_head);
  g_byte_array_append (self->key, (const guint8 *)self->rests->str + term->rest, term->n_rest);
}

static void
give_posting (LineupTermTable *self,
              const Term *term,
              const guint16 *rows,
              gsize n_rows,
              LineupTermTableFunc func,
              gpointer user_data)
{
  LineupPosting posting = { .window = self->window };

  make_key (self, term);
  g_byte_array_set_size (self->packed, 0);
  lineup_posting_pack (rows, n_rows, self->packed);
  posting.key = self->key->data;
  posting.n_key = self->key->len;
  posting.rows = self->packed->data;
  posting.n_rows = self->packed->len;
  func (&posting, user_data);
}

void
lineup_term_table_end (LineupTermTable *self, LineupTermTableFunc func, gpointer user_data)
{
  g_autofree Place *places = NULL;
  g_autofree guint32 *ends = NULL;
  g_autofree guint16 *rows = NULL;

  note_all_pending (self);
  places = sort_terms (self);
  ends = g_new0 (guint32, self->terms->len);
  rows = sort_notes (self, ends);
  for (guint32 i = 0; i < self->terms->len; i++)
    {
      const guint32 number = places[i].number;
      const guint32 first = number == 0 ? 0 : ends[number - 1];

      if (ends[number] > first)
        give_posting (
            self, get_term (self, number), rows + first, ends[number] - first, func, user_data);
    }
  g_array_set_size (self->terms, 0);
  g_string_truncate (self->rests, 0);
  self->n_notes = 0;
  clear_slots (self);
}
