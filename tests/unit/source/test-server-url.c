/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-server-url.h"

#include "lineup-error.h"
#include "lineup-xtream-url.h"

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
  /* Hosts and users that begin as a scheme does */
  { "https.example/a",
    "http://https.example/a",
    "http://https.example",
    "https.example:80",
    NULL,
    NULL },
  { "https://http:8080/a", "https://http:8080/a", "https://http:8080", "http:8080", NULL, NULL },

  /* What is no escape */
  { "http://h/100%", "http://h/100%25", "http://h", "h:80", NULL, NULL },
  { "http://h/%zz/%2", "http://h/%25zz/%252", "http://h", "h:80", NULL, NULL },
  { "http://h/%7E%41", "http://h/~A", "http://h", "h:80", NULL, NULL },

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
  { "//http//h/a,/", "http://h/a", "http://h", "h:80", NULL, NULL },
  { "u@http//h", "http://http:80//h", "http://http:80", "http:80", "u", NULL },
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
  { "http://h?username=u v&password=p q", "http://h", "http://h", "h:80", "u v", "p q" },
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

  /* What is typed */
  { "http:/h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http:h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http//h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http:\\\\h:81\\", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http:\\/h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http: //h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http:// h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http://http://h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http://http:/h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http://http//h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http:http://h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "https://http://h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http://HTTP://http://h:81/", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "https:/h", "https://h", "https://h", "h:443", NULL, NULL },
  { "https//h", "https://h", "https://h", "h:443", NULL, NULL },
  { "http://https://h", "https://h", "https://h", "h:443", NULL, NULL },
  { "HTTPS:h", "https://h", "https://h", "h:443", NULL, NULL },
  { "http:8080", "http://http:8080", "http://http:8080", "http:8080", NULL, NULL },
  { "http://http:8080/x", "http://http:8080/x", "http://http:8080", "http:8080", NULL, NULL },
  { "httpd.example",
    "http://httpd.example",
    "http://httpd.example",
    "httpd.example:80",
    NULL,
    NULL },

  /* What is around it */
  { "\"http://h:81\"", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "'http://h:81'", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "`http://h:81`", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "<http://h:81>", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "(http://h:81)", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "“http://h:81”", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "„http://h:81“", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "«\302\240http://h:81\302\240»", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "‘h:81’", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "\"<http://h:81/>\",", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http://h:81,", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http://h:81;", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http://h:81>", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "\"http://h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { " < http://h:81 > ", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "\t\r\nhttp://h:81\r\n", "http://h:81", "http://h:81", "h:81", NULL, NULL },

  /* What can't be seen: a zero-width space, a joiner, a byte order mark, marks of direction */
  { "\342\200\213http://h:81\342\200\213", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "ht\342\200\213tp://h\342\200\215:\342\201\24081",
    "http://h:81",
    "http://h:81",
    "h:81",
    NULL,
    NULL },
  { "\357\273\277http://h:81", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "\342\200\252http://h:81\342\200\254", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "http://h\302\255:81/\342\200\216", "http://h:81", "http://h:81", "h:81", NULL, NULL },
  { "\302\240\342\200\257http://h:81\343\200\200",
    "http://h:81",
    "http://h:81",
    "h:81",
    NULL,
    NULL },

  /* What a web page has for an ampersand */
  { "http://h:81/get.php?username=u1&amp;password=p1&amp;type=m3u",
    "http://h:81",
    "http://h:81",
    "h:81",
    "u1",
    "p1" },
  { "http://h:81/get.php?username=u1&amp;amp;password=p1&amp;amp;type=m3u",
    "http://h:81",
    "http://h:81",
    "h:81",
    "u1",
    "p1" },
  { "h:81/get.php?username=u1&#38;password=p1&#038;type=m3u",
    "http://h:81",
    "http://h:81",
    "h:81",
    "u1",
    "p1" },
  { "h:81?USERNAME=u1&AMP=1&Password=p1", "http://h:81", "http://h:81", "h:81", "u1", "p1" },
  { "\"http://h:81/get.php?username=u1&password=p1\"",
    "http://h:81",
    "http://h:81",
    "h:81",
    "u1",
    "p1" },
  { "<http://h:81/get.php?username=u1&password=p1>,",
    "http://h:81",
    "http://h:81",
    "h:81",
    "u1",
    "p1" },
  { "(http://h:81/get.php?username=%20u1%E2%80%8B&password=%C2%A0p1+)",
    "http://h:81",
    "http://h:81",
    "h:81",
    "u1",
    "p1" },
  { "http://h:81/get.php?username=u1&password=p1,",
    "http://h:81",
    "http://h:81",
    "h:81",
    "u1",
    "p1," },
  { "http://h:81/get.php?username=u1&password=p1)",
    "http://h:81",
    "http://h:81",
    "h:81",
    "u1",
    "p1)" },
  { "http://h:81/get.php?username=u1&password=p1'",
    "http://h:81",
    "http://h:81",
    "h:81",
    "u1",
    "p1'" },
  { "h:81/get.php?username=u1&password=p%26amp%3B1",
    "http://h:81",
    "http://h:81",
    "h:81",
    "u1",
    "p&amp;1" },
  { "h:81?username=u1&password=p\342\200\2131", "http://h:81", "http://h:81", "h:81", "u1", "p1" },
  { "h:81?username=u1&password=p\\1", "http://h:81", "http://h:81", "h:81", "u1", "p\\1" },
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

#define SCHEME  "begins with neither http:// nor https://"
#define NO_HOST "names no host"
#define HOST    "no usable host"
#define PORT    "a port that is none"
#define BLANK   "a blank or a line break in it"
#define UNSEEN  "characters in it that can't be seen"
#define NO_TEXT "no text"
#define COLON   "a semicolon in it"

static const struct
{
  const char *text;
  const char *words; /* what is wrong */
} no_urls[] = {
  { "", NO_HOST },
  { "   ", NO_HOST },
  { "\342\200\213", NO_HOST },
  { "\"\"", NO_HOST },
  { "http://", NO_HOST },
  { "http://http://", NO_HOST },
  { "http:///x", NO_HOST },
  { "http://:8080", HOST },
  { "/get.php?username=secret", NO_HOST },
  { "?username=secret&password=secret", NO_HOST },
  { "ftp://secret.example", SCHEME },
  { "htp://secret.example", SCHEME },
  { "file:///secret", SCHEME },
  { "rtmp://secret.example/live", SCHEME },
  { "http://ftp://secret.example", SCHEME },
  { "http://secret.example:0", PORT },
  { "http://secret.example:99999", PORT },
  { "http://secret.example:port", PORT },
  { "http://secret.example:80:80", HOST },
  { "http://u:secret@secret.example:port/x", PORT },
  { "http;//secret.example:8099", COLON },
  { "http://secret.example:8099;old", COLON },
  { "http://secret.example;8099/", COLON },
  { "http://secret example/", BLANK },
  { "Portal: http://secret.example/", BLANK },
  { "http://h/?username=secret&pass\nword=secret", BLANK },
  { "http://h/?username=secret&password=secret\tx", BLANK },
  { "http://secret.example\nuser\nsecret", BLANK },
  { "http://secret<script>.example", HOST },
  { "http://[secret]/", HOST },
  { "http://[::1", HOST },
  { "javascript:secret(1)", PORT },
  { "http://.", HOST },
  { "http://secret\x01.example", UNSEEN },
  { "http://\xff\xfesecret/", NO_TEXT },
};

static void
test_refuse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (no_urls); i++)
    {
      char *username = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupServerUrl) url = lineup_server_url_parse (
          no_urls[i].text, &username, NULL, &error);

      log_input (no_urls[i].text);
      g_assert_null (url);
      g_assert_null (username);
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_INVALID_ACCOUNT);
      g_assert_nonnull (strstr (error->message, no_urls[i].words));
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
  g_autofree char *account = lineup_xtream_url_build_request (shared, "u", "p", NULL);
  g_autofree char *list = lineup_xtream_url_build_request (
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
