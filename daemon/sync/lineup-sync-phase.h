/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupSyncPhase:
 * @LINEUP_SYNC_PHASE_NONE: none: what follows an event that can't happen
 * @LINEUP_SYNC_PHASE_NEW: has not begun
 * @LINEUP_SYNC_PHASE_OPENING: the catalogue is being opened
 * @LINEUP_SYNC_PHASE_LOOKING_UP: the credentials are being looked up, and nobody is bothered
 * @LINEUP_SYNC_PHASE_ASKING: likewise, and a person may be asked to unlock the keyring
 * @LINEUP_SYNC_PHASE_LOCKED: held, because the keyring is locked
 * @LINEUP_SYNC_PHASE_CHECKING: the panel is asked for the account
 * @LINEUP_SYNC_PHASE_STEPPING: a step runs
 * @LINEUP_SYNC_PHASE_HELD: held before the next step
 * @LINEUP_SYNC_PHASE_ENDED: has come to an end of its own
 * @LINEUP_SYNC_PHASE_CANCELLED: has ended because it was cancelled
 *
 * Where a sync is. Exactly one of these is true of it at any time.
 */
typedef enum
{
  LINEUP_SYNC_PHASE_NONE,
  LINEUP_SYNC_PHASE_NEW,
  LINEUP_SYNC_PHASE_OPENING,
  LINEUP_SYNC_PHASE_LOOKING_UP,
  LINEUP_SYNC_PHASE_ASKING,
  LINEUP_SYNC_PHASE_LOCKED,
  LINEUP_SYNC_PHASE_CHECKING,
  LINEUP_SYNC_PHASE_STEPPING,
  LINEUP_SYNC_PHASE_HELD,
  LINEUP_SYNC_PHASE_ENDED,
  LINEUP_SYNC_PHASE_CANCELLED,
} LineupSyncPhase;

#define LINEUP_N_SYNC_PHASES (LINEUP_SYNC_PHASE_CANCELLED + 1)

/**
 * LineupSyncEvent:
 * @LINEUP_SYNC_EVENT_RUN: it is started
 * @LINEUP_SYNC_EVENT_LOOK_UP: the credentials are wanted, and nobody waits for the sync
 * @LINEUP_SYNC_EVENT_ASK: the credentials are wanted, and a person waits
 * @LINEUP_SYNC_EVENT_LOCK: the keyring is locked, and the sync is to be held
 * @LINEUP_SYNC_EVENT_CHECK: the panel is there, and nothing is known of the account
 * @LINEUP_SYNC_EVENT_STEP: a step begins
 * @LINEUP_SYNC_EVENT_HOLD: a step would begin, and the sync is to be held
 * @LINEUP_SYNC_EVENT_END: all steps were taken, or none can be
 * @LINEUP_SYNC_EVENT_CANCEL: a cancellation was noticed
 *
 * What happens to a sync.
 */
typedef enum
{
  LINEUP_SYNC_EVENT_RUN,
  LINEUP_SYNC_EVENT_LOOK_UP,
  LINEUP_SYNC_EVENT_ASK,
  LINEUP_SYNC_EVENT_LOCK,
  LINEUP_SYNC_EVENT_CHECK,
  LINEUP_SYNC_EVENT_STEP,
  LINEUP_SYNC_EVENT_HOLD,
  LINEUP_SYNC_EVENT_END,
  LINEUP_SYNC_EVENT_CANCEL,
} LineupSyncEvent;

#define LINEUP_N_SYNC_EVENTS (LINEUP_SYNC_EVENT_CANCEL + 1)

/**
 * lineup_sync_phase_after:
 * @phase: where a sync is
 * @event: what happens to it
 *
 * Returns: where it is then, %LINEUP_SYNC_PHASE_NONE if that can't happen there
 */
LineupSyncPhase lineup_sync_phase_after (LineupSyncPhase phase, LineupSyncEvent event);

/**
 * lineup_sync_phase_is_held:
 *
 * Returns: whether a sync does nothing there until it is told to go on
 */
gboolean lineup_sync_phase_is_held (LineupSyncPhase phase);

/**
 * lineup_sync_phase_is_over:
 *
 * Returns: whether nothing can happen to a sync any more there
 */
gboolean lineup_sync_phase_is_over (LineupSyncPhase phase);

G_END_DECLS
