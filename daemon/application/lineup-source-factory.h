/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-credentials.h"
#include "lineup-hosts.h"
#include "lineup-server-url.h"
#include "lineup-source-type.h"
#include "lineup-source.h"

G_BEGIN_DECLS

/**
 * LineupSourceAccess:
 * @type: of the account
 * @url: where the source is
 * @number: of the address among the account's, 0 for the first
 * @written: (nullable): the address as settings have it: a person may have written all of a
 *   playlist's there
 * @first: (nullable): likewise, the account's first address
 * @pinned: (nullable): the host at which no other certificate than that one is good; %NULL for the
 *   address's own
 * @credentials: who we are there, or where exactly it is
 * @user_agent: (nullable): what to call ourselves, %NULL for the default
 * @accept_certificate: (nullable): SHA-256 fingerprint of the one self-signed certificate to accept
 *
 * @encoding: (nullable): of a playlist's lines that are no UTF-8
 * @store: (nullable): absolute path of the file in which a playlist is kept; %NULL for a source
 * that is to tell no more than whether there is one
 *
 * What an account says of its source.
 */
typedef struct
{
  LineupSourceType type;
  LineupServerUrl *url; /* (unowned) */
  guint number;
  const char *written;                  /* (unowned) (nullable) */
  const char *first;                    /* (unowned) (nullable) */
  const char *pinned;                   /* (unowned) (nullable) */
  const LineupCredentials *credentials; /* (unowned) */
  const char *user_agent;               /* (unowned) (nullable) */
  const char *accept_certificate;       /* (unowned) (nullable) */
  const char *encoding;                 /* (unowned) (nullable) */
  const char *store;                    /* (unowned) (nullable) */
} LineupSourceAccess;

/**
 * lineup_source_factory_make:
 * @access: what the account says; not needed after this returns
 * @hosts: tells which host the source may ask when
 * @error: %LINEUP_ERROR_AUTH_FAILED if it is not known where exactly a playlist is
 *
 * Makes what an account's catalogue is fetched from, by the account's type: the one place that
 * knows which types there are.
 *
 * Returns: (transfer full): the source, which has asked for nothing yet; %NULL with an error
 */
LineupSource *
lineup_source_factory_make (const LineupSourceAccess *access, LineupHosts *hosts, GError **error);

/**
 * lineup_source_factory_parse_url:
 * @type: of the account
 * @text: the address in its settings
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT: what is wrong with it, without a word of it
 *
 * Returns: (transfer full): where the source is, or %NULL with an error
 */
LineupServerUrl *
lineup_source_factory_parse_url (LineupSourceType type, const char *text, GError **error);

G_END_DECLS
