/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-phase.h"

#include "lineup-transitions.h"

/* Phases: New, Planning, Reading, Matching, Expiring (X), Held, Ended, Cancelled. Events: plan,
 * read, match, expire (x), hold, end, cancel. */
static const char table[] = ": p r m x h e c\n"
                            "N P . . . . . .\n"
                            "P . R M X H E C\n"
                            "R . R M X H E C\n"
                            "M . R . X H E C\n"
                            "X . . . . H E C\n"
                            "H P . . . . . C\n"
                            "E . . . . . . .\n"
                            "C . . . . . . .";

static guint
after (guint phase, guint event)
{
  return lineup_guide_phase_after ((LineupGuidePhase)phase, (LineupGuideEvent)event);
}

static void
test_table (void)
{
  lineup_transitions_check (LINEUP_N_GUIDE_PHASES, LINEUP_N_GUIDE_EVENTS, table, after);
}

static void
test_questions (void)
{
  for (guint i = 0; i < LINEUP_N_GUIDE_PHASES; i++)
    {
      const LineupGuidePhase phase = (LineupGuidePhase)i;

      g_assert_cmpint (lineup_guide_phase_is_over (phase),
                       ==,
                       phase == LINEUP_GUIDE_PHASE_ENDED || phase == LINEUP_GUIDE_PHASE_CANCELLED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/guide-phase/table", test_table);
  g_test_add_func ("/guide-phase/questions", test_questions);

  return g_test_run ();
}
