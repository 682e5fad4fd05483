/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "panel/lineup-transport.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SOUP_TRANSPORT (lineup_soup_transport_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupSoupTransport, lineup_soup_transport, LINEUP, SOUP_TRANSPORT, LineupTransport)

/**
 * LineupSoupTransport:
 *
 * A session of libsoup.
 */

/**
 * lineup_soup_transport_new:
 * @user_agent: (nullable): %NULL, or what is none, for %LINEUP_USER_AGENT_DEFAULT
 * @trust: (nullable): says which certificates are good; %NULL for the system's authorities
 *
 * Returns: (transfer full): a session without a connection
 */
LineupTransport *lineup_soup_transport_new (const char *user_agent, GTlsDatabase *trust);

G_END_DECLS
