/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place.h"

#include "lineup-compare.h"

#include <string.h>

void
lineup_place_set_unknown (LineupPlace *self, gint64 row)
{
  *self = (LineupPlace){ .type = SQLITE_BLOB, .row = row };
}

void
lineup_place_set_text (LineupPlace *self, const char *text, gint64 row)
{
  lineup_place_set_unknown (self, row);
  if (*text == '\0')
    return;
  self->type = SQLITE_TEXT;
  g_strlcpy (self->text, text, sizeof self->text);
}

static gint64
get_figure (LineupSort sort, const LineupFigures *figures)
{
  switch (sort)
    {
    case LINEUP_SORT_POSITION:
      return figures->position;
    case LINEUP_SORT_RATING:
      return figures->rating;
    case LINEUP_SORT_YEAR:
      return figures->year;
    case LINEUP_SORT_ADDED:
      return figures->time;
    case LINEUP_SORT_NAME:
    default:
      g_return_val_if_reached (LINEUP_FIGURE_UNKNOWN);
    }
}

void
lineup_place_set_figure (LineupPlace *self,
                         LineupSort sort,
                         const LineupFigures *figures,
                         gint64 row)
{
  const gint64 figure = get_figure (sort, figures);

  lineup_place_set_unknown (self, row);
  if (figure == LINEUP_FIGURE_UNKNOWN)
    return;
  self->type = SQLITE_INTEGER;
  self->number = lineup_sort_is_descending (sort) ? -figure : figure;
}

gboolean
lineup_place_get_range (const LineupFilter *filter,
                        LineupSort sort,
                        LineupPlace *first,
                        LineupPlace *last)
{
  LineupFigures lowest;
  LineupFigures highest;

  /* The others have no range, and what has one begins with the highest. */
  if (!lineup_sort_is_descending (sort))
    return FALSE;
  lineup_filter_get_ranges (filter, &lowest, &highest);
  lineup_place_set_figure (first, sort, &highest, G_MININT64);
  lineup_place_set_figure (last, sort, &lowest, G_MAXINT64);
  return last->type == SQLITE_INTEGER;
}

/* Numbers, texts, blobs: SQLite has numbered its types in another order. */
static int
get_order (const LineupPlace *self)
{
  return self->type == SQLITE_INTEGER ? 0 : self->type == SQLITE_TEXT ? 1 : 2;
}

static int
compare_keys (const LineupPlace *self, const LineupPlace *other)
{
  if (self->type != other->type)
    return get_order (self) - get_order (other);
  if (self->type == SQLITE_INTEGER)
    return lineup_compare_numbers (self->number, other->number);
  return strcmp (self->text, other->text);
}

int
lineup_place_compare (const LineupPlace *self, const LineupPlace *other)
{
  const int order = compare_keys (self, other);

  return order != 0 ? order : lineup_compare_numbers (self->row, other->row);
}

gboolean
lineup_place_comes_before (const LineupPlace *self, const LineupPlace *other, gboolean backward)
{
  const gboolean unknown = self->type == SQLITE_BLOB;

  if (unknown != (other->type == SQLITE_BLOB))
    return !unknown;
  return backward ? lineup_place_compare (other, self) < 0 : lineup_place_compare (self, other) < 0;
}

gboolean
lineup_place_has_key_of (const LineupPlace *self, const LineupPlace *other)
{
  return compare_keys (self, other) == 0;
}

void
lineup_place_bind_key (const LineupPlace *self, LineupStatement *statement, const char *parameter)
{
  if (self->type == SQLITE_INTEGER)
    lineup_statement_bind_int (statement, parameter, self->number);
  else if (self->type == SQLITE_TEXT)
    lineup_statement_bind_text (statement, parameter, self->text);
  else
    lineup_statement_bind_empty_blob (statement, parameter);
}

void
lineup_place_read (LineupPlace *self, const LineupRows *rows)
{
  *self = (LineupPlace){ .type = lineup_rows_get_type (rows, "key"),
                         .row = lineup_rows_get_int (rows, "row") };
  if (self->type == SQLITE_INTEGER)
    self->number = lineup_rows_get_int (rows, "key");
  else if (self->type == SQLITE_TEXT)
    g_strlcpy (self->text, lineup_rows_get_text (rows, "key"), sizeof self->text);
}
