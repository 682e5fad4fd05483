/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-details.h"
#include "lineup-import.h"
#include "lineup-item-source.h"
#include "lineup-marks.h"

G_BEGIN_DECLS

/* Whoever makes or uses them includes their headers. */
typedef struct _LineupReadThreads LineupReadThreads;
typedef struct _LineupReader LineupReader;
typedef struct _LineupWriterPool LineupWriterPool;

#define LINEUP_TYPE_CATALOGUE (lineup_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (LineupCatalogue, lineup_catalogue, LINEUP, CATALOGUE, GObject)

/**
 * LineupCatalogue:
 *
 * One account's catalogue: an SQLite database of its own, a connection that writes to it while
 * there is something to write, and read-only connections beside it. What readers see changes from
 * one whole list to the next.
 *
 * What is known of single items beyond their lists is in a second database beside the first one,
 * so that it can be written while a list is imported. Both are opened, closed, cleared and deleted
 * together, and read by the same readers.
 *
 * The object is for the main thread; none of its functions block.
 *
 * SQLite makes temporary files during an import, wherever the environment variable `SQLITE_TMPDIR`
 * says: the program sets it, to the catalogues' folder.
 */

/**
 * lineup_catalogue_new:
 * @directory: folder for the database, made when needed (0700)
 * @name: name of the database's file, without an extension
 * @generation: the last one that may have been seen, 0 if there has been none
 * @clock: tells how old changes are
 * @writers: (transfer none): threads that write, for all catalogues together
 *
 * A database that does not have @generation yet, because it is new or has lost something, goes on
 * from a larger one, and its history begins there.
 *
 * Touches no file yet.
 *
 * Returns: (transfer full): a catalogue
 */
LineupCatalogue *lineup_catalogue_new (const char *directory,
                                       const char *name,
                                       guint64 generation,
                                       LineupClock *clock,
                                       LineupWriterPool *writers);

/**
 * lineup_catalogue_set_read_threads:
 * @self: a catalogue that nobody has read from
 * @threads: what it is read on
 *
 * Has it share its threads with other catalogues. Without, it has some of its own.
 */
void lineup_catalogue_set_read_threads (LineupCatalogue *self, LineupReadThreads *threads);

/**
 * lineup_catalogue_set_marks:
 * @self: a catalogue
 * @marks: (transfer none): what a person has said of it
 *
 * Has reads that begin from now on go by them.
 */
void lineup_catalogue_set_marks (LineupCatalogue *self, LineupMarks *marks);

/**
 * lineup_catalogue_open_async:
 * @self: a catalogue
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Opens the database, makes or migrates it, and loads the counts. A damaged database, or one of a
 * newer version, is set aside under another name and a new one begun. Everything else waits for
 * this, so its end need not be awaited.
 */
void lineup_catalogue_open_async (LineupCatalogue *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_catalogue_open_finish:
 * @error: %LINEUP_ERROR_DATABASE or %LINEUP_ERROR_DISK_FULL
 *
 * Returns: whether the catalogue can be used
 */
gboolean lineup_catalogue_open_finish (LineupCatalogue *self, GAsyncResult *result, GError **error);

/**
 * lineup_catalogue_import_async:
 * @self: a catalogue
 * @list: the list that @source gives
 * @source: (transfer none): where the elements come from; used by the writer only
 * @flags: a #LineupImportFlags
 * @cancellable: (nullable): ends it in every phase; everything is then as before
 * @callback: called when the list is committed, or nothing has changed
 * @user_data: for @callback
 *
 * Makes the list what @source gives, in one transaction: new items are stored, changed ones
 * rewritten, equal ones left alone, missing ones removed. Anything but the whole list changes
 * nothing.
 */
void lineup_catalogue_import_async (LineupCatalogue *self,
                                    LineupList list,
                                    LineupItemSource *source,
                                    LineupImportFlags flags,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_catalogue_import_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @report: (out caller-allocates): what has been done, but for its categories; filled in also with
 *   an error, as far as it came
 * @error: the source's error, %G_IO_ERROR_CANCELLED, %LINEUP_ERROR_DATABASE or
 *   %LINEUP_ERROR_DISK_FULL
 *
 * Returns: whether the list arrived whole (it may have been quarantined)
 */
gboolean lineup_catalogue_import_finish (LineupCatalogue *self,
                                         GAsyncResult *result,
                                         LineupImportReport *report,
                                         GError **error);

/**
 * lineup_catalogue_put_details_async:
 * @self: a catalogue
 * @kind: movies or series
 * @id: of the item
 * @details: (transfer none): what is known of it
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is stored
 * @user_data: for @callback
 *
 * Stores what is known of an item beyond its list, for lineup_reader_get_details(), beside what is
 * being imported. It stays as long as the item does: an import that removes items is done when
 * their details are removed, too. Nothing is stored where there is no such item.
 */
void lineup_catalogue_put_details_async (LineupCatalogue *self,
                                         LineupKind kind,
                                         gint64 id,
                                         LineupDetails *details,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/**
 * lineup_catalogue_put_details_finish:
 * @error: %LINEUP_ERROR_DATABASE or %LINEUP_ERROR_DISK_FULL
 *
 * Returns: whether all is as it should be
 */
gboolean
lineup_catalogue_put_details_finish (LineupCatalogue *self, GAsyncResult *result, GError **error);

/**
 * lineup_catalogue_read_async:
 * @self: a catalogue
 * @func: reads, a #LineupReadFunc
 * @user_data: (transfer full): for @func
 * @user_data_free: frees @user_data
 * @result_free: frees what @func returned if nobody takes it
 * @cancellable: (nullable): interrupts the reading
 * @callback: called when done
 * @callback_data: for @callback
 *
 * Runs @func on one of few threads, with a read-only connection and one state of the catalogue for
 * all that it reads. Works while an import runs. Whoever is told of what was read has been told by
 * #LineupCatalogue::changed of the state that it is from.
 */
void lineup_catalogue_read_async (LineupCatalogue *self,
                                  gpointer (*func) (LineupReader *reader,
                                                    gpointer user_data,
                                                    GError **error),
                                  gpointer user_data,
                                  GDestroyNotify user_data_free,
                                  GDestroyNotify result_free,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer callback_data);

/**
 * lineup_catalogue_read_finish:
 *
 * Returns: (transfer full): what the #LineupReadFunc returned
 */
gpointer lineup_catalogue_read_finish (LineupCatalogue *self, GAsyncResult *result, GError **error);

/**
 * lineup_catalogue_clear_async:
 *
 * Drops every item and category, and all details, and begins a new database; the generation goes
 * on. To be called when no import runs.
 */
void lineup_catalogue_clear_async (LineupCatalogue *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

gboolean
lineup_catalogue_clear_finish (LineupCatalogue *self, GAsyncResult *result, GError **error);

/**
 * lineup_catalogue_close_async:
 * @self: a catalogue that nobody imports into any more
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when no thread of it runs
 * @user_data: for @callback
 *
 * Ends what threads do, so that the process can end. Reads that run are waited for; what could be
 * tidied up is left for the next time.
 */
void lineup_catalogue_close_async (LineupCatalogue *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

gboolean
lineup_catalogue_close_finish (LineupCatalogue *self, GAsyncResult *result, GError **error);

/**
 * lineup_catalogue_delete_async:
 *
 * Deletes both databases, also those that were set aside, and ends their connections. The catalogue
 * can't be used afterwards.
 */
void lineup_catalogue_delete_async (LineupCatalogue *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

gboolean
lineup_catalogue_delete_finish (LineupCatalogue *self, GAsyncResult *result, GError **error);

/**
 * lineup_catalogue_get_generation:
 *
 * Returns: number of the last committed change; property `generation`, which notifies
 */
guint64 lineup_catalogue_get_generation (LineupCatalogue *self);

/**
 * lineup_catalogue_get_count:
 *
 * Returns: how many items or categories @list has, as last committed; of categories, those that the
 *   panel lists
 */
guint64 lineup_catalogue_get_count (LineupCatalogue *self, LineupList list);

/**
 * lineup_catalogue_get_size:
 *
 * Returns: bytes that both databases take on disk, with their logs and what was set aside, as of
 *   the last commit; property `size`, which notifies
 */
guint64 lineup_catalogue_get_size (LineupCatalogue *self);

/**
 * lineup_catalogue_is_search_complete:
 *
 * Returns: whether all that was committed can be searched; while it can't, names are found by what
 *   they begin with, and a job in the background makes what is missing. Property `search-complete`,
 *   which notifies
 */
gboolean lineup_catalogue_is_search_complete (LineupCatalogue *self);

/**
 * LineupCatalogue::changed:
 * @self: the catalogue
 * @list: the #LineupList, as a guint
 * @report: (type gpointer): the #LineupImportReport
 *
 * Emitted on the main thread after a commit that changed something, when the generation and the
 * counts are new already, and before the import's callback. Clearing emits it for every list that
 * had something, and so does the discovery that the file was deleted or has gone bad.
 */

G_END_DECLS
