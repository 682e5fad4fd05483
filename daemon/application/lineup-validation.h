/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-source-factory.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Microseconds: a caller waits for it. */
#define LINEUP_VALIDATION_LIMIT (20 * G_USEC_PER_SEC)

/**
 * lineup_validation_run_async:
 * @access: what the account is to say of its source; not needed after this returns
 * @hosts: tells whom it may ask when
 * @cancellable: (nullable): a #GCancellable
 * @callback: called within %LINEUP_VALIDATION_LIMIT
 * @user_data: for @callback
 *
 * Asks a panel, once, whether it lets an account in: for the account, and for one list of
 * categories, as some say of banned accounts that all is well, and answer every list with the
 * account. Of a playlist its first entry is waited for.
 */
void lineup_validation_run_async (const LineupSourceAccess *access,
                                  LineupHosts *hosts,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_validation_run_finish:
 * @result: what the callback got
 * @info: (out) (transfer full) (nullable): what is said of the account, if anything is
 * @error: an error of lineup_source_factory_make() or lineup_account_check_finish(),
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the account was let in
 */
gboolean
lineup_validation_run_finish (GAsyncResult *result, LineupAccountInfo **info, GError **error);

G_END_DECLS
