/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-word-reader.h"

G_BEGIN_DECLS

/* What names are sorted by: their keys, as of lineup_word_reader_make_key(), with a sign before
 * each number that tells how many digits it has. So numbers come in the order in which people
 * count, although keys are compared byte by byte: 2 before 10. Zeros in front don't count; they are
 * at the end, and part names that are the same otherwise.
 *
 * Signs are no letters, and come after the space between words and before all letters, as digits
 * do. */

/* Bytes of a sort key, at most: every other byte of a name's key is a number, with a sign for it
 * and another for its zeros. */
#define LINEUP_SORT_KEY_MAX_BYTES (2 * LINEUP_NAME_KEY_MAX_BYTES)

/**
 * lineup_sort_key_make:
 * @name_key: key of a name
 * @sort_key: takes the key that it is sorted by, in place of what was there
 *
 * No two names' keys have the same.
 */
void lineup_sort_key_make (const char *name_key, GString *sort_key);

/**
 * lineup_sort_key_to_name_key:
 * @sort_key: what lineup_sort_key_make() has made
 * @name_key: takes the name's key, in place of what was there
 */
void lineup_sort_key_to_name_key (const char *sort_key, GString *name_key);

/**
 * LineupSortKeyRange:
 * @first: the first key of the range
 * @beyond: the first one that is not in it any more
 */
typedef struct
{
  char *first;  /* (owned) */
  char *beyond; /* (owned) */
} LineupSortKeyRange;

/**
 * lineup_sort_key_get_name:
 * @name_key: key of a name
 *
 * Returns: (transfer full) (element-type LineupSortKeyRange): the range in which there is this name
 *   alone
 */
GPtrArray *lineup_sort_key_get_name (const char *name_key);

/**
 * lineup_sort_key_get_beginnings:
 * @beginning: what names' keys begin with
 *
 * A number at the end may be the beginning of a longer one, and then it is elsewhere: 1 is the
 * beginning of 10 and of 100.
 *
 * Returns: (transfer full) (element-type LineupSortKeyRange): all ranges in which there are such
 *   names; there may be others in them, where @beginning has a number
 */
GPtrArray *lineup_sort_key_get_beginnings (const char *beginning);

G_END_DECLS
