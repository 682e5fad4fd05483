/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-list.h"
#include "lineup-search-text.h"

G_BEGIN_DECLS

/**
 * LineupWordIndex:
 * @LINEUP_WORD_INDEX_NAMES: of the words in names
 * @LINEUP_WORD_INDEX_TEXT: of those in all texts of an item
 *
 * The search indices of a kind.
 */
typedef enum
{
  LINEUP_WORD_INDEX_NAMES,
  LINEUP_WORD_INDEX_TEXT,
} LineupWordIndex;

/**
 * lineup_completion_make_expression:
 * @database: a reader's connection
 * @kind: of the items
 * @index: what the expression is for
 * @text: what was typed
 * @expression: (out) (transfer full) (nullable): %NULL if no word goes on from the last one
 * @error: %LINEUP_ERROR_DATABASE or %G_IO_ERROR_CANCELLED
 *
 * Makes an expression of FTS5 for all that was typed, the last word as the beginning of a longer
 * one, in the index. Items with the last word as it stands need not match it.
 *
 * FTS5 gathers all rows of all words that begin so before it gives the first: a quarter of a
 * million for a word that is in that many plots. It gives those of single words bit by bit, and
 * passes over what other words rule out. So where the words are few for so many rows, they are
 * named.
 */
gboolean lineup_completion_make_expression (LineupDatabase *database,
                                            LineupKind kind,
                                            LineupWordIndex index,
                                            const LineupSearchText *text,
                                            char **expression,
                                            GError **error);

G_END_DECLS
