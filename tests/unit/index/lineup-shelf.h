/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-index-writer.h"

G_BEGIN_DECLS

/**
 * LineupShelf:
 * @directory: (owned): temporary
 * @database: (owned): a connection that writes
 *
 * A database that has an index and nothing else.
 */
typedef struct
{
  char *directory;
  LineupDatabase *database;
} LineupShelf;

/* The only set of tables of a shelf. */
#define LINEUP_SHELF_BOOKS 0

/**
 * lineup_shelf_new:
 *
 * Returns: (transfer full): a shelf whose index is empty
 */
LineupShelf *lineup_shelf_new (void);

/**
 * lineup_shelf_reopen:
 * @self: a shelf, without a transaction
 *
 * Closes its database, and opens it again.
 */
void lineup_shelf_reopen (LineupShelf *self);

/**
 * lineup_shelf_free:
 * @self: (transfer full): a shelf
 */
void lineup_shelf_free (LineupShelf *self);

/**
 * lineup_shelf_add:
 * @self: a shelf, without a transaction
 * @rows: (array length=n_rows): in the order of their numbers
 * @n_rows: how many there are
 *
 * Adds rows to the index.
 */
void lineup_shelf_add (LineupShelf *self, const LineupIndexRow *rows, gsize n_rows);

/**
 * lineup_shelf_merge:
 * @self: a shelf, without a transaction
 * @n_leaves: of a piece
 *
 * Merges what is worth it, piece by piece, and drops what is left.
 *
 * Returns: whether anything was
 */
gboolean lineup_shelf_merge (LineupShelf *self, guint32 n_leaves);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupShelf, lineup_shelf_free)

G_END_DECLS
