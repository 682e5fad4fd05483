/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/*
 * For the connection, and for tests that ask SQLite how it goes about a statement.
 */

/**
 * lineup_statement_new:
 * @database: the connection that has prepared it
 * @name: of the SQL, for whoever has to look for a mistake
 * @handle: (transfer full): what it has prepared; no two columns have the same name
 *
 * Returns: (transfer full): a statement
 */
LineupStatement *
lineup_statement_new (LineupDatabase *database, const char *name, sqlite3_stmt *handle);

/**
 * lineup_statement_free:
 * @self: (transfer full): a statement
 */
void lineup_statement_free (LineupStatement *self);

/**
 * lineup_statement_get_handle:
 * @self: a statement
 *
 * Returns: (transfer none): SQLite's own
 */
sqlite3_stmt *lineup_statement_get_handle (LineupStatement *self);

G_END_DECLS
