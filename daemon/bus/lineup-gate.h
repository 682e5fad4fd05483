/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-callers.h"

G_BEGIN_DECLS

/* What all method calls of all our interfaces go through, those included that set properties: here
 * they become calls in hand, of which a caller has only so many, and wait for their turn. For the
 * main thread. */

/**
 * lineup_gate_new_interface:
 * @type: a generated skeleton, or one derived from it
 *
 * Returns: (transfer full): an interface of that type; its methods are handled in their turn
 */
gpointer lineup_gate_new_interface (GType type);

/**
 * lineup_gate_set_queued:
 * @interface: an interface
 * @methods: (array zero-terminated=1): static; names of methods
 *
 * Has these methods handled as soon as they are called: their handlers get the call in hand from
 * lineup_gate_receive(), and queue it. All others are handled in %LINEUP_LANE_ACTING.
 */
void lineup_gate_set_queued (gpointer interface, const char *const *methods);

/**
 * lineup_gate_receive:
 * @invocation: (transfer full): a method call that came through
 *
 * Returns: (transfer full): the call in hand, to be queued or replied to
 */
LineupCall *lineup_gate_receive (GDBusMethodInvocation *invocation);

/**
 * lineup_gate_open:
 * @interface: an interface from lineup_gate_new_interface(); no other one passes
 * @callers: who may call it
 *
 * Has to be called before the interface is exported.
 */
void lineup_gate_open (gpointer interface, LineupCallers *callers);

G_END_DECLS
