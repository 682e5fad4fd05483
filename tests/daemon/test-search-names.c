/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

/* What people type, and what they are to find first, through to the reply. */

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

/* Films: more than any search has ever looked at before it chose. */
#define N_PREFIXED 60000
#define N_LOVE     4000

/* A name, and what is typed to find it. */
typedef struct
{
  const char *name;
  const char *typed;
} Example;

/* Names have nothing that JSON escapes. */
static void
append_movie (GString *movies, guint id, const char *name, const char *more)
{
  g_string_append_printf (movies,
                          "%s{\"stream_id\":%u,\"name\":\"%s\"%s}",
                          movies->len == 0 ? "[" : ",",
                          id,
                          name,
                          more);
}

static void
sync_movies (LineupDaemonFixture *fixture, GString *movies)
{
  g_autofree char *status = NULL;

  g_string_append_c (movies, ']');
  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", "[]");
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", movies->str);
  lineup_fake_panel_set_text (fixture->panel, "get_series", "[]");
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  lineup_client_wait_search_complete (fixture, "home");
}

static GVariant *
search (LineupDaemonFixture *fixture, const char *text, const char *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, options, NULL, NULL, &error);
  g_autoptr (GVariant) reply = NULL;

  g_assert_no_error (error);
  reply = lineup_daemon_fixture_expect (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "Search", g_variant_new ("(s@a{sv})", text, dict));
  return g_variant_get_child_value (reply, 0);
}

static char *
join_names (GVariant *items)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      const char *name = NULL;

      g_assert_true (g_variant_lookup (item, "name", "&s", &name));
      g_string_append_printf (names, "%s%s", i > 0 ? "; " : "", name);
    }
  return g_string_free (names, FALSE);
}

static void
assert_finds (LineupDaemonFixture *fixture,
              const char *text,
              const char *options,
              const char *expected)
{
  g_autoptr (GVariant) items = search (fixture, text, options);
  g_autofree char *names = join_names (items);

  g_test_message ("%s %s", text, options);
  g_assert_cmpstr (names, ==, expected);
}

/* Thousands whose names begin so, and a filter that one passes: it is found, as it is listed. */
static void
test_filtered (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const filters[] = {
    "{'year': <uint32 2024>}",
    "{'genre': <'war'>}",
    "{'min-rating': <8.0>}",
    "{'category': <'7'>}",
    "{'added-since': <uint64 1700000000>}",
    "{'adult': <true>}",
  };
  g_autoptr (GString) movies = g_string_new (NULL);

  for (guint i = 1; i <= N_PREFIXED; i++)
    append_movie (movies, i, "EN - A", ",\"rating\":\"7\",\"year\":\"2020\"");
  append_movie (movies,
                N_PREFIXED + 1,
                "EN - Zulu (2024)",
                ",\"year\":\"2024\",\"genre\":\"Drama, War\",\"rating\":\"8.1\","
                "\"category_id\":\"7\",\"added\":\"1700000000\",\"is_adult\":\"1\"");
  sync_movies (fixture, movies);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (GPtrArray) listed = lineup_client_list_items (
          fixture, "home", "movies", filters[i]);

      g_assert_cmpuint (listed->len, ==, 1);
      assert_finds (fixture, "en", filters[i], "EN - Zulu (2024)");
      assert_finds (fixture, "e", filters[i], "EN - Zulu (2024)");
    }
}

/* Of thousands of names with a word the best rated come first, however many are wanted, and
 * wherever in the catalogue they are. */
static void
test_best (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const options[] = {
    "{'limit': <uint32 1>}",
    "{}",
    "{'limit': <uint32 1000>}",
  };
  g_autoptr (GString) movies = g_string_new (NULL);

  for (guint i = 1; i <= N_LOVE; i++)
    {
      g_autofree char *name = g_strdup_printf ("A %u love", i);
      g_autofree char *more = g_strdup_printf (",\"rating\":\"%u\"", 1 + i * 8 / N_LOVE);

      append_movie (movies, i, name, more);
    }
  sync_movies (fixture, movies);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GVariant) items = search (fixture, "love", options[i]);
      double last = 9;

      for (gsize j = 0; j < g_variant_n_children (items); j++)
        {
          g_autoptr (GVariant) item = g_variant_get_child_value (items, j);
          double rating = 0;

          g_assert_true (g_variant_lookup (item, "rating", "d", &rating));
          if (j == 0)
            g_assert_cmpfloat_with_epsilon (rating, 9, 0.001);
          g_assert_cmpfloat (rating, <=, last);
          last = rating;
        }
      g_assert_cmpfloat (last, >=, 7);
    }
}

/* A name as it is typed comes before names that begin so, whole words before longer ones; what
 * panels put around a name is no part of it. What is worse is rated better. */
static void
test_exact (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const names[] = {
    "The Italian Job", "It (2017)",
    "Italian Job",     "Upgrade",
    "FR| Up [2009]",   "Heathers",
    "Heat Wave",       "EN - Heat (1995)",
    "Heat and Dust",   "In the Heat",
    "4K-NF - Dune",    "Dune: Part Two",
    "Dunes",           "UHD | EN | Us (2019) [4K]",
    "Us Again",        "USS Indianapolis",
    "[VOSTFR] Her",    "Hercules",
    "D+ - FR - Luca",  "Lucas",
    "┃DE┃ Heimat",     "Heimatfilm",
  };
  g_autoptr (GString) movies = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gboolean is_short = g_utf8_strlen (names[i], -1) < 13;

      append_movie (movies, i + 1, names[i], is_short ? ",\"rating\":\"9\"" : ",\"rating\":\"5\"");
    }
  sync_movies (fixture, movies);
  assert_finds (fixture, "it", "{}", "It (2017); Italian Job; The Italian Job");
  assert_finds (fixture, "up", "{}", "FR| Up [2009]; Upgrade");
  assert_finds (fixture,
                "heat",
                "{'limit': <uint32 5>}",
                "EN - Heat (1995); Heat Wave; Heat and Dust; Heathers; In the Heat");
  assert_finds (fixture, "dune", "{}", "4K-NF - Dune; Dune: Part Two; Dunes");
  assert_finds (fixture, "us", "{}", "UHD | EN | Us (2019) [4K]; Us Again; USS Indianapolis");
  assert_finds (fixture, "her", "{}", "[VOSTFR] Her; Hercules");
  assert_finds (fixture, "luca", "{}", "D+ - FR - Luca; Lucas");
  assert_finds (fixture, "heimat", "{}", "┃DE┃ Heimat; Heimatfilm");
  assert_finds (fixture, "heat 1995", "{}", "EN - Heat (1995)");
  assert_finds (fixture, "en heat", "{}", "EN - Heat (1995)");
}

/* Marks inside a word need not be typed, nor be others than they are. */
static const Example joined[] = {
  { "S.W.A.T.", "swat" },
  { "Spider-Man", "spiderman" },
  { "Marvel's Agents of S.H.I.E.L.D.", "marvels agents" },
  { "Marvel's Agents of S.H.I.E.L.D.", "agents of shield" },
  { "Ocean’s Twelve", "oceans twelve" },
  { "Ocean's Eleven", "oceans eleven" },
  { "X-Men", "xmen" },
  { "U.S. Marshals", "us marshals" },
  { "R.I.P.D.", "ripd" },
  { "AC/DC", "acdc" },
  { "M*A*S*H", "mash" },
  { "9-1-1", "911" },
  { "WALL·E", "walle" },
  { "It's a Wonderful Life", "its a wonderful life" },
  { "Don't Look Up", "dont look up" },
  { "L'avventura", "lavventura" },
  { "The Marshal", "the marshal" },
  { "SWAT: Exiled", "s.w.a.t. exiled" },
  { "Spiderman 2", "spider-man 2" },
  { "Dr.Strange", "dr strange" },
  { "Face/Off", "faceoff" },
  { "L.A. Confidential", "la confidential" },
  { "E.T. the Extra-Terrestrial", "et the extraterrestrial" },
  { "Rock'n'Roll High School", "rock n roll" },
  { "20,000 Leagues", "20000 leagues" },
  { "Catch-22", "catch22" },
  { "Fifty/50", "fifty50" },
  { "Lucky☆Star", "luckystar" },
  { "Человек-паук", "человекпаук" },
  { "צה״ל", "צהל" },
  { "ハリー・ポッター", "ハリーポッター" },
  { "哈利·波特与魔法石", "哈利波特" },
  { "스파이더-맨", "스파이더맨" },
  { "3:10 to Yuma", "310 to yuma" },
  { "Qu'est-ce qu'on a fait", "quest ce quon a fait" },
  { "L'Arc-en-Ciel", "larc en ciel" },
  { "Jean-Luc's Marvel-Film", "jean lucs marvel film" },
};

/* What is inside what is written without blanks. */
static const Example inner[] = {
  { "기생충", "생충" },
  { "신과함께", "함께" },
  { "부산행", "산행" },
  { "영화기생충", "화기" },
  { "신과함께2", "신과 함께 2" },
  { "กรุงเทพมหานคร", "มหานคร" },
  { "ช่อง 3", "อง" },
  { "卧虎藏龙", "藏龙" },
  { "霸王别姬", "别" },
  { "千と千尋の神隠し", "神隠" },
  { "機動戦士ガンダム", "ガンダム" },
  { "CCTV综合频道", "综合" },
  { "ປະເທດລາວ", "ເທດ" },
  { "ព្រះរាជាណាចក្រ", "រាជា" },
  { "မြန်မာနိုင်ငံ", "နိုင်ငံ" },
};

static void
check_examples (LineupDaemonFixture *fixture, const Example *examples, gsize n_examples)
{
  g_autoptr (GString) movies = g_string_new (NULL);

  for (gsize i = 0; i < n_examples; i++)
    append_movie (movies, (guint)i + 1, examples[i].name, "");
  sync_movies (fixture, movies);
  for (gsize i = 0; i < n_examples; i++)
    assert_finds (
        fixture, examples[i].typed, "{'limit': <uint32 1>, 'fuzzy': <false>}", examples[i].name);
}

static void
test_joined (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_examples (fixture, joined, G_N_ELEMENTS (joined));
}

static void
test_inner (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_examples (fixture, inner, G_N_ELEMENTS (inner));
}

static void
assert_fuzzy (LineupDaemonFixture *fixture, const char *text, const char *expected)
{
  g_autoptr (GVariant) items = search (fixture, text, "{}");
  g_autoptr (GString) flags = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      gboolean is_fuzzy = FALSE;

      g_variant_lookup (item, "fuzzy", "b", &is_fuzzy);
      g_string_append_c (flags, is_fuzzy ? '~' : '=');
    }
  g_assert_cmpstr (flags->str, ==, expected);
}

/* A letter replaced, missing, too many, or two that have changed places, after all that is as
 * typed, and only in words of four letters and more. */
static void
test_fuzzy (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) movies = g_string_new (NULL);

  append_movie (movies, 1, "The Matrix", ",\"rating\":\"9\"");
  append_movie (movies, 2, "Matrix Reloaded", "");
  append_movie (movies, 3, "Of Martix", ",\"rating\":\"1\"");
  append_movie (movies, 4, "Elsewhere", ",\"plot\":\"A martix\"");
  append_movie (movies, 5, "Матрица", "");
  append_movie (movies, 6, "Cat", "");
  append_movie (movies, 7, "Schindler's List", "");
  sync_movies (fixture, movies);
  /* What is as typed comes first, also where it is only in the plot. */
  assert_finds (fixture, "martix", "{}", "Of Martix; Elsewhere; The Matrix; Matrix Reloaded");
  assert_fuzzy (fixture, "martix", "==~~");
  assert_finds (fixture, "martix", "{'fuzzy': <false>}", "Of Martix; Elsewhere");
  assert_finds (fixture, "martix", "{'limit': <uint32 2>}", "Of Martix; Elsewhere");
  assert_finds (fixture, "martix", "{'limit': <uint32 3>}", "Of Martix; Elsewhere; The Matrix");
  assert_finds (fixture, "the natrix", "{}", "The Matrix");
  assert_finds (fixture, "matrix relaoded", "{}", "Matrix Reloaded");
  assert_finds (fixture, "matrix rela", "{}", "Matrix Reloaded");
  assert_finds (fixture, "мартица", "{}", "Матрица");
  assert_finds (fixture, "shindlers list", "{}", "Schindler's List");
  assert_finds (fixture, "cta", "{}", "");
  assert_finds (fixture, "thr matrix", "{}", "");
  assert_finds (fixture, "mtarxi", "{}", "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/search-names/filtered", test_filtered);
  lineup_daemon_test ("/search-names/best", test_best);
  lineup_daemon_test ("/search-names/exact", test_exact);
  lineup_daemon_test ("/search-names/joined", test_joined);
  lineup_daemon_test ("/search-names/inner", test_inner);
  lineup_daemon_test ("/search-names/fuzzy", test_fuzzy);

  return g_test_run ();
}
