/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"
#include "lineup-clock.h"
#include "lineup-log.h"
#include "lineup-source.h"
#include "lineup-step-report.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_STEP (lineup_step_get_type ())
G_DECLARE_FINAL_TYPE (LineupStep, lineup_step, LINEUP, STEP, GObject)

/**
 * LineupStep:
 *
 * One step of a sync: asks for a list, hands it to the catalogue as it arrives, and tries again
 * where that may help. For the main thread.
 */

/**
 * lineup_step_new:
 * @list: which list
 * @source: whom to ask
 * @catalogue: where to put it
 * @clock: for the pauses
 * @flags: for the catalogue
 * @max_attempts: at most so many, however transient the errors are
 * @log: what log entries are about, but for the step; its strings are to outlive the step
 *
 * Returns: (transfer full): a step
 */
LineupStep *lineup_step_new (LineupList list,
                             LineupSource *source,
                             LineupCatalogue *catalogue,
                             LineupClock *clock,
                             LineupImportFlags flags,
                             guint max_attempts,
                             const LineupLogContext *log);

/**
 * lineup_step_run_async:
 * @self: a step, once
 * @cancellable: ends it in every phase; the list is then as before
 * @callback: called when the list is committed, or the step has failed
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
 * Returns: whether the list arrived whole
 */
gboolean lineup_step_run_finish (LineupStep *self, GAsyncResult *result, GError **error);

/**
 * lineup_step_get_report:
 *
 * Returns: (transfer none): what it did, complete when it has ended
 */
const LineupStepReport *lineup_step_get_report (LineupStep *self);

/**
 * lineup_step_get_items:
 *
 * Returns: elements that arrived in this attempt so far
 */
guint64 lineup_step_get_items (LineupStep *self);

/**
 * lineup_step_get_bytes:
 *
 * Returns: bytes that arrived in this attempt so far
 */
guint64 lineup_step_get_bytes (LineupStep *self);

/**
 * lineup_step_get_length:
 *
 * Returns: bytes that the panel announced, -1 if it did not
 */
gint64 lineup_step_get_length (LineupStep *self);

G_END_DECLS
