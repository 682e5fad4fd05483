/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * LineupSlot:
 * @start: Unix seconds
 * @stop: Unix seconds, after @start
 * @text: row of what is on
 * @is_guessed: whether no guide says when it ends
 */
typedef struct
{
  gint64 start;
  gint64 stop;
  gint64 text;
  gboolean is_guessed;
} LineupSlot;

/**
 * LineupTimetable:
 *
 * What is on at one channel of the catalogue, out of all guides that have it. At each moment one
 * thing is on at most: what is on ends where the next begins, and at the latest six hours after its
 * beginning if the guide does not say. What a later guide has counts where nothing of an earlier
 * one is on when it begins, and for most of it. For the connection's thread, within one
 * transaction.
 */
typedef struct _LineupTimetable LineupTimetable;

/**
 * lineup_timetable_new:
 * @database: (transfer none): a connection in a transaction; outlives the timetable
 *
 * Returns: (transfer full): a timetable of no channel yet
 */
LineupTimetable *lineup_timetable_new (LineupDatabase *database);

/**
 * lineup_timetable_free:
 * @self: (transfer full): a timetable
 */
void lineup_timetable_free (LineupTimetable *self);

/**
 * lineup_timetable_read:
 * @self: a timetable
 * @item: the catalogue's id of a channel
 * @from: Unix seconds
 * @until: Unix seconds
 * @limit: how many are needed
 * @error: as lineup_database_run()
 *
 * Reads what is on in a time, whole or in part.
 *
 * Returns: (transfer none) (element-type LineupSlot): what is on, in order, until the next call;
 *   %NULL with an error
 */
GArray *lineup_timetable_read (
    LineupTimetable *self, gint64 item, gint64 from, gint64 until, guint limit, GError **error);

/**
 * lineup_timetable_get_archive_days:
 *
 * Returns: days of catch-up of the channel that was read last
 */
gint64 lineup_timetable_get_archive_days (const LineupTimetable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupTimetable, lineup_timetable_free)

G_END_DECLS
