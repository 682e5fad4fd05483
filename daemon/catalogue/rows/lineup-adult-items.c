/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-adult-items.h"

#include "lineup-category-map.h"
#include "lineup-item-index.h"
#include "lineup-packed-order.h"
#include "lineup-row.h"

typedef struct
{
  LineupCategoryMap *categories; /* (owned): as they are now */
  LineupItemKeys keys;           /* of the item at hand */
  LineupDatabase *database;      /* (unowned) */
  LineupKind kind;
  LineupStatement *keys_get;  /* (unowned) */
  LineupStatement *adult_set; /* (unowned) */
  LineupItemIndex *index;     /* (owned) */
  LineupChangeLog *changes;   /* (unowned) */
  guint64 n_changed;
} Follower;

static void
follower_clear (Follower *self)
{
  g_clear_pointer (&self->categories, lineup_category_map_free);
  g_clear_pointer (&self->index, lineup_item_index_free);
  lineup_item_keys_clear (&self->keys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Follower, follower_clear)

static gboolean
prepare (Follower *self, LineupDatabase *database, LineupKind kind, GError **error)
{
  self->database = database;
  self->kind = kind;
  lineup_item_keys_init (&self->keys);
  self->index = lineup_item_index_new (database, kind);
  self->categories = lineup_category_map_load (database, kind, error);
  if (self->categories == NULL)
    return FALSE;
  self->keys_get = lineup_database_get_statement (database, "keys-get", kind, error);
  if (self->keys_get == NULL)
    return FALSE;
  self->adult_set = lineup_database_get_statement (database, "keys-set-adult", kind, error);
  return self->adult_set != NULL;
}

static gboolean
read_keys (Follower *self, gint64 row, gboolean *found, GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (self->keys_get);

  lineup_statement_bind_int (self->keys_get, "row", row);
  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (*found)
    lineup_row_read_keys (&rows, &self->keys);
  return TRUE;
}

/* Of an item in several of the categories, there is nothing to do the second time. */
static gboolean
follow (Follower *self, gint64 row, GError **error)
{
  LineupFigures *figures = &self->keys.figures;
  gboolean found = FALSE;
  gboolean was_adult = FALSE;
  gboolean in_adult = FALSE;

  if (!read_keys (self, row, &found, error))
    return FALSE;
  in_adult = found && lineup_category_map_has_adult (self->categories, self->keys.categories);
  if (!found || in_adult == figures->in_adult)
    return TRUE;

  was_adult = lineup_figures_is_adult (figures);
  figures->in_adult = in_adult;
  lineup_item_index_change_figures (self->index, row);
  lineup_row_bind_in_adult (self->adult_set, &self->keys);
  if (!lineup_statement_execute (self->adult_set, error))
    return FALSE;
  if (lineup_figures_is_adult (figures) == was_adult)
    return TRUE;
  self->n_changed++;
  return lineup_change_log_add (self->changes, LINEUP_CHANGE_CHANGED, self->keys.id, error);
}

/* Rows, in their order: what they have is read as it lies. */
static gboolean
follow_category (Follower *self, guint32 category, GError **error)
{
  g_autoptr (LineupPackedOrder) order = lineup_packed_order_new (
      self->database, self->kind, LINEUP_SORT_YEAR, category);
  g_autoptr (LineupPickedRows) rows = lineup_picked_rows_new ();

  if (!lineup_packed_order_pick (order, rows, error))
    return FALSE;
  for (gint64 row = 0; lineup_picked_rows_next (rows, &row); row++)
    {
      if (!follow (self, row, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_adult_items_follow (LineupDatabase *database,
                           LineupKind kind,
                           const GArray *categories,
                           LineupChangeLog *changes,
                           guint64 *n_changed,
                           GError **error)
{
  g_auto (Follower) self = { .changes = changes };

  *n_changed = 0;
  if (categories->len == 0)
    return TRUE;
  if (!prepare (&self, database, kind, error))
    return FALSE;
  for (guint i = 0; i < categories->len; i++)
    {
      if (!follow_category (&self, g_array_index (categories, guint32, i), error))
        return FALSE;
    }
  *n_changed = self.n_changed;
  return lineup_item_index_end (self.index, error);
}
