/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * LineupTransaction:
 *
 * A transaction that was begun on a connection. Unless it was committed, it is rolled back when it
 * is cleared, which `g_auto` does on every way out. For the connection's thread.
 */
typedef struct
{
  LineupDatabase *database; /* (unowned) (nullable): there until it has ended */
} LineupTransaction;

/**
 * lineup_transaction_begin_read:
 * @self: (out caller-allocates): begins, and sees one committed state
 * @database: a connection without a transaction
 * @error: as lineup_database_run()
 */
gboolean
lineup_transaction_begin_read (LineupTransaction *self, LineupDatabase *database, GError **error);

/**
 * lineup_transaction_begin_write:
 * @self: (out caller-allocates): begins
 * @database: a connection that writes, without a transaction
 * @error: as lineup_database_run()
 */
gboolean
lineup_transaction_begin_write (LineupTransaction *self, LineupDatabase *database, GError **error);

/**
 * lineup_transaction_commit:
 * @self: a transaction that has begun
 * @error: as lineup_database_run()
 *
 * Ends it and keeps what it did. One that can't be committed goes on.
 */
gboolean lineup_transaction_commit (LineupTransaction *self, GError **error);

/**
 * lineup_transaction_clear:
 * @self: a transaction
 *
 * Rolls it back unless it has ended.
 */
void lineup_transaction_clear (LineupTransaction *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LineupTransaction, lineup_transaction_clear)

G_END_DECLS
