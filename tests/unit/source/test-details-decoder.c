/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-decoder.h"

#include "lineup-error.h"
#include "lineup-item-text.h"

#include <string.h>

static LineupDetails *
decode (LineupKind kind, const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, length);

  return lineup_details_decode (kind, body, error);
}

typedef struct
{
  const char *json;
  const char *expected;
} Case;

static void
check (LineupKind kind, const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupDetails) details = decode (
          kind, cases[i].json, strlen (cases[i].json), &error);
      g_autofree char *found = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_no_error (error);
      found = lineup_details_to_text (details);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

#define INFO(members) "{\"info\":{" members "}}"

static void
test_movies (void)
{
  static const Case cases[] = {
    /* As in the documentation of the format. */
    { "{\"info\":{\"tmdb_id\":\"550\",\"name\":\"Demo\",\"o_name\":\"Demo\",\"cover_big\":\"\","
      "\"movie_image\":\"http:\\/\\/x\\/m.jpg\",\"releasedate\":\"2021-03-05\",\"director\":\"D\","
      "\"actors\":\"\",\"cast\":\"A, B\",\"plot\":\"P\",\"genre\":\"Drama\",\"country\":\"\","
      "\"age\":\"\",\"backdrop_path\":[],\"duration_secs\":6120,\"duration\":\"01:42:00\","
      "\"bitrate\":3500,\"rating\":\"6.3\",\"video\":{},\"audio\":{}},"
      "\"movie_data\":{\"stream_id\":9001,\"name\":\"Demo\",\"added\":\"1610000000\","
      "\"category_id\":\"40\",\"container_extension\":\"mkv\",\"custom_sid\":\"\","
      "\"direct_source\":\"http:\\/\\/other\\/u9\\/p9\\/1.mkv\"}}",
      "item icon=http://x/m.jpg year=2021 rating=6.3 genre=Drama plot=P cast=A, B director=D "
      "release-date=2021-03-05 duration=6120 extension=mkv tmdb-id=550" },

    /* Nothing is known. */
    { "[]", "item" },
    { "{}", "item" },
    { " \n[ ] ", "item" },
    { "{\"info\":[]}", "item" },
    { "{\"info\":null}", "item" },
    { "{\"info\":false}", "item" },
    { "{\"info\":\"{\\\"plot\\\":1}\"}", "item" },
    { "{\"info\":[{\"plot\":\"P\"}]}", "item" },
    { "{\"info\":[],\"movie_data\":[]}", "item" },
    { "{\"movie_data\":{\"container_extension\":\".MP4\"}}", "item extension=mp4" },
    { "{\"info\":{\"container_extension\":\"mkv\"},\"movie_data\":null}", "item" },

    /* Each field in its forms. */
    { INFO ("\"plot\":\"N\\/A\",\"description\":\"D\""), "item plot=D" },
    { INFO ("\"plot\":\"\",\"description\":null"), "item" },
    { INFO ("\"description\":\"D\",\"plot\":\"P\""), "item plot=P" },
    { INFO ("\"plot\":{\"a\":1},\"genre\":[\"A\",\"B\"]"), "item genre=A, B" },
    { INFO ("\"actors\":\"A\",\"cast\":null"), "item cast=A" },
    { INFO ("\"cast\":[\"A\",null,\"B\"],\"director\":{\"0\":\"D\"}"),
      "item cast=A, B director=D" },
    { INFO ("\"movie_image\":\"s:1:\\/x.png\",\"cover_big\":\"https:\\/\\/x\\/c\""),
      "item icon=https://x/c" },
    { INFO ("\"cover\":\"data:image\\/jpeg;base64,AAAA\""), "item" },
    { INFO ("\"rating\":7.5,\"year\":\"1999\""), "item year=1999 rating=7.5" },
    { INFO ("\"rating\":\"7,5\",\"year\":1999"), "item year=1999 rating=7.5" },
    { INFO ("\"rating\":0,\"year\":\"\""), "item" },
    { INFO ("\"rating\":\"11\",\"year\":\"n/A\""), "item" },
    { INFO ("\"release_date\":\"20210305120000\""), "item year=2021 release-date=2021-03-05" },
    { INFO ("\"releaseDate\":\"2021-03-05\",\"releasedate\":\"0000-00-00\""),
      "item year=2021 release-date=2021-03-05" },
    { INFO ("\"releasedate\":\"2021-03-05\",\"year\":\"2020\""),
      "item year=2020 release-date=2021-03-05" },
    { INFO ("\"releasedate\":\"2021-03-05\",\"name\":\"Demo (2020)\""),
      "item year=2020 release-date=2021-03-05" },
    { INFO ("\"year\":2019,\"name\":\"Demo (2020)\""), "item year=2019" },
    { "{\"info\":[],\"movie_data\":{\"name\":\"Demo (2020)\"}}", "item year=2020" },
    { INFO ("\"duration_secs\":\"6120\""), "item duration=6120" },
    { INFO ("\"duration_secs\":0,\"duration\":\"01:42:00\""), "item duration=6120" },
    { INFO ("\"duration\":\"42:01.5\""), "item duration=2521" },
    { INFO ("\"duration\":\"1h 49min\""), "item duration=6540" },
    { INFO ("\"duration\":\"102 min\""), "item duration=6120" },
    { INFO ("\"duration\":\"102\""), "item duration=6120" },
    { INFO ("\"duration\":\"\",\"episode_run_time\":\"2700\""), "item duration=2700" },
    { INFO ("\"duration\":null,\"episode_runtime\":45"), "item duration=2700" },
    { INFO ("\"duration_secs\":true,\"duration\":\"01:49:00\""), "item duration=6540" },
    { INFO ("\"duration_secs\":NaN,\"rating\":-Infinity,\"plot\":NaN,\"genre\":\"G\""),
      "item genre=G" },
    { INFO ("\"rating\":\"8.5\\/10\""), "item rating=8.5" },
    { INFO ("\"plot\":\"Tom &amp; J &#039;40\",\"genre\":\"R&amp;amp;B\",\"trailer\":\"a&amp;b\""),
      "item genre=R&amp;B plot=Tom & J '40 trailer=a&amp;b" },
    { INFO ("\"plot\":\"http:\\/\\/x\\/p.jpg\",\"description\":\"D\""), "item plot=D" },
    { INFO ("\"duration\":\"00:00:00\",\"episode_run_time\":\"102\""), "item duration=6120" },
    { INFO ("\"duration\":\"1:2:3:4\",\"episode_run_time\":\"-5\""), "item" },
    { INFO ("\"duration\":\"a:b\",\"duration_secs\":99999999999999"), "item" },
    { INFO ("\"duration\":\"99999999:99999999:99999999\""), "item" },
    { INFO ("\"tmdb_id\":0,\"tmdb\":\"0550\""), "item tmdb-id=550" },
    { INFO ("\"trailer\":\"t\",\"youtube_trailer\":\"y\""), "item trailer=y" },
    { INFO ("\"country\":\"United States\""), "item country=United States" },
    { INFO ("\"country\":[\"US\",\"GB\"]"), "item country=US, GB" },
    { INFO ("\"country\":\"\""), "item" },
    { INFO ("\"plot\":\"A\\u00e9\\ud83d\\ude00\\ud83d\""), "item plot=Aé😀\xef\xbf\xbd" },

    /* Before the answer, after it, and beside what we want. */
    { "\xef\xbb\xbf" INFO ("\"plot\":\"P\""), "item plot=P" },
    { "<b>Warning</b>: {x} in [y]\n" INFO ("\"plot\":\"P\""), "item plot=P" },
    { "{\"x\":{\"info\":{\"plot\":\"no\"}},\"info\":{\"plot\":\"P\"}}", "item plot=P" },
    { "{\"info\":{\"video\":{\"plot\":\"no\"},\"plot\":\"P\"}}", "item plot=P" },
    { "{\"info\":{\"plot\":\"P\"},\"episodes\":[{\"id\":1}],\"seasons\":[{\"season_number\":1}]}",
      "item plot=P" },
  };

  check (LINEUP_KIND_MOVIES, cases, G_N_ELEMENTS (cases));
}

#define EPISODES(list) "{\"episodes\":" list "}"
#define SEASONS(list)  "{\"seasons\":" list "}"

static void
test_series (void)
{
  static const Case cases[] = {
    /* As in the documentation of the format. */
    { "{\"seasons\":[{\"air_date\":\"2019-04-01\",\"episode_count\":8,\"id\":1,\"name\":\"Season "
      "1\",\"overview\":\"O\",\"season_number\":1,\"cover\":\"http:\\/\\/x\\/s.jpg\","
      "\"cover_big\":\"\"}],"
      "\"info\":{\"name\":\"Demo Show\",\"cover\":\"http:\\/\\/x\\/c.jpg\",\"plot\":\"P\","
      "\"category_id\":\"70\"},"
      "\"episodes\":{\"1\":[{\"id\":\"22587\",\"episode_num\":1,\"title\":\"Demo S01E01\","
      "\"container_extension\":\"mkv\",\"info\":{\"duration_secs\":1459,"
      "\"duration\":\"00:24:19\",\"movie_image\":\"http:\\/\\/x\\/e.jpg\",\"plot\":\"E\","
      "\"bitrate\":2100},\"custom_sid\":\"\",\"added\":\"1650000000\",\"season\":1,"
      "\"direct_source\":\"\"}]}}",
      "item icon=http://x/c.jpg plot=P\n"
      "season 1 name=Season 1 count=8 cover=http://x/s.jpg date=2019-04-01 overview=O\n"
      "episode 22587 season=1 number=1 title=Demo S01E01 duration=1459 plot=E extension=mkv "
      "icon=http://x/e.jpg added=1650000000" },

    /* Nothing is known. */
    { "[]", "item" },
    { "{}", "item" },
    { "{\"seasons\":[],\"info\":[],\"episodes\":[]}", "item" },
    { "{\"seasons\":null,\"info\":null,\"episodes\":null}", "item" },
    { "{\"info\":{}}", "item" },

    /* Episodes: by season, as a list of lists, flat, as objects; seasons come out of them. */
    { EPISODES ("{\"2\":[{\"id\":3}],\"10\":[{\"id\":4}],\"1\":[{\"id\":1},{\"id\":2}]}"),
      "item\nseason 1 count=2\nseason 2 count=1\nseason 10 count=1\n"
      "episode 1 season=1\nepisode 2 season=1\nepisode 3 season=2\nepisode 4 season=10" },
    { EPISODES ("[[{\"id\":1,\"season\":1}],[{\"id\":2,\"season\":\"2\"}]]"),
      "item\nseason 1 count=1\nseason 2 count=1\nepisode 1 season=1\nepisode 2 season=2" },
    { EPISODES ("[[{\"id\":1,\"season\":0}],[{\"id\":2,\"season\":1}]]"),
      "item\nseason 0 count=1\nseason 1 count=1\nepisode 1 season=0\nepisode 2 season=1" },
    { EPISODES ("[[{\"id\":1}],[{\"id\":2}]]"),
      "item\nseason 1 count=1\nseason 2 count=1\nepisode 1 season=1\nepisode 2 season=2" },
    { EPISODES ("[{\"id\":\"1\",\"season\":\"3\"},{\"id\":2,\"season\":3}]"),
      "item\nseason 3 count=2\nepisode 1 season=3\nepisode 2 season=3" },
    { EPISODES ("[{\"id\":1},{\"id\":2}]"),
      "item\nseason 1 count=2\nepisode 1 season=1\nepisode 2 season=1" },
    { EPISODES ("{\"0\":{\"id\":1,\"season\":2},\"5\":{\"id\":2,\"season\":2}}"),
      "item\nseason 2 count=2\nepisode 1 season=2\nepisode 2 season=2" },
    { EPISODES ("{\"4\":{\"0\":{\"id\":1},\"2\":{\"id\":2}}}"),
      "item\nseason 4 count=2\nepisode 1 season=4\nepisode 2 season=4" },
    { EPISODES ("{\"x\":[{\"id\":1}]}"), "item\nseason 1 count=1\nepisode 1 season=1" },
    { EPISODES ("{\"Season 2\":[{\"id\":1}],\"S03\":[{\"id\":2}],\"4. S\\u00e9rie\":[{\"id\":3}]}"),
      "item\nseason 2 count=1\nseason 3 count=1\nseason 4 count=1\n"
      "episode 1 season=2\nepisode 2 season=3\nepisode 3 season=4" },
    { EPISODES ("{\"Season 2 of 5\":[{\"id\":1}],\"-7\":[{\"id\":2}]}"),
      "item\nseason 1 count=2\nepisode 1 season=1\nepisode 2 season=1" },
    { EPISODES ("{\"Specials\":[{\"id\":1,\"episode_num\":\"E03\"}],\"Special 2\":[{\"id\":2}]}"),
      "item\nseason 0 count=1\nseason 2 count=1\nepisode 1 season=0 number=3\nepisode 2 season=2" },
    { EPISODES ("[{\"id\":7.0,\"season\":\"Season 2\",\"episode_num\":3.0}]"),
      "item\nseason 2 count=1\nepisode 7 season=2 number=3" },
    { EPISODES ("{\"2\":[{\"id\":1,\"season\":3}]}"),
      "item\nseason 3 count=1\nepisode 1 season=3" },

    /* Episodes that are none, and one that is there twice. */
    { EPISODES (
          "[null,1,\"x\",[],{},{\"id\":null},{\"id\":\"abc\"},{\"id\":-1},{\"title\":\"x\"}]"),
      "item" },
    { EPISODES ("{\"1\":[{\"id\":1,\"title\":\"A\"}],\"2\":[{\"id\":1,\"title\":\"B\"}]}"),
      "item\nseason 1 count=1\nepisode 1 season=1 title=A" },
    { EPISODES ("[{\"id\":1,\"info\":[]},{\"id\":2,\"info\":{\"id\":99,\"title\":\"no\"}}]"),
      "item\nseason 1 count=2\nepisode 1 season=1\nepisode 2 season=1" },
    { EPISODES ("[[[{\"id\":1}]]]"), "item" },

    /* By number within the season; those without one keep their order, at the end. */
    { EPISODES ("[{\"id\":1,\"episode_num\":\"\"},{\"id\":2,\"episode_num\":10},"
                "{\"id\":3,\"episode_num\":\"9\"},{\"id\":4},{\"id\":5,\"episode_num\":0}]"),
      "item\nseason 1 count=5\nepisode 5 season=1 number=0\nepisode 3 season=1 number=9\n"
      "episode 2 season=1 number=10\nepisode 1 season=1\nepisode 4 season=1" },
    { EPISODES ("[{\"id\":1,\"season\":99999999999,\"episode_num\":99999999999}]"),
      "item\nseason 1 count=1\nepisode 1 season=1" },

    /* Fields of an episode. */
    { EPISODES ("[{\"id\":2707855417,\"title\":null,\"name\":\"N\",\"added\":\"\","
                "\"container_extension\":null,\"info\":{\"duration\":\"24:19\","
                "\"overview\":\"O\",\"cover_big\":\"http:\\/\\/x\\/b\"}}]"),
      "item\nseason 1 count=1\n"
      "episode 2707855417 season=1 title=N duration=1459 plot=O icon=http://x/b" },

    /* Seasons: a list, an object, with numbers as text, as keys, or twice. */
    { SEASONS ("[{\"season_number\":\"2\"},{\"season_number\":1},{\"season_number\":2,"
               "\"name\":\"no\"}]"),
      "item\nseason 1\nseason 2" },
    { SEASONS ("{\"3\":{\"name\":\"Three\"},\"a\":{\"season_number\":4},\"b\":{}}"),
      "item\nseason 3 name=Three\nseason 4" },
    { SEASONS ("[{\"name\":\"none\"},null,7,[]]"), "item" },
    { "{\"seasons\":[{\"season_number\":1,\"name\":\"One\",\"cover\":\"\","
      "\"cover_big\":\"http:\\/\\/x\\/b\"}],\"episodes\":{\"1\":[{\"id\":1}],\"2\":[{\"id\":2}]}}",
      "item\nseason 1 name=One count=1 cover=http://x/b\nseason 2 count=1\n"
      "episode 1 season=1\nepisode 2 season=2" },
    { "{\"seasons\":[{\"season_number\":1,\"episode_count\":\"8\"}],\"episodes\":[{\"id\":1}]}",
      "item\nseason 1 count=8\nepisode 1 season=1" },
    { "{\"seasons\":[{\"season_number\":1,\"episode_count\":1}],"
      "\"episodes\":[{\"id\":1},{\"id\":2}]}",
      "item\nseason 1 count=2\nepisode 1 season=1\nepisode 2 season=1" },
    { SEASONS ("{\"Season 2\":{\"name\":\"Two\"},\"Season 10\":{\"season_number\":\"S03\"}}"),
      "item\nseason 2 name=Two\nseason 3" },
    { SEASONS ("[{\"season_number\":1,\"name\":\"A &amp; B\",\"cover\":\"\",\"cover_tmdb\":"
               "\"https:\\/\\/x\\/t.jpg\",\"releaseDate\":\"2019-04-01\","
               "\"overview\":\"https:\\/\\/x\\/o.jpg\"},"
               "{\"season_number\":2,\"air_date\":\"\",\"release_date\":\"2020-04-01\","
               "\"overview\":\"&quot;O&quot;\"}]"),
      "item\nseason 1 name=A & B cover=https://x/t.jpg date=2019-04-01\n"
      "season 2 date=2020-04-01 overview=\"O\"" },
  };

  check (LINEUP_KIND_SERIES, cases, G_N_ELEMENTS (cases));
}

static void
test_no_details (void)
{
  static const struct
  {
    LineupKind kind;
    const char *json;
    gboolean transient;
  } cases[] = {
    { LINEUP_KIND_MOVIES, "", TRUE },
    { LINEUP_KIND_MOVIES, " \r\n", TRUE },
    { LINEUP_KIND_MOVIES, "Blocked", FALSE },
    { LINEUP_KIND_MOVIES, "null", FALSE },
    { LINEUP_KIND_MOVIES, "<html><body>No</body></html>", FALSE },
    { LINEUP_KIND_MOVIES, "{\"error\":\"MySQL: Cannot connect\"}", FALSE },
    { LINEUP_KIND_MOVIES, "{\"user_info\":{\"auth\":0}}", FALSE },
    { LINEUP_KIND_MOVIES, "{\"user_info\":{\"auth\":1},\"server_info\":{}}", FALSE },
    { LINEUP_KIND_MOVIES, "[{\"stream_id\":1}]", FALSE },
    { LINEUP_KIND_MOVIES, "{\"seasons\":[],\"episodes\":[]}", FALSE },
    { LINEUP_KIND_SERIES, "{\"movie_data\":{}}", FALSE },
    { LINEUP_KIND_SERIES, "{\"error\":\"x\"}", FALSE },
    { LINEUP_KIND_MOVIES, "{\"info\":{\"plot\":\"P\"}", TRUE },
    { LINEUP_KIND_MOVIES, "{\"info\":{\"plot\":\"P", TRUE },
    { LINEUP_KIND_MOVIES, "{\"info\":{\"plot\":\"P\"}}{", TRUE },
    { LINEUP_KIND_MOVIES, "[", TRUE },
    { LINEUP_KIND_MOVIES, "{\"info\":{\"plot\" \"P\"}}", FALSE },
    { LINEUP_KIND_SERIES, "{\"episodes\":{\"1\":[{\"id\":1}]}", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_null (decode (cases[i].kind, cases[i].json, strlen (cases[i].json), &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      g_assert_cmpint (lineup_error_is_transient (error), ==, cases[i].transient);
    }
}

/* A NUL anywhere, and bytes that are no UTF-8. */
static void
test_bad_bytes (void)
{
  static const char json[] = "{\0\"info\":{\"plot\":\"P\xff\0Q\"}\0}\0";
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupDetails) details = decode (LINEUP_KIND_MOVIES, json, sizeof json, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (details->item.plot, ==, "P\xef\xbf\xbdQ");
}

/* However much a panel sends, what is kept has an end. */
static void
test_bounds (void)
{
  g_autoptr (GString) json = g_string_new ("{\"seasons\":[{}");
  g_autoptr (LineupDetails) details = NULL;

  for (guint i = 0; i < LINEUP_DETAILS_MAX_SEASONS + 5; i++)
    g_string_append_printf (json, ",{\"season_number\":%u}", i);
  g_string_append (json, "],\"episodes\":[{}");
  for (guint i = 0; i < LINEUP_DETAILS_MAX_EPISODES + 5; i++)
    g_string_append_printf (json, ",{\"id\":%u}", i);
  g_string_append (json, "]}");

  details = decode (LINEUP_KIND_SERIES, json->str, json->len, NULL);
  g_assert_cmpuint (details->seasons->len, ==, LINEUP_DETAILS_MAX_SEASONS);
  g_assert_cmpuint (details->episodes->len, ==, LINEUP_DETAILS_MAX_EPISODES);
}

/* What the details say wins; what they don't say stays; what makes up the item's place does not
 * change. */
static void
test_apply (void)
{
  const char *const categories[] = { "a" };
  LineupItem item = LINEUP_ITEM_INIT;
  g_autoptr (LineupDetails) details = NULL;
  static const char json[] = INFO ("\"name\":\"Other\",\"plot\":\"Long\",\"rating\":\"\","
                                   "\"added\":\"5\",\"year\":2021");

  item.id = 7;
  item.name = "Name";
  item.categories = categories;
  item.n_categories = 1;
  item.plot = "Short";
  item.cast = "Cast";
  item.rating = 6.5;
  item.year = 2020;
  item.added = 1600000000;
  details = decode (LINEUP_KIND_MOVIES, json, strlen (json), NULL);
  lineup_details_apply (details, &item);

  g_assert_cmpint (item.id, ==, 7);
  g_assert_cmpstr (item.name, ==, "Name");
  g_assert_cmpuint (item.n_categories, ==, 1);
  g_assert_cmpint (item.added, ==, 1600000000);
  g_assert_cmpstr (item.plot, ==, "Long");
  g_assert_cmpstr (item.cast, ==, "Cast");
  g_assert_cmpfloat_with_epsilon (item.rating, 6.5, 0.001);
  g_assert_cmpuint (item.year, ==, 2021);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/details-decoder/movies", test_movies);
  g_test_add_func ("/details-decoder/series", test_series);
  g_test_add_func ("/details-decoder/no-details", test_no_details);
  g_test_add_func ("/details-decoder/bad-bytes", test_bad_bytes);
  g_test_add_func ("/details-decoder/bounds", test_bounds);
  g_test_add_func ("/details-decoder/apply", test_apply);

  return g_test_run ();
}
