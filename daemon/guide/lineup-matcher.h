/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-channel.h"
#include "lineup-guide-match.h"

G_BEGIN_DECLS

/**
 * LINEUP_MATCHER_NO_CHANNEL:
 *
 * Number of no channel.
 */
#define LINEUP_MATCHER_NO_CHANNEL G_MAXUINT32

/**
 * LineupMatcher:
 *
 * Finds which channel of one source's guide is meant by a channel of the catalogue. What was said
 * by a person comes before it; else the first of these counts that exactly one channel of the guide
 * answers to, in whatever order the guide has them:
 *
 * 1. its id is the guide's,
 * 2. likewise, whatever the case,
 * 3. likewise, without `@` and what is behind it,
 * 4. what a playlist says that guides name it is an id or a name, whatever the case, with `_` for
 *    blanks,
 * 5. its name is, as lineup_channel_key_fold_name() has it, within one country.
 *
 * The country of a catalogue's channel is that in front of its name, of its group, or at the end of
 * its id; that of a guide's channel is in front of its name, at the end of its id, or the only one
 * of the guide. Nothing is near enough here: see #LineupMatchSuggestions. Memory is 16 bytes for
 * each key of a guide's channel. Takes no notice of anything outside.
 */
typedef struct _LineupMatcher LineupMatcher;

/**
 * lineup_matcher_new:
 *
 * Returns: (transfer full): a matcher of a guide without channels
 */
LineupMatcher *lineup_matcher_new (void);

/**
 * lineup_matcher_free:
 * @self: (transfer full): a matcher
 */
void lineup_matcher_free (LineupMatcher *self);

/**
 * lineup_matcher_add:
 * @self: a matcher that was not asked yet
 * @number: the channel's, any but %LINEUP_MATCHER_NO_CHANNEL
 * @channel: of the guide; nothing of it is needed any more afterwards
 */
void lineup_matcher_add (LineupMatcher *self, guint32 number, const LineupGuideChannel *channel);

/**
 * lineup_matcher_find:
 * @self: a matcher with all channels of the guide
 * @channel: of the catalogue
 * @how: (out): how it was found
 *
 * Returns: number of the guide's channel, %LINEUP_MATCHER_NO_CHANNEL if there is none
 */
guint32
lineup_matcher_find (LineupMatcher *self, const LineupMatchChannel *channel, LineupMatchHow *how);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupMatcher, lineup_matcher_free)

G_END_DECLS
