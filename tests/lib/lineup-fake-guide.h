/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-fake-catalogue.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_FAKE_GUIDE (lineup_fake_guide_get_type ())
G_DECLARE_FINAL_TYPE (LineupFakeGuide, lineup_fake_guide, LINEUP, FAKE_GUIDE, GObject)

/**
 * LineupFakeGuide:
 *
 * A made-up guide for the channels of a made-up catalogue, written as panels write theirs, while it
 * is being made. What is on at a channel at a time depends on the seed, the channel and the time
 * alone: a guide of an hour later has moved on by an hour, and says the same of what both have.
 * About 450 bytes a programme. Channels without an XMLTV id are not in the file, as with panels.
 *
 * To be set up before it is given to a panel, and not to be changed afterwards, but for the time.
 */

/**
 * lineup_fake_guide_new:
 * @catalogue: whose channels
 * @now: Unix seconds around which the guide is; 0 for the time at which it is asked for
 *
 * Returns: (transfer full): a guide of a day before and two days after @now
 */
LineupFakeGuide *lineup_fake_guide_new (LineupFakeCatalogue *catalogue, gint64 now);

/**
 * lineup_fake_guide_set_now:
 *
 * Goes on to another time. Any thread.
 */
void lineup_fake_guide_set_now (LineupFakeGuide *self, gint64 now);

/**
 * lineup_fake_guide_set_window:
 * @self: a guide
 * @before: seconds before now from which on there are programmes
 * @after: seconds after now until which there are
 */
void lineup_fake_guide_set_window (LineupFakeGuide *self, gint64 before, gint64 after);

/**
 * lineup_fake_guide_set_strangers:
 * @self: a guide
 * @n_channels: how many more channels it has that are none of the catalogue's
 */
void lineup_fake_guide_set_strangers (LineupFakeGuide *self, guint64 n_channels);

/**
 * lineup_fake_guide_set_copies:
 * @self: a guide
 * @n_copies: how often each programme is written, 1 if it is as it should be
 */
void lineup_fake_guide_set_copies (LineupFakeGuide *self, guint64 n_copies);

/**
 * lineup_fake_guide_write:
 * @self: a guide
 * @stream: where to; may block
 * @error: of @stream
 *
 * Writes all of it as XMLTV.
 *
 * Returns: whether all was written
 */
gboolean lineup_fake_guide_write (LineupFakeGuide *self, GOutputStream *stream, GError **error);

/**
 * lineup_fake_guide_has_listings:
 *
 * Returns: whether @action asks what is on at one channel
 */
gboolean lineup_fake_guide_has_listings (const char *action);

/**
 * lineup_fake_guide_make_listings:
 * @self: (nullable): a guide
 * @action: `get_short_epg` or `get_simple_data_table`
 * @id: (nullable): of the channel; channels without an XMLTV id have listings, too
 * @limit: (nullable): of `get_short_epg`, 4 if absent
 *
 * Says what is on at one channel, with local times of Paris.
 *
 * Returns: (transfer full): the answer
 */
char *lineup_fake_guide_make_listings (LineupFakeGuide *self,
                                       const char *action,
                                       const char *id,
                                       const char *limit);

G_END_DECLS
