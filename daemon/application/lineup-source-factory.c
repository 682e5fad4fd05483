/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source-factory.h"

#include "lineup-error.h"
#include "lineup-fallback-urls.h"
#include "lineup-playlist-source.h"
#include "lineup-soup-transport.h"
#include "lineup-xtream-source.h"

static LineupSource *
make_xtream (const LineupSourceAccess *access, LineupHosts *hosts, GError **error)
{
  return lineup_xtream_source_new (access->url,
                                   access->credentials->username,
                                   access->credentials->password,
                                   access->user_agent,
                                   access->accept_certificate,
                                   access->pinned,
                                   hosts);
}

/* Nothing but a server is no playlist: there was more, which was a secret. */
static const char *
find_address (const LineupSourceAccess *access)
{
  const char *secret = lineup_fallback_urls_get_address (access->credentials, access->number);

  if (secret != NULL || lineup_server_url_get_path (access->url) != NULL)
    return secret;
  return g_strcmp0 (access->written, lineup_server_url_get_base (access->url)) != 0
             ? access->written
             : NULL;
}

/* What is kept of a playlist is read by its first address, wherever it came from. */
static const char *
find_base (const LineupSourceAccess *access)
{
  const char *secret = lineup_fallback_urls_get_address (access->credentials, 0);

  if (access->number == 0)
    return NULL;
  return secret != NULL ? secret : access->first;
}

static LineupSource *
make_playlist (const LineupSourceAccess *access, LineupHosts *hosts, GError **error)
{
  const LineupPlaylistAccess playlist = {
    .url = find_address (access),
    .base = find_base (access),
    .path = lineup_server_url_get_path (access->url),
    .store = access->store,
    .encoding = access->encoding,
    .user_agent = access->user_agent,
  };
  g_autoptr (LineupTransport) transport = NULL;

  if (playlist.url == NULL && playlist.path == NULL)
    {
      g_set_error (error,
                   LINEUP_ERROR,
                   LINEUP_ERROR_AUTH_FAILED,
                   "The playlist's address is not there, and has to be given again");
      return NULL;
    }
  transport = lineup_soup_transport_new_pinned (
      access->user_agent,
      access->accept_certificate,
      access->pinned != NULL ? access->pinned : lineup_server_url_get_hostname (access->url),
      lineup_hosts_get_kept_connections (hosts));
  return lineup_playlist_source_new (&playlist, transport, hosts);
}

LineupSource *
lineup_source_factory_make (const LineupSourceAccess *access, LineupHosts *hosts, GError **error)
{
  static LineupSource *(*const makers[]) (const LineupSourceAccess *, LineupHosts *, GError **) = {
    [LINEUP_SOURCE_TYPE_PANEL] = make_xtream,
    [LINEUP_SOURCE_TYPE_PLAYLIST] = make_playlist,
  };

  g_return_val_if_fail ((guint)access->type < G_N_ELEMENTS (makers), NULL);

  return makers[access->type](access, hosts, error);
}

LineupServerUrl *
lineup_source_factory_parse_url (LineupSourceType type, const char *text, GError **error)
{
  return type == LINEUP_SOURCE_TYPE_PLAYLIST ? lineup_server_url_parse_playlist (text, NULL, error)
                                             : lineup_server_url_parse (text, NULL, NULL, error);
}
