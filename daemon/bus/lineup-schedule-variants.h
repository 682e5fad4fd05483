/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-schedule.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What callers get of a guide, as the contract writes it down. Any thread. */

/**
 * lineup_schedule_variants_keep_known:
 * @fields: (inout) (array zero-terminated=1) (nullable): keys that a caller wants
 *
 * Leaves of them those that programmes may have beside their ids, times and titles, each once.
 *
 * Returns: whether there are any
 */
gboolean lineup_schedule_variants_keep_known (const char **fields);

/**
 * lineup_schedule_variants_make_channels:
 * @schedule: what is on
 * @fields: (nullable) (array zero-terminated=1): known keys that are wanted of programmes, %NULL
 * for none
 *
 * Returns: (transfer floating): an `a(xa(xttsa{sv}))`
 */
GVariant *
lineup_schedule_variants_make_channels (const LineupSchedule *schedule, const char *const *fields);

/**
 * lineup_schedule_variants_make_programme:
 * @programme: a programme
 *
 * Returns: (transfer floating): all of it, an `a{sv}`
 */
GVariant *lineup_schedule_variants_make_programme (const LineupProgramme *programme);

/**
 * lineup_schedule_variants_make_hit:
 * @schedule: what a search has found
 * @place: of the first channel that has a broadcast; those that follow with the same programme have
 *   it, too
 * @name: (nullable): of the first channel
 * @account: (nullable): id of its account, where that is to be told
 * @fields: (nullable) (array zero-terminated=1): keys that are wanted of it, %NULL for all
 *
 * Returns: (transfer floating): the broadcast, an `a{sv}`
 */
GVariant *lineup_schedule_variants_make_hit (const LineupSchedule *schedule,
                                             guint place,
                                             const char *name,
                                             const char *account,
                                             const char *const *fields);

/**
 * lineup_schedule_variants_make_now:
 * @programme: what is on
 *
 * Returns: (transfer floating): its id, times and title, an `(xtts)`
 */
GVariant *lineup_schedule_variants_make_now (const LineupProgramme *programme);

G_END_DECLS
