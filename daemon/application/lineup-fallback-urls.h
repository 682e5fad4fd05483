/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account.h"
#include "lineup-credentials.h"
#include "lineup-server-url.h"

G_BEGIN_DECLS

/**
 * LineupFallbackUrls:
 * @urls: (element-type LineupServerUrl): where the panel is, too; or on which servers a playlist is
 * @addresses: (element-type utf8): of a playlist, as many: where exactly it is; secrets
 * @username: (nullable): a user name that one of them has
 * @password: (nullable): a password that one of them has; both are the account's at each of them,
 *   and count only where nothing else says them
 *
 * Other addresses of one account, in the order in which they are tried.
 */
typedef struct
{
  GPtrArray *urls;      /* (owned) */
  GPtrArray *addresses; /* (owned) */
  char *username;       /* (owned) (nullable) */
  char *password;       /* (owned) (nullable) */
} LineupFallbackUrls;

/**
 * lineup_fallback_urls_parse:
 * @type: of the account
 * @texts: (array zero-terminated=1): what a person pasted, or has written into settings
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT: what is wrong, never with the texts themselves;
 *   %G_IO_ERROR_INVALID_ARGUMENT: there are more than %LINEUP_ACCOUNT_MAX_FALLBACKS
 *
 * Returns: (transfer full): what they say, each once; or %NULL with an error
 */
LineupFallbackUrls *
lineup_fallback_urls_parse (LineupSourceType type, const char *const *texts, GError **error);

/**
 * lineup_fallback_urls_free:
 * @self: (transfer full): addresses
 */
void lineup_fallback_urls_free (LineupFallbackUrls *self);

/**
 * lineup_fallback_urls_set:
 * @self: addresses
 * @account: gets what of them is no secret
 */
void lineup_fallback_urls_set (const LineupFallbackUrls *self, LineupAccount *account);

/**
 * lineup_fallback_urls_keep:
 * @self: (nullable): addresses; %NULL for those that are kept already
 * @present: (nullable): has those that are kept
 * @credentials: gets what of them is a secret
 */
void lineup_fallback_urls_keep (const LineupFallbackUrls *self,
                                const LineupCredentials *present,
                                LineupCredentials *credentials);

/**
 * lineup_fallback_urls_get_address:
 * @credentials: of an account of a playlist
 * @number: of an address, 0 for the first, which is no fallback
 *
 * Returns: (nullable): where exactly the playlist is, a secret
 */
const char *lineup_fallback_urls_get_address (const LineupCredentials *credentials, guint number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFallbackUrls, lineup_fallback_urls_free)

G_END_DECLS
