/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Stands between the catalogue and SQLite: looks at every single step of its virtual machine, where
 * the catalogue looks at every few thousandth. Programs with it are linked with
 * --wrap=sqlite3_progress_handler. For one thread.
 */

/**
 * lineup_step_counter_begin:
 * @n_steps: after how many more steps to cancel, 0 for never
 * @cancellable: (nullable): what is cancelled then
 *
 * Counts from 0.
 */
void lineup_step_counter_begin (guint64 n_steps, GCancellable *cancellable);

/**
 * lineup_step_counter_end:
 *
 * Cancels nothing any more.
 *
 * Returns: how many steps there have been
 */
guint64 lineup_step_counter_end (void);

G_END_DECLS
