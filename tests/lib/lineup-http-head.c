/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-http-head.h"

#define API_PATH   "/player_api.php"
#define GUIDE_PATH "/xmltv.php"
#define LIST_PATH  "/get.php"

static GHashTable *
read_headers (GDataInputStream *input)
{
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);
      char *colon = NULL;

      if (line == NULL)
        return NULL;
      if (*line == '\0')
        return g_steal_pointer (&headers);

      colon = strchr (line, ':');
      if (colon == NULL)
        return NULL;
      g_hash_table_insert (
          headers, g_ascii_strdown (line, colon - line), g_strdup (g_strstrip (colon + 1)));
    }
}

static GHashTable *
parse_query (const char *query)
{
  g_autoptr (GHashTable) params = NULL;

  /* PHP reads a plus as a space, too. */
  if (query != NULL)
    params = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  if (params == NULL)
    params = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return g_steal_pointer (&params);
}

static const char *
find_action (const char *path, GHashTable *params)
{
  const char *action = NULL;

  if (g_str_has_suffix (path, GUIDE_PATH))
    return LINEUP_REQUEST_GUIDE;
  if (g_str_has_suffix (path, LIST_PATH))
    return LINEUP_REQUEST_PLAYLIST;
  if (!g_str_has_suffix (path, API_PATH))
    return LINEUP_REQUEST_OTHER;
  action = g_hash_table_lookup (params, "action");
  return action != NULL ? action : "";
}

LineupRequest *
lineup_http_head_read (GDataInputStream *input, gboolean *keep_alive)
{
  g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);
  g_auto (GStrv) words = line != NULL ? g_strsplit (line, " ", 3) : NULL;
  g_auto (GStrv) target = NULL;
  g_autoptr (GHashTable) headers = NULL;
  g_autoptr (GHashTable) params = NULL;

  if (words == NULL || g_strv_length (words) != 3)
    return NULL;
  headers = read_headers (input);
  if (headers == NULL)
    return NULL;

  target = g_strsplit (words[1], "?", 2);
  params = parse_query (target[0] != NULL ? target[1] : NULL);
  *keep_alive = g_str_equal (words[2], "HTTP/1.1")
                && g_strcmp0 (g_hash_table_lookup (headers, "connection"), "close") != 0;
  return lineup_request_new (find_action (target[0], params), words[0], target[0], params, headers);
}
