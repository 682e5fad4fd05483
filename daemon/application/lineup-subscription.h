/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-guides.h"
#include "lineup-account-schedule.h"
#include "lineup-account-source.h"
#include "lineup-account-storage.h"
#include "lineup-account-sync.h"
#include "lineup-account.h"
#include "lineup-details-keeper.h"
#include "lineup-hosts.h"
#include "lineup-leases.h"
#include "lineup-librarian.h"
#include "lineup-secret-store.h"
#include "lineup-server-url.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SUBSCRIPTION (lineup_subscription_get_type ())
G_DECLARE_FINAL_TYPE (LineupSubscription, lineup_subscription, LINEUP, SUBSCRIPTION, GObject)

/**
 * LineupSubscription:
 *
 * One account at work: its settings, its panel, its catalogue and its syncs, put together.
 */

/**
 * LineupSubscriptionParts:
 * @secrets: has the credentials
 * @hosts: tell whom they may ask when
 * @jobs: gives out job ids
 * @conditions: of the machine
 * @threads: what catalogues are read on
 *
 * What all subscriptions share.
 */
typedef struct
{
  LineupSecretStore *secrets;   /* (unowned) */
  LineupHosts *hosts;           /* (unowned) */
  LineupJobCounter *jobs;       /* (unowned) */
  LineupConditions *conditions; /* (unowned) */
  LineupReadThreads *threads;   /* (unowned) */
} LineupSubscriptionParts;

/**
 * lineup_subscription_new:
 * @account: the settings
 * @storage: what there is of it on the disk
 * @parts: what all subscriptions share; kept only by what it points to
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT if the account's address is none
 *
 * Returns: (transfer full): the subscription, or %NULL with an error
 */
LineupSubscription *lineup_subscription_new (LineupAccount *account,
                                             LineupAccountStorage *storage,
                                             const LineupSubscriptionParts *parts,
                                             GError **error);

/**
 * lineup_subscription_get_account:
 *
 * Returns: (transfer none): the settings
 */
LineupAccount *lineup_subscription_get_account (LineupSubscription *self);

/**
 * lineup_subscription_get_leases:
 *
 * Returns: (transfer none): who does not want a scheduled sync now
 */
LineupLeases *lineup_subscription_get_leases (LineupSubscription *self);

/**
 * lineup_subscription_get_storage:
 *
 * Returns: (transfer none): what there is of it on the disk
 */
LineupAccountStorage *lineup_subscription_get_storage (LineupSubscription *self);

/**
 * lineup_subscription_get_catalogue:
 *
 * Returns: (transfer none): the catalogue
 */
LineupCatalogue *lineup_subscription_get_catalogue (LineupSubscription *self);

/**
 * lineup_subscription_get_guide:
 *
 * Returns: (transfer none): what is on at the catalogue's channels
 */
LineupGuide *lineup_subscription_get_guide (LineupSubscription *self);

/**
 * lineup_subscription_get_guide_choices:
 *
 * Returns: (transfer none): what a person has said of the guide
 */
LineupGuideChoices *lineup_subscription_get_guide_choices (LineupSubscription *self);

/**
 * lineup_subscription_get_librarian:
 *
 * Returns: (transfer none): takes what a person says of the catalogue
 */
LineupLibrarian *lineup_subscription_get_librarian (LineupSubscription *self);

/**
 * lineup_subscription_get_guides:
 *
 * Returns: (transfer none): what sees to its guide
 */
LineupAccountGuides *lineup_subscription_get_guides (LineupSubscription *self);

/**
 * lineup_subscription_get_sync:
 *
 * Returns: (transfer none): the syncs
 */
LineupAccountSync *lineup_subscription_get_sync (LineupSubscription *self);

/**
 * lineup_subscription_get_schedule:
 *
 * Returns: (transfer none): says when they begin by themselves
 */
LineupAccountSchedule *lineup_subscription_get_schedule (LineupSubscription *self);

/**
 * lineup_subscription_get_details:
 *
 * Returns: (transfer none): has the details of movies and series
 */
LineupDetailsKeeper *lineup_subscription_get_details (LineupSubscription *self);

/**
 * lineup_subscription_get_server_url:
 *
 * Returns: (transfer none): where the panel is
 */
LineupServerUrl *lineup_subscription_get_server_url (LineupSubscription *self);

/**
 * lineup_subscription_get_secrets:
 *
 * Returns: (transfer none): has the credentials
 */
LineupSecretStore *lineup_subscription_get_secrets (LineupSubscription *self);

/**
 * lineup_subscription_get_source:
 *
 * Returns: (transfer none): has what its catalogue is fetched from, a #LineupSourceProvider
 */
LineupAccountSource *lineup_subscription_get_source (LineupSubscription *self);

/**
 * lineup_subscription_start_first_sync:
 * @self: the account
 * @account_known: whether the panel has said just now that the account is good
 *
 * Starts a sync, unless the account is not to sync by itself.
 */
void lineup_subscription_start_first_sync (LineupSubscription *self, gboolean account_known);

/**
 * lineup_subscription_hold:
 *
 * Lets nobody talk to the panel: a running sync is cancelled, and none begins. For an account that
 * becomes another one.
 */
void lineup_subscription_hold (LineupSubscription *self);

/**
 * lineup_subscription_release:
 *
 * Ends what lineup_subscription_hold() began.
 */
void lineup_subscription_release (LineupSubscription *self);

/**
 * lineup_subscription_has_other_catalogue:
 *
 * Returns: whether the catalogue is of another server than the account, or may be
 */
gboolean lineup_subscription_has_other_catalogue (LineupSubscription *self);

/**
 * lineup_subscription_clear_async:
 * @self: a subscription
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when the catalogue and the guide are empty
 * @user_data: for @callback
 *
 * Cancels the sync and drops the catalogue and the guide. What is known of past syncs stays. A
 * clearing that runs already is joined.
 */
void lineup_subscription_clear_async (LineupSubscription *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_subscription_clear_finish:
 * @error: %LINEUP_ERROR_DATABASE or %LINEUP_ERROR_DISK_FULL
 */
gboolean
lineup_subscription_clear_finish (LineupSubscription *self, GAsyncResult *result, GError **error);

/**
 * lineup_subscription_settle_async:
 * @self: a subscription
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when the catalogue is not being dropped, and the account is not becoming
 * another one
 * @user_data: for @callback
 *
 * For a sync to begin: one that began before would join one that is being cancelled.
 */
void lineup_subscription_settle_async (LineupSubscription *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

void lineup_subscription_settle_finish (LineupSubscription *self, GAsyncResult *result);

/**
 * lineup_subscription_is_settled:
 *
 * Returns: whether lineup_subscription_settle_async() would have nothing to wait for
 */
gboolean lineup_subscription_is_settled (LineupSubscription *self);

/**
 * lineup_subscription_forget_async:
 * @self: a subscription
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when the catalogue and the guide are empty
 * @user_data: for @callback
 *
 * Cancels the sync and drops the catalogue, the guide and what is known of the account, because it
 * is another one now. What a person has said of the guide stays.
 */
void lineup_subscription_forget_async (LineupSubscription *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

gboolean
lineup_subscription_forget_finish (LineupSubscription *self, GAsyncResult *result, GError **error);

/**
 * lineup_subscription_stop_async:
 * @self: a subscription
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when no sync runs, and what is known of them is on the disk
 * @user_data: for @callback
 *
 * Cancels all syncs, and takes no other.
 */
void lineup_subscription_stop_async (LineupSubscription *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

gboolean
lineup_subscription_stop_finish (LineupSubscription *self, GAsyncResult *result, GError **error);

/**
 * lineup_subscription_close_async:
 * @self: a subscription
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when no sync and no thread of it runs, and all is on the disk
 * @user_data: for @callback
 *
 * Puts the account to rest, for the process to end.
 */
void lineup_subscription_close_async (LineupSubscription *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

gboolean
lineup_subscription_close_finish (LineupSubscription *self, GAsyncResult *result, GError **error);

G_END_DECLS
