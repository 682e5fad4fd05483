/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-library-shelf.h"
#include "lineup-marks.h"
#include "lineup-writer-pool.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_LIBRARY (lineup_library_get_type ())
G_DECLARE_FINAL_TYPE (LineupLibrary, lineup_library, LINEUP, LIBRARY, GObject)

/**
 * LineupLibrary:
 *
 * What a person has said of one account's catalogue: favourites, positions, what was watched, what
 * is hidden. That is no cache: see #LineupLibraryStore. Who says it to whom is #LineupLibrarian's.
 *
 * For the main thread. What is said is said one after the other, each wholly or not at all, and is
 * on the disk when it has ended.
 *
 * Property `hide-new-categories`: whether categories that come with a sync are hidden. Notifies.
 *
 * Property `marks`: see lineup_library_get_marks(). Notifies.
 */

/**
 * lineup_library_new:
 * @directory: folder for the file, made when needed (0700)
 * @account: id of the account
 * @clock: for all times
 * @writers: (transfer none): threads that write
 *
 * Returns: (transfer full): a library that was not opened yet
 */
LineupLibrary *lineup_library_new (const char *directory,
                                   const char *account,
                                   LineupClock *clock,
                                   LineupWriterPool *writers);

/**
 * lineup_library_open_async:
 * @self: a library
 * @cancellable: (nullable): no longer waits for it
 * @callback: called when what was said is known
 * @user_data: for @callback
 *
 * Reads the file, unless that was done. Everything else does so, too, so its end need not be
 * awaited; what can't be read is tried again with each call.
 */
void lineup_library_open_async (LineupLibrary *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * lineup_library_change_finish:
 * @self: a library
 * @result: of a change, of opening it, or of its end
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_STORAGE or what the call tells; all is as it was
 */
gboolean lineup_library_change_finish (LineupLibrary *self, GAsyncResult *result, GError **error);

/**
 * lineup_library_get_account:
 *
 * Returns: (transfer none): id of the account
 */
const char *lineup_library_get_account (LineupLibrary *self);

/**
 * lineup_library_get_hide_new:
 *
 * Returns: whether categories that come with a sync are hidden
 */
gboolean lineup_library_get_hide_new (LineupLibrary *self);

/**
 * lineup_library_get_marks:
 *
 * Returns: (transfer none): what readers of the catalogue have to know; others once it has changed
 */
LineupMarks *lineup_library_get_marks (LineupLibrary *self);

/**
 * lineup_library_get_shelf:
 *
 * Returns: (transfer none) (nullable): all that was said, to be read, and not beyond the caller's
 *   function; %NULL as long as it was not opened
 */
LineupLibraryShelf *lineup_library_get_shelf (LineupLibrary *self);

/**
 * LineupLibraryChangeFunc:
 * @shelf: what was said, to be changed
 * @now: Unix seconds
 * @user_data: what was given with it
 * @error: why it can't be done; then nothing was changed
 */
typedef gboolean (*LineupLibraryChangeFunc) (LineupLibraryShelf *shelf,
                                             gint64 now,
                                             gpointer user_data,
                                             GError **error);

/**
 * lineup_library_change_async:
 * @self: a library
 * @func: changes what was said when its turn has come
 * @user_data: (transfer full) (nullable): for @func
 * @user_data_free: (nullable): frees @user_data
 * @cancellable: (nullable): no longer waits for it; it is done all the same
 * @callback: called when it is on the disk
 * @callback_data: for @callback
 *
 * Changes what was said. All that wait for the disk are written at once.
 */
void lineup_library_change_async (LineupLibrary *self,
                                  LineupLibraryChangeFunc func,
                                  gpointer user_data,
                                  GDestroyNotify user_data_free,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer callback_data);

/**
 * lineup_library_close_async:
 * @self: a library
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when all that was said is on the disk, and no thread of it runs
 * @user_data: for @callback
 *
 * Puts it to rest, for the process to end.
 */
void lineup_library_close_async (LineupLibrary *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_library_delete_async:
 * @self: a library
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when its files are gone
 * @user_data: for @callback
 *
 * Deletes all that was said, also what can't be read: the account is removed.
 */
void lineup_library_delete_async (LineupLibrary *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * LineupLibrary::changed:
 * @self: the library
 * @entry: (type gpointer) (nullable): a #LineupLibraryEntry of which something else was said, and
 *   is on the disk; one without a number if nothing is said of the item any more. %NULL for many
 *   at once
 *
 * Emitted when lineup_library_get_marks() are new already.
 */

G_END_DECLS
