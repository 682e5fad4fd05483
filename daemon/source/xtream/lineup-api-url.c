/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-api-url.h"

char *
lineup_api_url_build (LineupServerUrl *server,
                      const char *username,
                      const char *password,
                      const char *action)
{
  g_autofree char *escaped_username = g_uri_escape_string (username, NULL, FALSE);
  g_autofree char *escaped_password = g_uri_escape_string (password, NULL, FALSE);
  g_autofree char *escaped_action = action != NULL ? g_uri_escape_string (action, NULL, FALSE)
                                                   : NULL;

  return g_strconcat (lineup_server_url_get_base (server),
                      "/player_api.php?username=",
                      escaped_username,
                      "&password=",
                      escaped_password,
                      action != NULL ? "&action=" : NULL,
                      escaped_action,
                      NULL);
}
