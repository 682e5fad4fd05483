/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupPlayground:
 *
 * A daemon, its bus and its panel, for tests of what includes nothing of the daemon: a player's
 * library has types of the same names, so that the two are never seen in one file.
 */
typedef struct _LineupPlayground LineupPlayground;

/**
 * LineupPlaygroundFunc:
 * @playground: with a daemon that runs
 */
typedef void (*LineupPlaygroundFunc) (LineupPlayground *playground);

/**
 * lineup_playground_test:
 * @path: of the test
 * @func: the test
 *
 * Adds a test.
 */
void lineup_playground_test (const char *path, LineupPlaygroundFunc func);

/**
 * lineup_playground_connect:
 *
 * Returns: (transfer full): a connection of its own
 */
GDBusConnection *lineup_playground_connect (LineupPlayground *self);

/**
 * lineup_playground_get_address:
 *
 * Returns: of the bus
 */
const char *lineup_playground_get_address (LineupPlayground *self);

void lineup_playground_start (LineupPlayground *self);
void lineup_playground_stop (LineupPlayground *self);
void lineup_playground_kill (LineupPlayground *self);

/**
 * lineup_playground_set_text:
 * @action: such as `get_vod_streams`
 * @text: what the panel answers to it
 */
void lineup_playground_set_text (LineupPlayground *self, const char *action, const char *text);

/**
 * lineup_playground_set_catalogue:
 *
 * Gives the panel a made-up catalogue.
 */
void lineup_playground_set_catalogue (
    LineupPlayground *self, guint channels, guint movies, guint series, guint revision);

/**
 * lineup_playground_set_slow:
 *
 * Has the panel answer nothing in the time of a test.
 */
void lineup_playground_set_slow (LineupPlayground *self);

/**
 * lineup_playground_make_settings:
 *
 * Returns: (transfer floating): settings of an account at the panel
 */
GVariant *lineup_playground_make_settings (LineupPlayground *self);

/**
 * lineup_playground_add:
 *
 * Adds an account, and syncs it.
 */
void lineup_playground_add (LineupPlayground *self, const char *account);

/**
 * lineup_playground_sync:
 *
 * Syncs, until a search finds all.
 */
void lineup_playground_sync (LineupPlayground *self, const char *account);

void lineup_playground_remove (LineupPlayground *self, const char *account);

/**
 * lineup_playground_forget:
 *
 * Deletes an account's settings, as a person may while no daemon runs.
 */
void lineup_playground_forget (LineupPlayground *self, const char *account);

/**
 * lineup_playground_call:
 * @interface: the last word of one
 * @parameters: (transfer floating): a tuple
 *
 * Makes a call on an account that has to succeed.
 *
 * Returns: (transfer full): the reply
 */
GVariant *lineup_playground_call (LineupPlayground *self,
                                  const char *account,
                                  const char *interface,
                                  const char *method,
                                  GVariant *parameters);

/**
 * lineup_playground_get:
 *
 * Returns: (transfer full): a property of the `Account` interface
 */
GVariant *lineup_playground_get (LineupPlayground *self, const char *account, const char *property);

G_END_DECLS
