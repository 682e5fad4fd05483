/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-typed.h"

#include "lineup-term-reader.h"

#include <string.h>

static void
fill_term (LineupTypedTerm *self, const LineupTerm *term)
{
  *self = (LineupTypedTerm){
    .text = g_strndup (term->text, term->length),
    .length = term->length,
    .n_characters = (guint)g_utf8_strlen (term->text, (gssize)term->length),
    .is_gram = term->kind == LINEUP_TERM_GRAM,
    .is_beginning = term->is_last,
  };
}

static LineupTypedTerm *
make_term (const LineupTerm *term)
{
  LineupTypedTerm *self = g_new (LineupTypedTerm, 1);

  fill_term (self, term);
  return self;
}

static void
free_term (LineupTypedTerm *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

static void
add_term (LineupTypedChunk *self, GArray *words, const LineupTerm *term)
{
  switch (term->kind)
    {
    case LINEUP_TERM_JOINED:
      if (!term->is_part)
        self->joined = make_term (term);
      break;
    case LINEUP_TERM_BARE:
      if (!term->is_part)
        self->bare = make_term (term);
      break;
    case LINEUP_TERM_WORD:
    case LINEUP_TERM_GRAM:
    default:
      g_array_set_size (words, words->len + 1);
      fill_term (&g_array_index (words, LineupTypedTerm, words->len - 1), term);
      break;
    }
}

/* A run ends with the gram that is its last letter alone. */
static gboolean
ends_run (const LineupTerm *term)
{
  return term->kind == LINEUP_TERM_GRAM && term->n_letters == 1;
}

/* Takes a chunk's or a run's terms, of which the first has been read, and reads the one after.
 * Returns whether there is one that is looked at. */
static gboolean
take_chunk (LineupTermReader *reader, LineupTerm *term, LineupTypedChunk *self)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (LineupTypedTerm));
  const guint chunk = term->chunk;
  gboolean has_term;
  gboolean goes_on;

  *self = (LineupTypedChunk){ .is_run = term->kind == LINEUP_TERM_GRAM };
  do
    {
      add_term (self, words, term);
      goes_on = !ends_run (term);
      has_term = lineup_term_reader_next (reader, term) && term->place < LINEUP_TYPED_MAX_WORDS;
    }
  while (has_term && goes_on && (self->is_run || term->chunk == chunk));
  self->n_words = words->len;
  self->words = (LineupTypedTerm *)(void *)g_array_free (words, FALSE);
  return has_term;
}

static LineupTypedReading
read_by_words (const LineupTyped *self)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();
  LineupTypedReading reading;

  for (guint i = 0; i < self->n_chunks; i++)
    {
      for (guint k = 0; k < self->chunks[i].n_words; k++)
        g_ptr_array_add (terms, &self->chunks[i].words[k]);
    }
  reading.n_terms = terms->len;
  reading.terms = (const LineupTypedTerm **)(void *)g_ptr_array_free (g_steal_pointer (&terms),
                                                                      FALSE);
  return reading;
}

static LineupTypedReading
read_by_chunks (const LineupTyped *self)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();
  LineupTypedReading reading = { 0 };
  gboolean is_another = FALSE;

  for (guint i = 0; i < self->n_chunks; i++)
    {
      const LineupTypedChunk *chunk = &self->chunks[i];
      const gboolean has_several = chunk->n_words > 1 && !chunk->is_run;

      if (has_several && chunk->joined == NULL)
        return reading;
      is_another = is_another || has_several;
      if (has_several)
        g_ptr_array_add (terms, chunk->joined);
      for (guint k = 0; k < chunk->n_words && !has_several; k++)
        g_ptr_array_add (terms, &chunk->words[k]);
    }
  if (!is_another)
    return reading;
  reading.n_terms = terms->len;
  reading.terms = (const LineupTypedTerm **)(void *)g_ptr_array_free (g_steal_pointer (&terms),
                                                                      FALSE);
  return reading;
}

LineupTyped *
lineup_typed_new (const char *text)
{
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (LineupTypedChunk));
  g_autoptr (LineupTyped) self = NULL;
  gboolean has_term;
  LineupTerm term;

  lineup_term_reader_begin (reader, text, strlen (text));
  has_term = lineup_term_reader_next (reader, &term);
  if (!has_term)
    return NULL;
  while (has_term)
    {
      LineupTypedChunk chunk;

      has_term = take_chunk (reader, &term, &chunk);
      g_array_append_val (chunks, chunk);
    }

  self = g_new0 (LineupTyped, 1);
  self->n_chunks = chunks->len;
  self->chunks = (LineupTypedChunk *)(void *)g_array_free (g_steal_pointer (&chunks), FALSE);
  self->by_words = read_by_words (self);
  self->by_chunks = read_by_chunks (self);
  return g_steal_pointer (&self);
}

void
lineup_typed_free (LineupTyped *self)
{
  for (guint i = 0; i < self->n_chunks; i++)
    {
      for (guint k = 0; k < self->chunks[i].n_words; k++)
        g_free (self->chunks[i].words[k].text);
      g_free (self->chunks[i].words);
      free_term (self->chunks[i].joined);
      free_term (self->chunks[i].bare);
    }
  g_free (self->chunks);
  g_free (self->by_words.terms);
  g_free (self->by_chunks.terms);
  g_free (self);
}
