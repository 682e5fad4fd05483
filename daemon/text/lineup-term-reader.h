/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-word-reader.h"

G_BEGIN_DECLS

/**
 * LineupTermReader:
 *
 * Splits text into the terms that it is found by: its words, and what people type in their place.
 *
 * Words are as of #LineupWordReader, which they are folded by. A chunk is one word, or several with
 * a single mark between each two that does not part them to who writes: "Spider-Man", "S.W.A.T.",
 * "AT&T", "Ocean's". A chunk of several is found by its words and by all of them without the marks,
 * and what apostrophes join in it also by that: "Qu'est-ce" by "quest ce".
 *
 * A run is what is written without blanks between words, in scripts that do so, and Hangul, whose
 * words are joined as one likes. Marks that join are no end of it. A run is found by any part of
 * it: each of its letters is a word and a chunk of its own, and a term has it with those that
 * follow.
 *
 * For one thread at a time. It remembers how characters are folded: one is to be kept and used
 * again.
 */
typedef struct _LineupTermReader LineupTermReader;

/* Letters of a gram, where the run does not end before. */
#define LINEUP_GRAM_MAX_LETTERS 3

/**
 * LineupTermKind:
 * @LINEUP_TERM_WORD: a word
 * @LINEUP_TERM_JOINED: all words of a chunk of several, or those of a part of it that apostrophes
 *   join, after the last one of them; there is none if the chunk would be longer than
 *   %LINEUP_WORD_MAX_BYTES up to there
 * @LINEUP_TERM_BARE: an Arabic word without its article, after the word
 * @LINEUP_TERM_GRAM: a letter of a run with up to two that follow it
 */
typedef enum
{
  LINEUP_TERM_WORD,
  LINEUP_TERM_JOINED,
  LINEUP_TERM_BARE,
  LINEUP_TERM_GRAM,
} LineupTermKind;

/**
 * LineupTerm:
 * @kind: what it is of its text
 * @text: folded, in UTF-8, without a NUL; until the next call
 * @length: its bytes, %LINEUP_WORD_MAX_BYTES at most; a gram is cut there
 * @start: where its first word, or letter, begins in the text that it is from
 * @end: where its last word ends there; a gram's first letter
 * @place: its first word's among all words of the text, from 0; each letter of a run is a word
 * @n_words: how many words it stands for: those that are joined, else 1. The last term's @place and
 *   @n_words together are how many words there are
 * @chunk: its chunk's place among all chunks, from 0; each letter of a run is a chunk
 * @is_part: whether it is a word of a chunk of several, or one without its article, or some of its
 *   words joined; if not, it stands for all of its chunk
 * @n_letters: a gram's, 1 to %LINEUP_GRAM_MAX_LETTERS; else 0
 * @is_last: a gram's: whether the run's last letter is in it, which may be the beginning of one,
 * and of more. One of fewer letters than %LINEUP_GRAM_MAX_LETTERS always is
 */
typedef struct
{
  LineupTermKind kind;
  const char *text;
  gsize length;
  gsize start;
  gsize end;
  guint place;
  guint n_words;
  guint chunk;
  gboolean is_part;
  guint n_letters;
  gboolean is_last;
} LineupTerm;

/**
 * lineup_term_reader_new:
 *
 * Returns: (transfer full): a reader, without text
 */
LineupTermReader *lineup_term_reader_new (void);

/**
 * lineup_term_reader_free:
 * @self: (transfer full): a reader
 */
void lineup_term_reader_free (LineupTermReader *self);

/**
 * lineup_term_reader_begin:
 * @self: a reader
 * @text: (array length=length) (nullable): UTF-8, which has to outlive the reading; what is not
 *   valid in it parts words
 * @length: its bytes
 *
 * Goes to the beginning of a text.
 */
void lineup_term_reader_begin (LineupTermReader *self, const char *text, gsize length);

/**
 * lineup_term_reader_next:
 * @self: a reader
 * @term: (out): the next term, if there is one
 *
 * Returns: whether there is one
 */
gboolean lineup_term_reader_next (LineupTermReader *self, LineupTerm *term);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupTermReader, lineup_term_reader_free)

G_END_DECLS
