/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-list.h"

G_BEGIN_DECLS

/**
 * LineupGenreFilter:
 *
 * Tells which items have a genre, however the panel has written it. Wordings are remembered, of
 * which a list has a few hundred. For one thread at a time.
 */
typedef struct _LineupGenreFilter LineupGenreFilter;

/**
 * lineup_genre_filter_new:
 * @genre: (nullable): the genre that is wanted, as a person writes it; %NULL for any item
 *
 * Returns: (transfer full): a filter
 */
LineupGenreFilter *lineup_genre_filter_new (const char *genre);

/**
 * lineup_genre_filter_free:
 * @self: (transfer full): a filter
 */
void lineup_genre_filter_free (LineupGenreFilter *self);

/**
 * lineup_genre_filter_takes:
 * @self: a filter
 * @genres: (nullable): an item's genres as the panel wrote them, parted by `,`, `/` or `|`
 *
 * Returns: whether the one that is wanted is one of them
 */
gboolean lineup_genre_filter_takes (LineupGenreFilter *self, const char *genres);

/**
 * lineup_genre_filter_takes_row:
 * @self: a filter
 * @database: a connection
 * @kind: of the item
 * @row: the item's, which may be gone
 * @takes: (out): whether it has the genre, which is looked up where one is wanted
 * @error: as lineup_database_run()
 */
gboolean lineup_genre_filter_takes_row (LineupGenreFilter *self,
                                        LineupDatabase *database,
                                        LineupKind kind,
                                        gint64 row,
                                        gboolean *takes,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupGenreFilter, lineup_genre_filter_free)

G_END_DECLS
