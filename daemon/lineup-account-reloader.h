/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-application.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_RELOADER (lineup_account_reloader_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupAccountReloader, lineup_account_reloader, LINEUP, ACCOUNT_RELOADER, GObject)

/**
 * LineupAccountReloader:
 *
 * Notices when a person edits the key file of an account that is at work, and applies it: as
 * UpdateAccount() does where the address is another one. What can't be read, or is out of range, is
 * reported in the log and changes nothing. A new file, and one that is deleted, are taken note of
 * at the next start. For the main thread.
 */

/**
 * lineup_account_reloader_new:
 * @application: has the accounts; not referenced, has to outlive this object
 * @directory: folder of the key files, made if it is not there
 *
 * Returns: (transfer full): a reloader; what it can't watch is reported in the log
 */
LineupAccountReloader *
lineup_account_reloader_new (LineupApplication *application, const char *directory);

G_END_DECLS
