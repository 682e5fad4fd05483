/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-marked-rows.h"
#include "lineup-reader-pool.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * lineup_reader_new:
 * @database: a connection for reading
 * @details: (transfer none): readers of what is known of single items
 * @cancellable: (nullable) (transfer none): interrupts those, as it does the connection
 * @error: as lineup_database_run()
 *
 * Begins to read. The state that is read is the one at the first query.
 *
 * Returns: (transfer full): a reader
 */
LineupReader *lineup_reader_new (LineupDatabase *database,
                                 LineupReaderPool *details,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * lineup_reader_free:
 * @self: (transfer full): a reader
 *
 * Ends reading.
 */
void lineup_reader_free (LineupReader *self);

/**
 * lineup_reader_get_details_trouble:
 *
 * Returns: what was found to be wrong with the file of the details, so that what was read of it
 *   ended with an error
 */
LineupReaderTrouble lineup_reader_get_details_trouble (LineupReader *self);

/**
 * lineup_reader_get_database:
 *
 * Returns: (transfer none): the connection
 */
LineupDatabase *lineup_reader_get_database (LineupReader *self);

/**
 * lineup_reader_find_category:
 * @self: a reader
 * @kind: whose category
 * @id: (nullable): the panel's id
 * @key: (out): its key, that of the whole kind for %NULL, -1 if there is none of this id
 * @error: as lineup_database_run()
 */
gboolean lineup_reader_find_category (
    LineupReader *self, LineupKind kind, const char *id, gint64 *key, GError **error);

/**
 * lineup_reader_add_field:
 * @self: a reader
 * @field: name of a field of items that has to be read, too
 */
void lineup_reader_add_field (LineupReader *self, const char *field);

/**
 * lineup_reader_query_row:
 * @self: a reader
 * @kind: of an item
 * @row: of the item
 * @rows: (out): rows before the item, to be kept in a `g_auto (LineupRows)`
 * @error: as lineup_database_run()
 */
gboolean lineup_reader_query_row (
    LineupReader *self, LineupKind kind, gint64 row, LineupRows *rows, GError **error);

/**
 * lineup_reader_read_item:
 * @self: a reader
 * @kind: of the item
 * @rows: of lineup_reader_query_row(), item-get.sql or items-all.sql, at a row
 * @item: (out caller-allocates): the item; stays until the next step and the next item
 * @error: as lineup_database_run()
 */
gboolean lineup_reader_read_item (
    LineupReader *self, LineupKind kind, const LineupRows *rows, LineupItem *item, GError **error);

/**
 * lineup_reader_set_marks:
 * @self: a reader
 * @marks: (nullable): what a person has said; lasts longer than the reader
 * @cache: rows that were found of it; likewise
 */
void
lineup_reader_set_marks (LineupReader *self, const LineupMarks *marks, LineupMarkedCache *cache);

/**
 * lineup_reader_get_marked_cache:
 *
 * Returns: (transfer none): rows that were found of it, where a person has said anything
 */
LineupMarkedCache *lineup_reader_get_marked_cache (LineupReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupReader, lineup_reader_free)

G_END_DECLS
