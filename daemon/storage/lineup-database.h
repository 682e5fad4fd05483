/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-right-of-way.h"
#include "lineup-schema.h"
#include "lineup-statement.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupDatabase:
 *
 * One connection to an SQLite file, and the SQL that it runs, which is in files: see #LineupSchema.
 *
 * For one thread at a time.
 */

typedef enum
{
  LINEUP_DATABASE_WRITER,
  LINEUP_DATABASE_READER,
  LINEUP_DATABASE_LOADER, /* writes to a file that nobody else opens, without a log beside it */
} LineupDatabaseRole;

/**
 * lineup_database_open:
 * @schema: (transfer none): what is in it; lasts longer than the connection
 * @path: the file; a writer makes it (0600)
 * @role: what the connection is for
 * @error: %LINEUP_ERROR_DATABASE or %LINEUP_ERROR_DISK_FULL
 *
 * Returns: (transfer full): a connection
 */
LineupDatabase *lineup_database_open (const LineupSchema *schema,
                                      const char *path,
                                      LineupDatabaseRole role,
                                      GError **error);

/**
 * lineup_database_close:
 * @self: (transfer full): a connection
 */
void lineup_database_close (LineupDatabase *self);

/**
 * lineup_database_disconnect:
 * @self: a connection
 *
 * Closes the file. Statements are gone, and what was not committed; whoever has the connection
 * keeps it, for lineup_database_connect().
 */
void lineup_database_disconnect (LineupDatabase *self);

/**
 * lineup_database_connect:
 * @self: a connection that is disconnected
 * @path: the file, as of lineup_database_open()
 * @role: what the connection is for from now on
 * @error: as lineup_database_open()
 *
 * Goes on with another file, or the same one under another name. Without success it stays
 * disconnected.
 */
gboolean lineup_database_connect (LineupDatabase *self,
                                  const char *path,
                                  LineupDatabaseRole role,
                                  GError **error);

/**
 * lineup_database_is_connected:
 *
 * Returns: whether it has a file
 */
gboolean lineup_database_is_connected (LineupDatabase *self);

/**
 * lineup_database_set_cancellable:
 * @self: a connection
 * @cancellable: (nullable): interrupts what runs from now on
 */
void lineup_database_set_cancellable (LineupDatabase *self, GCancellable *cancellable);

/**
 * lineup_database_check_cancelled:
 * @self: a connection
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Looks at the cancellable between statements, of which each may be too short to be interrupted.
 *
 * Returns: whether to go on
 */
gboolean lineup_database_check_cancelled (LineupDatabase *self, GError **error);

/**
 * lineup_database_set_right_of_way:
 * @self: a connection that writes
 * @right_of_way: (nullable): what runs from now on yields to; it has to outlive that
 */
void lineup_database_set_right_of_way (LineupDatabase *self, LineupRightOfWay *right_of_way);

/**
 * lineup_database_yield:
 * @self: a connection
 *
 * Lets reads go first, if it has a right of way to yield to. Statements that take long do so by
 * themselves; this is for what is worked out between them.
 */
void lineup_database_yield (LineupDatabase *self);

/**
 * lineup_database_give_way:
 * @self: a connection
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Lets reads go first, and looks at the cancellable then: what is to be done now and then by
 * whatever takes long.
 *
 * Returns: whether to go on
 */
gboolean lineup_database_give_way (LineupDatabase *self, GError **error);

/**
 * lineup_database_set_patience:
 * @self: a connection
 * @patience: microseconds to wait for others who are in the way, -1 for the default of some seconds
 */
void lineup_database_set_patience (LineupDatabase *self, gint64 patience);

/**
 * lineup_database_interrupt:
 * @self: a connection that is open, and stays so during the call
 *
 * Ends what runs, also what knows no cancellable, as a checkpoint; any thread. It is not made up
 * for when the connection is closed, either.
 */
void lineup_database_interrupt (LineupDatabase *self);

/**
 * lineup_database_run:
 * @self: a connection
 * @name: of a file of SQL, one statement or several, without inputs
 * @set: number of the set of tables whose name is put in
 * @error: %LINEUP_ERROR_DATABASE, %LINEUP_ERROR_DISK_FULL or %G_IO_ERROR_CANCELLED
 *
 * Runs all of it.
 */
gboolean lineup_database_run (LineupDatabase *self, const char *name, guint set, GError **error);

/**
 * lineup_database_get_statement:
 * @self: a connection
 * @name: of a file with one statement
 * @set: number of the set of tables whose name is put in
 * @error: as lineup_database_run()
 *
 * Returns: (transfer none): the statement, ready to be bound; prepared once for a connection
 */
LineupStatement *
lineup_database_get_statement (LineupDatabase *self, const char *name, guint set, GError **error);

/**
 * lineup_database_get_last_row:
 *
 * Returns: the row that was last inserted without a number of its own
 */
gint64 lineup_database_get_last_row (LineupDatabase *self);

/**
 * lineup_database_roll_back:
 * @self: a connection
 *
 * Ends a transaction, if there still is one, and drops what it did. Whatever is left in the middle
 * of it is reset first, and it can't be interrupted: what runs next finds nothing of it. See
 * #LineupTransaction, which does it where nobody commits.
 */
void lineup_database_roll_back (LineupDatabase *self);

/**
 * lineup_database_fail:
 * @self: a connection on which something has just failed
 * @error: (out): why, with SQLite's words and never with data
 *
 * Returns: %FALSE
 */
gboolean lineup_database_fail (LineupDatabase *self, GError **error);

/**
 * lineup_database_fail_damaged:
 * @self: a connection that has just read what nobody who knows its schema has written
 * @error: (out): that it is damaged, see lineup_database_is_damaged()
 *
 * Returns: %FALSE
 */
gboolean lineup_database_fail_damaged (LineupDatabase *self, GError **error);

/**
 * lineup_database_fail_set_damaged:
 * @self: a connection that has just read what nobody who knows its schema has written, where that
 *   is made of other tables and can be made again
 * @set: number of the set of tables
 * @error: (out): that it is damaged
 *
 * The database itself is not damaged where its schema says so: it is for whoever knows what a set
 * is made of to make it anew.
 *
 * Returns: %FALSE
 */
gboolean lineup_database_fail_set_damaged (LineupDatabase *self, guint set, GError **error);

/**
 * lineup_database_is_set_damaged:
 *
 * Returns: whether that was said of a set
 */
gboolean lineup_database_is_set_damaged (LineupDatabase *self, guint set);

/**
 * lineup_database_take_damaged_sets:
 *
 * Returns: bits of the sets of which that was said, which are forgotten
 */
guint lineup_database_take_damaged_sets (LineupDatabase *self);

/**
 * lineup_database_is_unique_violation:
 *
 * Returns: whether what has just failed did so because something is there twice
 */
gboolean lineup_database_is_unique_violation (LineupDatabase *self);

/**
 * lineup_database_is_misfit:
 *
 * Returns: whether what has just failed did so because the file holds something else than the SQL
 *   expects, and would fail ever after: a table is missing, or a row is in the way
 */
gboolean lineup_database_is_misfit (LineupDatabase *self);

/**
 * lineup_database_is_damaged:
 *
 * Returns: whether the file turned out to be no database, or a damaged one
 */
gboolean lineup_database_is_damaged (LineupDatabase *self);

/**
 * lineup_database_has_moved:
 *
 * Returns: whether the file was deleted or replaced under the connection
 */
gboolean lineup_database_has_moved (LineupDatabase *self);

/**
 * lineup_database_get_schema:
 *
 * Returns: (transfer none): what is in it
 */
const LineupSchema *lineup_database_get_schema (LineupDatabase *self);

/**
 * lineup_database_get_path:
 *
 * Returns: (transfer none): absolute path of the file
 */
const char *lineup_database_get_path (LineupDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupDatabase, lineup_database_close)

G_END_DECLS
