/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-channel.h"
#include "lineup-guide-match.h"

G_BEGIN_DECLS

/**
 * LineupMatchSuggestion:
 * @number: of the guide's channel, as it was offered
 * @score: 0 to 1, how near its name is
 * @shift: minutes by which its programmes are shown later, as at a channel "+1"
 *
 * A channel of a guide that a person may choose for a channel of the catalogue.
 */
typedef struct
{
  guint32 number;
  double score;
  int shift;
} LineupMatchSuggestion;

/**
 * LineupMatchSuggestions:
 *
 * The nearest of all channels of a guide that are offered: names have most groups of three letters
 * in common. For one thread at a time. Takes no notice of anything outside.
 */
typedef struct _LineupMatchSuggestions LineupMatchSuggestions;

/**
 * lineup_match_suggestions_new:
 * @channel: of the catalogue; nothing of it is needed any more afterwards
 * @limit: suggestions, at most
 *
 * Returns: (transfer full): no suggestion
 */
LineupMatchSuggestions *
lineup_match_suggestions_new (const LineupMatchChannel *channel, guint limit);

/**
 * lineup_match_suggestions_free:
 * @self: (transfer full): suggestions
 */
void lineup_match_suggestions_free (LineupMatchSuggestions *self);

/**
 * lineup_match_suggestions_offer:
 * @self: suggestions
 * @number: the channel's; of those that are as near the lower one comes first
 * @channel: of the guide
 */
void lineup_match_suggestions_offer (LineupMatchSuggestions *self,
                                     guint32 number,
                                     const LineupGuideChannel *channel);

/**
 * lineup_match_suggestions_get:
 * @self: suggestions
 *
 * Returns: (transfer none) (element-type LineupMatchSuggestion): the nearest, best first
 */
GArray *lineup_match_suggestions_get (LineupMatchSuggestions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupMatchSuggestions, lineup_match_suggestions_free)

G_END_DECLS
