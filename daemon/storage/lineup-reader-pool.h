/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-idle-files.h"

G_BEGIN_DECLS

/**
 * LineupReaderPool:
 *
 * Read-only connections to one file, opened when needed; a few are kept for the next reads. For any
 * thread.
 */
typedef struct _LineupReaderPool LineupReaderPool;

/**
 * LineupReaderPoolFunc:
 * @database: a connection for reading, for this call only; there may be several at once, each on
 *   its own thread
 * @user_data: what was given with it
 * @error: why it failed
 *
 * Returns: (transfer full): any pointer; %NULL with an error set
 */
typedef gpointer (*LineupReaderPoolFunc) (LineupDatabase *database,
                                          gpointer user_data,
                                          GError **error);

/**
 * LineupReplaceFunc:
 * @user_data: what was given with it
 * @error: why it failed
 *
 * Puts another file in place of a pool's, or none.
 *
 * Returns: whether it could
 */
typedef gboolean (*LineupReplaceFunc) (gpointer user_data, GError **error);

/**
 * LineupReaderTrouble:
 * @LINEUP_READER_FINE: nothing is wrong with the file
 * @LINEUP_READER_GONE: it is not there
 * @LINEUP_READER_DAMAGED: it turned out to be damaged
 * @LINEUP_READER_SET_DAMAGED: some of it is, which one who writes can make again: see
 *   lineup_database_fail_set_damaged()
 * @LINEUP_READER_UNFIT: it is of another version, or of another schema: one who writes has to open
 *   it first
 *
 * What a read has found out about the file.
 */
typedef enum
{
  LINEUP_READER_FINE,
  LINEUP_READER_GONE,
  LINEUP_READER_DAMAGED,
  LINEUP_READER_SET_DAMAGED,
  LINEUP_READER_UNFIT,
} LineupReaderTrouble;

/**
 * lineup_reader_pool_new:
 * @schema: (transfer none): what is in the file; lasts longer than the pool
 * @path: the file
 * @idle_files: (transfer none): says how many connections are kept
 *
 * Returns: (transfer full): a pool without a connection
 */
LineupReaderPool *
lineup_reader_pool_new (const LineupSchema *schema, const char *path, LineupIdleFiles *idle_files);

/**
 * lineup_reader_pool_free:
 * @self: (transfer full): a pool that nobody reads from
 */
void lineup_reader_pool_free (LineupReaderPool *self);

/**
 * lineup_reader_pool_get_right_of_way:
 *
 * Returns: (transfer none): what those who read take
 */
LineupRightOfWay *lineup_reader_pool_get_right_of_way (LineupReaderPool *self);

/**
 * lineup_reader_pool_read:
 * @self: a pool
 * @func: reads
 * @user_data: for @func
 * @cancellable: (nullable): interrupts it
 * @trouble: (out): what is wrong with the file
 * @error: the function's error, %LINEUP_ERROR_DATABASE or %G_IO_ERROR_CANCELLED
 *
 * Returns: what @func returned, %NULL with an error
 */
gpointer lineup_reader_pool_read (LineupReaderPool *self,
                                  LineupReaderPoolFunc func,
                                  gpointer user_data,
                                  GCancellable *cancellable,
                                  LineupReaderTrouble *trouble,
                                  GError **error);

/**
 * lineup_reader_pool_get_idle_files:
 *
 * Returns: (transfer none): what says how many connections are kept
 */
LineupIdleFiles *lineup_reader_pool_get_idle_files (LineupReaderPool *self);

/**
 * lineup_reader_pool_close_idle:
 * @self: a pool
 *
 * Closes the connections that nobody reads from. Not for the main thread.
 */
void lineup_reader_pool_close_idle (LineupReaderPool *self);

/**
 * lineup_reader_pool_hurry:
 *
 * Cancels, for good, all reads, for the database to be closed.
 */
void lineup_reader_pool_hurry (LineupReaderPool *self);

/**
 * lineup_reader_pool_is_damaged:
 *
 * Returns: whether a read has found the file damaged that is there now
 */
gboolean lineup_reader_pool_is_damaged (LineupReaderPool *self);

/**
 * lineup_reader_pool_take_damaged_sets:
 *
 * Returns: bits of the sets of tables that reads have found damaged, for who makes them again; they
 *   are forgotten
 */
guint lineup_reader_pool_take_damaged_sets (LineupReaderPool *self);

/**
 * lineup_reader_pool_replace:
 * @self: a pool
 * @func: replaces the file
 * @user_data: for @func
 * @error: the function's error
 *
 * Has the file replaced. New reads wait until @func is done, and then read the new file. Reads that
 * run end with the old one, and what they find out about it does not count any more. For one thread
 * at a time.
 *
 * Returns: what @func returned
 */
gboolean lineup_reader_pool_replace (LineupReaderPool *self,
                                     LineupReplaceFunc func,
                                     gpointer user_data,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupReaderPool, lineup_reader_pool_free)

G_END_DECLS
