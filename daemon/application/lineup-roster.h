/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-journal.h"
#include "lineup-account-store.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ROSTER (lineup_roster_get_type ())
G_DECLARE_FINAL_TYPE (LineupRoster, lineup_roster, LINEUP, ROSTER, GObject)

/**
 * LineupRoster:
 *
 * The accounts that are there, and what they share. Who is listed is at work, and others know of
 * it. For the main thread.
 *
 * Property `busy`: whether some account is syncing.
 */

/**
 * lineup_roster_new:
 * @store: has the accounts' settings
 * @secrets: has their credentials
 * @state_directory: folder of their syncs' state
 * @cache_directory: folder of their catalogues and guides
 * @data_directory: folder of what persons have said of them
 * @jobs: gives out job ids
 * @conditions: of the machine, for scheduled syncs
 * @clock: for all times
 *
 * Returns: (transfer full): an empty roster
 */
LineupRoster *lineup_roster_new (LineupAccountStore *store,
                                 LineupSecretStore *secrets,
                                 const char *state_directory,
                                 const char *cache_directory,
                                 const char *data_directory,
                                 LineupJobCounter *jobs,
                                 LineupConditions *conditions,
                                 LineupClock *clock);

/**
 * lineup_roster_load_async:
 * @self: a roster
 * @journal: notes of accounts that are not to be there
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when all accounts are listed and their catalogues can be read
 * @user_data: for @callback
 *
 * Reads the accounts, at once, which blocks and is for start-up, and opens their catalogues.
 */
void lineup_roster_load_async (LineupRoster *self,
                               LineupAccountJournal *journal,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * lineup_roster_load_finish:
 *
 * What can't be read or opened is reported in the log, and fails on its own.
 */
void lineup_roster_load_finish (LineupRoster *self, GAsyncResult *result);

/**
 * lineup_roster_open_async:
 * @self: a roster
 * @account: settings of an account that is not listed
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it can be listed
 * @user_data: for @callback
 *
 * Puts an account to work and opens its catalogue. Drops that if it may be of another account.
 */
void lineup_roster_open_async (LineupRoster *self,
                               LineupAccount *account,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * lineup_roster_open_finish:
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT if the account's address is none; %LINEUP_ERROR_DATABASE,
 *   %LINEUP_ERROR_DISK_FULL: the catalogue of another account can't be dropped
 *
 * Returns: (transfer full): the account at work, also when its catalogue could not be opened, which
 *   is reported in the log; or %NULL with an error
 */
LineupSubscription *
lineup_roster_open_finish (LineupRoster *self, GAsyncResult *result, GError **error);

/**
 * lineup_roster_is_opening:
 *
 * Returns: whether an account of this id is being opened
 */
gboolean lineup_roster_is_opening (LineupRoster *self, const char *id);

/**
 * lineup_roster_list:
 * @self: a roster
 * @subscription: an account at work
 *
 * Lists it. From now on others know of it.
 */
void lineup_roster_list (LineupRoster *self, LineupSubscription *subscription);

/**
 * lineup_roster_withdraw:
 * @self: a roster
 * @subscription: a listed account
 *
 * Takes it off the list, for lineup_roster_lookup(). Others learn of it with
 * lineup_roster_forget(), when its syncs have ended.
 */
void lineup_roster_withdraw (LineupRoster *self, LineupSubscription *subscription);

/**
 * lineup_roster_forget:
 * @self: a roster
 * @subscription: an account that was withdrawn
 *
 * Lets others forget it, too.
 */
void lineup_roster_forget (LineupRoster *self, LineupSubscription *subscription);

/**
 * lineup_roster_lookup:
 * @self: a roster
 * @id: any text
 * @error: %LINEUP_ERROR_UNKNOWN_ACCOUNT
 *
 * Returns: (transfer none): the account, or %NULL with an error
 */
LineupSubscription *lineup_roster_lookup (LineupRoster *self, const char *id, GError **error);

/**
 * lineup_roster_get_subscriptions:
 *
 * Returns: (transfer container) (element-type LineupSubscription): all listed accounts
 */
GList *lineup_roster_get_subscriptions (LineupRoster *self);

/**
 * lineup_roster_get_secrets:
 *
 * Returns: (transfer none): has the credentials of all accounts
 */
LineupSecretStore *lineup_roster_get_secrets (LineupRoster *self);

/**
 * lineup_roster_get_hosts:
 *
 * Returns: (transfer none): tells whom the accounts may ask when
 */
LineupHosts *lineup_roster_get_hosts (LineupRoster *self);

/**
 * LineupRoster::account-added:
 * @self: the roster
 * @subscription: the #LineupSubscription
 */

/**
 * LineupRoster::account-removed:
 * @self: the roster
 * @subscription: the #LineupSubscription, whose syncs have ended
 */

/**
 * lineup_roster_get_writers:
 *
 * Returns: (transfer none): threads that write to catalogues
 */
LineupWriterPool *lineup_roster_get_writers (LineupRoster *self);

G_END_DECLS
