/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-credentials.h"
#include "lineup-hosts.h"
#include "lineup-server-url.h"
#include "lineup-source.h"

G_BEGIN_DECLS

/**
 * LineupSourceType:
 *
 * What an account is of: the kinds of sources that there are.
 */
typedef enum
{
  LINEUP_SOURCE_TYPE_XTREAM,
} LineupSourceType;

/**
 * LineupSourceAccess:
 * @type: of the account
 * @url: where the source is
 * @credentials: who we are there
 * @user_agent: (nullable): what to call ourselves, %NULL for the default
 * @accept_certificate: (nullable): SHA-256 fingerprint of the one self-signed certificate to accept
 *
 * What an account says of its source.
 */
typedef struct
{
  LineupSourceType type;
  LineupServerUrl *url;                 /* (unowned) */
  const LineupCredentials *credentials; /* (unowned) */
  const char *user_agent;               /* (unowned) (nullable) */
  const char *accept_certificate;       /* (unowned) (nullable) */
} LineupSourceAccess;

/**
 * lineup_source_factory_make:
 * @access: what the account says; not needed after this returns
 * @hosts: tells which host the source may ask when
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT if there is no such type
 *
 * Makes what an account's catalogue is fetched from, by the account's type: the one place that
 * knows which types there are.
 *
 * Returns: (transfer full): the source, which has asked for nothing yet; %NULL with an error
 */
LineupSource *
lineup_source_factory_make (const LineupSourceAccess *access, LineupHosts *hosts, GError **error);

G_END_DECLS
