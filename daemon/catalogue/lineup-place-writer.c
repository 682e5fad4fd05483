/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-place-writer.h"

#include "catalogue/lineup-place.h"

struct _LineupPlaceWriter
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  sqlite3_stmt *insert; /* (unowned) */
  sqlite3_stmt *delete; /* (unowned) */
  sqlite3_stmt *note;   /* (unowned) */
};

LineupPlaceWriter *
lineup_place_writer_new (LineupDatabase *database, LineupKind kind, GError **error)
{
  g_autoptr (LineupPlaceWriter) self = g_new0 (LineupPlaceWriter, 1);

  self->database = database;
  self->kind = kind;
  self->insert = lineup_database_get_statement (database, "place-insert", kind, error);
  if (self->insert == NULL)
    return NULL;
  self->delete = lineup_database_get_statement (database, "place-delete", kind, error);
  if (self->delete == NULL)
    return NULL;
  self->note = lineup_database_get_statement (database, "arrival-insert", kind, error);
  if (self->note == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

void
lineup_place_writer_free (LineupPlaceWriter *self)
{
  g_free (self);
}

static void
get_place (const LineupPlaced *item, LineupSort sort, LineupPlace *place)
{
  if (sort == LINEUP_SORT_NAME)
    lineup_place_set_text (place, item->name, item->keys->row);
  else
    lineup_place_set_figure (place, sort, &item->keys->figures, item->keys->row);
}

static gboolean
run (LineupPlaceWriter *self,
     sqlite3_stmt *statement,
     LineupSort sort,
     guint32 category,
     const LineupPlace *place,
     GError **error)
{
  sqlite3_bind_int64 (statement, 1, sort);
  sqlite3_bind_int64 (statement, 2, category);
  lineup_place_bind (place, statement, 3);
  return lineup_database_execute (self->database, statement, error);
}

/* By name, merit is part of a place. */
static gboolean
has_merit_of (LineupSort sort, const LineupPlaced *item, const LineupPlaced *other)
{
  return sort != LINEUP_SORT_NAME
         || lineup_figures_get_merit (&item->keys->figures)
                == lineup_figures_get_merit (&other->keys->figures);
}

/* Runs @statement for the item's place in the whole kind and in its categories, but not where
 * @other is at the same place. */
static gboolean
run_where_alone (LineupPlaceWriter *self,
                 sqlite3_stmt *statement,
                 LineupSort sort,
                 const LineupPlaced *item,
                 const LineupPlaced *other,
                 GError **error)
{
  const GArray *categories = item->keys->categories;
  LineupPlace place;
  LineupPlace other_place;
  gboolean stays = FALSE;

  get_place (item, sort, &place);
  if (other != NULL)
    {
      get_place (other, sort, &other_place);
      stays = lineup_place_has_key_of (&place, &other_place) && has_merit_of (sort, item, other);
    }
  if (statement == self->insert && sort == LINEUP_SORT_NAME)
    sqlite3_bind_int64 (statement, 5, lineup_figures_get_merit (&item->keys->figures));
  else if (statement == self->insert)
    sqlite3_bind_null (statement, 5);
  if (!stays && !run (self, statement, sort, LINEUP_PLACE_WHOLE_KIND, &place, error))
    return FALSE;
  for (guint i = 0; i < categories->len; i++)
    {
      const guint32 category = g_array_index (categories, guint32, i);

      if (stays && lineup_item_keys_have (other->keys, category))
        continue;
      if (!run (self, statement, sort, category, &place, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_place_writer_move (LineupPlaceWriter *self,
                          const LineupPlaced *from,
                          const LineupPlaced *to,
                          GError **error)
{
  for (guint i = 0; i < LINEUP_N_SORTS; i++)
    {
      const LineupSort sort = (LineupSort)i;

      if (!lineup_sort_is_for (sort, self->kind))
        continue;
      if ((from != NULL && !run_where_alone (self, self->delete, sort, from, to, error))
          || (to != NULL && !run_where_alone (self, self->insert, sort, to, from, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_in_category (LineupPlaceWriter *self,
                  guint32 category,
                  const LineupPlace *place,
                  GError **error)
{
  sqlite3_bind_int64 (self->note, 1, category);
  lineup_place_bind (place, self->note, 2);
  return lineup_database_execute (self->database, self->note, error);
}

gboolean
lineup_place_writer_note (LineupPlaceWriter *self, const LineupPlaced *item, GError **error)
{
  const GArray *categories = item->keys->categories;
  LineupPlace place;

  get_place (item, LINEUP_SORT_NAME, &place);
  if (!note_in_category (self, LINEUP_PLACE_WHOLE_KIND, &place, error))
    return FALSE;
  for (guint i = 0; i < categories->len; i++)
    {
      if (!note_in_category (self, g_array_index (categories, guint32, i), &place, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_place_writer_load (LineupPlaceWriter *self, GError **error)
{
  return lineup_database_run (self->database, "places-load", self->kind, error);
}
