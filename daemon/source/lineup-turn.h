/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-host-queue.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_TURN (lineup_turn_get_type ())
G_DECLARE_FINAL_TYPE (LineupTurn, lineup_turn, LINEUP, TURN, GObject)

/**
 * LineupTurn:
 *
 * One guest's turn in a #LineupHostQueue, which may become another host's: one whose panel is at
 * another address than it was gives up the turn of the first host before it waits for the second's,
 * so that no two wait for each other.
 */

/**
 * lineup_turn_new:
 * @queue: in which it waits
 * @host: what a panel's patience is counted by: which it is the turn of at first
 * @flags: a #LineupGuestFlags
 *
 * Returns: (transfer full): a turn that has not come
 */
LineupTurn *lineup_turn_new (LineupHostQueue *queue, const char *host, LineupGuestFlags flags);

/**
 * lineup_turn_set_flags:
 * @self: a turn that nobody waits for
 * @flags: a #LineupGuestFlags, of whoever waits for it the next time
 */
void lineup_turn_set_flags (LineupTurn *self, LineupGuestFlags flags);

/**
 * lineup_turn_would_wait:
 *
 * Returns: whether it would have to be waited for now
 */
gboolean lineup_turn_would_wait (LineupTurn *self);

/**
 * lineup_turn_has:
 *
 * Returns: whether it is @host's, and has come
 */
gboolean lineup_turn_has (LineupTurn *self, const char *host);

/**
 * lineup_turn_take_async:
 * @self: a turn that nobody waits for
 * @host: (nullable): which it is to be the turn of; %NULL for that which it is or was of
 * @cancellable: (nullable): ends the waiting
 * @callback: called when it has come, which it may have long ago
 * @user_data: for @callback
 */
void lineup_turn_take_async (LineupTurn *self,
                             const char *host,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * lineup_turn_take_finish:
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it has come; if not, no host's is held
 */
gboolean lineup_turn_take_finish (LineupTurn *self, GAsyncResult *result, GError **error);

/**
 * lineup_turn_leave:
 * @self: a turn
 *
 * Makes room for the next, if it has come.
 */
void lineup_turn_leave (LineupTurn *self);

G_END_DECLS
