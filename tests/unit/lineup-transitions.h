/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupTransition:
 * @state: number of a state
 * @event: number of an event
 *
 * Returns: number of the state that follows, 0 if the event can't happen there
 */
typedef guint (*LineupTransition) (guint state, guint event);

/**
 * lineup_transitions_check:
 * @n_states: how many there are, with 0
 * @n_events: how many there are
 * @table: lines of single letters with spaces between them; the first has a letter for each event,
 *   and a colon ahead of them; the others are for the states from 1 on, each with its own letter,
 *   then what follows each event, a dot for an event that can't happen
 * @after: what is to be as @table says
 *
 * Tries out every event in every state.
 */
void lineup_transitions_check (guint n_states,
                               guint n_events,
                               const char *table,
                               LineupTransition after);

G_END_DECLS
