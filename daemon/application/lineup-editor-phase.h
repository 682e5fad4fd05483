/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupEditorPhase:
 * @LINEUP_EDITOR_PHASE_NONE: none: what follows an event that can't happen
 * @LINEUP_EDITOR_PHASE_IDLE: nobody has a turn
 * @LINEUP_EDITOR_PHASE_TIDYING: what an unfinished change has left is being dropped
 * @LINEUP_EDITOR_PHASE_LOOKING: the file is looked at
 * @LINEUP_EDITOR_PHASE_RELOADING: what somebody else has written there is tried out
 * @LINEUP_EDITOR_PHASE_ADOPTING: that is being put in force
 * @LINEUP_EDITOR_PHASE_COMMITTING: what somebody has asked for is being put in force
 *
 * What an account's editor is at. All but the first are parts of a turn, and only one has a turn.
 */
typedef enum
{
  LINEUP_EDITOR_PHASE_NONE,
  LINEUP_EDITOR_PHASE_IDLE,
  LINEUP_EDITOR_PHASE_TIDYING,
  LINEUP_EDITOR_PHASE_LOOKING,
  LINEUP_EDITOR_PHASE_RELOADING,
  LINEUP_EDITOR_PHASE_ADOPTING,
  LINEUP_EDITOR_PHASE_COMMITTING,
} LineupEditorPhase;

#define LINEUP_N_EDITOR_PHASES (LINEUP_EDITOR_PHASE_COMMITTING + 1)

/**
 * LineupEditorEvent:
 * @LINEUP_EDITOR_EVENT_TIDY: a turn begins, and something may be left
 * @LINEUP_EDITOR_EVENT_LOOK: a turn begins
 * @LINEUP_EDITOR_EVENT_RELOAD: the file is not as we have written it
 * @LINEUP_EDITOR_EVENT_ADOPT: what is written there is good
 * @LINEUP_EDITOR_EVENT_COMMIT: the file is as we know it, and a change waits
 * @LINEUP_EDITOR_EVENT_END: the turn ends
 *
 * What happens to it.
 */
typedef enum
{
  LINEUP_EDITOR_EVENT_TIDY,
  LINEUP_EDITOR_EVENT_LOOK,
  LINEUP_EDITOR_EVENT_RELOAD,
  LINEUP_EDITOR_EVENT_ADOPT,
  LINEUP_EDITOR_EVENT_COMMIT,
  LINEUP_EDITOR_EVENT_END,
} LineupEditorEvent;

#define LINEUP_N_EDITOR_EVENTS (LINEUP_EDITOR_EVENT_END + 1)

/**
 * lineup_editor_phase_after:
 * @phase: what an editor is at
 * @event: what happens to it
 *
 * Returns: what it is at then, %LINEUP_EDITOR_PHASE_NONE if that can't happen there
 */
LineupEditorPhase lineup_editor_phase_after (LineupEditorPhase phase, LineupEditorEvent event);

G_END_DECLS
