/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item-list.h"

G_BEGIN_DECLS

/**
 * LineupItemSelection:
 *
 * Which items a list shows, in which order, and what is wanted of them: what a person chooses.
 */
typedef struct
{
  LineupKind kind;
  GStrv kinds;      /* (owned) (nullable): of a search */
  char *category;   /* (owned) (nullable) */
  GVariant *filter; /* (owned) (nullable) */
  char *sort;       /* (owned) (nullable) */
  LineupItemOrder order;
  char *search; /* (owned) (nullable): not empty */
  GStrv fields; /* (owned) (nullable) */
} LineupItemSelection;

/* Properties of a list that are its selection's, before all others. */
enum
{
  LINEUP_ITEM_SELECTION_KIND = 1,
  LINEUP_ITEM_SELECTION_KINDS,
  LINEUP_ITEM_SELECTION_CATEGORY,
  LINEUP_ITEM_SELECTION_FILTER,
  LINEUP_ITEM_SELECTION_SORT,
  LINEUP_ITEM_SELECTION_ORDER,
  LINEUP_ITEM_SELECTION_SEARCH,
  LINEUP_ITEM_SELECTION_FIELDS,
  LINEUP_ITEM_SELECTION_N_PROPERTIES
};

void lineup_item_selection_clear (LineupItemSelection *self);

/**
 * lineup_item_selection_make_properties:
 * @properties: (array length=LINEUP_ITEM_SELECTION_N_PROPERTIES): filled from the one at 1 on
 */
void lineup_item_selection_make_properties (GParamSpec **properties);

void lineup_item_selection_get (const LineupItemSelection *self, guint id, GValue *value);

/**
 * lineup_item_selection_set:
 *
 * Returns: whether it is another selection now
 */
gboolean lineup_item_selection_set (LineupItemSelection *self, guint id, const GValue *value);

/**
 * lineup_item_selection_make_filter:
 * @word: by which a search replaces the one before
 *
 * Returns: (transfer floating): an `a{sv}` for ListItems, or for Search if something is searched
 * for
 */
GVariant *lineup_item_selection_make_filter (const LineupItemSelection *self, const char *word);

/**
 * lineup_item_selection_depends:
 *
 * Returns: whether what a person says of an item, beside hiding it, may take it in or leave it out
 */
gboolean lineup_item_selection_depends (const LineupItemSelection *self);

G_END_DECLS
