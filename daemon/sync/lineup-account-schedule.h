/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-conditions.h"
#include "lineup-hosts.h"
#include "lineup-scheduled.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_SCHEDULE (lineup_account_schedule_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupAccountSchedule, lineup_account_schedule, LINEUP, ACCOUNT_SCHEDULE, GObject)

/**
 * LineupAccountSchedule:
 *
 * Starts an account's jobs of one kind when they are due and nothing is in their way, and tells
 * them what is. At rest it has one alarm, at the time of the next sync. For the main thread.
 *
 * Properties that others set: `enabled`, `auto-sync`, `sync-interval` (minutes), `unmetered-only`,
 * `inhibited` (somebody does not want a sync now), `locked` (a person has to unlock the keyring),
 * `on-hold` (no sync is to begin for a moment, and nobody need know), `local` (what is read lies on
 * this machine). Property to read:
 * `next-sync`, Unix seconds of when the next sync is due, 0 if none is planned; it stays where it
 * is while something is in the way.
 */

/**
 * lineup_account_schedule_new:
 * @jobs: the account's
 * @conditions: of the machine
 * @hosts: tell when they may be asked
 *
 * Returns: (transfer full): a schedule, with the default settings
 */
LineupAccountSchedule *lineup_account_schedule_new (LineupScheduled *jobs,
                                                    LineupConditions *conditions,
                                                    LineupHosts *hosts);

/**
 * lineup_account_schedule_hurry:
 *
 * To be called when a job is due because of something that has just happened: it is not spread, as
 * those are that many accounts would begin at the same moment. The panel has its rest.
 */
void lineup_account_schedule_hurry (LineupAccountSchedule *self);

/**
 * lineup_account_schedule_stop:
 *
 * Starts nothing from now on.
 */
void lineup_account_schedule_stop (LineupAccountSchedule *self);

G_END_DECLS
