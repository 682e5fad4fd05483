/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-shelf.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_library_transfer_write_async:
 * @shelf: what was said
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Writes all that was said as text, into a file in memory that has no name and does not change any
 * more.
 */
void lineup_library_transfer_write_async (LineupLibraryShelf *shelf,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/**
 * lineup_library_transfer_write_finish:
 * @result: what the callback got
 * @error: %LINEUP_ERROR_STORAGE
 *
 * Returns: a descriptor at the file's start, for the caller to close; -1 with an error
 */
int lineup_library_transfer_write_finish (GAsyncResult *result, GError **error);

/**
 * LineupLibraryImport:
 *
 * What somebody has handed in, as far as it could be read.
 */
typedef struct _LineupLibraryImport LineupLibraryImport;

void lineup_library_import_free (gpointer self);

/**
 * lineup_library_import_read_async:
 * @fd: (transfer full): a file or a pipe
 * @cancellable: (nullable): ends the waiting
 * @callback: called when it has ended, or can't be read any further
 * @user_data: for @callback
 *
 * Reads what lineup_library_transfer_write_async() has written. Where it breaks off, or goes on
 * with something else, or has more than a library keeps, what came before is taken.
 */
void lineup_library_import_read_async (int fd,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_library_import_read_finish:
 * @result: what the callback got
 * @error: %LINEUP_ERROR_MALFORMED_DATA if it does not begin as such, %LINEUP_ERROR_TIMEOUT if
 * nothing came for long, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what was read, or %NULL with an error
 */
LineupLibraryImport *lineup_library_import_read_finish (GAsyncResult *result, GError **error);

/**
 * lineup_library_import_apply:
 * @shelf: gets what was read: of each thing the newer counts
 * @now: Unix seconds
 * @data: a #LineupLibraryImport
 * @error: not used
 *
 * A #LineupLibraryChangeFunc. What the library did not know is away until it is looked for.
 */
gboolean
lineup_library_import_apply (LineupLibraryShelf *shelf, gint64 now, gpointer data, GError **error);

/**
 * lineup_library_import_get_taken:
 *
 * Returns: how many lines were taken, once it was applied
 */
guint lineup_library_import_get_taken (const LineupLibraryImport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLibraryImport, lineup_library_import_free)

G_END_DECLS
