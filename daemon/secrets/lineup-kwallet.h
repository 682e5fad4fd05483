/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where KWallet tells that a wallet was opened, which it does not tell as a Secret Service. */
#define LINEUP_KWALLET_INTERFACE     "org.kde.KWallet"
#define LINEUP_KWALLET_SIGNAL_OPENED "walletOpened"

/**
 * lineup_kwallet_is_open_async:
 * @connection: the session bus
 * @name: name of a Secret Service, KWallet or not
 * @wallet: name of a wallet
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks whether a wallet is open, as at login, whatever the Secret Service says of it: then it is
 * unlocked by a prompt that nobody sees.
 *
 * Source: the D-Bus interface of kwalletd5 and kwalletd6.
 */
void lineup_kwallet_is_open_async (GDBusConnection *connection,
                                   const char *name,
                                   const char *wallet,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * lineup_kwallet_is_open_finish:
 * @result: what the callback got
 *
 * Returns: whether it is a wallet, and open
 */
gboolean lineup_kwallet_is_open_finish (GAsyncResult *result);

G_END_DECLS
