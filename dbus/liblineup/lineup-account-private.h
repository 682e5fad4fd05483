/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account.h"
#include "lineup-connection-private.h"

G_BEGIN_DECLS

/**
 * lineup_account_new:
 * @path: of its object
 *
 * Returns: (transfer full): an account of which nothing is known yet
 */
LineupAccount *lineup_account_new (LineupConnection *connection, const char *path);

/**
 * lineup_account_take_interfaces:
 * @interfaces: an `a{sa{sv}}`
 *
 * Learns all properties. A daemon that was started anew may have done anything meanwhile:
 * `refreshed` says so.
 */
void lineup_account_take_interfaces (LineupAccount *self, GVariant *interfaces);

/**
 * lineup_account_take_signal:
 * @interface: with its prefix
 * @parameters: its tuple
 *
 * Learns of a signal of the account's object.
 */
void lineup_account_take_signal (LineupAccount *self,
                                 const char *interface,
                                 const char *member,
                                 GVariant *parameters);

/**
 * lineup_account_vanish:
 *
 * Learns that the daemon has ended, and with it what ran.
 */
void lineup_account_vanish (LineupAccount *self);

/**
 * lineup_account_remove:
 *
 * Learns that the account is no more.
 */
void lineup_account_remove (LineupAccount *self);

/**
 * lineup_account_get_connection:
 *
 * Returns: (transfer none): where calls go
 */
LineupConnection *lineup_account_get_connection (LineupAccount *self);

/**
 * lineup_account_get_value:
 * @interface: the last word of one
 * @member: a property of it
 *
 * Returns: (transfer none) (nullable): its value
 */
GVariant *lineup_account_get_value (LineupAccount *self, const char *interface, const char *member);

/**
 * lineup_account_end_call:
 * @source: the account
 * @result: of lineup_account_call_async()
 * @owned_task: a task that ends with whether the call was answered, or the error
 *
 * A #GAsyncReadyCallback for calls of whose reply nothing is wanted.
 */
void lineup_account_end_call (GObject *source, GAsyncResult *result, gpointer owned_task);

G_END_DECLS
