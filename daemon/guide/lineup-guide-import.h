/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-guide-source.h"
#include "lineup-import.h"
#include "lineup-wanted-channels.h"
#include "lineup-writer-pool.h"

G_BEGIN_DECLS

/**
 * LineupGuideImport:
 *
 * The import of one source's guide, in one transaction that begins with the first piece and ends
 * with the last one, or is rolled back when the import is freed before. Done in pieces, so that no
 * thread waits for a guide that has not arrived yet. For one thread at a time.
 *
 * A guide that arrives whole replaces the future of the channels, and of the time, that it has;
 * what is past stays. One that breaks off adds what came, and takes nothing away. One that has no
 * programme, or fewer than half of the channels that it had, is quarantined: nothing of it is
 * believed before it has come three times, over a day.
 */
typedef struct _LineupGuideImport LineupGuideImport;

/**
 * LineupGuideImportPlan:
 * @name: of the source, such as `panel`
 * @source: where the elements come from
 * @wanted: which channels are kept
 * @languages: (array zero-terminated=1) (nullable): which texts are kept, where there are several
 * @setup: hash of what else makes another guide of the same bytes: the version of the reader, the
 *   zone of times without one
 * @flags: a #LineupImportFlags
 * @cancellable: (nullable): ends it
 * @now: Unix seconds
 *
 * What is to be imported.
 */
typedef struct
{
  const char *name;                   /* (unowned) */
  LineupGuideSource *source;          /* (unowned) */
  const LineupWantedChannels *wanted; /* (unowned) */
  const char *const *languages;       /* (unowned) (nullable) */
  guint64 setup;
  LineupImportFlags flags;
  GCancellable *cancellable; /* (unowned) (nullable) */
  gint64 now;
} LineupGuideImportPlan;

/**
 * LineupGuideImportReport:
 * @seen: programmes that came
 * @added: how many were new
 * @changed: how many were rewritten because they differed
 * @removed: how many were taken away
 * @rejected: elements that were none, or too many
 * @channels: how many channels had programmes
 * @names: how many channels are new, or are called otherwise, so that matches may be others; one
 *   that programmes name before it is declared may count twice
 * @unchanged: whether no programme was changed
 * @quarantined: whether it was not believed; nothing was changed
 * @whole: whether it arrived whole
 * @first: Unix seconds when its first programme begins that is kept, 0 if there is none
 * @last: Unix seconds when its last one ends
 * @generation: number of the change, 0 if there is none
 *
 * What was done.
 */
typedef struct
{
  guint64 seen;
  guint64 added;
  guint64 changed;
  guint64 removed;
  guint64 rejected;
  guint64 channels;
  guint64 names;
  gboolean unchanged;
  gboolean quarantined;
  gboolean whole;
  gint64 first;
  gint64 last;
  guint64 generation;
} LineupGuideImportReport;

/**
 * lineup_guide_import_new:
 * @database: a connection that writes, without a transaction; the import's until it is freed
 * @plan: what is to be imported; what it points to has to last as long
 *
 * Returns: (transfer full): an import that has not begun
 */
LineupGuideImport *
lineup_guide_import_new (LineupDatabase *database, const LineupGuideImportPlan *plan);

/**
 * lineup_guide_import_free:
 * @self: (transfer full): an import
 */
void lineup_guide_import_free (LineupGuideImport *self);

/**
 * lineup_guide_import_go_on:
 * @self: an import that is not done
 * @error: the source's error, which may have come after something was kept;
 * %LINEUP_ERROR_MALFORMED_DATA when none of its programmes is on within a year of now, of which
 * nothing is kept; or as lineup_database_run(); the import is done then
 *
 * Does a piece. After %LINEUP_WRITER_WAIT the source tells when there is more.
 *
 * Returns: how it ended
 */
LineupWriterProgress lineup_guide_import_go_on (LineupGuideImport *self, GError **error);

/**
 * lineup_guide_import_get_report:
 *
 * Returns: (transfer none): what was done
 */
const LineupGuideImportReport *lineup_guide_import_get_report (LineupGuideImport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupGuideImport, lineup_guide_import_free)

G_END_DECLS
