/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-mirror.h"

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, LineupMirror *self)
{
  self->n_signals++;
  g_assert_cmpuint (position + removed, <=, self->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = 0; i < added; i++)
    {
      GObject *item = g_list_model_get_item (model, position + i);

      g_assert_nonnull (item);
      g_ptr_array_insert (self->items, position + i, item);
    }
  /* In between, too. */
  g_assert_cmpuint (self->items->len, ==, g_list_model_get_n_items (model));
}

LineupMirror *
lineup_mirror_new (GListModel *model)
{
  LineupMirror *self = g_new0 (LineupMirror, 1);

  self->model = g_object_ref (model);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  on_items_changed (model, 0, 0, g_list_model_get_n_items (model), self);
  self->n_signals = 0;
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), self);
  return self;
}

void
lineup_mirror_free (LineupMirror *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_ptr_array_unref (self->items);
  g_free (self);
}

void
lineup_mirror_check (LineupMirror *self)
{
  g_assert_cmpuint (self->items->len, ==, g_list_model_get_n_items (self->model));
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      g_assert_true (item == self->items->pdata[i]);
    }
}
