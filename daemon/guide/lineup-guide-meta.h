/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-meta.h"

G_BEGIN_DECLS

/* What the generation of the last change goes by. */
#define LINEUP_GUIDE_META_GENERATION "generation"

/* What the generation goes by after which all changes are remembered. */
#define LINEUP_GUIDE_META_OLDEST "oldest"

/**
 * lineup_guide_meta_begin_generation:
 * @database: a connection that writes, in a transaction
 * @generation: (out): number of the next change
 * @error: as lineup_database_run()
 *
 * Counts one more change, and forgets what is too long ago to be told.
 */
gboolean
lineup_guide_meta_begin_generation (LineupDatabase *database, guint64 *generation, GError **error);

G_END_DECLS
