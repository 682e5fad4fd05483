/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-guide-filling.h"
#include "lineup-programme.h"

/* What is on, as a player asks for it. What guides may say, and how they are matched, is guide/'s
 * to test. */

#define PATH            LINEUP_ACCOUNT_PATH_PREFIX "home"
#define GUIDE_INTERFACE LINEUP_BUS_NAME ".Guide"

#define N_CHANNELS 30

/* Unix seconds when all of this is on, in the year 2100: nothing of it is past. */
#define TIME 4102444800

/* What is on at the first three channels of the catalogue, in seconds after that. Nothing is on at
 * the third one between its programmes. */
static const char *const airings[] = {
  "a %1$d-%2$d News/Of the day", "a %2$d-%3$d Film", "a %3$d-%4$d Late film",
  "b %1$d-%3$d Football",        "b %3$d-%4$d News", "c %1$d-%2$d News/Of the day",
  "c %3$d-%4$d Music",
};

/* Channels of the catalogue, in the order in which it lists them. */
static GArray *
list_channels (LineupDaemonFixture *fixture, const char *filter)
{
  g_autoptr (GPtrArray) items = lineup_client_list_items (fixture, "home", "channels", filter);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < items->len; i++)
    {
      gint64 id = 0;

      g_assert_true (g_variant_lookup (items->pdata[i], "id", "x", &id));
      g_array_append_val (ids, id);
    }
  return ids;
}

static char *
make_text (void)
{
  GString *text = g_string_new ("a=A\nb=B\nc=C");
  const gint64 times[] = { TIME, TIME + 1800, TIME + 3600, TIME + 7200 };

  for (gsize i = 0; i < G_N_ELEMENTS (airings); i++)
    {
      g_autofree char *line = g_strdup (airings[i]);

      for (gsize j = 0; j < G_N_ELEMENTS (times); j++)
        {
          g_autofree char *mark = g_strdup_printf ("%%%zu$d", j + 1);
          g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, times[j]);
          g_auto (GStrv) parts = g_strsplit (line, mark, -1);

          g_free (line);
          line = g_strjoinv (time, parts);
        }
      g_string_append_printf (text, "\n%s", line);
    }
  return g_string_free (text, FALSE);
}

/* Fills a guide in, while no daemon runs. */
static void
fill (LineupDaemonFixture *fixture, const GArray *ids, const char *text)
{
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");
  LineupMatchChannel channels[] = {
    { .epg_id = "a", .name = "x" },
    { .epg_id = "b", .name = "x" },
    { .epg_id = "c", .name = "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    channels[i].id = g_array_index (ids, gint64, i);
  lineup_guide_filling_run (folder, "home", text, channels, G_N_ELEMENTS (channels), TIME);
}

/* An account with a guide. Returns its channels. */
static GArray *
add (LineupDaemonFixture *fixture)
{
  g_autofree char *text = make_text ();
  g_autofree char *status = NULL;
  GArray *channels = NULL;

  lineup_client_give_catalogue (fixture, N_CHANNELS, 0, 0, 0, 0);
  lineup_client_add (fixture, "home", "{'guide': <false>}", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  channels = list_channels (fixture, NULL);
  lineup_daemon_fixture_stop (fixture);
  fill (fixture, channels, text);
  lineup_daemon_fixture_start (fixture);
  return channels;
}

static GVariant *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return variant;
}

static GVariant *
call (LineupDaemonFixture *fixture, const char *method, GVariant *parameters)
{
  return lineup_daemon_fixture_expect (fixture, PATH, GUIDE_INTERFACE, method, parameters);
}

static void
refuse (LineupDaemonFixture *fixture, const char *method, GVariant *parameters)
{
  lineup_daemon_fixture_expect_error (
      fixture, PATH, GUIDE_INTERFACE, method, parameters, LINEUP_INVALID_ARGS);
}

static GVariant *
make_ids (const GArray *channels, guint n_channels)
{
  return g_variant_new_fixed_array (
      G_VARIANT_TYPE_INT64, channels->data, n_channels, sizeof (gint64));
}

static guint64
get (LineupDaemonFixture *fixture, const char *property)
{
  g_autoptr (GVariant) value = lineup_daemon_fixture_get (fixture, PATH, GUIDE_INTERFACE, property);

  return g_variant_get_uint64 (value);
}

/* Gives what is on as `News 0-1800, Film 1800-3600; …`, a part for each channel. */
static char *
describe (GVariant *channels)
{
  GString *text = g_string_new (NULL);

  g_assert_true (g_variant_is_normal_form (channels));
  for (gsize i = 0; i < g_variant_n_children (channels); i++)
    {
      g_autoptr (GVariant) programmes = NULL;

      g_variant_get_child (channels, i, "(x@a(xttsa{sv}))", NULL, &programmes);
      g_string_append (text, i > 0 ? "; " : "");
      for (gsize j = 0; j < g_variant_n_children (programmes); j++)
        {
          guint64 start = 0;
          guint64 end = 0;
          const char *title = NULL;

          g_variant_get_child (programmes, j, "(xtt&s@a{sv})", NULL, &start, &end, &title, NULL);
          g_string_append_printf (text,
                                  "%s%s %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT,
                                  j > 0 ? ", " : "",
                                  title,
                                  start - TIME,
                                  end - TIME);
        }
    }
  return g_string_free (text, FALSE);
}

/* Returns when the answer is to be asked for again, in seconds. */
static guint64
assert_now (LineupDaemonFixture *fixture, GVariant *ids, const char *options, const char *expected)
{
  g_autoptr (GVariant) reply = call (
      fixture, "ListNow", g_variant_new ("(@ax@a{sv})", ids, parse (options)));
  g_autoptr (GVariant) channels = NULL;
  g_autofree char *text = NULL;
  guint64 valid_until = 0;

  g_variant_get (reply, "(@a(xa(xttsa{sv}))t)", &channels, &valid_until);
  text = describe (channels);
  g_assert_cmpstr (text, ==, expected);
  return valid_until - TIME;
}

static char *
make_options (const char *more, guint at)
{
  return g_strdup_printf ("{'at': <uint64 %" G_GINT64_FORMAT ">%s}", (gint64)TIME + at, more);
}

static void
test_now (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  g_autofree char *usual = make_options ("", 900);
  g_autofree char *alone = make_options (", 'following': <uint32 0>", 900);
  g_autofree char *gap = make_options (", 'following': <uint32 10>, 'unknown': <1>", 1800);
  g_autofree char *late = make_options ("", 7200);
  g_autofree char *listed = make_options (", 'limit': <uint32 2>, 'offset': <uint32 1>", 900);
  g_autofree char *many = make_options (", 'following': <uint32 11>", 900);
  const gint64 nobody = 999999;

  g_assert_cmpuint (
      assert_now (fixture,
                  make_ids (channels, 4),
                  usual,
                  "News 0-1800, Film 1800-3600; Football 0-3600, News 3600-7200; News 0-1800, "
                  "Music 3600-7200; "),
      ==,
      1800);
  g_assert_cmpuint (assert_now (fixture, make_ids (channels, 1), alone, "News 0-1800"), ==, 1800);
  /* What comes next begins before what is on ends. */
  g_assert_cmpuint (assert_now (fixture,
                                make_ids (channels, 3),
                                gap,
                                "Film 1800-3600, Late film 3600-7200; Football 0-3600, News "
                                "3600-7200; Music 3600-7200"),
                    ==,
                    3600);
  g_assert_cmpuint (assert_now (fixture, make_ids (channels, 2), late, "; "), ==, (guint64)-TIME);
  assert_now (fixture,
              g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &nobody, 1, sizeof nobody),
              usual,
              "");

  /* Without channels, the catalogue says which. */
  assert_now (fixture,
              make_ids (channels, 0),
              listed,
              "Football 0-3600, News 3600-7200; News 0-1800, Music 3600-7200");
  refuse (fixture, "ListNow", g_variant_new ("(@ax@a{sv})", make_ids (channels, 1), parse (many)));
  refuse (fixture,
          "ListNow",
          g_variant_new ("(@ax@a{sv})", make_ids (channels, 0), parse ("{'limit': <uint32 0>}")));
  refuse (fixture,
          "ListNow",
          g_variant_new ("(@ax@a{sv})", make_ids (channels, 1), parse ("{'at': <1>}")));
}

/* What is asked for of each programme, and no more. */
static void
test_fields (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  g_autofree char *options = make_options (
      ", 'fields': <['subtitle', 'title', 'icon', 'nonsense', 'subtitle']>", 0);
  g_autoptr (GVariant) reply = call (
      fixture, "ListNow", g_variant_new ("(@ax@a{sv})", make_ids (channels, 1), parse (options)));
  g_autofree char *text = g_variant_print (reply, FALSE);
  g_autofree char *expected = g_strdup_printf (
      "([(%" G_GINT64_FORMAT ", [(%" G_GINT64_FORMAT ", 4102444800, 4102446600, 'News', "
      "{'subtitle': <'Of the day'>}), (%" G_GINT64_FORMAT
      ", 4102446600, 4102448400, 'Film', {})])], 4102446600)",
      g_array_index (channels, gint64, 0),
      lineup_programme_make_id (g_array_index (channels, gint64, 0), TIME),
      lineup_programme_make_id (g_array_index (channels, gint64, 0), TIME + 1800));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_grid (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  g_autoptr (GVariant) reply = call (fixture,
                                     "ListProgrammes",
                                     g_variant_new ("(@axtt@a{sv})",
                                                    make_ids (channels, 3),
                                                    (guint64)TIME + 1000,
                                                    (guint64)TIME + 3600,
                                                    parse ("{}")));
  g_autoptr (GVariant) list = NULL;
  g_autoptr (GVariant) missing = NULL;
  g_autofree char *text = NULL;
  guint64 generation = 0;

  g_variant_get (reply, "(@a(xa(xttsa{sv}))@axt)", &list, &missing, &generation);
  text = describe (list);
  g_assert_cmpstr (text, ==, "News 0-1800, Film 1800-3600; Football 0-3600; News 0-1800");
  g_assert_cmpuint (g_variant_n_children (missing), ==, 0);
  g_assert_cmpuint (generation, ==, get (fixture, "GuideGeneration"));

  refuse (
      fixture,
      "ListProgrammes",
      g_variant_new (
          "(@axtt@a{sv})", make_ids (channels, 3), (guint64)TIME, (guint64)TIME - 1, parse ("{}")));
}

/* Of more channels than a reply has the rest is to be asked for again. */
static void
test_missing (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  g_autoptr (GArray) many = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) list = NULL;
  g_autoptr (GVariant) missing = NULL;
  gint64 first = 0;

  for (gint64 id = 1; id <= 510; id++)
    g_array_append_val (many, id);
  reply = call (fixture,
                "ListProgrammes",
                g_variant_new ("(@axtt@a{sv})",
                               make_ids (many, many->len),
                               (guint64)TIME,
                               (guint64)TIME + 3600,
                               parse ("{}")));
  g_variant_get (reply, "(@a(xa(xttsa{sv}))@axt)", &list, &missing, NULL);
  g_assert_cmpuint (g_variant_n_children (list), ==, 500);
  g_assert_cmpuint (g_variant_n_children (missing), ==, 10);
  g_variant_get_child (missing, 0, "x", &first);
  g_assert_cmpint (first, ==, 501);

  g_array_set_size (many, 10001);
  refuse (
      fixture,
      "ListProgrammes",
      g_variant_new (
          "(@axtt@a{sv})", make_ids (many, many->len), (guint64)TIME, (guint64)TIME, parse ("{}")));
}

static void
test_programme (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  const gint64 channel = g_array_index (channels, gint64, 0);
  const gint64 id = lineup_programme_make_id (channel, TIME);
  g_autoptr (GVariant) reply = call (
      fixture, "GetProgramme", g_variant_new ("(xx@a{sv})", channel, id, parse ("{}")));
  g_autoptr (GVariant) programme = g_variant_get_child_value (reply, 0);
  const char *text = NULL;
  gint64 number = 0;
  guint64 time = 0;

  g_assert_true (g_variant_lookup (programme, "title", "&s", &text));
  g_assert_cmpstr (text, ==, "News");
  g_assert_true (g_variant_lookup (programme, "subtitle", "&s", &text));
  g_assert_cmpstr (text, ==, "Of the day");
  g_assert_true (g_variant_lookup (programme, "id", "x", &number));
  g_assert_cmpint (number, ==, id);
  g_assert_true (g_variant_lookup (programme, "channel", "x", &number));
  g_assert_cmpint (number, ==, channel);
  g_assert_true (g_variant_lookup (programme, "end", "t", &time));
  g_assert_cmpuint (time, ==, TIME + 1800);
  g_assert_false (g_variant_lookup (programme, "archived", "b", NULL));
  lineup_daemon_fixture_expect_error (fixture,
                                      PATH,
                                      GUIDE_INTERFACE,
                                      "GetProgramme",
                                      g_variant_new ("(xx@a{sv})", channel, id + 1, parse ("{}")),
                                      LINEUP_BUS_NAME ".Error.NotFound");
}

/* Gives what was found as `News@1,3 Film@1`, with places of channels. */
static void
assert_found (LineupDaemonFixture *fixture,
              const GArray *channels,
              const char *typed,
              const char *options,
              const char *expected)
{
  g_autoptr (GVariant) reply = call (
      fixture, "SearchProgrammes", g_variant_new ("(s@a{sv})", typed, parse (options)));
  g_autoptr (GVariant) hits = g_variant_get_child_value (reply, 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (hits); i++)
    {
      g_autoptr (GVariant) hit = g_variant_get_child_value (hits, i);
      g_autoptr (GVariant) ids = g_variant_lookup_value (hit, "channels", G_VARIANT_TYPE ("ax"));
      const char *title = NULL;

      g_assert_true (g_variant_lookup (hit, "title", "&s", &title));
      g_assert_true (g_variant_lookup (hit, "channel-name", "&s", NULL));
      g_string_append_printf (text, "%s%s@", i > 0 ? " " : "", title);
      for (gsize j = 0; j < g_variant_n_children (ids); j++)
        {
          gint64 id = 0;
          guint place = 0;

          g_variant_get_child (ids, j, "x", &id);
          while (g_array_index (channels, gint64, place) != id)
            place++;
          g_string_append_printf (text, "%s%u", j > 0 ? "," : "", place + 1);
        }
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_search (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  g_autofree char *second = g_strdup_printf ("{'channels': <[int64 %" G_GINT64_FORMAT "]>}",
                                             g_array_index (channels, gint64, 1));
  g_autofree char *until = g_strdup_printf ("{'until': <uint64 %" G_GINT64_FORMAT ">}",
                                            (gint64)TIME + 1);
  g_autofree char *from = g_strdup_printf ("{'from': <uint64 %" G_GINT64_FORMAT ">}",
                                           (gint64)TIME + 1800);

  /* One broadcast at two channels is found once, and the soonest come first. */
  assert_found (fixture, channels, "news", "{}", "News@1,3 News@2");
  assert_found (fixture, channels, "of the d", "{}", "News@1,3");
  assert_found (fixture, channels, "film", "{'limit': <uint32 1>}", "Film@1");
  assert_found (fixture, channels, "news", second, "News@2");
  assert_found (fixture, channels, "news", until, "News@1,3");
  assert_found (fixture, channels, "news", from, "News@2");
  assert_found (fixture, channels, "NOT \"", "{'replaces': <'box'>, 'unknown': <1>}", "");
  assert_found (fixture, channels, "", "{}", "");
  refuse (fixture,
          "SearchProgrammes",
          g_variant_new ("(s@a{sv})", "news", parse ("{'limit': <uint32 1001>}")));
  refuse (fixture,
          "SearchProgrammes",
          g_variant_new ("(s@a{sv})", "news", parse ("{'channels': <'all'>}")));
}

/* Gives what is found in all guides as `home: News`. */
static void
assert_found_anywhere (LineupDaemonFixture *fixture, const char *options, const char *expected)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "SearchProgrammes",
      g_variant_new ("(s@a{sv})", "news", parse (options)));
  g_autoptr (GVariant) hits = g_variant_get_child_value (reply, 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (hits); i++)
    {
      g_autoptr (GVariant) hit = g_variant_get_child_value (hits, i);
      const char *account = NULL;
      guint64 start = 0;

      g_assert_true (g_variant_lookup (hit, "account", "&s", &account));
      g_assert_true (g_variant_lookup (hit, "start", "t", &start));
      g_string_append_printf (
          text, "%s%s+%" G_GUINT64_FORMAT, i > 0 ? " " : "", account, start - TIME);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_all (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  g_autofree char *text = g_strdup_printf (
      "a %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " News", (gint64)TIME + 60, (gint64)TIME + 120);
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");
  const LineupMatchChannel channel = { .id = 1, .epg_id = "a", .name = "x" };

  /* One without a guide keeps nobody from being found. */
  lineup_client_add_account (fixture, "empty");
  lineup_client_add_account (fixture, "other");
  assert_found_anywhere (fixture, "{}", "home+0 home+3600");
  lineup_daemon_fixture_stop (fixture);
  lineup_guide_filling_run (folder, "other", text, &channel, 1, TIME);
  lineup_daemon_fixture_start (fixture);
  assert_found_anywhere (fixture, "{}", "home+0 other+60 home+3600");
  assert_found_anywhere (fixture, "{'limit': <uint32 2>}", "home+0 other+60");
  assert_found_anywhere (fixture, "{'accounts': <['other', 'none']>}", "other+60");
  assert_found_anywhere (fixture, "{'accounts': <@as []>}", "");
  /* Ids of channels are an account's own. */
  assert_found_anywhere (fixture, "{'channels': <[int64 99]>}", "home+0 other+60 home+3600");
  lineup_daemon_fixture_expect_error (
      fixture,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "SearchProgrammes",
      g_variant_new ("(s@a{sv})", "news", parse ("{'accounts': <'home'>}")),
      LINEUP_INVALID_ARGS);
}

/* Channels of a category alone. */
static void
test_category (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  g_autoptr (GVariant) categories = lineup_client_list_categories (fixture, "home", "channels");
  const gint64 first = g_array_index (channels, gint64, 0);
  guint n_found = 0;

  for (gsize i = 0; i < g_variant_n_children (categories); i++)
    {
      g_autoptr (GVariant) category = g_variant_get_child_value (categories, i);
      g_autofree char *options = NULL;
      g_autoptr (GArray) members = NULL;
      const char *id = NULL;

      g_assert_true (g_variant_lookup (category, "id", "&s", &id));
      options = g_strdup_printf ("{'category': <'%s'>}", id);
      members = list_channels (fixture, options);
      for (guint j = 0; j < members->len; j++)
        {
          if (g_array_index (members, gint64, j) != first)
            continue;
          assert_found (fixture, channels, "film", options, "Film@1 Late film@1");
          n_found++;
          break;
        }
      if (members->len == 0)
        assert_found (fixture, channels, "news", options, "");
    }
  g_assert_cmpuint (n_found, >, 0);
  assert_found (fixture, channels, "news", "{'category': <'none'>}", "");
}

static void
test_properties (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  const guint64 generation = get (fixture, "GuideGeneration");
  g_autoptr (GVariant) changes = NULL;
  g_autoptr (GVariant) ranges = NULL;
  guint64 current = 0;
  gboolean is_complete = FALSE;

  g_assert_cmpuint (get (fixture, "Programmes"), ==, G_N_ELEMENTS (airings));
  g_assert_cmpuint (get (fixture, "GuideFrom"), ==, TIME);
  g_assert_cmpuint (get (fixture, "GuideUntil"), ==, TIME + 7200);
  g_assert_cmpuint (get (fixture, "GuideSize"), >, 0);

  /* The matching was the last change: at all three channels all is new. */
  changes = call (fixture, "ListGuideChanges", g_variant_new ("(tu)", generation - 1, 10));
  g_variant_get (changes, "(@a(xtt)tb)", &ranges, &current, &is_complete);
  g_assert_cmpuint (g_variant_n_children (ranges), ==, 3);
  g_assert_cmpuint (current, ==, generation);
  g_assert_true (is_complete);
  refuse (fixture, "ListGuideChanges", g_variant_new ("(tu)", (guint64)0, 0));
}

/* Whoever clears the cache clears the guide, which is a change. */
static void
test_clear (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  const guint64 generation = get (fixture, "GuideGeneration");
  const guint first = lineup_signal_log_get_length (fixture->signals);
  g_autoptr (GVariant) reply = NULL;
  g_autofree char *options = make_options ("", 0);

  reply = lineup_daemon_fixture_expect (
      fixture, PATH, LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL);
  lineup_daemon_fixture_wait_member (fixture, first, PATH, "GuideChanged");
  g_assert_cmpuint (get (fixture, "GuideGeneration"), >, generation);
  g_assert_cmpuint (get (fixture, "Programmes"), ==, 0);
  assert_now (fixture, make_ids (channels, 1), options, "");
}

/* A removed account's guide is gone, and what was said of it. */
static void
test_removed (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) channels = add (fixture);
  g_autofree char *guide = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.guide.db");
  g_autofree char *choices = lineup_daemon_fixture_get_path (fixture,
                                                             "data/lineupd/home.guide.conf");
  g_autofree char *folder = g_path_get_dirname (choices);

  g_assert_true (g_file_test (guide, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (choices, "[matches]\n", -1, NULL));
  lineup_client_remove (fixture, "home", NULL);
  g_assert_false (g_file_test (guide, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (choices, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  lineup_daemon_test ("/guide/now", test_now);
  lineup_daemon_test ("/guide/fields", test_fields);
  lineup_daemon_test ("/guide/grid", test_grid);
  lineup_daemon_test ("/guide/missing", test_missing);
  lineup_daemon_test ("/guide/programme", test_programme);
  lineup_daemon_test ("/guide/search", test_search);
  lineup_daemon_test ("/guide/all", test_all);
  lineup_daemon_test ("/guide/category", test_category);
  lineup_daemon_test ("/guide/properties", test_properties);
  lineup_daemon_test ("/guide/clear", test_clear);
  lineup_daemon_test ("/guide/removed", test_removed);
  return g_test_run ();
}
