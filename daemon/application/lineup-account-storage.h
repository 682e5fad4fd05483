/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"
#include "lineup-guide-choices.h"
#include "lineup-guide.h"
#include "lineup-library.h"
#include "lineup-state-file.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_STORAGE (lineup_account_storage_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupAccountStorage, lineup_account_storage, LINEUP, ACCOUNT_STORAGE, GObject)

/**
 * LineupAccountStorage:
 *
 * What there is of an account on the disk beside its settings and its credentials: all of it can
 * be deleted at once, also if the account itself can't be read any more. For the main thread.
 */

/**
 * lineup_account_storage_open_async:
 * @id: account id
 * @state_directory: folder of the syncs' state
 * @cache_directory: folder of the catalogues and guides
 * @data_directory: folder of what persons have said of accounts
 * @clock: for all times
 * @writers: (transfer none): threads that write to catalogues and guides
 * @threads: (transfer none): threads that read guides
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when its small files have been read ahead
 * @user_data: for @callback
 *
 * Makes the storage of an account that is to be at work.
 */
void lineup_account_storage_open_async (const char *id,
                                        const char *state_directory,
                                        const char *cache_directory,
                                        const char *data_directory,
                                        LineupClock *clock,
                                        LineupWriterPool *writers,
                                        LineupReadThreads *threads,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_account_storage_open_finish:
 * @result: what the callback got
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the storage, whose catalogue knows its generation and is not open yet
 */
LineupAccountStorage *lineup_account_storage_open_finish (GAsyncResult *result, GError **error);

/**
 * lineup_account_storage_new:
 * @id: account id
 * @state_directory: folder of the syncs' state
 * @cache_directory: folder of the catalogues and guides
 * @data_directory: folder of what persons have said of accounts
 * @clock: for all times
 * @writers: (transfer none): threads that write to catalogues and guides
 *
 * Makes the storage of what is only to be deleted: nothing of it is looked at.
 *
 * Returns: (transfer full): the storage
 */
LineupAccountStorage *lineup_account_storage_new (const char *id,
                                                  const char *state_directory,
                                                  const char *cache_directory,
                                                  const char *data_directory,
                                                  LineupClock *clock,
                                                  LineupWriterPool *writers);

/**
 * lineup_account_storage_get_catalogue:
 *
 * Returns: (transfer none): the catalogue, not open yet
 */
LineupCatalogue *lineup_account_storage_get_catalogue (LineupAccountStorage *self);

/**
 * lineup_account_storage_get_playlist_path:
 *
 * Returns: absolute path of the file in which an account's playlist is kept as it came last; need
 *   not be there
 */
const char *lineup_account_storage_get_playlist_path (LineupAccountStorage *self);

/**
 * lineup_account_storage_get_guide:
 *
 * Returns: (transfer none): what is on at the catalogue's channels
 */
LineupGuide *lineup_account_storage_get_guide (LineupAccountStorage *self);

/**
 * lineup_account_storage_get_guide_choices:
 *
 * Returns: (transfer none): what a person has said of the guide
 */
LineupGuideChoices *lineup_account_storage_get_guide_choices (LineupAccountStorage *self);

/**
 * lineup_account_storage_get_library:
 *
 * Returns: (transfer none): what a person has said of the catalogue, not open yet
 */
LineupLibrary *lineup_account_storage_get_library (LineupAccountStorage *self);

/**
 * lineup_account_storage_get_state:
 *
 * Returns: (transfer none): what is known of the account's syncs
 */
LineupStateFile *lineup_account_storage_get_state (LineupAccountStorage *self);

/**
 * lineup_account_storage_get_guide_state:
 *
 * Returns: (transfer none): what is known of the syncs of the account's guide
 */
LineupStateFile *lineup_account_storage_get_guide_state (LineupAccountStorage *self);

/**
 * lineup_account_storage_get_told:
 *
 * Returns: (transfer none): what a person was told of the account
 */
LineupStateFile *lineup_account_storage_get_told (LineupAccountStorage *self);

/**
 * lineup_account_storage_clear_async:
 * @self: a storage that nobody writes to now
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when the catalogue and the guide are empty, and no playlist is kept
 * @user_data: for @callback
 */
void lineup_account_storage_clear_async (LineupAccountStorage *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/**
 * lineup_account_storage_close:
 * @self: a storage that nobody writes to any more
 * @owned_task: (transfer full): returns a boolean when no thread works for it and all is on the
 *   disk, or the error
 */
void lineup_account_storage_close (LineupAccountStorage *self, GTask *owned_task);

/**
 * lineup_account_storage_job_finish:
 * @self: a storage
 * @result: of being emptied
 * @error: %LINEUP_ERROR_DATABASE, %LINEUP_ERROR_DISK_FULL or %LINEUP_ERROR_STORAGE
 */
gboolean lineup_account_storage_job_finish (LineupAccountStorage *self,
                                            GAsyncResult *result,
                                            GError **error);

/**
 * lineup_account_storage_delete_async:
 * @self: a storage that nobody writes to any more
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when all is deleted that can be
 * @user_data: for @callback
 *
 * Deletes everything. What can't be deleted keeps nothing else from going.
 */
void lineup_account_storage_delete_async (LineupAccountStorage *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/**
 * lineup_account_storage_delete_finish:
 * @error: the first of %LINEUP_ERROR_DATABASE, %LINEUP_ERROR_DISK_FULL and %LINEUP_ERROR_STORAGE
 *
 * Returns: whether nothing is left
 */
gboolean lineup_account_storage_delete_finish (LineupAccountStorage *self,
                                               GAsyncResult *result,
                                               GError **error);

G_END_DECLS
