/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Threads that run at once, at most. */
#define LINEUP_READ_THREADS_MAX 4

/**
 * LineupReadThreads:
 *
 * The threads that read databases: a few for all of them together, begun when there is
 * something to read. One that had nothing to do for a while ends. They are none of GLib's pools,
 * which grow as long as somebody waits. For any thread; has a reference count.
 */
typedef struct _LineupReadThreads LineupReadThreads;

/**
 * lineup_read_threads_new:
 * @idle_time: how long a thread waits for more to do before it ends, in microseconds
 *
 * Returns: (transfer full): no thread yet
 */
LineupReadThreads *lineup_read_threads_new (gint64 idle_time);

LineupReadThreads *lineup_read_threads_ref (LineupReadThreads *self);

/**
 * lineup_read_threads_unref:
 * @self: (transfer full): threads; what was pushed is done all the same
 */
void lineup_read_threads_unref (LineupReadThreads *self);

/**
 * lineup_read_threads_push:
 * @self: threads
 * @task: what to do; has to be returned by @func
 * @func: does it, on one of the threads
 *
 * Has something done as soon as a thread is free, in the order in which it was pushed. Where the
 * system gives no thread at all, the task returns %LINEUP_ERROR_DATABASE.
 */
void lineup_read_threads_push (LineupReadThreads *self, GTask *task, GTaskThreadFunc func);

/**
 * lineup_read_threads_count:
 *
 * Returns: how many threads there are
 */
guint lineup_read_threads_count (LineupReadThreads *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupReadThreads, lineup_read_threads_unref)

G_END_DECLS
