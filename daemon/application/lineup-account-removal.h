/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-editor.h"
#include "lineup-account-eraser.h"
#include "lineup-roster.h"

G_BEGIN_DECLS

/**
 * lineup_account_removal_run_async:
 * @editor: of an account that was withdrawn from @roster
 * @roster: is to forget it
 * @file: where its settings are kept
 * @eraser: deletes it
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when nothing is left of it that can be deleted
 * @user_data: for @callback
 *
 * Removes an account: what is being changed ends, and its syncs are cancelled. Then it is noted, so
 * that whatever happens from here on, the next start goes on with it; and then it is erased. On a
 * disk that has no room for a note it is erased all the same.
 */
void lineup_account_removal_run_async (LineupAccountEditor *editor,
                                       LineupRoster *roster,
                                       LineupAccountFile *file,
                                       LineupAccountEraser *eraser,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_account_removal_run_finish:
 * @editor: the account's editor
 * @result: what the callback got
 * @error: as of lineup_account_eraser_erase_finish(): the account is gone, but not all that was
 *   kept of it; it still has a note
 *
 * Returns: whether nothing is left of it
 */
gboolean lineup_account_removal_run_finish (LineupAccountEditor *editor,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
