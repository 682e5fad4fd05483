/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-sync.h"
#include "lineup-hosts.h"
#include "lineup-job-counter.h"
#include "lineup-scheduled.h"
#include "lineup-source-provider.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_GUIDE (lineup_account_guide_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccountGuide, lineup_account_guide, LINEUP, ACCOUNT_GUIDE, GObject)

/* Seconds before a guide's end from which on it draws near. */
#define LINEUP_ACCOUNT_GUIDE_HORIZON (24 * 60 * 60)

/* Seconds between two syncs that begin by themselves because the guide's end draws near. */
#define LINEUP_ACCOUNT_GUIDE_MIN_INTERVAL (6 * 60 * 60)

/**
 * LineupAccountGuide:
 *
 * The syncs of one account's guide: at most one at a time, in the queue that all accounts share,
 * where they step aside for those of catalogues, and what is known of the last one over restarts. A
 * #LineupScheduled: one is due when a sync of the catalogue has ended, when the end of the guide
 * draws near, and when something of it is wanted that was not read. For the main thread.
 *
 * Its properties are what the `Guide` interface shows: `status`, `waiting`, `job`, `percentage`,
 * `last-sync`. They are read-only, up to date, and have notified, before a signal tells of what
 * changed them. `status` is a #LineupSyncStatus, `waiting` a #LineupObstacle, each with the
 * contract's tokens for nicks.
 *
 * Two more can be written: `enabled`, whether there may be syncs, and `auto-sync`, whether one
 * begins by itself also when no sync of the catalogue has ended.
 */

/**
 * lineup_account_guide_new:
 * @account: account id
 * @file: (transfer none): remembers; read at once, which blocks unless it was read ahead
 * @provider: knows the panel's host; not referenced, has to outlive this object
 * @parts: what syncs work with; kept only by what it points to
 * @hosts: tell whom it may ask when
 * @jobs: gives out job ids
 *
 * Returns: (transfer full): the syncs of an account's guide
 */
LineupAccountGuide *lineup_account_guide_new (const char *account,
                                              LineupStateFile *file,
                                              LineupSourceProvider *provider,
                                              const LineupGuideSyncParts *parts,
                                              LineupHosts *hosts,
                                              LineupJobCounter *jobs);

/**
 * lineup_account_guide_start:
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
gboolean lineup_account_guide_start (LineupAccountGuide *self,
                                     const LineupGuideSyncOptions *options,
                                     guint64 *job,
                                     GError **error);

/**
 * lineup_account_guide_get_runner:
 *
 * Returns: (transfer none): runs the syncs; for whoever is to cancel or stop them
 */
LineupJobRunner *lineup_account_guide_get_runner (LineupAccountGuide *self);

/**
 * lineup_account_guide_get_state:
 *
 * Returns: (transfer none): what is known as of the last sync that ended, until the next signal
 */
const LineupGuideState *lineup_account_guide_get_state (LineupAccountGuide *self);

/**
 * lineup_account_guide_note_catalogue:
 * @self: the syncs
 * @last_sync: Unix seconds when the last sync of the catalogue has ended that brought something, 0
 *   if there is none
 *
 * To be called when the account is at work, and whenever that is another time.
 */
void lineup_account_guide_note_catalogue (LineupAccountGuide *self, guint64 last_sync);

/**
 * lineup_account_guide_want:
 * @self: the syncs
 *
 * Something of the guide is wanted that was not read: a sync is due.
 */
void lineup_account_guide_want (LineupAccountGuide *self);

/**
 * lineup_account_guide_reset:
 * @self: the syncs, none of which is running
 *
 * Forgets the last sync, because the account is another one now.
 */
void lineup_account_guide_reset (LineupAccountGuide *self);

/**
 * LineupAccountGuide::progress:
 * @self: the syncs
 * @sync: the running #LineupGuideSync
 * @percentage: 0 to 100
 * @source: id of the source
 * @programmes: that have come so far
 * @bytes: that have come so far
 */

/**
 * LineupAccountGuide::finished:
 * @self: the syncs
 * @sync: the #LineupGuideSync that has ended; exactly once, and its last signal
 */

G_END_DECLS
