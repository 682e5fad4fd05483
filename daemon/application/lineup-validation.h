/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-info.h"
#include "lineup-account.h"
#include "lineup-credentials.h"
#include "lineup-hosts.h"
#include "lineup-server-url.h"
#include "lineup-sync-queue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A caller waits for it. */
#define LINEUP_VALIDATION_LIMIT (20 * G_USEC_PER_SEC)

/**
 * lineup_validation_run_async:
 * @url: where the panel is
 * @credentials: what to try
 * @user_agent: (nullable): what to call ourselves
 * @accept_certificate: (nullable): SHA-256 fingerprint of the one self-signed certificate to accept
 * @hosts: tells whom it may ask when
 * @cancellable: (nullable): a #GCancellable
 * @callback: called within %LINEUP_VALIDATION_LIMIT
 * @user_data: for @callback
 *
 * Asks a panel, once, whether it lets an account in: for the account, and for one list of
 * categories, as some say of banned accounts that all is well, and answer every list with the
 * account.
 */
void lineup_validation_run_async (LineupServerUrl *url,
                                  LineupCredentials *credentials,
                                  const char *user_agent,
                                  const char *accept_certificate,
                                  LineupHosts *hosts,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_validation_run_finish:
 * @result: what the callback got
 * @error: an error of lineup_account_check_finish(), %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what the panel says of the account, or %NULL with an error
 */
LineupAccountInfo *lineup_validation_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
