/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-private.h"

#include "lineup-item-private.h"

/* What an account is asked for once, without a model of it. */

static GTask *
make_task (LineupAccount *self,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data,
           gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static GVariant *
or_nothing (GVariant *options)
{
  return options != NULL ? options : g_variant_new ("a{sv}", NULL);
}

/* Makes items of the first part of a reply, an `aa{sv}`. */
static void
on_items (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, &error);
  g_autoptr (GVariant) items = NULL;
  g_autoptr (GListStore) store = NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  store = g_list_store_new (LINEUP_TYPE_ITEM);
  items = g_variant_get_child_value (reply, 0);
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) fields = g_variant_get_child_value (items, i);
      g_autoptr (LineupItem) item = lineup_item_new_from_fields (LINEUP_ACCOUNT (source), fields);

      if (item != NULL)
        g_list_store_append (store, item);
    }
  g_task_return_pointer (task, g_steal_pointer (&store), g_object_unref);
}

void
lineup_account_list_items_async (LineupAccount *self,
                                 LineupKind kind,
                                 GVariant *filter,
                                 guint offset,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GVariant) given = NULL;
  GVariantDict dict;

  g_return_if_fail (LINEUP_IS_ACCOUNT (self));
  g_return_if_fail (filter == NULL || g_variant_is_of_type (filter, G_VARIANT_TYPE_VARDICT));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  given = g_variant_ref_sink (or_nothing (filter));
  g_variant_dict_init (&dict, given);
  if (offset > 0)
    g_variant_dict_insert (&dict, "offset", "u", offset);
  lineup_account_call_async (
      self,
      "Catalog",
      "ListItems",
      g_variant_new (
          "(s@a{sv}su)", lineup_kind_to_string (kind), g_variant_dict_end (&dict), "", limit),
      cancellable,
      on_items,
      make_task (self, cancellable, callback, user_data, lineup_account_list_items_async));
}

GListModel *
lineup_account_list_items_finish (LineupAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lineup_account_search_async (LineupAccount *self,
                             const char *text,
                             GVariant *options,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (options == NULL || g_variant_is_of_type (options, G_VARIANT_TYPE_VARDICT));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  lineup_account_call_async (
      self,
      "Catalog",
      "Search",
      g_variant_new ("(s@a{sv})", text, or_nothing (options)),
      cancellable,
      on_items,
      make_task (self, cancellable, callback, user_data, lineup_account_search_async));
}

GListModel *
lineup_account_search_finish (LineupAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_item (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, &error);
  g_autoptr (GVariant) fields = NULL;
  LineupItem *wanted = g_task_get_task_data (task);

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  fields = g_variant_get_child_value (reply, 0);
  lineup_item_take_fields (wanted, fields);
  g_task_return_pointer (task, g_object_ref (wanted), g_object_unref);
}

void
lineup_account_get_item_async (LineupAccount *self,
                               LineupKind kind,
                               gint64 id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = make_task (self, cancellable, callback, user_data, lineup_account_get_item_async);
  g_task_set_task_data (task, lineup_item_new (self, kind, id, NULL), g_object_unref);
  lineup_account_call_async (self,
                             "Catalog",
                             "GetItem",
                             g_variant_new ("(sx)", lineup_kind_to_string (kind), id),
                             cancellable,
                             on_item,
                             task);
}

LineupItem *
lineup_account_get_item_finish (LineupAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
call_manager (LineupAccount *self,
              const char *method,
              GVariant *parameters,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  lineup_relay_async (self,
                      lineup_account_get_connection (self),
                      LINEUP_OBJECT_PATH,
                      LINEUP_BUS_NAME ".Manager",
                      method,
                      parameters,
                      cancellable,
                      callback,
                      user_data);
}

static gboolean
finish_manager (GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) reply = lineup_relay_finish (result, NULL, error);

  return reply != NULL;
}

void
lineup_account_update_async (LineupAccount *self,
                             GVariant *settings,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));
  g_return_if_fail (g_variant_is_of_type (settings, G_VARIANT_TYPE_VARDICT));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  call_manager (self,
                "UpdateAccount",
                g_variant_new ("(s@a{sv})", lineup_account_get_id (self), settings),
                cancellable,
                callback,
                user_data);
}

gboolean
lineup_account_update_finish (LineupAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish_manager (result, error);
}

void
lineup_account_remove_async (LineupAccount *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  call_manager (self,
                "RemoveAccount",
                g_variant_new ("(s)", lineup_account_get_id (self)),
                cancellable,
                callback,
                user_data);
}

gboolean
lineup_account_remove_finish (LineupAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish_manager (result, error);
}
