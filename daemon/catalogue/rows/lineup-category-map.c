/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-category-map.h"

#include "lineup-names.h"

#include <string.h>

/* What people are told of a category that no list names. Those of radio are in no list of some
 * panels. */
#define UNCATEGORIZED_NAME "Uncategorized"
#define RADIO_NAME         "Radio"
#define RADIO_PREFIX       RADIO_NAME " "

typedef struct
{
  char *id; /* (owned) */
  guint32 key;
  gboolean listed;
  gboolean is_nameless; /* whether it is called by its id alone */
  gboolean adult;
  gint64 n_items;
  gint64 n_stored_items;
} Entry;

struct _LineupCategoryMap
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  GHashTable *by_id;  /* (owned) (element-type utf8 Entry): the entries belong to it */
  GHashTable *by_key; /* (owned) (element-type guint32 Entry) */
  GPtrArray *ids;     /* (owned) (element-type utf8): for hashing, used again and again */
  gboolean has_adult; /* whether there is any such category */
  gboolean has_radio; /* whether any is called so without its id */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry);
}

static Entry *
add_entry (LineupCategoryMap *self,
           guint32 key,
           const char *id,
           const char *name,
           gboolean listed,
           gint64 n_items)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->id = g_strdup (id);
  entry->key = key;
  entry->listed = listed;
  entry->is_nameless = !listed && g_str_has_prefix (name, LINEUP_CATEGORY_PREFIX)
                       && g_str_equal (name + strlen (LINEUP_CATEGORY_PREFIX), id);
  self->has_radio = self->has_radio || g_str_equal (name, RADIO_NAME);
  entry->n_items = n_items;
  entry->n_stored_items = n_items;
  g_hash_table_insert (self->by_id, entry->id, entry);
  g_hash_table_insert (self->by_key, GUINT_TO_POINTER (key), entry);
  return entry;
}

/* A damaged database may name a category that it does not have. */
static Entry *
get_entry (LineupCategoryMap *self, guint32 key)
{
  return g_hash_table_lookup (self->by_key, GUINT_TO_POINTER (key));
}

LineupCategoryMap *
lineup_category_map_load (LineupDatabase *database, LineupKind kind, GError **error)
{
  g_autoptr (LineupCategoryMap) self = g_new0 (LineupCategoryMap, 1);
  LineupStatement *list = NULL;
  g_auto (LineupRows) rows = { NULL };
  gboolean has_row = TRUE;

  self->database = database;
  self->kind = kind;
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->by_key = g_hash_table_new (NULL, NULL);
  self->ids = g_ptr_array_new ();

  list = lineup_database_get_statement (database, "category-list", kind, error);
  if (list == NULL)
    return NULL;
  rows = lineup_statement_query (list);
  lineup_statement_bind_text (list, "uncategorized", LINEUP_UNCATEGORIZED);
  while (TRUE)
    {
      Entry *entry = NULL;

      if (!lineup_rows_next (&rows, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&self);
      entry = add_entry (self,
                         (guint32)lineup_rows_get_int (&rows, "key"),
                         lineup_rows_get_text (&rows, "id"),
                         lineup_rows_get_text (&rows, "name"),
                         !lineup_rows_is_null (&rows, "place"),
                         lineup_rows_get_int (&rows, "items"));
      entry->adult = lineup_rows_get_int (&rows, "adult") == 1;
      self->has_adult = self->has_adult || entry->adult;
    }
}

void
lineup_category_map_free (LineupCategoryMap *self)
{
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

static char *
make_name (LineupCategoryMap *self, const char *id, gboolean radio)
{
  if (g_str_equal (id, LINEUP_UNCATEGORIZED))
    return g_strdup (UNCATEGORIZED_NAME);
  if (radio && !self->has_radio)
    return g_strdup (RADIO_NAME);
  return g_strconcat (radio ? RADIO_PREFIX : LINEUP_CATEGORY_PREFIX, id, NULL);
}

/* Makes a category that no list has. */
static Entry *
make_entry (LineupCategoryMap *self, const char *id, gboolean radio, GError **error)
{
  g_autofree char *name = make_name (self, id, radio);
  LineupStatement *insert = lineup_database_get_statement (
      self->database, "category-insert", self->kind, error);

  if (insert == NULL)
    return NULL;
  lineup_statement_bind_text (insert, "id", id);
  lineup_statement_bind_text (insert, "name", name);
  lineup_statement_bind_null (insert, "parent");
  lineup_statement_bind_null (insert, "place");
  lineup_statement_bind_null (insert, "adult");
  if (!lineup_statement_execute (insert, error))
    return NULL;
  return add_entry (
      self, (guint32)lineup_database_get_last_row (self->database), id, name, FALSE, 0);
}

/* The first radio station in a category that no list has tells what it is. */
static gboolean
call_radio (LineupCategoryMap *self, Entry *entry, GError **error)
{
  LineupStatement *rename = NULL;
  g_autofree char *name = make_name (self, entry->id, TRUE);

  if (!entry->is_nameless)
    return TRUE;
  rename = lineup_database_get_statement (self->database, "category-rename", self->kind, error);
  if (rename == NULL)
    return FALSE;
  lineup_statement_bind_int (rename, "key", entry->key);
  lineup_statement_bind_text (rename, "name", name);
  entry->is_nameless = FALSE;
  self->has_radio = TRUE;
  return lineup_statement_execute (rename, error);
}

static gboolean
resolve_id (LineupCategoryMap *self, const char *id, gboolean radio, GArray *keys, GError **error)
{
  Entry *entry = g_hash_table_lookup (self->by_id, id);

  if (entry == NULL)
    entry = make_entry (self, id, radio, error);
  if (entry == NULL || (radio && !call_radio (self, entry, error)))
    return FALSE;
  g_array_append_val (keys, entry->key);
  return TRUE;
}

gboolean
lineup_category_map_resolve (LineupCategoryMap *self,
                             const LineupItem *item,
                             GArray *keys,
                             GError **error)
{
  g_array_set_size (keys, 0);
  for (gsize i = 0; i < item->n_categories; i++)
    {
      if (!resolve_id (self, item->categories[i], item->radio, keys, error))
        return FALSE;
    }
  return item->n_categories > 0 || resolve_id (self, LINEUP_UNCATEGORIZED, FALSE, keys, error);
}

void
lineup_category_map_copy (LineupCategoryMap *self, GArray *keys, const LineupCategorySet *set)
{
  const Entry *uncategorized = g_hash_table_lookup (self->by_id, LINEUP_UNCATEGORIZED);
  const GArray *all = lineup_category_set_get_keys (set);

  g_array_set_size (keys, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const guint32 key = g_array_index (all, guint32, i);

      if (all->len == 1 || uncategorized == NULL || key != uncategorized->key)
        g_array_append_val (keys, key);
    }
}

guint64
lineup_category_map_hash (LineupCategoryMap *self, const GArray *keys)
{
  LineupItem item = LINEUP_ITEM_INIT;

  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < keys->len; i++)
    {
      const Entry *entry = get_entry (self, g_array_index (keys, guint32, i));

      if (entry != NULL)
        g_ptr_array_add (self->ids, entry->id);
    }
  item.categories = (const char *const *)self->ids->pdata;
  item.n_categories = self->ids->len;
  return lineup_item_hash_categories (&item);
}

gboolean
lineup_category_map_has_adult (LineupCategoryMap *self, const GArray *keys)
{
  for (guint i = 0; i < keys->len && self->has_adult; i++)
    {
      const Entry *entry = get_entry (self, g_array_index (keys, guint32, i));

      if (entry != NULL && entry->adult)
        return TRUE;
    }
  return FALSE;
}

void
lineup_category_map_count (LineupCategoryMap *self, guint32 key, int difference)
{
  Entry *entry = get_entry (self, key);

  if (entry != NULL)
    entry->n_items += difference;
}

char **
lineup_category_map_list_changed (LineupCategoryMap *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Entry *entry = value;

      if (entry->n_items != entry->n_stored_items)
        g_ptr_array_add (ids, g_strdup (entry->id));
    }
  if (ids->len == 0)
    return NULL;
  if (ids->len > LINEUP_CATEGORY_MAP_FEW)
    g_ptr_array_set_size (ids, 0);
  g_ptr_array_add (ids, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static gboolean
store_entry (LineupCategoryMap *self, const Entry *entry, GError **error)
{
  const gboolean unused = !entry->listed && entry->n_items == 0;
  LineupStatement *statement = NULL;

  if (entry->n_items == entry->n_stored_items && !unused)
    return TRUE;
  statement = lineup_database_get_statement (
      self->database, unused ? "category-delete" : "category-set-items", self->kind, error);
  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, "key", entry->key);
  if (!unused)
    lineup_statement_bind_int (statement, "items", entry->n_items);
  return lineup_statement_execute (statement, error);
}

gboolean
lineup_category_map_store (LineupCategoryMap *self, GError **error)
{
  GHashTableIter iter;
  gpointer entry = NULL;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    {
      if (!store_entry (self, entry, error))
        return FALSE;
    }
  return TRUE;
}
