/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A playlist, from its bytes to the rows that a player sees, in the steps of a sync. */

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-playlist-source.h"
#include "lineup-soup-transport.h"
#include "lineup-test-files.h"
#include "lineup-wire-fixture.h"

#include <string.h>

#define LIST "/lists/mine.m3u"

typedef struct
{
  LineupWireFixture wire;
  char *folder; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *store = NULL;
  g_autofree char *base = NULL;
  g_autofree char *url = NULL;
  g_autoptr (LineupTransport) transport = NULL;
  LineupPlaylistAccess access = { 0 };

  lineup_wire_fixture_set_up (&fixture->wire, data);
  fixture->folder = g_dir_make_tmp ("lineup-playlist-XXXXXX", NULL);
  store = g_build_filename (fixture->folder, "playlist", NULL);
  base = lineup_fake_panel_get_url (fixture->wire.fake);
  url = g_strconcat (base, LIST, NULL);
  access.url = url;
  access.store = store;
  transport = lineup_soup_transport_new (
      NULL, NULL, lineup_hosts_get_kept_connections (fixture->wire.hosts));
  lineup_await_finalize (fixture->wire.panel);
  fixture->wire.panel = lineup_playlist_source_new (&access, transport, fixture->wire.hosts);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_wire_fixture_tear_down (&fixture->wire, data);
  lineup_test_files_remove (fixture->folder);
  g_free (fixture->folder);
}

/* A list of a hundred channels, movies and episodes each, two episodes a series. */
static void
set_list (Fixture *fixture, const char *token, const char *suffix, guint n)
{
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n");

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text,
                              "#EXTINF:-1 group-title=\"News %u\",Channel %u%s\n"
                              "http://h/live/u/%s/%u.ts\n",
                              i % 7,
                              i,
                              suffix,
                              token,
                              i);
      g_string_append_printf (text,
                              "#EXTINF:-1 group-title=\"Films\",Film %u%s (2020)\n"
                              "http://h/movie/u/%s/%u.mkv\n",
                              i,
                              suffix,
                              token,
                              1000 + i);
      g_string_append_printf (text,
                              "#EXTINF:-1 group-title=\"Shows\",Show %u S01E%02u\n"
                              "http://h/series/u/%s/%u.mkv\n",
                              i / 2,
                              i % 2,
                              token,
                              2000 + i);
    }
  lineup_fake_panel_set_text (fixture->wire.fake, LIST, text->str);
}

/* Runs all steps; each is to end so. */
static void
run (Fixture *fixture, const LineupOutcome expected[LINEUP_N_LISTS])
{
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    g_assert_cmpint (
        lineup_wire_fixture_run (&fixture->wire, (LineupList)list, 0), ==, expected[list]);
}

static void
run_all (Fixture *fixture, LineupOutcome expected)
{
  const LineupOutcome outcomes[] = { expected, expected, expected, expected, expected, expected };

  run (fixture, outcomes);
}

static void
check_counts (Fixture *fixture, guint channels, guint movies, guint series)
{
  static const LineupList lists[] = {
    LINEUP_LIST_CHANNEL_CATEGORIES, LINEUP_LIST_CHANNELS, LINEUP_LIST_MOVIES, LINEUP_LIST_SERIES
  };
  const guint expected[] = { 7, channels, movies, series };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_assert_cmpuint (
        lineup_catalogue_get_count (fixture->wire.stored->catalogue, lists[i]), ==, expected[i]);
}

static guint64
count_requests (Fixture *fixture)
{
  return lineup_request_log_count (lineup_fake_panel_get_log (fixture->wire.fake), NULL);
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  set_list (fixture, "one", "", 100);
  run_all (fixture, LINEUP_OUTCOME_OK);
  check_counts (fixture, 100, 100, 50);
  g_assert_cmpuint (count_requests (fixture), ==, 1);
  run_all (fixture, LINEUP_OUTCOME_UNCHANGED);
  g_assert_cmpuint (count_requests (fixture), ==, 2);
}

/* Another token changes nothing of what players see; another name is a change, not another item. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  static const LineupOutcome renamed[] = { LINEUP_OUTCOME_UNCHANGED, LINEUP_OUTCOME_OK,
                                           LINEUP_OUTCOME_UNCHANGED, LINEUP_OUTCOME_OK,
                                           LINEUP_OUTCOME_UNCHANGED, LINEUP_OUTCOME_UNCHANGED };

  set_list (fixture, "one", "", 100);
  run_all (fixture, LINEUP_OUTCOME_OK);
  set_list (fixture, "two", "", 100);
  run_all (fixture, LINEUP_OUTCOME_UNCHANGED);
  set_list (fixture, "two", " HD", 100);
  run (fixture, renamed);
  check_counts (fixture, 100, 100, 50);
  lineup_wire_fixture_run (&fixture->wire, LINEUP_LIST_CHANNELS, 0);
  g_assert_cmpint (fixture->wire.report->outcome, ==, LINEUP_OUTCOME_UNCHANGED);
}

static void
test_renamed_report (Fixture *fixture, gconstpointer data)
{
  set_list (fixture, "one", "", 100);
  run_all (fixture, LINEUP_OUTCOME_OK);
  set_list (fixture, "one", " HD", 100);
  lineup_wire_fixture_run (&fixture->wire, LINEUP_LIST_CHANNELS, 0);
  g_assert_cmpuint (fixture->wire.report->changed, ==, 100);
  g_assert_cmpuint (fixture->wire.report->added, ==, 0);
  g_assert_cmpuint (fixture->wire.report->removed, ==, 0);
}

/* What is no list leaves all as it was, and is asked for once. */
static void
test_no_list (Fixture *fixture, gconstpointer data)
{
  set_list (fixture, "one", "", 100);
  run_all (fixture, LINEUP_OUTCOME_OK);
  lineup_fake_panel_set_text (fixture->wire.fake, LIST, "<html></html>");
  run_all (fixture, LINEUP_OUTCOME_FAILED);
  g_assert_error (fixture->wire.report->error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  check_counts (fixture, 100, 100, 50);
  g_assert_cmpuint (count_requests (fixture), ==, 2);
}

/* A list that is cut off, or empty, is more often a mistake than the truth. */
static void
test_shrunk (Fixture *fixture, gconstpointer data)
{
  const guint sizes[] = { 10, 0 };

  set_list (fixture, "one", "", 100);
  run_all (fixture, LINEUP_OUTCOME_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      set_list (fixture, "one", "", sizes[i]);
      for (guint list = 0; list < LINEUP_N_LISTS; list++)
        lineup_wire_fixture_run (&fixture->wire, (LineupList)list, 0);
      check_counts (fixture, 100, 100, 50);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/wire-playlist/again", test_again },
    { "/wire-playlist/changed", test_changed },
    { "/wire-playlist/renamed-report", test_renamed_report },
    { "/wire-playlist/no-list", test_no_list },
    { "/wire-playlist/shrunk", test_shrunk },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
