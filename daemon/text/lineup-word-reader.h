/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupWordReader:
 *
 * Splits text into words, as the search index and a search take it, and folds them, so that case,
 * accents and width make no difference.
 *
 * A word is a run of letters, numbers and the marks on them. In scripts that are written without
 * spaces each letter is a word, so that a search finds what is in the middle of a title. A folded
 * word is a word of its own that is folded to itself. It is fully decomposed, Hangul too: a
 * syllable that is still being typed is the beginning of the whole one.
 *
 * For one thread at a time. It remembers how characters are folded: one is to be kept and used
 * again.
 */
typedef struct _LineupWordReader LineupWordReader;

/* Bytes of a word: a longer one is cut at a character's border, once it is folded. */
#define LINEUP_WORD_MAX_BYTES 64

/* Bytes of a name's key, likewise. */
#define LINEUP_NAME_KEY_MAX_BYTES 96

/**
 * LineupWord:
 * @text: the folded word in UTF-8, without a NUL; until the next call
 * @length: its bytes
 * @start: where it begins in the text that it is from
 * @end: where it ends there
 * @is_letter: whether it is a letter that is a word of its own
 */
typedef struct
{
  const char *text;
  gsize length;
  gsize start;
  gsize end;
  gboolean is_letter;
} LineupWord;

/**
 * lineup_word_reader_new:
 *
 * Returns: (transfer full): a reader, without text
 */
LineupWordReader *lineup_word_reader_new (void);

/**
 * lineup_word_reader_new_cutting_hangul:
 *
 * Like lineup_word_reader_new(), but each syllable of Hangul is a word, too.
 *
 * Returns: (transfer full): a reader, without text
 */
LineupWordReader *lineup_word_reader_new_cutting_hangul (void);

/**
 * lineup_word_reader_free:
 * @self: (transfer full): a reader
 */
void lineup_word_reader_free (LineupWordReader *self);

/**
 * lineup_word_reader_begin:
 * @self: a reader
 * @text: (array length=length) (nullable): UTF-8, which has to outlive the reading; what is not
 *   valid in it parts words
 * @length: its bytes
 *
 * Goes to the beginning of a text.
 */
void lineup_word_reader_begin (LineupWordReader *self, const char *text, gsize length);

/**
 * lineup_word_reader_next:
 * @self: a reader
 * @word: (out): the next word, if there is one
 *
 * Returns: whether there is one
 */
gboolean lineup_word_reader_next (LineupWordReader *self, LineupWord *word);

/**
 * lineup_word_reader_cut:
 * @text: (array length=length): UTF-8
 * @length: its bytes
 * @room: how many bytes there is room for
 *
 * Returns: how many of the bytes fit, without part of a character
 */
gsize lineup_word_reader_cut (const char *text, gsize length, gsize room);

/**
 * lineup_word_reader_make_key:
 * @self: a reader, which is left without text
 * @text: (array length=length) (nullable): a name
 * @length: its bytes
 * @key: takes the key, in place of what was there
 *
 * Makes what names are sorted and compared by: their words, joined by spaces. It is empty if there
 * is none.
 */
void
lineup_word_reader_make_key (LineupWordReader *self, const char *text, gsize length, GString *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupWordReader, lineup_word_reader_free)

G_END_DECLS
