/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_PLACE_LIST (lineup_place_list_get_type ())
LINEUP_PUBLIC
G_DECLARE_FINAL_TYPE (LineupPlaceList, lineup_place_list, LINEUP, PLACE_LIST, GObject)

/**
 * LineupPlaceList:
 *
 * A player's sidebar: a #GListModel of #LineupPlace, one for each account, in which kinds are, and
 * in those categories. A `GtkTreeListModel` takes it with lineup_place_get_children().
 */

/**
 * lineup_place_list_new:
 * @client: whose accounts
 *
 * Returns: (transfer full): all places
 */
LINEUP_PUBLIC
LineupPlaceList *lineup_place_list_new (LineupClient *client);

G_END_DECLS
