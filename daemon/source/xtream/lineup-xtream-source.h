/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-hosts.h"
#include "lineup-server-url.h"
#include "lineup-source.h"
#include "lineup-transport.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_XTREAM_SOURCE (lineup_xtream_source_get_type ())
G_DECLARE_FINAL_TYPE (LineupXtreamSource, lineup_xtream_source, LINEUP, XTREAM_SOURCE, GObject)

/* How the message of a refusal begins that may not be about the account; programs that explain
 * errors to people know it. */
#define LINEUP_XTREAM_SOURCE_REFUSED "The panel refuses this program"

/**
 * lineup_xtream_source_new:
 * @url: where the panel is
 * @username: user name
 * @password: password
 * @user_agent: (nullable): what to call ourselves, %NULL for the default
 * @accept_certificate: (nullable): SHA-256 fingerprint of the one certificate to accept from
 *   @pinned, see #LineupPinnedDatabase
 * @pinned: (nullable): host name, %NULL for that of @url
 * @hosts: tells whom it may ask when
 *
 * The source that is a panel which speaks `player_api.php` (xtream-wire-format, section 1) over
 * HTTP.
 *
 * Returns: (transfer full): the source
 */
LineupSource *lineup_xtream_source_new (LineupServerUrl *url,
                                        const char *username,
                                        const char *password,
                                        const char *user_agent,
                                        const char *accept_certificate,
                                        const char *pinned,
                                        LineupHosts *hosts);

/**
 * lineup_xtream_source_new_with_transport:
 * @url: where the panel is
 * @username: user name
 * @password: password
 * @transport: carries the requests
 * @hosts: tells whom it may ask when
 *
 * Returns: (transfer full): the source, over any transport
 */
LineupSource *lineup_xtream_source_new_with_transport (LineupServerUrl *url,
                                                       const char *username,
                                                       const char *password,
                                                       LineupTransport *transport,
                                                       LineupHosts *hosts);

G_END_DECLS
