/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-body.h"
#include "lineup-clock.h"
#include "lineup-hosts.h"
#include "lineup-transport.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_HTTP (lineup_http_get_type ())
G_DECLARE_FINAL_TYPE (LineupHttp, lineup_http, LINEUP, HTTP, GObject)

/* Microseconds. xtream-wire-format, "Slow": panels take minutes for a first byte, but not to
 * accept. */
#define LINEUP_HTTP_CONNECT_LIMIT    (15 * G_USEC_PER_SEC)
#define LINEUP_HTTP_FIRST_BYTE_LIMIT (200 * G_USEC_PER_SEC)

/* Redirects beyond which a panel does not send us. */
#define LINEUP_HTTP_MAX_REDIRECTS 5

/**
 * LineupHttp:
 *
 * GET requests to one panel: each when its host's token bucket lets it leave; time limits through
 * the clock, and errors in our terms that never name a URL. A request whose kept connection was
 * dead before a byte of the answer came takes another token and leaves once more, on a fresh one;
 * nothing else is sent twice. A refusal (429, 503, or whatever says `Retry-After`) slows down all
 * later requests to its host.
 *
 * Each phase ends in its time, whatever the transport does: one that does not call back, not even
 * when it is told to end, is retired, and another takes its place.
 *
 * A redirect is followed to whatever address it names, another host's too, with nothing added to
 * it: panels send us to their load balancers with the whole query in it. But never from https to
 * http, as what such an address names is a secret: %LINEUP_ERROR_CERTIFICATE, like all that would
 * have us talk without protection. A redirect too many, or to nowhere, is %LINEUP_ERROR_SERVER.
 */

/**
 * lineup_http_new:
 * @transport: carries the requests, until it is retired
 * @hosts: tells whom it may ask when
 *
 * Returns: (transfer full): a client
 */
LineupHttp *lineup_http_new (LineupTransport *transport, LineupHosts *hosts);

/**
 * lineup_http_open_async:
 * @self: a client
 * @url: what to get; a secret
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the answer's headers are there
 * @user_data: for @callback
 *
 * Sends a request and waits for its answer's headers. No time limit counts the wait for a token.
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
