/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * LineupSourceRemoval:
 * @name: of the source
 * @generation: number of the last change, 0 if there was none yet
 * @n_changes: how many there were
 *
 * How far what a source has brought was taken away.
 */
typedef struct
{
  char *name; /* (owned) */
  guint64 generation;
  guint n_changes;
} LineupSourceRemoval;

/**
 * lineup_source_removal_go_on:
 * @self: (inout): how far it has come
 * @database: a connection that writes, without a transaction
 * @is_done: (out): whether nothing of it is left
 * @error: as lineup_database_run()
 *
 * Takes away a piece of it, in one transaction.
 */
gboolean lineup_source_removal_go_on (LineupSourceRemoval *self,
                                      LineupDatabase *database,
                                      gboolean *is_done,
                                      GError **error);

G_END_DECLS
