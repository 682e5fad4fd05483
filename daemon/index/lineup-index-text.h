/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-term-reader.h"
#include "lineup-term-table.h"

G_BEGIN_DECLS

/* What an index has of a name, and of other texts. A name is read in several ways, from its very
 * beginning or without what panels put before it, and a chunk of several words as its words or as
 * one: it is as well found, and begins as well, by each. */

/**
 * LINEUP_INDEX_TEXT_MAX_LENGTH:
 *
 * Words: of a name that is told to be exactly what was typed.
 */
#define LINEUP_INDEX_TEXT_MAX_LENGTH 15

/**
 * lineup_index_text_add_name:
 * @table: takes the terms, for its row
 * @reader: splits the name
 * @name: (array length=length) (nullable): a name
 * @length: its bytes
 *
 * Returns: the name's lengths: a bit for each number of words that it has, from its beginning or
 * that of what it is called, with the year at its end and without, up to
 *   %LINEUP_INDEX_TEXT_MAX_LENGTH; and 16 bits above those, where a chunk of several words is one
 */
guint32 lineup_index_text_add_name (LineupTermTable *table,
                                    LineupTermReader *reader,
                                    const char *name,
                                    gsize length);

/**
 * lineup_index_text_add:
 * @table: takes the terms, for its row
 * @reader: splits the text
 * @text: (array length=length) (nullable): any other text
 * @length: its bytes
 */
void lineup_index_text_add (LineupTermTable *table,
                            LineupTermReader *reader,
                            const char *text,
                            gsize length);

G_END_DECLS
