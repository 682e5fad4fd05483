/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-place-sorter.h"

G_BEGIN_DECLS

/**
 * LineupPlaceRuns:
 *
 * Runs of changes of places, each sorted by itself, in a file without a name until they are merged.
 * For one thread at a time.
 */
typedef struct _LineupPlaceRuns LineupPlaceRuns;

/**
 * lineup_place_runs_new:
 * @beside: path of a file, in whose folder the file is made
 *
 * Returns: (transfer full): no run
 */
LineupPlaceRuns *lineup_place_runs_new (const char *beside);

/**
 * lineup_place_runs_free:
 * @self: (transfer full): runs
 */
void lineup_place_runs_free (LineupPlaceRuns *self);

/**
 * lineup_place_runs_is_empty:
 * @self: runs
 *
 * Returns: whether there is none
 */
gboolean lineup_place_runs_is_empty (const LineupPlaceRuns *self);

/**
 * lineup_place_runs_add:
 * @self: runs
 * @change: what comes next in the run that is being written
 */
void lineup_place_runs_add (LineupPlaceRuns *self, const LineupPlaceChange *change);

/**
 * lineup_place_runs_end_run:
 * @self: runs
 * @is_last: whether no other one comes, so that this one may stay in memory
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE
 */
gboolean lineup_place_runs_end_run (LineupPlaceRuns *self, gboolean is_last, GError **error);

/**
 * lineup_place_runs_open:
 * @self: runs, of which the last one is ended
 * @error: %LINEUP_ERROR_DATABASE
 *
 * Begins to merge them.
 */
gboolean lineup_place_runs_open (LineupPlaceRuns *self, GError **error);

/**
 * lineup_place_runs_next:
 * @self: runs that are being merged
 * @change: (out caller-allocates): the next change; of several of one place that of the last run
 * @has_change: (out): whether there is one; if not, no run is left
 * @error: %LINEUP_ERROR_DATABASE
 */
gboolean lineup_place_runs_next (LineupPlaceRuns *self,
                                 LineupPlaceChange *change,
                                 gboolean *has_change,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlaceRuns, lineup_place_runs_free)

G_END_DECLS
