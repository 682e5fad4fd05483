/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-info.h"

#include "lineup-error.h"
#include "lineup-token.h"

G_DEFINE_ENUM_TYPE (LineupAccountStatus,
                    lineup_account_status,
                    G_DEFINE_ENUM_VALUE (LINEUP_ACCOUNT_STATUS_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (LINEUP_ACCOUNT_STATUS_ACTIVE, "active"),
                    G_DEFINE_ENUM_VALUE (LINEUP_ACCOUNT_STATUS_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (LINEUP_ACCOUNT_STATUS_BANNED, "banned"),
                    G_DEFINE_ENUM_VALUE (LINEUP_ACCOUNT_STATUS_DISABLED, "disabled"))

const char *
lineup_account_status_to_string (LineupAccountStatus status)
{
  return lineup_token_from_enum (LINEUP_TYPE_ACCOUNT_STATUS, (int)status);
}

LineupAccountStatus
lineup_account_status_from_string (const char *token)
{
  g_autofree char *word = token != NULL ? g_ascii_strdown (token, -1) : NULL;
  int status = LINEUP_ACCOUNT_STATUS_UNKNOWN;

  lineup_token_to_enum (LINEUP_TYPE_ACCOUNT_STATUS, word, &status);
  return (LineupAccountStatus)status;
}

/* Panels that were decoded from the original one say `Expired` of accounts that work, `Banned` of
 * those that have ended, and `Active` of banned ones (xtream-wire-format, "Status text inverted").
 */
static void
settle_status (LineupAccountInfo *self, gboolean has_ended)
{
  if (has_ended)
    self->status = LINEUP_ACCOUNT_STATUS_EXPIRED;
  else if (self->status == LINEUP_ACCOUNT_STATUS_EXPIRED)
    self->status = LINEUP_ACCOUNT_STATUS_ACTIVE;
}

gboolean
lineup_account_info_check (LineupAccountInfo *self, gint64 now, GError **error)
{
  const gint64 time = self->panel_time != 0 ? self->panel_time : now;

  if (!self->authorized)
    {
      g_set_error_literal (error,
                           LINEUP_ERROR,
                           LINEUP_ERROR_AUTH_FAILED,
                           "The panel does not accept the user name and password");
      return FALSE;
    }

  settle_status (self, self->expires != 0 && self->expires <= time);
  if (self->status == LINEUP_ACCOUNT_STATUS_EXPIRED)
    g_set_error_literal (
        error, LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXPIRED, "The account has expired");
  else if (self->status == LINEUP_ACCOUNT_STATUS_BANNED)
    g_set_error_literal (
        error, LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXPIRED, "The panel has banned the account");
  else if (self->status == LINEUP_ACCOUNT_STATUS_DISABLED)
    g_set_error_literal (
        error, LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXPIRED, "The panel has disabled the account");
  else
    return TRUE;
  return FALSE;
}

void
lineup_account_info_free (LineupAccountInfo *self)
{
  g_free (self->timezone);
  g_free (self->moved_to);
  g_strfreev (self->formats);
  g_free (self);
}
