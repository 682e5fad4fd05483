/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-match.h"
#include "lineup-wanted-channels.h"

G_BEGIN_DECLS

/**
 * LineupMatchChoice:
 * @none: whether the channel is to have no guide at all
 * @source: (nullable): name of a source, %NULL where the rule is to find the channel
 * @guide_channel: (nullable): id of a channel of its guide
 * @shift: seconds by which all is shown later
 *
 * What a person has said of a channel of the catalogue.
 */
typedef struct
{
  gboolean none;
  const char *source;        /* (unowned) (nullable) */
  const char *guide_channel; /* (unowned) (nullable) */
  gint64 shift;
} LineupMatchChoice;

/**
 * LineupMatchPlan:
 *
 * What channels of guides are to be matched with: the channels of a catalogue, what a person has
 * said of them, and sources in their order. Whoever makes one fills it in; from then on it does not
 * change, and may be shared between threads. Has a reference count.
 */
typedef struct _LineupMatchPlan LineupMatchPlan;

/**
 * lineup_match_plan_new:
 *
 * Returns: (transfer full): a plan with nothing in it
 */
LineupMatchPlan *lineup_match_plan_new (void);

LineupMatchPlan *lineup_match_plan_ref (LineupMatchPlan *self);

void lineup_match_plan_unref (LineupMatchPlan *self);

/**
 * lineup_match_plan_add_source:
 * @self: a plan that is being filled in
 * @name: of a source that comes after those so far
 * @shift: seconds by which all of it is shown later
 */
void lineup_match_plan_add_source (LineupMatchPlan *self, const char *name, gint64 shift);

/**
 * lineup_match_plan_set_direct:
 * @self: a plan that is being filled in
 * @name: of a source whose channels have the ids that they have in the catalogue; it comes after
 *   all others, and nobody reads it as a whole
 */
void lineup_match_plan_set_direct (LineupMatchPlan *self, const char *name);

/**
 * lineup_match_plan_get_direct:
 *
 * Returns: (transfer none) (nullable): the source of lineup_match_plan_set_direct()
 */
const char *lineup_match_plan_get_direct (const LineupMatchPlan *self);

/**
 * lineup_match_plan_add_channel:
 * @self: a plan that is being filled in
 * @channel: of the catalogue, copied
 */
void lineup_match_plan_add_channel (LineupMatchPlan *self, const LineupMatchChannel *channel);

/**
 * lineup_match_plan_choose:
 * @self: a plan that is being filled in
 * @item: the catalogue's id of a channel
 * @choice: what a person has said of it, copied
 */
void lineup_match_plan_choose (LineupMatchPlan *self, gint64 item, const LineupMatchChoice *choice);

/**
 * lineup_match_plan_get_n_sources:
 *
 * Returns: how many sources there are, without that of lineup_match_plan_set_direct()
 */
guint lineup_match_plan_get_n_sources (const LineupMatchPlan *self);

/**
 * lineup_match_plan_get_source:
 * @self: a plan
 * @place: of a source
 * @shift: (out): seconds by which all of it is shown later
 *
 * Returns: (transfer none): its name
 */
const char *lineup_match_plan_get_source (const LineupMatchPlan *self, guint place, gint64 *shift);

/**
 * lineup_match_plan_get_channels:
 * @self: a plan
 *
 * Returns: (transfer none) (element-type LineupMatchChannel): the catalogue's channels
 */
const GArray *lineup_match_plan_get_channels (const LineupMatchPlan *self);

/**
 * lineup_match_plan_get_choice:
 * @self: a plan
 * @item: the catalogue's id of a channel
 *
 * Returns: (transfer none) (nullable): what a person has said of it
 */
const LineupMatchChoice *lineup_match_plan_get_choice (const LineupMatchPlan *self, gint64 item);

/**
 * lineup_match_plan_make_wanted:
 * @self: a plan
 *
 * Returns: (transfer full): which channels of a guide may be those of the catalogue
 */
LineupWantedChannels *lineup_match_plan_make_wanted (const LineupMatchPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupMatchPlan, lineup_match_plan_unref)

G_END_DECLS
