/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-import.h"
#include "lineup-index-build.h"
#include "lineup-item-source.h"
#include "lineup-writer-pool.h"

G_BEGIN_DECLS

/**
 * LineupListImport:
 *
 * The import of one list, in one transaction that begins with the first piece and ends with the
 * last one, or is rolled back when the import is freed before. Done in pieces, so that no thread
 * waits for a list that has not arrived yet. For one thread at a time.
 */
typedef struct _LineupListImport LineupListImport;

/**
 * LineupListImportPlan:
 * @list: the list that @source gives
 * @source: where the elements come from
 * @flags: a #LineupImportFlags
 * @cancellable: (nullable): ends it
 * @n_stored: how many items or categories the list has had so far
 * @generation: number of the last change
 * @now: Unix seconds
 *
 * What is to be imported.
 */
typedef struct
{
  LineupList list;
  LineupItemSource *source; /* (unowned) */
  LineupImportFlags flags;
  GCancellable *cancellable; /* (unowned) (nullable) */
  guint64 n_stored;
  guint64 generation;
  gint64 now;
} LineupListImportPlan;

/**
 * lineup_list_import_new:
 * @database: a connection that writes, without a transaction; the import's until it is freed
 * @plan: what is to be imported; what it points to has to last as long
 *
 * Returns: (transfer full): an import that has not begun
 */
LineupListImport *
lineup_list_import_new (LineupDatabase *database, const LineupListImportPlan *plan);

/**
 * lineup_list_import_free:
 * @self: (transfer full): an import
 */
void lineup_list_import_free (LineupListImport *self);

/**
 * lineup_list_import_go_on:
 * @self: an import that is not done
 * @error: the source's error, or as lineup_database_run(); the import is done then
 *
 * Does a piece. After %LINEUP_WRITER_WAIT the source tells when there is more.
 *
 * Returns: how it ended
 */
LineupWriterProgress lineup_list_import_go_on (LineupListImport *self, GError **error);

/**
 * lineup_list_import_get_report:
 *
 * Returns: (transfer none): what was done, with a generation when it was committed
 */
const LineupImportReport *lineup_list_import_get_report (LineupListImport *self);

/**
 * lineup_list_import_steal_report:
 * @self: an import that is done
 * @report: (out caller-allocates): what was done, with what belongs to it
 */
void lineup_list_import_steal_report (LineupListImport *self, LineupImportReport *report);

/**
 * lineup_list_import_is_committed:
 * @self: an import that is done
 *
 * Returns: whether it has changed anything
 */
gboolean lineup_list_import_is_committed (LineupListImport *self);

/**
 * lineup_list_import_undo:
 * @self: an import that is done
 *
 * What it has committed has come to nothing: it reports what one does that has failed.
 */
void lineup_list_import_undo (LineupListImport *self);

/**
 * lineup_list_import_steal_build:
 * @self: an import that is done
 *
 * Returns: (transfer full) (nullable): what goes on with the kind's index, which is due; %NULL if
 *   nothing has begun with it
 */
LineupIndexBuild *lineup_list_import_steal_build (LineupListImport *self);

/**
 * lineup_list_import_get_count:
 *
 * Returns: how many items or categories the list has now
 */
guint64 lineup_list_import_get_count (LineupListImport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupListImport, lineup_list_import_free)

G_END_DECLS
