/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Each row of m3u-wire-format's tables of catch-up. */

#include "lineup-catch-up.h"
#include "lineup-error.h"
#include "lineup-one-entry.h"

#include <string.h>

/* 2026-03-04 05:06:07 in UTC, an hour later where the device is; an hour and a half, a day ago. */
#define START 1772600767
#define END   (START + 5400)
#define NOW   (START + 86400)

typedef struct
{
  const char *attributes;
  const char *address;
  guint days;
  const char *expected; /* NULL for what can't be asked for */
} Case;

static const Case cases[] = {
  /* Modes */
  { "", "http://h/1.ts", 0, NULL },
  { "catchup=\"default\" catchup-source=\"http://a/{utc}.ts\" catchup-days=\"7\"",
    "http://h/1.ts",
    7,
    "http://a/1772600767.ts" },
  { "catchup=\"default\"", "http://h/1.ts", 0, NULL },
  { "catchup=\"default\" catchup-source=\"?u={utc}\"", "http://h/1.ts", 3, NULL },
  { "catchup=\"append\" catchup-source=\"?u={utc}\"",
    "http://h/1.ts",
    3,
    "http://h/1.ts?u=1772600767" },
  { "catchup=\"append\" catchup-source=\"?u={utc}\"",
    "http://h/1.ts?a=b",
    3,
    "http://h/1.ts?a=b&u=1772600767" },
  { "catchup=\"append\" catchup-source=\"&u={utc}\"",
    "http://h/1.ts",
    3,
    "http://h/1.ts?u=1772600767" },
  { "catchup=\"append\" catchup-source=\"/{utc}.ts\"",
    "http://h/1",
    3,
    "http://h/1/1772600767.ts" },
  { "catchup=\"append\"", "http://h/1", 3, NULL },
  { "catchup=\"shift\" catchup-days=\"5\"",
    "http://h/1.m3u8",
    5,
    "http://h/1.m3u8?utc=1772600767&lutc=1772687167" },
  { "catchup-type=\"timeshift\"",
    "http://h/1.m3u8?a=b",
    3,
    "http://h/1.m3u8?a=b&utc=1772600767&lutc=1772687167" },
  { "catchup=\"xc\" catchup-days=\"2\"",
    "http://h:80/live/u/p/4711.ts",
    2,
    "http://h:80/timeshift/u/p/90/2026-03-04:06-06/4711.ts" },
  { "catchup=\"xc\"",
    "http://h/u/p/4711",
    3,
    "http://h/timeshift/u/p/90/2026-03-04:06-06/4711.ts" },
  { "catchup=\"xc\"",
    "http://h/live/u/p/4711.m3u8",
    3,
    "http://h/timeshift/u/p/90/2026-03-04:06-06/4711.m3u8" },
  { "catchup=\"xc\" catchup-source=\"-2\"",
    "http://h/u/p/4711",
    3,
    "http://h/timeshift/u/p/90/2026-03-04:04-06/4711.ts" },
  { "catchup=\"xc\"", "http://h/ch/index.m3u8", 3, NULL },
  { "catchup=\"flussonic\"",
    "http://h/ch/mpegts?token=x",
    3,
    "http://h/ch/timeshift_abs-1772600767.ts?token=x" },
  { "catchup=\"flussonic-hls\"",
    "http://h/ch/index.m3u8",
    3,
    "http://h/ch/timeshift_rel-86400.m3u8" },
  { "catchup=\"fs\"",
    "http://h/ch/mono.m3u8?token=x",
    3,
    "http://h/ch/mono-timeshift_rel-86400.m3u8?token=x" },
  { "catchup=\"flussonic-ts\" catchup-source=\"http://h/ch/archive-{utc}-{duration}.m3u8\"",
    "http://h/ch/mpegts",
    3,
    "http://h/ch/archive-1772600767-5400.m3u8" },
  { "catchup=\"flussonic\"", "http://h/ch/1.ts", 3, NULL },
  { "catchup=\"vod\" catchup-source=\"http://a/{catchup-id}\"", "http://h/1.ts", 3, "http://a/p7" },
  { "catchup=\"1\"", "http://h/u/p/4711", 3, "http://h/timeshift/u/p/90/2026-03-04:06-06/4711.ts" },
  { "catchup=\"true\" catchup-source=\"http://a/{utc}\"", "http://h/1", 3, "http://a/1772600767" },
  { "catchup=\"true\" catchup-source=\"?u={utc}\"", "http://h/1", 3, "http://h/1?u=1772600767" },
  { "catchup-source=\"http://a/{utc}\"", "http://h/1", 3, "http://a/1772600767" },
  { "catchup=\"0\" catchup-days=\"7\"", "http://h/1", 0, NULL },
  { "catchup=\"something\"", "http://h/1", 0, NULL },
  { "tvg-rec=\"7\"", "http://h/1", 7, "http://h/1?utc=1772600767&lutc=1772687167" },
  { "timeshift=\"4\"", "http://h/1", 4, "http://h/1?utc=1772600767&lutc=1772687167" },
  { "tvg-rec=\"0\"", "http://h/1", 0, NULL },
  { "catchup=\"xc\" tvg-rec=\"9\"",
    "http://h/u/p/1",
    9,
    "http://h/timeshift/u/p/90/2026-03-04:06-06/1.ts" },
  { "catchup=\"shift\" catchup-days=\"0\"",
    "http://h/1",
    0,
    "http://h/1?utc=1772600767&lutc=1772687167" },
  { "catchup=\"shift\" catchup-days=\"0.5\"",
    "http://h/1",
    1,
    "http://h/1?utc=1772600767&lutc=1772687167" },
  { "catchup=\"shift\" catchup-correction=\"-1.5\"",
    "http://h/1",
    3,
    "http://h/1?utc=1772606167&lutc=1772687167" },

  /* Options go behind the result, which GetStream has as headers. */
  { "catchup=\"shift\"",
    "http://h/1|User-Agent=X",
    3,
    "http://h/1?utc=1772600767&lutc=1772687167" },

/* Placeholders */
#define TEMPLATE(text, expected)                                                                   \
  {                                                                                                \
    "catchup=\"default\" catchup-source=\"http://a/" text "\"", "http://h/1", 3, expected          \
  }
  TEMPLATE ("{utc}-${start}-{start}", "http://a/1772600767-1772600767-1772600767"),
  TEMPLATE ("{utcend}-${end}", "http://a/1772606167-1772606167"),
  TEMPLATE ("{lutc}-${now}-${timestamp}", "http://a/1772687167-1772687167-1772687167"),
  TEMPLATE ("{utc:YmdHMS}", "http://a/20260304060607"),
  TEMPLATE ("${start:Y-m-dTH:M:S}", "http://a/2026-03-04T06:06:07"),
  TEMPLATE ("{utcend:H}-${end:M}-{lutc:d}", "http://a/07-36-05"),
  TEMPLATE ("{Y}/{m}/{d}/{H}/{M}/{S}", "http://a/2026/03/04/06/06/07"),
  TEMPLATE ("{duration}-${duration}-{duration:60}", "http://a/5400-5400-90"),
  TEMPLATE ("{duration:3600}", "http://a/2"),
  TEMPLATE ("${offset}-{offset:1}-{offset:60}", "http://a/86400-86400-1440"),
  TEMPLATE ("${(b)yyyyMMddHHmmss}-${(e)yyyyMMddHHmmss}", "http://a/20260304060607-20260304073607"),
  TEMPLATE ("${(b)yyyy-MM-ddTHH:mm:ssZ:utc}", "http://a/2026-03-04T05:06:07Z"),
  TEMPLATE ("${(b)timestamp}-${(e)timestamp}", "http://a/1772600767-1772606167"),
  TEMPLATE ("{catchup-id}", "http://a/p7"),
  TEMPLATE ("x", "http://a/x"),

  /* What nobody knows is not played live. */
  TEMPLATE ("{foo}", NULL),
  TEMPLATE ("{utc}-{foo}", NULL),
  TEMPLATE ("${(b)yyyy-EEE}", NULL),
  TEMPLATE ("${(x)yyyy}", NULL),
  TEMPLATE ("{utc", NULL),
  TEMPLATE ("{}", NULL),
  TEMPLATE ("{duration:0}", NULL),
  TEMPLATE ("{duration:x}", NULL),
  TEMPLATE ("{utc:}", NULL),
  { "catchup=\"default\" catchup-source=\"http://h/1\"", "http://h/1", 3, NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *tested = data;
  g_autofree char *list = g_strdup_printf (
      "#EXTINF:-1 %s,A\n%s", tested->attributes, tested->address);
  g_autoptr (LineupOneEntry) one = lineup_one_entry_new (list);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  const LineupCatchUpTime time
      = { .start = START, .end = END, .now = NOW, .zone = zone, .programme = "p7" };
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = lineup_catch_up_make_address (&one->entry, &one->path, &time, &error);

  g_assert_cmpuint (lineup_catch_up_get_days (&one->entry, &one->path), ==, tested->days);
  g_assert_cmpstr (seen, ==, tested->expected);
  if (seen == NULL)
    g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
}

/* Of a programme without an id, nothing is asked by it. */
static void
test_no_programme (void)
{
  g_autoptr (LineupOneEntry) one = lineup_one_entry_new (
      "#EXTINF:-1 catchup=\"vod\" catchup-source=\"http://a/{catchup-id}\",A\nhttp://h/1");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const LineupCatchUpTime time = { .start = START, .end = END, .now = NOW, .zone = zone };
  g_autoptr (GError) error = NULL;

  g_assert_null (lineup_catch_up_make_address (&one->entry, &one->path, &time, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
}

/* What the header says holds for all. */
static void
test_header (void)
{
  g_autoptr (LineupOneEntry) one = lineup_one_entry_new (
      "#EXTM3U catchup=\"append\" catchup-source=\"?u={utc}\" catchup-days=\"5\"\n#EXTINF:-1,A\n"
      "http://h/1");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const LineupCatchUpTime time = { .start = START, .end = END, .now = NOW, .zone = zone };
  g_autofree char *seen = lineup_catch_up_make_address (&one->entry, &one->path, &time, NULL);

  g_assert_cmpstr (seen, ==, "http://h/1?u=1772600767");
  g_assert_cmpuint (lineup_catch_up_get_days (&one->entry, &one->path), ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/catch-up/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/catch-up/no-programme", test_no_programme);
  g_test_add_func ("/catch-up/header", test_header);

  return g_test_run ();
}
