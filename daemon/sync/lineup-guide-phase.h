/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupGuidePhase:
 * @LINEUP_GUIDE_PHASE_NONE: none: what follows an event that can't happen
 * @LINEUP_GUIDE_PHASE_NEW: has not begun
 * @LINEUP_GUIDE_PHASE_PLANNING: it is being read which channels are wanted
 * @LINEUP_GUIDE_PHASE_READING: a source is read
 * @LINEUP_GUIDE_PHASE_MATCHING: channels are being matched with what was read
 * @LINEUP_GUIDE_PHASE_EXPIRING: what is past for too long is being taken away
 * @LINEUP_GUIDE_PHASE_HELD: held before what comes next
 * @LINEUP_GUIDE_PHASE_ENDED: has come to an end of its own
 * @LINEUP_GUIDE_PHASE_CANCELLED: has ended because it was cancelled
 *
 * Where a guide's sync is. Exactly one of these is true of it at any time.
 */
typedef enum
{
  LINEUP_GUIDE_PHASE_NONE,
  LINEUP_GUIDE_PHASE_NEW,
  LINEUP_GUIDE_PHASE_PLANNING,
  LINEUP_GUIDE_PHASE_READING,
  LINEUP_GUIDE_PHASE_MATCHING,
  LINEUP_GUIDE_PHASE_EXPIRING,
  LINEUP_GUIDE_PHASE_HELD,
  LINEUP_GUIDE_PHASE_ENDED,
  LINEUP_GUIDE_PHASE_CANCELLED,
} LineupGuidePhase;

#define LINEUP_N_GUIDE_PHASES (LINEUP_GUIDE_PHASE_CANCELLED + 1)

/**
 * LineupGuideEvent:
 * @LINEUP_GUIDE_EVENT_PLAN: it is started, or what it has planned was given up
 * @LINEUP_GUIDE_EVENT_READ: there is a source to be read
 * @LINEUP_GUIDE_EVENT_MATCH: channels may be others than before
 * @LINEUP_GUIDE_EVENT_EXPIRE: all sources were read
 * @LINEUP_GUIDE_EVENT_HOLD: it would go on, and is to be held
 * @LINEUP_GUIDE_EVENT_END: there is nothing left to do, or nothing can be done
 * @LINEUP_GUIDE_EVENT_CANCEL: a cancellation was noticed
 *
 * What happens to a guide's sync.
 */
typedef enum
{
  LINEUP_GUIDE_EVENT_PLAN,
  LINEUP_GUIDE_EVENT_READ,
  LINEUP_GUIDE_EVENT_MATCH,
  LINEUP_GUIDE_EVENT_EXPIRE,
  LINEUP_GUIDE_EVENT_HOLD,
  LINEUP_GUIDE_EVENT_END,
  LINEUP_GUIDE_EVENT_CANCEL,
} LineupGuideEvent;

#define LINEUP_N_GUIDE_EVENTS (LINEUP_GUIDE_EVENT_CANCEL + 1)

/**
 * lineup_guide_phase_after:
 * @phase: where a guide's sync is
 * @event: what happens to it
 *
 * Returns: where it is then, %LINEUP_GUIDE_PHASE_NONE if that can't happen there
 */
LineupGuidePhase lineup_guide_phase_after (LineupGuidePhase phase, LineupGuideEvent event);

/**
 * lineup_guide_phase_is_over:
 *
 * Returns: whether nothing can happen to a guide's sync any more there
 */
gboolean lineup_guide_phase_is_over (LineupGuidePhase phase);

G_END_DECLS
