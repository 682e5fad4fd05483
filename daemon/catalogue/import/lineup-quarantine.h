/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-list.h"

G_BEGIN_DECLS

/* Times that a list in quarantine has to arrive with the same ids to be taken for the truth, and
 * seconds that have to be between the first time and the last. */
#define LINEUP_QUARANTINE_TIMES 3
#define LINEUP_QUARANTINE_TIME  (24 * 60 * 60)

/**
 * LineupQuarantine:
 *
 * What an import finds out about a list that is too short to be true, and what was found out
 * before: a list that stays so is true after all. What is remembered is in the database, two
 * numbers and a hash of the ids for each list.
 */
typedef struct _LineupQuarantine LineupQuarantine;

/**
 * lineup_quarantine_new:
 * @database: a connection that writes; has to outlive this
 * @list: the list
 * @now: Unix seconds
 *
 * Returns: (transfer full): nothing found out yet
 */
LineupQuarantine *lineup_quarantine_new (LineupDatabase *database, LineupList list, gint64 now);

/**
 * lineup_quarantine_free:
 * @self: (transfer full): what was found out
 */
void lineup_quarantine_free (LineupQuarantine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupQuarantine, lineup_quarantine_free)

/**
 * lineup_quarantine_add_id:
 * @self: what was found out
 * @id: (array length=length): of an item or a category that has arrived, each once, in any order
 * @length: bytes
 */
void lineup_quarantine_add_id (LineupQuarantine *self, const void *id, gsize length);

/**
 * lineup_quarantine_judge:
 * @self: what was found out; all ids have been added
 * @believed: (out): whether such a list has come often enough, for long enough
 * @error: as lineup_database_run()
 *
 * Within the transaction of the import.
 */
gboolean lineup_quarantine_judge (LineupQuarantine *self, gboolean *believed, GError **error);

/**
 * lineup_quarantine_end:
 * @self: what was found out
 * @dirty: (inout): set if anything was written
 * @error: as lineup_database_run()
 *
 * Forgets what was remembered, as a list has been taken over. Within the transaction of the import.
 */
gboolean lineup_quarantine_end (LineupQuarantine *self, gboolean *dirty, GError **error);

/**
 * lineup_quarantine_remember:
 * @self: what was found out; all ids have been added
 * @error: as lineup_database_run()
 *
 * Remembers that the list has arrived, and was not taken over. Within a transaction.
 */
gboolean lineup_quarantine_remember (LineupQuarantine *self, GError **error);

G_END_DECLS
