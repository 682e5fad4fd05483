/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupAwait:
 *
 * What an asynchronous call ended with, %NULL while it runs. Begin with %NULL, and give its address
 * to the call as user data, along with lineup_await_callback().
 */
typedef GAsyncResult LineupAwait;

/**
 * lineup_await_callback:
 * @source: the object that was called
 * @result: how it ended
 * @user_data: address of a #LineupAwait that is still %NULL
 *
 * Takes note of a call's end, which comes once.
 */
void lineup_await_callback (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * lineup_await:
 * @await: where lineup_await_callback() takes note
 *
 * Runs the main loop until the call has ended; ends the program when that has become hopeless.
 *
 * Returns: (transfer none): the result, for the call's finish function
 */
GAsyncResult *lineup_await (LineupAwait **await);

/**
 * LineupAwaitFunc:
 * @user_data: what was given with it
 *
 * Returns: whether there is nothing more to wait for
 */
typedef gboolean (*LineupAwaitFunc) (gpointer user_data);

/**
 * lineup_await_until:
 * @func: says when it is enough
 * @user_data: for @func
 *
 * Runs the main loop until @func says so; ends the program when that has become hopeless.
 */
void lineup_await_until (LineupAwaitFunc func, gpointer user_data);

/**
 * lineup_await_nothing:
 *
 * Runs what is ready on the main loop, and waits for nothing.
 */
void lineup_await_nothing (void);

/**
 * lineup_await_finalize:
 * @object: (transfer full): an object, which nothing should hold but calls that are ending
 *
 * Lets go of @object and waits until it has gone: a worker thread's reference may live a moment
 * longer than its result.
 */
void lineup_await_finalize (gpointer object);

G_END_DECLS
