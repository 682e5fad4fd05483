/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list.h"

G_BEGIN_DECLS

/* What is in a catalogue's file, as SQLite sees it without the daemon. To look is to open it, and
 * so to play its log back: whoever is about to find out what is left after a crash looks at a copy.
 * A file without any table is a catalogue with nothing in it. */

/**
 * lineup_catalogue_file_copy:
 * @path: the database
 * @copy: where to; what is there is replaced
 *
 * Copies a database that nobody uses, with its log. There need not be one.
 */
void lineup_catalogue_file_copy (const char *path, const char *copy);

/**
 * lineup_catalogue_file_check:
 * @path: the database, which may be in use
 *
 * Asks SQLite, and our own rules, whether the file is in order, and ends the test if it is
 * not.
 */
void lineup_catalogue_file_check (const char *path);

/**
 * lineup_catalogue_file_get_names:
 * @path: the database
 * @list: one of its lists
 *
 * Returns: (transfer full): names of what is in it, parted by `, `; items by rising id, categories
 * in the panel's order
 */
char *lineup_catalogue_file_get_names (const char *path, LineupList list);

/**
 * lineup_catalogue_file_get_generation:
 * @path: the database
 *
 * Returns: its generation
 */
guint64 lineup_catalogue_file_get_generation (const char *path);

/**
 * lineup_catalogue_file_get_details:
 * @path: a database of details, which may be in use, or not be there
 *
 * Asks SQLite, and our own rules, whether the file is in order, and ends the test if it is not.
 *
 * Returns: (transfer full): for each item that there are details of its kind, 1 for a movie and 2
 *   for a series, its id, how many seasons there are and how many episodes: `2/31: 1 2; `
 */
char *lineup_catalogue_file_get_details (const char *path);

G_END_DECLS
