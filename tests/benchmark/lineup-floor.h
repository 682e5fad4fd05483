/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-meter.h"
#include "lineup-rendered-lists.h"

G_BEGIN_DECLS

/**
 * LineupFloor:
 * @LINEUP_FLOOR_DOWNLOAD: libsoup reads the list in 64 KiB and discards it
 * @LINEUP_FLOOR_SQLITE: SQLite loads rows that lie ready in memory, see #LineupFloorLoad
 * @LINEUP_FLOOR_DOCUMENT: libsoup reads the list whole, json-glib makes a tree of it, SQLite loads
 *   that; this is no floor, but what else there is
 *
 * What the daemon is measured against. Each runs in a process of its own.
 */
typedef enum
{
  LINEUP_FLOOR_DOWNLOAD,
  LINEUP_FLOOR_SQLITE,
  LINEUP_FLOOR_DOCUMENT,
} LineupFloor;

/**
 * lineup_floor_measure:
 * @floor: what to do
 * @lists: lists
 * @list: with which of them
 * @cost: (out caller-allocates): what it has cost
 *
 * Runs this program again, as a child that calls lineup_floor_main().
 */
void lineup_floor_measure (LineupFloor floor,
                           LineupRenderedLists *lists,
                           LineupRenderedList list,
                           LineupCost *cost);

/**
 * lineup_floor_main:
 * @floor: what to do
 * @url: of the list
 *
 * Does it, and prints what it has cost.
 */
void lineup_floor_main (LineupFloor floor, const char *url);

G_END_DECLS
