/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item-field.h"
#include "lineup-schema.h"
#include "lineup-statement.h"

G_BEGIN_DECLS

/**
 * lineup_item_columns_get_lists:
 *
 * Gives the columns of all fields, in the order of their table: `item-columns` to write to,
 * `item-parameters` with their values, `item-assignments` of these to those, `item-selection` to
 * read from a table `i`, `item-wanted` to read those of a mask `:wanted` from there, see
 * lineup_item_columns_get_mask(). And `details-columns`, `details-parameters` and
 * `details-selection`, from a table `d`, of those that details have.
 *
 * Returns: (transfer none): the lists, the same for all threads
 */
const LineupSchemaList *lineup_item_columns_get_lists (void);

/**
 * lineup_item_columns_bind:
 * @field: a field that has a column
 * @statement: a statement with the column's parameter
 * @item: an item, which outlives the next run of @statement
 *
 * Hands over what an item says there; what it does not say is NULL.
 */
void lineup_item_columns_bind (const LineupItemField *field,
                               LineupStatement *statement,
                               const LineupItem *item);

/**
 * lineup_item_columns_read:
 * @field: a field that has a column
 * @rows: rows with that column
 * @item: an item, of which all that it says there stays as long as the row
 */
void
lineup_item_columns_read (const LineupItemField *field, const LineupRows *rows, LineupItem *item);

/**
 * LINEUP_ITEM_COLUMNS_ALL:
 *
 * Bits: of all fields.
 */
#define LINEUP_ITEM_COLUMNS_ALL ((guint64)G_MAXINT64)

/**
 * lineup_item_columns_get_mask:
 * @names: (array zero-terminated=1): fields' names; what is none is left out
 *
 * Returns: a bit for each of the fields, by its number in their table
 */
guint64 lineup_item_columns_get_mask (const char *const *names);

G_END_DECLS
