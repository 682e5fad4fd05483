/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-call.h"
#include "lineup-clock.h"

G_BEGIN_DECLS

/* Calls of one caller that are at work at once. With a single page in the making, others wait for
 * that one at most. */
#define LINEUP_CALLER_MAX_READING 1
#define LINEUP_CALLER_MAX_COPYING 1
#define LINEUP_CALLER_MAX_ASKING  16
#define LINEUP_CALLER_MAX_ACTING  16

/* Calls of one caller that are in hand, and bytes that they may take; a single one may take more.
 */
#define LINEUP_CALLER_MAX_CALLS 1024
#define LINEUP_CALLER_MAX_BYTES (8 * 1024 * 1024)

/* Bytes of replies that a caller has not taken yet, beyond which no call of theirs begins. An open
 * file counts for as many bytes as are in a quarter of it: a bus has few of those at a time. */
#define LINEUP_CALLER_CREDIT (4 * 1024 * 1024)
#define LINEUP_CALLER_FILE   (LINEUP_CALLER_CREDIT / 4)

/**
 * LineupCaller:
 *
 * Somebody on the bus, the calls of theirs that are in hand, and how much they have not taken yet
 * of what was replied. Has a reference count.
 *
 * Nothing tells what still lies at the bus, which reads no more from us when that becomes too much,
 * whoever it is for. So a caller who was sent much is pinged: the answer comes when all that was
 * sent before has been taken. Who gives none in a while may be one who never does, and gets as much
 * again, but what waited all that time is refused.
 */
typedef struct _LineupCaller LineupCaller;

/**
 * LineupCallerFunc:
 * @caller: somebody
 * @owner: who is told
 */
typedef void (*LineupCallerFunc) (LineupCaller *caller, gpointer owner);

/**
 * lineup_caller_new:
 * @connection: to the bus
 * @name: their unique name
 * @clock: says for how long their calls wait
 * @on_ready: called when a call may begin, of theirs or of somebody else
 * @on_left: called when they have left the bus, and their calls are cancelled
 * @owner: for both, a #GObject; the calls in hand keep it
 *
 * Returns: (transfer full): somebody without a call
 */
LineupCaller *lineup_caller_new (GDBusConnection *connection,
                                 const char *name,
                                 LineupClock *clock,
                                 LineupCallerFunc on_ready,
                                 LineupCallerFunc on_left,
                                 gpointer owner);

LineupCaller *lineup_caller_ref (LineupCaller *self);

void lineup_caller_unref (LineupCaller *self);

/**
 * lineup_caller_forget:
 * @self: (transfer full): somebody
 *
 * Ends to watch them. Their calls in hand go on.
 */
void lineup_caller_forget (LineupCaller *self);

/**
 * lineup_caller_get_name:
 *
 * Returns: (transfer none): their unique name
 */
const char *lineup_caller_get_name (LineupCaller *self);

/**
 * lineup_caller_get_clock:
 *
 * Returns: (transfer none): says for how long their calls wait
 */
LineupClock *lineup_caller_get_clock (LineupCaller *self);

/**
 * lineup_caller_is_busy:
 *
 * Returns: whether calls of theirs are in hand
 */
gboolean lineup_caller_is_busy (LineupCaller *self);

/**
 * lineup_caller_check_bounds:
 * @self: somebody
 * @error: %G_DBUS_ERROR_LIMITS_EXCEEDED
 *
 * Returns: whether they have no more calls in hand than they may
 */
gboolean lineup_caller_check_bounds (LineupCaller *self, GError **error);

/**
 * lineup_caller_is_deaf:
 *
 * Returns: whether they go on calling, and take not even what they are refused with
 */
gboolean lineup_caller_is_deaf (LineupCaller *self);

/**
 * lineup_caller_count_running:
 *
 * Returns: how many of their calls are at work in a lane
 */
guint lineup_caller_count_running (LineupCaller *self, LineupLane lane);

/**
 * lineup_caller_start:
 * @self: somebody
 * @lane: a lane
 *
 * Begins the call of theirs that is first in a lane, if they may have one more at work.
 *
 * Returns: whether one was begun
 */
gboolean lineup_caller_start (LineupCaller *self, LineupLane lane);

/**
 * lineup_caller_cancel_all:
 *
 * Cancels their calls.
 */
void lineup_caller_cancel_all (LineupCaller *self);

/**
 * lineup_caller_steal_cost:
 *
 * Returns: bytes that their calls, and the replies to them, have taken since this was asked last
 */
gsize lineup_caller_steal_cost (LineupCaller *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCaller, lineup_caller_unref)

G_END_DECLS
