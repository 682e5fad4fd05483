/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-text.h"

#include "lineup-name.h"

/* How many words, or chunks, each part of a name has. */
typedef struct
{
  guint before;
  guint core;
  guint year;
  guint after;
} Lengths;

typedef struct
{
  LineupTermTable *table; /* (unowned) */
  LineupNameParts parts;
  gboolean is_in_core;
  guint core_place; /* of the core's first word */
  guint core_chunk; /* likewise of its first chunk */
  guint n_chunks;   /* up to the term at hand */
  Lengths words;
  Lengths chunks;
} Name;

static void
add_at (Name *self, const LineupTerm *term, guint place)
{
  if (place < LINEUP_INDEX_N_PLACES)
    lineup_term_table_add (
        self->table, (LineupIndexArea)(LINEUP_INDEX_PLACE + place), term->text, term->length);
}

static void
add_places (Name *self, const LineupTerm *term)
{
  if (term->kind != LINEUP_TERM_JOINED)
    {
      add_at (self, term, term->place);
      if (self->is_in_core)
        add_at (self, term, term->place - self->core_place);
    }
  if (!term->is_part)
    {
      add_at (self, term, term->chunk);
      if (self->is_in_core)
        add_at (self, term, term->chunk - self->core_chunk);
    }
}

static void
count (const LineupNameParts *parts, gsize start, Lengths *lengths)
{
  if (start < parts->core_start)
    lengths->before++;
  else if (start < parts->core_end)
    lengths->core++;
  else if (start >= parts->year_start && start < parts->year_end)
    lengths->year++;
  else
    lengths->after++;
}

static void
take_term (Name *self, const LineupTerm *term)
{
  if (!self->is_in_core && term->start >= self->parts.core_start)
    {
      self->is_in_core = TRUE;
      self->core_place = term->place;
      self->core_chunk = term->chunk;
    }
  lineup_term_table_add (self->table, LINEUP_INDEX_NAME, term->text, term->length);
  add_places (self, term);
  if (term->kind == LINEUP_TERM_WORD || term->kind == LINEUP_TERM_GRAM)
    {
      count (&self->parts, term->start, &self->words);
      if (term->chunk >= self->n_chunks)
        count (&self->parts, term->start, &self->chunks);
      self->n_chunks = term->chunk + 1;
    }
}

static guint32
get_bit (guint length)
{
  return length > 0 && length <= LINEUP_INDEX_TEXT_MAX_LENGTH ? 1U << length : 0;
}

static guint32
get_bits (const Lengths *lengths)
{
  return get_bit (lengths->core) | get_bit (lengths->core + lengths->year)
         | get_bit (lengths->before + lengths->core)
         | get_bit (lengths->before + lengths->core + lengths->year + lengths->after);
}

guint32
lineup_index_text_add_name (LineupTermTable *table,
                            LineupTermReader *reader,
                            const char *name,
                            gsize length)
{
  Name self = { .table = table };
  LineupTerm term;

  if (name == NULL)
    return 0;
  lineup_name_split (name, length, &self.parts);
  lineup_term_reader_begin (reader, name, length);
  while (lineup_term_reader_next (reader, &term))
    take_term (&self, &term);
  return get_bits (&self.words) | get_bits (&self.chunks) << 16;
}

void
lineup_index_text_add (LineupTermTable *table,
                       LineupTermReader *reader,
                       const char *text,
                       gsize length)
{
  LineupTerm term;

  lineup_term_reader_begin (reader, text, text != NULL ? length : 0);
  while (lineup_term_reader_next (reader, &term))
    lineup_term_table_add (table, LINEUP_INDEX_ELSEWHERE, term.text, term.length);
}
