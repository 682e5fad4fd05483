/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-filter.h"

#include <string.h>

/* Number of parts of one in which ratings and the numbers of channels are kept. */
#define MILLION 1e6

/* Rating above that of any item. */
#define MAX_RATING 100.0

/* What panels put between two genres. */
#define GENRE_DELIMITERS ",/|"

static gint64
get_millionths (double rating)
{
  return (gint64)(MIN (rating, MAX_RATING) * MILLION + 0.5);
}

static gint64
get_known (gint64 figure)
{
  return figure > 0 ? figure : LINEUP_FIGURE_UNKNOWN;
}

/* People number subchannels: 5.2 comes before 5.10. */
static gint64
get_position (const LineupItem *item)
{
  const char *point = item->channel_number != NULL ? strchr (item->channel_number, '.') : NULL;
  const guint64 subchannel = point != NULL ? g_ascii_strtoull (point + 1, NULL, 10) : 0;

  if (item->position < 0)
    return LINEUP_FIGURE_UNKNOWN;
  return MIN (item->position, G_MAXUINT32) * (gint64)MILLION
         + (gint64)MIN (subchannel, (guint64)MILLION - 1);
}

LineupFigures
lineup_figures_from_item (LineupKind kind, const LineupItem *item)
{
  return (LineupFigures){
    .position = kind == LINEUP_KIND_CHANNELS ? get_position (item) : LINEUP_FIGURE_UNKNOWN,
    .rating = item->rating > 0 ? get_millionths (item->rating) : LINEUP_FIGURE_UNKNOWN,
    .year = get_known (item->year),
    .time = get_known (kind == LINEUP_KIND_SERIES ? item->modified : item->added),
    .adult = item->adult,
    .radio = kind == LINEUP_KIND_CHANNELS && item->radio,
  };
}

gboolean
lineup_figures_is_adult (const LineupFigures *self)
{
  return self->adult == LINEUP_ADULT_YES || self->in_adult;
}

gboolean
lineup_filter_needs_figures (const LineupFilter *self)
{
  return self->year_min != 0 || self->year_max != 0 || self->min_rating > 0
         || self->added_since != 0 || self->adult != LINEUP_ADULT_UNKNOWN
         || self->radio != LINEUP_RADIO_ANY;
}

static gboolean
takes_year (const LineupFilter *self, gint64 year)
{
  if (self->year_min == 0 && self->year_max == 0)
    return TRUE;
  return year != LINEUP_FIGURE_UNKNOWN && year >= self->year_min
         && (self->year_max == 0 || year <= self->year_max);
}

gboolean
lineup_filter_takes_figures (const LineupFilter *self, const LineupFigures *figures)
{
  const gboolean is_adult = lineup_figures_is_adult (figures);

  return takes_year (self, figures->year)
         && (!(self->min_rating > 0) || figures->rating >= get_millionths (self->min_rating))
         && (self->added_since == 0 || figures->time >= self->added_since)
         && (self->adult == LINEUP_ADULT_UNKNOWN || is_adult == (self->adult == LINEUP_ADULT_YES))
         && (self->radio == LINEUP_RADIO_ANY
             || figures->radio == (self->radio == LINEUP_RADIO_ONLY));
}

void
lineup_filter_get_ranges (const LineupFilter *self, LineupFigures *lowest, LineupFigures *highest)
{
  const gboolean has_years = self->year_min != 0 || self->year_max != 0;

  *lowest = (LineupFigures){
    .position = LINEUP_FIGURE_UNKNOWN,
    .rating = self->min_rating > 0 ? get_millionths (self->min_rating) : LINEUP_FIGURE_UNKNOWN,
    .year = has_years ? (gint64)MAX (self->year_min, 1) : LINEUP_FIGURE_UNKNOWN,
    .time = get_known (self->added_since),
  };
  *highest = (LineupFigures){
    .position = G_MAXINT64,
    .rating = G_MAXINT64,
    .year = self->year_max != 0 ? (gint64)self->year_max : G_MAXINT64,
    .time = G_MAXINT64,
  };
}

void
lineup_filter_foreach_genre (const char *genres, LineupGenreFunc func, gpointer user_data)
{
  while (genres != NULL && *genres != '\0')
    {
      const gsize length = strcspn (genres, GENRE_DELIMITERS);

      func (genres, length, user_data);
      genres += length + (genres[length] != '\0');
    }
}
