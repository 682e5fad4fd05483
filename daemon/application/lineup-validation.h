/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-source-factory.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Microseconds: a caller waits for it. */
#define LINEUP_VALIDATION_LIMIT (20 * G_USEC_PER_SEC)

/* How the message begins of a panel that gives playlists alone; programs that explain errors to
 * people know it. */
#define LINEUP_VALIDATION_PLAYLIST "The panel gives this account as a playlist only"

/**
 * lineup_validation_run_async:
 * @access: what the account is to say of its source, but for its address; not needed after this
 *   returns
 * @urls: (element-type LineupServerUrl): its addresses; at least one
 * @hosts: tells whom it may ask when
 * @cancellable: (nullable): a #GCancellable
 * @callback: called within %LINEUP_VALIDATION_LIMIT
 * @user_data: for @callback
 *
 * Asks a panel, at the first of its addresses that can be reached, once, whether it lets an account
 * in: for the account, and for one list of
 * categories, as some say of banned accounts that all is well, and answer every list with the
 * account. Where the account is refused by a status, it asks for the beginning of its playlist: a
 * panel may give that alone, and then the error says so. Of a playlist its first entry is waited
 * for.
 */
void lineup_validation_run_async (const LineupSourceAccess *access,
                                  GPtrArray *urls,
                                  LineupHosts *hosts,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_validation_run_finish:
 * @result: what the callback got
 * @info: (out) (transfer full) (nullable): what is said of the account, if anything is
 * @address: (out): number of the address that could be reached
 * @error: an error of lineup_source_factory_make() or lineup_account_check_finish(),
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the account was let in
 */
gboolean lineup_validation_run_finish (GAsyncResult *result,
                                       LineupAccountInfo **info,
                                       guint *address,
                                       GError **error);

G_END_DECLS
