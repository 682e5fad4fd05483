/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-idle-files.h"

G_BEGIN_DECLS

/**
 * LineupWriterPool:
 *
 * A few threads that do what is written, for all databases together. They give way to all others,
 * and exist only while there is something to do: whoever waits for an answer is waiting now, and
 * nobody sees whether an import takes a little longer. For any thread.
 */
typedef struct _LineupWriterPool LineupWriterPool;

/**
 * LineupWriter:
 *
 * The jobs of one database, which are done one after another, each on a thread of the pool that
 * has time. Short jobs of one never wait for long ones of others: there is always a
 * thread that takes no long ones.
 */
typedef struct _LineupWriter LineupWriter;

/**
 * LineupWriterLength:
 * @LINEUP_WRITER_SHORT: over in a moment
 * @LINEUP_WRITER_LONG: may take as long as it takes to download a list
 */
typedef enum
{
  LINEUP_WRITER_SHORT,
  LINEUP_WRITER_LONG,
} LineupWriterLength;

/**
 * LineupWriterProgress:
 * @LINEUP_WRITER_DONE: the job is done
 * @LINEUP_WRITER_AGAIN: there is more to do, when others have had their turn
 * @LINEUP_WRITER_WAIT: there is more to do after lineup_writer_wake(), which may have been called
 *   already
 *
 * How a piece of a job ended.
 */
typedef enum
{
  LINEUP_WRITER_DONE,
  LINEUP_WRITER_AGAIN,
  LINEUP_WRITER_WAIT,
} LineupWriterProgress;

/**
 * LineupWriterFunc:
 * @job: what was pushed
 * @user_data: of the writer
 *
 * Does a piece of a job, on a thread of the pool. No piece waits for anything that others have to
 * bring first.
 */
typedef LineupWriterProgress (*LineupWriterFunc) (gpointer job, gpointer user_data);

/* Threads of a pool, and those of them that take long jobs. */
#define LINEUP_WRITER_POOL_THREADS      3
#define LINEUP_WRITER_POOL_LONG_THREADS 2

/**
 * lineup_writer_pool_new:
 *
 * To be called on a thread that is as nice as those are that serve callers.
 *
 * Returns: (transfer full): a pool without a thread
 */
LineupWriterPool *lineup_writer_pool_new (void);

/**
 * lineup_writer_pool_get_idle_files:
 *
 * Returns: (transfer none): how many databases of the pool may be kept open
 */
LineupIdleFiles *lineup_writer_pool_get_idle_files (LineupWriterPool *self);

LineupWriterPool *lineup_writer_pool_ref (LineupWriterPool *self);

void lineup_writer_pool_unref (LineupWriterPool *self);

/**
 * lineup_writer_new:
 * @pool: does the jobs
 * @func: does a piece of one; it has to outlive all of them together with @user_data
 * @user_data: for @func
 *
 * Returns: (transfer full): a writer with nothing to do
 */
LineupWriter *lineup_writer_new (LineupWriterPool *pool, LineupWriterFunc func, gpointer user_data);

LineupWriter *lineup_writer_ref (LineupWriter *self);

/**
 * lineup_writer_unref:
 * @self: (transfer full): a writer; its owner lets go of it when it has nothing to do, from within
 * a job at the earliest
 */
void lineup_writer_unref (LineupWriter *self);

/**
 * lineup_writer_push:
 * @self: a writer
 * @job: done when all that was pushed before is done
 * @length: of the job
 */
void lineup_writer_push (LineupWriter *self, gpointer job, LineupWriterLength length);

/**
 * lineup_writer_is_last:
 * @self: a writer, from within a job
 *
 * Returns: whether nothing has been pushed behind the job so far
 */
gboolean lineup_writer_is_last (LineupWriter *self);

/**
 * lineup_writer_wake:
 * @self: a writer
 *
 * Lets a job go on that waits, if there is one. Nothing is wrong with calling it for nothing.
 */
void lineup_writer_wake (LineupWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupWriterPool, lineup_writer_pool_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupWriter, lineup_writer_unref)

G_END_DECLS
