/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-course-phase.h"

#define PHASE(name) LINEUP_COURSE_PHASE_##name
#define ON(name)    [LINEUP_COURSE_EVENT_##name]

/* Gaps are LINEUP_COURSE_PHASE_NONE. */
static const LineupCoursePhase phases[LINEUP_N_COURSE_PHASES][LINEUP_N_COURSE_EVENTS] = {
  [PHASE (NEW)] = {
    ON (QUEUE) = PHASE (QUEUED),
    ON (ENTER) = PHASE (ENTERING),
  },
  [PHASE (QUEUED)] = {
    ON (ADMIT) = PHASE (ADMITTED),
    ON (GIVE_UP) = PHASE (UNWINDING),
  },
  [PHASE (ENTERING)] = {
    ON (ADMIT) = PHASE (ADMITTED),
    ON (GIVE_UP) = PHASE (UNWINDING),
  },
  /* A sync that was cancelled meanwhile runs to its end without a note. */
  [PHASE (ADMITTED)] = {
    ON (NOTE) = PHASE (NOTING),
    ON (RUN) = PHASE (RUNNING),
    ON (PUT_OFF) = PHASE (PUT_OFF),
  },
  [PHASE (NOTING)] = {
    ON (RUN) = PHASE (RUNNING),
    ON (PUT_OFF) = PHASE (PUT_OFF),
  },
  [PHASE (RUNNING)] = {
    ON (PUT_OFF) = PHASE (PUT_OFF),
    ON (END) = PHASE (ENDING),
  },
  [PHASE (PUT_OFF)] = {
    ON (QUEUE) = PHASE (QUEUED),
    ON (ENTER) = PHASE (ENTERING),
  },
  [PHASE (ENDING)] = {
    ON (CLOSE) = PHASE (OVER),
  },
  [PHASE (UNWINDING)] = {
    ON (END) = PHASE (UNWOUND),
  },
  [PHASE (UNWOUND)] = {
    ON (CLOSE) = PHASE (OVER),
  },
};

LineupCoursePhase
lineup_course_phase_after (LineupCoursePhase phase, LineupCourseEvent event)
{
  g_return_val_if_fail ((guint)phase < LINEUP_N_COURSE_PHASES, LINEUP_COURSE_PHASE_NONE);
  g_return_val_if_fail ((guint)event < LINEUP_N_COURSE_EVENTS, LINEUP_COURSE_PHASE_NONE);

  return phases[phase][event];
}

gboolean
lineup_course_phase_has_turn (LineupCoursePhase phase)
{
  return phase == LINEUP_COURSE_PHASE_ADMITTED || phase == LINEUP_COURSE_PHASE_NOTING
         || phase == LINEUP_COURSE_PHASE_RUNNING || phase == LINEUP_COURSE_PHASE_ENDING;
}

gboolean
lineup_course_phase_is_waiting (LineupCoursePhase phase)
{
  return phase == LINEUP_COURSE_PHASE_QUEUED || phase == LINEUP_COURSE_PHASE_PUT_OFF;
}
