/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LINEUP_INDEX_N_PLACES:
 *
 * Words: so many of a name's first ones tell whether it begins with what is searched.
 */
#define LINEUP_INDEX_N_PLACES 4

/**
 * LineupIndexArea:
 * @LINEUP_INDEX_NAME: words of names
 * @LINEUP_INDEX_ELSEWHERE: words of all other texts
 * @LINEUP_INDEX_PLACE: words at the first place of a name, and after it so many areas as there are
 *   places, see %LINEUP_INDEX_N_PLACES
 * @LINEUP_INDEX_TAG: what rows are picked by, which is no word of theirs
 * @LINEUP_INDEX_SHORT: is added to an area for that of short beginnings of its words, of one letter
 *   and two, which are those of so many words that these can't be looked through
 *
 * Where a term is. It goes before the term in a posting's key.
 */
typedef enum
{
  LINEUP_INDEX_NAME = 1,
  LINEUP_INDEX_ELSEWHERE = 2,
  LINEUP_INDEX_PLACE = 3,
  LINEUP_INDEX_TAG = LINEUP_INDEX_PLACE + LINEUP_INDEX_N_PLACES,
  LINEUP_INDEX_SHORT = 0x40,
} LineupIndexArea;

G_END_DECLS
