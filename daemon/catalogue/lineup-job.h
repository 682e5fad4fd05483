/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-store.h"
#include "lineup-writer-pool.h"

G_BEGIN_DECLS

typedef struct _LineupJob LineupJob;
typedef struct _LineupJobAlarm LineupJobAlarm;

/**
 * LineupJobFunc:
 * @store: what to work on
 * @job: what to work with
 * @error: why it failed
 *
 * Does a piece of a job, on a thread of the writers' pool. An error ends it.
 *
 * Returns: how the piece ended
 */
typedef LineupWriterProgress (*LineupJobFunc) (LineupStore *store, LineupJob *job, GError **error);

/**
 * LineupJob:
 * @func: does it
 * @done: called on the main thread, with the job's task, when it has been done; has to return the
 *   task
 * @tidied: (nullable): called on the main thread, with the job's task, when there is nothing to
 * tidy up any more; %NULL if there never is
 * @opens: whether the database can be read when the job has succeeded
 * @closes: whether its file is closed afterwards
 * @list: what an import imports
 * @source: where its elements come from
 * @import: what has begun of it
 * @flags: how
 * @kind: of the item whose details are stored
 * @id: the item's
 * @details: what is known of it
 * @cancellable: the task's
 * @reports: what the job has changed
 * @error: why it failed
 * @state: what is committed when it has been done
 * @tidied_state: the same, when there is nothing to tidy up any more
 *
 * What is done by a catalogue's writer, where jobs wait for one another: what it works with, and
 * what comes of it. The data of a task, which is all that is told of its end.
 *
 * The job belongs to the writer from lineup_job_push() until @done is called.
 */
struct _LineupJob
{
  LineupJobFunc func;
  GSourceFunc done;
  GSourceFunc tidied; /* (nullable) */
  gboolean opens;
  gboolean closes;

  LineupList list;
  LineupItemSource *source; /* (owned) (nullable) */
  LineupListImport *import; /* (owned) (nullable) */
  LineupImportFlags flags;
  LineupKind kind;
  gint64 id;
  LineupDetails *details;    /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */

  LineupImportReport reports[LINEUP_N_LISTS];
  GError *error; /* (owned) (nullable) */
  LineupStoreState state;
  LineupStoreState tidied_state;

  /*< private >*/
  LineupWriter *writer;   /* (owned) (nullable): once it was pushed */
  LineupJobAlarm *alarm;  /* (owned) (nullable): once it has waited */
  gint phase;             /* atomic */
  GSource *cancel_source; /* (owned) (nullable): main thread only */
};

/**
 * lineup_job_new:
 * @func: does it
 * @done: see #LineupJob
 *
 * Returns: (transfer full): a job
 */
LineupJob *lineup_job_new (LineupJobFunc func, GSourceFunc done);

/**
 * lineup_job_push:
 * @self: (transfer full): a job
 * @task: gets it as its data
 * @length: of the job
 * @writer: runs lineup_job_run()
 *
 * Has the job done when its turn comes. One that has not begun, behind a long one perhaps, is given
 * up as soon as the task is cancelled. One that runs ends by itself, and is woken for it.
 */
void
lineup_job_push (LineupJob *self, GTask *task, LineupWriterLength length, LineupWriter *writer);

/**
 * lineup_job_wait:
 * @self: a job that has a source which has nothing yet
 *
 * Has the source wake the job.
 *
 * Returns: %LINEUP_WRITER_WAIT
 */
LineupWriterProgress lineup_job_wait (LineupJob *self);

/**
 * lineup_job_run:
 * @data: a job's task; (transfer full) with the last piece
 * @user_data: the #LineupStore
 *
 * Does a piece of a job, as a #LineupWriterFunc.
 */
LineupWriterProgress lineup_job_run (gpointer data, gpointer user_data);

G_END_DECLS
