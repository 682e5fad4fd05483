/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that a caller has opened: where it is, so that it can be read again when it changes. */

/**
 * lineup_opened_file_find_async:
 * @fd: a descriptor that is not ours; what it stands for is looked at while it is open
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is known which file it is
 * @user_data: for @callback
 *
 * Finds the path of the file that a caller has opened for reading, which proves that it may have it
 * read.
 */
void lineup_opened_file_find_async (int fd,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_opened_file_find_finish:
 * @result: what the callback got
 * @error: %G_IO_ERROR_INVALID_ARGUMENT: it can't be read by its caller, or is no regular file, or
 *   none that we find
 *
 * Returns: (transfer full): its `file` address, or %NULL with an error
 */
char *lineup_opened_file_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
