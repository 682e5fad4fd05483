/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync-phase.h"

#define PHASE(name) LINEUP_SYNC_PHASE_##name
#define ON(name)    [LINEUP_SYNC_EVENT_##name]

/* Gaps are LINEUP_SYNC_PHASE_NONE. */
static const LineupSyncPhase phases[LINEUP_N_SYNC_PHASES][LINEUP_N_SYNC_EVENTS] = {
  [PHASE (NEW)] = {
    ON (RUN) = PHASE (OPENING),
  },
  [PHASE (OPENING)] = {
    ON (LOOK_UP) = PHASE (LOOKING_UP),
    ON (ASK) = PHASE (ASKING),
    ON (END) = PHASE (ENDED),
    ON (CANCEL) = PHASE (CANCELLED),
  },
  [PHASE (LOOKING_UP)] = {
    ON (ASK) = PHASE (ASKING),
    ON (LOCK) = PHASE (LOCKED),
    ON (CHECK) = PHASE (CHECKING),
    ON (STEP) = PHASE (STEPPING),
    ON (HOLD) = PHASE (HELD),
    ON (END) = PHASE (ENDED),
    ON (CANCEL) = PHASE (CANCELLED),
  },
  /* Nobody is asked twice in a row. */
  [PHASE (ASKING)] = {
    ON (LOCK) = PHASE (LOCKED),
    ON (CHECK) = PHASE (CHECKING),
    ON (STEP) = PHASE (STEPPING),
    ON (HOLD) = PHASE (HELD),
    ON (END) = PHASE (ENDED),
    ON (CANCEL) = PHASE (CANCELLED),
  },
  /* A sync that is told to go on looks for the credentials once more, even to end. */
  [PHASE (LOCKED)] = {
    ON (LOOK_UP) = PHASE (LOOKING_UP),
    ON (ASK) = PHASE (ASKING),
  },
  [PHASE (CHECKING)] = {
    ON (STEP) = PHASE (STEPPING),
    ON (HOLD) = PHASE (HELD),
    ON (END) = PHASE (ENDED),
    ON (CANCEL) = PHASE (CANCELLED),
  },
  [PHASE (STEPPING)] = {
    ON (STEP) = PHASE (STEPPING),
    ON (HOLD) = PHASE (HELD),
    ON (END) = PHASE (ENDED),
    ON (CANCEL) = PHASE (CANCELLED),
  },
  [PHASE (HELD)] = {
    ON (STEP) = PHASE (STEPPING),
    ON (CANCEL) = PHASE (CANCELLED),
  },
};

LineupSyncPhase
lineup_sync_phase_after (LineupSyncPhase phase, LineupSyncEvent event)
{
  g_return_val_if_fail ((guint)phase < LINEUP_N_SYNC_PHASES, LINEUP_SYNC_PHASE_NONE);
  g_return_val_if_fail ((guint)event < LINEUP_N_SYNC_EVENTS, LINEUP_SYNC_PHASE_NONE);

  return phases[phase][event];
}

gboolean
lineup_sync_phase_is_held (LineupSyncPhase phase)
{
  return phase == LINEUP_SYNC_PHASE_LOCKED || phase == LINEUP_SYNC_PHASE_HELD;
}

gboolean
lineup_sync_phase_is_over (LineupSyncPhase phase)
{
  return phase == LINEUP_SYNC_PHASE_ENDED || phase == LINEUP_SYNC_PHASE_CANCELLED;
}
