/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#include <string.h>

/* Panels that are not where they were, or not what they were. */

static LineupFakePanel *
make_panel (void)
{
  LineupFakePanel *panel = lineup_fake_panel_new ();

  g_assert_true (lineup_fake_panel_listen (panel, 0, NULL));
  return panel;
}

static void
redirect (LineupFakePanel *from, const char *to, guint status)
{
  static const char *const actions[] = {
    "account",         "get_live_categories",   "get_live_streams", "get_vod_categories",
    "get_vod_streams", "get_series_categories", "get_series",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *action = i > 0 ? g_strconcat ("&action=", actions[i], NULL) : g_strdup ("");
      g_autofree char *fault = g_strdup_printf (
          "%s=status:%u;header:Location:%s/player_api.php?username=user&password=secret%s",
          actions[i],
          status,
          to,
          action);

      lineup_fake_panel_add_fault (from, fault);
    }
}

static void
assert_text (LineupDaemonFixture *fixture, const char *name, const char *expected)
{
  g_autofree char *text = lineup_client_get_text (fixture, "home", name);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_synced (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", NULL);

  g_assert_cmpstr (status, ==, "completed");
}

/* A panel that has moved for good is asked where it is, and that is told; the address stays the
 * person's. */
static void
test_lasting (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const guint lasting[] = { 301, 308 };
  g_autoptr (LineupFakePanel) new_panel = make_panel ();
  g_autofree char *url = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *new_url = lineup_fake_panel_get_url (new_panel);
  g_autofree char *log = NULL;

  lineup_client_add_account (fixture, "home");
  assert_text (fixture, "MovedTo", "");
  for (gsize i = 0; i < G_N_ELEMENTS (lasting); i++)
    {
      lineup_fake_panel_clear_faults (fixture->panel);
      redirect (fixture->panel, new_url, lasting[i]);
      assert_synced (fixture);
      assert_text (fixture, "Server", url);
      assert_text (fixture, "MovedTo", new_url);
    }
  lineup_daemon_fixture_restart (fixture);
  assert_text (fixture, "Server", url);
  assert_text (fixture, "MovedTo", new_url);
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_nonnull (strstr (log, "redirects for good to http://127.0.0.1:"));
  g_assert_null (strstr (log, "username"));

  /* Back home, or away for now only. */
  lineup_fake_panel_clear_faults (fixture->panel);
  redirect (fixture->panel, new_url, 302);
  assert_synced (fixture);
  assert_text (fixture, "MovedTo", "");
}

/* What a panel says when an account is added is told at once. */
static void
test_added (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) new_panel = make_panel ();
  g_autofree char *new_url = lineup_fake_panel_get_url (new_panel);

  redirect (fixture->panel, new_url, 301);
  lineup_client_add_account (fixture, "home");
  assert_text (fixture, "MovedTo", new_url);
}

static void
assert_refused (LineupDaemonFixture *fixture, gboolean as_playlist, guint n_asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_daemon_fixture_call (
      fixture,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "AddAccount",
      g_variant_new ("(s@a{sv})", "home", lineup_client_make_settings (fixture, NULL)),
      &error);

  g_assert_null (reply);
  g_assert_nonnull (error);
  g_assert_cmpint (strstr (error->message, "The panel gives this account as a playlist only")
                       != NULL,
                   ==,
                   as_playlist);
  g_assert_null (strstr (error->message, "secret"));
  g_assert_cmpuint (
      lineup_request_log_count (fixture->requests, LINEUP_REQUEST_PLAYLIST), ==, n_asked);
  lineup_request_log_wait_ended (fixture->requests, NULL, 1 + n_asked);
  lineup_request_log_clear (fixture->requests);
}

/* A panel whose API refuses what its get.php gives is told of; one that says what is wrong with
 * the account, or has too much to do, is not asked for more. */
static void
test_playlist (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const refusals[]
      = { "status:403", "status:404", "status:401", "status:884", "status:405" };
  static const char *const others[]
      = { "status:429", "status:500", "body:{\"user_info\":{\"auth\":0}}" };

  lineup_fake_panel_set_text (
      fixture->panel, LINEUP_REQUEST_PLAYLIST, "#EXTM3U\n#EXTINF:-1,One\nhttp://127.0.0.1/1.ts\n");
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *fault = g_strconcat ("account=", refusals[i], NULL);

      lineup_fake_panel_clear_faults (fixture->panel);
      lineup_fake_panel_add_fault (fixture->panel, fault);
      assert_refused (fixture, TRUE, 1);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *fault = g_strconcat ("account=", others[i], NULL);

      lineup_fake_panel_clear_faults (fixture->panel);
      lineup_fake_panel_add_fault (fixture->panel, fault);
      assert_refused (fixture, FALSE, 0);
    }

  /* Nothing in it, or something else. */
  lineup_fake_panel_clear_faults (fixture->panel);
  lineup_fake_panel_add_fault (fixture->panel, "account=status:403");
  lineup_fake_panel_set_text (fixture->panel, LINEUP_REQUEST_PLAYLIST, "#EXTM3U\n");
  assert_refused (fixture, FALSE, 1);
  lineup_fake_panel_set_text (fixture->panel, LINEUP_REQUEST_PLAYLIST, "<p>#EXTINF</p>");
  assert_refused (fixture, FALSE, 1);
  lineup_fake_panel_add_fault (fixture->panel, "get=status:403");
  assert_refused (fixture, FALSE, 1);
}

/* Not more of a long list is taken than it needs to be known as one. */
static void
test_beginning (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *big = g_strnfill (32 * 1024 * 1024, 'x');
  g_autofree char *list = g_strconcat ("#EXTM3U\n#EXTINF:-1,One\nhttp://h/1.ts\n#", big, NULL);
  g_autoptr (GPtrArray) requests = NULL;
  const LineupRequest *request = NULL;

  lineup_fake_panel_set_text (fixture->panel, LINEUP_REQUEST_PLAYLIST, list);
  lineup_fake_panel_add_fault (fixture->panel, "account=status:403");
  lineup_client_add (fixture, "home", NULL, LINEUP_BUS_NAME ".Error.AuthFailed");
  lineup_request_log_wait_ended (fixture->requests, LINEUP_REQUEST_PLAYLIST, 1);
  requests = lineup_request_log_get_all (fixture->requests, LINEUP_REQUEST_PLAYLIST);
  request = requests->pdata[0];
  g_assert_true (request->client_gone);
  g_assert_cmpuint (request->bytes, <, 16 * 1024 * 1024);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/moved/lasting", test_lasting);
  lineup_daemon_test ("/moved/added", test_added);
  lineup_daemon_test ("/moved/playlist", test_playlist);
  lineup_daemon_test ("/moved/beginning", test_beginning);

  return g_test_run ();
}
