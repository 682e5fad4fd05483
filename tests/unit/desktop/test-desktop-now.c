/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-desktop-search.h"
#include "lineup-dummy-guide.h"
#include "lineup-roster-fixture.h"
#include "lineup-test-launcher.h"

typedef struct
{
  LineupRosterFixture *roster;    /* (owned) */
  LineupTestLauncher *launcher;   /* (owned) */
  LineupPreferences *preferences; /* (owned) */
  LineupDesktopSearch *search;    /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->roster = lineup_roster_fixture_new ();
  fixture->launcher = lineup_test_launcher_new ();
  fixture->preferences = lineup_preferences_new ("/nonexistent/preferences");
  fixture->search = lineup_desktop_search_new (fixture->roster->roster,
                                               fixture->preferences,
                                               LINEUP_LAUNCHER (fixture->launcher),
                                               LINEUP_CLOCK (fixture->roster->clock));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_finalize (fixture->search);
  g_object_unref (fixture->preferences);
  g_object_unref (fixture->launcher);
  lineup_roster_fixture_free (fixture->roster);
}

static LineupItem
make_item (gint64 id, const char *name, double rating)
{
  LineupItem item = LINEUP_ITEM_INIT;

  item.id = id;
  item.name = name;
  item.rating = rating;
  return item;
}

static LineupSubscription *
add (Fixture *fixture, const char *id, const char *name)
{
  LineupSubscription *subscription = lineup_roster_fixture_add (fixture->roster, id);

  g_object_set (lineup_subscription_get_account (subscription), "name", name, NULL);
  return subscription;
}

static GPtrArray *
find (Fixture *fixture, const char *text, GCancellable *cancellable)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_desktop_search_find_async (
      fixture->search, text, cancellable, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_desktop_search_find_finish (fixture->search, result);
}

static GPtrArray *
describe (Fixture *fixture, const char *const *references, GCancellable *cancellable)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_desktop_search_describe_async (
      fixture->search, references, cancellable, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_desktop_search_describe_finish (fixture->search, result);
}

static const LineupDesktopResult *
get (GPtrArray *results, guint index)
{
  g_assert_cmpuint (index, <, results->len);
  return results->pdata[index];
}

/* The references of what is found, with blanks between them. */
static void
assert_finds (Fixture *fixture, const char *text, const char *expected)
{
  g_autoptr (GPtrArray) results = find (fixture, text, NULL);
  g_autoptr (GString) references = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++)
    g_string_append_printf (references, "%s%s", i > 0 ? " " : "", get (results, i)->reference);
  g_assert_cmpstr (references->str, ==, expected);
}

/* What is on at the channels a, b and c, in seconds from now on. */
static const struct
{
  const char *channel;
  gint64 start;
  gint64 end;
  const char *title;
} airings[] = {
  { "a", -60, 600, "Quiz" },          { "a", 600, 1200, "Late quiz" },
  { "b", -600, 600, "Quiz of Beta" }, { "c", -600, 600, "Quiz at night" },
  { "d", 600, 1200, "Early quiz" },
};

static char *
make_guide (void)
{
  GString *text = g_string_new ("a=A\nb=B\nc=C\nd=D");

  for (gsize i = 0; i < G_N_ELEMENTS (airings); i++)
    g_string_append_printf (text,
                            "\n%s %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " %s",
                            airings[i].channel,
                            LINEUP_TEST_NOW + airings[i].start,
                            LINEUP_TEST_NOW + airings[i].end,
                            airings[i].title);
  return g_string_free (text, FALSE);
}

static void
import_guide (LineupGuide *guide, LineupMatchPlan *matches, const char *text)
{
  g_autoptr (LineupDummyGuide) source = lineup_dummy_guide_new (text);
  const LineupGuideImportPlan plan
      = { .name = "panel", .source = LINEUP_GUIDE_SOURCE (source), .now = LINEUP_TEST_NOW };
  LineupGuideImportReport report = { 0 };
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_guide_import_async (guide, &plan, matches, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  lineup_guide_import_finish (guide, result, &report, &error);
  g_assert_no_error (error);
}

static void
fill (LineupGuide *guide, const char *text, const LineupMatchChannel *channels, gsize n_channels)
{
  g_autoptr (LineupMatchPlan) matches = lineup_match_plan_new ();
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_match_plan_add_source (matches, "panel", 0);
  for (gsize i = 0; i < n_channels; i++)
    lineup_match_plan_add_channel (matches, &channels[i]);
  import_guide (guide, matches, text);
  lineup_guide_match_async (guide, matches, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  lineup_guide_job_finish (guide, result, &error);
  g_assert_no_error (error);
}

/* An account with four channels, one of them for adults, a film, and a guide. */
static void
add_with_guide (Fixture *fixture)
{
  LineupItem channels[] = { make_item (1, "Alpha", 0),
                            make_item (2, "Beta Quiz", 0),
                            make_item (3, "Night", 0),
                            make_item (4, "Delta", 0) };
  const LineupMatchChannel matched[] = { { .id = 1, .epg_id = "a", .name = "x" },
                                         { .id = 2, .epg_id = "b", .name = "x" },
                                         { .id = 3, .epg_id = "c", .name = "x" },
                                         { .id = 4, .epg_id = "d", .name = "x" } };
  const LineupItem film = make_item (1, "Quiz", 0);
  g_autofree char *text = make_guide ();
  LineupSubscription *subscription = add (fixture, "home", "Home");

  channels[2].adult = LINEUP_ADULT_YES;
  lineup_roster_fixture_import (
      subscription, LINEUP_LIST_CHANNELS, channels, G_N_ELEMENTS (channels));
  lineup_roster_fixture_import (subscription, LINEUP_LIST_MOVIES, &film, 1);
  fill (lineup_subscription_get_guide (subscription), text, matched, G_N_ELEMENTS (matched));
}

/* Channels are found by what is on, not by what was or will be, and not for adults; one that is
 * found by its name as well is there once. */
static void
test_now (Fixture *fixture, gconstpointer data)
{
  add_with_guide (fixture);
  assert_finds (fixture, "quiz", "home/movies/1 home/channels/2 home/channels/1");
  assert_finds (fixture, "late quiz", "");
  assert_finds (fixture, "early", "");
  assert_finds (fixture, "quiz night", "");

  lineup_test_clock_advance (fixture->roster->clock, 700 * G_USEC_PER_SEC);
  assert_finds (fixture, "late qui", "home/channels/1");
  assert_finds (fixture, "early", "home/channels/4");
}

/* Channels tell what is on, however they were found, and when they are described. */
static void
test_told_of_now (Fixture *fixture, gconstpointer data)
{
  const char *const references[]
      = { "home/channels/1", "home/movies/1", "home/channels/4", "home/channels/9", NULL };
  g_autoptr (GPtrArray) by_title = NULL;
  g_autoptr (GPtrArray) by_name = NULL;
  g_autoptr (GPtrArray) described = NULL;
  g_autoptr (GPtrArray) of_two = NULL;

  add_with_guide (fixture);
  by_title = find (fixture, "quiz", NULL);
  g_assert_cmpstr (get (by_title, 2)->name, ==, "Alpha");
  g_assert_cmpstr (get (by_title, 2)->description, ==, "Quiz now");
  g_assert_cmpstr (get (by_title, 2)->undated_description, ==, "Quiz now");
  by_name = find (fixture, "beta", NULL);
  g_assert_cmpstr (get (by_name, 0)->description, ==, "Quiz of Beta now");
  described = describe (fixture, references, NULL);
  g_assert_cmpstr (get (described, 0)->description, ==, "Quiz now");
  g_assert_cmpstr (get (described, 1)->description, ==, "Movie");
  g_assert_cmpstr (get (described, 2)->description, ==, "Channel");
  g_assert_cmpstr (get (described, 3)->description, ==, "");
  add (fixture, "other", "Other");
  of_two = find (fixture, "alpha", NULL);
  g_assert_cmpstr (get (of_two, 0)->description, ==, "Quiz now · Home");
}

#define ADD(path, test)                                                                            \
  g_test_add ("/desktop/desktop-now/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("found", test_now);
  ADD ("told", test_told_of_now);
  return g_test_run ();
}
