/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-aside.h"

struct _LineupAside
{
  const LineupImportContext *context; /* (unowned) */
  LineupCategoryMap *map;             /* (unowned) */
  LineupStatement *put;               /* (unowned) */
  LineupStatement *remember;          /* (unowned) */
  LineupStatement *list;              /* (unowned) */

  /* The item whose elements are being merged. */
  gboolean has_item;
  gint64 id;
  guint64 fingerprint; /* of the first element */
  gboolean alone;
  GByteArray *first;             /* (owned): its bytes */
  LineupCategorySet *categories; /* (owned) */
  GArray *more;                  /* (owned) (element-type guint32): of the element at hand */
};

LineupAside *
lineup_aside_new (const LineupImportContext *context, LineupCategoryMap *categories, GError **error)
{
  LineupAside *self = g_new0 (LineupAside, 1);
  LineupDatabase *database = context->database;
  const LineupKind kind = context->kind;

  self->context = context;
  self->map = categories;
  self->first = g_byte_array_new ();
  self->categories = lineup_category_set_new ();
  self->more = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->put = lineup_database_get_statement (database, "aside-add", kind, error);
  if (self->put != NULL)
    self->remember = lineup_database_get_statement (database, "repeated-add", kind, error);
  if (self->remember != NULL)
    self->list = lineup_database_get_statement (database, "aside-list", kind, error);
  if (self->list == NULL)
    g_clear_pointer (&self, lineup_aside_free);
  return self;
}

void
lineup_aside_free (LineupAside *self)
{
  g_byte_array_unref (self->first);
  lineup_category_set_free (self->categories);
  g_array_unref (self->more);
  g_free (self);
}

gboolean
lineup_aside_put (LineupAside *self, gint64 id, const LineupElement *element, GError **error)
{
  lineup_statement_bind_int (self->put, "id", id);
  lineup_statement_bind_int (self->put, "fingerprint", (gint64)element->fingerprint);
  lineup_statement_bind_blob (self->put, "element", element->data, element->length);
  return lineup_statement_execute (self->put, error);
}

gboolean
lineup_aside_remember (LineupAside *self, gint64 row, GError **error)
{
  lineup_statement_bind_int (self->remember, "row", row);
  return lineup_statement_execute (self->remember, error);
}

/* Hands out the item whose last element has been read. */
static gboolean
end_item (LineupAside *self, LineupAsideFunc func, gpointer user_data, GError **error)
{
  const LineupAsideItem item = {
    .first = { (const char *)self->first->data, self->first->len, self->fingerprint },
    .alone = self->alone,
    .categories = self->categories,
  };

  return !self->has_item || func (&item, user_data, error);
}

/* The list's row becomes the first element of an item. Its bytes are copied, as its fields are
 * wanted when all others have been read. */
static void
begin_item (LineupAside *self, gint64 id, const LineupElement *element)
{
  self->has_item = TRUE;
  self->alone = TRUE;
  self->id = id;
  self->fingerprint = element->fingerprint;
  g_byte_array_set_size (self->first, 0);
  g_byte_array_append (self->first, (const guint8 *)element->data, (guint)element->length);
  g_array_set_size (self->more, 0);
  lineup_category_set_assign (self->categories, self->more);
}

static gboolean
add_element (LineupAside *self, const LineupElement *element, GError **error)
{
  LineupItem item;

  if (!lineup_item_source_decode_item (self->context->source, element, &item))
    return TRUE;
  if (!lineup_category_map_resolve (self->map, &item, self->more, error))
    return FALSE;
  lineup_category_set_add (self->categories, self->more);
  self->alone = self->alone && element->fingerprint == self->fingerprint;
  return TRUE;
}

gboolean
lineup_aside_merge (LineupAside *self, LineupAsideFunc func, gpointer user_data, GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (self->list);
  gboolean has_row = TRUE;

  while (TRUE)
    {
      LineupElement element;
      gint64 id = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return end_item (self, func, user_data, error);

      element.fingerprint = (guint64)lineup_rows_get_int (&rows, "fingerprint");
      element.data = lineup_rows_get_blob (&rows, "element", &element.length);
      id = lineup_rows_get_int (&rows, "id");
      if (!self->has_item || id != self->id)
        {
          if (!end_item (self, func, user_data, error))
            return FALSE;
          begin_item (self, id, &element);
        }
      if (!add_element (self, &element, error))
        return FALSE;
    }
}

gboolean
lineup_aside_store (LineupAside *self, GError **error)
{
  return lineup_database_run (
      self->context->database, "repeated-store", self->context->kind, error);
}
