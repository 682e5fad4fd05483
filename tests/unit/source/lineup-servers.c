/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-servers.h"

#define ACCOUNT            "account"
#define CHANNEL_CATEGORIES "get_live_categories"
#define CHANNELS           "get_live_streams"
#define MOVIE_CATEGORIES   "get_vod_categories"
#define MOVIES             "get_vod_streams"
#define MOVIE_DETAILS      "get_vod_info"
#define SERIES             "get_series"
#define SERIES_DETAILS     "get_series_info"

/* Source: the wire format document, sections 1 and 5. The values are made up, the forms are each
 * server's. What follows the server: the request, the answer, and what is understood of it. */
#define ROW(server, action, answer, outcome)                                                       \
  {                                                                                                \
    server, action, answer, sizeof answer - 1, outcome, 0, NULL                                    \
  }

static const LineupQuirk answers[] = {
  ROW ("XC2",
       ACCOUNT,
       "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\",\"message\":\"\","
       "\"auth\":1,\"status\":\"Expired\",\"exp_date\":\"1798761600\",\"is_trial\":\"0\","
       "\"active_cons\":\"0\",\"created_at\":\"1700000000\",\"max_connections\":\"2\","
       "\"allowed_output_formats\":[\"m3u8\",\"ts\",\"rtmp\"]},"
       "\"server_info\":{\"url\":\"tv.example.org\",\"port\":\"80\","
       "\"https_port\":\"443\",\"server_protocol\":\"http\",\"rtmp_port\":\"25462\","
       "\"timezone\":\"America\\/New_York\",\"timestamp_now\":1760000000,"
       "\"time_now\":\"2025-10-09 04:53:20\"}}",
       "usable active expires=1798761600 connections=2 time=1760000000 zone=America/New_York "
       "formats=m3u8,"
       "ts,rtmp"),
  ROW (
      "XC2",
      CHANNELS,
      "[{\"num\":1,\"name\":\"FR: Demo HD\",\"stream_type\":\"live\","
      "\"stream_id\":\"4711\",\"stream_icon\":\"http:\\/\\/x\\/a.png\","
      "\"epg_channel_id\":\"demo.fr\",\"added\":\"1610000000\",\"category_id\":\"12\","
      "\"custom_sid\":\"\",\"tv_archive\":1,\"direct_source\":\"\","
      "\"tv_archive_duration\":\"3\"},{\"num\":2,\"name\":\"Demo FM\","
      "\"stream_type\":\"radio_streams\",\"stream_id\":\"4712\",\"stream_icon\":\"\","
      "\"epg_channel_id\":null,\"added\":\"1610000001\",\"category_id\":\"8\","
      "\"custom_sid\":\"\",\"tv_archive\":0,\"direct_source\":\"\","
      "\"tv_archive_duration\":0}]",
      "4711 FR: Demo HD category=12 position=1 icon=http://x/a.png added=1610000000 epg-id=demo.fr "
      "archive-days=3\n4712 Demo FM category=8 position=2 radio=1 added=1610000001"),
  ROW ("XC2",
       MOVIES,
       "[{\"num\":1,\"name\":\"Demo (2021)\",\"stream_type\":\"movie\","
       "\"stream_id\":\"9001\",\"stream_icon\":\"\",\"rating\":\"6.3\","
       "\"rating_5based\":3.2,\"added\":\"1610000000\",\"category_id\":\"40\","
       "\"container_extension\":\"mkv\",\"custom_sid\":\"\",\"direct_source\":\"\"},"
       "{\"num\":2,\"name\":\"Other\",\"stream_type\":\"movie\",\"stream_id\":\"9002\","
       "\"stream_icon\":\"\",\"rating\":\"n\\/A\",\"rating_5based\":0,\"added\":\"\","
       "\"category_id\":null,\"container_extension\":\"MP4\",\"custom_sid\":\"\","
       "\"direct_source\":\"\"}]",
       "9001 Demo (2021) category=40 year=2021 rating=6.3 added=1610000000 extension=mkv\n9002 "
       "Other extension=mp4"),
  ROW ("XC2",
       SERIES_DETAILS,
       "{\"seasons\":[],\"info\":{\"name\":\"Demo\",\"cover\":\"http:\\/\\/x\\/c.jpg\","
       "\"plot\":\"P\",\"cast\":\"A\",\"director\":\"\",\"genre\":\"Drama\","
       "\"releaseDate\":\"2019-04-01\",\"rating\":\"8\",\"backdrop_path\":[],"
       "\"youtube_trailer\":\"\",\"episode_run_time\":\"43\",\"category_id\":\"70\"},"
       "\"episodes\":{\"1\":[{\"id\":\"22587\",\"episode_num\":1,"
       "\"title\":\"Demo S01E01\",\"container_extension\":\"mkv\","
       "\"info\":{\"duration_secs\":1459,\"duration\":\"00:24:19\",\"bitrate\":2100},"
       "\"custom_sid\":\"\",\"added\":\"1650000000\",\"season\":1,"
       "\"direct_source\":\"\"}]}}",
       "item icon=http://x/c.jpg year=2019 rating=8 genre=Drama plot=P cast=A "
       "release-date=2019-04-01 duration=2580\nseason 1 count=1\nepisode 22587 season=1 number=1 "
       "title=Demo S01E01 duration=1459 extension=mkv added=1650000000"),
  ROW ("XC2", SERIES_DETAILS, "[]", "item"),

  ROW ("R22F",
       ACCOUNT,
       "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\",\"message\":\"\","
       "\"auth\":\"1\",\"status\":\"Active\",\"exp_date\":null,\"is_trial\":0,"
       "\"active_cons\":null,\"created_at\":\"1700000000\",\"max_connections\":\"1\","
       "\"allowed_output_formats\":[0,1]},\"server_info\":{\"url\":\"tv.example.org\","
       "\"port\":\"80\",\"https_port\":\"443\",\"server_protocol\":\"http\","
       "\"rtmp_port\":\"25462\",\"timezone\":\"UTC+3\",\"timestamp_now\":\"1760000000\","
       "\"time_now\":\"2025-10-09 11:53:20\"}}",
       "usable active connections=1 time=1760000000 zone=+03:00"),
  ROW ("R22F",
       CHANNELS,
       "[{\"num\":\"1\",\"name\":\"Tom &amp; Jerry &lt;HD&gt;\",\"stream_type\":\"live\","
       "\"stream_id\":\"11\",\"stream_icon\":\"http:\\/\\/x\\/?a=1&amp;b=2\","
       "\"epg_channel_id\":\"tom&amp;jerry\",\"added\":\"1610000000\",\"is_adult\":0,"
       "\"category_id\":\"3\",\"custom_sid\":0,\"tv_archive\":\"1\","
       "\"direct_source\":\"\",\"tv_archive_duration\":\"7\"}]",
       "11 Tom & Jerry <HD> category=3 position=1 icon=http://x/?a=1&amp;b=2 added=1610000000 "
       "epg-id=tom&amp;jerry archive-days=7 adult=0"),
  ROW ("R22F",
       MOVIE_CATEGORIES,
       "[{\"category_id\":\"3\",\"category_name\":\"Kids &amp; Family\",\"parent_id\":0}]",
       "3 Kids & Family"),
  ROW ("R22F", MOVIE_DETAILS, "{\"info\":[]}", "item"),

  ROW ("XC_VM",
       ACCOUNT,
       "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\",\"message\":\"\","
       "\"auth\":1,\"status\":\"Active\",\"exp_date\":1798761600,\"is_trial\":0,"
       "\"created_at\":1700000000,\"max_connections\":2,"
       "\"allowed_output_formats\":[\"m3u8\",\"ts\"],\"token\":\"t\"},"
       "\"server_info\":{\"xui\":true,\"version\":\"1.5.13\",\"revision\":null,"
       "\"url\":\"tv.example.org\",\"port\":80,\"https_port\":443,"
       "\"server_protocol\":\"http\",\"rtmp_port\":8880,\"timezone\":\"Europe\\/Paris\","
       "\"timestamp_now\":1760000000,\"time_now\":\"2025-10-09 10:53:20\"}}",
       "usable active expires=1798761600 connections=2 time=1760000000 zone=Europe/Paris "
       "formats=m3u8,"
       "ts"),
  ROW ("XC_VM",
       CHANNELS,
       "[{\"num\":1,\"name\":\"Demo\",\"stream_type\":\"created_live\",\"stream_id\":12,"
       "\"stream_icon\":\"\",\"epg_channel_id\":null,\"added\":1610000000,"
       "\"category_id\":\"3\",\"category_ids\":[3,5],\"custom_sid\":\"\",\"tv_archive\":1,"
       "\"direct_source\":\"\",\"tv_archive_duration\":3,\"thumbnail\":\"\"}]",
       "12 Demo category=3 category=5 position=1 added=1610000000 archive-days=3"),
  ROW ("XC_VM",
       MOVIES,
       "[{\"num\":1,\"name\":\"It&#039;s &quot;Demo&quot;\",\"title\":\"Demo\","
       "\"year\":\"2021\",\"stream_type\":\"movie\",\"stream_id\":9001,"
       "\"stream_icon\":\"\",\"rating\":6.3,\"rating_5based\":3.2,\"added\":1610000000,"
       "\"plot\":\"P &amp; Q\",\"cast\":\"A, B\",\"director\":\"D\",\"genre\":\"Drama\","
       "\"release_date\":\"2021-03-05\",\"youtube_trailer\":\"y\","
       "\"episode_run_time\":102,\"category_id\":\"40\",\"category_ids\":[40],"
       "\"container_extension\":\"mkv\",\"custom_sid\":\"\",\"direct_source\":\"\"}]",
       "9001 It's \"Demo\" category=40 year=2021 rating=6.3 genre=Drama plot=P & Q cast=A,"
       " B director=D release-date=2021-03-05 added=1610000000 duration=6120 extension=mkv "
       "trailer=y"),
  ROW ("XC_VM",
       SERIES_DETAILS,
       "{\"seasons\":[{\"name\":\"Season 1\",\"episode_count\":\"1\","
       "\"overview\":\"https:\\/\\/x\\/s1.jpg\",\"air_date\":\"\",\"cover\":\"\","
       "\"cover_tmdb\":\"https:\\/\\/x\\/t1.jpg\",\"season_number\":1,\"cover_big\":\"\","
       "\"releaseDate\":\"2019-04-01\",\"duration\":\"0\"}],\"info\":{\"name\":\"Demo\","
       "\"title\":\"Demo\",\"year\":\"2019\",\"cover\":\"\",\"plot\":\"P\","
       "\"release_date\":\"2019-04-01\",\"category_ids\":[70]},"
       "\"episodes\":{\"1\":[{\"id\":\"7\",\"episode_num\":1,\"title\":\"One &amp; only\","
       "\"container_extension\":\"mkv\",\"info\":{\"release_date\":\"2019-04-01\","
       "\"plot\":\"E\",\"duration_secs\":2580,\"duration\":\"00:43:00\"},\"season\":1},"
       "{\"id\":\"8\",\"episode_num\":2,\"title\":\"Two\",\"container_extension\":\"mkv\","
       "\"info\":[],\"season\":1}]}}",
       "item year=2019 plot=P release-date=2019-04-01\nseason 1 name=Season 1 count=2 "
       "cover=https://x/t1.jpg date=2019-04-01\nepisode 7 season=1 number=1 title=One & only "
       "duration=2580 plot=E extension=mkv\nepisode 8 season=1 number=2 title=Two extension=mkv"),

  ROW ("ipt",
       ACCOUNT,
       "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\",\"message\":\"\","
       "\"auth\":1,\"status\":\"Active\",\"exp_date\":\"253402300799\",\"is_trial\":\"0\","
       "\"active_cons\":\"1\",\"created_at\":\"1700000000\",\"max_connections\":\"2\","
       "\"allowed_output_formats\":[\"m3u8\",\"ts\",\"rtmp\"]},"
       "\"server_info\":{\"url\":\"http:\\/\\/localhost:3211\",\"port\":\"3211\","
       "\"https_port\":\"\",\"server_protocol\":\"http\",\"rtmp_port\":\"\","
       "\"timezone\":\"UTC\",\"timestamp_now\":1760000000,"
       "\"time_now\":\"2025-10-09 08:53:20.123Z\"}}",
       "usable active connections=2 time=1760000000 zone=UTC formats=m3u8,ts,rtmp"),
  ROW ("ipt",
       SERIES,
       "[{\"num\":1,\"name\":\"Demo\",\"series_id\":30000,\"cover\":\"https:\\/\\/x\\/c\","
       "\"plot\":\"P\",\"cast\":\"A, B\",\"director\":\"D\",\"genre\":\"Rock, Pop\","
       "\"releaseDate\":\"2019-04-01\",\"last_modified\":\"2025-10-01\","
       "\"rating\":\"7.3\",\"rating_5based\":3.7,"
       "\"backdrop_path\":[\"https:\\/\\/x\\/b\"],\"youtube_trailer\":\"\","
       "\"episode_run_time\":\"43\",\"category_id\":301}]",
       "30000 Demo category=301 icon=https://x/c year=2019 rating=7.3 genre=Rock,"
       " Pop plot=P cast=A,"
       " B director=D release-date=2019-04-01 modified=1759276800 duration=2580"),
  ROW ("ipt",
       MOVIE_DETAILS,
       "{\"info\":{\"kinopoisk_url\":\"\",\"tmdb_id\":550,\"name\":\"Demo\","
       "\"o_name\":\"Demo\",\"cover_big\":\"https:\\/\\/x\\/b\","
       "\"movie_image\":\"https:\\/\\/x\\/m\",\"releasedate\":\"2010-03-05\","
       "\"episode_run_time\":6540,\"youtube_trailer\":\"\",\"director\":\"D\","
       "\"actors\":\"A\",\"cast\":\"B\",\"description\":\"L\",\"plot\":\"P\","
       "\"age\":\"16\",\"country\":\"X\",\"genre\":\"Rock\",\"backdrop_path\":[],"
       "\"duration\":\"1h 49min\",\"video\":[\"H.264\"],\"audio\":[\"AAC\"],"
       "\"bitrate\":1500,\"rating\":7.3},\"movie_data\":{\"stream_id\":20000,"
       "\"name\":\"Demo\",\"added\":\"1610000000\",\"category_id\":\"201\","
       "\"container_extension\":\"avi\"}}",
       "item icon=https://x/m year=2010 rating=7.3 genre=Rock plot=P cast=B director=D "
       "release-date=2010-03-05 duration=6540 extension=avi country=X tmdb-id=550"),
  ROW ("ipt",
       MOVIE_DETAILS,
       "{\"info\":{\"episode_run_time\":6540,\"duration\":null},\"movie_data\":{}}",
       "item duration=6540"),
  ROW ("ipt",
       SERIES_DETAILS,
       "{\"seasons\":[{\"air_date\":\"2019-04-01\",\"episode_count\":1,\"id\":3000001,"
       "\"name\":\"Season 1\",\"overview\":\"O\",\"season_number\":1,"
       "\"cover\":\"https:\\/\\/x\\/s\",\"cover_big\":\"https:\\/\\/x\\/sb\"}],"
       "\"info\":{\"name\":\"Demo\",\"category_id\":\"301\"},"
       "\"episodes\":{\"1\":[{\"id\":\"80000\",\"episode_num\":1,\"title\":\"Demo S1E1\","
       "\"container_extension\":\"mkv\",\"info\":{\"tmdb_id\":1,\"plot\":\"E\","
       "\"duration\":\"43min\",\"movie_image\":\"https:\\/\\/x\\/e\"},\"custom_sid\":\"\","
       "\"added\":\"1610000000\",\"season\":1}]}}",
       "item\nseason 1 name=Season 1 count=1 cover=https://x/s date=2019-04-01 overview=O\nepisode "
       "80000 season=1 number=1 title=Demo S1E1 duration=2580 plot=E extension=mkv "
       "icon=https://x/e added=1610000000"),

  ROW ("proxy",
       CHANNEL_CATEGORIES,
       "[{\"category_id\":1,\"category_name\":\"News\",\"parent_id\":0}]",
       "1 News"),
  ROW ("proxy",
       CHANNELS,
       "[{\"num\":1,\"name\":\"Demo\",\"stream_type\":\"live\",\"stream_id\":21,"
       "\"stream_icon\":\"\",\"epg_channel_id\":\"\",\"added\":\"\",\"category_id\":1,"
       "\"custom_sid\":\"\",\"tv_archive\":1,\"direct_source\":\"\","
       "\"tv_archive_duration\":null}]",
       "21 Demo category=1 position=1 archive-days=1"),

  ROW ("Disp",
       ACCOUNT,
       "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\","
       "\"message\":\"Dispatcharr XC API\",\"auth\":1,\"status\":\"Active\","
       "\"exp_date\":\"1767776000\",\"active_cons\":\"0\",\"max_connections\":\"1\","
       "\"allowed_output_formats\":[\"ts\"]},\"server_info\":{\"url\":\"x\","
       "\"server_protocol\":\"http\",\"port\":\"9191\",\"timezone\":\"UTC\","
       "\"timestamp_now\":1760000000,\"time_now\":\"2025-10-09 08:53:20\","
       "\"process\":true}}",
       "usable active expires=1767776000 connections=1 time=1760000000 zone=UTC formats=ts"),
  ROW ("Disp",
       CHANNELS,
       "[{\"num\":5.1,\"name\":\"Demo One\",\"stream_type\":\"live\",\"stream_id\":31,"
       "\"stream_icon\":null,\"epg_channel_id\":\"5.1\",\"added\":1760000000,"
       "\"is_adult\":0,\"category_id\":\"4\",\"category_ids\":[4],\"custom_sid\":null,"
       "\"tv_archive\":0,\"direct_source\":\"\",\"tv_archive_duration\":0},{\"num\":117.0,"
       "\"name\":\"Demo Two\",\"stream_type\":\"live\",\"stream_id\":32,"
       "\"stream_icon\":null,\"epg_channel_id\":\"117\",\"added\":\"1760000000\","
       "\"is_adult\":1,\"category_id\":\"4\",\"category_ids\":[4],\"custom_sid\":null,"
       "\"tv_archive\":0,\"direct_source\":\"\",\"tv_archive_duration\":0}]",
       "31 Demo One category=4 position=5 channel-number=5.1 added=1760000000 epg-id=5.1 "
       "adult=0\n32 Demo Two category=4 position=117 added=1760000000 epg-id=117 adult=1"),

  ROW ("tuliprox",
       MOVIES,
       "[{\"num\":1,\"name\":\"Demo (2021)\",\"stream_type\":\"movie\",\"stream_id\":41,"
       "\"stream_icon\":\"\",\"rating\":\"7,5\",\"rating_5based\":3.75,"
       "\"added\":\"1610000000\",\"category_id\":\"40\",\"category_ids\":[40],"
       "\"container_extension\":\"mkv\",\"custom_sid\":\"\",\"direct_source\":\"\","
       "\"episode_runtime\":102}]",
       "41 Demo (2021) category=40 year=2021 rating=7.5 added=1610000000 duration=6120 "
       "extension=mkv"),
  ROW ("tuliprox",
       SERIES_DETAILS,
       "{\"seasons\":[{\"season_number\":1,\"name\":\"Season 1\",\"episode_count\":1,"
       "\"overview\":\"\",\"air_date\":\"2019-04-01\",\"cover\":\"\","
       "\"cover_tmdb\":\"https:\\/\\/x\\/t\"}],\"info\":{\"name\":\"Demo\","
       "\"episode_run_time\":\"2580\",\"rating\":\"8.5\\/10\"},"
       "\"episodes\":[[{\"id\":\"7\",\"episode_num\":1,\"title\":\"One\","
       "\"container_extension\":\"mkv\",\"info\":{\"duration_secs\":\"2580\"},"
       "\"season\":1}],[{\"id\":\"8\",\"episode_num\":1,\"title\":\"Two\","
       "\"container_extension\":\"mkv\",\"info\":[],\"season\":2}]]}",
       "item rating=8.5 duration=2580\nseason 1 name=Season 1 count=1 cover=https://x/t "
       "date=2019-04-01\nseason 2 count=1\nepisode 7 season=1 number=1 title=One duration=2580 "
       "extension=mkv\nepisode 8 season=2 number=1 title=Two extension=mkv"),

  ROW ("m3ue",
       CHANNELS,
       "[{\"num\":0,\"name\":\"Demo\",\"stream_type\":\"live\",\"stream_id\":51,"
       "\"stream_icon\":\"http:\\/\\/x\\/a.png\",\"epg_channel_id\":\"demo\","
       "\"added\":\"1610000000\",\"is_adult\":0,\"category_id\":\"all\","
       "\"category_ids\":[0],\"custom_sid\":\"\",\"tv_archive\":0,\"direct_source\":\"\","
       "\"tv_archive_duration\":0}]",
       "51 Demo category=all icon=http://x/a.png added=1610000000 epg-id=demo adult=0"),
  ROW ("m3ue",
       SERIES,
       "[{\"num\":1,\"name\":\"Demo\",\"series_id\":52,\"cover\":\"\",\"plot\":\"P\","
       "\"rating\":NaN,\"category_id\":\"[7]\",\"category_ids\":\"7,8\","
       "\"last_modified\":\"1650000000\"}]",
       "52 Demo category=7 category=8 plot=P modified=1650000000"),
  ROW ("m3ue",
       SERIES_DETAILS,
       "{\"seasons\":{\"Season 2\":{\"name\":\"Season 2\",\"episode_count\":0}},"
       "\"info\":{\"name\":\"Demo\"},\"episodes\":{\"Season 2\":[{\"id\":53.0,"
       "\"episode_num\":\"1\",\"title\":\"One\"}]}}",
       "item\nseason 2 name=Season 2 count=1\nepisode 53 season=2 number=1 title=One"),
};

const LineupQuirk *
lineup_servers_get (gsize *n_answers)
{
  *n_answers = G_N_ELEMENTS (answers);
  return answers;
}
