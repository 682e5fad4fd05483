/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-wanted-channels.h"

G_BEGIN_DECLS

/**
 * LINEUP_CHANNEL_MAP_MAX:
 *
 * Channels of a source that are taken; whatever has more is no guide.
 */
#define LINEUP_CHANNEL_MAP_MAX 65536

/**
 * LINEUP_CHANNEL_MAX_PROGRAMMES:
 *
 * Programmes of a channel in one guide that are taken, those that come again, too: one a minute for
 * three weeks.
 */
#define LINEUP_CHANNEL_MAX_PROGRAMMES 32768

/**
 * LineupMappedChannel:
 * @row: the channel's row
 * @hash: of its id
 * @known: whether it was there before
 * @wanted: whether it may be one that somebody has, as far as is known
 * @declared: whether the guide has told what it is called, and not only what it has on
 * @arrived: whether the guide has a programme of it
 * @has_airings: whether there were programmes of it before; unknown unless @arrived
 * @starts: (nullable) (element-type guint32): when those begin that have come, in order; of a
 * channel with @has_airings only
 * @n_taken: how many have come, those that begin when others do, too
 * @first: Unix seconds when the first of those that have come begins, 0 before that
 * @latest: Unix seconds when the last of them begins
 * @last: Unix seconds when the last of them ends
 * @changed_first: Unix seconds from which on something was changed
 * @changed_last: Unix seconds until which, 0 for nothing
 *
 * A channel of a guide that is being read.
 */
typedef struct
{
  guint32 row;
  guint64 hash;
  gboolean known;
  gboolean wanted;
  gboolean declared;
  gboolean arrived;
  gboolean has_airings;
  GArray *starts; /* (owned) (nullable) */
  guint n_taken;
  gint64 first;
  gint64 latest;
  gint64 last;
  gint64 changed_first;
  gint64 changed_last;
} LineupMappedChannel;

/**
 * LineupSeen:
 * @LINEUP_SEEN_NOT: none has begun then
 * @LINEUP_SEEN_AGAIN: one has begun then already
 * @LINEUP_SEEN_UNKNOWN: one has if there is one in the database, as all that is there has come just
 *   now
 * @LINEUP_SEEN_TOO_MANY: the channel has too many
 *
 * What is known of other programmes of a guide that begin with one.
 */
typedef enum
{
  LINEUP_SEEN_NOT,
  LINEUP_SEEN_AGAIN,
  LINEUP_SEEN_UNKNOWN,
  LINEUP_SEEN_TOO_MANY,
} LineupSeen;

/**
 * LineupChannelMap:
 *
 * The channels of one source, by their ids. For the connection's thread, within one transaction.
 */
typedef struct _LineupChannelMap LineupChannelMap;

/**
 * lineup_channel_map_new:
 * @database: (transfer none): a connection that writes, in a transaction; outlives the map
 * @source: row of the source
 * @wanted: (transfer none): which channels are; outlives the map
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): the channels that the source has had so far
 */
LineupChannelMap *lineup_channel_map_new (LineupDatabase *database,
                                          gint64 source,
                                          const LineupWantedChannels *wanted,
                                          GError **error);

/**
 * lineup_channel_map_free:
 * @self: (transfer full): a map
 */
void lineup_channel_map_free (LineupChannelMap *self);

/**
 * lineup_channel_map_find:
 * @self: a map
 * @id: (array length=length): of a channel that a programme names, not terminated
 * @length: its bytes
 * @channel: (out) (transfer none) (nullable): the channel, %NULL if there are too many
 * @error: as lineup_database_run()
 *
 * Adds the channel if it is new: what it is called may be told later.
 */
gboolean lineup_channel_map_find (LineupChannelMap *self,
                                  const char *id,
                                  gsize length,
                                  LineupMappedChannel **channel,
                                  GError **error);

/**
 * lineup_channel_map_declare:
 * @self: a map
 * @channel: what the guide says of a channel; of one that it tells of twice all names count
 * @changed: (out): whether that is something else than before, 1 or 0
 * @error: as lineup_database_run()
 */
gboolean lineup_channel_map_declare (LineupChannelMap *self,
                                     const LineupGuideChannel *channel,
                                     guint *changed,
                                     GError **error);

/**
 * lineup_channel_map_see:
 * @channel: a channel, of which is known whether it had programmes before
 * @start: Unix seconds when a programme begins
 *
 * Takes note of a programme that has come. Of a channel that had none nothing has to be remembered
 * but when the last one has begun.
 *
 * Returns: what is known of others that begin then
 */
LineupSeen lineup_channel_map_see (LineupMappedChannel *channel, guint32 start);

/**
 * lineup_channel_map_has_seen:
 *
 * Returns: whether a programme has come that begins then
 */
gboolean lineup_channel_map_has_seen (const LineupMappedChannel *channel, guint32 start);

/**
 * lineup_channel_map_note_change:
 * @channel: a channel
 * @first: Unix seconds
 * @last: Unix seconds, after @first
 *
 * Takes note that something was changed in that time.
 */
void lineup_channel_map_note_change (LineupMappedChannel *channel, gint64 first, gint64 last);

/**
 * lineup_channel_map_get_row:
 * @self: a map
 * @row: a channel's row
 *
 * Returns: (transfer none) (nullable): the channel, %NULL if there is none
 */
LineupMappedChannel *lineup_channel_map_get_row (LineupChannelMap *self, guint32 row);

/**
 * lineup_channel_map_list:
 * @self: a map
 *
 * Returns: (transfer none) (element-type LineupMappedChannel): all channels, by their rows
 */
GPtrArray *lineup_channel_map_list (LineupChannelMap *self);

/**
 * lineup_channel_map_get_n_added:
 *
 * Returns: how many channels were added that only programmes had named by then
 */
guint lineup_channel_map_get_n_added (LineupChannelMap *self);

/**
 * lineup_channel_map_judge:
 * @channel: a channel
 *
 * Returns: whether its programmes are kept: those of one that was not declared yet are, until the
 *   guide's end
 */
gboolean lineup_channel_map_judge (const LineupMappedChannel *channel);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupChannelMap, lineup_channel_map_free)

G_END_DECLS
