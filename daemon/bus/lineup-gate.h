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
 * LineupGateSetFunc:
 * @interface: an interface
 * @name: of a property that can be written
 * @value: what it is to be, of its type
 * @owned_invocation: the call, to be replied to
 * @user_data: what was given with the function
 */
typedef void (*LineupGateSetFunc) (gpointer interface,
                                   const char *name,
                                   GVariant *value,
                                   GDBusMethodInvocation *owned_invocation,
                                   gpointer user_data);

/**
 * lineup_gate_set_setter:
 * @interface: an interface with properties that can be written
 * @func: sets them
 * @user_data: (transfer full): for @func
 * @user_data_free: (nullable): frees @user_data with the interface
 *
 * Has properties set as methods are called: generated code replies before anything can be saved, or
 * refused. Has to be called before the interface is exported.
 */
void lineup_gate_set_setter (gpointer interface,
                             LineupGateSetFunc func,
                             gpointer user_data,
                             GDestroyNotify user_data_free);

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
