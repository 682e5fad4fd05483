/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-category-map.h"
#include "lineup-import-context.h"

G_BEGIN_DECLS

/**
 * LineupAside:
 *
 * What an import keeps of items that arrive in several elements. It is in tables of temporary
 * files, so memory does not grow with it.
 */
typedef struct _LineupAside LineupAside;

/**
 * LineupAsideItem:
 * @first: the element that arrived first
 * @alone: whether all others, if any, were the same
 * @categories: the categories that all of them name
 *
 * An item of which elements were put aside.
 */
typedef struct
{
  LineupElement first; /* (unowned) */
  gboolean alone;
  const LineupCategorySet *categories; /* (unowned) */
} LineupAsideItem;

/**
 * LineupAsideFunc:
 * @item: an item, valid for this call
 * @user_data: what was given with it
 * @error: why it failed
 *
 * Returns: whether to go on
 */
typedef gboolean (*LineupAsideFunc) (const LineupAsideItem *item,
                                     gpointer user_data,
                                     GError **error);

/**
 * lineup_aside_new:
 * @context: of the import
 * @categories: categories of the kind
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): nothing put aside
 */
LineupAside *lineup_aside_new (const LineupImportContext *context,
                               LineupCategoryMap *categories,
                               GError **error);

/**
 * lineup_aside_free:
 * @self: (transfer full): what was put aside
 */
void lineup_aside_free (LineupAside *self);

/**
 * lineup_aside_put:
 * @self: what was put aside
 * @id: of an item that arrives in several elements
 * @element: one of them
 * @error: as lineup_database_run()
 */
gboolean
lineup_aside_put (LineupAside *self, gint64 id, const LineupElement *element, GError **error);

/**
 * lineup_aside_remember:
 * @self: what was put aside
 * @row: of an item that turned out to arrive in several elements
 * @error: as lineup_database_run()
 */
gboolean lineup_aside_remember (LineupAside *self, gint64 row, GError **error);

/**
 * lineup_aside_merge:
 * @self: what was put aside
 * @func: called for each item with elements put aside
 * @user_data: for @func
 * @error: the function's error, or as lineup_database_run()
 */
gboolean
lineup_aside_merge (LineupAside *self, LineupAsideFunc func, gpointer user_data, GError **error);

/**
 * lineup_aside_store:
 * @self: what was put aside
 * @error: as lineup_database_run()
 *
 * Stores which items turned out to arrive in several elements.
 */
gboolean lineup_aside_store (LineupAside *self, GError **error);

G_END_DECLS
