/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-host-buckets.h"
#include "lineup-server-url.h"
#include "lineup-source.h"
#include "lineup-transport.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_XTREAM_PANEL (lineup_xtream_panel_get_type ())
G_DECLARE_FINAL_TYPE (LineupXtreamPanel, lineup_xtream_panel, LINEUP, XTREAM_PANEL, GObject)

/* How the message of a refusal begins that may not be about the account; programs that explain
 * errors to people know it. */
#define LINEUP_XTREAM_PANEL_REFUSED "The panel refuses this program"

/**
 * lineup_xtream_panel_new:
 * @url: where the panel is
 * @username: user name
 * @password: password
 * @user_agent: (nullable): what to call ourselves, %NULL for the default
 * @accept_certificate: (nullable): SHA-256 fingerprint of the one certificate to accept from the
 *   panel's host, see #LineupPinnedDatabase
 * @buckets: from which each request takes a token
 * @clock: for the time limits
 *
 * A panel that speaks `player_api.php` (xtream-wire-format, section 1) over HTTP.
 *
 * Returns: (transfer full): the panel
 */
LineupPanel *lineup_xtream_panel_new (LineupServerUrl *url,
                                      const char *username,
                                      const char *password,
                                      const char *user_agent,
                                      const char *accept_certificate,
                                      LineupHostBuckets *buckets,
                                      LineupClock *clock);

/**
 * lineup_xtream_panel_new_with_transport:
 * @url: where the panel is
 * @username: user name
 * @password: password
 * @transport: carries the requests
 * @buckets: from which each request takes a token
 * @clock: for the time limits
 *
 * Returns: (transfer full): the panel, over any transport
 */
LineupPanel *lineup_xtream_panel_new_with_transport (LineupServerUrl *url,
                                                     const char *username,
                                                     const char *password,
                                                     LineupTransport *transport,
                                                     LineupHostBuckets *buckets,
                                                     LineupClock *clock);

G_END_DECLS
