/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-idle-files.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupReaderPool:
 *
 * Read-only connections to one file, opened when needed; a few are kept for the next reads. For any
 * thread.
 */
typedef struct _LineupReaderPool LineupReaderPool;

/**
 * LineupReaderTrouble:
 * @LINEUP_READER_FINE: nothing is wrong with the file
 * @LINEUP_READER_GONE: it is not there
 * @LINEUP_READER_DAMAGED: it turned out to be damaged
 *
 * What a read has found out about the file.
 */
typedef enum
{
  LINEUP_READER_FINE,
  LINEUP_READER_GONE,
  LINEUP_READER_DAMAGED,
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
                                  LineupReadFunc func,
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
 * Cancels, for good, all reads, for the catalogue to be closed.
 */
void lineup_reader_pool_hurry (LineupReaderPool *self);

/**
 * lineup_reader_pool_is_damaged:
 *
 * Returns: whether a read has found the file damaged that is there now
 */
gboolean lineup_reader_pool_is_damaged (LineupReaderPool *self);

/**
 * lineup_reader_pool_suspend:
 * @self: a pool
 *
 * Keeps new reads waiting while the file is being replaced. Reads that run end with the old one,
 * and what they find out about it does not count any more.
 */
void lineup_reader_pool_suspend (LineupReaderPool *self);

/**
 * lineup_reader_pool_resume:
 * @self: a suspended pool
 *
 * Lets reads go on, with the new file.
 */
void lineup_reader_pool_resume (LineupReaderPool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupReaderPool, lineup_reader_pool_free)

G_END_DECLS
