/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index-row.h"
#include "lineup-posting-source.h"

G_BEGIN_DECLS

/**
 * LineupIndexCutter:
 *
 * Cuts what rows say into words, and sorts these: a window of rows after another in memory, all of
 * them in a file without a name. Knows no database. For one thread at a time.
 */
typedef struct _LineupIndexCutter LineupIndexCutter;

/**
 * lineup_index_cutter_new:
 * @folder: for a file without a name, see #LineupPostingRuns
 *
 * Returns: (transfer full): a cutter without a word
 */
LineupIndexCutter *lineup_index_cutter_new (const char *folder);

/**
 * lineup_index_cutter_free:
 * @self: (transfer full): a cutter
 */
void lineup_index_cutter_free (LineupIndexCutter *self);

/**
 * lineup_index_cutter_add:
 * @self: a cutter
 * @row: a row, above all others of its window
 * @lengths: (out): of its name, see lineup_index_text_add_name()
 * @error: what keeps the file from being written
 */
gboolean lineup_index_cutter_add (LineupIndexCutter *self,
                                  const LineupIndexRow *row,
                                  guint32 *lengths,
                                  GError **error);

/**
 * lineup_index_cutter_end:
 * @self: a cutter, to which nothing is added any more
 * @error: what keeps the file from being written
 *
 * Returns: (transfer full): a source with all words, no longer than the cutter
 */
LineupPostingSource *lineup_index_cutter_end (LineupIndexCutter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupIndexCutter, lineup_index_cutter_free)

G_END_DECLS
