/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-details.h"
#include "lineup-list.h"
#include "lineup-reader-pool.h"
#include "lineup-writer-pool.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupDetailsStore:
 *
 * What is known of single items of one catalogue, beyond their lists: a database beside the
 * catalogue's, with a writer of its own, so that it is written while a list is imported. Made when
 * something is stored first.
 *
 * Details belong to an item by its kind and id. Whether there is such an item is asked of the
 * catalogue: when details are stored, when they are read, and when those of items that have gone
 * are swept away. As jobs are done in order, a sweep after a commit finds all that was stored
 * before it, and what is stored after it knows of it.
 *
 * What its functions do ends with lineup_details_store_finish(). For the main thread, but for what
 * says otherwise.
 */
typedef struct _LineupDetailsStore LineupDetailsStore;

/**
 * LineupDetailsSizeFunc:
 * @source: what something was done for
 * @size: bytes on disk, see lineup_database_file_get_size()
 *
 * Called on the main thread whenever something was done.
 */
typedef void (*LineupDetailsSizeFunc) (gpointer source, guint64 size);

/**
 * lineup_details_store_new:
 * @directory: folder for the file
 * @name: of the file, without an extension
 * @items: (transfer none): readers of the catalogue, lasting longer than the store
 * @writers: (transfer none): threads that write
 * @tell_size: called with what something was done for
 *
 * Returns: (transfer full): a store that has touched no file yet
 */
LineupDetailsStore *lineup_details_store_new (const char *directory,
                                              const char *name,
                                              LineupReaderPool *items,
                                              LineupWriterPool *writers,
                                              LineupDetailsSizeFunc tell_size);

/**
 * lineup_details_store_free:
 * @self: (transfer full): a store with nothing to do
 */
void lineup_details_store_free (LineupDetailsStore *self);

/**
 * lineup_details_store_get_readers:
 *
 * Returns: (transfer none): connections that read it
 */
LineupReaderPool *lineup_details_store_get_readers (LineupDetailsStore *self);

/**
 * lineup_details_store_open_async:
 * @self: a store
 * @source: (transfer none): what it is done for, which has the store
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called with @source when it is done, and all that was begun before
 * @user_data: for @callback
 *
 * Makes sure that there is a file that can be read, see lineup_database_file_open().
 */
void lineup_details_store_open_async (LineupDetailsStore *self,
                                      GObject *source,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_details_store_put_async:
 * @self: a store
 * @kind: of the item
 * @id: of the item
 * @details: (transfer none): what is known of it, in place of what was
 * @source: (transfer none): what it is done for, which has the store
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called with @source when it is done, and all that was begun before
 * @user_data: for @callback
 *
 * Stores details; nothing where there is no such item.
 */
void lineup_details_store_put_async (LineupDetailsStore *self,
                                     LineupKind kind,
                                     gint64 id,
                                     LineupDetails *details,
                                     GObject *source,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_details_store_sweep_async:
 * @self: a store
 * @kind: of items of which some may have gone
 * @source: (transfer none): what it is done for, which has the store
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called with @source when it is done, and all that was begun before
 * @user_data: for @callback
 *
 * Removes the details of items that are not in the catalogue any more.
 */
void lineup_details_store_sweep_async (LineupDetailsStore *self,
                                       LineupKind kind,
                                       GObject *source,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_details_store_clear_async:
 * @self: a store
 * @source: (transfer none): what it is done for, which has the store
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called with @source when it is done, and all that was begun before
 * @user_data: for @callback
 *
 * Deletes the file, until something is stored again.
 */
void lineup_details_store_clear_async (LineupDetailsStore *self,
                                       GObject *source,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_details_store_delete_async:
 * @self: a store
 * @source: (transfer none): what it is done for, which has the store
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called with @source when it is done, and all that was begun before
 * @user_data: for @callback
 *
 * Deletes the file for good.
 */
void lineup_details_store_delete_async (LineupDetailsStore *self,
                                        GObject *source,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_details_store_pause_async:
 * @self: a store
 * @closes: whether the file is closed if there is nothing else to do
 * @source: (transfer none): what it is done for, which has the store
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called with @source when it is done, and all that was begun before
 * @user_data: for @callback
 */
void lineup_details_store_pause_async (LineupDetailsStore *self,
                                       gboolean closes,
                                       GObject *source,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_details_store_finish:
 * @result: what the callback got
 * @error: %LINEUP_ERROR_DATABASE or %LINEUP_ERROR_DISK_FULL
 *
 * Returns: whether it could be done
 */
gboolean lineup_details_store_finish (GAsyncResult *result, GError **error);

/**
 * lineup_details_store_hurry:
 * @self: a store
 *
 * Ends reads, and leaves all tidying up to the next time. Any thread.
 */
void lineup_details_store_hurry (LineupDetailsStore *self);

G_END_DECLS
