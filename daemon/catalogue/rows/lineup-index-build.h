/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-index-writer.h"
#include "lineup-list.h"

G_BEGIN_DECLS

/**
 * LineupIndexBuild:
 *
 * Makes the search index of a kind out of the kind's rows, in place of what there was of it: in
 * pieces of which each may be a transaction. An index that is due, see lineup_index_due_get(), is
 * whole with the last one. Where rows have changed between two pieces, it begins anew, and so does
 * another build after a crash: what a build has written counts for nothing before its end. Memory
 * does not grow with the number of rows. For the connection's thread.
 */
typedef struct _LineupIndexBuild LineupIndexBuild;

/**
 * lineup_index_build_new:
 * @database: (transfer none): a connection that writes; outlives what the build does
 * @kind: a kind
 *
 * Returns: (transfer full): a build that has not begun
 */
LineupIndexBuild *lineup_index_build_new (LineupDatabase *database, LineupKind kind);

/**
 * lineup_index_build_new_of_writer:
 * @database: (transfer none): a connection that writes; outlives what the build does
 * @kind: a kind, whose index is due
 * @owned_writer: (transfer full): has all of its rows already, but for windows that it has left out
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): a build that goes on from there
 */
LineupIndexBuild *lineup_index_build_new_of_writer (LineupDatabase *database,
                                                    LineupKind kind,
                                                    LineupIndexWriter *owned_writer,
                                                    GError **error);

/**
 * lineup_index_build_free:
 * @self: (transfer full): a build, whose connection may be closed
 */
void lineup_index_build_free (LineupIndexBuild *self);

/**
 * lineup_index_build_get_kind:
 *
 * Returns: the kind
 */
LineupKind lineup_index_build_get_kind (LineupIndexBuild *self);

/**
 * lineup_index_build_go_on:
 * @self: a build
 * @time: microseconds after which the piece is over, and somewhat more
 * @is_done: (out): whether the index is whole
 * @error: as lineup_database_run(), of which nothing is left but to begin anew
 *
 * Does a piece, in the caller's transaction.
 */
gboolean
lineup_index_build_go_on (LineupIndexBuild *self, gint64 time, gboolean *is_done, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupIndexBuild, lineup_index_build_free)

G_END_DECLS
