/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

G_BEGIN_DECLS

/**
 * LineupPlaceLevel:
 * @LINEUP_PLACE_LEVEL_ACCOUNT: an account, in which kinds are
 * @LINEUP_PLACE_LEVEL_KIND: a kind of an account, in which categories are
 * @LINEUP_PLACE_LEVEL_CATEGORY: a category, in which nothing is but items
 *
 * What a place is.
 */
typedef enum
{
  LINEUP_PLACE_LEVEL_ACCOUNT,
  LINEUP_PLACE_LEVEL_KIND,
  LINEUP_PLACE_LEVEL_CATEGORY,
} LineupPlaceLevel;

#define LINEUP_TYPE_PLACE (lineup_place_get_type ())
LINEUP_PUBLIC
G_DECLARE_FINAL_TYPE (LineupPlace, lineup_place, LINEUP, PLACE, GObject)

/**
 * LineupPlace:
 *
 * A row of a player's sidebar: an account, a kind in it, or a category of that. What is in it is a
 * model of its own, as a tree of GTK wants it, which is read when it is first asked for and then
 * follows the catalogue.
 */

/**
 * lineup_place_get_account:
 * @self: a place
 *
 * Returns: (transfer none): whose it is
 */
LINEUP_PUBLIC
LineupAccount *lineup_place_get_account (LineupPlace *self);

/**
 * lineup_place_get_level:
 * @self: a place
 *
 * Returns: what it is
 */
LINEUP_PUBLIC
LineupPlaceLevel lineup_place_get_level (LineupPlace *self);

/**
 * lineup_place_get_kind:
 * @self: a kind or a category
 *
 * Returns: the kind
 */
LINEUP_PUBLIC
LineupKind lineup_place_get_kind (LineupPlace *self);

/**
 * lineup_place_get_category:
 * @self: a place
 *
 * Returns: (nullable): a category's id, for #LineupItemList:category; %NULL of what is none
 */
LINEUP_PUBLIC
const char *lineup_place_get_category (LineupPlace *self);

/**
 * lineup_place_get_name:
 * @self: a place
 *
 * Returns: what to call it
 */
LINEUP_PUBLIC
const char *lineup_place_get_name (LineupPlace *self);

/**
 * lineup_place_get_children:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): what is in it, a list of #LineupPlace; %NULL of a category
 */
LINEUP_PUBLIC
GListModel *lineup_place_get_children (LineupPlace *self);

G_END_DECLS
