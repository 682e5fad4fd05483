/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-changes.h"

#include "lineup-guide-meta.h"
#include "lineup-transaction.h"

typedef struct
{
  GArray *changes;    /* (owned) (element-type LineupGuideChange) */
  GArray *last;       /* (owned) (element-type LineupGuideChange): of the generation at hand */
  guint64 generation; /* the one at hand, 0 for none */
  guint64 told;       /* the last one that is in @changes */
} List;

static void
list_clear (List *self)
{
  g_clear_pointer (&self->changes, g_array_unref);
  g_array_unref (self->last);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

/* A generation is told of as a whole, or not at all. */
static void
end_generation (List *self)
{
  if (self->generation == 0)
    return;
  g_array_append_vals (self->changes, self->last->data, self->last->len);
  g_array_set_size (self->last, 0);
  self->told = self->generation;
}

static void
take (List *self, const LineupRows *rows)
{
  const guint64 generation = (guint64)lineup_rows_get_int (rows, "generation");
  const LineupGuideChange change = {
    .item = lineup_rows_get_int (rows, "item"),
    .from = lineup_rows_get_int (rows, "first"),
    .until = lineup_rows_get_int (rows, "last"),
  };

  if (generation != self->generation)
    end_generation (self);
  self->generation = generation;
  g_array_append_val (self->last, change);
}

/* One row more than are wanted tells whether there are more. */
static gboolean
read_rows (List *self,
           LineupDatabase *database,
           guint64 since,
           guint limit,
           gboolean *has_more,
           GError **error)
{
  LineupStatement *list = lineup_database_get_statement (
      database, "changes-list", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "since", (gint64)since);
  lineup_statement_bind_int (list, "count", (gint64)limit + 1);
  for (guint i = 0;; i++)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      *has_more = has_row && i == limit;
      if (!has_row || *has_more)
        break;
      take (self, &rows);
    }
  if (!*has_more)
    end_generation (self);
  return TRUE;
}

GArray *
lineup_guide_changes_list (LineupDatabase *database,
                           guint64 since,
                           guint limit,
                           guint64 *generation,
                           gboolean *is_complete,
                           GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_auto (List) self = {
    .changes = g_array_new (FALSE, FALSE, sizeof (LineupGuideChange)),
    .last = g_array_new (FALSE, FALSE, sizeof (LineupGuideChange)),
    .told = since,
  };
  guint64 current = 0;
  guint64 oldest = 0;
  gboolean has_more = FALSE;

  if (!lineup_transaction_begin_read (&transaction, database, error)
      || !lineup_meta_get (database, LINEUP_GUIDE_META_GENERATION, &current, error)
      || !lineup_meta_get (database, LINEUP_GUIDE_META_OLDEST, &oldest, error)
      || !read_rows (&self, database, since, limit, &has_more, error))
    return NULL;
  *generation = has_more ? self.told : current;
  /* What comes next is more than a caller takes at once, or is not known any more. */
  *is_complete = since >= oldest && since <= current && !(has_more && self.told == since);
  if (!*is_complete)
    *generation = current;
  return g_steal_pointer (&self.changes);
}

/* What a change was of */

void
lineup_guide_extent_init (LineupGuideExtent *self)
{
  *self = (LineupGuideExtent){
    .until = G_MAXUINT32,
    .items = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };
}

void
lineup_guide_extent_clear (LineupGuideExtent *self)
{
  g_clear_pointer (&self->items, g_array_unref);
}

static void
add_to_extent (LineupGuideExtent *self, const LineupRows *rows)
{
  const gint64 item = lineup_rows_get_int (rows, "item");

  self->from = MIN (self->from, lineup_rows_get_int (rows, "first"));
  self->until = MAX (self->until, lineup_rows_get_int (rows, "last"));
  g_array_append_val (self->items, item);
}

gboolean
lineup_guide_extent_read (LineupGuideExtent *self,
                          LineupDatabase *database,
                          guint64 generation,
                          GError **error)
{
  LineupStatement *list = lineup_database_get_statement (
      database, "changes-of-generation", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "generation", (gint64)generation);
  self->from = G_MAXUINT32;
  self->until = 0;
  while (TRUE)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      add_to_extent (self, &rows);
    }
  self->from = MIN (self->from, self->until);
  if (self->items->len > LINEUP_GUIDE_EXTENT_MAX_ITEMS)
    g_array_set_size (self->items, 0);
  return TRUE;
}
