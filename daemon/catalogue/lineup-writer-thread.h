/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupWriterThread:
 *
 * Does one thing after another on a thread that gives way to all others, and that exists only while
 * there is something to do. Whoever waits for an answer is waiting now; nobody sees whether an
 * import takes a little longer.
 */
typedef struct _LineupWriterThread LineupWriterThread;

/**
 * lineup_writer_thread_new:
 * @func: does what is pushed; it has to outlive all of it together with @user_data
 * @user_data: for @func
 *
 * Returns: (transfer full): a thread with nothing to do
 */
LineupWriterThread *lineup_writer_thread_new (GFunc func, gpointer user_data);

/**
 * lineup_writer_thread_free:
 * @self: (transfer full): a thread with nothing to do; any thread may call, this one too
 */
void lineup_writer_thread_free (LineupWriterThread *self);

/**
 * lineup_writer_thread_push:
 * @self: a thread
 * @data: for its function, when all that was pushed before is done
 */
void lineup_writer_thread_push (LineupWriterThread *self, gpointer data);

G_END_DECLS
