/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-journal.h"
#include "lineup-account-storage.h"
#include "lineup-account-store.h"
#include "lineup-secret-store.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_ERASER (lineup_account_eraser_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccountEraser, lineup_account_eraser, LINEUP, ACCOUNT_ERASER, GObject)

/**
 * LineupAccountEraser:
 *
 * Sees to it that nothing is left of an account, whether it was at work, could not be read, or was
 * never whole. Its credentials go first, then its settings, its catalogue, and what is known of its
 * syncs. For the main thread.
 */

/**
 * LineupEraserSettings:
 * @LINEUP_ERASER_NOTED_SETTINGS: those that are noted in the journal: what a person has written
 *   since stays
 * @LINEUP_ERASER_ALL_SETTINGS: whatever there is
 *
 * Which settings are to be deleted.
 */
typedef enum
{
  LINEUP_ERASER_NOTED_SETTINGS,
  LINEUP_ERASER_ALL_SETTINGS,
} LineupEraserSettings;

/**
 * lineup_account_eraser_new:
 * @journal: notes of what is being added and removed
 * @store: has the accounts' settings
 * @secrets: has their credentials
 * @state_directory: folder of their syncs' state
 * @cache_directory: folder of their catalogues and guides
 * @data_directory: folder of what persons have said of them
 * @clock: for all times
 * @writers: (transfer none): threads that write to catalogues and guides
 *
 * Returns: (transfer full): an eraser
 */
LineupAccountEraser *lineup_account_eraser_new (LineupAccountJournal *journal,
                                                LineupAccountStore *store,
                                                LineupSecretStore *secrets,
                                                const char *state_directory,
                                                const char *cache_directory,
                                                const char *data_directory,
                                                LineupClock *clock,
                                                LineupWriterPool *writers);

/**
 * lineup_account_eraser_get_journal:
 *
 * Returns: (transfer none): the notes
 */
LineupAccountJournal *lineup_account_eraser_get_journal (LineupAccountEraser *self);

/**
 * lineup_account_eraser_erase_async:
 * @self: an eraser
 * @id: of an account that is not at work
 * @storage: (nullable): the account's, if there is one
 * @settings: which settings are to go
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when nothing is left that can be deleted
 * @user_data: for @callback
 *
 * Deletes an account, as far as it goes: what can't be deleted is reported in the log, and keeps
 * nothing else from going. The journal stays as it is.
 */
void lineup_account_eraser_erase_async (LineupAccountEraser *self,
                                        const char *id,
                                        LineupAccountStorage *storage,
                                        LineupEraserSettings settings,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_account_eraser_finish_async:
 *
 * As lineup_account_eraser_erase_async(), of an account that has a note: when nothing is left, the
 * note goes, too. Else it stays, for another try.
 */
void lineup_account_eraser_finish_async (LineupAccountEraser *self,
                                         const char *id,
                                         LineupAccountStorage *storage,
                                         LineupEraserSettings settings,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/**
 * lineup_account_eraser_erase_finish:
 * @error: the first of all errors: of lineup_secret_store_store_finish(),
 *   lineup_account_file_remove_finish(), lineup_account_storage_delete_finish() or
 *   lineup_account_journal_drop_finish()
 *
 * Ends both of them.
 *
 * Returns: whether nothing is left
 */
gboolean lineup_account_eraser_erase_finish (LineupAccountEraser *self,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
