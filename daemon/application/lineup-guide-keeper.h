/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-guide.h"
#include "lineup-account-schedule.h"
#include "lineup-account-source.h"
#include "lineup-account-storage.h"
#include "lineup-account-sync.h"
#include "lineup-account.h"
#include "lineup-guide-sources.h"
#include "lineup-leases.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE_KEEPER (lineup_guide_keeper_get_type ())
G_DECLARE_FINAL_TYPE (LineupGuideKeeper, lineup_guide_keeper, LINEUP, GUIDE_KEEPER, GObject)

/**
 * LineupGuideKeeper:
 *
 * Keeps the guide of an account up to date: its syncs, when they begin by themselves, and which
 * channel is which, put together. For the main thread.
 *
 * Property `next-sync`: Unix seconds of when the next sync is due by itself, be it because one of
 * the catalogue will end then; 0 if none is planned.
 */

/**
 * LineupGuideKeeperParts:
 * @account: the settings
 * @storage: what there is of it on the disk
 * @source: has the panel
 * @opener: opens guides
 * @sources: where they come from
 * @sync: the syncs of the catalogue
 * @schedule: when those begin
 * @leases: who does not want a scheduled sync now
 * @conditions: of the machine
 * @hosts: tell whom it may ask when
 * @jobs: gives out job ids
 *
 * What a keeper works with.
 */
typedef struct
{
  LineupAccount *account;          /* (unowned) */
  LineupAccountStorage *storage;   /* (unowned) */
  LineupAccountSource *source;     /* (unowned) */
  LineupGuideOpener *opener;       /* (unowned) */
  LineupGuideSources *sources;     /* (unowned) */
  LineupAccountSync *sync;         /* (unowned) */
  LineupAccountSchedule *schedule; /* (unowned) */
  LineupLeases *leases;            /* (unowned) */
  LineupConditions *conditions;    /* (unowned) */
  LineupHosts *hosts;              /* (unowned) */
  LineupJobCounter *jobs;          /* (unowned) */
} LineupGuideKeeperParts;

/**
 * lineup_guide_keeper_new:
 * @parts: what it works with; kept only by what it points to, of which @source has to outlive it
 *
 * Returns: (transfer full): a keeper at work
 */
LineupGuideKeeper *lineup_guide_keeper_new (const LineupGuideKeeperParts *parts);

/**
 * lineup_guide_keeper_get_syncs:
 *
 * Returns: (transfer none): the syncs
 */
LineupAccountGuide *lineup_guide_keeper_get_syncs (LineupGuideKeeper *self);

/**
 * lineup_guide_keeper_get_matching:
 *
 * Returns: (transfer none): keeps channels matched
 */
LineupGuideMatching *lineup_guide_keeper_get_matching (LineupGuideKeeper *self);

/**
 * lineup_guide_keeper_start:
 * @self: a keeper
 * @options: what to do
 * @job: (out): the sync's job id
 * @error: %G_IO_ERROR_INVALID_ARGUMENT for a source that is none, or off; or as of
 *   lineup_account_guide_start()
 *
 * Starts a sync, or joins one.
 *
 * Returns: whether there is a sync now
 */
gboolean lineup_guide_keeper_start (LineupGuideKeeper *self,
                                    const LineupGuideSyncOptions *options,
                                    guint64 *job,
                                    GError **error);

/**
 * lineup_guide_keeper_set_hold:
 * @self: a keeper
 * @enabled: whether there may be syncs; one that runs is cancelled else
 * @on_hold: whether none is to begin for a moment
 */
void lineup_guide_keeper_set_hold (LineupGuideKeeper *self, gboolean enabled, gboolean on_hold);

/**
 * lineup_guide_keeper_stop:
 * @self: a keeper
 *
 * Starts nothing by itself from now on.
 */
void lineup_guide_keeper_stop (LineupGuideKeeper *self);

/**
 * lineup_guide_keeper_end:
 * @self: a keeper that was stopped, and whose syncs were
 *
 * Matches nothing any more, as the account's databases are to be closed.
 */
void lineup_guide_keeper_end (LineupGuideKeeper *self);

G_END_DECLS
