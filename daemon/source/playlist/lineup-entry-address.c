/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-entry-address.h"

#include "lineup-header-list.h"

#include <string.h>

/* Bytes of a header or a property, at most. */
#define MAX_VALUE (16 * 1024)

static gboolean
has_control (LineupM3uText text)
{
  for (gsize i = 0; i < text.length; i++)
    {
      if ((guchar)text.data[i] < 0x20 || text.data[i] == 0x7f)
        return TRUE;
    }
  return FALSE;
}

/* --- Addresses --- */

static gboolean
is_allowed_scheme (LineupM3uText scheme)
{
  static const char *const allowed[] = { "http",  "https", "rtsp", "rtsps", "rtmp",
                                         "rtmps", "rtp",   "udp",  "srt",   "mms" };

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      if (lineup_m3u_text_is (scheme, allowed[i]))
        return TRUE;
    }
  return FALSE;
}

/* People type blanks and letters of theirs into addresses; quotes end them for players. */
static char *
escape (LineupM3uText address)
{
  GString *escaped = g_string_sized_new (address.length + 8);

  for (gsize i = 0; i < address.length; i++)
    {
      const guchar c = (guchar)address.data[i];

      if (c <= ' ' || c >= 0x7f || strchr ("\"<>\\^`", c) != NULL)
        g_string_append_printf (escaped, "%%%02X", c);
      else
        g_string_append_c (escaped, (char)c);
    }
  return g_string_free (escaped, FALSE);
}

/* `acestream:…` and `data:…` have no slashes, but a scheme. */
static gboolean
has_bare_scheme (LineupM3uText address)
{
  gsize i = 0;

  while (i < address.length && (g_ascii_isalnum (address.data[i]) || address.data[i] == '+'))
    i++;
  return i > 0 && i < address.length && address.data[i] == ':';
}

gboolean
lineup_entry_address_is_allowed (const LineupEntryPath *path, gboolean has_base)
{
  if (path->address.length == 0 || has_control (path->address))
    return FALSE;
  if (path->scheme.length > 0)
    return path->host.length > 0 && is_allowed_scheme (path->scheme);
  return has_base && !has_bare_scheme (path->address);
}

char *
lineup_entry_address_resolve (const LineupEntryPath *path, const char *base)
{
  g_autofree char *address = NULL;
  g_autofree char *url = NULL;
  LineupEntryPath resolved;

  if (!lineup_entry_address_is_allowed (path, base != NULL))
    return NULL;
  address = escape (path->address);
  if (path->scheme.length > 0)
    return g_steal_pointer (&address);
  url = g_uri_resolve_relative (base, address, G_URI_FLAGS_ENCODED, NULL);
  if (url == NULL)
    return NULL;
  lineup_entry_path_parse (&resolved, (LineupM3uText){ url, strlen (url) });
  /* What was escaped in a host is not any more. */
  return lineup_entry_address_is_allowed (&resolved, FALSE) ? escape (resolved.address) : NULL;
}

/* --- Headers and properties --- */

static gboolean
is_token (LineupM3uText name)
{
  for (gsize i = 0; i < name.length; i++)
    {
      if (!g_ascii_isalnum (name.data[i]) && strchr ("!#$%&'*+-.^_`|~", name.data[i]) == NULL)
        return FALSE;
    }
  return name.length > 0 && memchr (name.data, '\0', name.length) == NULL;
}

static gboolean
is_value (LineupM3uText value)
{
  return value.length > 0 && value.length <= MAX_VALUE && !has_control (value)
         && g_utf8_validate_len (value.data, value.length, NULL);
}

/* Headers that say how a request itself travels are a player's own. */
static gboolean
is_own (LineupM3uText name)
{
  static const char *const own[] = { "Host",    "Connection", "Content-Length", "Transfer-Encoding",
                                     "Upgrade", "TE" };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      if (lineup_m3u_text_is (name, own[i]))
        return TRUE;
    }
  return FALSE;
}

/* Names are the same in any case; the one that came last counts. */
static void
add_header (LineupM3uText name, LineupM3uText value, gpointer user_data)
{
  /* Others look for these. */
  static const char *const usual[] = { LINEUP_STREAM_USER_AGENT, LINEUP_STREAM_REFERRER };
  LineupStreamAddress *address = user_data;
  g_autofree char *added = NULL;
  GHashTableIter iter;
  gpointer known = NULL;

  if (!is_token (name) || !is_value (value) || is_own (name))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      if (lineup_m3u_text_is (name, usual[i]))
        name.data = usual[i];
    }
  g_hash_table_iter_init (&iter, address->headers);
  while (g_hash_table_iter_next (&iter, &known, NULL))
    {
      if (lineup_m3u_text_is (name, known))
        g_hash_table_iter_remove (&iter);
    }
  added = g_strndup (name.data, name.length);
  lineup_stream_address_add_header (address, added, g_strndup (value.data, value.length));
}

static void
add_player_option (LineupStreamAddress *address, const LineupM3uOption *option)
{
  static const struct
  {
    const char *option;
    const char *header;
  } headers[] = {
    { "http-user-agent", LINEUP_STREAM_USER_AGENT },
    { "http-referrer", LINEUP_STREAM_REFERRER },
    { "http-referer", LINEUP_STREAM_REFERRER },
    { "http-origin", "Origin" },
    { "http-cookie", "Cookie" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      const char *header = headers[i].header;

      if (lineup_m3u_text_is (option->key, headers[i].option))
        add_header ((LineupM3uText){ header, strlen (header) }, option->value, address);
    }
}

static void
add_property (LineupStreamAddress *address, const LineupM3uOption *option)
{
  g_autofree char *name = NULL;

  if (!is_token (option->key) || !is_value (option->value))
    return;
  name = g_strndup (option->key.data, option->key.length);
  lineup_stream_address_add_property (
      address, name, g_strndup (option->value.data, option->value.length));
}

LineupStreamAddress *
lineup_entry_address_make (const LineupM3uEntry *entry, const LineupEntryPath *path, char *url)
{
  LineupStreamAddress *address = lineup_stream_address_new (url);
  const LineupM3uText user_agent = { LINEUP_STREAM_USER_AGENT, strlen (LINEUP_STREAM_USER_AGENT) };

  add_header (user_agent, entry->values[LINEUP_M3U_USER_AGENT], address);
  for (gsize i = 0; i < entry->n_options; i++)
    {
      const LineupM3uOption *option = &entry->options[i];

      if (option->type == LINEUP_M3U_OPTION_PLAYER)
        add_player_option (address, option);
      else if (option->type == LINEUP_M3U_OPTION_HEADERS)
        lineup_header_list_read_object (option->value, add_header, address);
      else
        add_property (address, option);
    }
  lineup_header_list_read_options (path->options, add_header, address);
  return address;
}
