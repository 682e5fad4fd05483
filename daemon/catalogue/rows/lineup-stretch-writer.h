/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-place-sorter.h"

G_BEGIN_DECLS

/**
 * LineupStretchWriter:
 *
 * Writes the orders of a kind: what comes to a place or leaves it changes the stretch in which it
 * lies, and the one behind if little is left of it. For the connection's thread.
 */
typedef struct _LineupStretchWriter LineupStretchWriter;

/**
 * lineup_stretch_writer_new:
 * @database: (transfer none): a connection that writes, in a transaction; outlives the writer
 * @kind: of the items
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): a writer
 */
LineupStretchWriter *
lineup_stretch_writer_new (LineupDatabase *database, LineupKind kind, GError **error);

/**
 * lineup_stretch_writer_free:
 * @self: (transfer full): a writer
 */
void lineup_stretch_writer_free (LineupStretchWriter *self);

/**
 * lineup_stretch_writer_apply:
 * @self: a writer
 * @change: what comes after all before, see lineup_place_sorter_next(); that an item comes to where
 *   it is, or leaves where it is not, changes nothing
 * @error: as lineup_database_run()
 */
gboolean lineup_stretch_writer_apply (LineupStretchWriter *self,
                                      const LineupPlaceChange *change,
                                      GError **error);

/**
 * lineup_stretch_writer_end:
 * @self: a writer
 * @error: as lineup_database_run()
 *
 * Writes what is left to be written.
 */
gboolean lineup_stretch_writer_end (LineupStretchWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupStretchWriter, lineup_stretch_writer_free)

G_END_DECLS
