/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-guide-filling.h"

/* Which channel is which, as a person sees it and says it. By what rule is guide/'s to test. */

#define PATH            LINEUP_ACCOUNT_PATH_PREFIX "home"
#define GUIDE_INTERFACE LINEUP_BUS_NAME ".Guide"

#define NOT_FOUND LINEUP_ERROR_NAME_PREFIX "NotFound"

/* Unix seconds when all of this is on, in the year 2100. */
#define TIME G_GINT64_CONSTANT (4102444800)

#define CATEGORIES                                                                                 \
  "[{\"category_id\":\"1\",\"category_name\":\"News\"},"                                           \
  "{\"category_id\":\"2\",\"category_name\":\"Films\"}]"

#define CHANNELS                                                                                   \
  "[{\"stream_id\":11,\"name\":\"Alpha\",\"num\":1,\"epg_channel_id\":\"a\",\"category_id\":"      \
  "\"1\"},"                                                                                        \
  "{\"stream_id\":12,\"name\":\"Beta\",\"num\":2,\"epg_channel_id\":\"b\",\"category_id\":\"1\"}," \
  "{\"stream_id\":13,\"name\":\"Cinema Gold\",\"num\":3,\"category_id\":\"2\"}]"

/* What is found by itself. */
#define BY_ITSELF "11: id panel/a +0; 12: id panel/b +0; 13: none"

static void
add (LineupDaemonFixture *fixture)
{
  static const LineupMatchChannel channels[] = {
    { .id = 11, .epg_id = "a", .name = "Alpha" },
    { .id = 12, .epg_id = "b", .name = "Beta" },
    { .id = 13, .name = "Cinema Gold" },
  };
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");
  g_autofree char *status = NULL;
  g_autofree char *text = g_strdup_printf (
      "a=Alpha\nb=Beta\nc=Cinema Gold HD Premium\nd=Something else\n"
      "a %1$" G_GINT64_FORMAT "-%2$" G_GINT64_FORMAT " News\n"
      "b %1$" G_GINT64_FORMAT "-%2$" G_GINT64_FORMAT " Sport",
      TIME,
      TIME + 3600);

  lineup_fake_panel_set_text (fixture->panel, "get_live_categories", CATEGORIES);
  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", CHANNELS);
  lineup_client_add (fixture, "home", "{'guide': <false>}", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  lineup_daemon_fixture_stop (fixture);
  lineup_guide_filling_run (folder, "home", text, channels, G_N_ELEMENTS (channels), TIME);
  lineup_daemon_fixture_start (fixture);
}

static void
describe_match (GString *text, GVariant *match)
{
  const char *how = NULL;
  const char *source = NULL;
  const char *channel = NULL;
  gint64 id = 0;
  int shift = 0;

  g_assert_true (g_variant_lookup (match, "channel", "x", &id));
  g_assert_true (g_variant_lookup (match, "how", "&s", &how));
  g_assert_true (g_variant_lookup (match, "shift", "i", &shift));
  g_string_append_printf (text, "%s%" G_GINT64_FORMAT ": %s", text->len > 0 ? "; " : "", id, how);
  if (g_variant_lookup (match, "source", "&s", &source)
      && g_variant_lookup (match, "guide-channel", "&s", &channel))
    g_string_append_printf (text, " %s/%s %+d", source, channel, shift);
}

static char *
list_page (LineupDaemonFixture *fixture, const char *filter, char **cursor, guint limit)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      GUIDE_INTERFACE,
      "ListMatches",
      g_variant_new ("(@a{sv}su)", g_variant_new_parsed (filter), *cursor, limit));
  g_autoptr (GVariant) matches = g_variant_get_child_value (reply, 0);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (matches); i++)
    {
      g_autoptr (GVariant) match = g_variant_get_child_value (matches, i);

      describe_match (text, match);
    }
  g_free (*cursor);
  g_variant_get_child (reply, 1, "s", cursor);
  return g_string_free (text, FALSE);
}

static void
assert_matches (LineupDaemonFixture *fixture, const char *filter, guint limit, const char *expected)
{
  g_autofree char *cursor = g_strdup ("");
  g_autoptr (GString) all = g_string_new (NULL);

  do
    {
      g_autofree char *page = list_page (fixture, filter, &cursor, limit);

      g_string_append_printf (all, "%s%s", all->len > 0 && *page != '\0' ? "; " : "", page);
    }
  while (*cursor != '\0');
  g_assert_cmpstr (all->str, ==, expected);
}

static GVariant *
make_matches (const char *matches)
{
  g_autoptr (GError) error = NULL;
  GVariant *parsed = g_variant_parse (G_VARIANT_TYPE ("a(xa{sv})"), matches, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_variant_new ("(@a(xa{sv})@a{sv})", parsed, g_variant_new_parsed ("@a{sv} {}"));
}

static void
set (LineupDaemonFixture *fixture, const char *matches)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, PATH, GUIDE_INTERFACE, "SetMatches", make_matches (matches));
}

static void
refuse (LineupDaemonFixture *fixture, const char *matches)
{
  lineup_daemon_fixture_expect_error (
      fixture, PATH, GUIDE_INTERFACE, "SetMatches", make_matches (matches), LINEUP_INVALID_ARGS);
}

static void
test_list (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture);
  assert_matches (fixture, "@a{sv} {}", 10, BY_ITSELF);
  assert_matches (fixture, "@a{sv} {}", 1, BY_ITSELF);
  assert_matches (fixture, "{'how': <'none'>}", 2, "13: none");
  assert_matches (
      fixture, "{'how': <'id'>, 'unknown': <1>}", 10, "11: id panel/a +0; 12: id panel/b +0");
  assert_matches (fixture, "{'category': <'2'>}", 10, "13: none");
  assert_matches (fixture, "{'category': <'none'>}", 10, "");
  assert_matches (
      fixture, "{'channels': <[int64 13, 99, 11]>}", 2, "13: none; 99: none; 11: id panel/a +0");
  assert_matches (
      fixture, "{'channels': <[int64 13, 11]>, 'category': <'1'>}", 10, "11: id panel/a +0");
  assert_matches (fixture, "{'channels': <@ax []>}", 10, "");
}

static void
test_refused (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *filter;
    const char *cursor;
    guint limit;
  } refused[] = {
    { "{'how': <'guess'>}", "", 10 },
    { "{'how': <1>}", "", 10 },
    { "{'channels': <'11'>}", "", 10 },
    { "{'category': <1>}", "", 10 },
    { "@a{sv} {}", "", 0 },
    { "@a{sv} {}", "", 1001 },
    { "@a{sv} {}", "nonsense", 10 },
    { "{'channels': <[int64 1]>}", "nonsense", 10 },
    { "{'channels': <[int64 1]>}", "-1", 10 },
  };

  add (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    lineup_daemon_fixture_expect_error (fixture,
                                        PATH,
                                        GUIDE_INTERFACE,
                                        "ListMatches",
                                        g_variant_new ("(@a{sv}su)",
                                                       g_variant_new_parsed (refused[i].filter),
                                                       refused[i].cursor,
                                                       refused[i].limit),
                                        LINEUP_INVALID_ARGS);
}

/* What is on at a channel, by its title. */
static void
assert_on (LineupDaemonFixture *fixture, gint64 channel, gint64 time, const char *expected)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      GUIDE_INTERFACE,
      "ListNow",
      g_variant_new ("(@ax@a{sv})",
                     g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &channel, 1, sizeof channel),
                     g_variant_new_parsed ("{'at': <%t>, 'following': <uint32 0>}", time)));
  g_autofree char *text = g_variant_print (reply, FALSE);
  g_autofree char *title = g_strdup_printf ("'%s'", expected);

  g_assert_true (*expected == '\0' ? strchr (text, '\'') == NULL : strstr (text, title) != NULL);
}

static void
test_set (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char changed[] = "11: id panel/a +60; 12: none; 13: person panel/a +0";
  guint first = 0;

  add (fixture);
  assert_on (fixture, 13, TIME, "");
  first = lineup_signal_log_get_length (fixture->signals);
  set (fixture,
       "[(11, {'shift': <60>}), (12, {'none': <true>}),"
       " (13, {'source': <'panel'>, 'guide-channel': <'a'>, 'unknown': <1>})]");
  assert_matches (fixture, "@a{sv} {}", 10, changed);
  lineup_daemon_fixture_wait_member (fixture, first, PATH, "GuideChanged");
  assert_on (fixture, 12, TIME, "");
  assert_on (fixture, 13, TIME, "News");

  /* None of it, if there is anything wrong. */
  refuse (fixture, "[(12, {}), (13, {'source': <'panel'>})]");
  refuse (fixture, "[(12, {}), (13, {'guide-channel': <'a'>})]");
  refuse (fixture, "[(12, {}), (13, {'source': <'../x'>, 'guide-channel': <'a'>})]");
  refuse (fixture, "[(12, {}), (13, {'source': <'panel'>, 'guide-channel': <''>})]");
  refuse (fixture,
          "[(12, {}), (13, {'source': <'panel'>, 'guide-channel': <'a'>, 'none': <true>})]");
  refuse (fixture, "[(12, {}), (13, {'shift': <1441>})]");
  refuse (fixture, "[(12, {}), (13, {'shift': <-1441>})]");
  refuse (fixture, "[(12, {}), (13, {'shift': <uint32 1>})]");
  refuse (fixture, "[(12, {}), (12, {})]");
  assert_matches (fixture, "@a{sv} {}", 10, changed);

  lineup_daemon_fixture_restart (fixture);
  assert_matches (fixture, "@a{sv} {}", 10, changed);
  set (fixture, "[(11, {}), (12, {}), (13, {})]");
  assert_matches (fixture, "@a{sv} {}", 10, BY_ITSELF);
}

/* What a person has said outlives the guide, and waits for what it does not have. */
static void
test_kept (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) reply = NULL;

  add (fixture);
  set (fixture, "[(13, {'source': <'other'>, 'guide-channel': <'z'>, 'shift': <30>})]");
  assert_matches (fixture, "{'channels': <[int64 13]>}", 10, "13: person other/z +30");
  reply = lineup_daemon_fixture_expect (
      fixture, PATH, LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL);
  assert_matches (fixture, "{'channels': <[int64 13]>}", 10, "13: person other/z +30");
  assert_matches (fixture, "{'channels': <[int64 11]>}", 10, "11: none");
}

static void
test_suggest (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) none = NULL;
  g_autoptr (GVariant) list = NULL;
  g_autoptr (GVariant) first = NULL;
  const char *text = NULL;
  double score = 0;
  int shift = -1;

  add (fixture);
  reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      GUIDE_INTERFACE,
      "SuggestMatches",
      g_variant_new ("(x@a{sv})", (gint64)13, g_variant_new_parsed ("@a{sv} {}")));
  list = g_variant_get_child_value (reply, 0);
  g_assert_cmpuint (g_variant_n_children (list), ==, 1);
  first = g_variant_get_child_value (list, 0);
  g_assert_true (g_variant_lookup (first, "source", "&s", &text));
  g_assert_cmpstr (text, ==, "panel");
  g_assert_true (g_variant_lookup (first, "guide-channel", "&s", &text));
  g_assert_cmpstr (text, ==, "c");
  g_assert_true (g_variant_lookup (first, "name", "&s", &text));
  g_assert_cmpstr (text, ==, "Cinema Gold HD Premium");
  g_assert_true (g_variant_lookup (first, "score", "d", &score));
  g_assert_true (score > 0.4 && score <= 1);
  g_assert_true (g_variant_lookup (first, "shift", "i", &shift));
  g_assert_cmpint (shift, ==, 0);

  none = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      GUIDE_INTERFACE,
      "SuggestMatches",
      g_variant_new ("(x@a{sv})", (gint64)13, g_variant_new_parsed ("{'source': <'other'>}")));
  g_clear_pointer (&list, g_variant_unref);
  list = g_variant_get_child_value (none, 0);
  g_assert_cmpuint (g_variant_n_children (list), ==, 0);

  lineup_daemon_fixture_expect_error (
      fixture,
      PATH,
      GUIDE_INTERFACE,
      "SuggestMatches",
      g_variant_new ("(x@a{sv})", (gint64)99, g_variant_new_parsed ("@a{sv} {}")),
      NOT_FOUND);
  lineup_daemon_fixture_expect_error (
      fixture,
      PATH,
      GUIDE_INTERFACE,
      "SuggestMatches",
      g_variant_new ("(x@a{sv})", (gint64)13, g_variant_new_parsed ("{'limit': <uint32 101>}")),
      LINEUP_INVALID_ARGS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  lineup_daemon_test ("/guide-matches/list", test_list);
  lineup_daemon_test ("/guide-matches/refused", test_refused);
  lineup_daemon_test ("/guide-matches/set", test_set);
  lineup_daemon_test ("/guide-matches/kept", test_kept);
  lineup_daemon_test ("/guide-matches/suggest", test_suggest);
  return g_test_run ();
}
