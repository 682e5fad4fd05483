/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-sync-status.h"
#include "lineup-turn.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_JOB (lineup_job_get_type ())
G_DECLARE_INTERFACE (LineupJob, lineup_job, LINEUP, JOB, GObject)

/**
 * LineupJobFacts:
 * @account: account id
 * @id: job id
 * @status: %LINEUP_SYNC_STATUS_SYNCING until it has ended, then how
 * @percentage: how far it has come, 0 to 100
 * @duration_ms: milliseconds since it began, or that it took
 * @has_begun: whether lineup_job_run_async() was called
 * @has_source: whether it has got its credentials, so that what it ended with may be the panel's
 *   word
 * @is_cancelled: whether a cancellation kept it from coming to its end
 *
 * How a job is.
 */
typedef struct
{
  const char *account; /* (unowned) */
  guint64 id;
  LineupSyncStatus status;
  guint percentage;
  guint64 duration_ms;
  gboolean has_begun;
  gboolean has_source;
  gboolean is_cancelled;
} LineupJobFacts;

/**
 * LineupJobInterface:
 * @noun: what it is called in the log, such as `sync`
 * @set_turn: see lineup_job_set_turn(); %NULL for one that stays where it is
 * @step_aside: see lineup_job_step_aside(); %NULL for one that makes way for nobody
 *
 * What has a course: one sync, of a catalogue or of a guide, as #LineupCourse sees it. For the main
 * thread.
 */
struct _LineupJobInterface
{
  GTypeInterface parent_iface;

  const char *noun;
  void (*get_facts) (LineupJob *self, LineupJobFacts *facts);
  void (*set_attended) (LineupJob *self, gboolean attended);
  void (*set_turn) (LineupJob *self, LineupTurn *turn);
  void (*hold) (LineupJob *self);
  void (*step_aside) (LineupJob *self);
  void (*go_on) (LineupJob *self);
  void (*run_async) (LineupJob *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
  gboolean (*run_finish) (LineupJob *self, GAsyncResult *result, GError **error);
};

/**
 * lineup_job_get_noun:
 *
 * Returns: what it is called in the log, such as `sync`
 */
const char *lineup_job_get_noun (LineupJob *self);

/**
 * lineup_job_steps_aside:
 *
 * Returns: whether it makes way, with lineup_job_step_aside(), for jobs that do not
 */
gboolean lineup_job_steps_aside (LineupJob *self);

/**
 * lineup_job_get_facts:
 * @self: a job
 *
 * Returns: how it is; the strings stay as long as the job
 */
LineupJobFacts lineup_job_get_facts (LineupJob *self);

/**
 * lineup_job_set_attended:
 * @self: a job
 * @attended: whether a person waits for it, who may be asked to unlock the keyring
 */
void lineup_job_set_attended (LineupJob *self, gboolean attended);

/**
 * lineup_job_set_turn:
 * @self: a job
 * @turn: is had while it runs; it may make it another host's, and leaves it to others to leave it
 */
void lineup_job_set_turn (LineupJob *self, LineupTurn *turn);

/**
 * lineup_job_hold:
 * @self: a job
 *
 * Has it stop at the end of the step that is running, unless that is the last. It is `held` then.
 */
void lineup_job_hold (LineupJob *self);

/**
 * lineup_job_step_aside:
 * @self: a job for which lineup_job_steps_aside(), and which runs
 *
 * Has it stop within a moment: what it is at is given up, and begun anew when it goes on. It is
 * `held` then.
 */
void lineup_job_step_aside (LineupJob *self);

/**
 * lineup_job_go_on:
 * @self: a job
 *
 * Has it go on with the next step, now or when the running one has ended.
 */
void lineup_job_go_on (LineupJob *self);

/**
 * lineup_job_run_async:
 * @self: a job, once
 * @cancellable: ends it in every phase
 * @callback: called when it has ended, or wound down after a cancellation
 * @user_data: for @callback
 */
void lineup_job_run_async (LineupJob *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * lineup_job_run_finish:
 * @self: a job
 * @result: what the callback got
 * @error: why no step was taken, or %G_IO_ERROR_CANCELLED
 *
 * How it went is among its facts, whatever this returns.
 *
 * Returns: whether the steps were taken
 */
gboolean lineup_job_run_finish (LineupJob *self, GAsyncResult *result, GError **error);

/**
 * lineup_job_emit_held:
 * @self: a job that does nothing until lineup_job_go_on() is called
 *
 * For implementations.
 */
void lineup_job_emit_held (LineupJob *self);

/**
 * LineupJob::held:
 * @self: the job, which does nothing until lineup_job_go_on() is called, not even to notice that it
 *   was cancelled
 */

G_END_DECLS
