/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_DAEMON_PROCESS (lineup_daemon_process_get_type ())
G_DECLARE_FINAL_TYPE (LineupDaemonProcess, lineup_daemon_process, LINEUP, DAEMON_PROCESS, GObject)

/**
 * LineupDaemonProcess:
 *
 * A running daemon, as a child. It never outlives the test.
 */

/**
 * lineup_daemon_process_new:
 * @address: of the bus
 * @directory: where its home and all its XDG directories are
 * @arguments: (array zero-terminated=1) (nullable): for its command line
 *
 * Starts the program that the environment variable `LINEUPD` names. If `LINEUPD_WRAPPER` is set,
 * the program is run by that command, such as `valgrind -q`. What it prints goes to a file in
 * @directory, after what is there already.
 *
 * Returns: (transfer full): the child
 */
LineupDaemonProcess *lineup_daemon_process_new (const char *address,
                                                const char *directory,
                                                const char *const *arguments);

/**
 * lineup_daemon_process_send_signal:
 * @signal_number: such as `SIGTERM`
 */
void lineup_daemon_process_send_signal (LineupDaemonProcess *self, int signal_number);

/**
 * lineup_daemon_process_wait:
 * @self: a child
 * @microseconds: how long
 *
 * Returns: whether it has ended in time
 */
gboolean lineup_daemon_process_wait (LineupDaemonProcess *self, gint64 microseconds);

/**
 * lineup_daemon_process_exited_cleanly:
 * @self: a child that has ended
 *
 * Returns: whether it ended by itself with status 0
 */
gboolean lineup_daemon_process_exited_cleanly (LineupDaemonProcess *self);

/**
 * lineup_daemon_process_describe_end:
 * @self: a child that has ended
 *
 * Returns: (transfer full): how, such as `signal 11`
 */
char *lineup_daemon_process_describe_end (LineupDaemonProcess *self);

/**
 * lineup_daemon_process_get_pid:
 *
 * Returns: (nullable): the process id as text, %NULL when it has ended
 */
const char *lineup_daemon_process_get_pid (LineupDaemonProcess *self);

G_END_DECLS
