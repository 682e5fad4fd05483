/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_NGINX (lineup_nginx_get_type ())
G_DECLARE_FINAL_TYPE (LineupNginx, lineup_nginx, LINEUP, NGINX, GObject)

/**
 * LineupNginx:
 *
 * A real nginx on the loopback interface, as it stands before real panels: it speaks TLS, offers
 * HTTP/2, and passes on what it is asked. Needs the `nginx` program. All functions block.
 */

/**
 * lineup_nginx_new:
 * @certificate: what it shows, with its key
 * @upstream: where it passes requests to, such as `http://127.0.0.1:43210`
 * @keepalive_requests: after how many requests it ends a connection
 *
 * Returns: (transfer full): a server that listens
 */
LineupNginx *
lineup_nginx_new (GTlsCertificate *certificate, const char *upstream, guint keepalive_requests);

/**
 * lineup_nginx_get_url:
 *
 * Returns: (transfer none): such as `https://127.0.0.1:43211`
 */
const char *lineup_nginx_get_url (LineupNginx *self);

/**
 * lineup_nginx_read_log:
 *
 * Returns: (transfer full) (array zero-terminated=1): a line for each request that has ended: the
 *   protocol, such as `HTTP/1.1`, a blank, and the number of its connection
 */
char **lineup_nginx_read_log (LineupNginx *self);

G_END_DECLS
