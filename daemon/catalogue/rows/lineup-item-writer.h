/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-category-map.h"
#include "lineup-index-build.h"
#include "lineup-row.h"

G_BEGIN_DECLS

/**
 * LineupItemWriter:
 *
 * Adds, rewrites and removes items of one kind, each in all the tables where it has a part.
 */
typedef struct _LineupItemWriter LineupItemWriter;

/**
 * lineup_item_writer_new:
 * @database: a connection that writes
 * @kind: of the items
 * @categories: their categories
 * @loading: whether this is a first load: places and words are then added at its end
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): a writer
 */
LineupItemWriter *lineup_item_writer_new (LineupDatabase *database,
                                          LineupKind kind,
                                          LineupCategoryMap *categories,
                                          gboolean loading,
                                          GError **error);

/**
 * lineup_item_writer_free:
 * @self: (transfer full): a writer
 */
void lineup_item_writer_free (LineupItemWriter *self);

/**
 * lineup_item_writer_insert:
 * @self: a writer
 * @item: an item that is not stored
 * @fingerprint: of its element
 * @error: as lineup_database_run()
 */
gboolean lineup_item_writer_insert (LineupItemWriter *self,
                                    const LineupItem *item,
                                    guint64 fingerprint,
                                    GError **error);

/**
 * lineup_item_writer_end_load:
 * @self: a writer that is loading
 * @error: as lineup_database_run()
 *
 * Gives all items their places, and a few their words, too: the index of many is due, see
 * lineup_index_due_get().
 */
gboolean lineup_item_writer_end_load (LineupItemWriter *self, GError **error);

/**
 * lineup_item_writer_steal_build:
 * @self: a writer that has ended a load
 *
 * Returns: (transfer full) (nullable): what goes on with the index that is due once the load is
 *   committed, %NULL if it is to be made of the rows, or not due
 */
LineupIndexBuild *lineup_item_writer_steal_build (LineupItemWriter *self);

/**
 * lineup_item_writer_end:
 * @self: a writer that is not loading
 * @error: as lineup_database_run()
 *
 * Writes what is better written at the end. To be called before the commit.
 */
gboolean lineup_item_writer_end (LineupItemWriter *self, GError **error);

/**
 * lineup_item_writer_rewrite:
 * @self: a writer
 * @stored: the item's keys as they are stored
 * @item: what becomes of it
 * @keys: its new keys; only fingerprint, hash and categories are looked at
 * @error: as lineup_database_run()
 */
gboolean lineup_item_writer_rewrite (LineupItemWriter *self,
                                     const LineupItemKeys *stored,
                                     const LineupItem *item,
                                     LineupItemKeys *keys,
                                     GError **error);

/**
 * lineup_item_writer_join:
 * @self: a writer
 * @stored: the item's keys as they are stored
 * @categories: those that all of its elements give it
 * @fingerprint: what its fingerprint becomes, too
 * @changed: (out): whether its categories had to be written
 * @error: as lineup_database_run()
 *
 * Puts an item into the categories of all of its elements, and leaves the rest of it alone.
 */
gboolean lineup_item_writer_join (LineupItemWriter *self,
                                  const LineupItemKeys *stored,
                                  const LineupCategorySet *categories,
                                  guint64 fingerprint,
                                  gboolean *changed,
                                  GError **error);

/**
 * lineup_item_writer_set_fingerprint:
 * @self: a writer
 * @row: of an item
 * @fingerprint: its fingerprint, 0 if it came in several elements
 * @error: as lineup_database_run()
 */
gboolean lineup_item_writer_set_fingerprint (LineupItemWriter *self,
                                             gint64 row,
                                             guint64 fingerprint,
                                             GError **error);

/**
 * lineup_item_writer_set_added:
 * @self: a writer
 * @row: of an item
 * @added: when it was added
 * @fingerprint: what its fingerprint becomes, too
 * @id: (out): the item's id
 * @error: as lineup_database_run()
 *
 * Rewrites an item, of which nothing else changes.
 */
gboolean lineup_item_writer_set_added (LineupItemWriter *self,
                                       gint64 row,
                                       gint64 added,
                                       guint64 fingerprint,
                                       gint64 *id,
                                       GError **error);

/**
 * lineup_item_writer_remove:
 * @self: a writer
 * @row: of an item
 * @error: as lineup_database_run()
 */
gboolean lineup_item_writer_remove (LineupItemWriter *self, gint64 row, GError **error);

/**
 * lineup_item_writer_find:
 * @self: a writer
 * @id: of an item
 * @keys: becomes its keys
 * @found: (out): whether it is stored
 * @error: as lineup_database_run()
 */
gboolean lineup_item_writer_find (
    LineupItemWriter *self, gint64 id, LineupItemKeys *keys, gboolean *found, GError **error);

/**
 * lineup_item_writer_get:
 * @self: a writer
 * @row: of an item that is stored
 * @keys: becomes its keys
 * @error: as lineup_database_run()
 */
gboolean
lineup_item_writer_get (LineupItemWriter *self, gint64 row, LineupItemKeys *keys, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupItemWriter, lineup_item_writer_free)

G_END_DECLS
