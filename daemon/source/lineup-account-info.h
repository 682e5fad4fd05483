/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_STATUS (lineup_account_status_get_type ())

/**
 * LineupAccountStatus:
 *
 * What an account is. The word that panels have for it is one only, which dates may contradict. The
 * nicks are the contract's tokens.
 */
typedef enum
{
  LINEUP_ACCOUNT_STATUS_UNKNOWN,
  LINEUP_ACCOUNT_STATUS_ACTIVE,
  LINEUP_ACCOUNT_STATUS_EXPIRED,
  LINEUP_ACCOUNT_STATUS_BANNED,
  LINEUP_ACCOUNT_STATUS_DISABLED,
} LineupAccountStatus;

#define LINEUP_N_ACCOUNT_STATUSES (LINEUP_ACCOUNT_STATUS_DISABLED + 1)

GType lineup_account_status_get_type (void);

/**
 * lineup_account_status_to_string:
 *
 * Returns: the token: `unknown`, `active`, `expired`, `banned`, `disabled`
 */
const char *lineup_account_status_to_string (LineupAccountStatus status);

/**
 * lineup_account_status_from_string:
 * @token: (nullable): any text, in any case
 *
 * Returns: what it says, %LINEUP_ACCOUNT_STATUS_UNKNOWN for anything else
 */
LineupAccountStatus lineup_account_status_from_string (const char *token);

/**
 * LineupAccountInfo:
 * @authorized: whether the panel took the credentials: `auth` is not 0 or, where a panel leaves it
 *   out, the answer has a status or an end
 * @status: what the panel calls the account, until lineup_account_info_check() has settled what it
 * is
 * @expires: Unix seconds, 0 for never or unknown
 * @max_connections: 0 for unlimited or unknown
 * @panel_time: the panel's clock, Unix seconds, 0 if it has none
 * @timezone: (nullable): of the panel, by its name and its clock, such as `Europe/Paris` or
 * `+03:00`
 * @moved_to: (nullable): scheme, host and port to which the panel redirects for good
 * @formats: (array zero-terminated=1): allowed output formats, lower case, such as `ts`
 *
 * A panel's answer to the account request, without the credentials that it repeats.
 */
typedef struct
{
  gboolean authorized;
  LineupAccountStatus status;
  gint64 expires;
  guint max_connections;
  gint64 panel_time;
  char *timezone; /* (owned) (nullable) */
  char *moved_to; /* (owned) (nullable) */
  char **formats; /* (owned) */
} LineupAccountInfo;

/**
 * lineup_account_info_check:
 * @self: an answer
 * @now: Unix seconds, for a panel that does not tell its own time
 * @error: %LINEUP_ERROR_AUTH_FAILED, or %LINEUP_ERROR_ACCOUNT_EXPIRED if the account has ended by
 * its own date, or is banned or disabled
 *
 * Judges what a panel says of an account. Its date decides over its word, both ways: one that has
 * ended is expired, whatever it is called, and one that is called expired and has not ended is
 * active. @self says so afterwards.
 *
 * Returns: whether the account can be used, as far as this answer tells
 */
gboolean lineup_account_info_check (LineupAccountInfo *self, gint64 now, GError **error);

/**
 * lineup_account_info_free:
 * @self: (transfer full): an answer
 */
void lineup_account_info_free (LineupAccountInfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupAccountInfo, lineup_account_info_free)

G_END_DECLS
