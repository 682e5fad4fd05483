/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-source.h"

G_DEFINE_INTERFACE (LineupItemSource, lineup_item_source, G_TYPE_OBJECT)

static void
lineup_item_source_default_init (LineupItemSourceInterface *iface)
{
}

LineupItemSourceState
lineup_item_source_next (LineupItemSource *self, LineupElement *element, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_ITEM_SOURCE (self), LINEUP_ITEM_SOURCE_ERROR);

  return LINEUP_ITEM_SOURCE_GET_IFACE (self)->next (self, element, error);
}

void
lineup_item_source_wait (LineupItemSource *self, LineupReadyFunc ready, gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_ITEM_SOURCE (self));

  LINEUP_ITEM_SOURCE_GET_IFACE (self)->wait (self, ready, user_data);
}

gboolean
lineup_item_source_decode_item (LineupItemSource *self,
                                const LineupElement *element,
                                LineupItem *item)
{
  g_return_val_if_fail (LINEUP_IS_ITEM_SOURCE (self), FALSE);

  return LINEUP_ITEM_SOURCE_GET_IFACE (self)->decode_item (self, element, item);
}

gboolean
lineup_item_source_decode_category (LineupItemSource *self,
                                    const LineupElement *element,
                                    LineupCategory *category)
{
  g_return_val_if_fail (LINEUP_IS_ITEM_SOURCE (self), FALSE);

  return LINEUP_ITEM_SOURCE_GET_IFACE (self)->decode_category (self, element, category);
}

guint64
lineup_item_source_get_rejected (LineupItemSource *self)
{
  g_return_val_if_fail (LINEUP_IS_ITEM_SOURCE (self), 0);

  return LINEUP_ITEM_SOURCE_GET_IFACE (self)->get_rejected (self);
}

guint64
lineup_item_source_get_version (LineupItemSource *self)
{
  LineupItemSourceInterface *iface = NULL;

  g_return_val_if_fail (LINEUP_IS_ITEM_SOURCE (self), 0);

  iface = LINEUP_ITEM_SOURCE_GET_IFACE (self);
  return iface->get_version != NULL ? iface->get_version (self) : 0;
}
