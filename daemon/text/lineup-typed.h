/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of a text that are looked at, far more than any title has. */
#define LINEUP_TYPED_MAX_WORDS 64

/**
 * LineupTypedTerm:
 * @text: folded as a #LineupTerm
 * @length: its bytes
 * @n_characters: its characters
 * @is_gram: whether it is found among a run's grams
 * @is_beginning: a gram's: whether those that begin with it are meant, too
 */
typedef struct
{
  char *text; /* (owned) */
  gsize length;
  guint n_characters;
  gboolean is_gram;
  gboolean is_beginning;
} LineupTypedTerm;

/**
 * LineupTypedChunk:
 * @words: its words; of a run the gram at each letter
 * @n_words: how many there are, 1 at least
 * @joined: (nullable): all words without the marks between them, if there are several
 * @bare: (nullable): the word without its article, if it is a single one that has it
 * @is_run: whether its words are grams; there are no other forms then
 *
 * A text has it, if it has all words, or @joined, or @bare.
 */
typedef struct
{
  LineupTypedTerm *words; /* (owned) (array length=n_words) */
  guint n_words;
  LineupTypedTerm *joined; /* (owned) (nullable) */
  LineupTypedTerm *bare;   /* (owned) (nullable) */
  gboolean is_run;
} LineupTypedChunk;

/**
 * LineupTypedReading:
 * @terms: what is at each place
 * @n_terms: how many words were typed, as this reading counts them; 0 if there is no such reading
 */
typedef struct
{
  const LineupTypedTerm **terms; /* (owned) (array length=n_terms) (element-type unowned) */
  guint n_terms;
} LineupTypedReading;

/**
 * LineupTyped:
 * @chunks: what was typed, in order; the last one's last word, or its joined or bare form, may be
 *   the beginning of a longer one
 * @n_chunks: how many there are, 1 at least
 * @by_words: one word after another, each letter of a run for itself
 * @by_chunks: the same, but a chunk of several words is its joined form; none if that is the same,
 *   or too long for a term
 *
 * What somebody typed, to be looked for in texts that #LineupTermReader reads: nothing that is
 * typed is syntax.
 */
typedef struct
{
  LineupTypedChunk *chunks; /* (owned) (array length=n_chunks) */
  guint n_chunks;
  LineupTypedReading by_words;
  LineupTypedReading by_chunks;
} LineupTyped;

/**
 * lineup_typed_new:
 * @text: what was typed, in UTF-8; words beyond the first %LINEUP_TYPED_MAX_WORDS are ignored
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): what it means, %NULL if there is no word in it
 */
LineupTyped *lineup_typed_new (const char *text);

/**
 * lineup_typed_free:
 * @self: (transfer full): what was typed
 */
void lineup_typed_free (LineupTyped *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupTyped, lineup_typed_free)

G_END_DECLS
