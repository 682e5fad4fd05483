/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"
#include "lineup-library-request.h"
#include "lineup-library.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_LIBRARIAN (lineup_librarian_get_type ())
G_DECLARE_FINAL_TYPE (LineupLibrarian, lineup_librarian, LINEUP, LIBRARIAN, GObject)

/**
 * LineupLibrarian:
 *
 * Goes between a library and the catalogue that it is of: looks up what a person speaks of, and
 * after each sync what has become of it. For the main thread.
 */

/* Microseconds within which one position of an item is written, the last. */
#define LINEUP_LIBRARIAN_PACE G_TIME_SPAN_SECOND

/**
 * lineup_librarian_new:
 * @library: (transfer none): what was said
 * @catalogue: (transfer none): of what; gets the library's marks
 * @clock: for all times
 *
 * Returns: (transfer full): a librarian
 */
LineupLibrarian *
lineup_librarian_new (LineupLibrary *library, LineupCatalogue *catalogue, LineupClock *clock);

/**
 * lineup_librarian_get_library:
 *
 * Returns: (transfer none): what was said
 */
LineupLibrary *lineup_librarian_get_library (LineupLibrarian *self);

/**
 * lineup_librarian_say_async:
 * @self: a librarian
 * @request: what a person says
 * @cancellable: (nullable): no longer waits for it; it is done all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Fails as lineup_library_request_apply() does. Of positions that are told of one item within
 * %LINEUP_LIBRARIAN_PACE the last is written, for which the others wait.
 */
void lineup_librarian_say_async (LineupLibrarian *self,
                                 const LineupLibraryRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lineup_librarian_hide_category_async:
 * @self: a librarian
 * @kind: of its items
 * @category: its id
 * @hidden: whether it is hidden
 * @cancellable: (nullable): no longer waits for it; it is done all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * %LINEUP_ERROR_NOT_FOUND if neither the catalogue nor the library has the category.
 */
void lineup_librarian_hide_category_async (LineupLibrarian *self,
                                           LineupKind kind,
                                           const char *category,
                                           gboolean hidden,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

/**
 * lineup_librarian_set_hide_new_async:
 * @self: a librarian
 * @hide_new: whether categories that come with a sync are hidden from now on
 * @cancellable: (nullable): no longer waits for it; it is done all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 */
void lineup_librarian_set_hide_new_async (LineupLibrarian *self,
                                          gboolean hide_new,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/**
 * lineup_librarian_import_async:
 * @self: a librarian
 * @fd: (transfer full): a file or a pipe, see lineup_library_import_read_async()
 * @cancellable: (nullable): ends the reading; what was read is taken all the same
 * @callback: called when what was read is on the disk
 * @user_data: for @callback
 */
void lineup_librarian_import_async (LineupLibrarian *self,
                                    int fd,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_librarian_import_finish:
 * @self: a librarian
 * @result: what the callback got
 * @taken: (out): how many lines were taken
 * @error: as of lineup_library_import_read_finish(), or why it can't be kept
 */
gboolean lineup_librarian_import_finish (LineupLibrarian *self,
                                         GAsyncResult *result,
                                         guint *taken,
                                         GError **error);

/**
 * lineup_librarian_look_again:
 * @self: a librarian
 * @kinds: bits `1 << kind` of kinds in which what was gone may have come back
 *
 * The catalogue, or what it knows of single items, has changed: has all that was said looked for,
 * beside everything else. A sync of the catalogue is noticed by itself.
 */
void lineup_librarian_look_again (LineupLibrarian *self, guint kinds);

/**
 * lineup_librarian_is_looking:
 *
 * Returns: whether that goes on
 */
gboolean lineup_librarian_is_looking (LineupLibrarian *self);

/**
 * lineup_librarian_finish:
 * @self: a librarian
 * @result: of anything that was said, or of its end
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_STORAGE or what the call tells; all is as it was
 */
gboolean lineup_librarian_finish (LineupLibrarian *self, GAsyncResult *result, GError **error);

/**
 * lineup_librarian_close_async:
 * @self: a librarian
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when all that was said is on the disk, and no thread of the library runs
 * @user_data: for @callback
 *
 * Puts it and the library to rest, for the process to end. The catalogue is closed later.
 */
void lineup_librarian_close_async (LineupLibrarian *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

G_END_DECLS
