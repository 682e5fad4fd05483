/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xtream-url.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What was understood once is understood the same again, and a request is a URL of that host. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *username = NULL;
  g_autofree char *password = NULL;
  g_autofree char *api = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupServerUrl) url = lineup_server_url_parse (text, &username, &password, &error);
  g_autoptr (LineupServerUrl) again = NULL;
  g_autoptr (GUri) uri = NULL;

  g_assert_cmpint (url == NULL, ==, error != NULL);
  if (url == NULL)
    return 0;

  again = lineup_server_url_parse (lineup_server_url_get_base (url), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lineup_server_url_equal (url, again));
  g_assert_cmpstr (lineup_server_url_get_base (again), ==, lineup_server_url_get_base (url));

  api = lineup_xtream_url_build_request (
      url, username != NULL ? username : "", password != NULL ? password : "", "get_series");
  uri = g_uri_parse (api, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (g_uri_get_path (uri), "/player_api.php"));
  g_assert_true (g_str_has_suffix (api, "&action=get_series"));
  g_assert_null (strpbrk (g_uri_get_query (uri), " #?/+"));
  return 0;
}
