/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-database-file.h"
#include "lineup-list-import.h"

G_BEGIN_DECLS

/**
 * LineupStore:
 *
 * One catalogue, as its writer sees it: has lists imported into its file, and knows what is
 * committed. What it does may take long, so it is for the writer's thread only.
 */
typedef struct _LineupStore LineupStore;

/**
 * LineupStoreState:
 * @generation: number of the last change
 * @counts: how many items or categories each list has
 * @size: bytes on disk, with what was set aside
 * @details_size: the same of the details' file, as found beside it
 * @due: bits of the kinds whose search index is to be made
 *
 * What is committed.
 */
typedef struct
{
  guint64 generation;
  guint64 counts[LINEUP_N_LISTS];
  guint64 size;
  guint64 details_size;
  guint due;
} LineupStoreState;

/**
 * lineup_store_new:
 * @directory: folder for the file
 * @name: of the file, without an extension
 * @generation: the last one that may have been seen, 0 if the file has not been written to yet
 * @clock: tells how old changes are; asked on the writer's thread
 * @readers: (transfer none): readers of the same file, lasting longer than the store
 *
 * Returns: (transfer full): a store that has touched no file yet
 */
LineupStore *lineup_store_new (const char *directory,
                               const char *name,
                               guint64 generation,
                               LineupClock *clock,
                               LineupReaderPool *readers);

/**
 * lineup_store_free:
 * @self: (transfer full): a store
 */
void lineup_store_free (LineupStore *self);

/**
 * lineup_store_get_file:
 *
 * Returns: (transfer none): its file
 */
LineupDatabaseFile *lineup_store_get_file (LineupStore *self);

/**
 * lineup_store_open:
 * @self: a store
 * @error: as lineup_database_file_open()
 *
 * Opens the file, unless it is. A search index that was found to be damaged is due from then on.
 *
 * Returns: (transfer none) (nullable): its connection
 */
LineupDatabase *lineup_store_open (LineupStore *self, GError **error);

/**
 * lineup_store_begin_import:
 * @self: a store
 * @list: the list that @source gives
 * @source: (transfer none): where the elements come from; has to last as long as the import
 * @flags: a #LineupImportFlags
 * @cancellable: (nullable) (transfer none): ends it; has to last as long as the import
 * @error: as lineup_database_file_open()
 *
 * Returns: (transfer full): an import that has not begun; the store does nothing else before it is
 *   done and freed
 */
LineupListImport *lineup_store_begin_import (LineupStore *self,
                                             LineupList list,
                                             LineupItemSource *source,
                                             LineupImportFlags flags,
                                             GCancellable *cancellable,
                                             GError **error);

/**
 * lineup_store_end_import:
 * @self: a store
 * @list: the list that was imported
 * @import: an import that is done
 * @error: as lineup_database_file_open(), or %LINEUP_ERROR_STORAGE
 *
 * Takes note of what is committed.
 *
 * Returns: whether what the import has committed stays
 */
gboolean lineup_store_end_import (LineupStore *self,
                                  LineupList list,
                                  LineupListImport *import,
                                  GError **error);

/**
 * lineup_store_go_on_indexing:
 * @self: a store
 * @cancellable: (nullable) (transfer none): interrupts it
 * @is_done: (out): whether nothing is left to be done
 * @error: as lineup_database_file_open()
 *
 * Does a piece of what is to be done for the search indices that are due, one after another. What
 * is done counts when an index is whole; anything else may be done with the store in between.
 */
gboolean lineup_store_go_on_indexing (LineupStore *self,
                                      GCancellable *cancellable,
                                      gboolean *is_done,
                                      GError **error);

/**
 * lineup_store_delete:
 * @self: a store
 * @error: %LINEUP_ERROR_DATABASE
 *
 * Deletes the file. It is not opened again.
 */
gboolean lineup_store_delete (LineupStore *self, GError **error);

/**
 * lineup_store_get_state:
 * @self: a store
 * @state: (out caller-allocates): what is committed
 */
void lineup_store_get_state (LineupStore *self, LineupStoreState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupStore, lineup_store_free)

G_END_DECLS
