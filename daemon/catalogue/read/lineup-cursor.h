/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-place.h"
#include "lineup-query.h"

G_BEGIN_DECLS

/**
 * LineupCursor:
 * @place: of the item that the page ended with
 * @generation: of the catalogue when the first page was read
 *
 * How far a listing has come. As text it is opaque to callers and bound to its listing: it can't be
 * taken for another one, nor made up by accident.
 */
typedef struct
{
  LineupPlace place;
  guint64 generation;
} LineupCursor;

/**
 * lineup_cursor_to_string:
 * @self: a cursor
 * @query: the listing
 *
 * Returns: (transfer full): its text
 */
char *lineup_cursor_to_string (const LineupCursor *self, const LineupQuery *query);

/**
 * lineup_cursor_parse:
 * @self: (out caller-allocates): the cursor
 * @query: the listing, and the text to read
 * @error: %G_IO_ERROR_INVALID_ARGUMENT if that text was not made for this listing
 *
 * Returns: whether it is one
 */
gboolean lineup_cursor_parse (LineupCursor *self, const LineupQuery *query, GError **error);

G_END_DECLS
