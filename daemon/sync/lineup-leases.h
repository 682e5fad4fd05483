/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_LEASES (lineup_leases_get_type ())
G_DECLARE_FINAL_TYPE (LineupLeases, lineup_leases, LINEUP, LEASES, GObject)

/* Leases of one owner at a time. */
#define LINEUP_LEASES_MAX 64

/* Bytes of who somebody is, and of why. */
#define LINEUP_LEASES_MAX_TEXT 256

/**
 * LineupLeases:
 *
 * Who does not want a scheduled sync of an account now, such as a player that plays from it. For
 * the main thread.
 *
 * Property `inhibited`: whether there is anybody.
 */

/**
 * lineup_leases_new:
 *
 * Returns: (transfer full): leases that nobody holds
 */
LineupLeases *lineup_leases_new (void);

/**
 * lineup_leases_take:
 * @self: leases
 * @owner: who is to hold it, such as a name on the bus
 * @who: what people call the owner
 * @why: what the owner does
 * @error: %G_IO_ERROR_INVALID_ARGUMENT if a text is empty or too long, or the owner holds too many
 *
 * Returns: the lease's number, which never repeats; 0 with an error
 */
guint lineup_leases_take (
    LineupLeases *self, const char *owner, const char *who, const char *why, GError **error);

/**
 * lineup_leases_release:
 * @self: leases
 * @owner: who holds it
 * @cookie: its number
 * @error: %G_IO_ERROR_INVALID_ARGUMENT if @owner holds no such lease
 */
gboolean
lineup_leases_release (LineupLeases *self, const char *owner, guint cookie, GError **error);

/**
 * lineup_leases_drop_owner:
 * @self: leases
 * @owner: who is gone, with all leases
 */
void lineup_leases_drop_owner (LineupLeases *self, const char *owner);

/**
 * lineup_leases_count:
 * @self: leases
 * @owner: (nullable): whose, %NULL for all
 *
 * Returns: how many leases are held
 */
guint lineup_leases_count (LineupLeases *self, const char *owner);

G_END_DECLS
