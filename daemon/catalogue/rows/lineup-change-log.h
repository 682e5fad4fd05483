/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-change.h"
#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * LineupChangeLog:
 *
 * The history of a catalogue, as its writer sees it: numbers each item's change, writes it down,
 * and drops what is more than 30 days or 1,000,000 changes ago. All of it is part of the
 * transaction that makes the changes, so a step that fails leaves nothing behind.
 *
 * One is for one import.
 */
typedef struct _LineupChangeLog LineupChangeLog;

/**
 * lineup_change_log_new:
 * @database: a connection that writes
 * @kind: of the items that are imported
 * @generation: number of the last change so far
 *
 * Returns: (transfer full): a log with nothing new in it
 */
LineupChangeLog *
lineup_change_log_new (LineupDatabase *database, LineupKind kind, guint64 generation);

/**
 * lineup_change_log_free:
 * @self: (transfer full): a log
 */
void lineup_change_log_free (LineupChangeLog *self);

/**
 * lineup_change_log_add:
 * @self: a log
 * @type: what has happened
 * @id: of an item that has not changed before in this import
 * @error: as lineup_database_run()
 */
gboolean
lineup_change_log_add (LineupChangeLog *self, LineupChangeType type, gint64 id, GError **error);

/**
 * lineup_change_log_add_all:
 * @self: a log
 * @error: as lineup_database_run()
 *
 * Adds that every item of the kind was added, after a first load. What is added later is new.
 */
gboolean lineup_change_log_add_all (LineupChangeLog *self, GError **error);

/**
 * lineup_change_log_get_first:
 * @database: a connection
 * @kind: of items
 * @generation: (out): number of the last change of the kind's first load, 0 where there was none
 * @error: as lineup_database_run()
 */
gboolean lineup_change_log_get_first (LineupDatabase *database,
                                      LineupKind kind,
                                      guint64 *generation,
                                      GError **error);

/**
 * lineup_change_log_close:
 * @self: a log
 * @n_unlisted: how many changes were made to what is no item
 * @now: Unix seconds
 * @generation: (out): number of the last change
 * @error: as lineup_database_run()
 *
 * Stores the new generation, which counts what is no item as well, and drops what is too old. For
 * the end of the transaction.
 */
gboolean lineup_change_log_close (
    LineupChangeLog *self, guint64 n_unlisted, gint64 now, guint64 *generation, GError **error);

/**
 * lineup_change_log_begin_anew:
 * @database: a connection that writes, outside of a transaction
 * @generation: number of the last change
 * @error: as lineup_database_run()
 *
 * Drops the whole history: nothing is known of what happened up to @generation.
 */
gboolean
lineup_change_log_begin_anew (LineupDatabase *database, guint64 generation, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupChangeLog, lineup_change_log_free)

G_END_DECLS
