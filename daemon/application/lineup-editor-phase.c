/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-editor-phase.h"

#define PHASE(name) LINEUP_EDITOR_PHASE_##name
#define ON(name)    [LINEUP_EDITOR_EVENT_##name]

/* Gaps are LINEUP_EDITOR_PHASE_NONE. No change is made before a look at the file. */
static const LineupEditorPhase phases[LINEUP_N_EDITOR_PHASES][LINEUP_N_EDITOR_EVENTS] = {
  [PHASE (IDLE)] = {
    ON (TIDY) = PHASE (TIDYING),
    ON (LOOK) = PHASE (LOOKING),
  },
  [PHASE (TIDYING)] = {
    ON (END) = PHASE (IDLE),
  },
  [PHASE (LOOKING)] = {
    ON (RELOAD) = PHASE (RELOADING),
    ON (COMMIT) = PHASE (COMMITTING),
    ON (END) = PHASE (IDLE),
  },
  [PHASE (RELOADING)] = {
    ON (ADOPT) = PHASE (ADOPTING),
    ON (COMMIT) = PHASE (COMMITTING),
    ON (END) = PHASE (IDLE),
  },
  [PHASE (ADOPTING)] = {
    ON (COMMIT) = PHASE (COMMITTING),
    ON (END) = PHASE (IDLE),
  },
  [PHASE (COMMITTING)] = {
    ON (END) = PHASE (IDLE),
  },
};

LineupEditorPhase
lineup_editor_phase_after (LineupEditorPhase phase, LineupEditorEvent event)
{
  g_return_val_if_fail ((guint)phase < LINEUP_N_EDITOR_PHASES, LINEUP_EDITOR_PHASE_NONE);
  g_return_val_if_fail ((guint)event < LINEUP_N_EDITOR_EVENTS, LINEUP_EDITOR_PHASE_NONE);

  return phases[phase][event];
}
