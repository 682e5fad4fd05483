/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-writer-pool.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupWriterJob:
 *
 * What a writer does for a task, where jobs wait for one another: functions, and the data that they
 * work with. It is the data of its task, which is all that is told of its end.
 */
typedef struct _LineupWriterJob LineupWriterJob;

/**
 * LineupWriterJobFunctions:
 * @run: does a piece of the job, on a thread of the writers' pool; an error ends it
 * @end: (nullable): called there when the job is done, before anybody is told
 * @done: called on the main thread when the job is done, with why it failed (transfer full)
 *   (nullable); has to return the task. Not for a job that was given up before it began
 * @tidy: (nullable): called on the writer's thread after that, for what nobody has to wait for
 * @tidied: (nullable): called on the main thread afterwards, if @tidy returned %TRUE
 *
 * What is done with a job's data. The target is the user data of the writer.
 */
typedef struct
{
  LineupWriterProgress (*run) (LineupWriterJob *job,
                               gpointer target,
                               gpointer data,
                               GError **error);
  void (*end) (gpointer target, gpointer data);
  void (*done) (GTask *task, gpointer data, GError *error);
  gboolean (*tidy) (LineupWriterJob *job, gpointer target, gpointer data);
  void (*tidied) (GTask *task, gpointer data);
} LineupWriterJobFunctions;

/**
 * LineupWriterJobReadyFunc:
 * @user_data: (transfer full): what it was given with
 *
 * Wakes a job. Called once, on any thread.
 */
typedef void (*LineupWriterJobReadyFunc) (gpointer user_data);

/**
 * LineupWriterJobWaitFunc:
 * @source: what a job waits for
 * @ready: to be called when it has come, at once if it has, and also when it never will
 * @user_data: (transfer full): for @ready
 */
typedef void (*LineupWriterJobWaitFunc) (gpointer source,
                                         LineupWriterJobReadyFunc ready,
                                         gpointer user_data);

/**
 * lineup_writer_job_push:
 * @functions: (transfer none): what is done; has to last as long as the task
 * @data: (transfer full) (nullable): what with; the writer's until @end has returned, and shared
 *   with it until the job is tidied up
 * @data_free: (nullable): frees @data, with the task
 * @task: gets the job as its data
 * @length: of the job
 * @writer: runs lineup_writer_job_run()
 *
 * Has a job done when its turn comes. One that has not begun, behind a long one perhaps, is given
 * up as soon as the task is cancelled. One that runs ends by itself, and is woken for it.
 */
void lineup_writer_job_push (const LineupWriterJobFunctions *functions,
                             gpointer data,
                             GDestroyNotify data_free,
                             GTask *task,
                             LineupWriterLength length,
                             LineupWriter *writer);

/**
 * lineup_writer_job_get_data:
 * @task: a task that has got a job
 *
 * Returns: (transfer none): the job's data
 */
gpointer lineup_writer_job_get_data (GTask *task);

/**
 * lineup_writer_job_get_cancellable:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): its task's
 */
GCancellable *lineup_writer_job_get_cancellable (LineupWriterJob *self);

/**
 * lineup_writer_job_wait:
 * @self: a job, from within a piece
 * @wait: waits for @source
 * @source: has nothing yet
 *
 * Has the source wake the job, always the same one.
 *
 * Returns: %LINEUP_WRITER_WAIT
 */
LineupWriterProgress
lineup_writer_job_wait (LineupWriterJob *self, LineupWriterJobWaitFunc wait, gpointer source);

/**
 * lineup_writer_job_is_last:
 * @self: a job, on the writer's thread
 *
 * Returns: whether nothing has been pushed behind it so far
 */
gboolean lineup_writer_job_is_last (LineupWriterJob *self);

/**
 * lineup_writer_job_run:
 * @data: a job's task; (transfer full) with the last piece
 * @user_data: the target
 *
 * Does a piece of a job, as a #LineupWriterFunc.
 */
LineupWriterProgress lineup_writer_job_run (gpointer data, gpointer user_data);

G_END_DECLS
