/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "panel/lineup-body.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_HTTP (lineup_http_get_type ())
G_DECLARE_FINAL_TYPE (LineupHttp, lineup_http, LINEUP, HTTP, GObject)

/* xtream-wire-format, "Slow": panels take minutes for a first byte, but not to accept. */
#define LINEUP_HTTP_CONNECT_LIMIT    (15 * G_USEC_PER_SEC)
#define LINEUP_HTTP_FIRST_BYTE_LIMIT (200 * G_USEC_PER_SEC)

/**
 * LineupHttp:
 *
 * GET requests to one panel: time limits through the clock, the account's User-Agent and the one
 * certificate that it accepts, and errors in our terms that never name a URL.
 */

/**
 * lineup_http_new:
 * @clock: measures the time limits
 * @user_agent: (nullable): %NULL for one that panels let in
 * @accept_certificate: (nullable): SHA-256 fingerprint, in hexadecimal, of the one certificate to
 *   accept although nobody vouches for it
 *
 * Returns: (transfer full): a client
 */
LineupHttp *
lineup_http_new (LineupClock *clock, const char *user_agent, const char *accept_certificate);

/**
 * lineup_http_open_async:
 * @self: a client
 * @url: what to get; a secret
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the answer's headers are there
 * @user_data: for @callback
 *
 * Sends a request and waits for its answer's headers.
 */
void lineup_http_open_async (LineupHttp *self,
                             const char *url,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * lineup_http_open_finish:
 * @error: an error of lineup_transport_error_translate(), or of lineup_transport_error_new_status()
 *   for an answer that is no success
 *
 * Returns: (transfer full): the answer's body, or %NULL with an error
 */
LineupBody *lineup_http_open_finish (LineupHttp *self, GAsyncResult *result, GError **error);

G_END_DECLS
