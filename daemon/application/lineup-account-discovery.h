/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-eraser.h"
#include "lineup-roster.h"

G_BEGIN_DECLS

/**
 * lineup_account_discovery_run_async:
 * @id: of an account that is not listed, and is not being added or removed
 * @roster: is to have it, and has the clock for pauses
 * @file: somebody has written, or may have
 * @eraser: deletes what is left of an earlier account of the same id
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is known whether there is an account
 * @user_data: for @callback
 *
 * Has a look at a file that may be a new account's. One of whose id something is left that can't be
 * deleted stays unknown: nobody is to have another account's credentials.
 */
void lineup_account_discovery_run_async (const char *id,
                                         LineupRoster *roster,
                                         LineupAccountFile *file,
                                         LineupAccountEraser *eraser,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/**
 * lineup_account_discovery_run_finish:
 * @result: what the callback got
 * @id: (out) (transfer none): as was given, for as long as @result lives
 *
 * Why there is none although there is a file is reported in the log.
 *
 * Returns: (transfer full) (nullable): the account, to be listed
 */
LineupSubscription *lineup_account_discovery_run_finish (GAsyncResult *result, const char **id);

G_END_DECLS
