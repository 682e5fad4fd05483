/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-quirks.h"

#define ACCOUNT            "account"
#define CHANNEL_CATEGORIES "get_live_categories"
#define CHANNELS           "get_live_streams"
#define MOVIE_CATEGORIES   "get_vod_categories"
#define MOVIES             "get_vod_streams"
#define MOVIE_DETAILS      "get_vod_info"
#define SERIES             "get_series"
#define SERIES_DETAILS     "get_series_info"

/* The longest names. */
#define CATEGORIES "Category null / only `category_ids` / unknown id"
#define BYTES                                                                                      \
  "BOM, PHP warning before JSON, NUL, lone surrogates, HTML entities, bad Content-Length"

/* Source: the wire format document, quirk by quirk in its order. All values are made up. What
 * follows the name: the request, the answer, what is understood of it, and at what cost. */
#define ROW(name, action, answer, outcome, ...)                                                    \
  {                                                                                                \
    name, action, answer, sizeof answer - 1, outcome, __VA_ARGS__                                  \
  }
#define READS(...) ROW (__VA_ARGS__, 0, NULL)
#define REJECTS(name, action, answer, outcome, rejected)                                           \
  ROW (name, action, answer, outcome, rejected, NULL)
#define FAILS(name, action, answer, outcome, error) ROW (name, action, answer, outcome, 0, error)
#define MALFORMED                                   "MalformedData"
#define INCOMPLETE                                  "MalformedData, transient"

static const LineupQuirk quirks[] = {
  /* Section 1: what the endpoints write, beside the examples */
  READS ("account",
         ACCOUNT,
         "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\",\"message\":\"\",\"auth\":1,"
         "\"status\":\"Active\",\"exp_date\":\"1798761600\",\"is_trial\":\"0\","
         "\"active_cons\":\"0\",\"created_at\":\"1700000000\",\"max_connections\":\"2\","
         "\"allowed_output_formats\":[\"m3u8\",\"ts\",\"rtmp\"]},"
         "\"server_info\":{\"url\":\"tv.example.org\",\"port\":\"80\",\"https_port\":\"443\","
         "\"server_protocol\":\"http\",\"rtmp_port\":\"25462\","
         "\"timezone\":\"Europe\\/Paris\",\"timestamp_now\":1760000000,"
         "\"time_now\":\"2025-10-09 10:53:20\"}}",
         "usable active expires=1798761600 connections=2 time=1760000000 zone=Europe/Paris "
         "formats=m3u8,ts,rtmp"),
  READS ("account",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"active_cons\":\"N\\/A\",\"status\":\"Active\","
         "\"token\":\"t\"},\"server_info\":{\"xui\":true,\"version\":\"1.5\",\"port\":\"\","
         "\"https_port\":8443,\"process\":true,\"timestamp_now\":\"1760000000\"}}",
         "usable active time=1760000000"),
  READS ("get_live_categories",
         CHANNEL_CATEGORIES,
         "[{\"category_id\":\"12\",\"category_name\":\"FR | Sport\",\"parent_id\":0}]",
         "12 FR | Sport"),
  READS ("get_live_streams",
         CHANNELS,
         "[{\"stream_id\":1,\"name\":\"A\",\"stream_type\":\"created_live\","
         "\"is_adult\":\"None\",\"epg_channel_id\":null,\"added\":\"\",\"category_id\":\"\","
         "\"custom_sid\":null,\"thumbnail\":\"\"},{\"stream_id\":2,\"name\":\"B\","
         "\"stream_type\":\"radio_streams\",\"is_adult\":1,\"tv_archive\":1,"
         "\"tv_archive_duration\":3},{\"stream_id\":3,\"name\":\"C\",\"stream_type\":null,"
         "\"is_adult\":\"0\",\"tv_archive\":0,\"tv_archive_duration\":0}]",
         "1 A\n2 B radio=1 archive-days=3 adult=1\n3 C adult=0"),
  READS ("get_vod_streams",
         MOVIES,
         "[{\"stream_id\":9,\"name\":null,\"title\":\"T\",\"year\":\"2021\",\"plot\":\"P\","
         "\"cast\":\"C\",\"director\":\"D\",\"genre\":\"G\",\"release_date\":\"2021-03-05\","
         "\"youtube_trailer\":\"y\",\"episode_run_time\":102,\"tmdb\":\"0123456\","
         "\"is_adult\":0,\"container_extension\":\"MKV\",\"rating\":6.3}]",
         "9 T year=2021 rating=6.3 genre=G plot=P cast=C director=D release-date=2021-03-05 "
         "duration=6120 extension=mkv adult=0 trailer=y tmdb-id=123456"),
  READS ("get_series",
         SERIES,
         "[{\"series_id\":5,\"name\":\"A\",\"last_modified\":null,\"backdrop_path\":[],"
         "\"category_id\":null}]",
         "5 A"),

  /* Section 2 */
  READS ("Number↔string",
         MOVIES,
         "[{\"stream_id\":\"12\",\"name\":\"A\",\"rating\":8.2,\"added\":1610000000,"
         "\"category_id\":40,\"year\":2001},{\"stream_id\":13,\"name\":1984,\"rating\":\"8\","
         "\"added\":\"1610000000\",\"category_id\":\"40\",\"year\":\"2001\"}]",
         "12 A category=40 year=2001 rating=8.2 added=1610000000\n13 1984 category=40 "
         "year=2001 rating=8 added=1610000000"),
  READS ("Number↔string",
         CHANNELS,
         "[{\"num\":\"3\",\"stream_id\":\"1\",\"name\":\"A\",\"is_adult\":true,"
         "\"tv_archive\":\"1\",\"tv_archive_duration\":7},{\"num\":4,\"stream_id\":2,"
         "\"name\":\"B\",\"is_adult\":\"0\",\"tv_archive\":1,\"tv_archive_duration\":\"7\"}]",
         "1 A position=3 archive-days=7 adult=1\n2 B position=4 archive-days=7 adult=0"),
  READS ("Number↔string",
         MOVIE_CATEGORIES,
         "[{\"category_id\":12,\"category_name\":\"A\",\"parent_id\":\"0\"},"
         "{\"category_id\":\"13\",\"category_name\":7,\"parent_id\":12}]",
         "12 A\n13 7 parent=12"),
  READS ("Number↔string",
         ACCOUNT,
         "{\"user_info\":{\"auth\":\"1\",\"max_connections\":2,\"exp_date\":1798761600}}",
         "usable unknown expires=1798761600 connections=2"),
  READS ("Empty for number",
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\",\"added\":\"\",\"rating\":\"\",\"year\":\"\","
         "\"tmdb\":\"\",\"episode_run_time\":\"\",\"category_id\":\"\"}]",
         "1 A"),
  READS ("Empty for number",
         CHANNELS,
         "[{\"num\":\"\",\"stream_id\":1,\"name\":\"A\",\"tv_archive\":\"\","
         "\"tv_archive_duration\":\"\",\"is_adult\":\"\"}]",
         "1 A"),
  READS ("Empty for number",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"max_connections\":\"\",\"exp_date\":\"\"}}",
         "usable unknown"),
  READS ("Null",
         MOVIES,
         "[{\"stream_id\":1,\"name\":null,\"stream_icon\":null,\"rating\":null,\"added\":null,"
         "\"year\":null,\"category_id\":null,\"category_ids\":null,"
         "\"container_extension\":null},{\"stream_id\":2,\"name\":\"B\"}]",
         "1 1\n2 B"),
  REJECTS ("Null",
           MOVIES,
           "[{\"stream_id\":1,\"name\":\"A\"},null,{\"stream_id\":null,\"name\":\"B\"},"
           "{\"stream_id\":3,\"name\":\"C\"}]",
           "1 A\n3 C",
           2),
  READS ("Null",
         SERIES,
         "[{\"series_id\":1,\"name\":\"A\",\"cover\":null,\"plot\":null,\"cast\":null,"
         "\"director\":null,\"genre\":null,\"releaseDate\":null,\"last_modified\":null,"
         "\"youtube_trailer\":null,\"episode_run_time\":null}]",
         "1 A"),
  READS ("Null", MOVIE_DETAILS, "{\"info\":null,\"movie_data\":null}", "item"),
  READS ("Sentinels",
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\",\"rating\":\"n\\/A\",\"plot\":\"N\\/A\","
         "\"cast\":\"None\",\"genre\":\"none\",\"tmdb\":0,\"added\":\"N\\/A\","
         "\"category_id\":\"None\",\"stream_icon\":\"N\\/A\"}]",
         "1 A"),
  READS ("Sentinels",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"active_cons\":\"N\\/A\",\"max_connections\":\"N\\/A\"}}",
         "usable unknown"),
  READS ("Sentinels",
         MOVIE_DETAILS,
         "{\"info\":{\"tmdb_id\":0,\"plot\":\"N\\/A\",\"rating\":\"None\"}}",
         "item"),
  READS ("Decimal comma",
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\",\"rating\":\"7,5\"},{\"stream_id\":2,"
         "\"name\":\"B\",\"rating\":\"7.5\"}]",
         "1 A rating=7.5\n2 B rating=7.5"),
  READS ("Decimal comma", MOVIE_DETAILS, "{\"info\":{\"rating\":\"7,5\"}}", "item rating=7.5"),
  READS ("Odd dates",
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\",\"release_date\":\"0000-00-00\","
         "\"added\":\"0000-00-00 00:00:00\"},{\"stream_id\":2,\"name\":\"B\","
         "\"release_date\":\"20251218123000\",\"added\":\"20251218123000\"},{\"stream_id\":3,"
         "\"name\":\"C\",\"release_date\":1766061000000,\"added\":1766061000000},"
         "{\"stream_id\":4,\"name\":\"D\",\"release_date\":\"2025-12-18T12:30:00Z\","
         "\"added\":\"2025-12-18 12:30:00\"}]",
         "1 A\n2 B year=2025 release-date=2025-12-18 added=1766061000\n3 C year=2025 "
         "release-date=2025-12-18 added=1766061000\n4 D year=2025 release-date=2025-12-18 "
         "added=1766061000"),
  READS ("Odd dates",
         SERIES,
         "[{\"series_id\":1,\"name\":\"A\",\"releaseDate\":\"20251218\","
         "\"last_modified\":\"2025-12-18\"}]",
         "1 A year=2025 release-date=2025-12-18 modified=1766016000"),
  READS ("exp_date", ACCOUNT, "{\"user_info\":{\"auth\":1,\"exp_date\":null}}", "usable unknown"),
  READS ("exp_date", ACCOUNT, "{\"user_info\":{\"auth\":1,\"exp_date\":\"\"}}", "usable unknown"),
  READS ("exp_date", ACCOUNT, "{\"user_info\":{\"auth\":1,\"exp_date\":0}}", "usable unknown"),
  READS (
      "exp_date", ACCOUNT, "{\"user_info\":{\"auth\":1,\"exp_date\":\"never\"}}", "usable unknown"),
  READS ("exp_date",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"exp_date\":\"1798761600\"}}",
         "usable unknown expires=1798761600"),
  READS ("exp_date",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"exp_date\":1798761600}}",
         "usable unknown expires=1798761600"),
  READS ("exp_date",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"exp_date\":\"2027-01-01T00:00:00+00:00\"}}",
         "usable unknown expires=1798761600"),
  READS ("exp_date",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"exp_date\":\"1759999999\"},"
         "\"server_info\":{\"timestamp_now\":1760000000}}",
         "AccountExpired expired expires=1759999999 time=1760000000"),
  READS (CATEGORIES,
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\",\"category_id\":null},{\"stream_id\":2,"
         "\"name\":\"B\",\"category_ids\":[3,\"5\"]},{\"stream_id\":3,\"name\":\"C\","
         "\"category_id\":\"5\",\"category_ids\":[3,5,3]},{\"stream_id\":4,\"name\":\"D\","
         "\"category_ids\":{\"1\":3}}]",
         "1 A\n2 B category=3 category=5\n3 C category=5 category=3\n4 D category=3"),
  READS (CATEGORIES,
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\",\"category_id\":[3,5]},{\"stream_id\":2,"
         "\"name\":\"B\",\"category_id\":\"\",\"category_ids\":\"3\"},{\"stream_id\":3,"
         "\"name\":\"C\",\"category_id\":3,\"category_ids\":5},{\"stream_id\":4,"
         "\"name\":\"D\",\"category_id\":[],\"category_ids\":[null]}]",
         "1 A category=3 category=5\n2 B category=3\n3 C category=3 category=5\n4 D"),
  READS ("Item repeated per category",
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\",\"category_id\":\"3\"},{\"stream_id\":1,"
         "\"name\":\"A\",\"category_id\":\"5\"}]",
         "1 A category=3\n1 A category=5"),
  REJECTS ("Big / non-numeric id",
           MOVIES,
           "[{\"stream_id\":2707855417,\"name\":\"A\"},{\"stream_id\":\"9223372036854775807\","
           "\"name\":\"B\"},{\"stream_id\":9223372036854775808,\"name\":\"C\"},"
           "{\"stream_id\":\"tt0133093\",\"name\":\"D\"},{\"stream_id\":-1,\"name\":\"E\"},"
           "{\"stream_id\":1.5,\"name\":\"F\"},{\"stream_id\":[1],\"name\":\"G\"},"
           "{\"name\":\"H\"},{\"stream_id\":2,\"name\":\"I\"}]",
           "2707855417 A\n9223372036854775807 B\n2 I",
           6),
  READS ("Big / non-numeric id",
         SERIES_DETAILS,
         "{\"episodes\":[{\"id\":\"2707855417\"},{\"id\":\"x\"},{\"id\":null}]}",
         "item\nseason 1 count=1\nepisode 2707855417 season=1"),
  READS ("Empty object as `[]`", SERIES_DETAILS, "[]", "item"),
  READS ("Empty object as `[]`",
         SERIES_DETAILS,
         "{\"seasons\":[],\"info\":[],\"episodes\":[]}",
         "item"),
  READS ("Empty object as `[]`", MOVIE_DETAILS, "{\"info\":[]}", "item"),
  READS ("Empty object as `[]`", ACCOUNT, "{\"user_info\":[]}", "AuthFailed unknown"),
  READS ("Empty object as `[]`",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1},\"server_info\":[]}",
         "usable unknown"),
  READS ("episodes shapes",
         SERIES_DETAILS,
         "{\"episodes\":{\"1\":[{\"id\":\"7\"}],\"2\":[{\"id\":8}]}}",
         "item\nseason 1 count=1\nseason 2 count=1\nepisode 7 season=1\nepisode 8 season=2"),
  READS ("episodes shapes",
         SERIES_DETAILS,
         "{\"episodes\":[[{\"id\":7}],[{\"id\":8}]]}",
         "item\nseason 1 count=1\nseason 2 count=1\nepisode 7 season=1\nepisode 8 season=2"),
  READS ("episodes shapes",
         SERIES_DETAILS,
         "{\"episodes\":[[{\"id\":7,\"season\":1}],[{\"id\":8,\"season\":\"2\"}]]}",
         "item\nseason 1 count=1\nseason 2 count=1\nepisode 7 season=1\nepisode 8 season=2"),
  READS ("episodes shapes",
         SERIES_DETAILS,
         "{\"episodes\":[{\"id\":7,\"season\":1},{\"id\":8,\"season\":2}]}",
         "item\nseason 1 count=1\nseason 2 count=1\nepisode 7 season=1\nepisode 8 season=2"),
  READS ("episodes shapes",
         SERIES_DETAILS,
         "{\"episodes\":{\"1\":[{\"id\":7,\"season\":2}]}}",
         "item\nseason 2 count=1\nepisode 7 season=2"),
  READS ("episodes shapes",
         SERIES_DETAILS,
         "{\"episodes\":null,\"info\":{\"plot\":\"P\"}}",
         "item plot=P"),
  READS ("episodes shapes", SERIES_DETAILS, "{\"info\":{\"plot\":\"P\"}}", "item plot=P"),
  READS ("Object instead of list",
         MOVIES,
         "{\"0\":{\"stream_id\":1,\"name\":\"A\"},\"2\":{\"stream_id\":2,\"name\":\"B\"}}",
         "1 A\n2 B"),
  REJECTS ("Object instead of list",
           MOVIES,
           "{\"0\":{\"stream_id\":1,\"name\":\"A\"},\"1\":null,\"2\":{\"name\":\"B\"}}",
           "1 A",
           2),
  READS (
      "Object instead of list", MOVIES, "{\"streams\":[{\"stream_id\":1,\"name\":\"A\"}]}", "1 A"),
  READS ("Object instead of list", MOVIES, "{}", ""),
  READS ("Object instead of list",
         MOVIE_CATEGORIES,
         "{\"3\":{\"category_id\":\"3\",\"category_name\":\"A\"}}",
         "3 A"),
  READS ("seasons shapes",
         SERIES_DETAILS,
         "{\"seasons\":[{\"season_number\":2,\"name\":\"Two\"}]}",
         "item\nseason 2 name=Two"),
  READS ("seasons shapes",
         SERIES_DETAILS,
         "{\"seasons\":{\"1\":{\"season_number\":\"2\",\"name\":\"Two\"}}}",
         "item\nseason 2 name=Two"),
  READS ("seasons shapes",
         SERIES_DETAILS,
         "{\"seasons\":{\"2\":{\"name\":\"Two\"}}}",
         "item\nseason 2 name=Two"),
  READS ("seasons shapes", SERIES_DETAILS, "{\"seasons\":null}", "item"),
  READS ("seasons shapes",
         SERIES_DETAILS,
         "{\"seasons\":[],\"episodes\":{\"3\":[{\"id\":7}]}}",
         "item\nseason 3 count=1\nepisode 7 season=3"),
  READS ("backdrop_path",
         SERIES,
         "[{\"series_id\":1,\"name\":\"A\",\"backdrop_path\":[\"http:\\/\\/x\\/b.jpg\"]},"
         "{\"series_id\":2,\"name\":\"B\",\"backdrop_path\":\"http:\\/\\/x\\/b.jpg\"},"
         "{\"series_id\":3,\"name\":\"C\",\"backdrop_path\":\"\"},{\"series_id\":4,"
         "\"name\":\"D\",\"backdrop_path\":null},{\"series_id\":5,\"name\":\"E\","
         "\"backdrop_path\":[]}]",
         "1 A\n2 B\n3 C\n4 D\n5 E"),
  READS ("Empty list is transient", MOVIES, "[]", ""),
  FAILS ("Account object where list expected",
         MOVIES,
         "{\"user_info\":{\"auth\":1,\"status\":\"Expired\"},\"server_info\":{}}",
         "",
         MALFORMED),
  FAILS ("Account object where list expected",
         MOVIES,
         "{\"server_info\":{},\"user_info\":{\"auth\":0}}",
         "",
         MALFORMED),
  FAILS ("Account object where list expected",
         CHANNEL_CATEGORIES,
         "{\"user_info\":[]}",
         "",
         MALFORMED),
  FAILS ("Account object where list expected",
         MOVIE_DETAILS,
         "{\"user_info\":{\"auth\":1},\"server_info\":{}}",
         "",
         MALFORMED),
  READS ("Bad credentials", ACCOUNT, "{\"user_info\":{\"auth\":0}}", "AuthFailed unknown"),
  READS ("Bad credentials",
         ACCOUNT,
         "{\"user_info\":{\"auth\":\"0\",\"status\":\"Disabled\",\"message\":\"Bad\"}}",
         "AuthFailed disabled"),
  FAILS ("Bad credentials", ACCOUNT, "", "", INCOMPLETE),
  READS ("Status text inverted",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"status\":\"Expired\",\"exp_date\":\"1798761600\"}}",
         "usable active expires=1798761600"),
  READS ("Status values",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"status\":\"Active\"}}",
         "usable active"),
  READS ("Status values",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"status\":\"EXPIRED\"}}",
         "usable active"),
  READS ("Status values",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"status\":\"banned\"}}",
         "AccountExpired banned"),
  READS ("Status values",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"status\":\"Disabled\"}}",
         "AccountExpired disabled"),
  READS ("Status values",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"status\":\"Trial\"}}",
         "usable unknown"),
  FAILS ("Error as 200", MOVIES, "{\"error\":\"MySQL: Cannot connect\"}", "", MALFORMED),
  FAILS ("Error as 200",
         MOVIES,
         "{\"0\":{\"stream_id\":1,\"name\":\"A\"},\"error\":\"MySQL\"}",
         "1 A",
         MALFORMED),
  FAILS ("Error as 200", MOVIES, "Blocked", "", MALFORMED),
  FAILS ("Error as 200",
         MOVIES,
         "<html><head><style>a{b:c}</style></head><body>[No]</body></html>",
         "",
         MALFORMED),
  FAILS ("Error as 200", MOVIES, "null", "", MALFORMED),
  FAILS ("Error as 200", MOVIES, "false", "", MALFORMED),
  FAILS ("Error as 200", MOVIES, "\"Blocked\"", "", MALFORMED),
  FAILS ("Error as 200", MOVIES, "7", "", MALFORMED),
  FAILS ("Error as 200", MOVIES, "{\"message\":\"No\",\"code\":[]}", "", MALFORMED),
  FAILS ("Error as 200", ACCOUNT, "{\"error\":\"MySQL: Cannot connect\"}", "", MALFORMED),
  FAILS ("Error as 200", ACCOUNT, "Blocked", "", MALFORMED),
  FAILS ("Error as 200", ACCOUNT, "null", "", MALFORMED),
  FAILS ("Error as 200", ACCOUNT, "[]", "", MALFORMED),
  FAILS ("Error as 200", MOVIE_DETAILS, "{\"error\":\"MySQL\"}", "", MALFORMED),
  FAILS ("Error as 200", SERIES_DETAILS, "false", "", MALFORMED),
  FAILS ("Empty 200 body", MOVIES, "", "", INCOMPLETE),
  FAILS ("Empty 200 body", MOVIES, " \r\n", "", INCOMPLETE),
  FAILS ("Empty 200 body", MOVIES, "\357\273\277", "", INCOMPLETE),
  FAILS ("Empty 200 body", CHANNEL_CATEGORIES, "", "", INCOMPLETE),
  FAILS ("Empty 200 body", ACCOUNT, "", "", INCOMPLETE),
  FAILS ("Empty 200 body", MOVIE_DETAILS, "", "", INCOMPLETE),
  READS ("Invalid UTF-8 upstream", MOVIES, "[{\"stream_id\":1,\"name\":null}]", "1 1"),
  READS ("Invalid UTF-8 upstream",
         MOVIE_CATEGORIES,
         "[{\"category_id\":\"3\",\"category_name\":null}]",
         "3 Category 3"),
  READS ("Invalid UTF-8 upstream",
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"\303\251\377\"},{\"stream_id\":2,\"name\":\"B\","
         "\"plot\":\"\342\202\"}]",
         "1 é\357\277\275\n2 B plot=\357\277\275\357\277\275"),
  READS ("Invalid UTF-8 upstream",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"message\":\"\377\"}}",
         "usable unknown"),
  READS ("Invalid UTF-8 upstream",
         SERIES_DETAILS,
         "{\"info\":{\"plot\":\"\377\"}}",
         "item plot=\357\277\275"),
  FAILS ("Invisible truncation",
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\"},{\"stream_id\":2,\"na",
         "1 A",
         INCOMPLETE),
  FAILS ("Invisible truncation", MOVIES, "[{\"stream_id\":1,\"name\":\"A\"}", "1 A", INCOMPLETE),
  FAILS (
      "Invisible truncation", MOVIES, "{\"0\":{\"stream_id\":1,\"name\":\"A\"}", "1 A", INCOMPLETE),
  FAILS ("Invisible truncation",
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\"}]\n[{\"stream_id\":2,\"name\":\"B\"}]",
         "1 A",
         MALFORMED),
  FAILS ("Invisible truncation",
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\"}]<br \\/>",
         "1 A",
         MALFORMED),
  FAILS ("Invisible truncation", ACCOUNT, "{\"user_info\":{\"auth\":1}", "", INCOMPLETE),
  FAILS (
      "Invisible truncation", SERIES_DETAILS, "{\"episodes\":{\"1\":[{\"id\":7}]", "", INCOMPLETE),
  READS (BYTES, MOVIES, "\357\273\277[{\"stream_id\":1,\"name\":\"A\"}]", "1 A"),
  READS (BYTES,
         MOVIES,
         "<br />\n<b>Warning</b>:  Undefined index: a[0] in <b>/www/{main}</b> on line "
         "<b>3</b><br />\n[{\"stream_id\":1,\"name\":\"A\"}]",
         "1 A"),
  READS (BYTES,
         MOVIES,
         "<br />\n<b>Warning</b>:  Undefined index: a[0] in <b>/www/{main}</b> on line "
         "<b>3</b><br />\n{\"0\":{\"stream_id\":1,\"name\":\"A\"}}",
         "1 A"),
  READS (BYTES,
         MOVIES,
         "<br />\n<b>Warning</b>:  Undefined index: a[0] in <b>/www/{main}</b> on line "
         "<b>3</b><br />\n[]",
         ""),
  READS (BYTES,
         ACCOUNT,
         "\357\273\277<br />\n<b>Warning</b>:  Undefined index: a[0] in <b>/www/{main}</b> on "
         "line <b>3</b><br />\n{\"user_info\":{\"auth\":1}}",
         "usable unknown"),
  READS (BYTES,
         MOVIE_DETAILS,
         "<br />\n<b>Warning</b>:  Undefined index: a[0] in <b>/www/{main}</b> on line "
         "<b>3</b><br />\n{\"info\":{\"plot\":\"P\"}}",
         "item plot=P"),
  READS (BYTES,
         MOVIES,
         "\000[\000{\"stream_id\":1,\000\"name\":\000\"A\000B\\u0000C\"\000},"
         "\000{\"stream_id\":2,\"name\":\"D\"}\000]\000",
         "1 ABC\n2 D"),
  READS (BYTES, ACCOUNT, "\000{\"user_info\"\000:{\"auth\":1}}\000", "usable unknown"),
  READS (BYTES, SERIES_DETAILS, "\000{\"info\":\000{\"plot\":\"P\000Q\"}}\000", "item plot=PQ"),
  READS (BYTES,
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"a\\ud83dz\\ude00\"},{\"stream_id\":2,"
         "\"name\":\"\\ud83d\\ude00\"}]",
         "1 a\357\277\275z\357\277\275\n2 😀"),
  READS (BYTES,
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"Tom &amp; Jerry &#39;40\"}]",
         "1 Tom & Jerry '40"),
  READS ("Data-URI / huge icons",
         MOVIES,
         "[{\"stream_id\":1,\"name\":\"A\",\"stream_icon\":\"data:image\\/jpeg;base64,AAAA\"},"
         "{\"stream_id\":2,\"name\":\"B\",\"stream_icon\":\"https:\\/\\/x\\/b.png\"}]",
         "1 A\n2 B icon=https://x/b.png"),
  READS ("Data-URI / huge icons",
         MOVIE_DETAILS,
         "{\"info\":{\"movie_image\":\"data:image\\/jpeg;base64,AAAA\","
         "\"cover_big\":\"http:\\/\\/x\\/c.jpg\"}}",
         "item icon=http://x/c.jpg"),
  READS ("Unresolved icons",
         CHANNELS,
         "[{\"stream_id\":1,\"name\":\"A\",\"stream_icon\":\"s:1:\\/images\\/x.png\"}]",
         "1 A"),
  READS ("Unresolved icons",
         SERIES,
         "[{\"series_id\":1,\"name\":\"A\",\"cover\":\"\\/images\\/x.png\"}]",
         "1 A"),
  READS ("Null in formats list",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"allowed_output_formats\":[\"m3u8\",null,\"ts\"]}}",
         "usable unknown formats=m3u8,ts"),
  READS ("server_info wrong",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1},\"server_info\":{\"url\":\"http:\\/\\/10.0.0.1\\/x\","
         "\"port\":null,\"https_port\":\"80011\",\"timezone\":\"Europe\\/Paris\"}}",
         "usable unknown zone=Europe/Paris"),
  READS ("max_connections",
         ACCOUNT,
         "{\"user_info\":{\"auth\":1,\"max_connections\":null}}",
         "usable unknown"),
  READS ("Leaked upstream",
         CHANNELS,
         "[{\"stream_id\":1,\"name\":\"A\","
         "\"direct_source\":\"http:\\/\\/other\\/live\\/u9\\/p9\\/1.ts\"}]",
         "1 A"),
  READS ("Leaked upstream",
         SERIES_DETAILS,
         "{\"episodes\":[{\"id\":7,\"direct_source\":\"http:\\/\\/other\\/u9\\/p9\\/7.mkv\"}]}",
         "item\nseason 1 count=1\nepisode 7 season=1"),
  READS ("`added`/`last_modified` unreliable",
         SERIES,
         "[{\"series_id\":1,\"name\":\"A\",\"last_modified\":\"0\"},{\"series_id\":2,"
         "\"name\":\"B\",\"last_modified\":\"\"},{\"series_id\":3,\"name\":\"C\","
         "\"last_modified\":null},{\"series_id\":4,\"name\":\"D\",\"last_modified\":-1}]",
         "1 A\n2 B\n3 C\n4 D"),
  READS ("`num` unstable",
         MOVIES,
         "[{\"num\":7,\"stream_id\":1,\"name\":\"A\"},{\"num\":\"7\",\"stream_id\":2,"
         "\"name\":\"B\"}]",
         "1 A\n2 B"),

  /* What the table has no line for: one bad element costs that element only */
  REJECTS ("Bad elements",
           MOVIES,
           "[{\"stream_id\":1,\"name\":\"A\"},7,-1.5,true,false,\"x\",[],[{\"stream_id\":9,"
           "\"name\":\"X\"}],{},{oops},{\"stream_id\":9,\"name\":\"X\",},{\"stream_id\":9,,"
           "\"name\":\"X\"},{\"stream_id\":9 \"name\":\"X\"},{\"stream_id\":9,\"name\":X},"
           "{\"stream_id\":9,\"name\":\"X\"],{\"stream_id\":9,\"name\":[\"X\"}},[9},"
           "{\"stream_id\":9,\"name\":\"The \\\"Best\\\" Film\"x\"y\"},{\"stream_id\":2,"
           "\"name\":\"B\"}]",
           "1 A\n2 B",
           17),
  REJECTS ("Bad elements",
           MOVIE_CATEGORIES,
           "[{\"category_id\":\"3\",\"category_name\":\"A\"},{\"category_name\":\"B\"},"
           "{\"category_id\":[],\"category_name\":\"C\"},{\"category_id\":\"5\","
           "\"category_name\":[\"D\"]}]",
           "3 A\n5 Category 5",
           2),
  READS ("Bad elements",
         SERIES_DETAILS,
         "{\"seasons\":[7,{\"season_number\":1},null],\"episodes\":{\"1\":[null,{\"id\":7},"
         "{\"title\":\"x\"}]}}",
         "item\nseason 1 count=1\nepisode 7 season=1"),
};

const LineupQuirk *
lineup_quirks_get (gsize *n_quirks)
{
  *n_quirks = G_N_ELEMENTS (quirks);
  return quirks;
}

gboolean
lineup_quirk_get_list (const LineupQuirk *self, LineupList *list)
{
  static const char *const actions[LINEUP_N_LISTS] = {
    [LINEUP_LIST_CHANNEL_CATEGORIES] = CHANNEL_CATEGORIES,     [LINEUP_LIST_CHANNELS] = CHANNELS,
    [LINEUP_LIST_MOVIE_CATEGORIES] = MOVIE_CATEGORIES,         [LINEUP_LIST_MOVIES] = MOVIES,
    [LINEUP_LIST_SERIES_CATEGORIES] = "get_series_categories", [LINEUP_LIST_SERIES] = SERIES,
  };

  for (gsize i = 0; i < LINEUP_N_LISTS; i++)
    {
      *list = (LineupList)i;
      if (g_str_equal (self->action, actions[i]))
        return TRUE;
    }
  return FALSE;
}
