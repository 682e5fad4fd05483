/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/* Numbers that a database keeps under a name, in a table `meta` that its schema makes: `name TEXT
 * PRIMARY KEY, value INTEGER NOT NULL`. */

/**
 * lineup_meta_get:
 * @database: a connection
 * @name: of a number
 * @value: (out): the number, 0 where a database does not have it
 * @error: as lineup_database_run()
 */
gboolean
lineup_meta_get (LineupDatabase *database, const char *name, guint64 *value, GError **error);

/**
 * lineup_meta_set:
 * @database: a connection that writes
 * @name: of a number
 * @value: what it becomes
 * @error: as lineup_database_run()
 */
gboolean
lineup_meta_set (LineupDatabase *database, const char *name, guint64 value, GError **error);

G_END_DECLS
