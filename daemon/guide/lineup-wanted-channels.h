/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-channel.h"
#include "lineup-guide-match.h"

G_BEGIN_DECLS

/**
 * LineupWantedChannels:
 *
 * Which channels of a guide may be those of a catalogue: for whoever reads a guide, before it is
 * known whether others answer to the same, see #LineupMatcher. None that it would find is missing.
 * 8 bytes for each key of a catalogue's channel. Once it was completed it does not change, and may
 * be shared between threads. Has a reference count.
 */
typedef struct _LineupWantedChannels LineupWantedChannels;

/**
 * lineup_wanted_channels_new:
 *
 * Returns: (transfer full): no channel is wanted
 */
LineupWantedChannels *lineup_wanted_channels_new (void);

LineupWantedChannels *lineup_wanted_channels_ref (LineupWantedChannels *self);

void lineup_wanted_channels_unref (LineupWantedChannels *self);

/**
 * lineup_wanted_channels_add:
 * @self: channels, not completed
 * @channel: of the catalogue
 */
void lineup_wanted_channels_add (LineupWantedChannels *self, const LineupMatchChannel *channel);

/**
 * lineup_wanted_channels_add_id:
 * @self: channels, not completed
 * @id: of a channel of the guide that a person has chosen
 */
void lineup_wanted_channels_add_id (LineupWantedChannels *self, const char *id);

/**
 * lineup_wanted_channels_complete:
 * @self: channels
 *
 * All are there.
 */
void lineup_wanted_channels_complete (LineupWantedChannels *self);

/**
 * lineup_wanted_channels_have:
 * @self: channels, completed
 * @channel: of a guide, with all names that are known of it
 *
 * Returns: whether it may be one that is wanted
 */
gboolean
lineup_wanted_channels_have (const LineupWantedChannels *self, const LineupGuideChannel *channel);

/**
 * lineup_wanted_channels_hash:
 * @self: channels, completed
 *
 * Returns: a hash of what is wanted: what was read for others of another hash has to be read again
 */
guint64 lineup_wanted_channels_hash (const LineupWantedChannels *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupWantedChannels, lineup_wanted_channels_unref)

G_END_DECLS
