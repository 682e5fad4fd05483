/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupSignal:
 * @time: monotonic time when it arrived
 * @path: object path
 * @member: such as `Finished`
 * @parameters: a tuple
 *
 * One signal.
 */
typedef struct
{
  gint64 time;
  char *path;           /* (owned) */
  char *member;         /* (owned) */
  GVariant *parameters; /* (owned) */
} LineupSignal;

/**
 * lineup_signal_copy:
 *
 * Returns: (transfer full): a copy
 */
LineupSignal *lineup_signal_copy (const LineupSignal *self);

/**
 * lineup_signal_free:
 * @self: (transfer full): a signal
 */
void lineup_signal_free (LineupSignal *self);

#define LINEUP_TYPE_SIGNAL_LOG (lineup_signal_log_get_type ())
G_DECLARE_FINAL_TYPE (LineupSignalLog, lineup_signal_log, LINEUP, SIGNAL_LOG, GObject)

/**
 * LineupSignalLog:
 *
 * All signals of a service, in the order and at the time in which they arrive, whatever the main
 * loop is doing. Any thread may call any function.
 */

/**
 * LineupSignalFunc:
 * @signal: a signal
 * @user_data: what was given with it
 *
 * Returns: whether this is the one that is looked for
 */
typedef gboolean (*LineupSignalFunc) (const LineupSignal *signal, gpointer user_data);

/**
 * lineup_signal_log_new:
 * @connection: a connection to a bus
 * @name: well-known name of the service
 *
 * Returns: (transfer full): a log that has begun
 */
LineupSignalLog *lineup_signal_log_new (GDBusConnection *connection, const char *name);

/**
 * lineup_signal_log_stop:
 *
 * Listens no longer, so that the connection can be closed.
 */
void lineup_signal_log_stop (LineupSignalLog *self);

/**
 * lineup_signal_log_wait_owned:
 * @self: a log
 * @owned: whether somebody is to own the service's name
 * @until: monotonic time
 *
 * Returns: whether it came to be so in time
 */
gboolean lineup_signal_log_wait_owned (LineupSignalLog *self, gboolean owned, gint64 until);

/**
 * lineup_signal_log_wait:
 * @self: a log
 * @first: index of the first signal to look at
 * @func: says which one is looked for
 * @user_data: for @func
 *
 * Waits for a signal.
 *
 * Returns: its index, -1 when the service has gone, or it has become hopeless
 */
int lineup_signal_log_wait (LineupSignalLog *self,
                            guint first,
                            LineupSignalFunc func,
                            gpointer user_data);

/**
 * lineup_signal_log_get:
 *
 * Returns: (transfer full): a copy of the signal with that index
 */
LineupSignal *lineup_signal_log_get (LineupSignalLog *self, guint index);

/**
 * lineup_signal_log_get_all:
 * @self: a log
 * @path: (nullable): only of this object
 * @member: (nullable): only with this name
 *
 * Returns: (transfer full) (element-type LineupSignal): copies
 */
GPtrArray *lineup_signal_log_get_all (LineupSignalLog *self, const char *path, const char *member);

/**
 * lineup_signal_log_get_length:
 *
 * Returns: how many signals there are so far
 */
guint lineup_signal_log_get_length (LineupSignalLog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupSignal, lineup_signal_free)

G_END_DECLS
