/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-import-context.h"
#include "lineup-item-writer.h"

G_BEGIN_DECLS

/**
 * LineupAddedChanges:
 *
 * What an import keeps of items that say that they were added at another time than is stored. What
 * that means is only known when the list has arrived whole: where nearly all of them say so, the
 * panel gives the time of the request, which is no change, and nothing to be stored.
 *
 * It is in a table of a temporary file, so memory does not grow with it.
 */
typedef struct _LineupAddedChanges LineupAddedChanges;

/**
 * LineupAddedChange:
 * @LINEUP_ADDED_STAYS: it was added when it was, or one of the two times is unknown
 * @LINEUP_ADDED_ALONE: nothing else of it has changed
 * @LINEUP_ADDED_TOO: more of it has changed
 *
 * What an item says of when it was added.
 */
typedef enum
{
  LINEUP_ADDED_STAYS,
  LINEUP_ADDED_ALONE,
  LINEUP_ADDED_TOO,
} LineupAddedChange;

/**
 * LineupAddedFunc:
 * @id: of an item that has changed after all
 * @user_data: what was given with it
 * @error: why it failed
 *
 * Returns: whether to go on
 */
typedef gboolean (*LineupAddedFunc) (gint64 id, gpointer user_data, GError **error);

/**
 * lineup_added_changes_new:
 * @context: of the import
 * @writer: writes the items; has to outlive this object
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): nothing kept
 */
LineupAddedChanges *lineup_added_changes_new (const LineupImportContext *context,
                                              LineupItemWriter *writer,
                                              GError **error);

/**
 * lineup_added_changes_free:
 * @self: (transfer full): what was kept
 */
void lineup_added_changes_free (LineupAddedChanges *self);

/**
 * lineup_added_changes_look:
 * @self: what is kept
 * @stored: keys of an item as it is stored
 * @item: the item as it arrives
 * @arrived: its hash and categories
 * @change: (out): what it says
 * @error: as lineup_database_run()
 */
gboolean lineup_added_changes_look (LineupAddedChanges *self,
                                    const LineupItemKeys *stored,
                                    const LineupItem *item,
                                    const LineupItemKeys *arrived,
                                    LineupAddedChange *change,
                                    GError **error);

/**
 * lineup_added_changes_keep:
 * @self: what is kept
 * @change: what the item that was looked at last says, not %LINEUP_ADDED_STAYS; one that says it
 *   alone is not to be written, the other one is
 * @fingerprint: of its element, 0 if it came in several
 * @error: as lineup_database_run()
 */
gboolean lineup_added_changes_keep (LineupAddedChanges *self,
                                    LineupAddedChange change,
                                    guint64 fingerprint,
                                    GError **error);

/**
 * lineup_added_changes_settle:
 * @self: what is kept
 * @n_kept: how many of the stored items have arrived
 * @func: called for each item that was written nowhere else and now is
 * @user_data: for @func
 * @dirty: (inout): becomes %TRUE if anything was written
 * @error: the function's error, or as lineup_database_run()
 *
 * Has the items tell when they were added, or takes that back, for the end of a list.
 */
gboolean lineup_added_changes_settle (LineupAddedChanges *self,
                                      guint64 n_kept,
                                      LineupAddedFunc func,
                                      gpointer user_data,
                                      gboolean *dirty,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupAddedChanges, lineup_added_changes_free)

G_END_DECLS
