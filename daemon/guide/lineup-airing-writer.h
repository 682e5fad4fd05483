/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-channel-map.h"
#include "lineup-guide-source.h"

G_BEGIN_DECLS

/**
 * LineupAiringCounts:
 * @added: programmes that are new
 * @changed: that are others than they were
 * @removed: that are gone
 * @rejected: elements that were none
 */
typedef struct
{
  guint64 added;
  guint64 changed;
  guint64 removed;
  guint64 rejected;
} LineupAiringCounts;

/**
 * LineupAiringWriter:
 *
 * Writes when what is on at the channels of a guide, and only what is not so already. What has come
 * is held back until it is much, or all, and then written channel by channel. For the connection's
 * thread, within one transaction.
 */
typedef struct _LineupAiringWriter LineupAiringWriter;

/**
 * lineup_airing_writer_new:
 * @database: (transfer none): a connection that writes, in a transaction; outlives the writer
 * @languages: (array zero-terminated=1) (nullable): see lineup_programme_choose_text()
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): a writer
 */
LineupAiringWriter *
lineup_airing_writer_new (LineupDatabase *database, const char *const *languages, GError **error);

/**
 * lineup_airing_writer_free:
 * @self: (transfer full): a writer
 */
void lineup_airing_writer_free (LineupAiringWriter *self);

/**
 * lineup_airing_writer_has_any:
 * @self: a writer
 * @channel: (inout): a channel, which gets to know whether there are programmes of it
 * @error: as lineup_database_run()
 */
gboolean lineup_airing_writer_has_any (LineupAiringWriter *self,
                                       LineupMappedChannel *channel,
                                       GError **error);

/**
 * lineup_airing_writer_take:
 * @self: a writer
 * @channel: of the programme
 * @seen: what is known of others of the guide that begin then: of two the longer one counts
 * @source: where it comes from
 * @element: the programme
 * @error: as lineup_database_run()
 */
gboolean lineup_airing_writer_take (LineupAiringWriter *self,
                                    LineupMappedChannel *channel,
                                    LineupSeen seen,
                                    LineupGuideSource *source,
                                    const LineupGuideElement *element,
                                    GError **error);

/**
 * lineup_airing_writer_store:
 * @self: a writer
 * @error: as lineup_database_run()
 *
 * Writes what is held back. To be called when all has come.
 */
gboolean lineup_airing_writer_store (LineupAiringWriter *self, GError **error);

/**
 * lineup_airing_writer_replace:
 * @self: a writer that holds nothing back
 * @channel: whose programmes have come
 * @now: Unix seconds
 * @error: as lineup_database_run()
 *
 * Takes away what begins from now on, within the time of what has come, and has not come.
 */
gboolean lineup_airing_writer_replace (LineupAiringWriter *self,
                                       LineupMappedChannel *channel,
                                       gint64 now,
                                       GError **error);

/**
 * lineup_airing_writer_clear:
 * @self: a writer that holds nothing back
 * @channel: whose programmes nobody wants
 * @error: as lineup_database_run()
 *
 * Takes them all away.
 */
gboolean
lineup_airing_writer_clear (LineupAiringWriter *self, LineupMappedChannel *channel, GError **error);

/**
 * lineup_airing_writer_expire:
 * @self: a writer
 * @channel: row of a channel
 * @before: Unix seconds
 * @limit: programmes, at most
 * @n_expired: (out): how many there were
 * @error: as lineup_database_run()
 *
 * Takes away what had ended by then, or a piece of it.
 */
gboolean lineup_airing_writer_expire (LineupAiringWriter *self,
                                      guint32 channel,
                                      gint64 before,
                                      guint limit,
                                      guint *n_expired,
                                      GError **error);

/**
 * lineup_airing_writer_end:
 * @self: a writer
 * @error: as lineup_database_run()
 *
 * To be called before the commit.
 */
gboolean lineup_airing_writer_end (LineupAiringWriter *self, GError **error);

/**
 * lineup_airing_writer_get_counts:
 * @self: a writer
 * @counts: (out caller-allocates): what was done
 */
void lineup_airing_writer_get_counts (const LineupAiringWriter *self, LineupAiringCounts *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupAiringWriter, lineup_airing_writer_free)

G_END_DECLS
