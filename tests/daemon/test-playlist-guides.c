/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-client.h"
#include "lineup-test-files.h"

#include <string.h>

/* Guides that a playlist names: proposed, and not asked for before a person says so. */

#define LIST  "/lists/mine.m3u"
#define FIRST "/guides/first.xml"
#define OTHER "/guides/other.xml"
#define THIRD "/guides/third.xml"

#define GUIDE                                                                                      \
  "<tv><channel id=\"one\"><display-name>One</display-name></channel>"                             \
  "<programme channel=\"one\" start=\"20260101000000 +0000\" stop=\"20370101000000 +0000\">"       \
  "<title>News</title></programme></tv>"

/* @guides: paths of those that its header names, parted by commas, in this order */
static void
set_list (LineupDaemonFixture *fixture, const char *guides)
{
  g_autofree char *server = lineup_fake_panel_get_url (fixture->panel);
  g_auto (GStrv) paths = g_strsplit (guides, ",", -1);
  g_autoptr (GString) text = g_string_new ("#EXTM3U url-tvg=\"");

  for (gsize i = 0; paths[i] != NULL; i++)
    g_string_append_printf (text, "%s%s%s", i > 0 ? "," : "", server, paths[i]);
  g_string_append (text, "\"\n#EXTINF:-1 tvg-id=\"one\",One\nhttp://h/live/u/p/1.ts\n");
  lineup_fake_panel_set_text (fixture->panel, LIST, text->str);
}

static void
sync_list (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", NULL);

  g_assert_cmpstr (status, ==, "completed");
}

static void
add (LineupDaemonFixture *fixture, const char *guides)
{
  g_autofree char *server = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *settings = g_strdup_printf (
      "{'type': <'playlist'>, 'url': <'%s" LIST "?token=treasure'>, 'guide': <true>}", server);

  set_list (fixture, guides);
  lineup_fake_panel_set_text (fixture->panel, FIRST, GUIDE);
  lineup_fake_panel_set_text (fixture->panel, OTHER, GUIDE);
  lineup_client_add (fixture, "home", settings, NULL);
  sync_list (fixture);
}

/* Returns ids and states of all sources. */
static char *
describe (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) reply = lineup_guide_client_call (
      fixture, "ListSources", g_variant_new_parsed ("(@a{sv} {},)"));
  g_autoptr (GVariant) sources = g_variant_get_child_value (reply, 0);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (sources); i++)
    {
      g_autoptr (GVariant) source = g_variant_get_child_value (sources, i);
      const char *id = NULL;
      const char *state = NULL;
      const char *origin = NULL;

      g_assert_true (g_variant_lookup (source, "id", "&s", &id));
      g_assert_true (g_variant_lookup (source, "state", "&s", &state));
      g_assert_true (g_variant_lookup (source, "origin", "&s", &origin));
      g_assert_cmpstr (origin, ==, "http://127.0.0.1");
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", id, state);
    }
  return g_string_free (text, FALSE);
}

/* What is proposed is told soon after what the list has. */
static void
await_sources (LineupDaemonFixture *fixture, const char *expected)
{
  for (guint next = 0;;)
    {
      const guint n_told = lineup_signal_log_get_length (fixture->signals);
      g_autofree char *text = describe (fixture);

      if (g_str_equal (text, expected))
        return;
      g_test_message ("%s", text);
      next = MAX (next, n_told);
      lineup_daemon_fixture_wait_member (fixture, next, NULL, "SourcesChanged");
    }
}

static void
assert_asked (LineupDaemonFixture *fixture, const char *path, guint n)
{
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, path), ==, n);
}

static void
enable (LineupDaemonFixture *fixture, const char *id)
{
  lineup_guide_client_update_source (fixture, id, "{'enabled': <true>}");
}

static void
test_consent (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autoptr (GPtrArray) asked = NULL;
  const LineupRequest *request = NULL;

  /* The list's own token is not kept with it, but goes along. */
  add (fixture, FIRST "," OTHER "?token=treasure," FIRST);
  g_assert_null (lineup_test_files_find (cache, "treasure"));
  await_sources (fixture, "playlist-1 proposed, playlist-2 proposed");
  lineup_guide_client_assert_synced (fixture, "completed");
  assert_asked (fixture, FIRST, 0);
  assert_asked (fixture, OTHER, 0);

  enable (fixture, "playlist-2");
  lineup_request_log_wait_ended (fixture->requests, OTHER, 1);
  await_sources (fixture, "playlist-2 ok, playlist-1 proposed");
  assert_asked (fixture, FIRST, 0);
  asked = lineup_request_log_get_all (fixture->requests, OTHER);
  request = asked->pdata[0];
  g_assert_cmpstr (g_hash_table_lookup (request->params, "token"), ==, "treasure");

  lineup_daemon_fixture_restart (fixture);
  await_sources (fixture, "playlist-2 ok, playlist-1 proposed");
  lineup_guide_client_update_source (fixture, "playlist-2", "{'enabled': <false>}");
  await_sources (fixture, "playlist-2 off, playlist-1 proposed");
  lineup_guide_client_remove_source (fixture, "playlist-2");
  await_sources (fixture, "playlist-1 proposed, playlist-2 proposed");
  assert_asked (fixture, FIRST, 0);
}

/* Who has said yes to one guide has not said so of another that takes its place. */
static void
test_other_place (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture, FIRST "," OTHER);
  await_sources (fixture, "playlist-1 proposed, playlist-2 proposed");
  enable (fixture, "playlist-1");
  lineup_request_log_wait_ended (fixture->requests, FIRST, 1);

  set_list (fixture, THIRD "," OTHER "," FIRST);
  sync_list (fixture);
  await_sources (fixture, "playlist-1 ok, playlist-3 proposed, playlist-2 proposed");
  lineup_guide_client_assert_synced (fixture, "completed");
  assert_asked (fixture, THIRD, 0);
  assert_asked (fixture, OTHER, 0);
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, FIRST), >=, 1);

  /* What the list names no more is no proposal, but what a person has turned on stays. */
  set_list (fixture, THIRD);
  sync_list (fixture);
  await_sources (fixture, "playlist-1 ok, playlist-3 proposed");
}

static void
test_refused (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture, FIRST);
  await_sources (fixture, "playlist-1 proposed");
  lineup_guide_client_assert_refused (
      fixture, "RemoveSource", g_variant_new ("(s)", "playlist-1"), LINEUP_INVALID_ARGS);
  lineup_guide_client_assert_refused (fixture,
                                      "UpdateSource",
                                      g_variant_new_parsed ("('playlist-2', {'enabled': <true>})"),
                                      LINEUP_BUS_NAME ".Error.NotFound");
  lineup_guide_client_assert_refused (
      fixture,
      "UpdateSource",
      g_variant_new_parsed ("('playlist-1', {'url': <'http://127.0.0.1/x'>})"),
      LINEUP_BUS_NAME ".Error.NotFound");
  await_sources (fixture, "playlist-1 proposed");
}

/* Of what a list names no more than can be told apart is shown; nothing of an address is told. */
static void
test_many (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) guides = g_string_new (FIRST "?token=hush-1");
  g_autofree char *share = lineup_daemon_fixture_get_path (fixture, "data");
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config");
  g_autofree char *log = NULL;
  g_autofree char *found = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) sources = NULL;

  for (guint i = 2; i < 200; i++)
    g_string_append_printf (guides, "," FIRST "?token=hush-%u", i);
  add (fixture, guides->str);
  lineup_daemon_fixture_wait_member (fixture, 0, NULL, "SourcesChanged");
  text = describe (fixture);
  sources = g_strsplit (text, ", ", -1);
  g_assert_cmpuint (g_strv_length (sources), ==, 16);
  lineup_guide_client_update_source (
      fixture, "playlist-16", "{'enabled': <true>, 'place': <uint32 0>, 'name': <'Mine'>}");
  g_clear_pointer (&text, g_free);
  text = describe (fixture);
  g_assert_true (g_str_has_prefix (text, "playlist-16 "));
  g_assert_null (lineup_test_files_find (share, "hush"));
  found = lineup_test_files_find (config, "hush");
  g_assert_nonnull (found);
  g_assert_nonnull (strstr (found, "/secrets/home-guide.secret"));
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_null (strstr (log, "hush"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/playlist-guides/consent", test_consent);
  lineup_daemon_test ("/playlist-guides/other-place", test_other_place);
  lineup_daemon_test ("/playlist-guides/refused", test_refused);
  lineup_daemon_test ("/playlist-guides/many", test_many);

  return g_test_run ();
}
