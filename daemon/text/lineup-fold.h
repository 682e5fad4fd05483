/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupFoldKind:
 * @LINEUP_FOLD_NOTHING: is as if it were not there, also within a word
 * @LINEUP_FOLD_GAP: parts words
 * @LINEUP_FOLD_LETTERS: goes on with a word, or begins one; with the marks on them
 * @LINEUP_FOLD_HANGUL: the same, in jamo, of which some make a syllable
 * @LINEUP_FOLD_MARKS: goes on with a word, of any kind, and never begins one
 * @LINEUP_FOLD_ALONE: a letter of a script that puts no spaces between words, which is a word of
 * its own; with the marks on it
 * @LINEUP_FOLD_SEVERAL: several of those, one after the other
 */
typedef enum
{
  LINEUP_FOLD_NOTHING,
  LINEUP_FOLD_GAP,
  LINEUP_FOLD_LETTERS,
  LINEUP_FOLD_HANGUL,
  LINEUP_FOLD_MARKS,
  LINEUP_FOLD_ALONE,
  LINEUP_FOLD_SEVERAL,
} LineupFoldKind;

/* Bytes of a part, at most: three conjoining jamo take nine. */
#define LINEUP_FOLD_MAX_BYTES 10

/**
 * LineupFold:
 * @kind: a #LineupFoldKind
 * @n_bytes: how much of @bytes counts
 * @bytes: folded text
 *
 * What a character is folded to, or a part of that.
 */
typedef struct
{
  guint8 kind;
  guint8 n_bytes;
  char bytes[LINEUP_FOLD_MAX_BYTES];
} LineupFold;

/* Characters that a character is decomposed to, at most, each of which may be folded to several. */
#define LINEUP_FOLD_MAX_PARTS (2 * G_UNICHAR_MAX_DECOMPOSITION_LENGTH)

/**
 * lineup_fold_character:
 * @character: any character
 * @parts: (out) (array length=LINEUP_FOLD_MAX_PARTS): what it is folded to
 *
 * Folds a character so that case, accents and width make no difference. The neighbours don't
 * matter, as the result is fully decomposed: what was composed and what was not come to the same.
 *
 * Returns: how many parts there are
 */
gsize lineup_fold_character (gunichar character, LineupFold parts[LINEUP_FOLD_MAX_PARTS]);

G_END_DECLS
