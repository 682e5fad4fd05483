/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-guide-match.h"
#include "lineup-match-plan.h"

G_BEGIN_DECLS

/* Which channels of guides are which of the catalogue's, and which may be. */

/**
 * LineupMatch:
 * @item: the catalogue's id of a channel
 * @how: how it has come to @guide_channel
 * @source: (nullable): name of a source, %NULL if nothing answers
 * @guide_channel: (nullable): id of a channel of its guide, likewise
 * @shift: seconds by which all is shown later
 */
typedef struct
{
  gint64 item;
  LineupMatchHow how;
  const char *source;        /* (unowned) (nullable) */
  const char *guide_channel; /* (unowned) (nullable) */
  gint64 shift;
} LineupMatch;

/**
 * LineupMatchFunc:
 * @match: for this call only
 * @user_data: data of who asked
 */
typedef void (*LineupMatchFunc) (const LineupMatch *match, gpointer user_data);

/**
 * lineup_match_reader_list:
 * @database: a connection that reads, without a transaction
 * @items: (array length=n_items): the catalogue's ids of channels
 * @n_items: how many
 * @choices: what a person has said, also of what guides do not have
 * @func: (scope call): is told of each channel's matches, in their order: of one at least
 * @user_data: data for it
 * @generation: (out): number of the last change
 * @error: as lineup_database_run()
 */
gboolean lineup_match_reader_list (LineupDatabase *database,
                                   const gint64 *items,
                                   gsize n_items,
                                   const LineupMatchPlan *choices,
                                   LineupMatchFunc func,
                                   gpointer user_data,
                                   guint64 *generation,
                                   GError **error);

/**
 * LineupNearChannel:
 * @source: name of a source
 * @guide_channel: id of a channel of its guide
 * @name: what the guide calls it, its id if it does not say
 * @score: 0 to 1, how near its name is
 * @shift: seconds by which all is shown later there
 */
typedef struct
{
  const char *source;        /* (unowned) */
  const char *guide_channel; /* (unowned) */
  const char *name;          /* (unowned) */
  double score;
  gint64 shift;
} LineupNearChannel;

/**
 * LineupNearChannelFunc:
 * @channel: for this call only
 * @user_data: data of who asked
 */
typedef void (*LineupNearChannelFunc) (const LineupNearChannel *channel, gpointer user_data);

/**
 * lineup_match_reader_suggest:
 * @database: a connection that reads, without a transaction
 * @channel: of the catalogue
 * @source: (nullable): name of the source whose channels are looked at, %NULL for all
 * @limit: suggestions, at most
 * @func: (scope call): is told of channels of guides whose names are near, best first
 * @user_data: data for it
 * @generation: (out): number of the last change
 * @error: as lineup_database_run()
 */
gboolean lineup_match_reader_suggest (LineupDatabase *database,
                                      const LineupMatchChannel *channel,
                                      const char *source,
                                      guint limit,
                                      LineupNearChannelFunc func,
                                      gpointer user_data,
                                      guint64 *generation,
                                      GError **error);

G_END_DECLS
