/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-shelf.h"

G_BEGIN_DECLS

/* What was said, as text for others: JSON, an object a line. */

/* Bytes of a line, at most: a longer one is none of ours. */
#define LINEUP_LIBRARY_LINE_MAX (64 * 1024)

/**
 * LineupLibraryLine:
 * @entry: (nullable): what was said of an item
 * @series: (nullable): of an episode, its series
 * @category: (nullable): what was said of a category
 *
 * What a line says; one of a head says nothing of these.
 */
typedef struct
{
  LineupLibraryEntry *entry;       /* (owned) (nullable) */
  LineupLibraryEntry *series;      /* (owned) (nullable) */
  LineupLibraryCategory *category; /* (owned) (nullable) */
} LineupLibraryLine;

void lineup_library_line_clear (gpointer self);

/**
 * lineup_library_line_write_head:
 * @text: gets the first line of an export
 */
void lineup_library_line_write_head (GString *text);

/**
 * lineup_library_line_write:
 * @self: what is said
 * @text: gets its line
 */
void lineup_library_line_write (const LineupLibraryLine *self, GString *text);

/**
 * lineup_library_line_is_head:
 *
 * Returns: whether a line is the first one of an export that can be read
 */
gboolean lineup_library_line_is_head (const char *line, gsize length);

/**
 * lineup_library_line_read:
 * @line: (array length=length): a line, without its end
 * @length: its bytes
 * @self: (out caller-allocates): what it says
 *
 * Returns: whether it is one of an export; nothing is in @self else
 */
gboolean lineup_library_line_read (const char *line, gsize length, LineupLibraryLine *self);

G_END_DECLS
