/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xtream-url.h"

static char *
build (const char *address, const char *username, const char *password, const LineupStream *stream)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupServerUrl) server = lineup_server_url_parse (address, NULL, NULL, &error);

  g_assert_no_error (error);
  return lineup_xtream_url_build_stream (server, username, password, stream);
}

static const struct
{
  const char *server;
  LineupStream stream;
  const char *url;
} forms[] = {
  { "http://h", { LINEUP_STREAM_TYPE_LIVE, 4711, "ts", 0, 0, NULL }, "http://h/live/u/p/4711.ts" },
  { "http://h",
    { LINEUP_STREAM_TYPE_LIVE, 4711, "m3u8", 0, 0, "Europe/Paris" },
    "http://h/live/u/p/4711.m3u8" },
  { "http://h",
    { LINEUP_STREAM_TYPE_MOVIE, 9001, "mkv", 0, 0, NULL },
    "http://h/movie/u/p/9001.mkv" },
  { "http://h",
    { LINEUP_STREAM_TYPE_EPISODE, 22587, "mp4", 0, 0, NULL },
    "http://h/series/u/p/22587.mp4" },
  { "http://h",
    { LINEUP_STREAM_TYPE_CATCH_UP, 4711, "ts", 1700000000, 90, NULL },
    "http://h/timeshift/u/p/90/2023-11-14:22-13/4711.ts" },
  { "http://h",
    { LINEUP_STREAM_TYPE_CATCH_UP, 4711, "m3u8", 1700000000, G_MAXUINT, "UTC" },
    "http://h/timeshift/u/p/4294967295/2023-11-14:22-13/4711.m3u8" },

  /* The server is the person's, with all that it has */
  { "https://h", { LINEUP_STREAM_TYPE_LIVE, 1, "ts", 0, 0, NULL }, "https://h/live/u/p/1.ts" },
  { "https://h:8443/",
    { LINEUP_STREAM_TYPE_MOVIE, 1, "mp4", 0, 0, NULL },
    "https://h:8443/movie/u/p/1.mp4" },
  { "http://h:8080/Pluto/gb/get.php?username=x&password=y",
    { LINEUP_STREAM_TYPE_LIVE, 1, "ts", 0, 0, NULL },
    "http://h:8080/Pluto/gb/live/u/p/1.ts" },
  { "http://h/a b/\xc3\xa9",
    { LINEUP_STREAM_TYPE_CATCH_UP, 1, "ts", 0, 1, NULL },
    "http://h/a%20b/%C3%A9/timeshift/u/p/1/1970-01-01:00-00/1.ts" },
  { "http://[::1]:81",
    { LINEUP_STREAM_TYPE_LIVE, 1, "ts", 0, 0, NULL },
    "http://[::1]:81/live/u/p/1.ts" },

  /* Any id, and whatever an extension is */
  { "http://h",
    { LINEUP_STREAM_TYPE_LIVE, G_MAXINT64, "ts", 0, 0, NULL },
    "http://h/live/u/p/9223372036854775807.ts" },
  { "http://h",
    { LINEUP_STREAM_TYPE_MOVIE, -1, "a/b", 0, 0, NULL },
    "http://h/movie/u/p/-1.a%2Fb" },
};

static void
test_forms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *url = build (forms[i].server, "u", "p", &forms[i].stream);

      g_assert_cmpstr (url, ==, forms[i].url);
    }
}

static const struct
{
  const char *text;
  const char *segment;
} segments[] = {
  { "user", "user" },
  { "a/b", "a%2Fb" },
  { "100%", "100%25" },
  { "%41", "%2541" },
  { "a b", "a%20b" },
  { "me@example.org", "me@example.org" },
  { "a:b", "a:b" },
  { "a?b#c", "a%3Fb%23c" },
  { "+&=", "+&=" },
  { "-._~!$'()*,;", "-._~!$'()*,;" },
  { "\"<>[]\\^`{|}", "%22%3C%3E%5B%5D%5C%5E%60%7B%7C%7D" },
  { "\xc3\xbc\xe2\x82\xac\xf0\x9f\x93\xba", "%C3%BC%E2%82%AC%F0%9F%93%BA" },
  { "\x01\t\n\x7f", "%01%09%0A%7F" },
};

static void
test_escaping (void)
{
  const LineupStream stream = { LINEUP_STREAM_TYPE_LIVE, 1, "ts", 0, 0, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      g_autofree char *as_username = build ("http://h", segments[i].text, "p", &stream);
      g_autofree char *as_password = build ("http://h", "u", segments[i].text, &stream);
      g_autofree char *username_url = g_strdup_printf ("http://h/live/%s/p/1.ts",
                                                       segments[i].segment);
      g_autofree char *password_url = g_strdup_printf ("http://h/live/u/%s/1.ts",
                                                       segments[i].segment);

      g_assert_cmpstr (as_username, ==, username_url);
      g_assert_cmpstr (as_password, ==, password_url);
    }
}

static const struct
{
  const char *timezone;
  gint64 start;
  const char *segment;
} starts[] = {
  { "UTC", 1700000000, "2023-11-14:22-13" },
  { "Europe/Paris", 1700000000, "2023-11-14:23-13" },
  { "Asia/Kolkata", 1700000000, "2023-11-15:03-43" },
  { "America/Argentina/Buenos_Aires", 1700000000, "2023-11-14:19-13" },
  { "America/New_York", 1700000000, "2023-11-14:17-13" },
  { "Etc/GMT+5", 1700000000, "2023-11-14:17-13" },

  /* Offsets: plus is east, and `GMT+5` is not what `Etc/GMT+5` is */
  { "+03:00", 1700000000, "2023-11-15:01-13" },
  { "-04:30", 1700000000, "2023-11-14:17-43" },
  { "+00:00", 1700000000, "2023-11-14:22-13" },
  { "UTC+3", 1700000000, "2023-11-15:01-13" },
  { "GMT+3", 1700000000, "2023-11-15:01-13" },
  { "gmt-5", 1700000000, "2023-11-14:17-13" },
  { "UTC+5:30", 1700000000, "2023-11-15:03-43" },
  { "UTC +0530", 1700000000, "2023-11-15:03-43" },
  { "(GMT+03:00) Istanbul", 1700000000, "2023-11-15:01-13" },
  { "UTC+14", 1700000000, "2023-11-15:12-13" },
  { "UTC+15", 1700000000, "2023-11-14:22-13" },
  { "UTC+3:60", 1700000000, "2023-11-14:22-13" },
  { "+3x", 1700000000, "2023-11-14:22-13" },
  { "+", 1700000000, "2023-11-14:22-13" },

  /* Summer begins and ends */
  { "Europe/Paris", 1743296399, "2025-03-30:01-59" },
  { "Europe/Paris", 1743296400, "2025-03-30:03-00" },
  { "Europe/Paris", 1761440399, "2025-10-26:02-59" },
  { "Europe/Paris", 1761440400, "2025-10-26:02-00" },

  /* The ends of time */
  { "Europe/Paris", 0, "1970-01-01:01-00" },
  { "America/New_York", 0, "1969-12-31:19-00" },
  { "Pacific/Kiritimati", LINEUP_STREAM_MAX_START, "9999-12-31:14-00" },
  { "UTC", LINEUP_STREAM_MAX_START, "9999-12-31:00-00" },

  /* No zones: UTC. Those that are files must not be opened, which GLib would complain of. */
  { NULL, 1700000000, "2023-11-14:22-13" },
  { "", 1700000000, "2023-11-14:22-13" },
  { "Mars/Base", 1700000000, "2023-11-14:22-13" },
  { "Europe", 1700000000, "2023-11-14:22-13" },
  { "europe/paris", 1700000000, "2023-11-14:22-13" },
  { "7", 1700000000, "2023-11-14:22-13" },
  { "/usr/share/zoneinfo/Europe/Paris", 1700000000, "2023-11-14:22-13" },
  { "/etc/passwd", 1700000000, "2023-11-14:22-13" },
  { "Europe/../Europe/Paris", 1700000000, "2023-11-14:22-13" },
  { "../../../etc/passwd", 1700000000, "2023-11-14:22-13" },
  { "leapseconds", 1700000000, "2023-11-14:22-13" },
  { "zone.tab", 1700000000, "2023-11-14:22-13" },
  { "Europe/Paris\n", 1700000000, "2023-11-14:22-13" },
};

static void
test_time_zones (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const LineupStream stream = { LINEUP_STREAM_TYPE_CATCH_UP, 1, "ts", starts[i].start, 5,
                                    starts[i].timezone };
      g_autofree char *url = build ("http://h", "u", "p", &stream);
      g_autofree char *expected = g_strdup_printf ("http://h/timeshift/u/p/5/%s/1.ts",
                                                   starts[i].segment);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (url, ==, expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stream-url/forms", test_forms);
  g_test_add_func ("/stream-url/escaping", test_escaping);
  g_test_add_func ("/stream-url/time-zones", test_time_zones);

  return g_test_run ();
}
