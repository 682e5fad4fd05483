/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "catalogue/lineup-database.h"
#include "catalogue/lineup-reader.h"

G_BEGIN_DECLS

/**
 * lineup_reader_new:
 * @database: a connection for reading
 * @error: as lineup_database_run()
 *
 * Begins to read. The state that is read is the one at the first query.
 *
 * Returns: (transfer full): a reader
 */
LineupReader *lineup_reader_new (LineupDatabase *database, GError **error);

/**
 * lineup_reader_free:
 * @self: (transfer full): a reader
 *
 * Ends reading.
 */
void lineup_reader_free (LineupReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupReader, lineup_reader_free)

G_END_DECLS
