/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-secret-items.h"

#include "lineup-names.h"

#define ATTRIBUTE_NAME "account"
#define ATTRIBUTE_MARK "mark"
#define CONTENT_TYPE   "text/plain"

static const SecretSchema schema = {
  LINEUP_BUS_NAME,
  SECRET_SCHEMA_NONE,
  {
      { ATTRIBUTE_NAME, SECRET_SCHEMA_ATTRIBUTE_STRING },
      { ATTRIBUTE_MARK, SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static GHashTable *
make_attributes (const char *name, const char *mark)
{
  GHashTable *attributes = secret_attributes_build (&schema, ATTRIBUTE_NAME, name, NULL);

  if (mark != NULL)
    g_hash_table_insert (attributes, g_strdup (ATTRIBUTE_MARK), g_strdup (mark));
  return attributes;
}

/* Finding. */

/* A search finds items that have more than what was asked for. */
static gboolean
has_mark (SecretItem *item, const char *mark)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);

  return g_strcmp0 (g_hash_table_lookup (attributes, ATTRIBUTE_MARK), mark) == 0;
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  GList *found = secret_collection_search_finish (SECRET_COLLECTION (source), result, &error);

  for (GList *link = found; link != NULL; link = link->next)
    {
      if (has_mark (link->data, g_task_get_task_data (task)))
        g_ptr_array_add (items, g_object_ref (link->data));
    }
  g_list_free_full (found, g_object_unref);
  if (error == NULL)
    g_task_return_pointer (task, g_steal_pointer (&items), (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
lineup_secret_items_find_async (SecretCollection *collection,
                                const char *name,
                                const char *mark,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (collection, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes = make_attributes (name, mark);

  g_task_set_source_tag (task, lineup_secret_items_find_async);
  g_task_set_task_data (task, g_strdup (mark), g_free);
  secret_collection_search (collection,
                            &schema,
                            attributes,
                            SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS,
                            cancellable,
                            on_searched,
                            task);
}

GPtrArray *
lineup_secret_items_find_finish (SecretCollection *collection, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, collection), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
lineup_secret_items_has_secret (SecretItem *item)
{
  SecretValue *value = secret_item_get_secret (item);
  const gboolean has_secret = value != NULL;

  g_clear_pointer (&value, secret_value_unref);
  return has_secret;
}

LineupCredentials *
lineup_secret_items_read (SecretItem *item)
{
  SecretValue *value = secret_item_get_secret (item);
  const char *text = value != NULL ? secret_value_get_text (value) : NULL;
  LineupCredentials *credentials = text != NULL ? lineup_credentials_parse (text) : NULL;

  g_clear_pointer (&value, secret_value_unref);
  return credentials;
}

/* Making. */

static SecretValue *
make_value (const LineupCredentials *credentials)
{
  char *text = lineup_credentials_print (credentials);

  return secret_value_new_full (text, -1, CONTENT_TYPE, (GDestroyNotify)lineup_credentials_wipe);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SecretItem) item = secret_item_create_finish (result, &error);

  if (item != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lineup_secret_items_create_async (SecretCollection *collection,
                                  const char *name,
                                  const char *mark,
                                  const LineupCredentials *credentials,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes = make_attributes (name, mark);
  g_autofree char *label = g_strdup_printf ("Credentials of the IPTV account “%s”", name);
  SecretValue *value = make_value (credentials);

  g_task_set_source_tag (task, lineup_secret_items_create_async);
  secret_item_create (collection,
                      &schema,
                      attributes,
                      label,
                      value,
                      SECRET_ITEM_CREATE_REPLACE,
                      cancellable,
                      on_created,
                      task);
  secret_value_unref (value);
}

gboolean
lineup_secret_items_create_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
