/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "catalogue/lineup-item-keys.h"
#include "lineup-item.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Columns of item-get.sql, item-at.sql and items-all.sql. */
enum
{
  LINEUP_ROW_ROW,
  LINEUP_ROW_ID,
  LINEUP_ROW_CATEGORIES,
  LINEUP_ROW_NAME,
};

/* Column of the categories behind the figures in figures-get.sql. */
#define LINEUP_FIGURES_CATEGORIES 5

/**
 * lineup_row_bind:
 * @statement: of item-insert.sql or item-update.sql
 * @row: where the item goes
 * @item: stays until the statement has run, as nothing is copied
 */
void lineup_row_bind (sqlite3_stmt *statement, gint64 row, const LineupItem *item);

/**
 * lineup_row_bind_words:
 * @statement: of text-insert.sql
 * @row: where the item is
 * @item: stays until the statement has run
 */
void lineup_row_bind_words (sqlite3_stmt *statement, gint64 row, const LineupItem *item);

/**
 * lineup_row_has_words:
 * @words: of text-get.sql, at a row
 * @item: an item
 *
 * Returns: whether these are the item's words
 */
gboolean lineup_row_has_words (sqlite3_stmt *words, const LineupItem *item);

/**
 * lineup_row_copy_words:
 * @words: of text-get.sql, at a row
 * @statement: of text-delete.sql
 * @row: where the item is
 */
void lineup_row_copy_words (sqlite3_stmt *words, sqlite3_stmt *statement, gint64 row);

/**
 * lineup_row_read:
 * @statement: of item-get.sql, item-at.sql or items-all.sql, at a row
 * @item: (out caller-allocates): the item, but for its categories; valid until the next step
 */
void lineup_row_read (sqlite3_stmt *statement, LineupItem *item);

/**
 * lineup_row_bind_keys:
 * @statement: of keys-insert.sql or keys-update.sql
 * @keys: stay until the statement has run
 */
void lineup_row_bind_keys (sqlite3_stmt *statement, const LineupItemKeys *keys);

/**
 * lineup_row_read_keys:
 * @statement: of keys-find.sql or keys-get.sql, at a row
 * @keys: (inout): keys to fill in; its array is used again
 */
void lineup_row_read_keys (sqlite3_stmt *statement, LineupItemKeys *keys);

/**
 * lineup_row_read_figures:
 * @statement: at a row
 * @column: of the position; the others follow as in keys-get.sql
 * @figures: (out caller-allocates): the item's figures
 */
void lineup_row_read_figures (sqlite3_stmt *statement, int column, LineupFigures *figures);

/**
 * lineup_row_read_categories:
 * @statement: at a row
 * @column: with categories
 * @categories: (element-type guint32): becomes what is in it
 */
void lineup_row_read_categories (sqlite3_stmt *statement, int column, GArray *categories);

G_END_DECLS
