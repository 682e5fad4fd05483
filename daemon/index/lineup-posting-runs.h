/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-posting-source.h"

G_BEGIN_DECLS

/**
 * LineupPostingRuns:
 *
 * Runs of postings, each sorted by itself, until they are merged: what is too much for memory lies
 * in a file without a name. For one thread at a time.
 */
typedef struct _LineupPostingRuns LineupPostingRuns;

/**
 * lineup_posting_runs_new:
 * @folder: where the file is made
 *
 * Returns: (transfer full): no run
 */
LineupPostingRuns *lineup_posting_runs_new (const char *folder);

/**
 * lineup_posting_runs_free:
 * @self: (transfer full): runs
 */
void lineup_posting_runs_free (LineupPostingRuns *self);

/**
 * lineup_posting_runs_add:
 * @self: runs
 * @posting: what comes next in the run that is being written
 */
void lineup_posting_runs_add (LineupPostingRuns *self, const LineupPosting *posting);

/**
 * lineup_posting_runs_end_run:
 * @self: runs
 * @error: %LINEUP_ERROR_DISK_FULL or %LINEUP_ERROR_DATABASE, when what there is for the file does
 * not fit
 *
 * Ends the run that is being written; what is added next begins another one.
 *
 * Returns: whether all of it is kept
 */
gboolean lineup_posting_runs_end_run (LineupPostingRuns *self, GError **error);

/**
 * lineup_posting_runs_open:
 * @self: runs, to which nothing is added any more; they have to outlive the source
 *
 * Returns: (transfer full): a source with all postings, merged
 */
LineupPostingSource *lineup_posting_runs_open (LineupPostingRuns *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPostingRuns, lineup_posting_runs_free)

G_END_DECLS
