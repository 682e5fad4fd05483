/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account.h"
#include "lineup-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_FILE (lineup_account_file_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccountFile, lineup_account_file, LINEUP, ACCOUNT_FILE, GObject)

/**
 * LineupAccountFile:
 *
 * One account's key file, which persons may edit while the daemon runs: it remembers what it has
 * read or written last, and so knows what is not of its own making, and never writes over that.
 * Comments and unknown keys of theirs stay. For the main thread; one look or write at a time.
 */

/**
 * lineup_account_file_new:
 * @path: the file; its folder is made when needed (0700)
 * @id: the account's id
 *
 * Returns: (transfer full): the file, not touched yet
 */
LineupAccountFile *lineup_account_file_new (const char *path, const char *id);

/**
 * lineup_account_file_get_id:
 *
 * Returns: the account's id
 */
const char *lineup_account_file_get_id (LineupAccountFile *self);

/**
 * lineup_account_file_exists_async:
 * @self: a file
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is known whether there is one
 * @user_data: for @callback
 *
 * Has a look, in a thread, whether there is a file, readable or not.
 */
void lineup_account_file_exists_async (LineupAccountFile *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_account_file_exists_finish:
 * @self: a file
 * @result: what the callback got
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: whether there is a file; %FALSE with an error if nobody has looked
 */
gboolean
lineup_account_file_exists_finish (LineupAccountFile *self, GAsyncResult *result, GError **error);

/**
 * lineup_account_file_load:
 * @self: a file
 * @error: %G_FILE_ERROR_NOENT if there is none; %LINEUP_ERROR_STORAGE
 *
 * Reads the file. Blocks: for start-up, before the main loop runs.
 *
 * Returns: (transfer full): the account, or %NULL with an error
 */
LineupAccount *lineup_account_file_load (LineupAccountFile *self, GError **error);

/**
 * lineup_account_file_look_async:
 * @self: a file
 * @clock: for pauses
 * @cancellable: (nullable): ends the look where it would pause
 * @callback: called when it is known whether somebody else has written or deleted it
 * @user_data: for @callback
 *
 * What is new is looked at again after a moment, until it stays the same: half of what is being
 * written in place would look like a whole one. A file that is gone has to be so for two seconds:
 * some editors move the old one away before they write the new one.
 */
void lineup_account_file_look_async (LineupAccountFile *self,
                                     LineupClock *clock,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_account_file_look_finish:
 * @error: %G_IO_ERROR_NOT_FOUND: somebody else has deleted it; %LINEUP_ERROR_STORAGE: what somebody
 *   else has written, or put there, can't be read; %G_IO_ERROR_CANCELLED
 *
 * Tells of each change once. Where the whole folder is gone, nothing counts as deleted: it may only
 * be away.
 *
 * Returns: (transfer full) (nullable): the account as somebody else has written it; %NULL without
 *   an error if all is as we know it
 */
LineupAccount *
lineup_account_file_look_finish (LineupAccountFile *self, GAsyncResult *result, GError **error);

/**
 * lineup_account_file_save_async:
 * @self: a file
 * @account: what to keep, as it is now
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 */
void lineup_account_file_save_async (LineupAccountFile *self,
                                     LineupAccount *account,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_account_file_save_finish:
 * @error: %LINEUP_ERROR_DISK_FULL or %LINEUP_ERROR_STORAGE, also if what there is can't be read;
 *   %G_IO_ERROR_WRONG_ETAG: somebody else has written or deleted it since we looked
 *
 * Returns: whether it was saved; if not, the file is as it was
 */
gboolean
lineup_account_file_save_finish (LineupAccountFile *self, GAsyncResult *result, GError **error);

/**
 * lineup_account_file_get_checksum:
 *
 * Returns: (transfer full) (nullable): checksum of what the file held when we read or wrote it
 * last, %NULL for no file
 */
char *lineup_account_file_get_checksum (LineupAccountFile *self);

/**
 * lineup_account_file_make_checksum:
 * @account: settings
 *
 * Returns: (transfer full): checksum of what a new file holds when @account is saved there
 */
char *lineup_account_file_make_checksum (LineupAccount *account);

/**
 * lineup_account_file_remove_async:
 * @self: a file that nobody saves to
 * @checksum: (nullable): of what is to be deleted, %NULL for whatever is there
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Deletes the file. One that has another checksum is somebody else's, and stays.
 */
void lineup_account_file_remove_async (LineupAccountFile *self,
                                       const char *checksum,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_account_file_remove_finish:
 * @error: %LINEUP_ERROR_STORAGE: it can't be deleted, or not be read to know whether it is to be
 */
gboolean
lineup_account_file_remove_finish (LineupAccountFile *self, GAsyncResult *result, GError **error);

G_END_DECLS
