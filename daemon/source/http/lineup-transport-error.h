/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"

G_BEGIN_DECLS

/**
 * lineup_transport_error_translate:
 * @error: (inout): an error of a resolver, socket, TLS connection or libsoup
 *
 * Makes it one of ours, by what it means to a caller: %LINEUP_ERROR_OFFLINE, %LINEUP_ERROR_TIMEOUT,
 * %LINEUP_ERROR_CERTIFICATE, %LINEUP_ERROR_SERVER or %LINEUP_ERROR_MALFORMED_DATA. A cancellation
 * stays one. The message says nothing of the URL.
 */
void lineup_transport_error_translate (GError **error);

/**
 * lineup_transport_error_new_status:
 * @http_status: a status that is no success
 * @retry_after: (nullable): the answer's `Retry-After` header
 * @clock: what a date in it is compared with
 *
 * Returns: (transfer full): %LINEUP_ERROR_RATE_LIMITED for 429, else %LINEUP_ERROR_SERVER;
 * transient for 408, 429 and 500 to 599, but for 505: what speaks no HTTP/1.1 won't learn it
 */
GError *
lineup_transport_error_new_status (guint http_status, const char *retry_after, LineupClock *clock);

G_END_DECLS
