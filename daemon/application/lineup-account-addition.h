/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-edit.h"
#include "lineup-account-eraser.h"
#include "lineup-roster.h"

G_BEGIN_DECLS

/**
 * lineup_account_addition_run_async:
 * @edit: what the account is to be, not prepared yet; nobody has an account of its id
 * @roster: is to have it
 * @file: where its settings are to be kept
 * @eraser: deletes what is left of an earlier account, or of this one if it fails
 * @cancellable: the end of the process, which nothing waits for that has to wait for others
 * @callback: called when all of it is on the disk
 * @user_data: for @callback
 *
 * Adds an account, as a whole or not at all. Its credentials are tried out. Then what may be left
 * of an earlier account of its id goes, and it is noted, so that the next start undoes it, whatever
 * happens until the note goes. Then its credentials are kept, and its settings.
 */
void lineup_account_addition_run_async (LineupAccountEdit *edit,
                                        LineupRoster *roster,
                                        LineupAccountFile *file,
                                        LineupAccountEraser *eraser,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_account_addition_run_finish:
 * @edit: the edit
 * @result: what the callback got
 * @error: of lineup_account_edit_prepare_finish(), lineup_secret_store_store_finish(),
 *   lineup_roster_open_finish() or lineup_account_eraser_erase_finish();
 *   %LINEUP_ERROR_ACCOUNT_EXISTS: somebody has written its file, before or meanwhile;
 *   %LINEUP_ERROR_SHUTTING_DOWN; %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE
 *
 * Returns: (transfer full): the account, to be listed; or %NULL with an error, and what was kept of
 *   it is gone again, or noted
 */
LineupSubscription *
lineup_account_addition_run_finish (LineupAccountEdit *edit, GAsyncResult *result, GError **error);

G_END_DECLS
