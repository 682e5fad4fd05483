/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item.h"

#include "lineup-account-private.h"

/* What a person says of an item: calls of the interface Library, for the item. */

static gboolean
finish (LineupItem *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lineup_item_set_mark_async (LineupItem *self,
                            LineupItemMark mark,
                            gboolean on,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  static const char *const methods[] = {
    [LINEUP_ITEM_MARK_FAVOURITE] = "SetFavourite",
    [LINEUP_ITEM_MARK_WATCHED] = "SetWatched",
    [LINEUP_ITEM_MARK_HIDDEN] = "SetHidden",
  };
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_ITEM (self));
  g_return_if_fail (mark < G_N_ELEMENTS (methods));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_item_set_mark_async);
  lineup_account_call_async (lineup_item_get_account (self),
                             "Library",
                             methods[mark],
                             g_variant_new ("(sxba{sv})",
                                            lineup_kind_to_string (lineup_item_get_kind (self)),
                                            lineup_item_get_id (self),
                                            on,
                                            NULL),
                             cancellable,
                             lineup_account_end_call,
                             g_steal_pointer (&task));
}

gboolean
lineup_item_set_mark_finish (LineupItem *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
lineup_item_forget_async (LineupItem *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_ITEM (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_item_forget_async);
  lineup_account_call_async (lineup_item_get_account (self),
                             "Library",
                             "Forget",
                             g_variant_new ("(sxa{sv})",
                                            lineup_kind_to_string (lineup_item_get_kind (self)),
                                            lineup_item_get_id (self),
                                            NULL),
                             cancellable,
                             lineup_account_end_call,
                             g_steal_pointer (&task));
}

gboolean
lineup_item_forget_finish (LineupItem *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}
