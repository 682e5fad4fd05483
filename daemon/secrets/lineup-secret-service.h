/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-keyring.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SECRET_SERVICE (lineup_secret_service_get_type ())
G_DECLARE_FINAL_TYPE (LineupSecretService, lineup_secret_service, LINEUP, SECRET_SERVICE, GObject)

/**
 * LineupSecretService:
 *
 * The default collection of the Secret Service (`org.freedesktop.secrets`), as GNOME Keyring,
 * KWallet and KeePassXC offer it. Where it has no such collection, none is made: that would ask a
 * person for a new password that nobody has thought of. On the bus, secrets are encrypted where the
 * service is able to.
 *
 * Source: the Secret Service API draft 0.2 of freedesktop.org.
 */

/**
 * lineup_secret_service_new:
 * @connection: the session bus
 * @clock: for all limits
 *
 * Returns: (transfer full): the keyring
 */
LineupKeyring *lineup_secret_service_new (GDBusConnection *connection, LineupClock *clock);

G_END_DECLS
