/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-fetch.h"
#include "lineup-log.h"
#include "lineup-source-provider.h"
#include "lineup-turn.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_STEP (lineup_step_get_type ())
G_DECLARE_FINAL_TYPE (LineupStep, lineup_step, LINEUP, STEP, GObject)

/**
 * LineupStep:
 *
 * One step of a sync: fetches a list, or a guide, and tries again where that may help. For the main
 * thread.
 */

/**
 * lineup_step_new:
 * @fetch: does it
 * @owned_report: (transfer full): of what is fetched, without figures
 * @clock: for the pauses
 * @max_attempts: at most so many, however transient the errors are
 * @log: what log entries are about, but for the step; its strings are to outlive the step
 *
 * Returns: (transfer full): a step
 */
LineupStep *lineup_step_new (LineupFetch *fetch,
                             LineupStepReport *owned_report,
                             LineupClock *clock,
                             guint max_attempts,
                             const LineupLogContext *log);

/**
 * lineup_step_set_turn:
 * @self: a step that was not run
 * @turn: (nullable): whose it is to be while an attempt is made
 * @provider: (nullable): says which host's that is
 */
void lineup_step_set_turn (LineupStep *self, LineupTurn *turn, LineupSourceProvider *provider);

/**
 * lineup_step_run_async:
 * @self: a step, once
 * @cancellable: ends it in every phase; all is then as before
 * @callback: called when all is committed, or the step has failed
 * @user_data: for @callback
 */
void lineup_step_run_async (LineupStep *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/**
 * lineup_step_run_finish:
 * @self: a step
 * @result: what the callback got
 * @error: what it failed with, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether all arrived
 */
gboolean lineup_step_run_finish (LineupStep *self, GAsyncResult *result, GError **error);

/**
 * lineup_step_get_report:
 *
 * Returns: (transfer none): what it did, complete when it has ended
 */
const LineupStepReport *lineup_step_get_report (LineupStep *self);

/**
 * lineup_step_get_figures:
 *
 * Returns: how far the running or last attempt has come
 */
LineupListFigures lineup_step_get_figures (LineupStep *self);

G_END_DECLS
