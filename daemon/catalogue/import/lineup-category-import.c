/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-category-import.h"

#include "lineup-adult-items.h"
#include "lineup-names.h"

#include <string.h>

/* Number for the place of a category that the panel does not list. */
#define NOT_LISTED -1

/* A category that is stored, or has arrived, or both. */
typedef struct
{
  char *id; /* (owned) */

  gboolean is_stored;
  gint64 key;
  char *stored_name;   /* (owned) (nullable) */
  char *stored_parent; /* (owned) (nullable) */
  gboolean stored_adult;
  gint64 stored_place; /* in the panel's list, or NOT_LISTED */
  gint64 n_items;
  gint64 stored_order; /* among those that were listed and still are */

  gboolean has_arrived;
  char *name;   /* (owned) (nullable) */
  char *parent; /* (owned) (nullable) */
  gboolean adult;
} Category;

typedef struct
{
  const LineupImportContext *context; /* (unowned) */
  LineupImportReport *report;         /* (unowned) */
  GHashTable *categories; /* (owned) (element-type utf8 Category): the categories belong to it */
  GPtrArray *stored;      /* (owned) (element-type Category): in the order of their places */
  GPtrArray *arrived;     /* (owned) (element-type Category): in the order of arrival */
  GArray *turned; /* (owned) (element-type guint32): keys of those that are adult now or were */
  gboolean dirty;
} Import;

static void
category_free (gpointer data)
{
  Category *category = data;

  g_free (category->id);
  g_free (category->stored_name);
  g_free (category->stored_parent);
  g_free (category->name);
  g_free (category->parent);
  g_free (category);
}

static void
import_free (gpointer data)
{
  Import *self = data;

  g_array_unref (self->turned);
  g_ptr_array_unref (self->arrived);
  g_ptr_array_unref (self->stored);
  g_hash_table_unref (self->categories);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static Category *
get_category (Import *self, const char *id)
{
  Category *category = g_hash_table_lookup (self->categories, id);

  if (category != NULL)
    return category;
  category = g_new0 (Category, 1);
  category->id = g_strdup (id);
  category->stored_place = NOT_LISTED;
  g_hash_table_insert (self->categories, category->id, category);
  return category;
}

static gboolean
load_stored (Import *self, GError **error)
{
  LineupDatabase *database = self->context->database;
  LineupStatement *list = lineup_database_get_statement (
      database, "category-list", self->context->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_text (list, "uncategorized", LINEUP_UNCATEGORIZED);
  while (TRUE)
    {
      Category *category = NULL;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      category = get_category (self, lineup_rows_get_text (&rows, "id"));
      category->is_stored = TRUE;
      category->key = lineup_rows_get_int (&rows, "key");
      category->stored_name = g_strdup (lineup_rows_get_text (&rows, "name"));
      category->stored_parent = g_strdup (lineup_rows_get_text (&rows, "parent"));
      if (!lineup_rows_is_null (&rows, "place"))
        category->stored_place = lineup_rows_get_int (&rows, "place");
      category->n_items = lineup_rows_get_int (&rows, "items");
      category->stored_adult = lineup_rows_get_int (&rows, "adult") == 1;
      g_ptr_array_add (self->stored, category);
    }
}

static gboolean
take (gpointer importer, const LineupElement *element, GError **error)
{
  Import *self = importer;
  Category *category = NULL;
  LineupCategory arrived = { 0 };

  if (!lineup_item_source_decode_category (self->context->source, element, &arrived))
    return TRUE;
  category = get_category (self, arrived.id);
  if (category->has_arrived)
    return TRUE;
  category->has_arrived = TRUE;
  category->name = g_strdup (arrived.name);
  category->parent = g_strdup (arrived.parent);
  category->adult = arrived.adult;
  g_ptr_array_add (self->arrived, category);
  self->report->seen++;
  return TRUE;
}

static gboolean
is_kept (const Category *category)
{
  return category->has_arrived && category->stored_place != NOT_LISTED;
}

/* Numbers the categories that stay, in their old order. Returns how many there are. */
static guint64
number_kept (Import *self)
{
  gint64 n_kept = 0;

  for (guint i = 0; i < self->stored->len; i++)
    {
      Category *category = g_ptr_array_index (self->stored, i);

      if (is_kept (category))
        category->stored_order = n_kept++;
    }
  return (guint64)n_kept;
}

static LineupStatement *
get_statement (Import *self, const char *name, GError **error)
{
  self->dirty = TRUE;
  return lineup_database_get_statement (self->context->database, name, self->context->kind, error);
}

static gboolean
insert (Import *self, const Category *category, gint64 place, GError **error)
{
  LineupStatement *statement = get_statement (self, "category-insert", error);

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_text (statement, "id", category->id);
  lineup_statement_bind_text (statement, "name", category->name);
  lineup_statement_bind_text (statement, "parent", category->parent);
  lineup_statement_bind_int (statement, "place", place);
  lineup_statement_bind_int_or_null (statement, "adult", category->adult, FALSE);
  return lineup_statement_execute (statement, error);
}

static gboolean
update (Import *self,
        const Category *category,
        const char *name,
        const char *parent,
        gint64 place,
        gboolean adult,
        GError **error)
{
  LineupStatement *statement = get_statement (self, "category-update", error);

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, "key", category->key);
  lineup_statement_bind_text (statement, "name", name);
  lineup_statement_bind_text (statement, "parent", parent);
  lineup_statement_bind_int_or_null (statement, "place", place, NOT_LISTED);
  lineup_statement_bind_int_or_null (statement, "adult", adult, FALSE);
  return lineup_statement_execute (statement, error);
}

static gboolean delete (Import *self, const Category *category, GError **error)
{
  LineupStatement *statement = get_statement (self, "category-delete", error);

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, "key", category->key);
  return lineup_statement_execute (statement, error);
}

static gboolean
store_arrived (Import *self, GError **error)
{
  const gboolean force = (self->context->flags & LINEUP_IMPORT_FORCE) != 0;
  gint64 n_kept = 0;

  for (guint place = 0; place < self->arrived->len; place++)
    {
      const Category *category = g_ptr_array_index (self->arrived, place);
      const gboolean changed = force || g_strcmp0 (category->name, category->stored_name) != 0
                               || g_strcmp0 (category->parent, category->stored_parent) != 0
                               || category->adult != category->stored_adult
                               || category->stored_order != n_kept;

      if (!category->is_stored)
        {
          if (!insert (self, category, place, error))
            return FALSE;
        }
      else if ((changed || category->stored_place != place)
               && !update (
                   self, category, category->name, category->parent, place, category->adult, error))
        return FALSE;

      if (category->is_stored && category->adult != category->stored_adult)
        {
          const guint32 key = (guint32)category->key;

          g_array_append_val (self->turned, key);
        }
      if (category->stored_place == NOT_LISTED)
        self->report->added++;
      else if (changed)
        self->report->changed++;
      n_kept += is_kept (category);
    }
  return TRUE;
}

static gboolean
remove_missing (Import *self, GError **error)
{
  for (guint i = 0; i < self->stored->len; i++)
    {
      const Category *category = g_ptr_array_index (self->stored, i);

      if (category->has_arrived || category->stored_place == NOT_LISTED)
        continue;
      self->report->removed++;
      if (category->n_items == 0)
        {
          if (!delete (self, category, error))
            return FALSE;
        }
      else if (!update (self,
                        category,
                        category->stored_name,
                        category->stored_parent,
                        NOT_LISTED,
                        category->stored_adult,
                        error))
        return FALSE;
    }
  return TRUE;
}

/* A list that stays short is believed after a while. */
static gboolean
check_length (Import *self, GError **error)
{
  LineupQuarantine *quarantine = self->context->quarantine;
  gboolean believed = FALSE;

  self->report->quarantined = FALSE;
  if (lineup_import_context_is_suspicious (self->context, self->report->seen, number_kept (self)))
    {
      for (guint i = 0; i < self->arrived->len; i++)
        {
          const Category *category = g_ptr_array_index (self->arrived, i);

          lineup_quarantine_add_id (quarantine, category->id, strlen (category->id));
        }
      if (!lineup_quarantine_judge (quarantine, &believed, error))
        return FALSE;
      self->report->quarantined = !believed;
    }
  return self->report->quarantined || lineup_quarantine_end (quarantine, &self->dirty, error);
}

static gpointer
begin (const LineupImportContext *context, LineupImportReport *report, GError **error)
{
  g_autoptr (Import) self = g_new0 (Import, 1);

  self->context = context;
  self->report = report;
  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, category_free);
  self->stored = g_ptr_array_new ();
  self->arrived = g_ptr_array_new ();
  self->turned = g_array_new (FALSE, FALSE, sizeof (guint32));
  return load_stored (self, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
end (gpointer importer, gboolean *dirty, GError **error)
{
  Import *self = importer;
  const LineupImportContext *context = self->context;

  if (!check_length (self, error))
    return FALSE;
  if (!self->report->quarantined
      && (!remove_missing (self, error) || !store_arrived (self, error)
          || !lineup_adult_items_follow (context->database,
                                         context->kind,
                                         self->turned,
                                         context->changes,
                                         &self->report->items_changed,
                                         error)))
    return FALSE;
  *dirty = self->dirty;
  return TRUE;
}

const LineupImporter *
lineup_category_import_get_importer (void)
{
  static const LineupImporter importer = { begin, take, end, NULL, import_free };

  return &importer;
}
