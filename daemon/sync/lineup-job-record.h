/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-job.h"
#include "lineup-schedule.h"

G_BEGIN_DECLS

/**
 * LineupJobRecord:
 * @status: how the last job ended
 * @job: id of the last job, 0 if there was none
 * @percentage: how far the last job came
 * @last_attempt: Unix seconds, 0 for never
 * @last_sync: Unix seconds, end of the last completed or partial job, 0 for never
 * @failures: jobs in a row in which nothing succeeded, until the last
 * @refused: whether the last one ended because the panel refuses the account
 * @interrupted: whether one has begun and not come to an end: the daemon ended before, or the
 *   keyring was locked
 *
 * What is remembered of jobs of one kind, of a catalogue or of a guide, over restarts.
 */
typedef struct
{
  LineupSyncStatus status;
  guint64 job;
  guint percentage;
  guint64 last_attempt;
  guint64 last_sync;
  guint failures;
  gboolean refused;
  gboolean interrupted;
} LineupJobRecord;

/**
 * lineup_job_record_begin:
 * @self: a record
 * @now: Unix seconds
 *
 * Notes that a job begins, or goes on.
 */
void lineup_job_record_begin (LineupJobRecord *self, guint64 now);

/**
 * lineup_job_record_end:
 * @self: a record
 * @facts: of a job that has ended
 * @error: (nullable): why it ended early
 * @stopped: whether the daemon ends, too
 * @now: Unix seconds
 *
 * Notes how a job has ended, and what that means for the next: one that a person cancelled means
 * nothing, one that ended with the daemon is to be made up for.
 */
void lineup_job_record_end (LineupJobRecord *self,
                            const LineupJobFacts *facts,
                            const GError *error,
                            gboolean stopped,
                            guint64 now);

/**
 * lineup_job_record_check_time:
 * @self: a record
 * @now: Unix seconds
 *
 * A last attempt that lies in the future, because the clock was set back since, counts as made now:
 * nobody knows better, and it must not keep the next one away for years.
 *
 * Returns: whether that was so
 */
gboolean lineup_job_record_check_time (LineupJobRecord *self, guint64 now);

/**
 * lineup_job_record_get_facts:
 * @self: a record
 * @facts: (inout): gets what is known here
 */
void lineup_job_record_get_facts (const LineupJobRecord *self, LineupScheduleFacts *facts);

/**
 * lineup_job_record_save:
 * @self: a record
 * @file: gets it
 * @group: in which group
 */
void lineup_job_record_save (const LineupJobRecord *self, GKeyFile *file, const char *group);

/**
 * lineup_job_record_load:
 * @self: (out caller-allocates): the record
 * @file: what lineup_job_record_save() made; whatever is missing or broken counts as never seen
 * @group: in which group
 */
void lineup_job_record_load (LineupJobRecord *self, GKeyFile *file, const char *group);

G_END_DECLS
