/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupCoursePhase:
 * @LINEUP_COURSE_PHASE_NONE: none: what follows an event that can't happen
 * @LINEUP_COURSE_PHASE_NEW: has not been started
 * @LINEUP_COURSE_PHASE_QUEUED: waits for its turn
 * @LINEUP_COURSE_PHASE_ENTERING: is given its turn at once, there is room
 * @LINEUP_COURSE_PHASE_ADMITTED: has its turn, and nothing was done with it yet
 * @LINEUP_COURSE_PHASE_NOTING: has its turn, and that is being noted before it goes on
 * @LINEUP_COURSE_PHASE_RUNNING: has its turn, and the job runs
 * @LINEUP_COURSE_PHASE_PUT_OFF: waits for an obstacle to go
 * @LINEUP_COURSE_PHASE_ENDING: has its turn still: the job has ended, and that is being noted
 * @LINEUP_COURSE_PHASE_UNWINDING: was cancelled before it had its turn, and the job takes note
 * @LINEUP_COURSE_PHASE_UNWOUND: likewise, and the job has ended, and that is being noted
 * @LINEUP_COURSE_PHASE_OVER: everybody may know that it has ended
 *
 * Where a job is on its way through the queue.
 */
typedef enum
{
  LINEUP_COURSE_PHASE_NONE,
  LINEUP_COURSE_PHASE_NEW,
  LINEUP_COURSE_PHASE_QUEUED,
  LINEUP_COURSE_PHASE_ENTERING,
  LINEUP_COURSE_PHASE_ADMITTED,
  LINEUP_COURSE_PHASE_NOTING,
  LINEUP_COURSE_PHASE_RUNNING,
  LINEUP_COURSE_PHASE_PUT_OFF,
  LINEUP_COURSE_PHASE_ENDING,
  LINEUP_COURSE_PHASE_UNWINDING,
  LINEUP_COURSE_PHASE_UNWOUND,
  LINEUP_COURSE_PHASE_OVER,
} LineupCoursePhase;

#define LINEUP_N_COURSE_PHASES (LINEUP_COURSE_PHASE_OVER + 1)

/**
 * LineupCourseEvent:
 * @LINEUP_COURSE_EVENT_QUEUE: it joins a queue in which it has to wait
 * @LINEUP_COURSE_EVENT_ENTER: it joins a queue that has room for it
 * @LINEUP_COURSE_EVENT_ADMIT: its turn has come
 * @LINEUP_COURSE_EVENT_NOTE: it is noted that it has its turn
 * @LINEUP_COURSE_EVENT_RUN: the job begins, or goes on
 * @LINEUP_COURSE_EVENT_PUT_OFF: there is an obstacle
 * @LINEUP_COURSE_EVENT_GIVE_UP: it was cancelled in the queue
 * @LINEUP_COURSE_EVENT_END: the job has ended
 * @LINEUP_COURSE_EVENT_CLOSE: how it has ended is on the disk
 *
 * What happens to it there.
 */
typedef enum
{
  LINEUP_COURSE_EVENT_QUEUE,
  LINEUP_COURSE_EVENT_ENTER,
  LINEUP_COURSE_EVENT_ADMIT,
  LINEUP_COURSE_EVENT_NOTE,
  LINEUP_COURSE_EVENT_RUN,
  LINEUP_COURSE_EVENT_PUT_OFF,
  LINEUP_COURSE_EVENT_GIVE_UP,
  LINEUP_COURSE_EVENT_END,
  LINEUP_COURSE_EVENT_CLOSE,
} LineupCourseEvent;

#define LINEUP_N_COURSE_EVENTS (LINEUP_COURSE_EVENT_CLOSE + 1)

/**
 * lineup_course_phase_after:
 * @phase: where a job is
 * @event: what happens to it
 *
 * Returns: where it is then, %LINEUP_COURSE_PHASE_NONE if that can't happen there
 */
LineupCoursePhase lineup_course_phase_after (LineupCoursePhase phase, LineupCourseEvent event);

/**
 * lineup_course_phase_has_turn:
 *
 * Returns: whether a job owes the queue its leave there
 */
gboolean lineup_course_phase_has_turn (LineupCoursePhase phase);

/**
 * lineup_course_phase_is_waiting:
 *
 * Returns: whether a job waits there for others, or for an obstacle to go, as all can see
 */
gboolean lineup_course_phase_is_waiting (LineupCoursePhase phase);

G_END_DECLS
