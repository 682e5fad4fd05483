/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-certificate.h"

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

#define MOVIES "[{\"stream_id\":1,\"name\":\"One\"},{\"stream_id\":2,\"name\":\"Two\"}]"

/* Gives the panel a new certificate, as if it had been started anew, and returns its fingerprint.
 */
static char *
protect (LineupDaemonFixture *fixture)
{
  g_autoptr (GTlsCertificate) certificate = lineup_test_certificate_new ("127.0.0.1", 1);

  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", MOVIES);
  lineup_fake_panel_refuse (fixture->panel);
  lineup_fake_panel_set_certificate (fixture->panel, certificate);
  g_assert_true (lineup_fake_panel_listen (fixture->panel, 0, NULL));
  return lineup_test_certificate_get_fingerprint (certificate);
}

static char *
accept (const char *fingerprint)
{
  return g_strdup_printf ("{'accept-certificate': <'%s'>}", fingerprint);
}

static void
add (LineupDaemonFixture *fixture, const char *fingerprint, const char *error_name)
{
  g_autofree char *settings = accept (fingerprint);

  lineup_client_add (fixture, "home", settings, error_name);
}

static void
update (LineupDaemonFixture *fixture, const char *fingerprint, const char *error_name)
{
  g_autofree char *settings = accept (fingerprint);

  lineup_client_update (fixture, "home", settings, error_name);
}

static void
assert_sync (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", NULL);

  g_assert_cmpstr (status, ==, expected);
}

static void
assert_names (LineupDaemonFixture *fixture)
{
  g_autofree char *names = lineup_client_get_names (fixture, "home", "movies");

  g_assert_cmpstr (names, ==, "One, Two");
}

/* Nothing was sent, once is enough, and the rows stay. */
static void
assert_refused (LineupDaemonFixture *fixture)
{
  g_autofree char *error = NULL;

  lineup_request_log_clear (fixture->requests);
  assert_sync (fixture, "failed");
  error = lineup_client_get_step_text (fixture, "home", "movies", "error-name");
  g_assert_cmpstr (error, ==, ERROR ("Certificate"));
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 0);
  assert_names (fixture);
}

static void
test_untrusted (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *fingerprint = protect (fixture);

  lineup_client_add (fixture, "home", NULL, ERROR ("Certificate"));
  g_assert_false (lineup_client_has_account (fixture, "home"));
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 0);
}

static void
test_pinned (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *fingerprint = protect (fixture);
  g_autofree char *lower = g_ascii_strdown (fingerprint, -1);
  g_autofree char *wrong = g_strdup (fingerprint);

  wrong[0] = wrong[0] == '0' ? '1' : '0';
  add (fixture, wrong, ERROR ("Certificate"));
  add (fixture, lower, NULL);
  assert_sync (fixture, "completed");
  assert_names (fixture);

  /* Kept over a restart, changed at once, and taken back. */
  lineup_daemon_fixture_restart (fixture);
  assert_sync (fixture, "completed");
  update (fixture, wrong, NULL);
  assert_refused (fixture);
  update (fixture, fingerprint, NULL);
  assert_sync (fixture, "completed");
  update (fixture, "", NULL);
  assert_refused (fixture);
}

static void
test_changed (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *first = protect (fixture);
  g_autofree char *second = NULL;

  add (fixture, first, NULL);
  assert_sync (fixture, "completed");
  second = protect (fixture);
  assert_refused (fixture);
  update (fixture, second, NULL);
  assert_sync (fixture, "completed");
}

static void
test_forms (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const bad[] = { "x", "AB:CD", "da39a3ee5e6b4b0d3255bfef95601890afd80709" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    add (fixture, bad[i], LINEUP_INVALID_ARGS);
  g_assert_false (lineup_client_has_account (fixture, "home"));
  lineup_client_add_account (fixture, "home");
  update (fixture, bad[0], LINEUP_INVALID_ARGS);
}

/* A connection that ends without a word, in the middle of a list that has no length. */
static void
test_truncated (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *fingerprint = protect (fixture);
  g_autofree char *error = NULL;

  add (fixture, fingerprint, NULL);
  assert_sync (fixture, "completed");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=length:none;cut:30");
  assert_sync (fixture, "partial");
  error = lineup_client_get_step_text (fixture, "home", "movies", "error-name");
  g_assert_cmpstr (error, ==, ERROR ("MalformedData"));
  assert_names (fixture);
}

/* Credentials that went protected go unprotected to nobody. */
static void
test_downgrade (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) plain = lineup_fake_panel_new ();
  g_autofree char *fingerprint = protect (fixture);
  g_autofree char *url = NULL;
  g_autofree char *fault = NULL;

  g_assert_true (lineup_fake_panel_listen (plain, 0, NULL));
  url = lineup_fake_panel_get_url (plain);
  fault = g_strdup_printf ("account=redirect:%s/player_api.php?username=user&password=secret", url);
  lineup_fake_panel_add_fault (fixture->panel, fault);
  add (fixture, fingerprint, ERROR ("Certificate"));
  g_assert_cmpuint (lineup_request_log_count (lineup_fake_panel_get_log (plain), NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/certificates/untrusted", test_untrusted);
  lineup_daemon_test ("/certificates/pinned", test_pinned);
  lineup_daemon_test ("/certificates/changed", test_changed);
  lineup_daemon_test ("/certificates/forms", test_forms);
  lineup_daemon_test ("/certificates/truncated", test_truncated);
  lineup_daemon_test ("/certificates/downgrade", test_downgrade);

  return g_test_run ();
}
