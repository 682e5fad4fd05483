/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-call.h"
#include "lineup-caller.h"

G_BEGIN_DECLS

/* What a call and its caller know of each other. */

/**
 * lineup_call_new:
 * @caller: who calls
 * @invocation: the call, which has this one until it was replied to
 *
 * Returns: (transfer none): a call in hand
 */
LineupCall *lineup_call_new (LineupCaller *caller, GDBusMethodInvocation *invocation);

/**
 * lineup_call_get:
 * @invocation: (transfer full): a call
 *
 * Returns: (transfer full): the call in hand
 */
LineupCall *lineup_call_get (GDBusMethodInvocation *invocation);

/**
 * lineup_call_get_invocation:
 *
 * Returns: (transfer none): what it was made of
 */
GDBusMethodInvocation *lineup_call_get_invocation (LineupCall *self);

/**
 * lineup_call_begin:
 * @self: (transfer full): a call that was the first to wait in its lane
 */
void lineup_call_begin (LineupCall *self);

/**
 * lineup_call_refuse:
 * @self: (transfer full): a call that waits in no lane any more
 * @error: (transfer full): why its turn will not come
 */
void lineup_call_refuse (LineupCall *self, GError *error);

/**
 * lineup_call_get_size:
 *
 * Returns: bytes that it takes
 */
gsize lineup_call_get_size (LineupCall *self);

/**
 * lineup_call_get_word:
 *
 * Returns: (transfer none) (nullable): what its caller calls it
 */
const char *lineup_call_get_word (LineupCall *self);

/**
 * lineup_call_get_age:
 *
 * Returns: how long ago it was queued last, in microseconds
 */
gint64 lineup_call_get_age (LineupCall *self);

/**
 * lineup_caller_add:
 * @self: who calls
 * @call: (transfer none): their call, until lineup_caller_end()
 */
void lineup_caller_add (LineupCaller *self, LineupCall *call);

/**
 * lineup_caller_find:
 * @self: who calls
 * @word: what they call a call
 *
 * Returns: (transfer none) (nullable): that call
 */
LineupCall *lineup_caller_find (LineupCaller *self, const char *word);

/**
 * lineup_caller_wait:
 * @self: who calls
 * @call: (transfer full): their call
 * @lane: where it waits for its turn
 *
 * The call begins sooner or later, or at once.
 */
void lineup_caller_wait (LineupCaller *self, LineupCall *call, LineupLane lane);

/**
 * lineup_caller_withdraw:
 * @self: who calls
 * @call: their call
 *
 * Returns: (transfer full) (nullable): the call, which waits no more; %NULL if it did not
 */
LineupCall *lineup_caller_withdraw (LineupCaller *self, LineupCall *call);

/**
 * lineup_caller_end:
 * @self: who calls
 * @call: their call
 * @lanes: bits of those where it was at work
 * @n_bytes: bytes of the reply
 *
 * The call has been replied to: it may be the turn of another one.
 */
void lineup_caller_end (LineupCaller *self, LineupCall *call, guint lanes, gsize n_bytes);

G_END_DECLS
