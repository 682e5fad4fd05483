/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "panel/lineup-server-url.h"

#include "lineup-error.h"

#include <string.h>

/* Names what is tested now; the log must be valid text. */
static void
log_input (const char *input)
{
  g_autofree char *escaped = g_strescape (input, "\"");

  g_test_message ("%s", escaped);
}

static const struct
{
  const char *text;
  const char *base;
  const char *origin;
  const char *host;
  const char *username;
  const char *password;
} urls[] = {
  /* Host, port and scheme */
  { "http://tv.example", "http://tv.example", "http://tv.example", "tv.example:80", NULL, NULL },
  { "https://tv.example/",
    "https://tv.example",
    "https://tv.example",
    "tv.example:443",
    NULL,
    NULL },
  { "http://tv.example:8080//",
    "http://tv.example:8080",
    "http://tv.example:8080",
    "tv.example:8080",
    NULL,
    NULL },
  { "http://tv.example:80",
    "http://tv.example:80",
    "http://tv.example:80",
    "tv.example:80",
    NULL,
    NULL },
  { "HTTP://TV.Example", "http://tv.example", "http://tv.example", "tv.example:80", NULL, NULL },
  { " \n tv.example:8080 ",
    "http://tv.example:8080",
    "http://tv.example:8080",
    "tv.example:8080",
    NULL,
    NULL },
  { "tv.example", "http://tv.example", "http://tv.example", "tv.example:80", NULL, NULL },
  { "//tv.example/", "http://tv.example", "http://tv.example", "tv.example:80", NULL, NULL },
  { "192.0.2.7:25461",
    "http://192.0.2.7:25461",
    "http://192.0.2.7:25461",
    "192.0.2.7:25461",
    NULL,
    NULL },
  { "http://[2001:DB8::1]:8080/x",
    "http://[2001:db8::1]:8080/x",
    "http://[2001:db8::1]:8080",
    "[2001:db8::1]:8080",
    NULL,
    NULL },
  { "[::1]", "http://[::1]", "http://[::1]", "[::1]:80", NULL, NULL },
  { "http://t\xc3\xa9l\xc3\xa9.example",
    "http://xn--tl-bjab.example",
    "http://xn--tl-bjab.example",
    "xn--tl-bjab.example:80",
    NULL,
    NULL },
  { "http://my_panel.example.",
    "http://my_panel.example.",
    "http://my_panel.example.",
    "my_panel.example.:80",
    NULL,
    NULL },

  /* Paths */
  { "http://h/Pluto/gb/", "http://h/Pluto/gb", "http://h", "h:80", NULL, NULL },
  { "http://h/get.php", "http://h", "http://h", "h:80", NULL, NULL },
  { "http://h:81/a/b/player_api.php/", "http://h:81/a/b", "http://h:81", "h:81", NULL, NULL },
  { "h/PANEL_API.PHP", "http://h", "http://h", "h:80", NULL, NULL },
  { "http://h//x//get.php", "http://h//x", "http://h", "h:80", NULL, NULL },
  { "http://h/a%20b/%C3%A9/\xc3\xa9",
    "http://h/a%20b/%C3%A9/%C3%A9",
    "http://h",
    "h:80",
    NULL,
    NULL },
  { "http://h/a/b.php/c.php/", "http://h/a", "http://h", "h:80", NULL, NULL },
  { "http://h/x.php.bak", "http://h/x.php.bak", "http://h", "h:80", NULL, NULL },
  { "http://h/#top", "http://h", "http://h", "h:80", NULL, NULL },

  /* Credentials */
  { "http://h:8080/get.php?username=u1&password=p1&type=m3u_plus&output=ts",
    "http://h:8080",
    "http://h:8080",
    "h:8080",
    "u1",
    "p1" },
  { "h/player_api.php?password=a%2Bb%26c+d%25&username=%20u%C3%A9%20",
    "http://h",
    "http://h",
    "h:80",
    "u\xc3\xa9",
    "a+b&c d%" },
  { "http://h?username=u&password=50%off", "http://h", "http://h", "h:80", "u", "50%off" },
  { "http://h/?username=&password=", "http://h", "http://h", "h:80", NULL, NULL },
  { "http://h/get.php?username=u", "http://h", "http://h", "h:80", "u", NULL },
  { "h/get.php?password=http://x/y&username=a@b",
    "http://h",
    "http://h",
    "h:80",
    "a@b",
    "http://x/y" },
  { "http://u1:p%401@h:81/x", "http://h:81/x", "http://h:81", "h:81", "u1", "p@1" },
  { "u1:p1@h", "http://h", "http://h", "h:80", "u1", "p1" },
  { "http://u1:p1@h/?username=u2&password=p2", "http://h", "http://h", "h:80", "u2", "p2" },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autofree char *username = NULL;
      g_autofree char *password = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupServerUrl) url = lineup_server_url_parse (
          urls[i].text, &username, &password, &error);
      g_autoptr (LineupServerUrl) again = NULL;

      log_input (urls[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (lineup_server_url_get_base (url), ==, urls[i].base);
      g_assert_cmpstr (lineup_server_url_get_origin (url), ==, urls[i].origin);
      g_assert_cmpstr (lineup_server_url_get_host (url), ==, urls[i].host);
      g_assert_cmpstr (username, ==, urls[i].username);
      g_assert_cmpstr (password, ==, urls[i].password);

      again = lineup_server_url_parse (urls[i].base, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (lineup_server_url_get_base (again), ==, urls[i].base);
      g_assert_true (lineup_server_url_equal (url, again));
    }
}

static const char *const no_urls[] = {
  "",
  "   ",
  "http://",
  "http:///x",
  "http://:8080",
  "/get.php?username=secret",
  "?username=secret&password=secret",
  "ftp://secret.example",
  "file:///secret",
  "rtmp://secret.example/live",
  "http://secret.example:0",
  "http://secret.example:99999",
  "http://secret.example:port",
  "http://secret example/",
  "http://secret<script>.example",
  "http://[secret]/",
  "http://[::1",
  "javascript:secret(1)",
  "http://.",
  "http://secret\x01.example",
  "http://\xff\xfesecret/",
};

static void
test_refuse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (no_urls); i++)
    {
      char *username = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupServerUrl) url = lineup_server_url_parse (
          no_urls[i], &username, NULL, &error);

      log_input (no_urls[i]);
      g_assert_null (url);
      g_assert_null (username);
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_INVALID_ACCOUNT);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_equal (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean equal;
  } pairs[] = {
    { "http://h", "h:80", TRUE },
    { "https://h", "https://H:443/", TRUE },
    { "http://h/get.php?username=u", "http://h/player_api.php", TRUE },
    { "http://h", "https://h", FALSE },
    { "http://h:443", "https://h", FALSE },
    { "http://h", "http://h:8080", FALSE },
    { "http://h/a", "http://h/b", FALSE },
    { "http://h/a", "http://h", FALSE },
    { "http://h1", "http://h2", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (LineupServerUrl) a = lineup_server_url_parse (pairs[i].a, NULL, NULL, NULL);
      g_autoptr (LineupServerUrl) b = lineup_server_url_parse (pairs[i].b, NULL, NULL, NULL);

      g_assert_cmpint (lineup_server_url_equal (a, b), ==, pairs[i].equal);
      g_assert_cmpint (lineup_server_url_equal (b, a), ==, pairs[i].equal);
    }
}

static void
test_build_api (void)
{
  g_autoptr (LineupServerUrl) url = lineup_server_url_parse (
      "http://h:81/x/get.php", NULL, NULL, NULL);
  g_autoptr (LineupServerUrl) shared = lineup_server_url_ref (url);
  g_autofree char *account = lineup_server_url_build_api (shared, "u", "p", NULL);
  g_autofree char *list = lineup_server_url_build_api (
      shared, "a b/\xc3\xa9", "+&=%#^/?~-._", "get_vod_streams");

  g_assert_cmpstr (account, ==, "http://h:81/x/player_api.php?username=u&password=p");
  g_assert_cmpstr (list,
                   ==,
                   "http://h:81/x/player_api.php?username=a%20b%2F%C3%A9"
                   "&password=%2B%26%3D%25%23%5E%2F%3F~-._&action=get_vod_streams");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server-url/parse", test_parse);
  g_test_add_func ("/server-url/refuse", test_refuse);
  g_test_add_func ("/server-url/equal", test_equal);
  g_test_add_func ("/server-url/build-api", test_build_api);

  return g_test_run ();
}
