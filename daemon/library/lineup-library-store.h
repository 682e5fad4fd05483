/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-shelf.h"
#include "lineup-writer-pool.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_LIBRARY_STORE (lineup_library_store_get_type ())
G_DECLARE_FINAL_TYPE (LineupLibraryStore, lineup_library_store, LINEUP, LIBRARY_STORE, GObject)

/**
 * LineupLibraryStore:
 *
 * The file in which a library is kept: `ID.library.db` in a folder of ours (0700), an SQLite
 * database (0600). What was written is on the disk, and a power cut takes nothing of it. A file
 * that can't be read as one is set aside under another name, with all that belongs to it, and told
 * of in the log; no such file is ever deleted but with the account.
 *
 * Errors are %LINEUP_ERROR_DISK_FULL and %LINEUP_ERROR_STORAGE; all is as it was then. For the main
 * thread; what is done is done on threads of the writers' pool, one after the other.
 */

/**
 * lineup_library_store_new:
 * @directory: the folder, made when needed
 * @account: id of the account
 * @writers: (transfer none): threads that write
 *
 * Returns: (transfer full): a store that has touched no file yet
 */
LineupLibraryStore *
lineup_library_store_new (const char *directory, const char *account, LineupWriterPool *writers);

/**
 * lineup_library_store_load_async:
 * @self: a store
 * @cancellable: (nullable): gives it up as long as it has not begun
 * @callback: called when all is read
 * @user_data: for @callback
 *
 * Opens the file, if there is one, and reads all that is in it.
 */
void lineup_library_store_load_async (LineupLibraryStore *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_library_store_load_finish:
 *
 * Returns: (transfer full): what is in the file, or %NULL with an error
 */
LineupLibraryShelf *
lineup_library_store_load_finish (LineupLibraryStore *self, GAsyncResult *result, GError **error);

/**
 * lineup_library_store_write_async:
 * @self: a store that was loaded
 * @owned_batch: what is written, all of it or nothing
 * @cancellable: (nullable): gives it up as long as it has not begun
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Where the file was lost meanwhile, or has gone bad, it is begun anew, and only a batch of all
 * that there is is written into it.
 */
void lineup_library_store_write_async (LineupLibraryStore *self,
                                       LineupLibraryBatch *owned_batch,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_library_store_write_finish:
 * @self: a store
 * @result: what the callback got
 * @needs_all: (out): whether nothing was written, as there is another file now, which needs all
 * @error: why nothing was written
 */
gboolean lineup_library_store_write_finish (LineupLibraryStore *self,
                                            GAsyncResult *result,
                                            gboolean *needs_all,
                                            GError **error);

/**
 * lineup_library_store_rest:
 * @self: a store
 *
 * Closes the file until something is written again.
 */
void lineup_library_store_rest (LineupLibraryStore *self);

/**
 * lineup_library_store_close_async:
 * @self: a store
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when all before it is done, and the file is closed until it is needed again
 * @user_data: for @callback
 */
void lineup_library_store_close_async (LineupLibraryStore *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_library_store_delete_async:
 * @self: a store
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when all files are gone, those included that were set aside
 * @user_data: for @callback
 */
void lineup_library_store_delete_async (LineupLibraryStore *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_library_store_end_finish:
 *
 * Finishes closing and deleting.
 */
gboolean
lineup_library_store_end_finish (LineupLibraryStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
