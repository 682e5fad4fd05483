/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-secret.h"

#include "lineup-ctl-error.h"
#include "lineup-ctl-terminal.h"

#include <glib/gi18n.h>

/* Before the host, as in ftp://NAME:PASSWORD@HOST, however the scheme is mistyped: lineupd mends
 * that. */
#define USER_INFO "^[^a-z0-9]*(https?:?[/\\\\]+\\s*|[a-z]+://)*[^/?#\\\\]*@"

static gboolean
has_user_info (const char *url)
{
  return g_regex_match_simple (USER_INFO, url, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT);
}

gboolean
lineup_ctl_secret_has_password (const char *url)
{
  g_autofree char *lower = g_ascii_strdown (url, -1);

  return has_user_info (url) || strstr (lower, "password=") != NULL;
}

gboolean
lineup_ctl_secret_check_url (const char *url, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (url, -1);

  if (!lineup_ctl_secret_has_password (url) && strstr (lower, "username=") == NULL)
    return TRUE;
  g_set_error_literal (
      error,
      LINEUP_CTL_ERROR,
      LINEUP_CTL_ERROR_USAGE,
      _ ("This address has a user name or a password in it, and every user of this machine can\n"
         "read the arguments of programs. Leave it out, and paste it where you are asked for it,\n"
         "or write it to standard input. Your shell may have kept it: remove it from its "
         "history."));
  return FALSE;
}

void
lineup_ctl_secret_refuse (GError **error)
{
  g_set_error_literal (
      error,
      LINEUP_CTL_ERROR,
      LINEUP_CTL_ERROR_USAGE,
      _ ("Every user of this machine can read the arguments of programs. Leave the password\n"
         "out: it is asked for, or read from standard input. Your shell may have kept it: remove\n"
         "it from its history."));
}

gboolean
lineup_ctl_secret_ask_credentials (GVariantDict *settings, GError **error)
{
  g_autofree char *password = NULL;

  if (!g_variant_dict_contains (settings, "username"))
    {
      g_autofree char *username = lineup_ctl_terminal_ask (_ ("User name"), FALSE, error);

      if (username == NULL)
        return FALSE;
      g_variant_dict_insert (settings, "username", "s", username);
    }
  password = lineup_ctl_terminal_ask (_ ("Password"), TRUE, error);
  if (password == NULL)
    return FALSE;
  g_variant_dict_insert (settings, "password", "s", password);
  return TRUE;
}
