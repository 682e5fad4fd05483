/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item.h"

G_BEGIN_DECLS

/**
 * lineup_item_new:
 * @fields: (nullable): an `a{sv}`, %NULL as long as it is on its way
 *
 * Returns: (transfer full): an item
 */
LineupItem *lineup_item_new (LineupAccount *account, LineupKind kind, gint64 id, GVariant *fields);

/**
 * lineup_item_new_from_fields:
 * @fields: an `a{sv}` with `kind` and `id`
 *
 * Returns: (transfer full) (nullable): an item, %NULL if @fields does not say which
 */
LineupItem *lineup_item_new_from_fields (LineupAccount *account, GVariant *fields);

/**
 * lineup_item_new_blank:
 *
 * Returns: (transfer full): what stands for an item of which not even the id is known yet
 */
LineupItem *lineup_item_new_blank (LineupAccount *account, LineupKind kind);

/**
 * lineup_item_take_fields:
 * @fields: an `a{sv}`
 *
 * Learns what the item is now, and tells of what is another.
 */
void lineup_item_take_fields (LineupItem *self, GVariant *fields);

/**
 * lineup_item_take_state:
 * @state: an `a{sv}`, as LibraryChanged of the bus has it
 *
 * Learns what a person has said of it.
 */
void lineup_item_take_state (LineupItem *self, GVariant *state);

G_END_DECLS
