/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-guide-job.h"
#include "lineup-guide-reader.h"
#include "lineup-read-threads.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE (lineup_guide_get_type ())
G_DECLARE_FINAL_TYPE (LineupGuide, lineup_guide, LINEUP, GUIDE, GObject)

/**
 * LineupGuide:
 *
 * What is on at the channels of one account: a database beside its catalogue, with a writer of its
 * own. Made when something is stored, or asked for, first. For the main thread; what it does is
 * done on others. Jobs are done one after the other, reads at once.
 */

/**
 * lineup_guide_new:
 * @directory: folder for the file
 * @name: of the file, without an extension
 * @clock: tells when nobody has asked for anything for a minute: the file is closed then
 * @writers: (transfer none): threads that write
 * @threads: (transfer none) (nullable): threads that read; %NULL if nothing ever is read
 *
 * Returns: (transfer full): a guide that has touched no file yet
 */
LineupGuide *lineup_guide_new (const char *directory,
                               const char *name,
                               LineupClock *clock,
                               LineupWriterPool *writers,
                               LineupReadThreads *threads);

/**
 * lineup_guide_get_totals:
 *
 * Returns: (transfer none): what is committed, as far as it was told
 */
const LineupGuideTotals *lineup_guide_get_totals (LineupGuide *self);

/**
 * lineup_guide_open_async:
 * @self: a guide
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called when it is known what there is
 * @user_data: for @callback
 *
 * Looks at what there is. What is not there yet is not made.
 */
void lineup_guide_open_async (LineupGuide *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * lineup_guide_import_async:
 * @self: a guide
 * @plan: what is imported; @wanted and @cancellable mean nothing in it
 * @matches: which channels are wanted
 * @cancellable: (nullable): ends it within a moment; nothing of it stays then
 * @callback: (nullable): called when it has ended
 * @user_data: for @callback
 *
 * Imports the guide of a source, see #LineupGuideImport. What came is to be matched afterwards.
 */
void lineup_guide_import_async (LineupGuide *self,
                                const LineupGuideImportPlan *plan,
                                LineupMatchPlan *matches,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * lineup_guide_import_finish:
 * @self: a guide
 * @result: of the import
 * @report: (out caller-allocates): what was done, also with an error
 * @error: the source's error; %LINEUP_ERROR_DATABASE, %LINEUP_ERROR_DISK_FULL or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the guide arrived whole
 */
gboolean lineup_guide_import_finish (LineupGuide *self,
                                     GAsyncResult *result,
                                     LineupGuideImportReport *report,
                                     GError **error);

/**
 * lineup_guide_match_async:
 * @self: a guide
 * @plan: what is matched
 * @cancellable: (nullable): ends it
 * @callback: (nullable): called when it has ended
 * @user_data: for @callback
 *
 * Matches channels, see lineup_match_writer_run(): after an import that names channels otherwise,
 * and when the catalogue's channels, or what a person has said of them, are others.
 */
void lineup_guide_match_async (LineupGuide *self,
                               LineupMatchPlan *plan,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * lineup_guide_expire_async:
 * @self: a guide
 * @now: Unix seconds
 * @cancellable: (nullable): ends it
 * @callback: (nullable): called when it has ended
 * @user_data: for @callback
 *
 * Takes away, bit by bit, what is past for longer than its channel's archive.
 */
void lineup_guide_expire_async (LineupGuide *self,
                                gint64 now,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * lineup_guide_remove_source_async:
 * @self: a guide
 * @name: of a source that nobody reads any more
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called when nothing of it is left
 * @user_data: for @callback
 *
 * Takes away, bit by bit, what a source has brought, also what is past.
 */
void lineup_guide_remove_source_async (LineupGuide *self,
                                       const char *name,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_guide_clear_async:
 * @self: a guide
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called when it is empty
 * @user_data: for @callback
 *
 * Drops all of it.
 */
void lineup_guide_clear_async (LineupGuide *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * lineup_guide_delete_async:
 * @self: a guide
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called when it is gone
 * @user_data: for @callback
 *
 * Drops all of it for good.
 */
void lineup_guide_delete_async (LineupGuide *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * lineup_guide_close_async:
 * @self: a guide
 * @cancellable: (nullable): gives it up unless it has begun
 * @callback: (nullable): called when all that was begun has ended
 * @user_data: for @callback
 *
 * Cancels all reads, for good.
 */
void lineup_guide_close_async (LineupGuide *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * lineup_guide_job_finish:
 * @self: a guide
 * @result: of any job but an import
 * @error: %LINEUP_ERROR_DATABASE, %LINEUP_ERROR_DISK_FULL or %G_IO_ERROR_CANCELLED
 */
gboolean lineup_guide_job_finish (LineupGuide *self, GAsyncResult *result, GError **error);

/**
 * LineupGuideReadFunc:
 * @database: a connection for reading, without a transaction, for this call only
 * @user_data: what was given with it
 * @generation: (out): number of the last change of the state that was read; 0 if none was
 * @error: why it failed
 *
 * Called on a thread of its own: reads a guide, see lineup-guide-reader.h.
 *
 * Returns: (transfer full): any pointer; %NULL with an error set
 */
typedef gpointer (*LineupGuideReadFunc) (LineupDatabase *database,
                                         gpointer user_data,
                                         guint64 *generation,
                                         GError **error);

/**
 * lineup_guide_read_async:
 * @self: a guide
 * @func: reads; called again if the file was begun anew for it
 * @user_data: (transfer full): for @func
 * @user_data_free: (nullable): frees @user_data
 * @result_free: frees what @func returned if nobody takes it
 * @cancellable: (nullable): interrupts the reading
 * @callback: called when it has been read
 * @callback_data: for @callback
 *
 * Runs @func on one of few threads. Whoever is told of what was read has been told by
 * #LineupGuide::changed of the state that it is from.
 */
void lineup_guide_read_async (LineupGuide *self,
                              LineupGuideReadFunc func,
                              gpointer user_data,
                              GDestroyNotify user_data_free,
                              GDestroyNotify result_free,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer callback_data);

/**
 * lineup_guide_read_finish:
 * @self: a guide
 * @result: of a read
 * @error: the function's error, %LINEUP_ERROR_DATABASE or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what the #LineupGuideReadFunc returned
 */
gpointer lineup_guide_read_finish (LineupGuide *self, GAsyncResult *result, GError **error);

/**
 * lineup_guide_get_programme_async:
 * @self: a guide
 * @item: the catalogue's id of a channel
 * @id: of a programme
 * @now: Unix seconds: tells what is past
 * @cancellable: (nullable): interrupts it
 * @callback: called when it has been read
 * @user_data: for @callback
 */
void lineup_guide_get_programme_async (LineupGuide *self,
                                       gint64 item,
                                       gint64 id,
                                       gint64 now,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_guide_get_programme_finish:
 * @self: a guide
 * @result: what the callback got
 * @error: %LINEUP_ERROR_NOT_FOUND, %LINEUP_ERROR_DATABASE or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): all of the programme, alone
 */
LineupSchedule *
lineup_guide_get_programme_finish (LineupGuide *self, GAsyncResult *result, GError **error);

/**
 * LineupGuide::measured:
 * @self: the guide
 *
 * The totals are others, for whatever reason. Before #LineupGuide::changed.
 */

/**
 * LineupGuide::changed:
 * @self: the guide
 * @generation: number of the change
 * @extent: (type gpointer): what it was of, a #LineupGuideExtent
 *
 * Something was committed. Before whoever had it done is told.
 */

G_END_DECLS
