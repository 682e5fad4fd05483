/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_JOURNAL (lineup_account_journal_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupAccountJournal, lineup_account_journal, LINEUP, ACCOUNT_JOURNAL, GObject)

/**
 * LineupAccountJournal:
 *
 * Notes of accounts that are being added or removed: what has a note is not to be there, whatever
 * of it is found. A note is on the disk before anything of the account is touched, and goes when
 * the account is there as a whole, or nothing is left of it. For the main thread.
 */

/**
 * lineup_account_journal_new:
 * @directory: folder of the notes, made when needed (0700)
 *
 * Reads what a process has left that did not come to its end, which blocks and is for start-up.
 *
 * Returns: (transfer full): a journal
 */
LineupAccountJournal *lineup_account_journal_new (const char *directory);

/**
 * lineup_account_journal_list:
 *
 * Returns: (transfer full) (element-type utf8): ids of all accounts that have a note
 */
GPtrArray *lineup_account_journal_list (LineupAccountJournal *self);

/**
 * lineup_account_journal_has:
 *
 * Returns: whether an account of this id has a note
 */
gboolean lineup_account_journal_has (LineupAccountJournal *self, const char *id);

/**
 * lineup_account_journal_get_settings:
 *
 * A person may write a file of the same name: that is another account, and none that we have noted.
 *
 * Returns: (nullable): checksum of the settings that are the noted account's, %NULL if it has none
 */
const char *lineup_account_journal_get_settings (LineupAccountJournal *self, const char *id);

/**
 * lineup_account_journal_note_async:
 * @self: a journal
 * @id: account id
 * @settings: (nullable): checksum of its settings, %NULL if it has none
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when the note is on the disk
 * @user_data: for @callback
 *
 * Notes an account, in place of what was noted of its id.
 */
void lineup_account_journal_note_async (LineupAccountJournal *self,
                                        const char *id,
                                        const char *settings,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_account_journal_note_finish:
 * @error: %LINEUP_ERROR_DISK_FULL or %LINEUP_ERROR_DATABASE; it is noted all the same, but for this
 *   process alone
 *
 * Returns: whether it is on the disk
 */
gboolean lineup_account_journal_note_finish (LineupAccountJournal *self,
                                             GAsyncResult *result,
                                             GError **error);

/**
 * lineup_account_journal_drop_async:
 * @self: a journal
 * @id: of an account that has a note
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when the note is gone from the disk, for good
 * @user_data: for @callback
 */
void lineup_account_journal_drop_async (LineupAccountJournal *self,
                                        const char *id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_account_journal_drop_finish:
 * @error: %LINEUP_ERROR_DATABASE: the account is still noted
 *
 * Returns: whether it is gone
 */
gboolean lineup_account_journal_drop_finish (LineupAccountJournal *self,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
