/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_countdown_begin:
 * @task: a task without data of its own
 *
 * Has a task wait for calls that go on at the same time, and return %TRUE when the last of them has
 * ended. It waits for the caller, too, who ends with lineup_countdown_end() when all are begun: so
 * that one that ends at once, or none at all, is no exception.
 */
void lineup_countdown_begin (GTask *task);

/**
 * lineup_countdown_add:
 * @task: a task that counts
 *
 * Returns: (transfer full): the task, for a call that it waits for, to end with
 * lineup_countdown_end()
 */
GTask *lineup_countdown_add (GTask *task);

/**
 * lineup_countdown_end:
 * @owned_task: (transfer full): a task that counts
 *
 * Tells that a call has ended.
 */
void lineup_countdown_end (GTask *owned_task);

G_END_DECLS
