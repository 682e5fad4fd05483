/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"
#include "lineup-test-limits.h"

#include <glib/gstdio.h>

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

/* A user name and a password that no word of a log or a database is by chance. */
#define USERNAME "zoe/7@example"
#define PASSWORD "hush%hush"
#define SEGMENTS "zoe%2F7@example/hush%25hush"

#define SETTINGS "{'username': <'" USERNAME "'>, 'password': <'" PASSWORD "'>}"

#define MOVIES                                                                                     \
  "[{\"stream_id\":21,\"name\":\"One\",\"category_id\":\"4\",\"container_extension\":\"avi\","     \
  "\"plot\":\"Short\",\"genre\":\"Drama\",\"rating\":\"5\",\"added\":\"1600000000\"},"             \
  "{\"stream_id\":22,\"name\":\"Two\",\"plot\":\"Listed\"}]"

#define SERIES                                                                                     \
  "[{\"series_id\":31,\"name\":\"Show\",\"plot\":\"Short\",\"last_modified\":\"1600000000\"},"     \
  "{\"series_id\":32,\"name\":\"Other\"}]"

#define MOVIE_INFO                                                                                 \
  "{\"info\":{\"tmdb_id\":\"550\",\"name\":\"Another name\",\"movie_image\":\"http:\\/\\/x\\/m\"," \
  "\"releasedate\":\"2021-03-05\",\"director\":\"D\",\"cast\":\"A, B\",\"plot\":\"Long\","         \
  "\"genre\":\"\",\"country\":\"US\",\"duration_secs\":6120,\"rating\":\"6.5\",\"youtube_"         \
  "trailer\":\"t\"},"                                                                              \
  "\"movie_data\":{\"stream_id\":21,\"name\":\"One\",\"container_extension\":\"mkv\"}}"

#define SHOW_INFO                                                                                  \
  "{\"seasons\":[{\"air_date\":\"2019-04-01\",\"episode_count\":8,\"name\":\"Season 1\","          \
  "\"overview\":\"O\",\"season_number\":1,\"cover\":\"http:\\/\\/x\\/s\"}],"                       \
  "\"info\":{\"plot\":\"Long\",\"cover\":\"http:\\/\\/x\\/c\"},"                                   \
  "\"episodes\":{\"1\":[{\"id\":\"71\",\"episode_num\":1,\"title\":\"First\","                     \
  "\"container_extension\":\"mkv\",\"info\":{\"duration_secs\":1459,\"plot\":\"P\","               \
  "\"movie_image\":\"http:\\/\\/x\\/e\"},\"added\":\"1650000000\",\"season\":1}],"                 \
  "\"2\":[{\"id\":72,\"episode_num\":\"1\",\"title\":\"Second\",\"info\":[]}]}}"

/* Returns an item, as GetDetails tells it. */
static GVariant *
get (LineupDaemonFixture *fixture, const char *kind, gint64 id, const char *options)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "GetDetails",
      lineup_client_make_item_call (kind, id, options));

  return g_variant_get_child_value (reply, 0);
}

static void
assert_error (LineupDaemonFixture *fixture,
              const char *kind,
              gint64 id,
              const char *options,
              const char *name)
{
  lineup_daemon_fixture_expect_error (fixture,
                                      PATH,
                                      LINEUP_CATALOG_INTERFACE,
                                      "GetDetails",
                                      lineup_client_make_item_call (kind, id, options),
                                      name);
}

static void
assert_plot (LineupDaemonFixture *fixture,
             const char *kind,
             gint64 id,
             const char *options,
             const char *expected)
{
  g_autoptr (GVariant) item = get (fixture, kind, id, options);
  const char *plot = NULL;

  g_variant_lookup (item, "plot", "&s", &plot);
  g_assert_cmpstr (plot, ==, expected);
}

/* Asserts why the panel had no news, %NULL if it had. */
static void
assert_reason (GVariant *item, const char *expected)
{
  const char *reason = NULL;
  gboolean stale = FALSE;

  g_variant_lookup (item, "error-name", "&s", &reason);
  g_assert_cmpstr (reason, ==, expected);
  g_variant_lookup (item, "stale", "b", &stale);
  g_assert_cmpint (stale, ==, expected != NULL);
}

/* What there is, when the panel has no news. */
static void
assert_stale_plot (LineupDaemonFixture *fixture,
                   const char *kind,
                   gint64 id,
                   const char *options,
                   const char *expected,
                   const char *reason)
{
  g_autoptr (GVariant) item = get (fixture, kind, id, options);
  const char *plot = NULL;

  g_variant_lookup (item, "plot", "&s", &plot);
  g_assert_cmpstr (plot, ==, expected);
  assert_reason (item, reason);
}

/* Ids of a series' episodes. */
static void
assert_episodes (GVariant *item, const char *expected)
{
  g_autoptr (GVariant) episodes = g_variant_lookup_value (
      item, "episodes", G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GString) ids = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (episodes); i++)
    {
      g_autoptr (GVariant) episode = g_variant_get_child_value (episodes, i);
      gint64 id = 0;

      g_variant_lookup (episode, "id", "x", &id);
      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", id);
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

/* The whole dictionary, as text by the order of its keys. */
static void
assert_item (GVariant *item, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) expected_item = g_variant_parse (
      G_VARIANT_TYPE_VARDICT, expected, NULL, NULL, &error);
  GVariantIter iter;
  const char *key = NULL;
  GVariant *value = NULL;

  g_assert_no_error (error);
  g_variant_iter_init (&iter, expected_item);
  while (g_variant_iter_next (&iter, "{&sv}", &key, &value))
    {
      g_autoptr (GVariant) wanted = value;
      g_autoptr (GVariant) found = g_variant_lookup_value (item, key, NULL);
      g_autofree char *wanted_text = g_variant_print (wanted, TRUE);
      g_autofree char *found_text = found != NULL ? g_variant_print (found, TRUE) : NULL;

      g_test_message ("%s", key);
      g_assert_cmpstr (found_text, ==, wanted_text);
    }
  g_assert_cmpuint (g_variant_n_children (item), ==, g_variant_n_children (expected_item));
}

/* What comes behind the panel's address has to be @expected. */
static void
assert_url (LineupDaemonFixture *fixture, const char *kind, gint64 id, const char *expected)
{
  g_autofree char *server = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *expected_url = g_strconcat (server, expected, NULL);
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "GetStreamUrl",
      lineup_client_make_item_call (kind, id, NULL));
  const char *url = NULL;

  g_variant_get (reply, "(&s)", &url);
  g_assert_cmpstr (url, ==, expected_url);
}

static void
assert_no_episode (LineupDaemonFixture *fixture, gint64 id)
{
  lineup_daemon_fixture_expect_error (fixture,
                                      PATH,
                                      LINEUP_CATALOG_INTERFACE,
                                      "GetStreamUrl",
                                      lineup_client_make_item_call ("episodes", id, NULL),
                                      ERROR ("NotFound"));
}

/* Only what is needed: the panel gets eight requests at once, and some are to be left. */
static void
sync_home (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_sync (
      fixture, "home", "{'steps': <['movies', 'series']>}");

  g_assert_cmpstr (status, ==, "completed");
}

/* Adds an account with two movies and two series, and syncs it. */
static void
add (LineupDaemonFixture *fixture)
{
  lineup_fake_panel_set_credentials (fixture->panel, USERNAME, PASSWORD);
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", MOVIES);
  lineup_fake_panel_set_text (fixture->panel, "get_series", SERIES);
  lineup_fake_panel_set_text (fixture->panel, "get_vod_info", MOVIE_INFO);
  lineup_fake_panel_set_text (fixture->panel, "get_series_info", SHOW_INFO);
  lineup_client_add (fixture, "home", SETTINGS, NULL);
  sync_home (fixture);
  lineup_request_log_clear (fixture->requests);
}

/* What the panel has been asked since the last time. */
static void
assert_requests (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *actions = lineup_request_log_get_actions (fixture->requests);

  g_assert_cmpstr (actions, ==, expected);
  lineup_request_log_clear (fixture->requests);
}

/* What the list says, it still says. */
static void
assert_list_plot (LineupDaemonFixture *fixture, gint64 id, const char *expected)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "GetItem", g_variant_new ("(sx)", "movies", id));
  g_autoptr (GVariant) item = g_variant_get_child_value (reply, 0);
  const char *plot = NULL;

  g_variant_lookup (item, "plot", "&s", &plot);
  g_assert_cmpstr (plot, ==, expected);
}

/* The list's values, and over them those of the details; asked for once, over a restart, too. */
static void
test_movie (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const expected
      = "{'kind': <'movies'>, 'id': <int64 21>, 'name': <'One'>, 'categories': <['4']>,"
        " 'icon': <'http://x/m'>, 'year': <uint32 2021>, 'rating': <6.5>, 'genre': <'Drama'>,"
        " 'plot': <'Long'>, 'cast': <'A, B'>, 'director': <'D'>, 'release-date': <'2021-03-05'>,"
        " 'added': <uint64 1600000000>, 'duration': <uint64 6120>, 'extension': <'mkv'>,"
        " 'trailer': <'t'>, 'tmdb-id': <'550'>, 'country': <'US'>}";
  g_autoptr (GPtrArray) requests = NULL;

  add (fixture);
  assert_url (fixture, "movies", 21, "/movie/" SEGMENTS "/21.avi");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GVariant) item = get (fixture, "movies", 21, NULL);

      assert_item (item, expected);
      assert_url (fixture, "movies", 21, "/movie/" SEGMENTS "/21.mkv");
      if (i == 1)
        lineup_daemon_fixture_restart (fixture);
    }
  requests = lineup_request_log_get_all (fixture->requests, NULL);
  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_cmpstr (lineup_request_get_param (requests->pdata[0], "vod_id"), ==, "21");
  assert_requests (fixture, "get_vod_info");

  assert_list_plot (fixture, 21, "Short");
}

static void
test_series (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const expected
      = "{'kind': <'series'>, 'id': <int64 31>, 'name': <'Show'>,"
        " 'categories': <['uncategorized']>, 'icon': <'http://x/c'>, 'plot': <'Long'>,"
        " 'modified': <uint64 1600000000>,"
        " 'seasons': <[{'number': <uint32 1>, 'name': <'Season 1'>, 'episode-count': <uint32 8>,"
        " 'cover': <'http://x/s'>, 'air-date': <'2019-04-01'>, 'overview': <'O'>},"
        " {'number': <uint32 2>, 'episode-count': <uint32 1>}]>,"
        " 'episodes': <[{'id': <int64 71>, 'season': <uint32 1>, 'number': <uint32 1>,"
        " 'title': <'First'>, 'duration': <uint64 1459>, 'plot': <'P'>, 'extension': <'mkv'>,"
        " 'icon': <'http://x/e'>, 'added': <uint64 1650000000>},"
        " {'id': <int64 72>, 'season': <uint32 2>, 'number': <uint32 1>, 'title': <'Second'>}]>}";

  add (fixture);
  assert_no_episode (fixture, 71);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GVariant) item = get (fixture, "series", 31, NULL);

      assert_item (item, expected);
      assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.mkv");
      assert_url (fixture, "episodes", 72, "/series/" SEGMENTS "/72.mp4");
      assert_no_episode (fixture, 31);
      lineup_daemon_fixture_restart (fixture);
    }
  assert_requests (fixture, "get_series_info");
}

/* An episode by itself tells its series, once details have told of it. */
static void
test_episode (LineupDaemonFixture *fixture, gconstpointer data)
{
  GVariant *call = g_variant_ref_sink (g_variant_new ("(sx)", "episodes", (gint64)72));
  g_autoptr (GVariant) item = NULL;
  g_autoptr (GVariant) series = NULL;
  g_autoptr (GVariant) reply = NULL;
  gint64 id = 0;
  guint32 season = 0;
  const char *kind = "";

  add (fixture);
  lineup_daemon_fixture_expect_error (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "GetItem", call, ERROR ("NotFound"));
  series = get (fixture, "series", 31, NULL);
  reply = lineup_daemon_fixture_expect (fixture, PATH, LINEUP_CATALOG_INTERFACE, "GetItem", call);
  item = g_variant_get_child_value (reply, 0);
  g_assert_true (g_variant_lookup (item, "series", "x", &id));
  g_assert_cmpint (id, ==, 31);
  g_assert_true (g_variant_lookup (item, "season", "u", &season));
  g_assert_cmpuint (season, ==, 2);
  g_assert_true (g_variant_lookup (item, "kind", "&s", &kind));
  g_assert_cmpstr (kind, ==, "episodes");
  g_variant_unref (call);
}

/* In all the shapes in which panels say the same. */
static void
test_shapes (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *json;
    const char *seasons;
    const char *episodes;
    gboolean is_nothing;
  } shapes[] = {
    { "[]", "@aa{sv} []", "@aa{sv} []", TRUE },
    { "{\"info\":[],\"seasons\":null}", "@aa{sv} []", "@aa{sv} []", TRUE },
    { "{\"seasons\":{\"2\":{\"name\":\"S\"}},\"episodes\":null}",
      "[{'number': <uint32 2>, 'name': <'S'>}]",
      "@aa{sv} []",
      FALSE },
    { "{\"episodes\":{\"2\":[{\"id\":\"7\"}]}}",
      "[{'number': <uint32 2>, 'episode-count': <uint32 1>}]",
      "[{'id': <int64 7>, 'season': <uint32 2>}]",
      FALSE },
    { "{\"seasons\":[],\"episodes\":[[{\"id\":7,\"season\":2}]]}",
      "[{'number': <uint32 2>, 'episode-count': <uint32 1>}]",
      "[{'id': <int64 7>, 'season': <uint32 2>}]",
      FALSE },
    { "{\"info\":null,\"episodes\":[{\"id\":7,\"season\":\"2\"}]}",
      "[{'number': <uint32 2>, 'episode-count': <uint32 1>}]",
      "[{'id': <int64 7>, 'season': <uint32 2>}]",
      FALSE },
  };

  add (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *expected = g_strdup_printf (
          "{'kind': <'series'>, 'id': <int64 32>, 'name': <'Other'>,"
          " 'categories': <['uncategorized']>, 'seasons': <%s>, 'episodes': <%s>%s}",
          shapes[i].seasons,
          shapes[i].episodes,
          shapes[i].is_nothing ? ", 'stale': <true>, 'error-name': <'" ERROR ("NotFound") "'>"
                               : "");
      g_autoptr (GVariant) item = NULL;

      g_test_message ("%s", shapes[i].json);
      lineup_fake_panel_set_text (fixture->panel, "get_series_info", shapes[i].json);
      item = get (fixture, "series", 32, "{'refresh': <true>}");
      assert_item (item, expected);
      assert_requests (fixture, "get_series_info");
    }

  /* A panel that has nothing to say is not asked each time. */
  lineup_fake_panel_set_text (fixture->panel, "get_vod_info", "{\"info\":[]}");
  assert_stale_plot (fixture, "movies", 22, NULL, "Listed", ERROR ("NotFound"));
  assert_stale_plot (fixture, "movies", 22, NULL, "Listed", ERROR ("NotFound"));
  assert_requests (fixture, "get_vod_info");
}

/* An answer that says nothing is no news: what was known stays, over a restart, too. */
static void
test_no_news (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture);
  assert_plot (fixture, "movies", 21, NULL, "Long");
  assert_plot (fixture, "series", 31, NULL, "Long");
  lineup_fake_panel_set_text (fixture->panel, "get_vod_info", "{\"info\":[]}");
  lineup_fake_panel_set_text (fixture->panel, "get_series_info", "[]");
  lineup_request_log_clear (fixture->requests);
  for (guint i = 0; i < 3; i++)
    {
      const char *options = i == 0 ? "{'refresh': <true>}" : NULL;
      g_autoptr (GVariant) movie = get (fixture, "movies", 21, options);
      g_autoptr (GVariant) series = get (fixture, "series", 31, options);
      const char *plot = NULL;

      g_variant_lookup (movie, "plot", "&s", &plot);
      g_assert_cmpstr (plot, ==, "Long");
      assert_reason (movie, ERROR ("NotFound"));
      assert_url (fixture, "movies", 21, "/movie/" SEGMENTS "/21.mkv");
      assert_episodes (series, "71 72");
      assert_reason (series, ERROR ("NotFound"));
      assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.mkv");
      if (i == 1)
        lineup_daemon_fixture_restart (fixture);
    }
  assert_requests (fixture, "get_vod_info get_series_info");

  lineup_fake_panel_set_text (fixture->panel, "get_series_info", SHOW_INFO);
  assert_stale_plot (fixture, "series", 31, "{'refresh': <true>}", "Long", NULL);
}

/* The text of a list of movies, of which the first has these fields. */
static void
sync_movie (LineupDaemonFixture *fixture, const char *fields)
{
  g_autofree char *list = g_strdup_printf ("[{\"stream_id\":21,%s},"
                                           "{\"stream_id\":22,\"name\":\"Two\"}]",
                                           fields);

  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", list);
  sync_home (fixture);
  lineup_request_log_clear (fixture->requests);
}

/* Details belong to the film that was asked for, as it was then. */
static void
test_changed_movie (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) item = NULL;
  const char *extension = NULL;
  const char *director = NULL;

  add (fixture);
  assert_plot (fixture, "movies", 21, NULL, "Long");
  assert_url (fixture, "movies", 21, "/movie/" SEGMENTS "/21.mkv");

  /* A sync that changes nothing, or something that is not kept. */
  sync_home (fixture);
  lineup_request_log_clear (fixture->requests);
  assert_stale_plot (fixture, "movies", 21, NULL, "Long", NULL);
  assert_requests (fixture, "");

  /* The list speaks for itself at once, also over a restart; details are asked for. */
  sync_movie (fixture, "\"name\":\"One\",\"container_extension\":\"mp4\",\"plot\":\"Newer\"");
  assert_url (fixture, "movies", 21, "/movie/" SEGMENTS "/21.mp4");
  lineup_daemon_fixture_restart (fixture);
  assert_url (fixture, "movies", 21, "/movie/" SEGMENTS "/21.mp4");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_info=status:503");
  item = get (fixture, "movies", 21, NULL);
  assert_reason (item, ERROR ("Server"));
  g_variant_lookup (item, "extension", "&s", &extension);
  g_assert_cmpstr (extension, ==, "mp4");
  g_variant_lookup (item, "director", "&s", &director);
  g_assert_cmpstr (director, ==, "D");
  assert_stale_plot (fixture, "movies", 21, NULL, "Newer", ERROR ("Server"));
  lineup_fake_panel_clear_faults (fixture->panel);
  lineup_request_log_clear (fixture->requests);
  assert_stale_plot (fixture, "movies", 21, NULL, "Long", NULL);
  assert_stale_plot (fixture, "movies", 21, NULL, "Long", NULL);
  assert_requests (fixture, "get_vod_info");
  assert_url (fixture, "movies", 21, "/movie/" SEGMENTS "/21.mkv");

  /* The list's own word is good enough where it has nothing to say of the file. */
  sync_movie (fixture, "\"name\":\"One (2021)\"");
  assert_url (fixture, "movies", 21, "/movie/" SEGMENTS "/21.mkv");

  /* Another film under this id has nothing of the first. */
  sync_movie (fixture, "\"name\":\"Something else\"");
  assert_url (fixture, "movies", 21, "/movie/" SEGMENTS "/21.mp4");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_info=status:404");
  assert_stale_plot (fixture, "movies", 21, NULL, NULL, ERROR ("Server"));
  lineup_fake_panel_clear_faults (fixture->panel);
  lineup_fake_panel_set_text (fixture->panel, "get_vod_info", "{\"info\":{\"plot\":\"Else\"}}");
  assert_stale_plot (fixture, "movies", 21, NULL, "Else", NULL);
}

/* A series that has a new episode says so in its list, and shows it when it is asked for. */
static void
test_changed_series (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) before = NULL;
  g_autoptr (GVariant) offline = NULL;
  g_autoptr (GVariant) after = NULL;

  add (fixture);
  before = get (fixture, "series", 31, NULL);
  assert_episodes (before, "71 72");
  lineup_fake_panel_set_text (
      fixture->panel,
      "get_series",
      "[{\"series_id\":31,\"name\":\"Show\",\"plot\":\"Short\",\"last_modified\":"
      "\"1700000000\"},{\"series_id\":32,\"name\":\"Other\"}]");
  lineup_fake_panel_set_text (fixture->panel,
                              "get_series_info",
                              "{\"episodes\":[{\"id\":71,\"container_extension\":\"avi\"},"
                              "{\"id\":73,\"container_extension\":\"mkv\"}]}");
  sync_home (fixture);

  lineup_fake_panel_add_fault (fixture->panel, "get_series_info=body:");
  offline = get (fixture, "series", 31, NULL);
  assert_episodes (offline, "71 72");
  assert_reason (offline, ERROR ("MalformedData"));
  assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.mkv");
  lineup_fake_panel_clear_faults (fixture->panel);

  after = get (fixture, "series", 31, NULL);
  assert_episodes (after, "71 73");
  assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.avi");
  assert_url (fixture, "episodes", 73, "/series/" SEGMENTS "/73.mkv");
  /* What is stored by then. */
  lineup_daemon_fixture_restart (fixture);
  assert_url (fixture, "episodes", 73, "/series/" SEGMENTS "/73.mkv");
  assert_no_episode (fixture, 72);
}

static void
test_errors (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    gint64 id;
    const char *options;
    const char *name;
  } calls[] = {
    { "channels", 21, NULL, LINEUP_INVALID_ARGS },
    { "episodes", 71, NULL, LINEUP_INVALID_ARGS },
    { "films", 21, NULL, LINEUP_INVALID_ARGS },
    { "", 21, NULL, LINEUP_INVALID_ARGS },
    { "movies", 21, "{'refresh': <1>}", LINEUP_INVALID_ARGS },
    { "movies", 21, "{'refresh': <'true'>}", LINEUP_INVALID_ARGS },
    { "movies", 23, NULL, ERROR ("NotFound") },
    { "movies", 31, "{'refresh': <true>}", ERROR ("NotFound") },
    { "series", -1, NULL, ERROR ("NotFound") },
    { "series", G_MAXINT64, NULL, ERROR ("NotFound") },
  };

  add (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    assert_error (fixture, calls[i].kind, calls[i].id, calls[i].options, calls[i].name);
  assert_requests (fixture, "");

  assert_plot (fixture, "movies", 21, "{'colour': <'red'>}", "Long");
}

/* An answer that is none is nobody's details, and not kept; one attempt is made, and what the list
 * says is served. */
static void
test_bad_answers (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    const char *name;
  } answers[] = {
    { "get_vod_info=body:<html>Blocked</html>", ERROR ("MalformedData") },
    { "get_vod_info=body:", ERROR ("MalformedData") },
    { "get_vod_info=body:{\"error\":\"MySQL\"}", ERROR ("MalformedData") },
    { "get_vod_info=body:{\"user_info\":{\"auth\":0}}", ERROR ("MalformedData") },
    { "get_vod_info=length:none;cut:40", ERROR ("MalformedData") },
    { "get_vod_info=status:404", ERROR ("Server") },
    { "get_vod_info=status:503", ERROR ("Server") },
    { "get_vod_info=status:429;header:Retry-After:1", ERROR ("RateLimited") },
  };

  add (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      lineup_fake_panel_add_fault (fixture->panel, answers[i].fault);
      g_test_message ("%s", answers[i].fault);
      assert_stale_plot (fixture, "movies", 21, NULL, "Short", answers[i].name);
      assert_requests (fixture, "get_vod_info");
      lineup_fake_panel_clear_faults (fixture->panel);
    }
  assert_stale_plot (fixture, "movies", 21, NULL, "Long", NULL);

  /* What is known is better than that. */
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      lineup_fake_panel_add_fault (fixture->panel, answers[i].fault);
      assert_stale_plot (fixture, "movies", 21, "{'refresh': <true>}", "Long", answers[i].name);
      lineup_fake_panel_clear_faults (fixture->panel);
    }
}

static void
test_offline (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) other = NULL;

  add (fixture);
  assert_plot (fixture, "movies", 21, NULL, "Long");
  assert_plot (fixture, "series", 31, NULL, "Long");
  lineup_fake_panel_refuse (fixture->panel);

  assert_stale_plot (fixture, "movies", 21, NULL, "Long", NULL);
  assert_stale_plot (fixture, "movies", 21, "{'refresh': <true>}", "Long", ERROR ("Offline"));
  assert_stale_plot (fixture, "series", 31, "{'refresh': <true>}", "Long", ERROR ("Offline"));
  assert_stale_plot (fixture, "movies", 22, NULL, "Listed", ERROR ("Offline"));
  other = get (fixture, "series", 32, NULL);
  assert_reason (other, ERROR ("Offline"));
  assert_episodes (other, "");

  lineup_daemon_fixture_restart (fixture);
  assert_plot (fixture, "series", 31, "{'refresh': <true>}", "Long");
  assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.mkv");
}

static void
test_disabled (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture);
  assert_plot (fixture, "series", 31, NULL, "Long");
  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (FALSE), NULL);
  lineup_request_log_clear (fixture->requests);

  assert_stale_plot (fixture, "series", 31, "{'refresh': <true>}", "Long", ERROR ("Disabled"));
  assert_stale_plot (fixture, "movies", 22, "{'refresh': <true>}", "Listed", ERROR ("Disabled"));
  assert_stale_plot (fixture, "series", 32, NULL, NULL, ERROR ("Disabled"));
  assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.mkv");
  assert_requests (fixture, "");

  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (TRUE), NULL);
  assert_plot (fixture, "series", 31, "{'refresh': <true>}", "Long");
  assert_requests (fixture, "get_series_info");
}

/* Calls at the same time. */

typedef struct
{
  GVariant *reply; /* (owned) (nullable) */
  GError *error;   /* (owned) (nullable) */
  gboolean ended;
} Call;

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &call->error);
  call->ended = TRUE;
}

static void
begin_call (
    LineupDaemonFixture *fixture, Call *call, const char *kind, gint64 id, const char *options)
{
  *call = (Call){ 0 };
  g_dbus_connection_call (fixture->connection,
                          LINEUP_BUS_NAME,
                          PATH,
                          LINEUP_CATALOG_INTERFACE,
                          "GetDetails",
                          lineup_client_make_item_call (kind, id, options),
                          G_VARIANT_TYPE ("(a{sv})"),
                          G_DBUS_CALL_FLAGS_NONE,
                          G_MAXINT,
                          NULL,
                          on_reply,
                          call);
}

/* Messages of one sender stay in order: what is answered now came after all calls. */
static void
await_sent (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) value = lineup_daemon_fixture_get (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "Generation");

  g_assert_nonnull (value);
}

/* The plot of a reply, or the name of its error. */
static void
end_call (Call *call, const char *expected)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  const char *plot = NULL;

  while (!call->ended)
    g_main_context_iteration (NULL, TRUE);
  reply = g_steal_pointer (&call->reply);
  error = g_steal_pointer (&call->error);
  if (reply != NULL)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (reply, 0);

      g_variant_lookup (item, "plot", "&s", &plot);
      g_assert_cmpstr (plot, ==, expected);
      return;
    }
  name = g_dbus_error_get_remote_error (error);
  g_assert_cmpstr (name, ==, expected);
}

static void
test_ten_callers (LineupDaemonFixture *fixture, gconstpointer data)
{
  Call calls[10];

  add (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_info=delay:forever");
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    begin_call (fixture, &calls[i], "movies", 21, i % 2 == 0 ? NULL : "{'refresh': <true>}");
  await_sent (fixture);
  lineup_request_log_wait_held (fixture->requests, "get_vod_info", 1);
  lineup_fake_panel_release (fixture->panel);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    end_call (&calls[i], "Long");
  assert_requests (fixture, "get_vod_info");
}

/* A list runs, and stands still: details don't wait for it, but for one another. Nor does the URL
 * of an episode wait until it is stored, which takes the list's end. */
static void
test_beside_list (LineupDaemonFixture *fixture, gconstpointer data)
{
  Call calls[3];
  guint64 job = 0;

  add (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=stall:20:forever");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  lineup_request_log_clear (fixture->requests);

  assert_plot (fixture, "series", 31, NULL, "Long");
  assert_plot (fixture, "series", 31, NULL, "Long");
  assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.mkv");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_info:1=delay:300");
  begin_call (fixture, &calls[0], "movies", 21, NULL);
  begin_call (fixture, &calls[1], "movies", 22, NULL);
  begin_call (fixture, &calls[2], "series", 32, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    end_call (&calls[i], "Long");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_series_info"), ==, 2);
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_vod_info"), ==, 2);
  g_assert_cmpuint (lineup_request_log_get_most_in_flight (fixture->requests), ==, 2);
  g_assert_cmpuint (lineup_request_log_get_in_flight (fixture->requests), ==, 1);

  /* Details outlive the sync that failed beside them. */
  lineup_client_assert_call (fixture, "home", LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL, NULL);
  g_variant_unref (lineup_client_wait (fixture, job));
  lineup_daemon_fixture_restart (fixture);
  lineup_request_log_clear (fixture->requests);
  assert_plot (fixture, "series", 31, NULL, "Long");
  assert_plot (fixture, "movies", 21, NULL, "Long");
  assert_requests (fixture, "");
}

/* What is stored while a list comes in is on the disk at once, whatever ends the daemon then. */
static void
test_killed (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=stall:20:forever");
  lineup_client_start (fixture, "home", "{'steps': <['movies']>}");
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  assert_plot (fixture, "series", 31, NULL, "Long");
  lineup_daemon_fixture_kill (fixture);
  lineup_fake_panel_clear_faults (fixture->panel);
  lineup_daemon_fixture_start (fixture);
  lineup_request_log_clear (fixture->requests);
  assert_plot (fixture, "series", 31, NULL, "Long");
  assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.mkv");
  assert_list_plot (fixture, 21, "Short");
  assert_requests (fixture, "");
}

/* Files whose names begin so. */
static guint
count_files (LineupDaemonFixture *fixture, const char *prefix, guint64 *size)
{
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");
  g_autoptr (GPtrArray) paths = lineup_test_files_collect (folder);
  guint n_files = 0;

  *size = 0;
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);
      GStatBuf info;

      if (!g_str_has_prefix (name, prefix))
        continue;
      g_assert_cmpint (g_stat (paths->pdata[i], &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      *size += (guint64)info.st_size;
      n_files++;
    }
  return n_files;
}

/* Waits until the account is known to take as much as it does, when logs have been emptied. */
static void
wait_for_size (LineupDaemonFixture *fixture)
{
  const gint64 watchdog = lineup_test_watchdog ();
  guint64 size = 0;
  guint64 told = 1;

  while (told != size)
    {
      g_autoptr (GVariant) value = lineup_daemon_fixture_get (
          fixture, PATH, LINEUP_CATALOG_INTERFACE, "CacheSize");

      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
      told = g_variant_get_uint64 (value);
      count_files (fixture, "home.", &size);
    }
}

/* Details have a file of their own from the first ones on, which goes when they go. */
static void
test_file (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 size = 0;

  add (fixture);
  g_assert_cmpuint (count_files (fixture, "home.details.db", &size), ==, 0);
  assert_plot (fixture, "series", 31, NULL, "Long");
  g_assert_cmpuint (count_files (fixture, "home.details.db", &size), ==, 3);
  wait_for_size (fixture);
  g_assert_cmpuint (count_files (fixture, "home.details.db", &size), ==, 3);
  g_assert_cmpuint (size, >, 0);
  lineup_daemon_fixture_restart (fixture);
  wait_for_size (fixture);

  lineup_client_assert_call (fixture, "home", LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, NULL);
  g_assert_cmpuint (count_files (fixture, "home.details.db", &size), ==, 0);
  wait_for_size (fixture);
  sync_home (fixture);
  assert_no_episode (fixture, 71);
  assert_plot (fixture, "series", 31, NULL, "Long");

  lineup_client_update (fixture, "home", "{'username': <'other'>, 'validate': <false>}", NULL);
  g_assert_cmpuint (count_files (fixture, "home.details.db", &size), ==, 0);
  lineup_client_update (
      fixture, "home", "{'username': <'" USERNAME "'>, 'validate': <false>}", NULL);
  sync_home (fixture);
  assert_plot (fixture, "series", 31, NULL, "Long");
  lineup_client_remove (fixture, "home", NULL);
  g_assert_cmpuint (count_files (fixture, "home.", &size), ==, 0);
}

/* A file that is of no use is set aside, and the catalogue is served as before. */
static void
test_damaged (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.details.db");
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");
  g_autofree char *found = NULL;

  add (fixture);
  assert_plot (fixture, "series", 31, NULL, "Long");
  lineup_daemon_fixture_stop (fixture);
  /* The log may still have all of it, out of which the file would be made good. */
  g_remove (log);
  g_assert_true (g_file_set_contents (path, "This is no database, whatever it is", -1, NULL));
  lineup_daemon_fixture_start (fixture);
  lineup_request_log_clear (fixture->requests);
  assert_list_plot (fixture, 21, "Short");
  assert_plot (fixture, "series", 31, NULL, "Long");
  assert_requests (fixture, "get_series_info");
  assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.mkv");
  found = lineup_test_files_find (cache, "This is no database");
  g_assert_nonnull (found);
  g_assert_nonnull (strstr (found, "home.details.db.broken-"));
}

/* Two accounts of one panel, and one that is being added, share its patience. */
static void
test_one_at_a_time (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  Call calls[2];

  add (fixture);
  lineup_client_add (fixture, "other", SETTINGS, NULL);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=stall:20:forever");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  lineup_request_log_clear (fixture->requests);

  lineup_fake_panel_add_fault (fixture->panel, "get_series_info=delay:300");
  begin_call (fixture, &calls[0], "series", 31, NULL);
  begin_call (fixture, &calls[1], "series", 32, NULL);
  lineup_request_log_wait_arrived (fixture->requests, "get_series_info", 1);
  lineup_client_add (fixture, "third", SETTINGS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    end_call (&calls[i], "Long");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 5);
  g_assert_cmpuint (lineup_request_log_get_most_in_flight (fixture->requests), ==, 2);

  lineup_client_assert_call (fixture, "home", LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL, NULL);
  g_variant_unref (lineup_client_wait (fixture, job));
}

/* A panel that never answers: 20 seconds, for who is first as for who waits behind him. */
static void
test_timeout (LineupDaemonFixture *fixture, gconstpointer data)
{
  const gint64 begin = g_get_monotonic_time ();
  Call calls[2];
  gint64 seconds = 0;

  add (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "*=delay:forever");
  begin_call (fixture, &calls[0], "series", 31, NULL);
  lineup_request_log_wait_held (fixture->requests, "get_series_info", 1);
  begin_call (fixture, &calls[1], "movies", 22, NULL);
  end_call (&calls[0], "Short");
  end_call (&calls[1], "Listed");
  seconds = (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  g_assert_cmpint (seconds, >=, 19);
  g_assert_cmpint (seconds, <=, lineup_test_limit (22 * G_USEC_PER_SEC) / G_USEC_PER_SEC);
  /* The second may still be asked for in what is left of its time when the first has given up. */
  g_assert_cmpuint (lineup_request_log_get_most_in_flight (fixture->requests), ==, 1);
}

static void
test_removed_account (LineupDaemonFixture *fixture, gconstpointer data)
{
  Call call;

  add (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "get_series_info=delay:forever");
  begin_call (fixture, &call, "series", 31, NULL);
  lineup_request_log_wait_held (fixture->requests, "get_series_info", 1);
  lineup_client_remove (fixture, "home", NULL);
  end_call (&call, ERROR ("Cancelled"));
  lineup_request_log_wait_gone (fixture->requests, "get_series_info", 1);

  /* Another account of this id has nothing of it. */
  lineup_fake_panel_clear_faults (fixture->panel);
  add (fixture);
  assert_no_episode (fixture, 71);
}

static void
test_shut_down (LineupDaemonFixture *fixture, gconstpointer data)
{
  Call calls[2];

  add (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "get_series_info=delay:forever");
  begin_call (fixture, &calls[0], "series", 31, NULL);
  begin_call (fixture, &calls[1], "series", 32, NULL);
  await_sent (fixture);
  lineup_request_log_wait_held (fixture->requests, "get_series_info", 1);
  lineup_daemon_fixture_stop (fixture);
  end_call (&calls[0], ERROR ("Cancelled"));
  end_call (&calls[1], ERROR ("Cancelled"));
  lineup_daemon_fixture_start (fixture);
}

/* Another account under the same id: what the old one's panel says meanwhile is not for it. */
static void
test_other_account (LineupDaemonFixture *fixture, gconstpointer data)
{
  Call call;

  add (fixture);
  assert_plot (fixture, "movies", 21, NULL, "Long");
  lineup_fake_panel_add_fault (fixture->panel, "get_series_info:1=delay:forever");
  begin_call (fixture, &call, "series", 31, NULL);
  lineup_request_log_wait_held (fixture->requests, "get_series_info", 1);
  lineup_fake_panel_set_credentials (fixture->panel, "other", PASSWORD);
  lineup_client_update (fixture, "home", "{'username': <'other'>, 'validate': <false>}", NULL);
  end_call (&call, ERROR ("Cancelled"));
  lineup_fake_panel_clear_faults (fixture->panel);

  sync_home (fixture);
  lineup_request_log_clear (fixture->requests);
  assert_plot (fixture, "movies", 21, NULL, "Long");
  assert_plot (fixture, "series", 31, NULL, "Long");
  assert_requests (fixture, "get_vod_info get_series_info");
}

/* Details survive a sync that keeps their item, and go with it. */
static void
test_resync (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture);
  assert_plot (fixture, "series", 31, NULL, "Long");
  lineup_fake_panel_set_text (
      fixture->panel,
      "get_series",
      "[{\"series_id\":31,\"name\":\"Renamed\"},{\"series_id\":32,\"name\":\"Other\"}]");
  sync_home (fixture);
  lineup_request_log_clear (fixture->requests);
  assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.mkv");
  assert_requests (fixture, "");

  lineup_fake_panel_set_text (
      fixture->panel, "get_series", "[{\"series_id\":32,\"name\":\"Other\"}]");
  sync_home (fixture);
  lineup_request_log_clear (fixture->requests);
  assert_error (fixture, "series", 31, NULL, ERROR ("NotFound"));
  assert_no_episode (fixture, 71);
  assert_requests (fixture, "");

  lineup_fake_panel_set_text (fixture->panel, "get_series", SERIES);
  sync_home (fixture);
  lineup_request_log_clear (fixture->requests);
  assert_no_episode (fixture, 71);
  assert_plot (fixture, "series", 31, NULL, "Long");
  assert_requests (fixture, "get_series_info");
}

static void
assert_nowhere (LineupDaemonFixture *fixture, const char *text)
{
  g_autofree char *log = lineup_daemon_fixture_read_log (fixture);
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *in_cache = lineup_test_files_find (cache, text);

  g_test_message ("Looking for %s", text);
  g_assert_null (strstr (log, text));
  g_assert_null (in_cache);
}

/* Neither ours, nor what panels let slip of others. */
static void
test_secret (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const secrets[] = { USERNAME,   PASSWORD,        SEGMENTS,
                                         "zoe%2F7",  "hush%25",       "player_api",
                                         "/series/", "other.example", "their-key" };
  g_autofree char *log = NULL;

  add (fixture);
  lineup_fake_panel_set_text (
      fixture->panel,
      "get_series_info",
      "{\"info\":{\"plot\":\"P\"},\"episodes\":[{\"id\":71,"
      "\"direct_source\":\"http:\\/\\/other.example\\/their-key\\/71.mkv\"}]}");
  assert_plot (fixture, "series", 31, NULL, "P");
  assert_url (fixture, "episodes", 71, "/series/" SEGMENTS "/71.mp4");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_info:1=status:500");
  assert_stale_plot (fixture, "movies", 21, NULL, "Short", ERROR ("Server"));
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_info:1=reset:head");
  assert_plot (fixture, "movies", 22, NULL, "Listed");
  lineup_daemon_fixture_stop (fixture);

  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_nonnull (strstr (log, "gave no details"));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    assert_nowhere (fixture, secrets[i]);
}

/* The demonstration's panel answers, too. */
static void
test_demonstration (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) series = NULL;
  g_autoptr (GVariant) item = NULL;
  g_autoptr (GVariant) episodes = NULL;
  gint64 id = 0;

  lineup_client_give_catalogue (fixture, 0, 20, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  sync_home (fixture);
  series = lineup_client_list_items (fixture, "home", "series", NULL);
  g_assert_true (g_variant_lookup (series->pdata[7], "id", "x", &id));
  item = get (fixture, "series", id, NULL);
  episodes = g_variant_lookup_value (item, "episodes", G_VARIANT_TYPE ("aa{sv}"));
  g_assert_cmpuint (g_variant_n_children (episodes), ==, 8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/details/movie", test_movie);
  lineup_daemon_test ("/details/series", test_series);
  lineup_daemon_test ("/details/episode", test_episode);
  lineup_daemon_test ("/details/shapes", test_shapes);
  lineup_daemon_test ("/details/no-news", test_no_news);
  lineup_daemon_test ("/details/changed-movie", test_changed_movie);
  lineup_daemon_test ("/details/changed-series", test_changed_series);
  lineup_daemon_test ("/details/errors", test_errors);
  lineup_daemon_test ("/details/bad-answers", test_bad_answers);
  lineup_daemon_test ("/details/offline", test_offline);
  lineup_daemon_test ("/details/disabled", test_disabled);
  lineup_daemon_test ("/details/ten-callers", test_ten_callers);
  lineup_daemon_test ("/details/beside-list", test_beside_list);
  lineup_daemon_test ("/details/killed", test_killed);
  lineup_daemon_test ("/details/file", test_file);
  lineup_daemon_test ("/details/damaged", test_damaged);
  lineup_daemon_test ("/details/one-at-a-time", test_one_at_a_time);
  lineup_daemon_test ("/details/timeout", test_timeout);
  lineup_daemon_test ("/details/removed-account", test_removed_account);
  lineup_daemon_test ("/details/shut-down", test_shut_down);
  lineup_daemon_test ("/details/other-account", test_other_account);
  lineup_daemon_test ("/details/resync", test_resync);
  lineup_daemon_test ("/details/secret", test_secret);
  lineup_daemon_test ("/details/demonstration", test_demonstration);

  return g_test_run ();
}
