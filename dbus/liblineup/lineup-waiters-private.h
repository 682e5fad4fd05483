/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupWaiters:
 *
 * Calls that wait for the same. One that is cancelled is told at once, and is then none of them any
 * more.
 */
typedef GPtrArray LineupWaiters;

/**
 * lineup_waiters_new:
 *
 * Returns: (transfer full): nobody
 */
LineupWaiters *lineup_waiters_new (void);

/**
 * lineup_waiters_add:
 *
 * Adds one.
 */
void lineup_waiters_add (LineupWaiters *self, GTask *task);

/**
 * lineup_waiters_steal:
 * @index: of one of them
 *
 * Returns: (transfer full): the one, who is to be told now
 */
GTask *lineup_waiters_steal (LineupWaiters *self, guint index);

/**
 * lineup_waiters_end:
 * @error: (nullable): why it does not come
 *
 * Tells all of them, with %TRUE or with the error.
 */
void lineup_waiters_end (LineupWaiters *self, const GError *error);

G_END_DECLS
