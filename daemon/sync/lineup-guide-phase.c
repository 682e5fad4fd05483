/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-phase.h"

#define PHASE(name) LINEUP_GUIDE_PHASE_##name
#define ON(name)    [LINEUP_GUIDE_EVENT_##name]

/* Gaps are LINEUP_GUIDE_PHASE_NONE. */
static const LineupGuidePhase phases[LINEUP_N_GUIDE_PHASES][LINEUP_N_GUIDE_EVENTS] = {
  [PHASE (NEW)] = {
    ON (PLAN) = PHASE (PLANNING),
  },
  [PHASE (PLANNING)] = {
    ON (READ) = PHASE (READING),
    ON (MATCH) = PHASE (MATCHING),
    ON (EXPIRE) = PHASE (EXPIRING),
    ON (HOLD) = PHASE (HELD),
    ON (END) = PHASE (ENDED),
    ON (CANCEL) = PHASE (CANCELLED),
  },
  [PHASE (READING)] = {
    ON (READ) = PHASE (READING),
    ON (MATCH) = PHASE (MATCHING),
    ON (EXPIRE) = PHASE (EXPIRING),
    ON (HOLD) = PHASE (HELD),
    ON (END) = PHASE (ENDED),
    ON (CANCEL) = PHASE (CANCELLED),
  },
  [PHASE (MATCHING)] = {
    ON (READ) = PHASE (READING),
    ON (EXPIRE) = PHASE (EXPIRING),
    ON (HOLD) = PHASE (HELD),
    ON (END) = PHASE (ENDED),
    ON (CANCEL) = PHASE (CANCELLED),
  },
  [PHASE (EXPIRING)] = {
    ON (HOLD) = PHASE (HELD),
    ON (END) = PHASE (ENDED),
    ON (CANCEL) = PHASE (CANCELLED),
  },
  /* What was given up is begun anew. */
  [PHASE (HELD)] = {
    ON (PLAN) = PHASE (PLANNING),
    ON (CANCEL) = PHASE (CANCELLED),
  },
};

LineupGuidePhase
lineup_guide_phase_after (LineupGuidePhase phase, LineupGuideEvent event)
{
  g_return_val_if_fail ((guint)phase < LINEUP_N_GUIDE_PHASES, LINEUP_GUIDE_PHASE_NONE);
  g_return_val_if_fail ((guint)event < LINEUP_N_GUIDE_EVENTS, LINEUP_GUIDE_PHASE_NONE);

  return phases[phase][event];
}

gboolean
lineup_guide_phase_is_over (LineupGuidePhase phase)
{
  return phase == LINEUP_GUIDE_PHASE_ENDED || phase == LINEUP_GUIDE_PHASE_CANCELLED;
}
