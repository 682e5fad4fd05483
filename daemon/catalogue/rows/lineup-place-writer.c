/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-writer.h"

#include "lineup-meta.h"
#include "lineup-place-moves.h"

struct _LineupPlaceWriter
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  gboolean has_changes;          /* to be stored */
  guint64 base;                  /* generation before the import */
  guint n_moves[LINEUP_N_SORTS]; /* written down by this import */
  LineupStatement *change;       /* (unowned) */
  LineupStatement *delete;       /* (unowned) */
  LineupStatement *left;         /* (unowned) */
  LineupStatement *note;         /* (unowned) */
  LineupStatement *note_drop;    /* (unowned) */
  LineupStatement *move_add;     /* (unowned) */
  LineupStatement *moves_trim;   /* (unowned) */
};

LineupPlaceWriter *
lineup_place_writer_new (LineupDatabase *database, LineupKind kind, GError **error)
{
  g_autoptr (LineupPlaceWriter) self = g_new0 (LineupPlaceWriter, 1);
  const struct
  {
    const char *name;
    LineupStatement **statement;
  } statements[] = {
    { "place-change", &self->change },      { "place-delete", &self->delete },
    { "places-left", &self->left },         { "arrival-insert", &self->note },
    { "arrival-delete", &self->note_drop }, { "move-add", &self->move_add },
    { "moves-trim", &self->moves_trim },
  };

  self->database = database;
  self->kind = kind;
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      *statements[i].statement = lineup_database_get_statement (
          database, statements[i].name, kind, error);
      if (*statements[i].statement == NULL)
        return NULL;
    }
  if (!lineup_meta_get (database, LINEUP_META_GENERATION, &self->base, error))
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

/* Items that come to a place, or leave it. */
typedef struct
{
  LineupSort sort;
  LineupPlace place;
  gint64 merit; /* by name only */
  gboolean comes;
} Change;

/* Places lie all over the table. They are written at the end, in its order. */
static gboolean
note_change (LineupPlaceWriter *self, const Change *change, guint32 category, GError **error)
{
  self->has_changes = TRUE;
  lineup_statement_bind_int (self->change, "sort", change->sort);
  lineup_statement_bind_int (self->change, "category", category);
  lineup_place_bind (&change->place, self->change);
  if (change->sort == LINEUP_SORT_NAME)
    lineup_statement_bind_int (self->change, "merit", change->merit);
  else
    lineup_statement_bind_null (self->change, "merit");
  lineup_statement_bind_int (self->change, "comes", change->comes);
  return lineup_statement_execute (self->change, error);
}

/* By name, merit is part of a place. */
static gboolean
has_merit_of (LineupSort sort, const LineupPlaced *item, const LineupPlaced *other)
{
  return sort != LINEUP_SORT_NAME
         || lineup_figures_get_merit (&item->keys->figures)
                == lineup_figures_get_merit (&other->keys->figures);
}

/* Notes that an item comes to its place in the whole kind and in its categories, or leaves it, but
 * not where @other is at the same place. */
static gboolean
note_changes (LineupPlaceWriter *self,
              LineupSort sort,
              const LineupPlaced *item,
              const LineupPlaced *other,
              gboolean comes,
              GError **error)
{
  const GArray *categories = lineup_category_set_get_keys (item->categories);
  Change change = { .sort = sort, .comes = comes };
  LineupPlace other_place;
  gboolean stays = FALSE;

  get_place (item, sort, &change.place);
  if (other != NULL)
    {
      get_place (other, sort, &other_place);
      stays = lineup_place_has_key_of (&change.place, &other_place)
              && has_merit_of (sort, item, other);
    }
  change.merit = lineup_figures_get_merit (&item->keys->figures);
  if (!stays && !note_change (self, &change, LINEUP_PLACE_WHOLE_KIND, error))
    return FALSE;
  for (guint i = 0; i < categories->len; i++)
    {
      const guint32 category = g_array_index (categories, guint32, i);

      if (stays && lineup_category_set_has (other->categories, category))
        continue;
      if (!note_change (self, &change, category, error))
        return FALSE;
    }
  return TRUE;
}

/* Writes down where an item was, for listings that have begun. */
static gboolean
remember_move (LineupPlaceWriter *self, LineupSort sort, const LineupPlace *place, GError **error)
{
  const guint n_moves = self->n_moves[sort]++;

  if (n_moves >= LINEUP_PLACE_MOVES_MAX)
    return TRUE;
  if (n_moves == 0)
    {
      lineup_statement_bind_int (self->moves_trim, "sort", sort);
      lineup_statement_bind_int (self->moves_trim, "kept", LINEUP_PLACE_MOVES_MAX);
      if (!lineup_statement_execute (self->moves_trim, error))
        return FALSE;
    }
  lineup_statement_bind_int (self->move_add, "sort", sort);
  lineup_statement_bind_int (self->move_add, "base", (gint64)self->base);
  lineup_statement_bind_int (self->move_add, "row", place->row);
  lineup_place_bind_key (place, self->move_add, "key");
  return lineup_statement_execute (self->move_add, error);
}

static gboolean
remember_place (LineupPlaceWriter *self,
                LineupSort sort,
                const LineupPlaced *from,
                const LineupPlaced *to,
                GError **error)
{
  LineupPlace old_place;
  LineupPlace new_place;

  if (from == NULL || to == NULL)
    return TRUE;
  get_place (from, sort, &old_place);
  get_place (to, sort, &new_place);
  return lineup_place_has_key_of (&old_place, &new_place)
         || remember_move (self, sort, &old_place, error);
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
      if (!remember_place (self, sort, from, to, error)
          || (from != NULL && !note_changes (self, sort, from, to, FALSE, error))
          || (to != NULL && !note_changes (self, sort, to, from, TRUE, error)))
        return FALSE;
    }
  return TRUE;
}

/* One by one: SQLite would look for them all in a whole listing. */
static gboolean
delete_left (LineupPlaceWriter *self, GError **error)
{
  static const char *const columns[] = { "sort", "category", "key", "row" };
  g_auto (LineupRows) rows = lineup_statement_query (self->left);
  gboolean has_row = TRUE;

  while (TRUE)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
        lineup_statement_bind_column (self->delete, columns[i], &rows, columns[i]);
      if (!lineup_statement_execute (self->delete, error))
        return FALSE;
    }
}

/* Each page of the table is written once, however many items come and go. */
gboolean
lineup_place_writer_store (LineupPlaceWriter *self, GError **error)
{
  if (!self->has_changes)
    return TRUE;
  self->has_changes = FALSE;
  return lineup_database_run (self->database, "places-sort", self->kind, error)
         && delete_left (self, error)
         && lineup_database_run (self->database, "places-store", self->kind, error);
}

static gboolean
note_in_category (LineupPlaceWriter *self,
                  guint32 category,
                  const LineupPlace *place,
                  GError **error)
{
  lineup_statement_bind_int (self->note, "category", category);
  lineup_place_bind (place, self->note);
  return lineup_statement_execute (self->note, error);
}

gboolean
lineup_place_writer_note (LineupPlaceWriter *self, const LineupPlaced *item, GError **error)
{
  const GArray *categories = lineup_category_set_get_keys (item->categories);
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
lineup_place_writer_end_notes (LineupPlaceWriter *self, GError **error)
{
  return lineup_database_run (self->database, "arrivals-index", self->kind, error);
}

static gboolean
drop_note (LineupPlaceWriter *self, guint32 category, gint64 row, GError **error)
{
  lineup_statement_bind_int (self->note_drop, "row", row);
  lineup_statement_bind_int (self->note_drop, "category", category);
  return lineup_statement_execute (self->note_drop, error);
}

gboolean
lineup_place_writer_note_move (LineupPlaceWriter *self,
                               const LineupPlaced *from,
                               const LineupPlaced *to,
                               GError **error)
{
  const GArray *left = lineup_category_set_get_keys (from->categories);
  const GArray *joined = lineup_category_set_get_keys (to->categories);
  LineupPlace place;

  get_place (to, LINEUP_SORT_NAME, &place);
  for (guint i = 0; i < left->len; i++)
    {
      const guint32 category = g_array_index (left, guint32, i);

      if (!lineup_category_set_has (to->categories, category)
          && !drop_note (self, category, from->keys->row, error))
        return FALSE;
    }
  for (guint i = 0; i < joined->len; i++)
    {
      const guint32 category = g_array_index (joined, guint32, i);

      if (!lineup_category_set_has (from->categories, category)
          && !note_in_category (self, category, &place, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_place_writer_load (LineupPlaceWriter *self, GError **error)
{
  return lineup_database_run (self->database, "places-load", self->kind, error);
}
