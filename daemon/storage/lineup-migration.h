/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * lineup_migration_run:
 * @database: a connection that writes, without a transaction
 * @usable: (out): %FALSE if the file holds something else, or is of a version that is not known
 * @error: as lineup_database_run(), and %LINEUP_ERROR_DATABASE if it is not usable
 *
 * Makes the connection's schema in an empty file, and brings one of an older version up to date:
 * all of it, or none. Prepares the connection for writing, too.
 */
gboolean lineup_migration_run (LineupDatabase *database, gboolean *usable, GError **error);

/**
 * lineup_migration_check:
 * @database: a connection
 * @fits: (out): whether the file is of the connection's schema, and of its version
 * @error: as lineup_database_run(), and %LINEUP_ERROR_DATABASE if it does not fit
 *
 * For those who only read, who can't bring a file up to date.
 */
gboolean lineup_migration_check (LineupDatabase *database, gboolean *fits, GError **error);

G_END_DECLS
