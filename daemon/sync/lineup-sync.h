/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"
#include "lineup-clock.h"
#include "lineup-job.h"
#include "lineup-list-set.h"
#include "lineup-source-provider.h"
#include "lineup-step-report.h"
#include "lineup-sync-status.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SYNC (lineup_sync_get_type ())
G_DECLARE_FINAL_TYPE (LineupSync, lineup_sync, LINEUP, SYNC, GObject)

/* Microseconds that a person has who is asked to unlock the keyring. */
#define LINEUP_SYNC_PATIENCE (2 * G_TIME_SPAN_MINUTE)

/* Microseconds for which the panel's word on the account counts. */
#define LINEUP_SYNC_ACCOUNT_FRESH G_TIME_SPAN_MINUTE

/* Microseconds between two signals within a step: at most four a second. */
#define LINEUP_SYNC_PROGRESS_INTERVAL (300 * G_TIME_SPAN_MILLISECOND)

/**
 * LineupSyncOptions:
 * @steps: to take
 * @flags: for the catalogue
 * @account_known: whether the panel has said just now that the account is good, so that it need not
 *   be asked for it if the sync begins within %LINEUP_SYNC_ACCOUNT_FRESH
 */
typedef struct
{
  LineupListSet steps;
  LineupImportFlags flags;
  gboolean account_known;
} LineupSyncOptions;

#define LINEUP_SYNC_ALL_STEPS LINEUP_LIST_SET_ALL

/**
 * LineupSyncFigures:
 * @step_index: the step's place among those that this sync takes, from 1
 * @step_count: steps that this sync takes
 * @items: elements of this step that arrived so far
 * @expected_items: 0 if that is not known
 * @bytes: of this step so far
 * @kinds: elements of each kind that arrived in this sync so far
 * @errors: steps that have failed so far
 *
 * What goes along with a percentage.
 */
typedef struct
{
  guint step_index;
  guint step_count;
  guint64 items;
  guint64 expected_items;
  guint64 bytes;
  guint64 kinds[LINEUP_N_KINDS];
  guint errors;
} LineupSyncFigures;

/**
 * LineupSync:
 *
 * One sync of one account: the account request, unless it was answered a moment ago, then up to six
 * steps, strictly one after another.
 * A step that fails does not keep the next from running. A #LineupJob, for the main thread.
 */

/**
 * lineup_sync_new:
 * @account: account id, for the log
 * @job: job id
 * @options: what to do
 * @provider: has the panel
 * @catalogue: where to put the lists
 * @clock: for all pauses
 *
 * Returns: (transfer full): a sync that has not begun
 */
LineupSync *lineup_sync_new (const char *account,
                             guint64 job,
                             const LineupSyncOptions *options,
                             LineupSourceProvider *provider,
                             LineupCatalogue *catalogue,
                             LineupClock *clock);

/**
 * lineup_sync_get_job:
 *
 * Returns: job id
 */
guint64 lineup_sync_get_job (LineupSync *self);

/**
 * lineup_sync_get_status:
 *
 * Returns: %LINEUP_SYNC_STATUS_SYNCING until it has ended, then how
 */
LineupSyncStatus lineup_sync_get_status (LineupSync *self);

/**
 * lineup_sync_get_percentage:
 *
 * Returns: how far it has come, 0 to 100
 */
guint lineup_sync_get_percentage (LineupSync *self);

/**
 * lineup_sync_get_step:
 *
 * Returns: the step that is running, or was the last to end, or none
 */
LineupList lineup_sync_get_step (LineupSync *self);

/**
 * lineup_sync_get_reports:
 *
 * Returns: (transfer none) (element-type LineupStepReport): of the steps that have ended, in order
 */
GPtrArray *lineup_sync_get_reports (LineupSync *self);

/**
 * lineup_sync_get_duration_ms:
 *
 * Returns: milliseconds since it began, or that it took
 */
guint64 lineup_sync_get_duration_ms (LineupSync *self);

/**
 * lineup_sync_get_generation:
 *
 * Returns: the catalogue's generation now
 */
guint64 lineup_sync_get_generation (LineupSync *self);

/**
 * lineup_sync_has_source:
 *
 * Returns: whether it has got its credentials, so that what it ended with may be the panel's word
 */
gboolean lineup_sync_has_source (LineupSync *self);

/**
 * lineup_sync_is_cancelled:
 *
 * Returns: whether a cancellation kept it from taking all its steps
 */
gboolean lineup_sync_is_cancelled (LineupSync *self);

/**
 * LineupSync::account:
 * @self: the sync
 * @info: (type gpointer): the #LineupAccountInfo
 *
 * The panel has told what it thinks of the account.
 */

/**
 * LineupSync::progress:
 * @self: the sync
 * @percentage: 0 to 100
 * @list: the #LineupList that is running, or has just ended, as a guint
 * @figures: (type gpointer): the #LineupSyncFigures
 *
 * At each step's start and end, and now and then in between; never falling.
 */

G_END_DECLS
