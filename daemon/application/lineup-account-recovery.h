/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-eraser.h"

G_BEGIN_DECLS

/**
 * lineup_account_recovery_run_async:
 * @config_directory: folder of the settings
 * @eraser: deletes accounts
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when all is tried
 * @user_data: for @callback
 *
 * Finishes what an earlier process has begun and not come to the end of: what it was writing goes,
 * at once, which blocks; then the accounts that it was removing, and those that it was adding. For
 * start-up, before any account is read.
 */
void lineup_account_recovery_run_async (const char *config_directory,
                                        LineupAccountEraser *eraser,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_account_recovery_run_finish:
 * @eraser: the eraser
 * @result: what the callback got
 *
 * What can't be deleted is reported in the log, and still has a note.
 */
void lineup_account_recovery_run_finish (LineupAccountEraser *eraser, GAsyncResult *result);

G_END_DECLS
