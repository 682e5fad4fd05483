/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-filter.h"
#include "lineup-sort-key.h"
#include "lineup-sort.h"

#include "lineup-statement.h"

G_BEGIN_DECLS

/* Longest key of a name in bytes; longer ones are cut. */
#define LINEUP_PLACE_TEXT_SIZE LINEUP_SORT_KEY_MAX_BYTES

/* Number of the category that all items of a kind are in. */
#define LINEUP_PLACE_WHOLE_KIND 0

/**
 * LineupPlace:
 * @type: `SQLITE_INTEGER`, `SQLITE_TEXT`, or `SQLITE_BLOB` for an unknown key
 * @number: the key, if it is a number
 * @text: the key, if it is text
 * @row: of the item; parts items with equal keys
 *
 * Where an item is when items are sorted in a certain way: ascending places give the natural
 * direction, so that numbers are negative where the highest comes first. As in SQLite, numbers come
 * before texts and texts before blobs: what is unknown, stored as an empty blob, is last.
 */
typedef struct
{
  int type;
  gint64 number;
  char text[LINEUP_PLACE_TEXT_SIZE + 1];
  gint64 row;
} LineupPlace;

/**
 * lineup_place_set_unknown:
 * @self: (out caller-allocates): becomes the place of an item with an unknown key
 * @row: of the item
 */
void lineup_place_set_unknown (LineupPlace *self, gint64 row);

/**
 * lineup_place_set_text:
 * @self: (out caller-allocates): becomes the place of an item
 * @text: what its name is sorted by; unknown if it is empty
 * @row: of the item
 */
void lineup_place_set_text (LineupPlace *self, const char *text, gint64 row);

/**
 * lineup_place_set_figure:
 * @self: (out caller-allocates): becomes the place of an item
 * @sort: how they are sorted, but not by name
 * @figures: of the item
 * @row: of the item
 */
void lineup_place_set_figure (LineupPlace *self,
                              LineupSort sort,
                              const LineupFigures *figures,
                              gint64 row);

/**
 * lineup_place_get_range:
 * @filter: a filter
 * @sort: how items are sorted
 * @first: (out caller-allocates): comes before all items that may pass
 * @last: (out caller-allocates): comes after all items that may pass
 *
 * Returns: whether the filter has a range in this order, so that those lie together
 */
gboolean lineup_place_get_range (const LineupFilter *filter,
                                 LineupSort sort,
                                 LineupPlace *first,
                                 LineupPlace *last);

/**
 * lineup_place_compare:
 *
 * Returns: below 0 if @self comes before @other, above 0 if after, 0 if they are the same
 */
int lineup_place_compare (const LineupPlace *self, const LineupPlace *other);

/**
 * lineup_place_comes_before:
 * @self: a place
 * @other: another one
 * @backward: whether the direction is not the natural one
 *
 * Returns: whether @self comes before @other in a listing of that direction; what is unknown is
 *   last in both
 */
gboolean
lineup_place_comes_before (const LineupPlace *self, const LineupPlace *other, gboolean backward);

/**
 * lineup_place_has_key_of:
 *
 * Returns: whether both have the same key, whatever their rows
 */
gboolean lineup_place_has_key_of (const LineupPlace *self, const LineupPlace *other);

/**
 * lineup_place_bind_key:
 * @self: stays until the statement has run
 * @statement: a statement
 * @parameter: name of the parameter for the key
 */
void
lineup_place_bind_key (const LineupPlace *self, LineupStatement *statement, const char *parameter);

/**
 * lineup_place_read:
 * @self: (out caller-allocates): the place
 * @rows: with a key and a row, at a row
 */
void lineup_place_read (LineupPlace *self, const LineupRows *rows);

G_END_DECLS
