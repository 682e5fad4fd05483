/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_http_head_read:
 * @input: what a client sends
 * @keep_alive: (out): whether the client wants to send another request afterwards
 *
 * Waits for a request and reads its head; that is all that a request to a panel has.
 *
 * Returns: (transfer full) (nullable): the request, %NULL when the client has hung up or does not
 *   speak HTTP
 */
LineupRequest *lineup_http_head_read (GDataInputStream *input, gboolean *keep_alive);

G_END_DECLS
