/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/* Numbers that a catalogue keeps under a name. How many items or categories a list has is kept
 * under the list's own. */

/* The number of the last change. */
#define LINEUP_META_GENERATION "generation"

/* The number after which all changes are known. */
#define LINEUP_META_HISTORY "history"

/* What no other database has. */
#define LINEUP_META_IDENTITY "identity"

/* The version of the source that has read a list, see lineup_item_source_get_version(). The list's
 * name follows. */
#define LINEUP_META_VERSION "version-"

/* The number that tells whether a kind's search index is whole, see lineup_index_due_get(). The
 * kind's name follows. */
#define LINEUP_META_INDEX "index-"

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
