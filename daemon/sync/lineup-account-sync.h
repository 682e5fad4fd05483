/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-hosts.h"
#include "lineup-job-counter.h"
#include "lineup-job-runner.h"
#include "lineup-scheduled.h"
#include "lineup-state-file.h"
#include "lineup-sync-state.h"
#include "lineup-sync.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_SYNC (lineup_account_sync_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccountSync, lineup_account_sync, LINEUP, ACCOUNT_SYNC, GObject)

/**
 * LineupAccountSync:
 *
 * The syncs of one account: at most one at a time, in the queue that all accounts share, and what
 * is known of the last one over restarts. A #LineupScheduled: one that begins by itself takes all
 * steps. For the main thread.
 *
 * Its properties are what the `Account` interface shows: `enabled`, `status`, `waiting`, `job`,
 * `percentage`, `step`, `steps` (a #GPtrArray of #LineupStepReport), `last-attempt`, `last-sync`,
 * `account-status`, `expires`, `max-connections`. They are read-only, up to date, and have
 * notified, before a signal tells of what changed them. `status` is a #LineupSyncStatus, `waiting`
 * a #LineupObstacle, `account-status` a #LineupAccountStatus, each with the contract's tokens for
 * nicks.
 *
 * One more can be written: `enabled`.
 */

/**
 * lineup_account_sync_new:
 * @account: account id
 * @file: (transfer none): remembers; read at once, which blocks
 * @provider: has the panel; not referenced, has to outlive this object
 * @catalogue: where to put the lists
 * @hosts: tell whom it may ask when
 * @jobs: gives out job ids
 *
 * Returns: (transfer full): the syncs of an account
 */
LineupAccountSync *lineup_account_sync_new (const char *account,
                                            LineupStateFile *file,
                                            LineupSourceProvider *provider,
                                            LineupCatalogue *catalogue,
                                            LineupHosts *hosts,
                                            LineupJobCounter *jobs);

/**
 * lineup_account_sync_start:
 * @self: the syncs
 * @options: what to do
 * @job: (out): the sync's job id
 * @error: %LINEUP_ERROR_DISABLED, %LINEUP_ERROR_SHUTTING_DOWN
 *
 * Starts a sync, from the main loop, so that whoever asked knows the id before the first signal. A
 * sync that runs or waits already is joined, and @options are ignored; nothing is in its way then.
 *
 * Returns: whether there is a sync now
 */
gboolean lineup_account_sync_start (LineupAccountSync *self,
                                    const LineupSyncOptions *options,
                                    guint64 *job,
                                    GError **error);

/**
 * lineup_account_sync_want:
 *
 * There is something that was not read: a sync is due.
 */
void lineup_account_sync_want (LineupAccountSync *self);

/**
 * lineup_account_sync_reset:
 * @self: the syncs, none of which is running
 *
 * Forgets the last sync, because the account is another one now.
 */
void lineup_account_sync_reset (LineupAccountSync *self);

/**
 * lineup_account_sync_set_server:
 * @self: the syncs
 * @origin: (nullable): of the address that is asked instead of the first
 * @until: Unix seconds until which it is, 0 for none
 *
 * Remembers which address is in use, and looks whether a sync may begin there.
 */
void lineup_account_sync_set_server (LineupAccountSync *self, const char *origin, guint64 until);

/**
 * lineup_account_sync_take_account_info:
 * @self: the syncs
 * @info: what the panel says of the account
 *
 * Where it says nothing of the time zone or the formats, as with a refusal, what is known stays.
 */
void lineup_account_sync_take_account_info (LineupAccountSync *self, const LineupAccountInfo *info);

/**
 * lineup_account_sync_get_account:
 *
 * Returns: account id
 */
const char *lineup_account_sync_get_account (LineupAccountSync *self);

/**
 * lineup_account_sync_get_runner:
 *
 * Returns: (transfer none): runs the syncs; for whoever is to cancel or stop them
 */
LineupJobRunner *lineup_account_sync_get_runner (LineupAccountSync *self);

/**
 * lineup_account_sync_get_state:
 *
 * Returns: (transfer none): what is known as of the last sync that ended, until the next signal
 */
const LineupSyncState *lineup_account_sync_get_state (LineupAccountSync *self);

/**
 * lineup_account_sync_get_steps:
 *
 * Returns: (transfer none) (element-type LineupStepReport): of the running sync so far, else of the
 *   last
 */
GPtrArray *lineup_account_sync_get_steps (LineupAccountSync *self);

/**
 * lineup_account_sync_is_running:
 *
 * Returns: whether a sync runs or waits
 */
gboolean lineup_account_sync_is_running (LineupAccountSync *self);

/**
 * LineupAccountSync::progress:
 * @self: the syncs
 * @sync: the running #LineupSync
 * @percentage: 0 to 100
 * @list: the #LineupList, as a guint
 * @figures: (type gpointer): the #LineupSyncFigures
 */

/**
 * LineupAccountSync::finished:
 * @self: the syncs
 * @sync: the #LineupSync that has ended; exactly once, and its last signal
 */

G_END_DECLS
