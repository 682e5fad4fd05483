/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item.h"
#include "lineup-word-reader.h"

G_BEGIN_DECLS

/**
 * LineupRadio:
 *
 * Whether radio stations are wanted.
 */
typedef enum
{
  LINEUP_RADIO_ANY,
  LINEUP_RADIO_NONE,
  LINEUP_RADIO_ONLY,
} LineupRadio;

/**
 * LineupMarked:
 * @LINEUP_MARKED_ANY: it does not matter
 * @LINEUP_MARKED_NOT: those that are not
 * @LINEUP_MARKED_ONLY: those that are
 *
 * Whether items are wanted of which a person has said something.
 */
typedef enum
{
  LINEUP_MARKED_ANY,
  LINEUP_MARKED_NOT,
  LINEUP_MARKED_ONLY,
} LineupMarked;

/**
 * LineupFilter:
 * @category: (nullable): id of a category that they are in
 * @genre: (nullable): one of their genres, whatever its case and accents
 * @year_min: first year, 0 for any
 * @year_max: last year, 0 for any
 * @min_rating: lowest rating, 0 for any
 * @added_since: Unix seconds of when they were added, of series modified; 0 for any time
 * @adult: %LINEUP_ADULT_YES for those that are adult, %LINEUP_ADULT_NO for all others,
 *   %LINEUP_ADULT_UNKNOWN for both
 * @radio: %LINEUP_RADIO_ONLY for radio stations, %LINEUP_RADIO_NONE for all others,
 *   %LINEUP_RADIO_ANY for both
 * @favourite: whether favourites are wanted, or others
 * @watched: whether those that were seen to their end are wanted, or others
 * @hidden: whether those that are hidden are wanted, by themselves or with all of their categories,
 *   or others
 *
 * Which items are wanted. What is unknown of an item is in no range.
 */
typedef struct
{
  const char *category; /* (unowned) (nullable) */
  const char *genre;    /* (unowned) (nullable) */
  guint year_min;
  guint year_max;
  double min_rating;
  gint64 added_since;
  LineupAdult adult;
  LineupRadio radio;
  LineupMarked favourite;
  LineupMarked watched;
  LineupMarked hidden;
} LineupFilter;

/* Lets everything through. */
#define LINEUP_FILTER_INIT                                                                         \
  {                                                                                                \
    .adult = LINEUP_ADULT_UNKNOWN                                                                  \
  }

/**
 * LineupFigures:
 * @position: the channel number in millionths, of which its part behind the point is so many: that
 * of 5.10 is 5000010
 * @rating: in millionths
 * @year: the year
 * @time: Unix seconds of when it was added, of series modified
 * @adult: a #LineupAdult, as the item itself says
 * @in_adult: whether any of its categories is adult, which its item does not know
 * @radio: whether it is a radio station
 *
 * What items are filtered and sorted by, apart from words. %LINEUP_FIGURE_UNKNOWN is unknown.
 */
typedef struct
{
  gint64 position;
  gint64 rating;
  gint64 year;
  gint64 time;
  LineupAdult adult;
  gboolean in_adult;
  gboolean radio;
} LineupFigures;

/* Number for a figure that is not known. */
#define LINEUP_FIGURE_UNKNOWN (-1)

/**
 * lineup_figures_from_item:
 *
 * Returns: the item's figures
 */
LineupFigures lineup_figures_from_item (LineupKind kind, const LineupItem *item);

/**
 * lineup_figures_is_adult:
 *
 * Returns: whether the item is adult, as itself or any of its categories says
 */
gboolean lineup_figures_is_adult (const LineupFigures *self);

/**
 * lineup_filter_takes_figures:
 *
 * Returns: whether an item of these figures may pass
 */
gboolean lineup_filter_takes_figures (const LineupFilter *self, const LineupFigures *figures);

/**
 * lineup_filter_get_ranges:
 * @self: a filter
 * @lowest: (out caller-allocates): the lowest rating, year and time that pass;
 *   %LINEUP_FIGURE_UNKNOWN where any does
 * @highest: (out caller-allocates): the highest ones, where there is a lowest
 */
void
lineup_filter_get_ranges (const LineupFilter *self, LineupFigures *lowest, LineupFigures *highest);

/**
 * LineupGenreFunc:
 * @genre: (array length=length): one genre, with blanks around it perhaps
 * @length: its bytes
 * @user_data: data of who asked
 */
typedef void (*LineupGenreFunc) (const char *genre, gsize length, gpointer user_data);

/**
 * lineup_filter_foreach_genre:
 * @genres: (nullable): an item's genres as the panel wrote them, parted by `,`, `/` or `|`
 * @func: (scope call): is called for each
 * @user_data: for it
 */
void lineup_filter_foreach_genre (const char *genres, LineupGenreFunc func, gpointer user_data);

/**
 * lineup_filter_needs_figures:
 *
 * Returns: whether an item's figures matter
 */
gboolean lineup_filter_needs_figures (const LineupFilter *self);

G_END_DECLS
