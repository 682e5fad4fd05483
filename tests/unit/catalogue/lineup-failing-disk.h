/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_failing_disk_install:
 *
 * Makes SQLite write through a disk that can be made full. To be called before the first
 * connection.
 */
void lineup_failing_disk_install (void);

/**
 * lineup_failing_disk_set_room:
 * @n_writes: the disk takes so many more writes and is full then; -1 for a disk that is never full
 */
void lineup_failing_disk_set_room (gint n_writes);

/**
 * lineup_failing_disk_die_at:
 * @n_writes: the process is killed instead of the write after so many more
 */
void lineup_failing_disk_die_at (gint n_writes);

/**
 * lineup_failing_disk_has_failed:
 *
 * Returns: whether a write has failed since the room was set
 */
gboolean lineup_failing_disk_has_failed (void);

G_END_DECLS
