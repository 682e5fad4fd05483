/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list.h"

G_BEGIN_DECLS

/**
 * LineupChangeType:
 * @LINEUP_CHANGE_ADDED: the item was not there before
 * @LINEUP_CHANGE_CHANGED: it was there before, and still is
 * @LINEUP_CHANGE_REMOVED: it is not there any more
 *
 * What has happened to an item. The numbers are stored: they stay what they are.
 */
typedef enum
{
  LINEUP_CHANGE_ADDED = 0,
  LINEUP_CHANGE_CHANGED = 1,
  LINEUP_CHANGE_REMOVED = 2,
} LineupChangeType;

#define LINEUP_N_CHANGE_TYPES (LINEUP_CHANGE_REMOVED + 1)

/**
 * LineupChange:
 * @generation: its number
 * @kind: of the item
 * @id: of the item
 * @type: what has happened to it
 *
 * One item's change by one commit.
 */
typedef struct
{
  guint64 generation;
  LineupKind kind;
  gint64 id;
  LineupChangeType type;
} LineupChange;

/**
 * lineup_change_type_to_string:
 *
 * Returns: the token, such as `added`
 */
const char *lineup_change_type_to_string (LineupChangeType type);

G_END_DECLS
