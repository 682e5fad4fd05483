/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-schedule.h"
#include "lineup-timetable.h"

G_BEGIN_DECLS

/* Fills in a schedule with what the database says. */

/**
 * lineup_schedule_writer_add:
 * @schedule: takes a programme at its end
 * @database: a connection in a transaction
 * @item: the catalogue's id of its channel
 * @slot: when it is on, and what that is
 * @archive_days: days of catch-up of the channel
 * @now: Unix seconds: tells what is past
 * @whole: whether all of it is wanted, else its title
 * @error: as lineup_database_run()
 */
gboolean lineup_schedule_writer_add (LineupSchedule *schedule,
                                     LineupDatabase *database,
                                     gint64 item,
                                     const LineupSlot *slot,
                                     gint64 archive_days,
                                     gint64 now,
                                     gboolean whole,
                                     GError **error);

/**
 * lineup_schedule_writer_is_archived:
 * @slot: when something is on
 * @archive_days: days of catch-up of the channel
 * @now: Unix seconds
 *
 * Returns: whether it is past, and can still be played
 */
gboolean
lineup_schedule_writer_is_archived (const LineupSlot *slot, gint64 archive_days, gint64 now);

G_END_DECLS
