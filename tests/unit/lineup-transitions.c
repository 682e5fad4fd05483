/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-transitions.h"

/* The letter of a state is the first of its line. */
static char
get_letter (char **lines, guint state)
{
  return state == 0 ? '.' : *lines[state];
}

static void
check_line (char **lines, guint state, guint n_events, LineupTransition after)
{
  g_auto (GStrv) events = g_strsplit (lines[0], " ", -1);
  g_auto (GStrv) cells = g_strsplit (lines[state], " ", -1);

  g_assert_cmpuint (g_strv_length (events), ==, n_events + 1);
  g_assert_cmpuint (g_strv_length (cells), ==, n_events + 1);
  for (guint event = 0; event < n_events; event++)
    {
      const char letter = get_letter (lines, after (state, event));

      g_test_message ("%s at %s", events[event + 1], cells[0]);
      g_assert_cmpint (letter, ==, *cells[event + 1]);
    }
}

void
lineup_transitions_check (guint n_states, guint n_events, const char *table, LineupTransition after)
{
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, n_states);
  for (guint state = 1; state < n_states; state++)
    check_line (lines, state, n_events, after);
  for (guint event = 0; event < n_events; event++)
    g_assert_cmpuint (after (0, event), ==, 0);
}
