/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync-phase.h"

#include "lineup-transitions.h"

/* Phases: New, Opening, looking Up, Asking, Locked, Checking, Stepping, Held, Ended, cancelled (X).
 * Events: run, look up, ask, lock, check, step, hold, end, cancel (x). */
static const char table[] = ": r u a l c s h e x\n"
                            "N O . . . . . . . .\n"
                            "O . U A . . . . E X\n"
                            "U . . A L C S H E X\n"
                            "A . . . L C S H E X\n"
                            "L . U A . . . . . .\n"
                            "C . . . . . S H E X\n"
                            "S . . . . . S H E X\n"
                            "H . . . . . S . . X\n"
                            "E . . . . . . . . .\n"
                            "X . . . . . . . . .";

static guint
after (guint phase, guint event)
{
  return lineup_sync_phase_after ((LineupSyncPhase)phase, (LineupSyncEvent)event);
}

static void
test_table (void)
{
  lineup_transitions_check (LINEUP_N_SYNC_PHASES, LINEUP_N_SYNC_EVENTS, table, after);
}

static void
test_questions (void)
{
  for (guint i = 0; i < LINEUP_N_SYNC_PHASES; i++)
    {
      const LineupSyncPhase phase = (LineupSyncPhase)i;

      g_assert_cmpint (lineup_sync_phase_is_held (phase),
                       ==,
                       phase == LINEUP_SYNC_PHASE_LOCKED || phase == LINEUP_SYNC_PHASE_HELD);
      g_assert_cmpint (lineup_sync_phase_is_over (phase),
                       ==,
                       phase == LINEUP_SYNC_PHASE_ENDED || phase == LINEUP_SYNC_PHASE_CANCELLED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync-phase/table", test_table);
  g_test_add_func ("/sync-phase/questions", test_questions);

  return g_test_run ();
}
