/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-job-record.h"
#include "lineup-state-file.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_JOB_MEMORY (lineup_job_memory_get_type ())
G_DECLARE_INTERFACE (LineupJobMemory, lineup_job_memory, LINEUP, JOB_MEMORY, GObject)

/**
 * LineupJobMemoryInterface:
 * @get_account: account id
 * @get_file: (transfer none): has it over restarts
 * @get_record: (transfer none): what is known of jobs of any kind
 * @take_job: keeps what else there is to know of a job that has ended; its record is kept already
 * @save: (transfer full): all that is known as a key file
 *
 * What is known of an account's jobs of one kind, and the file that has it over restarts. What
 * can't be saved is reported in the log, and known until the end of the process. For the main
 * thread.
 */
struct _LineupJobMemoryInterface
{
  GTypeInterface parent_iface;

  const char *(*get_account) (LineupJobMemory *self);
  LineupStateFile *(*get_file) (LineupJobMemory *self);
  LineupJobRecord *(*get_record) (LineupJobMemory *self);
  void (*take_job) (LineupJobMemory *self, LineupJob *job, const GError *error, guint64 now);
  GKeyFile *(*save) (LineupJobMemory *self);
};

/**
 * lineup_job_memory_get_record:
 *
 * Returns: (transfer none): as of the last job that ended
 */
const LineupJobRecord *lineup_job_memory_get_record (LineupJobMemory *self);

/**
 * lineup_job_memory_get_facts:
 * @self: a memory
 * @facts: (inout): gets what is known here; the interval is not
 */
void lineup_job_memory_get_facts (LineupJobMemory *self, LineupScheduleFacts *facts);

/**
 * lineup_job_memory_begin_async:
 * @self: a memory
 * @now: Unix seconds
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is on the disk, or can't be
 * @user_data: for @callback
 *
 * Notes that a job begins.
 */
void lineup_job_memory_begin_async (LineupJobMemory *self,
                                    guint64 now,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_job_memory_end_async:
 * @self: a memory
 * @job: has ended
 * @error: (nullable): why it ended early
 * @stopped: whether the daemon ends, too
 * @now: Unix seconds
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is on the disk, or can't be
 * @user_data: for @callback
 *
 * Notes how a job has ended, see lineup_job_record_end().
 */
void lineup_job_memory_end_async (LineupJobMemory *self,
                                  LineupJob *job,
                                  const GError *error,
                                  gboolean stopped,
                                  guint64 now,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_job_memory_note_finish:
 *
 * Ends lineup_job_memory_begin_async() and lineup_job_memory_end_async().
 */
void lineup_job_memory_note_finish (LineupJobMemory *self, GAsyncResult *result);

/**
 * lineup_job_memory_check_time:
 * @self: a memory
 * @now: Unix seconds
 *
 * See lineup_job_record_check_time().
 *
 * Returns: whether the last attempt is another one now
 */
gboolean lineup_job_memory_check_time (LineupJobMemory *self, guint64 now);

/**
 * lineup_job_memory_save:
 * @self: a memory
 *
 * Writes down what is known. For implementations.
 */
void lineup_job_memory_save (LineupJobMemory *self);

/**
 * lineup_job_memory_flush:
 * @self: a memory
 * @task: (transfer full): returns a boolean when all is on the disk, or the error
 */
void lineup_job_memory_flush (LineupJobMemory *self, GTask *task);

G_END_DECLS
