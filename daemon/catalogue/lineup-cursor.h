/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "catalogue/lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupCursor:
 * @rank: of the item that the page ended with
 * @row: of that item
 *
 * A place in a listing. As text it is opaque to callers and bound to its listing: it can't be taken
 * for another one, nor made up by accident.
 */
typedef struct
{
  gint64 rank;
  gint64 row;
} LineupCursor;

/* The place before everything. */
#define LINEUP_CURSOR_START                                                                        \
  {                                                                                                \
    .rank = G_MININT64, .row = G_MININT64                                                          \
  }

/**
 * lineup_cursor_to_string:
 * @self: a place
 * @query: the listing
 *
 * Returns: (transfer full): its text
 */
char *lineup_cursor_to_string (const LineupCursor *self, const LineupQuery *query);

/**
 * lineup_cursor_parse:
 * @self: (out caller-allocates): the place
 * @query: the listing, and the text to read
 * @error: %G_IO_ERROR_INVALID_ARGUMENT if that text was not made for this listing
 *
 * No text, or an empty one, is the place before everything.
 *
 * Returns: whether there is a place
 */
gboolean lineup_cursor_parse (LineupCursor *self, const LineupQuery *query, GError **error);

G_END_DECLS
