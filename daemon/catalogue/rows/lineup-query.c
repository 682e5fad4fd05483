/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-query.h"

#include "lineup-hash.h"

#include <gio/gio.h>

void
lineup_query_init (LineupQuery *self, LineupKind kind, guint limit)
{
  const LineupSort sort = lineup_sort_get_default (kind);

  *self = (LineupQuery){ .kind = kind,
                         .filter = LINEUP_FILTER_INIT,
                         .sort = sort,
                         .descending = lineup_sort_is_descending (sort),
                         .limit = limit,
                         .patience = LINEUP_QUERY_PATIENCE };
}

gboolean
lineup_query_is_backward (const LineupQuery *self)
{
  return (self->descending != FALSE) != lineup_sort_is_descending (self->sort);
}

gboolean
lineup_query_has_cursor (const LineupQuery *self)
{
  return self->cursor != NULL && *self->cursor != '\0';
}

gboolean
lineup_query_check (const LineupQuery *self, GError **error)
{
  if (self->limit < 1 || self->limit > LINEUP_QUERY_MAX_LIMIT)
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 "A limit is 1 to %d",
                 LINEUP_QUERY_MAX_LIMIT);
  else if (self->offset > 0 && lineup_query_has_cursor (self))
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_INVALID_ARGUMENT,
                         "A page that goes on with a cursor has no offset");
  else if (!lineup_sort_is_for (self->sort, self->kind))
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Only channels have a position");
  else
    return TRUE;
  return FALSE;
}

static guint64
hash_text (guint64 seed, const char *text)
{
  /* A text that is not there is another than an empty one. */
  return text != NULL ? lineup_hash_text (text, seed + 1) : seed;
}

guint64
lineup_query_hash (const LineupQuery *self)
{
  const LineupFilter *filter = &self->filter;
  const guint64 figures[] = {
    GUINT64_TO_LE ((guint64)self->kind),
    GUINT64_TO_LE ((guint64)self->sort),
    GUINT64_TO_LE ((guint64)(self->descending != FALSE)),
    GUINT64_TO_LE ((guint64)filter->year_min),
    GUINT64_TO_LE ((guint64)filter->year_max),
    GUINT64_TO_LE ((guint64)filter->added_since),
    GUINT64_TO_LE ((guint64)filter->adult),
    GUINT64_TO_LE ((guint64)filter->radio),
    GUINT64_TO_LE ((guint64)filter->favourite),
    GUINT64_TO_LE ((guint64)filter->watched),
    GUINT64_TO_LE ((guint64)filter->hidden),
    GUINT64_TO_LE (self->catalogue),
  };
  guint64 hash = lineup_hash (figures, sizeof figures, 0);

  hash = lineup_hash (&filter->min_rating, sizeof filter->min_rating, hash);
  return hash_text (hash_text (hash, filter->category), filter->genre);
}
