/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files of ours, in which there may be anything: whoever restores a backup, or makes a link, puts
 * there what they like. Everything here blocks, and any thread may call it. */

/**
 * LINEUP_FILE_MAX_SIZE:
 *
 * Bytes that a file may have to be read as a whole. Ours have a few kilobytes.
 */
#define LINEUP_FILE_MAX_SIZE (1024 * 1024)

/**
 * lineup_file_describe:
 * @path: a file of ours
 *
 * Returns: (transfer full): its name and that of its folder, such as `accounts/home.conf`, for
 *   errors and the log
 */
char *lineup_file_describe (const char *path);

/**
 * lineup_file_set_error:
 * @error: (nullable): place for an error
 * @path: a file of ours
 * @otherwise: as of lineup_error_from_errno()
 * @number: what the system said of the file
 * @done: what can't be done: `opened`, `read`, `written` or `deleted`
 *
 * Sets an error of what the system said, with the file's name as of lineup_file_describe().
 */
void lineup_file_set_error (
    GError **error, const char *path, LineupError otherwise, int number, const char *done);

/**
 * lineup_file_set_unreadable:
 * @error: (nullable): place for a %LINEUP_ERROR_STORAGE
 * @path: a file of ours
 * @reason: what is wrong with what is written in it
 *
 * Sets an error that the file can't be read, with its name as of lineup_file_describe().
 */
void lineup_file_set_unreadable (GError **error, const char *path, const char *reason);

/**
 * lineup_file_check_kind:
 * @path: a file, or nothing
 * @code: %LINEUP_ERROR_STORAGE or %LINEUP_ERROR_DATABASE
 * @error: @code: there is a FIFO, a device or a folder, or nobody can tell
 *
 * For a file that somebody else opens, who may wait for ever for what is none. Opens nothing.
 *
 * Returns: whether there is a regular file, at the end of all symbolic links, or nothing
 */
gboolean lineup_file_check_kind (const char *path, LineupError code, GError **error);

/**
 * lineup_file_read:
 * @path: a file
 * @error: %LINEUP_ERROR_STORAGE: it can't be read, is no text or no file, or is larger than
 *   %LINEUP_FILE_MAX_SIZE; %G_FILE_ERROR_NOENT if there is none
 *
 * Reads a file of text, also by way of a symbolic link.
 *
 * Returns: (transfer full): what it holds, or %NULL with an error
 */
char *lineup_file_read (const char *path, GError **error);

/**
 * lineup_file_write:
 * @path: the file; its folder is made when needed (0700)
 * @contents: what it is to hold
 * @length: bytes of @contents
 * @error: %LINEUP_ERROR_DISK_FULL or %LINEUP_ERROR_STORAGE; then all is as it was
 *
 * Makes the file, or replaces what is there, whatever it was, by a new one: readable by its owner
 * alone (0600), on the disk when this returns, and at each moment either the old one or the new
 * one. A symbolic link is replaced itself; what it leads to stays as it is.
 *
 * Returns: whether it was written
 */
gboolean lineup_file_write (const char *path, const char *contents, gsize length, GError **error);

/**
 * lineup_file_delete:
 * @path: a file, or nothing
 * @error: %LINEUP_ERROR_STORAGE
 *
 * Returns: whether it is gone
 */
gboolean lineup_file_delete (const char *path, GError **error);

/**
 * lineup_file_sync:
 * @path: a file that nobody has open
 * @error: %LINEUP_ERROR_STORAGE
 *
 * Has all that was written to the file be on the disk when this returns.
 */
gboolean lineup_file_sync (const char *path, GError **error);

/**
 * lineup_file_sync_folder:
 * @path: a file
 *
 * Has what was renamed or deleted in the file's folder be on the disk when this returns, where the
 * file system can do that.
 */
void lineup_file_sync_folder (const char *path);

/**
 * lineup_file_remove_drafts:
 * @path: a folder, which need not be there
 * @suffix: what the names of the files end in that are written there
 *
 * Deletes what a process that was killed has left of files of such names: what lineup_file_write()
 * was writing, which goes by the file's name, `.lineupd-draft-`, and six letters and digits. What a
 * person keeps beside them, as `home.secret.backup`, goes by another name. For start-up, before
 * anything is written.
 */
void lineup_file_remove_drafts (const char *path, const char *suffix);

G_END_DECLS
