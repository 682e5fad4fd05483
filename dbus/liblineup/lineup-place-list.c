/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-list.h"

#include "lineup-account.h"
#include "lineup-client.h"
#include "lineup-place-private.h"

struct _LineupPlaceList
{
  GObject parent_instance;

  GListModel *accounts; /* (owned) (element-type LineupAccount) */
  GPtrArray *places;    /* (owned) (element-type LineupPlace): one for each */
};

static void lineup_place_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupPlaceList,
                               lineup_place_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      lineup_place_list_model_init))

static GType
get_item_type (GListModel *model)
{
  return LINEUP_TYPE_PLACE;
}

static guint
get_n_items (GListModel *model)
{
  return LINEUP_PLACE_LIST (model)->places->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LineupPlaceList *self = LINEUP_PLACE_LIST (model);

  return position < self->places->len ? g_object_ref (self->places->pdata[position]) : NULL;
}

static void
lineup_place_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
on_accounts_changed (
    GListModel *accounts, guint position, guint removed, guint added, LineupPlaceList *self)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->places, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (LineupAccount) account = g_list_model_get_item (accounts, position + i);

      g_ptr_array_insert (self->places, position + i, lineup_place_new_account (account));
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

LineupPlaceList *
lineup_place_list_new (LineupClient *client)
{
  LineupPlaceList *self = NULL;

  g_return_val_if_fail (LINEUP_IS_CLIENT (client), NULL);

  self = g_object_new (LINEUP_TYPE_PLACE_LIST, NULL);
  self->accounts = g_object_ref (lineup_client_get_accounts (client));
  g_signal_connect_object (
      self->accounts, "items-changed", G_CALLBACK (on_accounts_changed), self, 0);
  on_accounts_changed (self->accounts, 0, 0, g_list_model_get_n_items (self->accounts), self);
  return self;
}

static void
lineup_place_list_init (LineupPlaceList *self)
{
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
lineup_place_list_finalize (GObject *object)
{
  LineupPlaceList *self = LINEUP_PLACE_LIST (object);

  g_clear_object (&self->accounts);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  G_OBJECT_CLASS (lineup_place_list_parent_class)->finalize (object);
}

static void
lineup_place_list_class_init (LineupPlaceListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_place_list_finalize;
}
