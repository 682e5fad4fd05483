/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-kept-connections.h"
#include "lineup-transport.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SOUP_TRANSPORT (lineup_soup_transport_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupSoupTransport, lineup_soup_transport, LINEUP, SOUP_TRANSPORT, LineupTransport)

/**
 * LineupSoupTransport:
 *
 * A session of libsoup. It speaks HTTP/1.1 alone: over HTTP/2, libsoup 3.2 holds a whole body in
 * memory when it is read asynchronously, and may neither tell of an answer that breaks off nor ever
 * call back where a connection is lost.
 *
 * Connections are kept after the last request, among the others that are, and are closed only while
 * no request is on its way.
 */

/**
 * lineup_soup_transport_prepare:
 *
 * To be called once, before there are threads: up to libsoup 3.4, which version of HTTP is spoken
 * is decided by the process's environment.
 */
void lineup_soup_transport_prepare (void);

/**
 * lineup_soup_transport_new:
 * @user_agent: (nullable): %NULL, or what is none, for %LINEUP_USER_AGENT_DEFAULT
 * @trust: (nullable): says which certificates are good; %NULL for the system's authorities
 * @kept: where its connections are kept
 *
 * Returns: (transfer full): a session without a connection
 */
LineupTransport *lineup_soup_transport_new (const char *user_agent,
                                            GTlsDatabase *trust,
                                            LineupKeptConnections *kept);

/**
 * lineup_soup_transport_new_pinned:
 * @user_agent: (nullable): as of lineup_soup_transport_new()
 * @fingerprint: (nullable): as of lineup_pinned_database_new(), %NULL for the system's authorities
 * @hostname: of the server that has that certificate
 * @kept: where its connections are kept
 *
 * Returns: (transfer full): a session without a connection
 */
LineupTransport *lineup_soup_transport_new_pinned (const char *user_agent,
                                                   const char *fingerprint,
                                                   const char *hostname,
                                                   LineupKeptConnections *kept);

G_END_DECLS
