/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupFakeBus:
 *
 * A bus, and everybody on it, at the other end of a connection. It is no process, and whoever calls
 * by it is only a name: a test says what they call, when they leave, and whether they take what is
 * sent to them. For the main thread.
 */
typedef struct _LineupFakeBus LineupFakeBus;

/**
 * lineup_fake_bus_new:
 *
 * Returns: (transfer full): a bus to which one connection is made
 */
LineupFakeBus *lineup_fake_bus_new (void);

/**
 * lineup_fake_bus_free:
 * @self: (transfer full): a bus, whose connection ends
 */
void lineup_fake_bus_free (LineupFakeBus *self);

/**
 * lineup_fake_bus_get_connection:
 *
 * Returns: (transfer none): the connection to it
 */
GDBusConnection *lineup_fake_bus_get_connection (LineupFakeBus *self);

/**
 * lineup_fake_bus_call:
 * @self: a bus
 * @sender: who calls, such as `:1.7`
 * @path: of what is called
 * @interface: of what is called
 * @method: what is called
 * @arguments: a floating reference is taken
 *
 * Returns: number of the call
 */
guint32 lineup_fake_bus_call (LineupFakeBus *self,
                              const char *sender,
                              const char *path,
                              const char *interface,
                              const char *method,
                              GVariant *arguments);

/**
 * lineup_fake_bus_get_reply:
 * @self: a bus
 * @call: number of a call
 *
 * Returns: (transfer none) (nullable): its reply, if that has come
 */
GDBusMessage *lineup_fake_bus_get_reply (LineupFakeBus *self, guint32 call);

/**
 * lineup_fake_bus_await_reply:
 * @self: a bus
 * @call: number of a call
 *
 * Returns: (transfer none): its reply, which comes
 */
GDBusMessage *lineup_fake_bus_await_reply (LineupFakeBus *self, guint32 call);

/**
 * lineup_fake_bus_await_error:
 * @self: a bus
 * @call: number of a call
 *
 * Returns: (transfer none) (nullable): the name of the error that it ends with, %NULL without one
 */
const char *lineup_fake_bus_await_error (LineupFakeBus *self, guint32 call);

/**
 * lineup_fake_bus_leave:
 * @self: a bus
 * @name: of somebody who leaves it
 */
void lineup_fake_bus_leave (LineupFakeBus *self, const char *name);

/**
 * lineup_fake_bus_hold_pongs:
 * @self: a bus
 * @held: whether those who are pinged keep silent; those who did answer when they don't any more
 */
void lineup_fake_bus_hold_pongs (LineupFakeBus *self, gboolean held);

/**
 * lineup_fake_bus_give_pongs_up:
 * @self: a bus
 *
 * Those who keep silent have done so for longer than they are waited for.
 */
void lineup_fake_bus_give_pongs_up (LineupFakeBus *self);

/**
 * lineup_fake_bus_count_pings:
 *
 * Returns: how many pings there have been
 */
guint lineup_fake_bus_count_pings (LineupFakeBus *self);

/**
 * lineup_fake_bus_count_rules:
 *
 * Returns: how many signals the connection wants to be told of
 */
guint lineup_fake_bus_count_rules (LineupFakeBus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFakeBus, lineup_fake_bus_free)

G_END_DECLS
