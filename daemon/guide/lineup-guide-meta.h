/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/* What the generation of the last change goes by. */
#define LINEUP_GUIDE_META_GENERATION "generation"

/* What the generation goes by after which all changes are remembered. */
#define LINEUP_GUIDE_META_OLDEST "oldest"

/**
 * lineup_guide_meta_get:
 * @database: a connection
 * @name: of a number
 * @value: (out): the number, 0 if there is none
 * @error: as lineup_database_run()
 */
gboolean
lineup_guide_meta_get (LineupDatabase *database, const char *name, gint64 *value, GError **error);

/**
 * lineup_guide_meta_set:
 * @database: a connection that writes, in a transaction
 * @name: of a number
 * @value: the number
 * @error: as lineup_database_run()
 */
gboolean
lineup_guide_meta_set (LineupDatabase *database, const char *name, gint64 value, GError **error);

/**
 * lineup_guide_meta_begin_generation:
 * @database: a connection that writes, in a transaction
 * @generation: (out): number of the next change
 * @error: as lineup_database_run()
 *
 * Counts one more change, and forgets what is too long ago to be told.
 */
gboolean
lineup_guide_meta_begin_generation (LineupDatabase *database, gint64 *generation, GError **error);

G_END_DECLS
