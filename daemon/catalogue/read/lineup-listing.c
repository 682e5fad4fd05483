/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-listing.h"

#include "lineup-catalogue-meta.h"
#include "lineup-cursor.h"
#include "lineup-genre-filter.h"
#include "lineup-marked-rows.h"
#include "lineup-order.h"
#include "lineup-place-walk.h"
#include "lineup-reader-private.h"
#include "lineup-row.h"
#include "lineup-short-list.h"

/* Places that a page with something on it looks at, at most: about a tenth of a second. */
#define MAX_PLACES 100000

typedef struct
{
  LineupReader *reader;     /* (unowned) */
  LineupDatabase *database; /* (unowned) */
  const LineupQuery *query; /* (unowned) */
  gint64 category;          /* its key */
  LineupPlaceMoves *moves;  /* (owned) (nullable): there when the listing goes on */
  LineupPlaceWalk *walk;    /* (owned) */
  LineupShortList *list;    /* (owned) (nullable): instead of the walk, where a filter passes few */
  gboolean has_range;       /* whether those that pass lie together in this order */
  LineupPlace end;          /* of the range, in the direction of the listing */
  LineupGenreFilter *genre; /* (owned) */
  LineupMarkFilter *marked; /* (owned) (nullable) */
  guint n_places;           /* looked at */
  guint n_items;            /* on the page */
  gboolean is_full;         /* the page has room for no more */
  LineupCursor last;        /* where the page ends so far */
} Listing;

static void
listing_clear (Listing *self)
{
  g_clear_pointer (&self->list, lineup_short_list_free);
  g_clear_pointer (&self->walk, lineup_place_walk_free);
  g_clear_pointer (&self->moves, lineup_place_moves_free);
  g_clear_pointer (&self->genre, lineup_genre_filter_free);
  g_clear_pointer (&self->marked, lineup_mark_filter_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

static void
set_genre (Listing *self, const char *genre)
{
  if (genre != NULL)
    lineup_reader_add_field (self->reader, "genre");
  self->genre = lineup_genre_filter_new (genre);
}

static gboolean
takes_row (Listing *self, gint64 row, gboolean *takes, GError **error)
{
  const LineupFilter *filter = &self->query->filter;
  LineupStatement *get = NULL;
  g_auto (LineupRows) rows = { NULL };
  LineupFigures figures;

  *takes = lineup_mark_filter_takes (self->marked, row);
  if (!*takes || !lineup_filter_needs_figures (filter))
    return TRUE;
  get = lineup_database_get_statement (self->database, "figures-get", self->query->kind, error);
  if (get == NULL)
    return FALSE;
  rows = lineup_statement_query (get);
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&rows, takes, error))
    return FALSE;
  if (!*takes)
    return TRUE;
  lineup_row_read_figures (&rows, &figures);
  *takes = lineup_filter_takes_figures (filter, &figures);
  return TRUE;
}

/* Hands the item of a row out if it passes the filter, and if @func is there. */
static gboolean
take_row (Listing *self,
          gint64 row,
          LineupPageFunc func,
          gpointer user_data,
          gboolean *taken,
          GError **error)
{
  const LineupKind kind = self->query->kind;
  g_auto (LineupRows) rows = { NULL };
  LineupItem item;
  gboolean read = FALSE;

  if (!takes_row (self, row, taken, error))
    return FALSE;
  if (!*taken || (func == NULL && self->query->filter.genre == NULL))
    return TRUE;
  if (!lineup_reader_query_row (self->reader, kind, row, &rows, error))
    return FALSE;
  if (!lineup_rows_next (&rows, taken, error))
    return FALSE;
  if (!*taken)
    return TRUE;
  read = lineup_reader_read_item (self->reader, kind, &rows, &item, error);
  *taken = read && lineup_genre_filter_takes (self->genre, item.genre);
  if (*taken && func != NULL)
    self->is_full = !func (&item, user_data);
  return read;
}

/* Goes to the place of the last item that the offset leaves out. */
static gboolean
skip (Listing *self, gboolean *is_there, GError **error)
{
  g_autoptr (LineupOrder) order = lineup_order_new (self->reader, self->query, error);

  return order != NULL
         && lineup_order_skip (order, self->query->offset, &self->last.place, is_there, error);
}

/* Goes to where reading begins, which is not there if the offset is behind the last item. */
static gboolean
begin (Listing *self, gboolean *is_there, GError **error)
{
  const LineupQuery *query = self->query;
  const gboolean backward = lineup_query_is_backward (query);
  const LineupPlace *start = NULL;
  LineupPlace first;
  LineupPlace last;

  self->has_range = lineup_place_get_range (&query->filter, query->sort, &first, &last);
  if (self->has_range)
    {
      self->end = backward ? first : last;
      start = backward ? &last : &first;
    }
  *is_there = TRUE;
  if (query->offset > 0)
    {
      if (!skip (self, is_there, error))
        return FALSE;
      if (!*is_there)
        return TRUE;
    }
  if (query->offset > 0 || lineup_query_has_cursor (query))
    start = &self->last.place;
  if (lineup_query_has_cursor (query))
    {
      self->moves = lineup_place_moves_load (
          self->database, query->kind, query->sort, self->last.generation, error);
      if (self->moves == NULL)
        return FALSE;
    }
  self->walk = lineup_place_walk_new (
      self->database, query, self->category, start, self->moves, error);
  return self->walk != NULL;
}

/* What passes now and has passed when the listing began was in the range then, too: nothing need be
 * looked for outside of it. */
static gboolean
is_past_end (Listing *self, const LineupPlace *place)
{
  return self->has_range
         && lineup_place_comes_before (&self->end, place, lineup_query_is_backward (self->query));
}

/* Input: the place before, if there was one on this page. */
static gboolean
next_place (Listing *self, LineupPlace *place, gboolean *has_place, GError **error)
{
  if (self->n_places == self->query->patience
      && !lineup_short_list_make (self->database,
                                  self->query,
                                  self->category,
                                  lineup_mark_filter_get_rows (self->marked),
                                  place,
                                  self->moves,
                                  &self->list,
                                  error))
    return FALSE;
  self->n_places++;
  if (self->list == NULL)
    return lineup_place_walk_next (self->walk, place, has_place, error);
  *has_place = lineup_short_list_next (self->list, place);
  return TRUE;
}

/* An item more is looked for than is wanted: it tells whether this was the last page. */
static gboolean
read_page (Listing *self, LineupPageFunc func, gpointer user_data, gboolean *ended, GError **error)
{
  gboolean has_place = TRUE;
  gboolean taken = FALSE;
  LineupPlace place;

  *ended = FALSE;
  while (self->n_items == 0 || self->n_places < MAX_PLACES)
    {
      const gboolean full = self->is_full || self->n_items == self->query->limit;

      if (!next_place (self, &place, &has_place, error))
        return FALSE;
      if (!has_place || is_past_end (self, &place))
        {
          *ended = TRUE;
          return TRUE;
        }
      if (!take_row (self, place.row, full ? NULL : func, user_data, &taken, error))
        return FALSE;
      if (taken && full)
        return TRUE;
      if (taken)
        self->n_items++;
      if (!full)
        self->last.place = place;
    }
  /* What was looked at behind a full page need not be looked at again. */
  self->last.place = place;
  return TRUE;
}

/* A cursor is of one database: not of another account's, nor of the one that was there before the
 * catalogue was cleared. One of an older make knows itself by its path alone. */
static gboolean
bind_to_database (LineupReader *reader, LineupQuery *query, GError **error)
{
  guint64 identity = 0;

  if (!lineup_meta_get (
          lineup_reader_get_database (reader), LINEUP_META_IDENTITY, &identity, error))
    return FALSE;
  query->catalogue = identity + g_str_hash (lineup_reader_get_path (reader));
  return TRUE;
}

gboolean
lineup_listing_read (LineupReader *reader,
                     const LineupQuery *query,
                     LineupPageFunc func,
                     gpointer user_data,
                     char **next,
                     GError **error)
{
  const gboolean has_cursor = lineup_query_has_cursor (query);
  LineupQuery bound = *query;
  g_auto (Listing) self = { .reader = reader, .query = &bound };
  gboolean is_there = FALSE;
  gboolean ended = TRUE;

  *next = NULL;
  self.database = lineup_reader_get_database (reader);
  if (!lineup_query_check (query, error) || !bind_to_database (reader, &bound, error)
      || (has_cursor && !lineup_cursor_parse (&self.last, &bound, error))
      || !lineup_reader_find_category (
          reader, query->kind, query->filter.category, &self.category, error)
      || (!has_cursor
          && !lineup_meta_get (
              self.database, LINEUP_META_GENERATION, &self.last.generation, error)))
    return FALSE;

  set_genre (&self, query->filter.genre);
  if (!lineup_mark_filter_new (reader, query->kind, &query->filter, &self.marked, error))
    return FALSE;
  if (!begin (&self, &is_there, error)
      || (is_there && !read_page (&self, func, user_data, &ended, error)))
    return FALSE;
  *next = ended ? g_strdup ("") : lineup_cursor_to_string (&self.last, &bound);
  return TRUE;
}
