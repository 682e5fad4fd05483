/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

/* ListItems as a player calls it. Orders and filters in all their combinations are catalogue/'s to
 * test. */

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

#define CHANNELS                                                                                   \
  "[{\"num\":1,\"stream_id\":11,\"name\":\"News\",\"added\":\"300\"},"                             \
  "{\"num\":2,\"stream_id\":12,\"name\":\"arte\",\"added\":\"100\"},"                              \
  "{\"num\":3,\"stream_id\":13,\"name\":\"Sport\",\"added\":\"200\"},"                             \
  "{\"num\":4,\"stream_id\":14,\"name\":\"Zoo\",\"added\":\"400\"}]"

/* Subchannels, and what is no number. */
#define SUBCHANNELS                                                                                \
  "[{\"num\":117.0,\"stream_id\":1,\"name\":\"A\"},"                                               \
  "{\"num\":\"5.10\",\"stream_id\":2,\"name\":\"B\"},"                                             \
  "{\"num\":0,\"stream_id\":3,\"name\":\"C\",\"stream_type\":\"radio_streams\"},"                  \
  "{\"num\":\"5.2\",\"stream_id\":4,\"name\":\"D\"},"                                              \
  "{\"num\":5.1,\"stream_id\":5,\"name\":\"E\",\"stream_type\":\"live\"},"                         \
  "{\"num\":5,\"stream_id\":6,\"name\":\"F\"}]"

/* Names with numbers. */
#define NUMBERED                                                                                   \
  "[{\"series_id\":1,\"name\":\"Part 10\",\"category_id\":\"10\"},"                                \
  "{\"series_id\":2,\"name\":\"part 2\",\"category_id\":\"2\"},"                                   \
  "{\"series_id\":3,\"name\":\"Part 01\",\"category_id\":\"10\"},"                                 \
  "{\"series_id\":4,\"name\":\"Pârt 1\",\"category_id\":\"2\"},"                                  \
  "{\"series_id\":5,\"name\":\"Part 9 and a half\",\"category_id\":\"10\"},"                       \
  "{\"series_id\":6,\"name\":\"Part\",\"category_id\":\"10\"}]"

/* Another channel on top: every number is another. */
#define CHANNELS_LATER                                                                             \
  "[{\"num\":1,\"stream_id\":15,\"name\":\"New\"},"                                                \
  "{\"num\":2,\"stream_id\":11,\"name\":\"News\",\"added\":\"300\"},"                              \
  "{\"num\":3,\"stream_id\":12,\"name\":\"arte\",\"added\":\"100\"},"                              \
  "{\"num\":4,\"stream_id\":13,\"name\":\"Sport\",\"added\":\"200\"},"                             \
  "{\"num\":5,\"stream_id\":14,\"name\":\"Zoo\",\"added\":\"400\"}]"

#define MOVIES                                                                                      \
  "[{\"stream_id\":21,\"name\":\"Éclair\",\"rating\":\"8.7\",\"year\":\"1999\",\"added\":\"100\"," \
  "\"category_id\":\"5\",\"genre\":\"Action / Science Fiction\"},"                                  \
  "{\"stream_id\":22,\"name\":\"dune\",\"rating\":\"5\",\"added\":\"300\",\"is_adult\":\"1\"},"     \
  "{\"stream_id\":23,\"name\":\"Fargo\",\"rating\":\"0\",\"year\":\"2003\",\"added\":\"200\","      \
  "\"category_id\":\"5\",\"genre\":\"Drama\"}]"

#define SERIES                                                                                     \
  "[{\"series_id\":31,\"name\":\"Old\",\"last_modified\":\"100\"},"                                \
  "{\"series_id\":32,\"name\":\"New\",\"last_modified\":\"200\"}]"

static GVariant *
make_parameters (const char *kind, const char *filter, const char *cursor, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) dict = g_variant_parse (
      G_VARIANT_TYPE_VARDICT, filter != NULL ? filter : "{}", NULL, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s %s", kind, filter != NULL ? filter : "");
  return g_variant_new ("(s@a{sv}su)", kind, dict, cursor, limit);
}

/* Appends the ids of a page to @ids. Returns the next one's cursor. */
static char *
list_page (LineupDaemonFixture *fixture,
           const char *kind,
           const char *filter,
           const char *cursor,
           guint limit,
           GString *ids)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "ListItems",
      make_parameters (kind, filter, cursor, limit));
  g_autoptr (GVariant) items = g_variant_get_child_value (reply, 0);
  char *next = NULL;

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      gint64 id = 0;

      g_assert_true (g_variant_lookup (item, "id", "x", &id));
      g_string_append_printf (ids, "%" G_GINT64_FORMAT " ", id);
    }
  g_variant_get_child (reply, 1, "s", &next);
  return next;
}

static void
assert_lists (LineupDaemonFixture *fixture,
              const char *kind,
              const char *filter,
              const char *expected)
{
  for (guint limit = 1; limit < 6; limit++)
    {
      g_autoptr (GString) ids = g_string_new (NULL);
      g_autofree char *cursor = g_strdup ("");

      do
        {
          g_autofree char *last = g_steal_pointer (&cursor);

          cursor = list_page (fixture, kind, filter, last, limit, ids);
        }
      while (*cursor != '\0');
      g_assert_cmpstr (ids->str, ==, expected);
    }
}

static void
assert_invalid (LineupDaemonFixture *fixture,
                const char *kind,
                const char *filter,
                const char *cursor,
                guint limit)
{
  lineup_daemon_fixture_expect_error (fixture,
                                      PATH,
                                      LINEUP_CATALOG_INTERFACE,
                                      "ListItems",
                                      make_parameters (kind, filter, cursor, limit),
                                      "org.freedesktop.DBus.Error.InvalidArgs");
}

static void
sync_home (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", NULL);

  g_assert_cmpstr (status, ==, "completed");
}

static void
add (LineupDaemonFixture *fixture)
{
  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", CHANNELS);
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", MOVIES);
  lineup_fake_panel_set_text (fixture->panel, "get_series", SERIES);
  lineup_client_add_account (fixture, "home");
  sync_home (fixture);
}

static void
test_orders (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture);

  assert_lists (fixture, "channels", NULL, "11 12 13 14 ");
  assert_lists (fixture, "channels", "{'descending': <true>}", "14 13 12 11 ");
  assert_lists (fixture, "channels", "{'sort': <'name'>}", "12 11 13 14 ");
  assert_lists (fixture, "channels", "{'sort': <'added'>}", "14 11 13 12 ");
  assert_lists (fixture, "movies", NULL, "22 23 21 ");
  assert_lists (fixture, "movies", "{'descending': <false>}", "21 23 22 ");
  assert_lists (fixture, "movies", "{'sort': <'name'>}", "22 21 23 ");
  assert_lists (fixture, "movies", "{'sort': <'name'>, 'descending': <true>}", "23 21 22 ");
  assert_lists (fixture, "movies", "{'sort': <'rating'>}", "21 22 23 ");
  assert_lists (fixture, "movies", "{'sort': <'rating'>, 'descending': <false>}", "22 21 23 ");
  assert_lists (fixture, "movies", "{'sort': <'year'>}", "23 21 22 ");
  assert_lists (fixture, "movies", "{'sort': <'year'>, 'descending': <false>}", "21 23 22 ");
  assert_lists (fixture, "movies", "{'sort': <'added'>}", "22 23 21 ");
  assert_lists (fixture, "series", NULL, "32 31 ");
  assert_lists (fixture, "series", "{'sort': <'added'>, 'descending': <false>}", "31 32 ");
}

static void
test_filters (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) reply = NULL;
  g_autofree char *text = NULL;

  add (fixture);
  assert_lists (fixture, "movies", "{'category': <'5'>}", "23 21 ");
  assert_lists (fixture, "movies", "{'category': <'5'>, 'sort': <'name'>}", "21 23 ");
  assert_lists (fixture, "movies", "{'category': <'uncategorized'>}", "22 ");
  assert_lists (fixture, "movies", "{'category': <'6'>}", "");
  assert_lists (fixture, "movies", "{'genre': <'science fiction'>}", "21 ");
  assert_lists (fixture, "movies", "{'genre': <'science'>}", "");
  assert_lists (fixture, "movies", "{'year': <uint32 2003>}", "23 ");
  assert_lists (fixture, "movies", "{'year-min': <uint32 1999>}", "23 21 ");
  assert_lists (fixture, "movies", "{'year-max': <uint32 2000>}", "21 ");
  assert_lists (fixture, "movies", "{'min-rating': <5.0>}", "22 21 ");
  assert_lists (fixture, "movies", "{'added-since': <uint64 200>}", "22 23 ");
  assert_lists (fixture, "series", "{'added-since': <uint64 200>}", "32 ");
  assert_lists (fixture, "movies", "{'adult': <true>}", "22 ");
  assert_lists (fixture, "movies", "{'adult': <false>}", "23 21 ");
  assert_lists (fixture, "movies", "{'colour': <'green'>}", "22 23 21 ");
  assert_lists (fixture, "movies", "{'year_min': <uint32 1999>, 'Adult': <true>}", "22 23 21 ");

  reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "ListItems",
      make_parameters (
          "movies", "{'sort': <'rating'>, 'fields': <['rating', 'shoe-size']>}", "", 1000));
  text = g_variant_print (reply, FALSE);
  g_assert_cmpstr (text,
                   ==,
                   "([{'kind': <'movies'>, 'id': <int64 21>, 'rating': <8.6999999999999993>}, "
                   "{'kind': <'movies'>, 'id': <int64 22>, 'rating': <5.0>}, "
                   "{'kind': <'movies'>, 'id': <int64 23>}], '')");
}

static void
assert_items (LineupDaemonFixture *fixture,
              const char *kind,
              const char *filter,
              const char *expected)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "ListItems",
      make_parameters (kind, filter, "", 1000));
  g_autoptr (GVariant) items = g_variant_get_child_value (reply, 0);
  g_autofree char *text = g_variant_print (items, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

/* Subchannels come in the order in which people number them. */
static void
test_channel_numbers (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", SUBCHANNELS);
  lineup_client_add_account (fixture, "home");
  sync_home (fixture);

  assert_lists (fixture, "channels", NULL, "6 5 4 2 1 3 ");
  assert_lists (fixture, "channels", "{'descending': <true>}", "1 2 4 5 6 3 ");
  assert_items (
      fixture,
      "channels",
      "{'fields': <['id', 'position', 'channel-number', 'radio']>}",
      "[{'kind': <'channels'>, 'id': <int64 6>, 'position': <uint32 5>}, "
      "{'kind': <'channels'>, 'id': <int64 5>, 'position': <uint32 5>, 'channel-number': <'5.1'>}, "
      "{'kind': <'channels'>, 'id': <int64 4>, 'position': <uint32 5>, 'channel-number': <'5.2'>}, "
      "{'kind': <'channels'>, 'id': <int64 2>, 'position': <uint32 5>, 'channel-number': "
      "<'5.10'>}, "
      "{'kind': <'channels'>, 'id': <int64 1>, 'position': <uint32 117>}, {'kind': <'channels'>, "
      "'id': <int64 3>, 'radio': <true>}]");
  assert_lists (fixture, "channels", "{'radio': <true>}", "3 ");
  assert_lists (fixture, "channels", "{'radio': <false>}", "6 5 4 2 1 ");
}

static void
assert_categories (LineupDaemonFixture *fixture, const char *expected)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "ListCategories", g_variant_new ("(s)", "channels"));
  g_autoptr (GVariant) categories = g_variant_get_child_value (reply, 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (categories); i++)
    {
      g_autoptr (GVariant) category = g_variant_get_child_value (categories, i);
      const char *id = NULL;
      const char *name = NULL;

      g_assert_true (g_variant_lookup (category, "id", "&s", &id));
      g_assert_true (g_variant_lookup (category, "name", "&s", &name));
      g_string_append_printf (text, "%s %s, ", id, name);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Categories that items alone name; those of radio are in no list of some panels. */
static void
test_unlisted_categories (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_fake_panel_set_text (
      fixture->panel, "get_live_categories", "[{\"category_id\":\"3\",\"category_name\":\"3\"}]");
  lineup_fake_panel_set_text (
      fixture->panel,
      "get_live_streams",
      "[{\"stream_id\":1,\"category_id\":\"8\",\"stream_type\":\"live\"},"
      "{\"stream_id\":2,\"category_id\":\"77\",\"stream_type\":\"radio_streams\"},"
      "{\"stream_id\":3,\"category_id\":\"3\",\"stream_type\":\"radio_streams\"},"
      "{\"stream_id\":4,\"category_id\":\"\",\"stream_type\":\"radio_streams\"},"
      "{\"stream_id\":5,\"category_id\":\"78\",\"stream_type\":\"live\"},"
      "{\"stream_id\":6,\"category_id\":\"78\",\"stream_type\":\"radio_streams\"}]");
  lineup_client_add_account (fixture, "home");
  sync_home (fixture);
  assert_categories (fixture,
                     "3 3, 8 Category 8, 77 Radio, 78 Radio 78, uncategorized Uncategorized, ");

  /* A list that has them knows better, and is remembered. */
  lineup_fake_panel_set_text (fixture->panel,
                              "get_live_categories",
                              "[{\"category_id\":\"77\",\"category_name\":\"Music\"}]");
  sync_home (fixture);
  assert_categories (fixture,
                     "77 Music, 3 3, 8 Category 8, 78 Radio 78, uncategorized Uncategorized, ");
}

static void
test_numbered (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_fake_panel_set_text (fixture->panel, "get_series", NUMBERED);
  lineup_client_add_account (fixture, "home");
  sync_home (fixture);

  assert_lists (fixture, "series", "{'sort': <'name'>}", "6 4 3 2 5 1 ");
  assert_lists (fixture, "series", "{'sort': <'name'>, 'descending': <true>}", "1 5 2 3 4 6 ");
  assert_lists (fixture, "series", "{'sort': <'name'>, 'category': <'10'>}", "6 3 5 1 ");
}

/* Items don't change, and their category comes to say that they are adult, or does so no more. */
static void
test_adult_categories (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const categories[] = {
    "[{\"category_id\":\"5\",\"category_name\":\"Five\",\"is_adult\":\"1\"}]",
    "[{\"category_id\":\"5\",\"category_name\":\"Five\",\"is_adult\":0}]",
  };

  lineup_fake_panel_set_text (fixture->panel, "get_vod_categories", "nothing of use");
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", MOVIES);
  lineup_client_add_account (fixture, "home");
  g_free (lineup_client_sync (fixture, "home", NULL));
  assert_lists (fixture, "movies", "{'adult': <true>}", "22 ");

  lineup_fake_panel_set_text (fixture->panel, "get_vod_categories", categories[0]);
  sync_home (fixture);
  assert_lists (fixture, "movies", "{'adult': <true>}", "22 23 21 ");
  assert_lists (fixture, "movies", "{'adult': <false>}", "");
  assert_items (fixture,
                "movies",
                "{'fields': <['id', 'adult']>}",
                "[{'kind': <'movies'>, 'id': <int64 22>, 'adult': <true>}, "
                "{'kind': <'movies'>, 'id': <int64 23>, 'adult': <true>}, "
                "{'kind': <'movies'>, 'id': <int64 21>, 'adult': <true>}]");

  lineup_fake_panel_set_text (fixture->panel, "get_vod_categories", categories[1]);
  sync_home (fixture);
  assert_lists (fixture, "movies", "{'adult': <true>}", "22 ");
  assert_lists (fixture, "movies", "{'adult': <false>}", "23 21 ");
}

static void
test_invalid (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *cursor = NULL;

  add (fixture);
  assert_invalid (fixture, "episodes", NULL, "", 10);
  assert_invalid (fixture, "channels", "{'radio': <'yes'>}", "", 10);
  assert_invalid (fixture, "movies", NULL, "", 0);
  assert_invalid (fixture, "movies", NULL, "", 1001);
  assert_invalid (fixture, "movies", NULL, "1", 10);
  assert_invalid (fixture, "movies", "{'sort': <'colour'>}", "", 10);
  assert_invalid (fixture, "movies", "{'sort': <'position'>}", "", 10);
  assert_invalid (fixture, "movies", "{'sort': <1>}", "", 10);
  assert_invalid (fixture, "movies", "{'descending': <'yes'>}", "", 10);
  assert_invalid (fixture, "movies", "{'category': <5>}", "", 10);
  assert_invalid (fixture, "movies", "{'year-min': <1999>}", "", 10);
  assert_invalid (fixture, "movies", "{'min-rating': <7>}", "", 10);
  assert_invalid (fixture, "movies", "{'added-since': <7>}", "", 10);
  assert_invalid (fixture, "movies", "{'adult': <uint32 1>}", "", 10);
  assert_invalid (fixture, "movies", "{'genre': <['Drama']>}", "", 10);
  assert_invalid (fixture, "movies", "{'fields': <'id'>}", "", 10);

  cursor = list_page (fixture, "movies", "{'sort': <'name'>}", "", 1, ids);
  assert_invalid (fixture, "movies", NULL, cursor, 1);
  assert_invalid (fixture, "movies", "{'sort': <'name'>, 'descending': <true>}", cursor, 1);
  assert_invalid (fixture, "movies", "{'sort': <'name'>, 'category': <'5'>}", cursor, 1);
  assert_invalid (fixture, "series", "{'sort': <'name'>}", cursor, 1);
}

/* A sync between two pages gives every channel another number. */
static void
test_moved (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  add (fixture);
  first = list_page (fixture, "channels", NULL, "", 2, ids);
  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", CHANNELS_LATER);
  sync_home (fixture);
  lineup_daemon_fixture_restart (fixture);
  second = list_page (fixture, "channels", NULL, first, 10, ids);
  g_assert_cmpstr (ids->str, ==, "11 12 13 14 ");
  g_assert_cmpstr (second, ==, "");
  assert_lists (fixture, "channels", NULL, "15 11 12 13 14 ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/listing/orders", test_orders);
  lineup_daemon_test ("/listing/filters", test_filters);
  lineup_daemon_test ("/listing/unlisted-categories", test_unlisted_categories);
  lineup_daemon_test ("/listing/numbered", test_numbered);
  lineup_daemon_test ("/listing/adult-categories", test_adult_categories);
  lineup_daemon_test ("/listing/channel-numbers", test_channel_numbers);
  lineup_daemon_test ("/listing/invalid", test_invalid);
  lineup_daemon_test ("/listing/moved", test_moved);

  return g_test_run ();
}
