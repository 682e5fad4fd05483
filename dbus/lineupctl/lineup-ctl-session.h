/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"

G_BEGIN_DECLS

#define LINEUP_CTL_TYPE_SESSION (lineup_ctl_session_get_type ())
G_DECLARE_FINAL_TYPE (LineupCtlSession, lineup_ctl_session, LINEUP_CTL, SESSION, GObject)

/**
 * LineupCtlSession:
 *
 * The daemon as a caller sees it: its manager and its accounts. Calls wait for their reply: a
 * command has nothing else to do meanwhile. Signals come when a main loop runs.
 */

/**
 * lineup_ctl_session_new:
 * @start: whether to start the daemon where it does not run
 * @error: why it is not there
 *
 * Returns: (transfer full): the daemon, or %NULL with an error
 */
LineupCtlSession *lineup_ctl_session_new (gboolean start, GError **error);

/**
 * lineup_ctl_session_get_connection:
 *
 * Returns: (transfer none): the bus
 */
GDBusConnection *lineup_ctl_session_get_connection (LineupCtlSession *self);

/**
 * lineup_ctl_session_get_manager:
 *
 * Returns: (transfer none): where accounts are added and removed
 */
LineupDBusManager *lineup_ctl_session_get_manager (LineupCtlSession *self);

/**
 * lineup_ctl_session_get_accounts:
 *
 * Returns: (transfer none) (element-type LineupDBusObject): all accounts, by id
 */
GPtrArray *lineup_ctl_session_get_accounts (LineupCtlSession *self);

/**
 * lineup_ctl_session_find:
 * @self: a session
 * @id: (nullable): an account's id; %NULL for the only one that there is
 * @error: why there is none
 *
 * Returns: (transfer none): the account, or %NULL with an error
 */
LineupDBusObject *lineup_ctl_session_find (LineupCtlSession *self, const char *id, GError **error);

/**
 * lineup_ctl_session_choose:
 * @self: a session
 * @id: (nullable): an account's id; %NULL for all of them
 * @error: why there is none
 *
 * Returns: (transfer container) (element-type LineupDBusObject): at least one account, or %NULL
 * with an error
 */
GPtrArray *lineup_ctl_session_choose (LineupCtlSession *self, const char *id, GError **error);

/**
 * lineup_ctl_session_get_guide:
 * @object: an account
 * @error: that the daemon has none
 *
 * Returns: (transfer none): what is on at its channels, or %NULL with an error
 */
LineupDBusGuide *lineup_ctl_session_get_guide (LineupDBusObject *object, GError **error);

/**
 * lineup_ctl_session_get_library:
 * @object: an account
 * @error: that the daemon has none
 *
 * Returns: (transfer none): what a person has said of its items, or %NULL with an error
 */
LineupDBusLibrary *lineup_ctl_session_get_library (LineupDBusObject *object, GError **error);

/**
 * lineup_ctl_session_get_id:
 * @object: an account
 *
 * Returns: (transfer none): its id
 */
const char *lineup_ctl_session_get_id (LineupDBusObject *object);

G_END_DECLS
