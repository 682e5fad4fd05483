/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_HOST_QUEUE (lineup_host_queue_get_type ())
G_DECLARE_FINAL_TYPE (LineupHostQueue, lineup_host_queue, LINEUP, HOST_QUEUE, GObject)

/* Syncs at once, on different hosts; of those, such that began by themselves. */
#define LINEUP_HOST_QUEUE_SLOTS           3
#define LINEUP_HOST_QUEUE_SCHEDULED_SLOTS 2

/**
 * LineupGuestFlags:
 * @LINEUP_GUEST_ATTENDED: a person waits for it
 * @LINEUP_GUEST_STEPS_ASIDE: it makes way for those that do not, see #LineupHostQueue::wanted
 *
 * What somebody is like who enters the queue.
 */
typedef enum
{
  LINEUP_GUEST_NONE = 0,
  LINEUP_GUEST_ATTENDED = 1 << 0,
  LINEUP_GUEST_STEPS_ASIDE = 1 << 1,
} LineupGuestFlags;

/**
 * LineupHostQueue:
 *
 * Lets syncs, or single requests, run a few at a time, and one at a time for the same host, first
 * come, first served. Those for which a person waits come before those that began by themselves,
 * which leave them a slot.
 *
 * Who steps aside comes after all that do not, and never keeps one of them waiting: neither takes
 * it a slot from them, nor, for longer than it needs to leave, the host.
 */

/**
 * lineup_host_queue_new:
 *
 * Returns: (transfer full): an empty queue
 */
LineupHostQueue *lineup_host_queue_new (void);

/**
 * lineup_host_queue_new_for_requests:
 *
 * Makes a queue of what is small: single requests for which somebody waits, and which are not to
 * wait behind a list. Each host gets one at a time; how many hosts there are does not matter.
 *
 * Returns: (transfer full): an empty queue
 */
LineupHostQueue *lineup_host_queue_new_for_requests (void);

/**
 * lineup_host_queue_would_wait:
 * @self: a queue
 * @host: what the panel's patience is counted by
 * @flags: a #LineupGuestFlags
 *
 * Returns: whether a sync for @host would have to wait now
 */
gboolean
lineup_host_queue_would_wait (LineupHostQueue *self, const char *host, LineupGuestFlags flags);

/**
 * lineup_host_queue_enter_async:
 * @self: a queue
 * @host: what the panel's patience is counted by
 * @flags: a #LineupGuestFlags
 * @cancellable: (nullable): leaves the queue
 * @callback: called when it is @host's turn
 * @user_data: for @callback
 */
void lineup_host_queue_enter_async (LineupHostQueue *self,
                                    const char *host,
                                    LineupGuestFlags flags,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_host_queue_enter_finish:
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the sync may run; then lineup_host_queue_leave() is owed
 */
gboolean
lineup_host_queue_enter_finish (LineupHostQueue *self, GAsyncResult *result, GError **error);

/**
 * lineup_host_queue_set_attended:
 * @self: a queue
 * @cancellable: with which somebody has entered
 * @attended: whether a person waits for it now
 *
 * Changes the place of one that still waits.
 */
void lineup_host_queue_set_attended (LineupHostQueue *self,
                                     GCancellable *cancellable,
                                     gboolean attended);

/**
 * lineup_host_queue_leave:
 * @self: a queue
 * @host: as it entered
 *
 * Makes room for the next.
 */
void lineup_host_queue_leave (LineupHostQueue *self, const char *host);

/**
 * LineupHostQueue::wanted:
 * @self: the queue
 * @host: whose turn somebody has who steps aside
 *
 * Another one waits for that alone. Told again whenever something changes, until it has left.
 */

G_END_DECLS
