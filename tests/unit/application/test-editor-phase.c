/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-editor-phase.h"

#include "lineup-transitions.h"

/* Phases: Idle, Tidying, Looking, Reloading, Adopting, Committing.
 * Events: tidy, look, reload, adopt, commit, end. */
static const char table[] = ": t l r a c e\n"
                            "I T L . . . .\n"
                            "T . . . . . I\n"
                            "L . . R . C I\n"
                            "R . . . A C I\n"
                            "A . . . . C I\n"
                            "C . . . . . I";

static guint
after (guint phase, guint event)
{
  return lineup_editor_phase_after ((LineupEditorPhase)phase, (LineupEditorEvent)event);
}

static void
test_table (void)
{
  lineup_transitions_check (LINEUP_N_EDITOR_PHASES, LINEUP_N_EDITOR_EVENTS, table, after);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor-phase/table", test_table);

  return g_test_run ();
}
