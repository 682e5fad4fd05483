/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-guide.h"
#include "lineup-account-sync.h"
#include "lineup-account.h"
#include "lineup-notifications.h"
#include "lineup-state-file.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_ANNOUNCER (lineup_account_announcer_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupAccountAnnouncer, lineup_account_announcer, LINEUP, ACCOUNT_ANNOUNCER, GObject)

/**
 * LineupAccountAnnouncer:
 *
 * Decides what a person is told of an account: syncs that have finished, if that is wished, and
 * what needs care: an account that ends within a week, or that its panel refuses, a list in
 * quarantine. The latter is told once, also over restarts, until the matter is over.
 *
 * What nobody could be told is told the next time that it shows. For the main thread.
 */

/**
 * lineup_account_announcer_new:
 * @account: the account
 * @sync: its syncs
 * @notifications: the way to the person
 * @file: remembers what was told; read at once, which blocks
 * @clock: tells when an account is about to end
 *
 * Returns: (transfer full): an announcer that is at work
 */
LineupAccountAnnouncer *lineup_account_announcer_new (LineupAccount *account,
                                                      LineupAccountSync *sync,
                                                      LineupNotifications *notifications,
                                                      LineupStateFile *file,
                                                      LineupClock *clock);

/**
 * lineup_account_announcer_follow_guide:
 * @self: an announcer
 * @guide: the syncs of the account's guide
 *
 * Has it tell once that the guide is read from now on, if the account was there before there were
 * guides.
 */
void
lineup_account_announcer_follow_guide (LineupAccountAnnouncer *self, LineupAccountGuide *guide);

/**
 * lineup_account_announcer_flush_async:
 * @self: an announcer of an account that is not removed
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when what was told is on the disk
 * @user_data: for @callback
 */
void lineup_account_announcer_flush_async (LineupAccountAnnouncer *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

/**
 * lineup_account_announcer_flush_finish:
 *
 * What can't be written is reported in the log.
 */
void lineup_account_announcer_flush_finish (LineupAccountAnnouncer *self, GAsyncResult *result);

/**
 * lineup_account_announcer_forget:
 * @self: an announcer
 *
 * Ends its work, because the account is removed: its file is not written to any more.
 */
void lineup_account_announcer_forget (LineupAccountAnnouncer *self);

G_END_DECLS
