/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-schedule.h"

G_BEGIN_DECLS

/**
 * LINEUP_GUIDE_MAX_CHANNELS:
 *
 * Channels of one answer, at most.
 */
#define LINEUP_GUIDE_MAX_CHANNELS 500

/**
 * LINEUP_GUIDE_MAX_PROGRAMMES:
 *
 * Programmes of one answer, at most.
 */
#define LINEUP_GUIDE_MAX_PROGRAMMES 20000

/**
 * LineupGuideQuery:
 * @items: (array length=n_items): the catalogue's ids of channels
 * @n_items: how many
 * @from: Unix seconds: when what is asked for is on, or begins
 * @until: Unix seconds: when that ends
 * @following: of what is on now, how many that follow
 * @whole: whether all of each programme is asked for, else its title
 * @now: Unix seconds: tells what is past
 * @max_bytes: that an answer may take, roughly, 0 for any number: where nothing can be left for
 *   another one, texts are shortened
 * @max_time: microseconds of a processor after which a search ends with what it has, 0 for any time
 *
 * What a caller asks of a guide.
 */
typedef struct
{
  const gint64 *items; /* (unowned) */
  gsize n_items;
  gint64 from;
  gint64 until;
  guint following;
  gboolean whole;
  gint64 now;
  gsize max_bytes;
  gint64 max_time;
} LineupGuideQuery;

/**
 * lineup_guide_query_shorten:
 * @self: what is asked for
 * @schedule: (inout): an answer that is being filled in
 * @n_programmes: that are in it when it is done, at most
 *
 * Begins an answer again that takes too much, with texts that are short enough.
 *
 * Returns: whether it has to be filled in anew
 */
gboolean lineup_guide_query_shorten (const LineupGuideQuery *self,
                                     LineupSchedule **schedule,
                                     guint64 n_programmes);

/**
 * lineup_guide_read_now:
 * @database: a connection that reads, without a transaction
 * @query: what is asked for; @until means nothing
 * @error: as lineup_database_run()
 *
 * Reads what is on at a moment, and what follows. Each channel is in the answer; where nothing is
 * on the first is what comes next.
 *
 * Returns: (transfer full): what is on
 */
LineupSchedule *
lineup_guide_read_now (LineupDatabase *database, const LineupGuideQuery *query, GError **error);

/**
 * lineup_guide_read_grid:
 * @database: a connection that reads, without a transaction
 * @query: what is asked for
 * @error: as lineup_database_run()
 *
 * Reads what is on in a time, of whole channels only: those that there is no room for are missing.
 *
 * Returns: (transfer full): what is on
 */
LineupSchedule *
lineup_guide_read_grid (LineupDatabase *database, const LineupGuideQuery *query, GError **error);

/**
 * lineup_guide_read_programme:
 * @database: a connection that reads, without a transaction
 * @item: the catalogue's id of a channel
 * @id: of a programme
 * @now: Unix seconds: tells what is past
 * @error: %LINEUP_ERROR_NOT_FOUND, or as lineup_database_run()
 *
 * Reads all of one programme.
 *
 * Returns: (transfer full): the programme alone
 */
LineupSchedule *lineup_guide_read_programme (
    LineupDatabase *database, gint64 item, gint64 id, gint64 now, GError **error);

G_END_DECLS
