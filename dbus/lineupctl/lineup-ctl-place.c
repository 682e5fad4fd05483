/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-place.h"

#include "lineup-ctl-error.h"
#include "lineup-ctl-file.h"
#include "lineup-ctl-secret.h"
#include "lineup-ctl-terminal.h"

#include <glib/gi18n.h>

static gboolean
is_playlist (GVariantDict *settings)
{
  const char *type = "";

  return g_variant_dict_lookup (settings, "type", "&s", &type) && g_str_equal (type, "playlist");
}

gboolean
lineup_ctl_place_open (GVariantDict *settings, GUnixFDList *files, GError **error)
{
  g_autofree char *path = NULL;

  return !g_variant_dict_lookup (settings, "file", "s", &path)
         || lineup_ctl_file_add (settings, path, NULL, files, error);
}

/* Asks for the address, where it is not there. */
static char *
complete_address (GVariantDict *settings, GError **error)
{
  char *url = NULL;

  if (g_variant_dict_lookup (settings, "url", "s", &url))
    {
      if (!lineup_ctl_secret_check_url (url, error))
        g_clear_pointer (&url, g_free);
      return url;
    }
  /* A whole line is pasted here, with the password in it. */
  url = lineup_ctl_terminal_ask (
      is_playlist (settings) ? _ ("Playlist's address") : _ ("Panel's address"), FALSE, error);
  if (url != NULL)
    g_variant_dict_insert (settings, "url", "s", url);
  return url;
}

gboolean
lineup_ctl_place_complete (GVariantDict *settings, GUnixFDList *files, GError **error)
{
  g_autofree char *url = NULL;

  if (g_variant_dict_contains (settings, "file"))
    {
      /* Nothing else can be one. */
      if (!g_variant_dict_contains (settings, "type"))
        g_variant_dict_insert (settings, "type", "s", "playlist");
      return lineup_ctl_place_open (settings, files, error);
    }
  url = complete_address (settings, error);
  if (url == NULL)
    return FALSE;
  return is_playlist (settings) || lineup_ctl_secret_has_password (url)
         || lineup_ctl_secret_ask_credentials (settings, error);
}

gboolean
lineup_ctl_place_send (LineupCtlSession *session,
                       const char *method,
                       const char *id,
                       GVariant *settings,
                       GUnixFDList *files,
                       GError **error)
{
  g_autoptr (GVariant) reply = g_dbus_proxy_call_with_unix_fd_list_sync (
      G_DBUS_PROXY (lineup_ctl_session_get_manager (session)),
      method,
      g_variant_new ("(s@a{sv})", id, settings),
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      files,
      NULL,
      NULL,
      error);

  return reply != NULL;
}
