/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-session.h"

#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/**
 * lineup_ctl_place_complete:
 * @settings: settings of an account, as somebody has given them
 * @files: what goes with the call
 * @error: what is wrong with them, or why something is not known
 *
 * Completes where an account's catalogue is from: opens the `file` of a playlist, and asks for an
 * address where there is neither; for a panel's login, also for a user name and a password, as far
 * as they are not there.
 *
 * Returns: whether all is there
 */
gboolean lineup_ctl_place_complete (GVariantDict *settings, GUnixFDList *files, GError **error);

/**
 * lineup_ctl_place_open:
 * @settings: settings of an account, whose `file` may be a path
 * @files: what goes with the call
 * @error: why it can't be opened
 *
 * Opens the file, if there is one.
 *
 * Returns: whether there is none, or it was opened
 */
gboolean lineup_ctl_place_open (GVariantDict *settings, GUnixFDList *files, GError **error);

/**
 * lineup_ctl_place_send:
 * @session: the daemon
 * @method: of the manager: `AddAccount` or `UpdateAccount`
 * @id: of the account
 * @settings: (transfer floating): as the method takes them
 * @files: what goes with the call
 * @error: of the method
 *
 * Returns: whether it was done
 */
gboolean lineup_ctl_place_send (LineupCtlSession *session,
                                const char *method,
                                const char *id,
                                GVariant *settings,
                                GUnixFDList *files,
                                GError **error);

G_END_DECLS
