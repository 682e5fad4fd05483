/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-writer.h"

#include "lineup-catalogue-meta.h"
#include "lineup-place-moves.h"
#include "lineup-place-sorter.h"
#include "lineup-row.h"
#include "lineup-stretch-writer.h"

/* Changes, or items, before others are let in. */
#define CHANGES_PER_LOOK 1024

struct _LineupPlaceWriter
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  LineupPlaceSorter *changes;    /* (owned): to be stored */
  guint64 base;                  /* generation before the import */
  guint n_moves[LINEUP_N_SORTS]; /* written down by this import */
};

LineupPlaceWriter *
lineup_place_writer_new (LineupDatabase *database, LineupKind kind, GError **error)
{
  g_autoptr (LineupPlaceWriter) self = g_new0 (LineupPlaceWriter, 1);

  self->database = database;
  self->kind = kind;
  self->changes = lineup_place_sorter_new (lineup_database_get_path (database));
  if (!lineup_meta_get (database, LINEUP_META_GENERATION, &self->base, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lineup_place_writer_free (LineupPlaceWriter *self)
{
  lineup_place_sorter_free (self->changes);
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
  LineupPlaceChange change = { .sort = sort, .category = LINEUP_PLACE_WHOLE_KIND, .comes = comes };
  LineupPlace place;
  LineupPlace other_place;
  gboolean stays = FALSE;

  get_place (item, sort, &place);
  if (other != NULL)
    {
      get_place (other, sort, &other_place);
      stays = lineup_place_has_key_of (&place, &other_place);
    }
  lineup_packed_place_set (&change.place, &place);
  if (!stays && !lineup_place_sorter_add (self->changes, &change, error))
    return FALSE;
  for (guint i = 0; i < categories->len; i++)
    {
      change.category = g_array_index (categories, guint32, i);
      if (stays && lineup_category_set_has (other->categories, change.category))
        continue;
      if (!lineup_place_sorter_add (self->changes, &change, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
trim_moves (LineupPlaceWriter *self, LineupSort sort, GError **error)
{
  LineupStatement *trim = lineup_database_get_statement (
      self->database, "moves-trim", self->kind, error);

  if (trim == NULL)
    return FALSE;
  lineup_statement_bind_int (trim, "sort", sort);
  lineup_statement_bind_int (trim, "kept", LINEUP_PLACE_MOVES_MAX);
  return lineup_statement_execute (trim, error);
}

/* Writes down where an item was, for listings that have begun. */
static gboolean
remember_move (LineupPlaceWriter *self, LineupSort sort, const LineupPlace *place, GError **error)
{
  const guint n_moves = self->n_moves[sort]++;
  LineupStatement *add = NULL;

  if (n_moves >= LINEUP_PLACE_MOVES_MAX)
    return TRUE;
  add = lineup_database_get_statement (self->database, "move-add", self->kind, error);
  if (add == NULL || (n_moves == 0 && !trim_moves (self, sort, error)))
    return FALSE;
  lineup_statement_bind_int (add, "sort", sort);
  lineup_statement_bind_int (add, "base", (gint64)self->base);
  lineup_statement_bind_int (add, "row", place->row);
  lineup_place_bind_key (place, add, "key");
  return lineup_statement_execute (add, error);
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

/* Each stretch is written once, however many items come and go. */
gboolean
lineup_place_writer_store (LineupPlaceWriter *self, GError **error)
{
  g_autoptr (LineupStretchWriter) writer = NULL;
  gboolean has_change = TRUE;

  if (lineup_place_sorter_is_empty (self->changes))
    return TRUE;
  writer = lineup_stretch_writer_new (self->database, self->kind, error);
  if (writer == NULL)
    return FALSE;
  for (guint i = 0;; i++)
    {
      LineupPlaceChange change;

      if ((i % CHANGES_PER_LOOK == 0 && !lineup_database_give_way (self->database, error))
          || !lineup_place_sorter_next (self->changes, &change, &has_change, error))
        return FALSE;
      if (!has_change)
        return lineup_stretch_writer_end (writer, error);
      if (!lineup_stretch_writer_apply (writer, &change, error))
        return FALSE;
    }
}

static gboolean
place_all (LineupPlaceWriter *self, LineupItemKeys *keys, LineupCategorySet *set, GError **error)
{
  LineupStatement *all = lineup_database_get_statement (
      self->database, "keys-all", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (all);
  gboolean has_row = TRUE;

  if (all == NULL)
    return FALSE;
  for (guint i = 0;; i++)
    {
      LineupPlaced placed = { keys, set, NULL };

      if ((i % CHANGES_PER_LOOK == 0 && !lineup_database_give_way (self->database, error))
          || !lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      lineup_row_read_keys (&rows, keys);
      lineup_category_set_assign (set, keys->categories);
      placed.name = lineup_rows_get_text (&rows, "name_key");
      if (!lineup_place_writer_move (self, NULL, &placed, error))
        return FALSE;
    }
}

gboolean
lineup_place_writer_rebuild (LineupDatabase *database, LineupKind kind, GError **error)
{
  g_autoptr (LineupPlaceWriter) self = lineup_place_writer_new (database, kind, error);
  g_autoptr (LineupCategorySet) categories = lineup_category_set_new ();
  g_auto (LineupItemKeys) keys = { 0 };

  lineup_item_keys_init (&keys);
  return self != NULL && place_all (self, &keys, categories, error)
         && lineup_place_writer_store (self, error);
}
