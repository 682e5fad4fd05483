/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A port of loopback that nobody gets through to: nothing is accepted there, and the queue is full.
 */

/**
 * lineup_full_listener_new:
 * @port: (out): its port
 *
 * Returns: (transfer full) (element-type GSocket): what keeps it so
 */
GPtrArray *lineup_full_listener_new (guint16 *port);

/**
 * lineup_full_listener_count:
 * @port: a port of loopback
 *
 * Returns: how many sockets of this machine wait for an answer to their SYN from it
 */
guint lineup_full_listener_count (guint16 port);

G_END_DECLS
