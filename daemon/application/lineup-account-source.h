/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account.h"
#include "lineup-failover.h"
#include "lineup-host-queue.h"
#include "lineup-hosts.h"
#include "lineup-secret-store.h"
#include "lineup-server-url.h"
#include "lineup-source-provider.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_SOURCE (lineup_account_source_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccountSource, lineup_account_source, LINEUP, ACCOUNT_SOURCE, GObject)

/**
 * LineupAccountSource:
 *
 * An account's source, always as the account is now: its addresses, its credentials, how it is to
 * be asked. Once the credentials were there it keeps what it has made of them until something about
 * the account changes. For the main thread.
 *
 * Property `locked`: whether nothing can be asked of the panel before a person unlocks the keyring.
 */

/**
 * lineup_account_source_new:
 * @account: the settings
 * @secrets: has the credentials
 * @hosts: tells whom it may ask when
 * @store: absolute path of the file in which a playlist is kept
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT if the account's address is none
 *
 * Returns: (transfer full): the source, a #LineupSourceProvider, or %NULL with an error
 */
LineupAccountSource *lineup_account_source_new (LineupAccount *account,
                                                LineupSecretStore *secrets,
                                                LineupHosts *hosts,
                                                const char *store,
                                                GError **error);

/**
 * lineup_account_source_get_url:
 *
 * Returns: (transfer none): where it is, by the first of its addresses
 */
LineupServerUrl *lineup_account_source_get_url (LineupAccountSource *self);

/**
 * lineup_account_source_get_failover:
 *
 * Returns: (transfer none): which of its addresses is in use
 */
LineupFailover *lineup_account_source_get_failover (LineupAccountSource *self);

/**
 * lineup_account_source_get_secrets:
 *
 * Returns: (transfer none): has the credentials
 */
LineupSecretStore *lineup_account_source_get_secrets (LineupAccountSource *self);

/**
 * lineup_account_source_make:
 * @self: the source
 * @address: number of one of its addresses, as its failover counts them
 * @credentials: who we are there, as they are kept now
 * @error: of lineup_source_factory_make()
 *
 * Makes a source for whoever has looked the credentials up, and asks for nothing. It knows of no
 * turns.
 *
 * Returns: (transfer full): the source, or %NULL with an error
 */
LineupSource *lineup_account_source_make (LineupAccountSource *self,
                                          guint address,
                                          const LineupCredentials *credentials,
                                          GError **error);

/**
 * lineup_account_source_set_held:
 * @self: the source
 * @held: whether nobody gets it, as the account is becoming another one
 */
void lineup_account_source_set_held (LineupAccountSource *self, gboolean held);

G_END_DECLS
