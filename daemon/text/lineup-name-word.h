/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupQuality:
 * @LINEUP_QUALITY_UNKNOWN: a name does not say
 * @LINEUP_QUALITY_SD: up to 576 lines
 * @LINEUP_QUALITY_HD: 720 lines, or whatever a panel calls so
 * @LINEUP_QUALITY_FHD: 1080 lines
 * @LINEUP_QUALITY_4K: 2160 lines
 * @LINEUP_QUALITY_8K: 4320 lines
 *
 * How good a picture is, as its name says.
 */
typedef enum
{
  LINEUP_QUALITY_UNKNOWN,
  LINEUP_QUALITY_SD,
  LINEUP_QUALITY_HD,
  LINEUP_QUALITY_FHD,
  LINEUP_QUALITY_4K,
  LINEUP_QUALITY_8K,
} LineupQuality;

/**
 * lineup_quality_to_string:
 *
 * Returns: (nullable): the word that people use, such as `4k`; %NULL for one that is unknown
 */
const char *lineup_quality_to_string (LineupQuality self);

/**
 * LineupNameWord:
 * @word: in capitals
 * @quality: that it says
 * @language: (nullable): that it says, two letters as of ISO 639-1: of the sound
 * @n_names: in how many real names it was seen to say so
 *
 * A word that panels put into a name to say which version it is.
 */
typedef struct
{
  const char *word; /* (unowned) */
  LineupQuality quality;
  const char *language; /* (unowned) (nullable) */
  guint n_names;
} LineupNameWord;

/**
 * lineup_name_word_find:
 * @word: (array length=length): a word in capitals
 * @length: its bytes
 *
 * Returns: (transfer none) (nullable): what it says, %NULL if it is none of those. Any thread
 */
const LineupNameWord *lineup_name_word_find (const char *word, gsize length);

/**
 * lineup_name_word_list:
 * @n_words: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_words): all, in the order of their bytes
 */
const LineupNameWord *lineup_name_word_list (gsize *n_words);

G_END_DECLS
