/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index-column.h"

G_BEGIN_DECLS

/**
 * LineupIndexWindow:
 *
 * What an index knows of the rows of one window beside their words, see #LineupIndexColumn: each
 * column is read when it is first asked for, and written if it was changed. For the connection's
 * thread, within one transaction.
 */
typedef struct _LineupIndexWindow LineupIndexWindow;

/**
 * lineup_index_window_new:
 * @database: (transfer none): a connection; outlives the window
 * @set: number of the set of tables
 *
 * Returns: (transfer full): no window yet
 */
LineupIndexWindow *lineup_index_window_new (LineupDatabase *database, guint set);

/**
 * lineup_index_window_free:
 * @self: (transfer full): a window; what was changed in it is not written
 */
void lineup_index_window_free (LineupIndexWindow *self);

/**
 * lineup_index_window_go_to:
 * @self: a window that was not changed, or is written
 * @window: number of the window that it becomes
 */
void lineup_index_window_go_to (LineupIndexWindow *self, guint window);

/**
 * lineup_index_window_get:
 * @self: a window
 * @column: a column
 * @error: as lineup_database_run()
 *
 * Returns: (transfer none) (nullable): values of its rows, until it becomes another; %NULL with an
 *   error
 */
const void *
lineup_index_window_get (LineupIndexWindow *self, LineupIndexColumn column, GError **error);

/**
 * lineup_index_window_set:
 * @self: a window
 * @column: a column
 * @place: of a row in the window
 * @value: its value
 * @error: as lineup_database_run()
 */
gboolean lineup_index_window_set (LineupIndexWindow *self,
                                  LineupIndexColumn column,
                                  guint place,
                                  const void *value,
                                  GError **error);

/**
 * lineup_index_window_write:
 * @self: a window
 * @error: as lineup_database_run()
 *
 * Writes what was changed.
 */
gboolean lineup_index_window_write (LineupIndexWindow *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupIndexWindow, lineup_index_window_free)

G_END_DECLS
