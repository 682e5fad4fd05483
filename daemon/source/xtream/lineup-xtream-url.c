/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xtream-url.h"

#include "lineup-panel-zone.h"

/* Returns what is asked of @script, with who asks. */
static char *
build (LineupServerUrl *server, const char *script, const char *username, const char *password)
{
  g_autofree char *escaped_username = g_uri_escape_string (username, NULL, FALSE);
  g_autofree char *escaped_password = g_uri_escape_string (password, NULL, FALSE);

  return g_strconcat (lineup_server_url_get_base (server),
                      script,
                      "?username=",
                      escaped_username,
                      "&password=",
                      escaped_password,
                      NULL);
}

char *
lineup_xtream_url_build_request (LineupServerUrl *server,
                                 const char *username,
                                 const char *password,
                                 const char *action)
{
  g_autofree char *account = build (server, "/player_api.php", username, password);
  g_autofree char *escaped_action = action != NULL ? g_uri_escape_string (action, NULL, FALSE)
                                                   : NULL;

  return g_strconcat (account, action != NULL ? "&action=" : NULL, escaped_action, NULL);
}

char *
lineup_xtream_url_build_guide (LineupServerUrl *server, const char *username, const char *password)
{
  return build (server, "/xmltv.php", username, password);
}

char *
lineup_xtream_url_build_playlist (LineupServerUrl *server,
                                  const char *username,
                                  const char *password)
{
  g_autofree char *url = build (server, "/get.php", username, password);

  return g_strconcat (url, "&type=m3u_plus&output=ts", NULL);
}

/* Returns the start as the panel's clock showed it. */
static char *
format_start (const LineupStream *stream)
{
  g_autoptr (GTimeZone) zone = lineup_panel_zone_find (stream->timezone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (stream->start);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone)
                                             : g_date_time_ref (utc);

  return g_date_time_format (local, "%Y-%m-%d:%H-%M");
}

static void
add_segment (GString *url, const char *segment)
{
  g_string_append_c (url, '/');
  g_string_append_uri_escaped (url, segment, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH_ELEMENT, FALSE);
}

static void
add_catch_up (GString *url, const LineupStream *stream)
{
  g_autofree char *duration = g_strdup_printf ("%u", stream->duration);
  g_autofree char *start = format_start (stream);

  add_segment (url, duration);
  add_segment (url, start);
}

char *
lineup_xtream_url_build_stream (LineupServerUrl *server,
                                const char *username,
                                const char *password,
                                const LineupStream *stream)
{
  static const char *const folders[] = { "live", "timeshift", "movie", "series" };
  g_autofree char *file = g_strdup_printf (
      "%" G_GINT64_FORMAT ".%s", stream->id, stream->extension);
  GString *url = g_string_new (lineup_server_url_get_base (server));

  add_segment (url, folders[stream->type]);
  add_segment (url, username);
  add_segment (url, password);
  if (stream->type == LINEUP_STREAM_TYPE_CATCH_UP)
    add_catch_up (url, stream);
  add_segment (url, file);
  return g_string_free (url, FALSE);
}
