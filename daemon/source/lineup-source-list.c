/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source-list.h"

G_DEFINE_INTERFACE (LineupSourceList, lineup_source_list, LINEUP_TYPE_ITEM_SOURCE)

static void
lineup_source_list_default_init (LineupSourceListInterface *iface)
{
}

void
lineup_source_list_close (LineupSourceList *self)
{
  g_return_if_fail (LINEUP_IS_SOURCE_LIST (self));

  LINEUP_SOURCE_LIST_GET_IFACE (self)->close (self);
}

LineupListFigures
lineup_source_list_get_figures (LineupSourceList *self)
{
  const LineupListFigures none = { .length = -1 };

  g_return_val_if_fail (LINEUP_IS_SOURCE_LIST (self), none);

  return LINEUP_SOURCE_LIST_GET_IFACE (self)->get_figures (self);
}
