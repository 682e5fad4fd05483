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

/* Terms: short beginnings that have a bitmap, of a KiB each. The rows of others are noted. */
#define MAX_BITMAPS 1024

/* Notes: of which a new table has room for as many. */
#define FIRST_NOTES (1U << 16)

/* Terms: that are looked for together, so that the memory's answers to all are awaited at once. */
#define BATCH 16

G_STATIC_ASSERT (LINEUP_ROW_SET_WINDOW == 1U << ROW_BITS);

typedef struct
{
  guint64 head;     /* the area and the first bytes, so that terms are sorted as it is */
  guint32 rest;     /* offset of the other bytes */
  guint32 short_1;  /* its beginning of one letter, or its bitmap if it is one; NO_TERM for none */
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

/* A term's place among the others. */
typedef struct
{
  guint64 head;
  guint32 number;
} Place;

/* Rows of a short beginning, of which many have most. */
typedef struct
{
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS];
} Bitmap;

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
  GArray *bitmaps;    /* (owned) (element-type Bitmap) */
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
  self->bitmaps = g_array_new (FALSE, TRUE, sizeof (Bitmap));
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
  g_array_unref (self->bitmaps);
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

/* Of what is multiplied only the upper bits depend on all that there are below. */
static guint64
mix (guint64 hash, guint64 value)
{
  hash = (hash ^ value) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ hash >> 32;
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
  return (guint32)(mix (hash, 0) >> 32);
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

static gboolean
is_short (const Term *term)
{
  return (term->head >> 56 & LINEUP_INDEX_SHORT) != 0;
}

static Bitmap *
get_bitmap (LineupTermTable *self, const Term *term)
{
  return is_short (term) && term->short_1 != NO_TERM
             ? &g_array_index (self->bitmaps, Bitmap, term->short_1)
             : NULL;
}

/* Where a name's words are at a place, their beginnings are in few rows. */
static void
add_bitmap (LineupTermTable *self, guint32 number)
{
  Term *term = get_term (self, number);
  const guint area = term->head >> 56 & ~(guint)LINEUP_INDEX_SHORT;

  if (area > LINEUP_INDEX_ELSEWHERE || self->bitmaps->len == MAX_BITMAPS)
    return;
  term->short_1 = self->bitmaps->len;
  g_array_set_size (self->bitmaps, self->bitmaps->len + 1);
}

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

  if (area == LINEUP_INDEX_TAG)
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
  if (is_short (&added))
    add_bitmap (self, number);
  else
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
note_short (LineupTermTable *self, guint32 number, guint16 row)
{
  Bitmap *bitmap = number != NO_TERM ? get_bitmap (self, get_term (self, number)) : NULL;

  if (bitmap != NULL)
    bitmap->bits[row / 64] |= G_GUINT64_CONSTANT (1) << row % 64;
  else if (number != NO_TERM)
    note (self, number, row);
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
  note_short (self, get_term (self, number)->short_1, pending->row);
  note_short (self, get_term (self, number)->short_2, pending->row);
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

/* Compares terms of one head. */
static int
compare_rests (gconstpointer a, gconstpointer b, gpointer user_data)
{
  LineupTermTable *self = user_data;
  const Term *term = get_term (self, ((const Place *)a)->number);
  const Term *other = get_term (self, ((const Place *)b)->number);
  const int order = memcmp (self->rests->str + term->rest,
                            self->rests->str + other->rest,
                            MIN (term->n_rest, other->n_rest));

  return order != 0 ? order : (int)term->n_rest - (int)other->n_rest;
}

/* Sorts by one byte of the heads, and leaves what has the same one as it is. Returns whether they
 * differ in it: otherwise nothing is written. */
static gboolean
sort_by_byte (const Place *from, guint n, guint shift, Place *to)
{
  guint starts[256] = { 0 };
  guint start = 0;

  for (guint i = 0; i < n; i++)
    starts[from[i].head >> shift & 0xff]++;
  if (starts[from[0].head >> shift & 0xff] == n)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const guint length = starts[i];

      starts[i] = start;
      start += length;
    }
  for (guint i = 0; i < n; i++)
    to[starts[from[i].head >> shift & 0xff]++] = from[i];
  return TRUE;
}

static void
sort_rests (LineupTermTable *self, Place *places, guint n)
{
  guint length = 0;

  for (guint i = 0; i < n; i += length)
    {
      for (length = 1; i + length < n && places[i + length].head == places[i].head; length++)
        continue;
      if (length > 1)
        g_qsort_with_data (places + i, (gint)length, sizeof *places, compare_rests, self);
    }
}

/* Heads are sorted byte by byte, the last one first. */
static Place *
sort_terms (LineupTermTable *self)
{
  const guint n = self->terms->len;
  g_autofree Place *places = g_new (Place, n);
  g_autofree Place *other = g_new (Place, n);

  for (guint32 i = 0; i < n; i++)
    places[i] = (Place){ get_term (self, i)->head, i };
  for (guint shift = 0; shift < 8 * HEAD; shift += 8)
    {
      if (sort_by_byte (places, n, shift, other))
        {
          Place *sorted = other;

          other = places;
          places = sorted;
        }
    }
  sort_rests (self, places, n);
  return g_steal_pointer (&places);
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
  const Bitmap *bitmap = get_bitmap (self, term);
  LineupPosting posting = { .window = self->window };

  make_key (self, term);
  g_byte_array_set_size (self->packed, 0);
  if (bitmap != NULL)
    lineup_posting_pack_bits (bitmap->bits, self->packed);
  else
    lineup_posting_pack (rows, n_rows, self->packed);
  posting.key = self->key->data;
  posting.n_key = self->key->len;
  posting.rows = self->packed->data;
  posting.n_rows = self->packed->len;
  func (&posting, user_data);
}

static void
give_all (LineupTermTable *self, LineupTermTableFunc func, gpointer user_data)
{
  g_autofree Place *places = sort_terms (self);
  g_autofree guint32 *ends = g_new0 (guint32, self->terms->len);
  g_autofree guint16 *rows = sort_notes (self, ends);

  for (guint32 i = 0; i < self->terms->len; i++)
    {
      const guint32 number = places[i].number;
      const guint32 first = number == 0 ? 0 : ends[number - 1];
      const Term *term = get_term (self, number);

      if (ends[number] > first || get_bitmap (self, term) != NULL)
        give_posting (self, term, rows + first, ends[number] - first, func, user_data);
    }
}

void
lineup_term_table_end (LineupTermTable *self, LineupTermTableFunc func, gpointer user_data)
{
  note_all_pending (self);
  if (self->terms->len > 0)
    give_all (self, func, user_data);
  g_array_set_size (self->terms, 0);
  g_array_set_size (self->bitmaps, 0);
  g_string_truncate (self->rests, 0);
  self->n_notes = 0;
  clear_slots (self);
}
