/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-decoder.h"

#include "lineup-item-text.h"
#include "lineup-list-reader.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define CHANNELS LINEUP_LIST_CHANNELS
#define MOVIES   LINEUP_LIST_MOVIES
#define SERIES   LINEUP_LIST_SERIES

/* Names what is tested now; the log must be valid text. */
static void
log_input (const char *input)
{
  g_autofree char *escaped = g_strescape (input, "\"");

  g_test_message ("%s", escaped);
}

/* Decodes an element in memory of its own size. Returns %NULL for one that is rejected. */
static char *
decode (LineupItemDecoder *decoder, LineupList list, const char *element, gsize length)
{
  g_autofree char *copy = g_memdup2 (element, length);
  LineupItem item;
  LineupCategory category;

  if (lineup_list_has_categories (list))
    return lineup_item_decoder_decode_category (decoder, copy, length, &category)
               ? lineup_category_to_text (&category)
               : NULL;
  return lineup_item_decoder_decode_item (decoder, copy, length, &item)
             ? lineup_item_to_text (&item)
             : NULL;
}

/* --- Quirks --- */

typedef struct
{
  LineupList list;
  const char *element;
  const char *outcome; /* (nullable): %NULL if rejected */
} Quirk;

static const Quirk quirks[] = {
  /* The examples of the wire format */
  { CHANNELS,
    "{\"num\":1,\"name\":\"FR: Demo HD\",\"stream_type\":\"live\",\"stream_id\":4711,"
    "\"stream_icon\":\"http:\\/\\/x\\/a.png\",\"epg_channel_id\":\"demo.fr\","
    "\"added\":\"1610000000\",\"is_adult\":\"0\",\"category_id\":\"12\",\"category_ids\":[12],"
    "\"custom_sid\":\"\",\"tv_archive\":1,\"direct_source\":\"http:\\/\\/u:p@x\","
    "\"tv_archive_duration\":\"3\"}",
    "4711 FR: Demo HD category=12 position=1 icon=http://x/a.png added=1610000000 epg-id=demo.fr "
    "archive-days=3 adult=0" },
  { MOVIES,
    "{\"num\":1,\"name\":\"Demo (2021)\",\"stream_type\":\"movie\",\"stream_id\":9001,"
    "\"stream_icon\":\"\",\"rating\":\"6.3\",\"rating_5based\":3.2,\"added\":\"1610000000\","
    "\"category_id\":\"40\",\"category_ids\":[40],\"container_extension\":\"mkv\","
    "\"custom_sid\":\"\",\"direct_source\":\"\"}",
    "9001 Demo (2021) category=40 year=2021 rating=6.3 added=1610000000 extension=mkv" },
  { SERIES,
    "{\"num\":1,\"name\":\"Demo Show\",\"series_id\":501,\"cover\":\"http:\\/\\/x\\/c.jpg\","
    "\"plot\":\"\\u2026\",\"cast\":\"A, B\",\"director\":\"\",\"genre\":\"Drama\","
    "\"releaseDate\":\"2019-04-01\",\"last_modified\":\"1650000000\",\"rating\":\"8\","
    "\"rating_5based\":4,\"backdrop_path\":[\"http:\\/\\/x\\/b.jpg\"],\"youtube_trailer\":\"\","
    "\"episode_run_time\":\"43\",\"category_id\":\"70\"}",
    "501 Demo Show category=70 icon=http://x/c.jpg year=2019 rating=8 genre=Drama "
    "plot=\xe2\x80\xa6 "
    "cast=A, B release-date=2019-04-01 modified=1650000000 duration=2580" },

  /* Ids */
  { MOVIES, "{\"stream_id\":\"12\"}", "12 12" },
  { MOVIES, "{\"stream_id\":\" 12 \"}", "12 12" },
  { MOVIES, "{\"stream_id\":\"\\u0031\\u0032\"}", "12 12" },
  { MOVIES, "{\"stream_id\":2707855417}", "2707855417 2707855417" },
  { MOVIES, "{\"stream_id\":9223372036854775807}", "9223372036854775807 9223372036854775807" },
  { MOVIES, "{\"stream_id\":0}", "0 0" },
  { MOVIES, "{\"stream_id\":9223372036854775808}", NULL },
  { MOVIES, "{\"stream_id\":99999999999999999999999}", NULL },
  { MOVIES, "{\"stream_id\":-1}", NULL },
  { MOVIES, "{\"stream_id\":1.5}", NULL },
  { MOVIES, "{\"stream_id\":12.0}", "12 12" },
  { MOVIES, "{\"stream_id\":\"12.00\"}", "12 12" },
  { MOVIES, "{\"stream_id\":1e3}", "1000 1000" },
  { MOVIES, "{\"stream_id\":1.5E+1}", "15 15" },
  { MOVIES, "{\"stream_id\":1200e-2}", "12 12" },
  { MOVIES, "{\"stream_id\":9.223372036854775807e18}", "9223372036854775807 9223372036854775807" },
  { MOVIES, "{\"stream_id\":0e999}", "0 0" },
  { MOVIES, "{\"stream_id\":1e19}", NULL },
  { MOVIES, "{\"stream_id\":1e999}", NULL },
  { MOVIES, "{\"stream_id\":1e99999999999}", NULL },
  { MOVIES, "{\"stream_id\":15e-1}", NULL },
  { MOVIES, "{\"stream_id\":\"1e\"}", NULL },
  { MOVIES, "{\"stream_id\":\"12.\"}", NULL },
  { MOVIES, "{\"stream_id\":\"12.0.0\"}", NULL },
  { MOVIES, "{\"stream_id\":\"abc\"}", NULL },
  { MOVIES, "{\"stream_id\":\"\"}", NULL },
  { MOVIES, "{\"stream_id\":null}", NULL },
  { MOVIES, "{\"stream_id\":[1]}", NULL },
  { MOVIES, "{\"series_id\":1}", NULL },
  { SERIES, "{\"stream_id\":1}", NULL },
  { MOVIES, "{}", NULL },

  /* Names */
  { MOVIES, "{\"stream_id\":1,\"name\":null}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"name\":\" \\t \"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"name\":{}}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"name\":1984}", "1 1984" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"  A  \"}", "1 A" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"None\"}", "1 None" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"\",\"title\":\"B\"}", "1 B" },
  { MOVIES, "{\"title\":\"B\",\"stream_id\":1,\"name\":\"A\"}", "1 A" },

  /* Entities, once, and only in what is shown */
  { MOVIES, "{\"stream_id\":1,\"name\":\"Tom &amp; J\"}", "1 Tom & J" },
  { MOVIES,
    "{\"stream_id\":1,\"name\":\"&lt;A&gt; &quot;B&quot; &#039;C&#39;\"}",
    "1 <A> \"B\" 'C'" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"&amp;amp; &amp;lt;\"}", "1 &amp; &lt;" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"A\\u0026amp;B&\"}", "1 A&B&" },
  { MOVIES,
    "{\"stream_id\":1,\"name\":\"AT&T &; &x; &amp &#; &#0; &#x110000; &#xd800;\"}",
    "1 AT&T &; &x; &amp &#; &#0; &#x110000; &#xd800;" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"&#032;&#x20AC;&#233;&#32;\"}", "1 \xe2\x82\xac\xc3\xa9" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"&#32;\",\"title\":\"A &amp; B\"}", "1 A & B" },
  { MOVIES,
    "{\"stream_id\":1,\"plot\":\"a &lt; b\",\"genre\":[\"R&amp;B\",\"C\"],\"cast\":\"D &amp; "
    "E\",\"director\":\"&quot;F&quot;\"}",
    "1 1 genre=R&B, C plot=a < b cast=D & E director=\"F\"" },
  { MOVIES,
    "{\"stream_id\":1,\"stream_icon\":\"http://x/"
    "?a&amp;b\",\"trailer\":\"y&amp;z\",\"category_id\":\"a&amp;b\"}",
    "1 1 category=a&amp;b icon=http://x/?a&amp;b trailer=y&amp;z" },
  { CHANNELS, "{\"stream_id\":1,\"epg_channel_id\":\"a&amp;b\"}", "1 1 epg-id=a&amp;b" },
  { LINEUP_LIST_MOVIE_CATEGORIES,
    "{\"category_id\":\"a&amp;b\",\"category_name\":\"A &amp; B\"}",
    "a&amp;b A & B" },

  /* An address is no text */
  { MOVIES, "{\"stream_id\":1,\"plot\":\"https://x/y.jpg\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"plot\":\"http://x is down\"}", "1 1 plot=http://x is down" },

  /* The year of the name */
  { MOVIES, "{\"stream_id\":1,\"name\":\"A (2020)\",\"year\":\"2019\"}", "1 A (2020) year=2019" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"A (2020)\",\"year\":\"\"}", "1 A (2020) year=2020" },
  { MOVIES,
    "{\"stream_id\":1,\"name\":\"A (2020)\",\"release_date\":\"2021-01-02\"}",
    "1 A (2020) year=2020 release-date=2021-01-02" },
  { SERIES, "{\"series_id\":1,\"name\":\"A (2020) \"}", "1 A (2020) year=2020" },
  { CHANNELS, "{\"stream_id\":1,\"name\":\"A (2020)\"}", "1 A (2020)" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"A (2020) B\"}", "1 A (2020) B" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"A (12020)\"}", "1 A (12020)" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"A (1080)\"}", "1 A (1080)" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"(2020)\"}", "1 (2020)" },

  /* What is no JSON, but written */
  { MOVIES,
    "{\"stream_id\":1,\"name\":NaN,\"rating\":-NaN,\"plot\":Infinity,\"genre\":-Infinity,\"cast\":"
    "nan,\"director\":-inf,\"category_ids\":[NaN,3],\"category_id\":NaN,\"added\":NaN}",
    "1 1 category=3" },
  { MOVIES, "{\"stream_id\":NaN,\"name\":\"A\"}", NULL },
  { MOVIES, "{\"stream_id\":1,\"name\":nanny}", NULL },

  /* Text */
  { MOVIES,
    "{\"stream_id\":1,\"name\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20ac\\ud83d\\ude00x\"}",
    "1 \"\\/\b\f\n\r\t\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80x" },
  { MOVIES,
    "{\"stream_id\":1,\"name\":\"a\\ud83dz\\ude00\\ud83d\\ud83d\\ude00\"}",
    "1 a\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd\xf0\x9f\x98\x80" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"a\\u0000b\"}", "1 ab" },
  { MOVIES, "{\"stream_id\":1,\"name\":\"\\q\\u12\"}", "1 qu12" },
  { MOVIES,
    "{\"stream_id\":1,\"name\":\"\xc3\xa9\xff\xc3\"}",
    "1 \xc3\xa9\xef\xbf\xbd\xef\xbf\xbd" },
  { MOVIES,
    "{\"stream_id\":1,\"name\":\"\xed\xa0\x80 \xc0\x80\"}",
    "1 \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd" },
  { MOVIES, "{\"stream_id\":1,\"plot\":\"N/A\",\"genre\":\"none\",\"director\":\"n/A\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"plot\":[],\"genre\":{},\"director\":null,\"cast\":false}", "1 1" },
  { MOVIES,
    "{\"stream_id\":1,\"genre\":[\"A\",null,\"\",\" B "
    "\",3,[4],\"C\"],\"cast\":{\"0\":\"D\",\"2\":\"E\"}}",
    "1 1 genre=A, B, 3, C cast=D, E" },
  { MOVIES, "{\"stream_id\":1,\"director\":[],\"cast\":[\"N/A\"]}", "1 1" },

  /* Categories */
  { MOVIES,
    "{\"stream_id\":1,\"category_id\":5,\"category_ids\":[7,5,\"7\",\"8\"]}",
    "1 1 category=5 category=7 category=8" },
  { MOVIES,
    "{\"stream_id\":1,\"category_ids\":[7,5],\"category_id\":\"5\"}",
    "1 1 category=5 category=7" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":null,\"category_ids\":[3,3]}", "1 1 category=3" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":\"\",\"category_ids\":{\"1\":9}}", "1 1 category=9" },
  { MOVIES,
    "{\"stream_id\":1,\"category_id\":0,\"category_ids\":[\"0\",null,\"\",1.5,[2]]}",
    "1 1" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":\"news\"}", "1 1 category=news" },
  { MOVIES,
    "{\"stream_id\":1,\"category_id\":[3,\"5\",0],\"category_ids\":\"7\"}",
    "1 1 category=3 category=5 category=7" },
  { MOVIES,
    "{\"stream_id\":1,\"category_ids\":7,\"category_id\":{\"2\":3}}",
    "1 1 category=7 category=3" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":[],\"category_ids\":null}", "1 1" },

  /* Ratings */
  { MOVIES, "{\"stream_id\":1,\"rating\":8.2}", "1 1 rating=8.2" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"7,5\"}", "1 1 rating=7.5" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"10\"}", "1 1 rating=10" },
  { MOVIES, "{\"stream_id\":1,\"rating\":10.5}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":0}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":-3}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"n/A\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"0x5\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"nan\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"5 stars\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":true}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"8.5/10\"}", "1 1 rating=8.5" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"6,3 \\/ 10\"}", "1 1 rating=6.3" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"4/5\"}", "1 1 rating=8" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"7/7\"}", "1 1 rating=10" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"85%\"}", "1 1 rating=8.5" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"11/10\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"8/0\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"8/\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"rating\":\"\"}", "1 1" },

  /* Moments */
  { MOVIES, "{\"stream_id\":1,\"added\":1610000000}", "1 1 added=1610000000" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"1610000000123\"}", "1 1 added=1610000000" },
  { MOVIES, "{\"stream_id\":1,\"added\":1610000000.5}", "1 1 added=1610000000" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"2021-01-07 06:13:20\"}", "1 1 added=1610000000" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"2021-01-07T07:13:20+01:00\"}", "1 1 added=1610000000" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"20210107061320\"}", "1 1 added=1610000000" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"20210107\"}", "1 1 added=1609977600" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"2021-01-07 06:13\"}", "1 1 added=1609999980" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"0\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"added\":null}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"added\":-5}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"0000-00-00 00:00:00\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"99999999999999999\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"1610000000x\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"1969-01-01 00:00:00\"}", "1 1" },
  { SERIES, "{\"series_id\":1,\"last_modified\":\"0\",\"added\":5}", "1 1 added=5" },
  { SERIES, "{\"series_id\":1,\"last_modified\":1650000000}", "1 1 modified=1650000000" },
  { MOVIES, "{\"stream_id\":1,\"last_modified\":1650000000}", "1 1" },

  /* Dates and years */
  { MOVIES, "{\"stream_id\":1,\"release_date\":\"0000-00-00\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"release_date\":0}", "1 1" },
  { MOVIES,
    "{\"stream_id\":1,\"release_date\":\"20251218123000\"}",
    "1 1 year=2025 release-date=2025-12-18" },
  { MOVIES,
    "{\"stream_id\":1,\"release_date\":\"20251218\"}",
    "1 1 year=2025 release-date=2025-12-18" },
  { MOVIES,
    "{\"stream_id\":1,\"release_date\":1610000000}",
    "1 1 year=2021 release-date=2021-01-07" },
  { MOVIES,
    "{\"stream_id\":1,\"release_date\":\"1610000000000\"}",
    "1 1 year=2021 release-date=2021-01-07" },
  { MOVIES,
    "{\"stream_id\":1,\"release_date\":\"2019-04-01 10:00:00\"}",
    "1 1 year=2019 release-date=2019-04-01" },
  { MOVIES,
    "{\"stream_id\":1,\"release_date\":\"1954-04-01\"}",
    "1 1 year=1954 release-date=1954-04-01" },
  { MOVIES,
    "{\"stream_id\":1,\"release_date\":\"2019-02-30\"}",
    "1 1 year=2019 release-date=2019-02-30" },
  { MOVIES, "{\"stream_id\":1,\"release_date\":\"2019\"}", "1 1 year=2019 release-date=2019" },
  { MOVIES, "{\"stream_id\":1,\"release_date\":\"April 2019\"}", "1 1 release-date=April 2019" },
  { MOVIES, "{\"stream_id\":1,\"release_date\":\"1234-01-01\"}", "1 1 release-date=1234-01-01" },
  { MOVIES,
    "{\"stream_id\":1,\"releaseDate\":\"\",\"release_date\":\"2019-04-01\"}",
    "1 1 year=2019 release-date=2019-04-01" },
  { MOVIES,
    "{\"stream_id\":1,\"year\":\"2001\",\"release_date\":\"2019-04-01\"}",
    "1 1 year=2001 release-date=2019-04-01" },
  { MOVIES, "{\"stream_id\":1,\"year\":1869}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"year\":2101}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"year\":20011}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"year\":\"N/A\"}", "1 1" },

  /* Icons */
  { MOVIES, "{\"stream_id\":1,\"stream_icon\":\"HTTPS:\\/\\/x\\/y\"}", "1 1 icon=HTTPS://x/y" },
  { MOVIES, "{\"stream_id\":1,\"stream_icon\":\"data:image\\/png;base64,AAAA\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"stream_icon\":\"s:1:\\/images\\/x.png\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"stream_icon\":null}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"cover\":\"http:\\/\\/x\"}", "1 1" },

  /* Extensions */
  { MOVIES, "{\"stream_id\":1,\"container_extension\":\".MKV\"}", "1 1 extension=mkv" },
  { MOVIES, "{\"stream_id\":1,\"container_extension\":\"mp4?token=1\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"container_extension\":\"..\\/x\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"container_extension\":\"abcdefghijklmnopq\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"container_extension\":\".\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"container_extension\":null}", "1 1" },

  /* Catch-up */
  { CHANNELS, "{\"stream_id\":1,\"tv_archive\":0,\"tv_archive_duration\":\"7\"}", "1 1" },
  { CHANNELS,
    "{\"stream_id\":1,\"tv_archive\":\"1\",\"tv_archive_duration\":7}",
    "1 1 archive-days=7" },
  { CHANNELS,
    "{\"stream_id\":1,\"tv_archive_duration\":\"7\",\"tv_archive\":true}",
    "1 1 archive-days=7" },
  { CHANNELS,
    "{\"stream_id\":1,\"tv_archive\":1,\"tv_archive_duration\":0}",
    "1 1 archive-days=1" },
  { CHANNELS,
    "{\"stream_id\":1,\"tv_archive\":1,\"tv_archive_duration\":null}",
    "1 1 archive-days=1" },
  { CHANNELS, "{\"stream_id\":1,\"tv_archive\":1}", "1 1 archive-days=1" },

  /* The rest */
  { CHANNELS, "{\"stream_id\":1,\"num\":\"17\"}", "1 1 position=17" },
  { CHANNELS, "{\"stream_id\":1,\"num\":null}", "1 1" },
  { CHANNELS, "{\"stream_id\":1,\"num\":0}", "1 1" },
  { CHANNELS, "{\"stream_id\":1,\"num\":\"0.0\"}", "1 1" },
  { CHANNELS, "{\"stream_id\":1,\"num\":-3}", "1 1" },
  { CHANNELS, "{\"stream_id\":1,\"num\":117.0}", "1 1 position=117" },
  { CHANNELS, "{\"stream_id\":1,\"num\":5.1}", "1 1 position=5 channel-number=5.1" },
  { CHANNELS, "{\"stream_id\":1,\"num\":\"5.10\"}", "1 1 position=5 channel-number=5.10" },
  { CHANNELS, "{\"stream_id\":1,\"num\":\" 5,2 \"}", "1 1 position=5 channel-number=5.2" },
  { CHANNELS, "{\"stream_id\":1,\"num\":\"5.1.2\"}", "1 1" },

  /* Radio */
  { CHANNELS, "{\"stream_id\":1,\"stream_type\":\"radio_streams\"}", "1 1 radio=1" },
  { CHANNELS, "{\"stream_id\":1,\"stream_type\":\"created_live\"}", "1 1" },
  { CHANNELS, "{\"stream_id\":1,\"stream_type\":null}", "1 1" },
  { CHANNELS, "{\"stream_id\":1,\"rating\":5,\"plot\":\"x\",\"year\":2000}", "1 1" },
  { CHANNELS, "{\"stream_id\":1,\"epg_channel_id\":null}", "1 1" },
  { CHANNELS, "{\"stream_id\":1,\"epg_channel_id\":77}", "1 1 epg-id=77" },
  { CHANNELS, "{\"stream_id\":1,\"is_adult\":\"1\"}", "1 1 adult=1" },
  { CHANNELS, "{\"stream_id\":1,\"is_adult\":0}", "1 1 adult=0" },
  { CHANNELS, "{\"stream_id\":1,\"is_adult\":\"None\"}", "1 1" },
  { CHANNELS, "{\"stream_id\":1,\"is_adult\":2}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"num\":5}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"episode_run_time\":90}", "1 1 duration=5400" },
  { MOVIES, "{\"stream_id\":1,\"episode_run_time\":\"0\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"episode_run_time\":9223372036854775807}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"episode_run_time\":\"2700\"}", "1 1 duration=2700" },
  { MOVIES, "{\"stream_id\":1,\"episode_run_time\":600}", "1 1 duration=36000" },
  { MOVIES, "{\"stream_id\":1,\"episode_run_time\":102.0}", "1 1 duration=6120" },
  { MOVIES, "{\"stream_id\":1,\"episode_run_time\":true}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"episode_run_time\":\"102 min\"}", "1 1 duration=6120" },
  { SERIES, "{\"series_id\":1,\"episode_runtime\":\"45\"}", "1 1 duration=2700" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"1h 49min\"}", "1 1 duration=6540" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"1H49\"}", "1 1 duration=6540" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"1 hour, 49 minutes\"}", "1 1 duration=6540" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"PT1H49M\"}", "1 1 duration=6540" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"6540 s\"}", "1 1 duration=6540" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"01:49:00\"}", "1 1 duration=6540" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"49:30.5\"}", "1 1 duration=2970" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"49min 1h\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"1 49\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"long\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"1:2:3:4\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"duration\":\"9999999999h\"}", "1 1" },
  { MOVIES,
    "{\"stream_id\":1,\"duration\":\"00:00:00\",\"episode_run_time\":90}",
    "1 1 duration=5400" },
  { MOVIES,
    "{\"stream_id\":1,\"duration_secs\":420,\"duration\":\"00:07:00\"}",
    "1 1 duration=420" },

  /* A boolean is no number, except where a flag is asked for */
  { MOVIES, "{\"stream_id\":true}", NULL },
  { MOVIES, "{\"stream_id\":1,\"added\":true,\"is_adult\":\"true\"}", "1 1 adult=1" },
  { MOVIES, "{\"stream_id\":1,\"is_adult\":\"False\"}", "1 1 adult=0" },
  { MOVIES, "{\"stream_id\":1,\"is_adult\":1.0}", "1 1 adult=1" },
  { CHANNELS, "{\"stream_id\":1,\"num\":true}", "1 1" },

  /* Thousands of years from now is never; milliseconds are of this century */
  { MOVIES, "{\"stream_id\":1,\"added\":253402300799}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"added\":\"9999-12-31 23:59:59\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"added\":1.6e9}", "1 1 added=1600000000" },

  /* Other ids */
  { MOVIES, "{\"stream_id\":1,\"tmdb\":550.0}", "1 1 tmdb-id=550" },
  { MOVIES, "{\"stream_id\":1,\"tmdb\":\"1e9\",\"tmdb_id\":7}", "1 1 tmdb-id=7" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":1.0}", "1 1 category=1" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":\"1.0\"}", "1 1 category=1" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":1e1}", "1 1 category=10" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":\"1e1\"}", "1 1 category=1e1" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":1e99}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":\"[1]\"}", "1 1 category=1" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":\"1,2\"}", "1 1 category=1 category=2" },
  { MOVIES,
    "{\"stream_id\":1,\"category_ids\":\"[\\\"1\\\", 2.0,0,1.5]\"}",
    "1 1 category=1 category=2" },
  { MOVIES,
    "{\"stream_id\":1,\"category_ids\":[\"1,2\",3]}",
    "1 1 category=1 category=2 category=3" },
  { MOVIES, "{\"stream_id\":1,\"category_ids\":\"[]\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"category_id\":\"News, Sport\"}", "1 1 category=News, Sport" },
  { LINEUP_LIST_MOVIE_CATEGORIES,
    "{\"category_id\":1.0,\"parent_id\":2e0}",
    "1 Category 1 parent=2" },
  { MOVIES, "{\"stream_id\":1,\"tmdb\":\"0123456\"}", "1 1 tmdb-id=123456" },
  { MOVIES, "{\"stream_id\":1,\"tmdb\":0,\"tmdb_id\":550}", "1 1 tmdb-id=550" },
  { MOVIES, "{\"stream_id\":1,\"tmdb\":\"000\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"tmdb\":\"tt0123\"}", "1 1" },
  { MOVIES, "{\"stream_id\":1,\"youtube_trailer\":\"\",\"trailer\":\"xyz\"}", "1 1 trailer=xyz" },
  { MOVIES, "{\"stream_id\":1,\"country\":\"US, GB\"}", "1 1 country=US, GB" },
  { SERIES, "{\"series_id\":1,\"country\":[\"FR\",\"BE\"]}", "1 1 country=FR, BE" },
  { SERIES, "{\"series_id\":1,\"country\":\"\"}", "1 1" },
  { CHANNELS, "{\"stream_id\":1,\"country\":\"FR\"}", "1 1" },

  /* The element */
  { MOVIES, " { \"stream_id\" : 1 , \"name\" : \"A\" } ", "1 A" },
  { MOVIES, "{\"x\":{\"stream_id\":2,\"y\":[\"}\"]},\"stream_id\":1}", "1 1" },
  { MOVIES, "{\"stream_id\":1", NULL },
  { MOVIES, "{\"stream_id\":1,}", NULL },
  { MOVIES, "{\"stream_id\":1,,\"name\":\"A\"}", NULL },
  { MOVIES, "{\"stream_id\":1 \"name\":\"A\"}", NULL },
  { MOVIES, "{\"stream_id\":1,\"name\"}", NULL },
  { MOVIES, "{\"stream_id\":1,\"name\":oops}", NULL },
  { MOVIES, "{\"stream_id\":1,\"name\":\"A}", NULL },
  { MOVIES, "{\"stream_id\":1,\"name\":[}", NULL },
  { MOVIES, "{\"stream_id\":1}}", NULL },
  { MOVIES, "[1]", NULL },
  { MOVIES, "", NULL },

  /* Categories */
  { LINEUP_LIST_MOVIE_CATEGORIES,
    "{\"category_id\":\"12\",\"category_name\":\"FR | Sport\",\"parent_id\":0}",
    "12 FR | Sport" },
  { LINEUP_LIST_MOVIE_CATEGORIES,
    "{\"category_id\":12,\"category_name\":\"\\u00e9\",\"parent_id\":\"3\"}",
    "12 \xc3\xa9 parent=3" },
  { LINEUP_LIST_MOVIE_CATEGORIES, "{\"category_id\":\"0\",\"parent_id\":\"\"}", "0 Category 0" },
  { LINEUP_LIST_MOVIE_CATEGORIES,
    "{\"category_id\":1,\"category_name\":null,\"parent_id\":null}",
    "1 Category 1" },
  { LINEUP_LIST_SERIES_CATEGORIES,
    "{\"category_id\":1,\"category_name\":\"A\",\"is_adult\":\"1\"}",
    "1 A adult=1" },
  { LINEUP_LIST_SERIES_CATEGORIES,
    "{\"category_id\":1,\"category_name\":\"A\",\"is_adult\":true}",
    "1 A adult=1" },
  { LINEUP_LIST_SERIES_CATEGORIES,
    "{\"category_id\":1,\"category_name\":\"A\",\"is_adult\":\"None\"}",
    "1 A" },
  { LINEUP_LIST_MOVIE_CATEGORIES, "{\"category_id\":null,\"category_name\":\"A\"}", NULL },
  { LINEUP_LIST_MOVIE_CATEGORIES, "{\"category_id\":\"\",\"category_name\":\"A\"}", NULL },
  { LINEUP_LIST_MOVIE_CATEGORIES, "{\"category_name\":\"A\"}", NULL },
};

static void
test_quirks (void)
{
  LineupItemDecoder *decoders[LINEUP_N_LISTS] = { NULL };

  for (gsize i = 0; i < LINEUP_N_LISTS; i++)
    decoders[i] = lineup_item_decoder_new ((LineupList)i);

  for (gsize i = 0; i < G_N_ELEMENTS (quirks); i++)
    {
      const Quirk *quirk = &quirks[i];
      g_autofree char *outcome = decode (
          decoders[quirk->list], quirk->list, quirk->element, strlen (quirk->element));

      log_input (quirk->element);
      g_assert_cmpstr (outcome, ==, quirk->outcome);
    }

  for (gsize i = 0; i < LINEUP_N_LISTS; i++)
    g_clear_pointer (&decoders[i], lineup_item_decoder_free);
}

/* A field of every length around the limit, of one to four bytes a character. */
static void
test_long_text (void)
{
  static const char *const characters[] = { "x", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80" };
  const gsize limit = 64 * 1024;
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (MOVIES);

  for (gsize i = 0; i < G_N_ELEMENTS (characters); i++)
    {
      for (gsize shift = 0; shift < 4; shift++)
        {
          g_autoptr (GString) element = g_string_new ("{\"stream_id\":1,\"plot\":\"");
          LineupItem item;

          g_string_append_len (element, "abcd", (gssize)shift);
          while (element->len < limit + 100)
            g_string_append (element, characters[i]);
          g_string_append (element, "\"}");

          g_assert_true (
              lineup_item_decoder_decode_item (decoder, element->str, element->len, &item));
          g_assert_true (g_utf8_validate (item.plot, -1, NULL));
          g_assert_cmpuint (strlen (item.plot), <=, limit);
          g_assert_cmpuint (strlen (item.plot), >, limit - strlen (characters[i]));
        }
    }
}

static void
test_long_icon (void)
{
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (MOVIES);

  for (gsize length = 2047; length <= 2049; length++)
    {
      g_autofree char *path = g_strnfill (length - strlen ("http://"), 'x');
      g_autofree char *element = g_strdup_printf (
          "{\"stream_id\":1,\"stream_icon\":\"http:\\/\\/%s\"}", path);
      LineupItem item;

      g_assert_true (lineup_item_decoder_decode_item (decoder, element, strlen (element), &item));
      g_assert_cmpint (item.icon != NULL, ==, length <= 2048);
    }
}

static void
test_nul (void)
{
  static const char element[] = "{\"stream_id\":1,\"name\":\"a\0long enough\0\"}";
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (MOVIES);
  g_autofree char *outcome = decode (decoder, MOVIES, element, sizeof element - 1);

  g_assert_cmpstr (outcome, ==, "1 along enough");
}

static void
test_many_categories (void)
{
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (MOVIES);
  g_autoptr (GString) element = g_string_new ("{\"stream_id\":1,\"category_ids\":[0");
  LineupItem item;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (element, ",%u", i);
  g_string_append (element, "]}");

  g_assert_true (lineup_item_decoder_decode_item (decoder, element->str, element->len, &item));
  g_assert_cmpuint (item.n_categories, ==, 255);
  g_assert_cmpstr (item.categories[254], ==, "255");
}

/* What is made of elements is stored, and not made again while their bytes are the same. Whoever
 * makes something else of one of these counts LINEUP_ITEM_DECODER_VERSION up, and writes down here
 * what is printed: an upgraded daemon then reads all lists once more. */
static void
test_version (void)
{
  static const struct
  {
    LineupList list;
    const char *element;
  } elements[] = {
    { CHANNELS,
      "{\"num\":\"5.10\",\"name\":\"A &amp; B &#233; &eacute;\",\"stream_type\":\"radio_streams\","
      "\"stream_id\":12.0,\"stream_icon\":\"http://x/?a&amp;b\",\"epg_channel_id\":\"a&amp;b\","
      "\"added\":\"1610000000000\",\"is_adult\":\"true\",\"category_id\":\"[1,2.0]\","
      "\"tv_archive\":true,\"tv_archive_duration\":\"3\"}" },
    { CHANNELS, "{\"stream_id\":1e3,\"num\":0,\"is_adult\":null,\"added\":253402300799}" },
    { MOVIES,
      "{\"stream_id\":\"7\",\"name\":\" A (2020) \",\"rating\":\"8,5/10\",\"plot\":\"http://x\","
      "\"genre\":[\"R&amp;B\",\"C\"],\"cast\":NaN,\"director\":\"n/A\",\"duration\":\"1h 49min\","
      "\"release_date\":\"20210305120000\",\"added\":true,\"tmdb\":550.0,"
      "\"category_ids\":{\"0\":3,\"2\":\"x\"},\"container_extension\":\".MKV\"}" },
    { MOVIES, "{\"stream_id\":8,\"title\":\"T\",\"rating\":\"85%\",\"episode_run_time\":2700}" },
    { SERIES,
      "{\"series_id\":9,\"name\":\"S\",\"cover\":\"s:1:/x.png\",\"plot\":\"a &lt; "
      "b\",\"year\":\"\","
      "\"releaseDate\":\"2019-04-01\",\"last_modified\":\"2025-10-01\","
      "\"episode_runtime\":\"45\",\"trailer\":\"y&amp;z\",\"category_id\":null}" },
  };
  guint64 digest = 0;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (elements[i].list);
      LineupItem item;

      g_assert_true (lineup_item_decoder_decode_item (
          decoder, elements[i].element, strlen (elements[i].element), &item));
      digest = 31 * digest + (lineup_item_hash (&item) ^ lineup_item_hash_categories (&item));
    }
  text = g_strdup_printf ("%d %016" G_GINT64_MODIFIER "x", LINEUP_ITEM_DECODER_VERSION, digest);
  g_assert_cmpstr (text, ==, "3 3ac5f2bfd4ab2b81");
}

/* Text that is longer when decoded: for a sanitizer to watch. */
static void
test_growing_text (void)
{
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (MOVIES);
  g_autoptr (GString) element = g_string_new ("{\"stream_id\":1,\"cast\":[1");
  g_autofree char *invalid = g_strnfill (20000, '\xff');
  LineupItem item;

  for (guint i = 0; i < 20000; i++)
    g_string_append (element, ",1");
  g_string_append_printf (element, "],\"plot\":\"%s\",\"genre\":\"%s\"}", invalid, invalid);

  g_assert_true (lineup_item_decoder_decode_item (decoder, element->str, element->len, &item));
  g_assert_cmpuint (strlen (item.cast), ==, 20001 + 2 * 20000);
  g_assert_cmpuint (strlen (item.plot), ==, 3 * 20000);
  g_assert_cmpuint (strlen (item.genre), ==, 3 * 20000);
  g_assert_true (g_utf8_validate (item.plot, -1, NULL));
}

static void
test_fingerprint (void)
{
  static const struct
  {
    LineupList list;
    const char *a;
    const char *b;
    gboolean equal;
  } pairs[] = {
    { MOVIES, "{\"num\":1,\"stream_id\":1}", "{\"num\":22,\"stream_id\":1}", TRUE },
    { SERIES, "{ \"num\" : 1 ,\"stream_id\":1}", "{\"num\":null ,\"stream_id\":1}", TRUE },
    { MOVIES, "{\"num\":\"1\",\"stream_id\":1}", "{\"num\":\"2\",\"stream_id\":1}", TRUE },
    { MOVIES, "{\"num\":1,\"stream_id\":1}", "{\"num\":1,\"stream_id\":2}", FALSE },
    { CHANNELS, "{\"num\":1,\"stream_id\":1}", "{\"num\":2,\"stream_id\":1}", FALSE },
    { CHANNELS, "{\"num\":1,\"stream_id\":1}", "{\"num\":1,\"stream_id\":1}", TRUE },
    { LINEUP_LIST_SERIES_CATEGORIES, "{\"num\":1}", "{\"num\":2}", FALSE },
    { MOVIES, "{\"stream_id\":1,\"num\":1}", "{\"stream_id\":1,\"num\":2}", FALSE },
    { MOVIES, "{\"nun\":1,\"stream_id\":1}", "{\"nun\":2,\"stream_id\":1}", FALSE },
    { MOVIES, "{\"num\":", "{\"num\":\"", FALSE },
    { MOVIES, "", "{", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (pairs[i].list);
      const guint64 a = lineup_item_decoder_fingerprint (decoder, pairs[i].a, strlen (pairs[i].a));
      const guint64 b = lineup_item_decoder_fingerprint (decoder, pairs[i].b, strlen (pairs[i].b));

      g_assert_cmpuint (a, !=, 0);
      g_assert_cmpuint (b, !=, 0);
      g_assert_cmpint (a == b, ==, pairs[i].equal);
    }
}

/* --- The captures, against another reading --- */

/* The two panels write each field in few ways, so that this may be simple. */

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node)
                                                                  : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

static gint64
get_number (JsonObject *object, const char *name)
{
  const char *text = get_string (object, name);

  if (text != NULL)
    return g_ascii_strtoll (text, NULL, 10);
  return json_object_get_int_member_with_default (object, name, 0);
}

static const char *
get_icon (JsonObject *object, const char *name)
{
  const char *text = get_string (object, name);

  return text != NULL && strlen (text) <= 2048
                 && (g_str_has_prefix (text, "http://") || g_str_has_prefix (text, "https://"))
             ? text
             : NULL;
}

static char *
keep (GPtrArray *texts, const char *text)
{
  char *copy = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (copy != NULL)
    g_ptr_array_add (texts, copy);
  return copy != NULL && *copy != '\0' && !g_str_equal (copy, "N/A") && !g_str_equal (copy, "n/A")
             ? copy
             : NULL;
}

static guint
get_year_of_name (const char *name)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\((\\d{4})\\)$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *year = g_regex_match (regex, name, 0, &match) ? g_match_info_fetch (match, 1)
                                                                 : NULL;

  return year != NULL ? (guint)g_ascii_strtoull (year, NULL, 10) : 0;
}

static char *
expect_item (LineupKind kind, JsonObject *object)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const char *category = keep (texts, get_string (object, "category_id"));
  const char *extension = get_string (object, "container_extension");
  const char *rating = get_string (object, "rating");
  LineupItem item = LINEUP_ITEM_INIT;
  g_autofree char *id = NULL;

  item.id = get_number (object, kind == LINEUP_KIND_SERIES ? "series_id" : "stream_id");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, item.id);
  item.name = keep (texts, get_string (object, "name"));
  if (item.name == NULL)
    item.name = id;
  item.categories = &category;
  item.n_categories = category != NULL ? 1 : 0;
  item.added = get_number (object, "added");
  item.icon = keep (texts, get_icon (object, kind == LINEUP_KIND_SERIES ? "cover" : "stream_icon"));

  if (kind == LINEUP_KIND_CHANNELS)
    {
      item.position = get_number (object, "num");
      item.radio = g_strcmp0 (get_string (object, "stream_type"), "radio_streams") == 0;
      item.epg_id = keep (texts, get_string (object, "epg_channel_id"));
      if (get_number (object, "tv_archive") == 1)
        item.archive_days = (guint)MAX (get_number (object, "tv_archive_duration"), 1);
    }
  else if (rating != NULL)
    item.rating = g_ascii_strtod (rating, NULL);

  if (kind != LINEUP_KIND_CHANNELS)
    item.year = get_year_of_name (item.name);
  if (kind == LINEUP_KIND_MOVIES && extension != NULL)
    {
      g_autofree char *lower = g_ascii_strdown (extension, -1);

      item.extension = keep (texts, lower);
    }
  if (kind == LINEUP_KIND_SERIES)
    {
      item.plot = keep (texts, get_string (object, "plot"));
      item.cast = keep (texts, get_string (object, "cast"));
      item.director = keep (texts, get_string (object, "director"));
      item.genre = keep (texts, get_string (object, "genre"));
      item.release_date = keep (texts, get_string (object, "releaseDate"));
      if (item.year == 0 && item.release_date != NULL)
        item.year = (guint)g_ascii_strtoull (item.release_date, NULL, 10);
      item.modified = get_number (object, "last_modified");
      item.duration = 60 * get_number (object, "episode_run_time");
      item.trailer = keep (texts, get_string (object, "youtube_trailer"));
    }
  return lineup_item_to_text (&item);
}

static char *
expect_category (JsonObject *object)
{
  LineupCategory category = {
    .id = get_string (object, "category_id"),
    .name = get_string (object, "category_name"),
  };

  g_assert_cmpint (get_number (object, "parent_id"), ==, 0);
  return lineup_category_to_text (&category);
}

static void
check_capture (LineupList list, const char *body, gsize length, guint n_elements)
{
  g_autoptr (JsonNode) root = json_from_string (body, NULL);
  JsonArray *array = json_node_get_array (root);
  g_autoptr (LineupListReader) reader = lineup_list_reader_new ();
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (list);
  const gsize chunk_size = 5000;
  guint n = 0;

  g_assert_cmpuint (json_array_get_length (array), ==, n_elements);

  for (gsize offset = 0; offset < length; offset += chunk_size)
    {
      const char *element = NULL;
      gsize element_length = 0;

      lineup_list_reader_push (reader, body + offset, MIN (chunk_size, length - offset));
      while (lineup_list_reader_next (reader, &element, &element_length, NULL)
             == LINEUP_LIST_READER_ELEMENT)
        {
          JsonObject *object = json_array_get_object_element (array, n++);
          g_autofree char *outcome = decode (decoder, list, element, element_length);
          g_autofree char *expected = lineup_list_has_categories (list)
                                          ? expect_category (object)
                                          : expect_item (lineup_list_get_kind (list), object);

          g_assert_cmpstr (outcome, ==, expected);
        }
    }

  g_assert_true (lineup_list_reader_finish (reader, NULL));
  g_assert_cmpuint (lineup_list_reader_get_rejected (reader), ==, 0);
  g_assert_cmpuint (n, ==, n_elements);
}

static void
test_captures (void)
{
  static const struct
  {
    const char *panel;
    const char *action;
    LineupList list;
    guint n_elements;
  } captures[] = {
    { "panel-a", "get_live_categories", LINEUP_LIST_CHANNEL_CATEGORIES, 86 },
    { "panel-a", "get_live_streams", LINEUP_LIST_CHANNELS, 8623 },
    { "panel-a", "get_vod_categories", LINEUP_LIST_MOVIE_CATEGORIES, 9 },
    { "panel-a", "get_vod_streams", LINEUP_LIST_MOVIES, 360 },
    { "panel-a", "get_series_categories", LINEUP_LIST_SERIES_CATEGORIES, 0 },
    { "panel-a", "get_series", LINEUP_LIST_SERIES, 12 },
    { "panel-b", "get_live_categories", LINEUP_LIST_CHANNEL_CATEGORIES, 50 },
    { "panel-b", "get_live_streams", LINEUP_LIST_CHANNELS, 4950 },
    { "panel-b", "get_vod_categories", LINEUP_LIST_MOVIE_CATEGORIES, 22 },
    { "panel-b", "get_vod_streams", LINEUP_LIST_MOVIES, 1 },
    { "panel-b", "get_series_categories", LINEUP_LIST_SERIES_CATEGORIES, 52 },
    { "panel-b", "get_series", LINEUP_LIST_SERIES, 52 },
  };
  const char *shared = g_getenv ("LINEUP_SHARED");

  for (gsize i = 0; i < G_N_ELEMENTS (captures); i++)
    {
      g_autofree char *name = g_strconcat (captures[i].action, ".json", NULL);
      g_autofree char *path = g_build_filename (
          shared != NULL ? shared : "", "captures", captures[i].panel, name, NULL);
      g_autofree char *body = NULL;
      gsize length = 0;

      if (!g_file_get_contents (path, &body, &length, NULL))
        {
          g_test_skip ("the captures are not here");
          return;
        }
      g_test_message ("%s %s", captures[i].panel, captures[i].action);
      check_capture (captures[i].list, body, length, captures[i].n_elements);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/item-decoder/quirks", test_quirks);
  g_test_add_func ("/item-decoder/long-text", test_long_text);
  g_test_add_func ("/item-decoder/long-icon", test_long_icon);
  g_test_add_func ("/item-decoder/nul", test_nul);
  g_test_add_func ("/item-decoder/many-categories", test_many_categories);
  g_test_add_func ("/item-decoder/growing-text", test_growing_text);
  g_test_add_func ("/item-decoder/fingerprint", test_fingerprint);
  g_test_add_func ("/item-decoder/version", test_version);
  g_test_add_func ("/item-decoder/captures", test_captures);

  return g_test_run ();
}
