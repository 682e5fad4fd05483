/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-source.h"

G_BEGIN_DECLS

/* What is said of an account that is shut out of its lists. */
#define LINEUP_ACCOUNT_CHECK_NO_LISTS                                                              \
  "The panel gives the account no lists: it is banned or disabled"

/**
 * lineup_account_check_async:
 * @source: whom to ask
 * @clock: for the pauses
 * @max_attempts: at most so many
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the panel's answer has been judged
 * @user_data: for @callback
 *
 * The request that opens a sync, so that six steps don't each find out what it tells: whether the
 * panel is there, takes the credentials, and lets the account in.
 */
void lineup_account_check_async (LineupSource *source,
                                 LineupClock *clock,
                                 guint max_attempts,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_account_check_finish:
 * @source: whom was asked
 * @result: what the callback got
 * @info: (out) (transfer full) (nullable): what the panel says, also with an error, if it said
 *   anything; a source that tells nothing of accounts takes any
 * @error: an error of lineup_source_fetch_account_finish() or lineup_account_info_check()
 *
 * Returns: whether the account can be used
 */
gboolean lineup_account_check_finish (LineupSource *source,
                                      GAsyncResult *result,
                                      LineupAccountInfo **info,
                                      GError **error);

G_END_DECLS
