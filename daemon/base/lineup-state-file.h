/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_STATE_FILE (lineup_state_file_get_type ())
G_DECLARE_FINAL_TYPE (LineupStateFile, lineup_state_file, LINEUP, STATE_FILE, GObject)

/**
 * LineupStateFile:
 *
 * A small key file that is written often: as of lineup_file_write(), off the main thread, one write
 * after another, and never older contents over newer ones. For the main thread.
 */

/**
 * lineup_state_file_new:
 * @path: the file; its folder is made when needed (0700)
 *
 * Returns: (transfer full): the file, not touched yet
 */
LineupStateFile *lineup_state_file_new (const char *path);

/**
 * lineup_state_file_get_path:
 *
 * Returns: the file's path
 */
const char *lineup_state_file_get_path (LineupStateFile *self);

/**
 * lineup_state_file_read_ahead:
 * @self: a file that nobody else uses meanwhile
 *
 * Reads the file for lineup_state_file_load(), which does not block from then on, until something
 * is saved. Blocks: for threads.
 */
void lineup_state_file_read_ahead (LineupStateFile *self);

/**
 * lineup_state_file_load:
 * @self: a file
 * @error: %G_FILE_ERROR_NOENT if there is none; %LINEUP_ERROR_STORAGE
 *
 * Reads the file, see lineup_file_read() and lineup_key_file_parse(). Blocks, unless it has been
 * read ahead: for start-up, before the main loop runs, and for threads.
 *
 * Returns: (transfer full): its contents, or %NULL with an error
 */
GKeyFile *lineup_state_file_load (LineupStateFile *self, GError **error);

/**
 * lineup_state_file_load_or_report:
 * @self: a file
 * @account: (nullable): id of the account that it is about
 *
 * As lineup_state_file_load(), for what the daemon can do without: tells the log why a file can't
 * be read.
 *
 * Returns: (transfer full): its contents, or nothing
 */
GKeyFile *lineup_state_file_load_or_report (LineupStateFile *self, const char *account);

/**
 * lineup_state_file_save:
 * @self: a file that nothing is being written to
 * @contents: what it is to hold
 * @error: as of lineup_state_file_save_finish()
 *
 * Replaces the file's contents. Blocks: for start-up, before the main loop runs.
 *
 * Returns: whether it is on the disk
 */
gboolean lineup_state_file_save (LineupStateFile *self, GKeyFile *contents, GError **error);

/**
 * lineup_state_file_save_async:
 * @self: a file
 * @contents: (nullable): what it is to hold, copied; %NULL to delete the file
 * @cancellable: (nullable): see #GCancellable
 * @callback: (nullable): called when this, or something newer, is on the disk
 * @user_data: for @callback
 *
 * Replaces the file's contents. Of several waiting ones only the newest is written.
 */
void lineup_state_file_save_async (LineupStateFile *self,
                                   GKeyFile *contents,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * lineup_state_file_save_finish:
 * @error: %LINEUP_ERROR_DISK_FULL or %LINEUP_ERROR_STORAGE
 *
 * Returns: whether it is on the disk
 */
gboolean
lineup_state_file_save_finish (LineupStateFile *self, GAsyncResult *result, GError **error);

/**
 * lineup_state_file_forward:
 * @source: the file
 * @result: what the callback got
 * @task: (transfer full) (type GTask): ends as the save has ended
 *
 * A callback for lineup_state_file_save_async(), for what saves on behalf of another.
 */
void lineup_state_file_forward (GObject *source, GAsyncResult *result, gpointer task);

/**
 * lineup_state_file_flush_async:
 * @self: a file
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when nothing waits to be written
 * @user_data: for @callback
 */
void lineup_state_file_flush_async (LineupStateFile *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_state_file_flush_finish:
 * @error: of the last write
 */
gboolean
lineup_state_file_flush_finish (LineupStateFile *self, GAsyncResult *result, GError **error);

G_END_DECLS
