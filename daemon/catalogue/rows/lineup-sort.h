/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list.h"

G_BEGIN_DECLS

/**
 * LineupSort:
 * @LINEUP_SORT_POSITION: the panel's channel number; of channels only, and their default
 * @LINEUP_SORT_NAME: the name, as if it had neither case nor accents; numbers as people count
 * @LINEUP_SORT_RATING: best first
 * @LINEUP_SORT_YEAR: latest first
 * @LINEUP_SORT_ADDED: newest first, of series the last modified; the default of movies and series
 *
 * What items are sorted by. Each has a direction that is natural for it. Numbers are stored in the
 * database, so they stay.
 */
typedef enum
{
  LINEUP_SORT_POSITION = 0,
  LINEUP_SORT_NAME = 1,
  LINEUP_SORT_RATING = 2,
  LINEUP_SORT_YEAR = 3,
  LINEUP_SORT_ADDED = 4,
} LineupSort;

#define LINEUP_N_SORTS 5

/**
 * lineup_sort_from_string:
 * @token: such as `rating`
 * @sort: (out): the sort
 *
 * Returns: whether there is such a sort
 */
gboolean lineup_sort_from_string (const char *token, LineupSort *sort);

/**
 * lineup_sort_is_for:
 *
 * Returns: whether items of @kind can be sorted by @sort
 */
gboolean lineup_sort_is_for (LineupSort sort, LineupKind kind);

/**
 * lineup_sort_is_descending:
 *
 * Returns: whether the natural direction is from the highest to the lowest
 */
gboolean lineup_sort_is_descending (LineupSort sort);

/**
 * lineup_sort_get_default:
 *
 * Returns: what items of @kind are sorted by when nobody says
 */
LineupSort lineup_sort_get_default (LineupKind kind);

G_END_DECLS
