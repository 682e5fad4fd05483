/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#define LIBRARY_INTERFACE LINEUP_BUS_NAME ".Library"

static void
sync_account (LineupDaemonFixture *fixture, const char *account)
{
  g_autofree char *status = lineup_client_sync (fixture, account, NULL);

  g_assert_cmpstr (status, ==, "completed");
}

/* Two accounts at one panel: all is there twice. */
static void
begin (LineupDaemonFixture *fixture)
{
  lineup_client_give_catalogue (fixture, 6, 6, 3, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_client_add_account (fixture, "work");
  sync_account (fixture, "home");
  sync_account (fixture, "work");
}

static GVariant *
call (LineupDaemonFixture *fixture, const char *method, const char *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  GVariant *parsed = g_variant_parse (NULL, arguments, NULL, NULL, &error);

  g_assert_no_error (error);
  reply = lineup_daemon_fixture_expect (
      fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, method, parsed);
  return g_variant_get_child_value (reply, 0);
}

static void
refuse (LineupDaemonFixture *fixture, const char *method, const char *arguments)
{
  lineup_daemon_fixture_expect_error (fixture,
                                      LINEUP_OBJECT_PATH,
                                      LINEUP_MANAGER_INTERFACE,
                                      method,
                                      g_variant_new_parsed (arguments, NULL),
                                      LINEUP_INVALID_ARGS);
}

static gint64
get_id (LineupDaemonFixture *fixture, const char *account, const char *kind, guint place)
{
  g_autoptr (GPtrArray) items = lineup_client_list_items (fixture, account, kind, NULL);
  gint64 id = 0;

  g_assert_cmpuint (items->len, >, place);
  g_assert_true (g_variant_lookup (items->pdata[place], "id", "x", &id));
  return id;
}

static void
say (LineupDaemonFixture *fixture,
     const char *account,
     const char *method,
     const char *kind,
     gint64 id,
     const char *rest)
{
  g_autofree char *text = g_strdup_printf (
      "('%s', int64 %" G_GINT64_FORMAT ", %s, @a{sv} {})", kind, id, rest);

  lineup_client_assert_call (
      fixture, account, LIBRARY_INTERFACE, method, g_variant_new_parsed (text, NULL), NULL);
}

/* A list as `home/movies/1 work/movies/2`. */
static char *
describe (GVariant *items)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      const char *account = NULL;
      const char *kind = NULL;
      gint64 id = 0;

      g_assert_true (g_variant_lookup (item, "account", "&s", &account));
      g_assert_true (g_variant_lookup (item, "kind", "&s", &kind));
      g_assert_true (g_variant_lookup (item, "id", "x", &id));
      g_string_append_printf (
          text, "%s%s/%s/%" G_GINT64_FORMAT, i > 0 ? " " : "", account, kind, id);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_list (LineupDaemonFixture *fixture,
             const char *method,
             const char *arguments,
             const char *expected)
{
  g_autoptr (GVariant) items = call (fixture, method, arguments);
  g_autofree char *text = describe (items);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_library (LineupDaemonFixture *fixture, gconstpointer data)
{
  gint64 movie = 0;
  gint64 channel = 0;
  g_autofree char *home = NULL;
  g_autofree char *both = NULL;
  g_autofree char *begun = NULL;

  begin (fixture);
  movie = get_id (fixture, "home", "movies", 0);
  channel = get_id (fixture, "work", "channels", 0);
  home = g_strdup_printf ("home/movies/%" G_GINT64_FORMAT, movie);
  begun = g_strdup_printf ("work/movies/%" G_GINT64_FORMAT, movie);
  assert_list (fixture, "ListFavourites", "(@a{sv} {},)", "");
  say (fixture, "home", "SetFavourite", "movies", movie, "true");
  assert_list (fixture, "ListFavourites", "(@a{sv} {},)", home);
  say (fixture, "work", "SetFavourite", "channels", channel, "true");
  both = g_strdup_printf ("work/channels/%" G_GINT64_FORMAT, channel);
  assert_list (fixture, "ListFavourites", "({'accounts': <['work', 'none']>},)", both);
  assert_list (fixture, "ListFavourites", "({'kinds': <['movies']>},)", home);
  say (fixture, "work", "SetResume", "movies", movie, "uint64 600, uint64 5400");
  assert_list (fixture, "ListContinue", "(@a{sv} {},)", begun);
  assert_list (fixture, "ListHistory", "({'limit': <uint32 1>},)", begun);
  refuse (fixture, "ListHistory", "({'limit': <uint32 0>},)");
  refuse (fixture, "ListFavourites", "({'accounts': <'home'>},)");

  say (fixture, "work", "SetHidden", "movies", movie, "true");
  assert_list (fixture, "ListContinue", "(@a{sv} {},)", "");
}

static void
test_now (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) channels = NULL;
  g_autoptr (GVariant) none = NULL;
  const char *account = NULL;
  gint64 channel = 0;
  gint64 id = 0;

  begin (fixture);
  channel = get_id (fixture, "work", "channels", 0);
  say (fixture, "work", "SetFavourite", "channels", channel, "true");
  channels = call (fixture, "ListNow", "(@a{sv} {},)");
  g_assert_cmpstr (g_variant_get_type_string (channels), ==, "a(sxa(xttsa{sv}))");
  g_assert_cmpuint (g_variant_n_children (channels), ==, 1);
  g_variant_get_child (channels, 0, "(&sx@a(xttsa{sv}))", &account, &id, NULL);
  g_assert_cmpstr (account, ==, "work");
  g_assert_cmpint (id, ==, channel);
  say (fixture, "work", "SetHidden", "channels", channel, "true");
  none = call (fixture, "ListNow", "(@a{sv} {},)");
  g_assert_cmpuint (g_variant_n_children (none), ==, 0);
  refuse (fixture, "ListNow", "({'following': <uint32 11>},)");
}

/* What came with the first sync is not new, whenever that was. */
static void
test_new (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) items = NULL;
  g_autoptr (GVariant) first = NULL;
  g_autofree char *text = NULL;
  guint64 when = 0;
  gint64 id = 0;

  begin (fixture);
  assert_list (fixture, "ListNew", "(@a{sv} {},)", "");
  lineup_client_give_catalogue (fixture, 6, 8, 3, 0, 0);
  sync_account (fixture, "home");
  items = call (fixture, "ListNew", "(@a{sv} {},)");
  text = describe (items);
  g_assert_cmpuint (g_variant_n_children (items), ==, 2);
  g_assert_true (g_str_has_prefix (text, "home/movies/"));
  first = g_variant_get_child_value (items, 0);
  g_assert_true (g_variant_lookup (first, "when", "t", &when) && when > 0);
  g_assert_true (g_variant_lookup (first, "id", "x", &id));
  assert_list (fixture, "ListNew", "({'kinds': <['series']>},)", "");
  refuse (fixture, "ListNew", "({'kinds': <['episodes']>},)");
  say (fixture, "home", "SetHidden", "movies", id, "true");
  g_clear_pointer (&items, g_variant_unref);
  items = call (fixture, "ListNew", "(@a{sv} {},)");
  g_assert_cmpuint (g_variant_n_children (items), ==, 1);

  lineup_client_assert_call (fixture, "home", LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, NULL);
  sync_account (fixture, "home");
  assert_list (fixture, "ListNew", "(@a{sv} {},)", "");
}

static void
set_property (LineupDaemonFixture *fixture,
              const char *name,
              GVariant *value,
              const char *error_name)
{
  GVariant *arguments = g_variant_new ("(ssv)", LINEUP_MANAGER_INTERFACE, name, value);

  if (error_name != NULL)
    lineup_daemon_fixture_expect_error (fixture,
                                        LINEUP_OBJECT_PATH,
                                        "org.freedesktop.DBus.Properties",
                                        "Set",
                                        arguments,
                                        error_name);
  else
    g_variant_unref (lineup_daemon_fixture_expect (
        fixture, LINEUP_OBJECT_PATH, "org.freedesktop.DBus.Properties", "Set", arguments));
}

static void
assert_property (LineupDaemonFixture *fixture, const char *name, const char *expected)
{
  g_autoptr (GVariant) value = lineup_daemon_fixture_get (
      fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, name);
  g_autofree char *text = g_variant_print (value, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_preferences (LineupDaemonFixture *fixture, gconstpointer data)
{
  assert_property (fixture, "Preferred", "''");
  assert_property (fixture, "DesktopShowsAdult", "false");
  set_property (fixture, "Preferred", g_variant_new_string ("4K,hd;FR"), NULL);
  set_property (fixture, "DesktopShowsAdult", g_variant_new_boolean (TRUE), NULL);
  set_property (fixture, "Preferred", g_variant_new_string ("best"), LINEUP_INVALID_ARGS);
  assert_property (fixture, "Preferred", "'4k,hd;fr'");
  lineup_daemon_fixture_restart (fixture);
  assert_property (fixture, "Preferred", "'4k,hd;fr'");
  assert_property (fixture, "DesktopShowsAdult", "true");
}

/* Of each film both copies are there, in one hit. */
static void
test_search (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) movies = NULL;
  g_autoptr (GVariant) hits = NULL;
  g_autoptr (GVariant) hit = NULL;
  g_autoptr (GVariant) copies = NULL;
  g_autoptr (GVariant) arguments = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  const char *name = NULL;
  gint64 id = 0;

  begin (fixture);
  lineup_client_wait_search_complete (fixture, "home");
  lineup_client_wait_search_complete (fixture, "work");
  movies = lineup_client_list_items (fixture, "home", "movies", NULL);
  g_assert_true (g_variant_lookup (movies->pdata[0], "name", "&s", &name));
  g_assert_true (g_variant_lookup (movies->pdata[0], "id", "x", &id));
  arguments = g_variant_ref_sink (g_variant_new_parsed (
      "(%s, {'limit': <uint32 1>, 'kinds': <['movies']>, 'fields': <['name']>})", name));
  printed = g_variant_print (arguments, TRUE);
  hits = call (fixture, "Search", printed);
  g_assert_cmpuint (g_variant_n_children (hits), ==, 1);
  hit = g_variant_get_child_value (hits, 0);
  copies = g_variant_lookup_value (hit, "copies", G_VARIANT_TYPE ("aa{sv}"));
  g_assert_nonnull (copies);
  text = describe (copies);
  expected = g_strdup_printf (
      "home/movies/%" G_GINT64_FORMAT " work/movies/%" G_GINT64_FORMAT, id, id);
  g_assert_cmpstr (text, ==, expected);
  g_assert_false (g_variant_lookup (hit, "incomplete", "b", NULL));

  /* Who can't play comes last. */
  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (FALSE), NULL);
  g_clear_pointer (&hits, g_variant_unref);
  hits = call (fixture, "Search", printed);
  g_clear_pointer (&text, g_free);
  g_clear_pointer (&expected, g_free);
  text = describe (hits);
  expected = g_strdup_printf ("work/movies/%" G_GINT64_FORMAT, id);
  g_assert_cmpstr (text, ==, expected);
  refuse (fixture, "Search", "('x', {'limit': <uint32 1001>})");
  refuse (fixture, "Search", "('x', {'accounts': <'home'>})");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  lineup_daemon_test ("/daemon/all-accounts/library", test_library);
  lineup_daemon_test ("/daemon/all-accounts/now", test_now);
  lineup_daemon_test ("/daemon/all-accounts/new", test_new);
  lineup_daemon_test ("/daemon/all-accounts/preferences", test_preferences);
  lineup_daemon_test ("/daemon/all-accounts/search", test_search);
  return g_test_run ();
}
