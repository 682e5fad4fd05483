/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-item-keys.h"
#include "lineup-item.h"
#include "lineup-list.h"
#include "lineup-statement.h"

G_BEGIN_DECLS

/**
 * lineup_row_bind:
 * @statement: of item-insert.sql or item-update.sql
 * @row: where the item goes
 * @item: stays until the statement has run, as nothing is copied
 */
void lineup_row_bind (LineupStatement *statement, gint64 row, const LineupItem *item);

/**
 * lineup_row_has_words:
 * @words: of text-get.sql, at a row
 * @item: an item
 *
 * Returns: whether these are the item's words
 */
gboolean lineup_row_has_words (const LineupRows *words, const LineupItem *item);

/**
 * lineup_row_read:
 * @rows: of item-get.sql, item-at.sql or items-all.sql, at a row
 * @item: (out caller-allocates): the item as it was stored, but for its categories; valid until the
 *   next step
 */
void lineup_row_read (const LineupRows *rows, LineupItem *item);

/**
 * lineup_row_read_some:
 * @rows: as of lineup_row_read(), or of item-get-some.sql or item-at-some.sql
 * @wanted: which fields, as of lineup_item_columns_get_mask()
 * @item: (out caller-allocates): as of lineup_row_read(), but without other fields
 */
void lineup_row_read_some (const LineupRows *rows, guint64 wanted, LineupItem *item);

/**
 * lineup_row_bind_keys:
 * @statement: of keys-insert.sql or keys-update.sql
 * @keys: stay until the statement has run
 */
void lineup_row_bind_keys (LineupStatement *statement, const LineupItemKeys *keys);

/**
 * lineup_row_bind_in_adult:
 * @statement: of keys-set-adult.sql
 * @keys: of an item
 */
void lineup_row_bind_in_adult (LineupStatement *statement, const LineupItemKeys *keys);

/**
 * lineup_row_read_keys:
 * @rows: of keys-find.sql or keys-get.sql, at a row
 * @keys: (inout): keys to fill in; its array is used again
 */
void lineup_row_read_keys (const LineupRows *rows, LineupItemKeys *keys);

/**
 * lineup_row_get_keys:
 * @row: an item's, which may be gone
 * @keys: (inout): keys to fill in; its array is used again
 * @found: (out): whether there is such a row
 * @error: as lineup_database_run()
 */
gboolean lineup_row_get_keys (LineupDatabase *database,
                              LineupKind kind,
                              gint64 row,
                              LineupItemKeys *keys,
                              gboolean *found,
                              GError **error);

/**
 * lineup_row_bind_filter:
 * @statement: of rows-taken.sql
 * @filter: a filter, but for its category and its genre
 */
void lineup_row_bind_filter (LineupStatement *statement, const LineupFilter *filter);

/**
 * lineup_row_read_figures:
 * @rows: at a row
 * @figures: (out caller-allocates): the item's figures
 */
void lineup_row_read_figures (const LineupRows *rows, LineupFigures *figures);

/**
 * lineup_row_read_categories:
 * @rows: at a row
 * @categories: (element-type guint32): becomes what is in the categories at hand
 */
void lineup_row_read_categories (const LineupRows *rows, GArray *categories);

/**
 * lineup_row_exists:
 * @database: a connection to a catalogue
 * @kind: of the item
 * @id: of the item
 * @exists: (out): whether there is such an item
 * @error: as lineup_database_run()
 */
gboolean lineup_row_exists (
    LineupDatabase *database, LineupKind kind, gint64 id, gboolean *exists, GError **error);

G_END_DECLS
