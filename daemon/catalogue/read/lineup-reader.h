/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-details.h"
#include "lineup-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupReader:
 *
 * One committed state of a catalogue, through a read-only connection. Given to a #LineupReadFunc,
 * and valid, like everything it hands out, on that function's thread until it returns.
 */
typedef struct _LineupReader LineupReader;

/**
 * LineupReadFunc:
 * @reader: a read-only view of one committed state, for this call only
 * @user_data: what was given with it
 * @error: why it failed
 *
 * Called on a thread of its own. Whatever it reads is of one state, that of its first query.
 *
 * Returns: (transfer full): any pointer; %NULL with an error set
 */
typedef gpointer (*LineupReadFunc) (LineupReader *reader, gpointer user_data, GError **error);

/**
 * LineupItemFunc:
 * @item: an item, valid for this call; one without a category is in %LINEUP_UNCATEGORIZED
 * @user_data: what was given with it
 */
typedef void (*LineupItemFunc) (const LineupItem *item, gpointer user_data);

/**
 * LineupItemVisitor:
 * @item: as of #LineupItemFunc
 * @user_data: what was given with it
 * @error: why it failed
 *
 * Returns: whether to go on; %FALSE with an error set
 */
typedef gboolean (*LineupItemVisitor) (const LineupItem *item, gpointer user_data, GError **error);

/**
 * LineupEpisodeFunc:
 * @episode: an episode, valid for this call; without what only a list of episodes shows
 * @series: its series, valid likewise
 * @user_data: what was given with it
 */
typedef void (*LineupEpisodeFunc) (const LineupEpisode *episode,
                                   const LineupItem *series,
                                   gpointer user_data);

/**
 * LineupCategoryFunc:
 * @category: a category, valid for this call
 * @n_items: how many items it has
 * @user_data: what was given with it
 */
typedef void (*LineupCategoryFunc) (const LineupCategory *category,
                                    guint n_items,
                                    gpointer user_data);

/**
 * lineup_reader_get_marks:
 *
 * Returns: (transfer none) (nullable): what a person has said
 */
const LineupMarks *lineup_reader_get_marks (LineupReader *self);

/**
 * lineup_reader_list_categories:
 * @self: a reader
 * @kind: which categories
 * @func: called for each, in the panel's order; categories that items name but the panel does not
 *   list come after them, and `uncategorized` last, if it has items
 * @user_data: for @func
 * @error: %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 */
gboolean lineup_reader_list_categories (LineupReader *self,
                                        LineupKind kind,
                                        LineupCategoryFunc func,
                                        gpointer user_data,
                                        GError **error);

/**
 * lineup_reader_visit_items:
 * @self: a reader
 * @kind: which items
 * @func: called for each, in the order in which they came into the database
 * @user_data: for @func
 * @error: that of @func, %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 *
 * Walks over a whole kind.
 */
gboolean lineup_reader_visit_items (LineupReader *self,
                                    LineupKind kind,
                                    LineupItemVisitor func,
                                    gpointer user_data,
                                    GError **error);

/**
 * lineup_reader_get_path:
 *
 * Returns: (transfer none): path of the database
 */
const char *lineup_reader_get_path (LineupReader *self);

/**
 * lineup_reader_get_generation:
 * @self: a reader
 * @generation: (out): number of the last change of the state that is read
 * @error: %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 */
gboolean lineup_reader_get_generation (LineupReader *self, guint64 *generation, GError **error);

/**
 * lineup_reader_set_fields:
 * @self: a reader
 * @fields: (nullable) (array zero-terminated=1): names of those that are wanted of items, %NULL for
 *   all
 *
 * Leaves all others out of the items that are read from now on; their ids are always there, their
 * versions where all fields are wanted.
 */
void lineup_reader_set_fields (LineupReader *self, const char *const *fields);

/**
 * lineup_reader_find_item:
 * @self: a reader
 * @kind: of the item
 * @id: of the item
 * @found: (out): whether it is there
 * @func: called once if it is
 * @user_data: for @func
 * @error: %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 */
gboolean lineup_reader_find_item (LineupReader *self,
                                  LineupKind kind,
                                  gint64 id,
                                  gboolean *found,
                                  LineupItemFunc func,
                                  gpointer user_data,
                                  GError **error);

/**
 * lineup_reader_get_item:
 * @self: a reader
 * @kind: of the item
 * @id: of the item
 * @func: called once
 * @user_data: for @func
 * @error: %LINEUP_ERROR_NOT_FOUND, %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 */
gboolean lineup_reader_get_item (LineupReader *self,
                                 LineupKind kind,
                                 gint64 id,
                                 LineupItemFunc func,
                                 gpointer user_data,
                                 GError **error);

/**
 * lineup_reader_get_details:
 * @self: a reader
 * @kind: of the item
 * @id: of the item
 * @details: (out) (transfer full) (nullable): what is known of it beyond its list, %NULL if nobody
 *   has asked the panel yet, or there is no such item
 * @error: %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 */
gboolean lineup_reader_get_details (
    LineupReader *self, LineupKind kind, gint64 id, LineupDetails **details, GError **error);

/**
 * lineup_reader_get_episode:
 * @self: a reader
 * @id: of an episode
 * @func: called once if there is one
 * @user_data: for @func
 * @error: %LINEUP_ERROR_NOT_FOUND if no known details of a series have it; %LINEUP_ERROR_DATABASE,
 *   %G_IO_ERROR_CANCELLED
 */
gboolean lineup_reader_get_episode (
    LineupReader *self, gint64 id, LineupEpisodeFunc func, gpointer user_data, GError **error);

G_END_DECLS
