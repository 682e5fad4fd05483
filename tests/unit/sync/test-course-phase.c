/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-course-phase.h"

#include "lineup-transitions.h"

/* Phases: new (0), Queued, Entering, Admitted, Noting, Running, Put off, ending (F), Unwinding,
 * unwound (W), over (X).
 * Events: queue, enter, admit, note, run, put off, give up, end (f), close (x). */
static const char table[] = ": q e a n r p g f x\n"
                            "0 Q E . . . . . . .\n"
                            "Q . . A . . . U . .\n"
                            "E . . A . . . U . .\n"
                            "A . . . N R P . . .\n"
                            "N . . . . R P . . .\n"
                            "R . . . . . P . F .\n"
                            "P Q E . . . . . . .\n"
                            "F . . . . . . . . X\n"
                            "U . . . . . . . W .\n"
                            "W . . . . . . . . X\n"
                            "X . . . . . . . . .";

static guint
after (guint phase, guint event)
{
  return lineup_course_phase_after ((LineupCoursePhase)phase, (LineupCourseEvent)event);
}

static void
test_table (void)
{
  lineup_transitions_check (LINEUP_N_COURSE_PHASES, LINEUP_N_COURSE_EVENTS, table, after);
}

/* A turn comes with the queue's word alone, and whoever waits for one, or for an obstacle to go,
 * has none. */
static void
test_turn (void)
{
  for (guint i = 0; i < LINEUP_N_COURSE_PHASES; i++)
    {
      const LineupCoursePhase phase = (LineupCoursePhase)i;
      const gboolean has_turn = lineup_course_phase_has_turn (phase);

      g_assert_false (has_turn && lineup_course_phase_is_waiting (phase));
      for (guint event = 0; event < LINEUP_N_COURSE_EVENTS; event++)
        {
          const LineupCoursePhase next = lineup_course_phase_after (phase,
                                                                    (LineupCourseEvent)event);

          if (next != LINEUP_COURSE_PHASE_NONE && !has_turn)
            g_assert_cmpint (
                lineup_course_phase_has_turn (next), ==, event == LINEUP_COURSE_EVENT_ADMIT);
        }
    }
  g_assert_true (lineup_course_phase_is_waiting (LINEUP_COURSE_PHASE_QUEUED));
  g_assert_true (lineup_course_phase_is_waiting (LINEUP_COURSE_PHASE_PUT_OFF));
  g_assert_false (lineup_course_phase_is_waiting (LINEUP_COURSE_PHASE_ENTERING));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/course-phase/table", test_table);
  g_test_add_func ("/course-phase/turn", test_turn);

  return g_test_run ();
}
