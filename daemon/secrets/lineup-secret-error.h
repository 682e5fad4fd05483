/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-credentials.h"

G_BEGIN_DECLS

/**
 * lineup_secret_error_is_lock:
 * @error: (nullable): what a Secret Service has answered with
 *
 * Returns: whether it says that something is locked
 */
gboolean lineup_secret_error_is_lock (const GError *error);

/**
 * lineup_secret_error_new_locked:
 *
 * Returns: (transfer full): %LINEUP_ERROR_KEYRING_LOCKED
 */
GError *lineup_secret_error_new_locked (void);

/**
 * lineup_secret_error_new:
 * @reason: what a Secret Service has answered with, or what came instead of an answer
 * @credentials: (nullable): what it was told, which is not in the error, whatever it says
 *
 * Makes an error of ours: that it is locked, or does not answer, is %LINEUP_ERROR_KEYRING_LOCKED;
 * that there is none %G_IO_ERROR_NOT_FOUND. All else is %LINEUP_ERROR_STORAGE, with what it said.
 * A cancellation stays one, and so does what is our own.
 *
 * Returns: (transfer full): the error
 */
GError *lineup_secret_error_new (const GError *reason, const LineupCredentials *credentials);

G_END_DECLS
